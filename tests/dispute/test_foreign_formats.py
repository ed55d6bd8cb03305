"""Model JSON and .gmcr are read as their contract says, with the place of every error."""

import json
import os
from pathlib import Path

import pytest

from detente.dispute import read_model
from detente.dispute.check import check_text, remarks
from detente.dispute.graph import compile_model

SHARED = Path(os.environ.get("DETENTE_SHARED", Path(__file__).parents[2].parent / "shared"))

TOLL = {
    "format": "detente/model-1",
    "title": "Toll",
    "decision_makers": [{"id": "sudland"}, {"id": "norland", "name": "Norland"}],
    "options": [
        {"id": "open", "decision_maker": "norland", "name": "Open", "direction": "forward"},
        {"id": "pay", "decision_maker": "sudland", "name": "Pay"},
        {"id": "toll", "decision_maker": "norland", "name": "Toll", "direction": "both"},
    ],
    "infeasible": ["Y-Y"],
    "preferences": {"sudland": ["open", "!pay"], "norland": ["pay"]},
    "unknown": {"sudland": [[0, 1]]},
    "status_quo": 4,
    "note": "kept",
}


def test_patterns_follow_the_order_of_the_options():
    """Patterns and states number options as the file lists them, not party by party."""
    model, problems = check_text(json.dumps(TOLL), name="m.json")
    graph = compile_model(model)

    assert () == problems
    assert ["open", "pay", "toll"] == [option.id for option in model.options]
    assert ("NNN", "YNN", "NYN", "YYN", "NNY", "NYY") == graph.labels
    assert (0b101, 0b010) == tuple(graph.own[graph.dm(party)] for party in ("norland", "sudland"))
    assert "NNY" == graph.label(graph.status_quo)
    assert ((0, 1),) == graph.unknown[graph.dm("sudland")]
    assert {"note": "kept"} == model.extra


def test_given_states_keep_their_order():
    """States that are listed are exactly the feasible ones, in that order, and ranks go with them."""
    states = ["NYN", "NNN", "YNN"]
    document = TOLL | {"states": states, "ranks": {"sudland": [7, 9, 7], "norland": [1, 2.5, -3]}, "preferences": {}}
    del document["unknown"], document["status_quo"]
    model, problems = check_text(json.dumps(document), name="m.json")

    assert () == problems
    assert tuple(states) == compile_model(model).labels
    assert [[1, 2, 1], [2, 3, 1]] == compile_model(model).ranks.tolist()


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({"format": "x"}, ("invalid-value", '"x"')),
        ({"decision_makers": [{"id": "norland"}, {"id": "sud land"}]}, ("invalid-value", '"sud land"')),
        ({"infeasible": ["YY"]}, ("undefined-option", '"YY"')),
        ({"preferences": {"sudland": ["opne"], "norland": []}}, ("undefined-option", '"opne"')),
        ({"preferences": {"norland": []}, "unknown": {}}, ("missing-key", '{"id": "sudland"')),
        ({"preferences": {"nordland": []}}, ("unknown-key", "[]")),
        ({"ranks": {"sudland": [1]}, "preferences": {"norland": []}}, ("invalid-value", "{")),
        ({"ranks": {"sudland": [1, "x"]}, "preferences": {}}, ("invalid-value", "[1")),
        ({"status_quo": -1}, ("undefined-state", "-1")),
        ({"status_quo": 99}, ("undefined-state", "99")),
        ({"unknown": {"sudland": [[0]]}}, ("invalid-value", "[0]")),
        ({"moves": {"sudland": [[0, 1]]}}, ("missing-key", '{"sudland"')),
        ({"states": ["NNN", "NNN"]}, ("duplicate-id", '["NNN"')),
    ],
)
def test_errors_of_model_json_have_a_place(change, expected):
    """A value that is not what it should be is found at its line and column."""
    document = TOLL | change
    lines = json.dumps(document).replace("}, {", "},\n{").splitlines()
    _, problems = check_text("\n".join(lines), name="m.json")
    found = []
    for problem in problems:
        _, line, column = (problem.where + ":1:1" if problem.where == "m.json" else problem.where).split(":")[:3]
        found.append((problem.code, lines[int(line) - 1][int(column) - 1 :]))

    assert any(code == expected[0] and text.startswith(expected[1]) for code, text in found), found


@pytest.mark.parametrize(
    "text", ['{"a": 1, "a": 2}', '{"a": NaN}', "{" * 10, "[" * 100_000, '{"a": ' + "1" * 5000 + "}", "[1]"]
)
def test_json_with_surprises_is_refused(text):
    """Duplicate keys, NaN, broken, bottomless and endless values are one error, not a traceback."""
    model, problems = read_model(text, name="m.json")

    assert None is model
    assert ["invalid-syntax"] == [problem.code for problem in problems]


GMCR = {
    "decisionMakers": [
        {
            "name": "Sud Land",
            "options": [2],
            "preferences": [[[2, "N"]], {"compound": True, "members": [[[0, "Y"], [1, "N"]], [[2, "Y"]]]}],
        },
        {"name": "Norland", "options": [0, 1], "preferences": [], "preferenceRanking": [3, [1, 2]], "extra": 1},
    ],
    "options": [{"name": "Open!", "permittedDirection": "fwd"}, {"name": "Toll"}, {"name": "Zahlen für 2"}],
    "infeasibles": [[[0, "Y"], [1, "Y"]]],
    "useManualPreferenceRanking": False,
}


def test_gmcr_states_are_numbered_party_by_party():
    """The first party's first option is the least significant bit, whatever the options' numbers."""
    model, problems = check_text(json.dumps(GMCR), name="river.gmcr")

    assert () == problems
    assert ["zahlen_fur_2", "open", "toll"] == [option.id for option in model.options]
    assert ["both", "forward", "both"] == [option.direction for option in model.options]
    assert ("NNN", "YNN", "NYN", "YYN", "NNY", "YNY") == compile_model(model).labels
    assert ["!zahlen_fur_2", "(open & !toll) | zahlen_fur_2"] == [
        statement.want for statement in model.epochs[0].preferences["sud_land"].statements
    ]


@pytest.mark.parametrize(
    ("flag", "key"),
    [("useManualPreferenceRanking", "preferenceRanking"), ("useManualPreferenceVectors", "preferenceVector")],
)
def test_both_dialects_of_rankings_by_hand_are_read(flag, key):
    """Best first, 1-based, ties as inner lists; states not named are worst."""
    makers = [{**maker, key: [3, [1, 2], 4, 5, 6]} for maker in GMCR["decisionMakers"]]
    model, problems = check_text(json.dumps(GMCR | {"decisionMakers": makers, flag: True}), name="river.gmcr")

    assert () == problems
    assert [4, 4, 5, 3, 2, 1] == compile_model(model).ranks[1].tolist()


def test_an_option_has_one_controller():
    """An option of nobody, or of two, is an error."""
    makers = [{"name": "A", "options": [0, 1]}, {"name": "B", "options": [1]}]
    _, problems = read_model(json.dumps(GMCR | {"decisionMakers": makers}), name="river.gmcr")

    assert [
        "option 1 is controlled by a and b; it needs exactly one decision maker",
        "option 2 is controlled by nobody; it needs exactly one decision maker",
    ] == [problem.message for problem in problems if "controlled" in problem.message]


@pytest.mark.skipif(not (SHARED / "cases").exists(), reason="the shared cases are not here")
def test_published_disputes_load():
    """Every published dispute is read without an error and has the states it lists."""
    for path in sorted((SHARED / "cases" / "published").glob("*.json")):
        document = json.loads(path.read_text(encoding="utf-8"))["model"]
        model, problems = check_text(json.dumps(document), name="m.json")

        assert () == problems
        assert tuple(document["states"]) == compile_model(model).labels


@pytest.mark.skipif(not (SHARED / "cases").exists(), reason="the shared cases are not here")
def test_the_reference_case_has_no_errors_and_six_observed_states_without_a_basis():
    """The founding case has thirty states and six epochs; what its observed states rest on is a remark, no error."""
    path = SHARED / "cases" / "kuril" / "case.yaml"
    model, problems = check_text(path.read_text(encoding="utf-8"), name="case.yaml")

    assert () == problems
    assert ["missing-basis"] * 6 == [remark.code for remark in remarks(model)]
    assert [30] * 6 == [compile_model(model, epoch.id).n_states for epoch in model.epochs]
