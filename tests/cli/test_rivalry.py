"""rivals: two files, one file and a variant, and what cannot be compared."""

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
