"""Commands on small models drawn at random: the words say what the data says."""

import json
import re
from dataclasses import replace
from pathlib import Path

import pytest

from analysis.invented import invented, reordered
from detente.dispute.formats.native_writing import write
from detente.dispute.graph import compile_model
from detente.dispute.model import DisputeModel, Outcome, Preferences

SEEDS = range(10)


def written(model: DisputeModel, path: Path) -> Path:
    """The model as a case.yaml of its own, with an outcome."""
    named = replace(model, outcomes=(Outcome(id="settled", condition=model.options[0].id),))
    path.write_text(write(named, by="analyst", because="it is invented"), encoding="utf-8")
    return path


def rival_of(model: DisputeModel, seed: int) -> DisputeModel:
    """The same dispute with the wishes of one party, or of all, the other way round."""
    epoch = model.epochs[0]
    orders = [
        list(reversed(range(len(stated.statements))))
        if number in (0, seed % 3)
        else list(range(len(stated.statements)))
        for number, stated in enumerate(epoch.preferences.values())
    ]
    return reordered(model, orders)


@pytest.mark.parametrize("seed", SEEDS)
def test_rivals_in_words_are_those_of_the_data(detente, tmp_path: Path, seed: int) -> None:
    """Who explains the observed state, what each expects, how they are told apart, and no more than a few of each."""
    model = invented(seed)
    paths = [written(model, tmp_path / "one.yaml"), written(rival_of(model, seed), tmp_path / "two.yaml")]
    more = ("--outcome", "settled") if seed % 2 else ()
    words, data = detente("rivals", *paths, *more), detente("rivals", *paths, *more, "--json")
    assert (words.code, words.err) == (data.code, data.err) == (0, "")
    (epoch,) = json.loads(data.out)["epochs"]
    told = words.out

    assert told.startswith("one against two, under SEQ\n")
    if "the explanations are the same here" in told:
        return
    for name, standing in epoch["models"].items():
        verdict = {True: "explains", False: "does not explain", None: "no state is observed"}[standing["fits"]]
        assert f"  {name}: {verdict}" in told
    assert bool(epoch["what_ifs"]) == ("what parts them" in told or "they part as things stand" in told)
    assert min(3, len(epoch["trials"])) == told.count("  or see what ")
    assert (not epoch["what_ifs"] and not epoch["trials"]) == ("nothing that was tried tells them apart" in told)


def in_ranks(model: DisputeModel) -> DisputeModel:
    """The same preferences as rankings of the states."""
    graph = compile_model(model)
    epoch = model.epochs[0]
    ranks = {
        dm: Preferences(ranks=tuple(int(rank) for rank in row))
        for dm, row in zip(graph.decision_makers, graph.rank_rows, strict=True)
    }
    return replace(model, epochs=(replace(epoch, preferences=ranks),))


@pytest.mark.parametrize("ranked", [False, True])
@pytest.mark.parametrize("seed", SEEDS)
def test_a_deal_in_words_is_that_of_the_data(detente, tmp_path: Path, seed: int, ranked: bool) -> None:
    """The fewest changes, at most five ways to make them, and what can be done instead."""
    model = invented(seed)
    path = written(in_ranks(model) if ranked else model, tmp_path / "one.yaml")
    for more in (("--outcome", "settled"), ("--state", "s1"), ("--outcome", "settled", "--concept", "NASH")):
        words, data = detente("deal", path, *more), detente("deal", path, *more, "--json")
        assert (words.code, words.err) == (data.code, data.err)
        if words.code == 2:
            continue
        found = json.loads(data.out)
        lines = words.out.splitlines()

        assert (found["minimum"] == 0) == ("holds already" in lines[0])
        ways = [line for line in lines if re.match(r"  \d+\. ", line)]
        if found["minimum"] == 0:
            assert ways == []
            continue
        given = len(found["edits"]) if found["minimum"] else len(found["single_edits"])
        structural = found["structural"]
        changes = len(structural["edits"]) if structural["minimum"] else 0
        assert min(5, given) + min(5, changes) == len(ways)
        assert (found["minimum"] is None) == ("no order of" in lines[0] or "no order that" in lines[0])


@pytest.mark.parametrize("seed", SEEDS)
def test_paths_and_reasons_in_words_are_those_of_the_data(detente, tmp_path: Path, seed: int) -> None:
    """From the first state and the last: where improvements lead, by which steps, and who would stay."""
    model = invented(seed)
    path = written(model, tmp_path / "one.yaml")
    graph = compile_model(model)
    last = f"s{graph.n_states}"
    for more in ((), ("--from", last), ("--from", "s1", "--to", last), ("--from", last, "--to", "s1")):
        words, data = detente("path", path, *more), detente("path", path, *more, "--json")
        found = json.loads(data.out)

        assert (words.code, words.err) == (data.code, data.err)
        if "--to" in more:
            for heading, key in (("by improvements", "by_improvements"), ("by moves", "by_moves")):
                steps = found[key]
                expected = "no" if steps is None else f"{len(steps)} step{'s' if len(steps) != 1 else ''}"
                assert f"{heading}: {expected}" in words.out
    for concept in ("NASH", "GMR", "SMR", "SEQ", "SSEQ", "SIM"):
        words, data = (detente("why", path, "s1", "-c", concept, *more) for more in ((), ("--json",)))
        stable = [each["stable"] for each in json.loads(data.out)]

        assert stable.count(False) == words.out.count(": not stable")


@pytest.mark.parametrize("seed", SEEDS[:4])
def test_firmness_in_words_is_that_of_the_data(detente, tmp_path: Path, seed: int) -> None:
    """A concept under which the state holds is said to hold; the rest not."""
    path = written(invented(seed), tmp_path / "one.yaml")
    words, data = detente("robust", path), detente("robust", path, "--json")

    assert (words.code, words.err) == (data.code, data.err) == (0, "")
    (epoch,) = json.loads(data.out)["epochs"]
    verdicts = [line for line in words.out.splitlines()[1:] if not line.startswith("  without")]
    assert any(epoch["stable"].values()) == any(": holds" in line for line in verdicts)
