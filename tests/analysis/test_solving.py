"""From a model to the `solve --json` document."""

import json
import subprocess
import sys
from dataclasses import replace

import numpy as np
import pytest

from detente.analysis import analyse
from detente.analysis.samples import dispute_of_ranks
from detente.dispute.model import DecisionMaker, DisputeModel, Exclusion, Option, Preferences, PreferenceStatement
from detente.errors import Cancelled, UnknownConcept
from reference.random_models import random_model


def prisoners() -> DisputeModel:
    """Two prisoners; Y is to confess."""
    return dispute_of_ranks("Prisoners' dilemma", ann=(3, 4, 1, 2), bob=(3, 1, 4, 2))


def test_the_document_is_the_contract() -> None:
    """Every key of one epoch, in the order of the contract."""
    expected = {
        "format": "detente/solve-1",
        "decision_makers": ["ann", "bob"],
        "options": ["ann", "bob"],
        "states": ["NN", "YN", "NY", "YY"],
        "epochs": [
            {
                "id": "",
                "status_quo": None,
                "ranks": {"ann": [3, 4, 1, 2], "bob": [3, 1, 4, 2]},
                "stable": {
                    "NASH": {"ann": [False, True, False, True], "bob": [False, False, True, True]},
                    "SEQ": {"ann": [True, True, False, True], "bob": [True, False, True, True]},
                },
                "equilibria": {"NASH": [3], "SEQ": [0, 3]},
                "immobile": {"ann": [False] * 4, "bob": [False] * 4},
                "coalitions": {
                    "NASH": {"ann+bob": [True, True, True, False]},
                    "GMR": {"ann+bob": [True, True, True, False]},
                    "SMR": {"ann+bob": [True, True, True, False]},
                    "SEQ": {"ann+bob": [True, True, True, False]},
                },
            }
        ],
    }
    document = analyse(prisoners(), concepts=["NASH", "SEQ"], coalitions=True).to_dict()

    assert expected == document
    assert json.dumps(expected) == json.dumps(document)


def test_unknown_variants_are_added_on_request() -> None:
    """Sixteen keys, a to d of four concepts, each with its equilibria."""
    epoch = analyse(prisoners(), concepts=["NASH"], unknown=True).epoch()

    assert ["NASH", *(base + v for base in ("NASH", "GMR", "SMR", "SEQ") for v in "abcd")] == list(epoch.stable)
    assert epoch.equilibria["NASHa"] == (3,)


def test_concepts_for_two_parties_are_computed_on_request() -> None:
    """Horizons by number, in the order asked for."""
    epoch = analyse(prisoners(), concepts=["L2", "L1", "NM", "STACKELBERG"]).epoch()

    assert list(epoch.stable) == ["L2", "L1", "NM", "STACKELBERG"]
    assert epoch.equilibria["L2"] == (0, 3)


def test_states_stand_in_the_epochs_where_they_differ() -> None:
    """An epoch that excludes a state has its own list."""
    model = prisoners()
    wants = {party: Preferences() for party in ("ann", "bob")}
    later = replace(model.epochs[0], id="later", infeasible=(Exclusion(when="ann & bob"),), preferences=wants)
    document = analyse(replace(model, epochs=(*model.epochs, later))).to_dict()

    assert "states" not in document
    assert [epoch["states"] for epoch in document["epochs"]] == [["NN", "YN", "NY", "YY"], ["NN", "YN", "NY"]]


def test_only_the_epochs_asked_for_are_solved() -> None:
    """By id, in the order asked for."""
    model = prisoners()
    model = replace(model, epochs=tuple(replace(model.epochs[0], id=name) for name in ("one", "two", "three")))

    assert [epoch.id for epoch in analyse(model, epochs=["three", "one"]).epochs] == ["three", "one"]


def test_an_unknown_concept_is_refused() -> None:
    """Also where plain Python would solve the rest."""
    with pytest.raises(UnknownConcept):
        analyse(prisoners(), concepts=["NASH", "NUSH"])


def test_a_stop_is_heeded() -> None:
    """Nothing half done is returned."""
    with pytest.raises(Cancelled):
        analyse(prisoners(), cancel=lambda: True)


def test_findings_show_themselves_in_a_notebook() -> None:
    """A table of equilibria, with what could be taken for HTML escaped."""
    page = analyse(replace(prisoners(), title="<Prisoners>"), concepts=["NASH"])._repr_html_()

    assert "&lt;Prisoners&gt;" in page
    assert "<td>NASH</td><td>YY</td>" in page


def test_progress_counts_epochs() -> None:
    """From nothing to all."""
    seen: list[tuple[int, int]] = []
    analyse(prisoners(), progress=lambda done, total, what: seen.append((done, total)))

    assert seen == [(0, 1), (1, 1)]


def test_small_models_are_solved_without_numpy() -> None:
    """A cold start does not wait for an import that takes longer than the solving."""
    code = (
        "import sys; from detente.analysis import analyse; from detente.analysis.samples import prisoners_in_words;"
        "analyse(prisoners_in_words).to_dict(); print('numpy' in sys.modules)"
    )
    printed = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout

    assert printed.strip() == "False"


def big(n_options: int = 9) -> DisputeModel:
    """Three parties with three options each: past the limit of plain Python."""
    parties = tuple(
        DecisionMaker(
            id=name,
            name=name,
            options=tuple(
                Option(id=f"{name}{k}", decision_maker=name, name="", direction="forward" if k == 1 else "both")
                for k in range(n_options // 3)
            ),
        )
        for name in ("norland", "sudland", "ostland")
    )
    wants = {
        "norland": ("norland0 & !sudland1", "ostland2 -> norland1", "sudland0"),
        "sudland": ("!sudland0 | norland2", "ostland1", "!norland0", "sudland2"),
        "ostland": ("norland1 <-> sudland2", "!ostland0", "ostland2"),
    }
    preferences = {
        p: Preferences(statements=tuple(PreferenceStatement(want=w, says=w) for w in ws)) for p, ws in wants.items()
    }
    return DisputeModel(
        title="Big",
        decision_makers=parties,
        epochs=(replace(prisoners().epochs[0], preferences=preferences),),
        infeasible=(Exclusion(when="norland0 & ostland0 & sudland0"),),
    )


def test_every_engine_gives_the_same_answer() -> None:
    """Plain lists on a model that is normally solved by arrays."""
    from detente.analysis import small
    from detente.dispute.graph import compile_model

    model = big()
    epoch = analyse(model).epoch()
    game = small.SmallGame(compile_model(model))

    assert epoch.engine != "python"
    for code, by_party in epoch.stable.items():
        for dm, verdict in enumerate(by_party.values()):
            assert list(small.stable(game, code, dm)) == list(verdict)


@pytest.mark.parametrize("seed", range(5))
def test_coalitions_of_findings_name_members_in_party_order(seed: int) -> None:
    """Every coalition of two or more, joined with a plus."""
    epoch = analyse(random_model(seed, max_states=12), coalitions=True).epoch()
    n = epoch.graph.n_dms

    assert 2**n - n - 1 == len(epoch.coalitions["NASH"])
    assert "norland+sudland" in epoch.coalitions["SEQ"]


def test_verdicts_are_plain_truth_values() -> None:
    """No NumPy types leak into findings."""
    epoch = analyse(big()).epoch()

    assert all(type(holds) is bool for by_party in epoch.stable.values() for v in by_party.values() for holds in v)
    assert not any(isinstance(state, np.integer) for found in epoch.equilibria.values() for state in found)
