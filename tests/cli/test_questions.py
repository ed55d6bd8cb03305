"""The commands that ask beyond the equilibria: options, coalitions, views, unknown, epochs, premises, path's onward."""

import json
from pathlib import Path

import pytest

STRIKE = Path(__file__).parents[2] / "examples" / "strike"

LOCK = {
    "format": "detente/model-1",
    "title": "A lock and two towns",
    "decision_makers": [{"id": "upper", "name": "Upper town"}, {"id": "lower", "name": "Lower town"}],
    "options": [
        {"id": "dam", "decision_maker": "upper", "name": "dam the stream", "direction": "both"},
        {"id": "sue", "decision_maker": "lower", "name": "go to court", "direction": "both"},
    ],
    "ranks": {"upper": [3, 4, 1, 2], "lower": [3, 1, 4, 2]},
    "unknown": {"lower": [[2, 3]]},
    "status_quo": 3,
}

VIEWS = """\
views:
  sudland:
    options: [pay]
    preferences:
      norland:
        - {want: "!open", says: wants the lock shut, basis: {assumed: analyst, because: it says so}}
epochs:
"""


@pytest.fixture
def lock(tmp_path: Path) -> Path:
    """A model JSON of a prisoners' dilemma with one unknown comparison."""
    path = tmp_path / "lock.json"
    path.write_text(json.dumps(LOCK), encoding="utf-8")
    return path


def test_coalitions_say_who_upsets_what_and_where_to(detente, lock):
    """Both towns together leave mutual harm for mutual restraint."""
    told = detente("coalitions", lock, "--concept", "NASH").out
    document = json.loads(detente("coalitions", lock, "--concept", "NASH", "--json").out)

    assert "Upper town and Lower town together would rather go to s1 NN (nothing is done)" in told
    assert [["upper", "lower"]] == [upset["coalition"] for upset in document["states"][0]["upset_by"]]
    assert [0] == [way["state"] for way in document["states"][0]["upset_by"][0]["goes_to"]]


def test_solve_tells_coalitions_and_the_order_of_equilibria(detente, lock):
    """What --coalitions and --rank add, on a terminal and in the document."""
    told = detente("solve", lock, "--coalitions", "--rank", "--concept", "NASH,SEQ").out
    document = json.loads(detente("solve", lock, "--rank", "--concept", "SEQ", "--json").out)

    assert "upset by upper+lower together (NASH, SEQ)" in told
    assert "SEQ: efficient s1; by the parties' common ranking s1 > s4" in told
    assert {"SEQ": {"efficient": [0], "consensus": [[0], [3]]}} == document["epochs"][0]["ranking"]
    assert "ranking" not in json.loads(detente("solve", lock, "--json").out)["epochs"][0]


def test_solve_takes_attitudes_and_dreads(detente, lock):
    """Relational concepts beside the others, and where a party stays for dread; both in the document, by epoch."""
    document = json.loads(
        detente(
            "solve", lock, "--json", "--concept", "GMR",
            "--attitude", "upper:lower=+", "--attitude", "lower:upper=+", "--dread", "upper=dam & sue",
        ).out
    )  # fmt: skip
    told = detente("solve", lock, "--concept", "GMR", "--dread", "upper=dam & sue").out

    assert ["GMR", "RNASH", "RGMR", "RSMR", "RSEQ"] == list(document["epochs"][0]["equilibria"])
    assert {"GMR": {"upper": [True, True, False, True]}} == document["epochs"][0]["strongly_stable"]
    assert "upper stays because it dreads the replies (GMR)" in told


@pytest.mark.parametrize(
    ("option", "text"),
    [
        ("--attitude", "upper:lower=likes"),
        ("--attitude", "upper=+"),
        ("--attitude", "nobody:lower=+"),
        ("--dread", "upper"),
        ("--dread", "nobody=dam"),
        ("--dread", "upper=flood"),
    ],
)
def test_attitudes_and_dreads_with_mistakes_are_refused(detente, lock, option, text):
    """With a line that names the mistake."""
    answer = detente("solve", lock, option, text)

    assert (2, "") == (answer.code, answer.out)
    assert answer.err


def test_options_name_the_levers_of_an_outcome(detente):
    """A binding clause is one of the two single options that would let the ballot go through."""
    told = detente("options", STRIKE, "--epoch", "2025-04-19", "--outcome", "settlement").out
    document = json.loads(detente("options", STRIKE, "--epoch", "2025-04-19", "--outcome", "settlement", "--json").out)
    levers = {effect["option"] for effect in document["effects"] if effect["target_holds"]}

    assert "settlement cannot hold as things stand; it could" in told
    assert "if “sign a binding clause against compulsory redundancies” (Velmora Tramways) could not be avoided" in told
    assert {"company.clause", "members.ratify"} == levers
    assert document["target_holds"] is False


def test_unknown_comparisons_are_told_with_their_answers(detente, lock):
    """Whether the lower town would rather sue alone or with the dam decides what holds; and where none is, that is said."""
    told = detente("unknown", lock, "--concept", "NASH").out
    document = json.loads(detente("unknown", lock, "--concept", "NASH", "--json").out)

    assert "1 unknown comparison" in told
    assert [("lower", [2, 3])] == [(c["decision_maker"], c["pair"]) for c in document["comparisons"]]
    assert "leaves no comparison unknown" in detente("unknown", STRIKE).out


def test_views_tell_what_each_does_not_see(detente, river, tmp_path):
    """A party that does not know of the other's option sees half the states."""
    from river import MODEL

    path = tmp_path / "seen.yaml"
    path.write_text(MODEL.replace("epochs:\n", VIEWS, 1), encoding="utf-8")
    told = detente("views", path).out

    assert "does not see 2 of 4 states: it sees 2" in told
    assert "ascribes other wishes to Norland" in told
    assert "gives nobody a view of its own" in detente("views", river).out
    assert {"norland", "sudland"} == set(json.loads(detente("views", path, "--json").out)["games"])


def test_epochs_follow_the_dispute_through_time(detente):
    """Four epochs, three passages; the second ballot would have gone through by the wishes of the first."""
    told = detente("epochs", STRIKE).out
    document = json.loads(detente("epochs", STRIKE, "--concept", "SEQ", "--json").out)

    assert "on the way to 2025-05-15 · Second ballot" in told
    assert 4 == len(document["epochs"])
    assert ["impossible", "moves", "moves"] == [passage["way"] for passage in document["passages"]]
    assert [True, False, True] == [passage["carried_forward"]["SEQ"] for passage in document["passages"]]


def test_premises_name_what_nobody_says(detente, river):
    """Exit code 1 where an outcome is not explained; with --quoted inferences do not count either."""
    answer = detente("premises", river, "--json")

    assert answer.code in (0, 1)
    assert answer.code == int(any(not one["explained"] for one in json.loads(answer.out)))
    assert "2031-03 · Closure: " in detente("premises", river, "--quoted").out
    assert {"built_in", "missing", "explained"} <= json.loads(answer.out)[0].keys()


def test_path_without_a_goal_tells_where_improvements_lead(detente, lock):
    """From mutual restraint, to mutual harm, where they come to rest."""
    told = detente("path", lock, "--from", "NN").out
    document = json.loads(detente("path", lock, "--from", "NN", "--json").out)

    assert "improvements lead to 3 states" in told
    assert "s4 YY (dam + sue) in 2 steps by Upper town and Lower town; there nobody can improve alone" in told
    assert [3] == document["traps"]


@pytest.mark.parametrize("command", ["options", "coalitions", "views", "unknown", "epochs", "premises", "rivals"])
def test_what_is_no_model_ends_with_2(detente, tmp_path, command):
    """One line with the place, and a hint."""
    path = tmp_path / "broken.yaml"
    path.write_text("detente: [1\n", encoding="utf-8")
    answer = detente(command, path, *([path] if command == "rivals" else []))

    assert (2, "") == (answer.code, answer.out)
    assert "error invalid-syntax" in answer.err
