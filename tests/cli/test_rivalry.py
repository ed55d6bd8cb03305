"""rivals: two files, one file and a variant, and what cannot be compared."""

import io
import json
from pathlib import Path

STRIKE = Path(__file__).parents[2] / "examples" / "strike"


def test_two_files_of_one_case_are_told_side_by_side(detente):
    """By the folder and the file's name, with the occasion to look for."""
    answer = detente(
        "rivals", STRIKE / "case.yaml", STRIKE / "money.yaml", "--outcome", "settlement", "--epoch", "2025-04-19"
    )

    assert answer.code == 0
    assert answer.out.startswith("strike against money, under SEQ\n")
    assert "that speaks for strike and against money" in answer.out


def test_rivals_have_names_of_their_own(detente):
    """NAME=FILE, in the JSON document too."""
    answer = detente("rivals", f"clause={STRIKE}", f"money={STRIKE / 'money.yaml'}", "--epoch", "2025-05-15", "--json")
    document = json.loads(answer.out)

    assert ["clause", "money"] == document["models"]
    assert [True, False] == [standing["fits"] for standing in document["epochs"][0]["models"].values()]


def test_a_variant_is_an_edit_with_a_name(detente):
    """Repeated, it is one rival with several edits."""
    answer = detente(
        "rivals", STRIKE, "--variant", 'money=members: replace 1 "ratify -> offer_7"',
        "--variant", "money=members: swap 1 2", "--epoch", "2025-04-19", "--json",
    )  # fmt: skip

    assert ["strike", "money"] == json.loads(answer.out)["models"]


def test_one_model_has_no_rival(detente):
    """And says how to name one; so do two of one name, and a variant without an edit."""
    for arguments in ([STRIKE], [STRIKE, STRIKE / "case.yaml"], [STRIKE, "--variant", "money"]):
        answer = detente("rivals", *arguments)

        assert 2 == answer.code
        assert "NAME=" in answer.err


def test_a_variant_may_not_bear_a_models_name(detente):
    """Nor is an edit without a name, or a name without an edit, one."""
    for variant in ("strike=members: swap 1 2", "=members: swap 1 2", "money= "):
        answer = detente("rivals", STRIKE, "--variant", variant)

        assert 2 == answer.code
        assert "Traceback" not in answer.err


def test_a_rival_may_come_on_standard_input(detente, monkeypatch):
    """It is called so; a folder's case.yaml is called by the folder, another file by its own name."""
    text = (STRIKE / "money.yaml").read_bytes()
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(text), encoding="utf-8"))
    answer = detente("rivals", STRIKE / "case.yaml", "-", "--epoch", "2025-04-19", "--json")

    assert (0, ["strike", "standard input"]) == (answer.code, json.loads(answer.out)["models"])


def test_an_option_that_one_explanation_has_and_the_other_not_is_told(detente, tmp_path):
    """By what it is, with "nothing of the kind" on the side that lacks it."""
    ours = tmp_path / "ours.yaml"
    ours.write_text(TWO, encoding="utf-8")
    theirs = tmp_path / "theirs.yaml"
    theirs.write_text(TWO.replace("outcomes: {deal: sign}", "outcomes: {deal: sign, calm: '!sign'}"), encoding="utf-8")
    answer = detente("rivals", ours, theirs)

    assert 0 == answer.code
    assert "nothing of the kind" in answer.out
    assert "no state is observed" in answer.out


TWO = """\
detente: 1
title: The lock
decision_makers:
  norland: {options: {sign: {name: sign, basis: {assumed: analyst, because: invented}}}}
  sudland: {options: {pay: {name: pay, basis: {assumed: analyst, because: invented}}}}
outcomes: {deal: sign}
epochs:
  - id: "2031"
    preferences:
      norland: [{want: pay, basis: {assumed: analyst, because: invented}}]
      sudland: [{want: sign, basis: {assumed: analyst, because: invented}}]
"""
