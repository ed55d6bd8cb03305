"""check, solve, why, path, deal and robust on every kind of target."""

import io
import json
import sys
from pathlib import Path

import pytest

from river import MODEL, make_case

DILEMMA = {
    "format": "detente/model-1",
    "title": "Two mills on one stream",
    "decision_makers": [{"id": "upper", "name": "Upper mill"}, {"id": "lower", "name": "Lower mill"}],
    "options": [
        {"id": "dam", "decision_maker": "upper", "name": "Dam the stream", "direction": "both"},
        {"id": "sue", "decision_maker": "lower", "name": "Go to court", "direction": "both"},
    ],
    "ranks": {"upper": [3, 4, 1, 2], "lower": [3, 1, 4, 2]},
    "status_quo": 0,
}


@pytest.fixture
def mills(tmp_path: Path) -> Path:
    """A model JSON of a prisoners' dilemma."""
    path = tmp_path / "mills.json"
    path.write_text(json.dumps(DILEMMA), encoding="utf-8")
    return path


def test_a_sound_case_has_no_errors(detente, tmp_path: Path):
    """Also one that was never run: its sources are read for the check."""
    case = make_case(tmp_path / "case")

    assert detente("check", case).code == 0
    assert detente("check", case / "case.yaml").code == 0
    assert detente("check", case, "--json").out == "[]\n"
    assert not (case / ".detente").exists()


def test_check_reports_every_error_at_once_on_stdout(detente, tmp_path: Path):
    """Each with file, line, column, code; exit code 1."""
    model = MODEL.replace("rejected the demand", "accepted the demand").replace("{want: pay,", "{want: paye,")
    case = make_case(tmp_path / "case", model=model)

    answer = detente("check", case)

    lines = [line for line in answer.out.splitlines() if not line.startswith("  hint")]
    assert answer.code == 1
    assert [line.split(": ")[1] for line in lines] == ["error undefined-option", "error quote-not-found"]
    assert all(line.startswith(f"{case}/case.yaml:") for line in lines)


def test_check_of_what_is_no_yaml_ends_with_2(detente, tmp_path: Path):
    """There is no model to find errors in."""
    case = make_case(tmp_path / "case", model="detente: [1\n")

    answer = detente("check", case)

    assert (answer.code, answer.out) == (2, "")
    assert "error invalid-syntax" in answer.err


def test_a_file_alone_is_solved_with_a_warning(detente, tmp_path: Path):
    """Without its sources a quotation is unverified, and that is said."""
    alone = tmp_path / "alone.yaml"
    alone.write_text(MODEL, encoding="utf-8")

    answer = detente("solve", alone, "--json")

    assert answer.code == 0
    assert "unverified" in answer.err
    assert json.loads(answer.out)["format"] == "detente/solve-1"


def test_an_unproved_quotation_is_a_warning_to_solve(detente, tmp_path: Path):
    """`solve` answers all the same."""
    case = make_case(tmp_path / "case", model=MODEL.replace("rejected the demand", "accepted the demand"))

    answer = detente("solve", case, "--json")

    assert answer.code == 0
    assert "warning" in answer.err
    assert json.loads(answer.out)["epochs"][0]["id"] == "2031-03"


def test_folder_file_and_stdin_give_the_same_answer(detente, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """The four kinds of target are one model."""
    case = make_case(tmp_path / "case")
    stdin = io.TextIOWrapper(io.BytesIO(MODEL.encode()))
    monkeypatch.setattr(sys, "stdin", stdin)

    answers = [detente("solve", target, "--json").out for target in (case, case / "case.yaml", "-")]

    assert answers[0] == answers[1] == answers[2]


def test_solve_prints_the_document_of_the_contract(detente, mills: Path):
    """A prisoners' dilemma: NASH holds at mutual defection only, SEQ also at restraint."""
    document = json.loads(detente("solve", mills, "--json", "--concept", "NASH,SEQ").out)

    assert document["states"] == ["NN", "YN", "NY", "YY"]
    assert document["epochs"][0]["equilibria"] == {"NASH": [3], "SEQ": [0, 3]}


def test_concepts_are_asked_for_in_capitals_or_small(detente, mills: Path):
    """`--concept nash,seq` is `--concept NASH,SEQ`, here as in every other command."""
    small = detente("solve", mills, "--json", "--concept", "nash,seq")

    assert (0, detente("solve", mills, "--json", "--concept", "NASH,SEQ").out) == (small.code, small.out)


@pytest.mark.parametrize("form", ["dot", "nfg"])
def test_a_model_without_epochs_is_exported_without_an_empty_name(detente, mills: Path, form: str):
    """The one epoch of a plain model has the id "": no "Epoch ." and no "observed in :" is written."""
    text = detente("export", mills, form).out

    assert [] == [empty for empty in ("Epoch .", "observed in :") if empty in text]


def test_why_gives_one_object_for_one_party_and_one_concept(detente, mills: Path):
    """Its improvement to s2 is deterred by the reply of the other."""
    document = json.loads(detente("why", mills, "s1", "--party", "upper", "--concept", "SEQ", "--json").out)

    assert (document["state"], document["decision_maker"], document["stable"]) == (0, "upper", True)
    assert [(i["to"], i["deterred_by"]["ends"]) for i in document["improvements"]] == [(1, 3)]


def test_why_gives_one_object_for_one_party_and_an_array_otherwise(detente, mills: Path):
    """The shape follows from --party alone; without --concept the object is that of SEQ."""
    one = json.loads(detente("why", mills, "s1", "--party", "upper", "--json").out)
    every = json.loads(detente("why", mills, "s1", "--json").out)
    under_seq = json.loads(detente("why", mills, "s1", "--concept", "SEQ", "--json").out)

    assert ("upper", "SEQ") == (one["decision_maker"], one["concept"])
    assert one in under_seq
    assert [("upper", "NASH"), ("upper", "SEQ"), ("lower", "NASH"), ("lower", "SEQ")] == [
        (each["decision_maker"], each["concept"]) for each in every
    ]


def test_path_gives_steps(detente, mills: Path):
    """From restraint to mutual defection, each by an improvement of its own."""
    document = json.loads(detente("path", mills, "--from", "NN", "--to", "dam & sue", "--json").out)

    assert [step["decision_maker"] for step in document["by_improvements"]] == ["upper", "lower"]


def test_deal_finds_the_smallest_change(detente, tmp_path: Path):
    """Sudland pays once it likes an open lock better than not paying, and Norland likes both."""
    case = make_case(tmp_path / "case")

    answer = detente("deal", case, "--outcome", "traffic", "--concept", "NASH", "--json")

    document = json.loads(answer.out)
    assert document["target"] == "traffic"
    assert answer.code == (0 if document["minimum"] is not None else 1)


def test_robust_counts_the_orders(detente, tmp_path: Path):
    """Two wishes each: four orders, all tried."""
    document = json.loads(detente("robust", make_case(tmp_path / "case"), "--json").out)

    assert (document["epochs"][0]["orderings"]["tried"], document["epochs"][0]["orderings"]["exhaustive"]) == (4, True)


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("solve", "{mills}", "--concept", "NASCH"), "NASH"),
        (("solve", "{mills}", "--epoch", "2099"), "no epoch"),
        (("why", "{mills}", "s9"), "s1 to s4"),
        (("why", "{mills}", "s1", "--party", "nobody"), "upper, lower"),
        (("solve", "{mills}x"), "no such file"),
        (("export", "{mills}", "tarot"), "there are"),
    ],
)
def test_what_cannot_be_answered_is_one_line_and_a_hint(detente, mills: Path, arguments: tuple[str, ...], words: str):
    """Exit code 2, nothing on stdout, and the way on."""
    answer = detente(*(argument.format(mills=mills) for argument in arguments))

    assert (answer.code, answer.out) == (2, "")
    assert words in answer.err
    assert len(answer.err.splitlines()) == 2


def test_a_usage_error_suggests_the_command(detente):
    """click's own form, with the nearest name."""
    answer = detente("statments", "x")

    assert answer.code == 2
    assert "Did you mean 'statements'" in answer.err
