"""The log, and undoing without end."""

from pathlib import Path

import pytest

from detente.errors import CaseError
from detente.store.database import reading, writing
from detente.store.editing import OutdatedEdit, decide, model_text, save_model
from detente.store.history import log
from detente.store.ingest import add
from detente.store.undoing import undo
from river import ARTICLES, make_case


@pytest.fixture
def case(tmp_path: Path) -> Path:
    """A case to which two batches were added, after another."""
    folder = make_case(tmp_path / "case")
    for name in ARTICLES:
        (folder / "sources" / name).rename(tmp_path / name)
    with writing(folder, doing="test") as store:
        add(store, [tmp_path / "01-wire.txt"])
        add(store, [tmp_path / "02-rewrite.txt", tmp_path / "03-local.txt"])
    return folder


def files(case: Path) -> list[str]:
    """The files that the case has, in the database and on the disk."""
    with reading(case) as store:
        assert store is not None
        known = [file.path for file in store.files()]
    assert known == sorted(f"sources/{path.name}" for path in (case / "sources").iterdir())
    return known


def test_additions_are_undone_last_first_and_without_end(case: Path):
    """Each undo takes back one addition, copies included, until there is nothing left."""
    undo(case)
    after_one = files(case)
    undo(case)
    after_two = files(case)

    assert ["sources/01-wire.txt"] == after_one
    assert [] == after_two
    with pytest.raises(CaseError, match="nothing to undo"):
        undo(case)


def test_a_copy_that_was_edited_since_is_not_deleted(case: Path):
    """Undo forgets the article; what a person wrote into the file stays."""
    (case / "sources" / "01-wire.txt").write_text("my own words", encoding="utf-8")
    undo(case)
    undo(case)

    assert "my own words" == (case / "sources" / "01-wire.txt").read_text(encoding="utf-8")


def test_the_log_says_who_what_and_why(case: Path):
    """Undoing is itself an entry."""
    undo(case, by="mo", because="wrong batch")

    with reading(case) as store:
        assert store is not None
        entries = log(store)
    assert [("add", 0), ("add", 3), ("undo", 0)] == [(entry.kind, entry.undone) for entry in entries]
    assert ("mo", "wrong batch") == (entries[-1].by, entries[-1].because)


def test_an_edit_of_the_model_is_undone(case: Path):
    """The old case.yaml comes back byte for byte."""
    before = (case / "case.yaml").read_bytes()
    save_model(case, model_text(case) + "# a note\n", against=model_text(case), summary="a note")

    undo(case)

    assert before == (case / "case.yaml").read_bytes()


def test_an_edit_made_outside_meanwhile_is_never_overwritten(case: Path):
    """Writing needs the text that the writer saw."""
    before = (case / "case.yaml").read_bytes()
    (case / "case.yaml").write_bytes(before + b"# mine\n")

    with pytest.raises(OutdatedEdit):
        save_model(case, before.decode() + "# yours\n", against=before.decode(), summary="yours")
    assert before + b"# mine\n" == (case / "case.yaml").read_bytes()


def test_undo_refuses_to_lose_a_later_edit(case: Path):
    """What was written after the edit stands in the way of undoing it."""
    save_model(case, model_text(case) + "# a note\n", against=model_text(case), summary="a note")
    (case / "case.yaml").write_bytes(b"detente: 1\n")

    with pytest.raises(CaseError, match="changed after"):
        undo(case)
    assert b"detente: 1\n" == (case / "case.yaml").read_bytes()


def test_a_verdict_is_undone_to_the_one_before(case: Path):
    """A person's decision gives way to the decision before it, then to none."""
    decide(case, "dis-1", "conflict", by="mo", because="both counted")
    decide(case, "dis-1", "apparent", by="mo", because="one is in dollars")

    undo(case)
    with reading(case) as store:
        assert store is not None
        first = store.verdicts()["dis-1"].verdict
    undo(case)
    with reading(case) as store:
        assert store is not None
        second = store.verdicts()

    assert ("conflict", {}) == (first, second)
