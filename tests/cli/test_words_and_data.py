"""An answer in words and the same answer as data: both or neither, with the same exit code and the same numbers."""

import json
import re
from pathlib import Path

import pytest

from detente import examples
from detente.dispute import load_model
from detente.dispute.graph import compile_model

STRIKE = examples.folder("strike") / "case.yaml"
KURILS = examples.folder("kurils") / "case.yaml"


def states_of(path: Path) -> list[str]:
    """The states of a model's last epoch, four at most."""
    graph = compile_model(load_model(path), load_model(path).epochs[-1].id)
    return [f"s{number + 1}" for number in range(min(4, graph.n_states))]


@pytest.mark.parametrize("concept", ["NASH", "SEQ"])
def test_a_deal_in_words_has_the_numbers_of_the_data(detente, concept: str) -> None:
    """Whether the state holds already, how many changes it takes, and how many ways there are."""
    for state in states_of(STRIKE):
        words = detente("deal", STRIKE, "--state", state, "--concept", concept)
        data = detente("deal", STRIKE, "--state", state, "--concept", concept, "--json")
        found = json.loads(data.out)

        assert (words.code, words.err) == (data.code, data.err)
        first = words.out.splitlines()[0]
        assert (found["minimum"] == 0) == ("holds already" in first)
        if found["minimum"]:
            assert [str(found["minimum"])] == re.findall(r"after (\d+) ", first) or "one " in first
        if found["structural"]["minimum"] and found["minimum"] != 0:
            assert "of what can be done" in words.out


@pytest.mark.parametrize(
    "command", ["why", "options", "unknown", "coalitions", "robust", "epochs", "premises", "views"]
)
@pytest.mark.parametrize("path", [STRIKE, KURILS], ids=["strike", "kurils"])
def test_words_and_data_end_alike(detente, path: Path, command: str) -> None:
    """One exit code; the data is one document, the words are not empty; nothing is said beside."""
    for state in states_of(path)[:2] if command == "why" else [""]:
        arguments = [command, path, *([state] if state else [])]
        words, data = detente(*arguments), detente(*arguments, "--json")

        assert (words.code, words.err) == (data.code, data.err)
        if words.code != 2:
            assert words.out.strip()
            assert isinstance(json.loads(data.out), dict | list)


def test_a_path_in_words_has_the_steps_of_the_data(detente) -> None:
    """Each pair of states: the same exit code, and a line for each step."""
    states = states_of(STRIKE)
    for start in states:
        for goal in states:
            arguments = ("path", STRIKE, "--from", start, "--to", goal)
            words, data = detente(*arguments), detente(*arguments, "--json")

            assert (words.code, words.err) == (data.code, data.err)
            assert len(words.out.splitlines()) >= len(json.loads(data.out)["by_improvements"] or ())
