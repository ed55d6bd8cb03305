"""Published disputes give the published verdicts."""

import json
import os
from pathlib import Path

import pytest

from detente.analysis import analyse, analyse_graph
from detente.dispute import load_model
from detente.dispute.graph import compile_model

SHARED = Path(os.environ.get("DETENTE_SHARED", Path(__file__).parents[2].parent / "shared"))
CASES = sorted((SHARED / "cases" / "published").glob("*.json"))

pytestmark = pytest.mark.skipif(not CASES, reason="the published disputes are not here")


def model_of(case: Path, tmp_path: Path):
    """The dispute of a published case."""
    path = tmp_path / "model.json"
    path.write_text(json.dumps(json.loads(case.read_text(encoding="utf-8"))["model"]), encoding="utf-8")
    return load_model(path)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.stem)
def test_every_verdict_is_the_published_one(case: Path, tmp_path: Path) -> None:
    """For every concept and party, the stable states and the equilibria are those the case lists."""
    verdicts = json.loads(case.read_text(encoding="utf-8"))["verdicts"]
    epoch = analyse(model_of(case, tmp_path), concepts=list(verdicts["stable"])).epoch()
    stable = {
        code: {party: [s for s, holds in enumerate(truth) if holds] for party, truth in by_party.items()}
        for code, by_party in epoch.stable.items()
    }

    assert verdicts["stable"] == stable
    assert verdicts["equilibria"] == {code: list(epoch.equilibria[code]) for code in verdicts["equilibria"]}


@pytest.mark.parametrize(
    "case", [case for case in CASES if case.stem.startswith("us_china")], ids=lambda case: case.stem
)
def test_all_608_verdicts_of_the_trade_conflict_agree_with_its_authors(case: Path, tmp_path: Path) -> None:
    """76 states, two parties, four concepts, as their authors printed them (states numbered from 1)."""
    published = json.loads(case.read_text(encoding="utf-8"))["published"]
    epoch = analyse(model_of(case, tmp_path)).epoch()
    agreeing = sum(
        (state + 1 in stated) == epoch.stable[code.upper()][party.lower()][state]
        for code, given in published.items()
        for party, stated in given["stable"].items()
        for state in range(76)
    )

    expected = 608
    assert expected == agreeing


@pytest.mark.parametrize("case", [case for case in CASES if case.stem.startswith("korea")], ids=lambda case: case.stem)
def test_the_source_that_adds_simultaneous_sanctions_is_reproduced_with_them(case: Path, tmp_path: Path) -> None:
    """The source counts a party stable under the concept or under SIM; so combined, its equilibria are ours."""
    document = json.loads(case.read_text(encoding="utf-8"))
    epoch = analyse(model_of(case, tmp_path)).epoch()
    labels = document["state_labels"]
    for code, expected in document["published"].items():
        parties = epoch.stable["SIM"].keys()
        combined = [
            labels[s]
            for s in range(len(labels))
            if all(epoch.stable[code.upper()][party][s] or epoch.stable["SIM"][party][s] for party in parties)
        ]

        assert expected == combined


def test_arrays_and_plain_lists_agree_on_the_published_disputes(tmp_path: Path) -> None:
    """The small engine is chosen for these models; the array engine says the same."""
    from detente.analysis import concepts

    for case in CASES:
        graph = compile_model(model_of(case, tmp_path))
        for code, by_party in analyse_graph(graph).stable.items():
            for dm, party in enumerate(graph.decision_makers):
                assert list(by_party[party]) == concepts.find(code).stable(graph, dm).tolist()
