"""The log, and undoing without end."""

import os
from dataclasses import FrozenInstanceError
from pathlib import Path

import pytest

from detente.errors import CaseError, UnwritableCase
from detente.store.database import reading, writing
from detente.store.editing import OutdatedEdit, decide, model_text, note_down, save_model
from detente.store.history import Entry, log, note, whoami
from detente.store.ingest import add, take_up
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


@pytest.mark.parametrize("is_run", [False, True])
@pytest.mark.parametrize("edited", ["05.txt", "05.txt.meta.yaml"])
def test_what_a_person_wrote_is_never_deleted_by_undo(case: Path, tmp_path: Path, edited: str, *, is_run: bool):
    """Into the article or into the side file, whether a run has taken the edit up or not; both files stay."""
    (tmp_path / "05.txt").write_text("Norland waits.\n", encoding="utf-8")
    (tmp_path / "05.txt.meta.yaml").write_text("outlet: The Ash Courier\n", encoding="utf-8")
    with writing(case, doing="test") as store:
        add(store, [tmp_path / "05.txt"])
    (case / "sources" / edited).write_text("outlet: my own words\n", encoding="utf-8")
    if is_run:
        with writing(case, doing="test") as store:
            take_up(store)
    undo(case)

    assert ["05.txt", "05.txt.meta.yaml"] == [name for name in files_on_disk(case) if name.startswith("05")]
    assert "outlet: my own words\n" == (case / "sources" / edited).read_text(encoding="utf-8")


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


# ── what undoing puts back ───────────────────────────────────────────────────────────────────────────────────


def test_an_undone_article_is_out_of_the_library_at_once(case: Path):
    """Passages and origins are settled anew, and the entry that was undone is returned."""
    entry = undo(case)
    with reading(case) as store:
        assert store is not None
        left = [document.id for document in store.library().documents]

    assert ("add", 2, ["01-wire"]) == (entry.kind, entry.number, left)


def test_a_side_file_goes_with_its_article(case: Path, tmp_path: Path):
    """The copy of an article's details was made by the same addition."""
    (tmp_path / "05.txt").write_text("Norland waits.\n", encoding="utf-8")
    (tmp_path / "05.txt.meta.yaml").write_text("publisher: The Ash Courier\n", encoding="utf-8")
    with writing(case, doing="test") as store:
        add(store, [tmp_path / "05.txt"])
    before = sorted(path.name for path in (case / "sources").iterdir())
    undo(case)

    assert ["05.txt", "05.txt.meta.yaml"] == [name for name in before if name.startswith("05")]
    assert ["01-wire.txt", "02-rewrite.txt", "03-local.txt"] == files_on_disk(case)


def files_on_disk(case: Path) -> list[str]:
    """What lies in sources/."""
    return sorted(path.name for path in (case / "sources").iterdir())


def test_a_file_that_was_there_before_it_was_added_stays(case: Path):
    """Undo deletes only copies that `add` made; a file that lay in sources/ before is its owner's."""
    undo(case)
    undo(case)
    (case / "sources" / "own.txt").write_text("Norland waits.\n", encoding="utf-8")
    with writing(case, doing="test") as store:
        add(store, [case / "sources" / "own.txt"])
    undo(case)

    assert ["own.txt"] == files_on_disk(case)


def test_a_link_in_the_place_of_a_copy_is_not_deleted(case: Path, tmp_path: Path):
    """Nor is what it points to, whatever its bytes; a copy that is gone already is no error."""
    text = (case / "sources" / "02-rewrite.txt").read_bytes()
    (tmp_path / "elsewhere").write_bytes(text)
    (case / "sources" / "02-rewrite.txt").unlink()
    (case / "sources" / "02-rewrite.txt").symlink_to(tmp_path / "elsewhere")
    (case / "sources" / "03-local.txt").unlink()
    undo(case)

    assert ["01-wire.txt", "02-rewrite.txt"] == files_on_disk(case)
    assert text == (tmp_path / "elsewhere").read_bytes()


def test_a_record_that_read_the_article_is_forgotten_with_it(case: Path):
    """One that was built before the article came stays."""
    kept = []
    for read_by_the_record in (False, True):
        with writing(case, doing="test") as store, store.transaction():
            store.set_meta("record_key", "k")
            store.set_meta("run_library", store.meta("library_key") or "" if read_by_the_record else "earlier")
        undo(case)
        with reading(case) as store:
            assert store is not None
            kept.append(store.meta("record_key"))

    assert ["k", None] == kept


def test_a_model_that_was_new_is_taken_away(case: Path):
    """There was no case.yaml before the edit, so there is none after it is undone; undoing is noted."""
    text = model_text(case)
    (case / "case.yaml").unlink()
    save_model(case, text, against="", summary="begun")
    undo(case)

    assert not (case / "case.yaml").exists()
    with reading(case) as store:
        assert store is not None
        assert ("", "undid 3: begun") == (store.meta("noted_model"), log(store)[-1].summary)


def test_an_undone_edit_is_the_model_that_was_noted(case: Path):
    """So the next run does not take the old text for a change from outside."""
    first = model_text(case)
    save_model(case, first + "# one\n", against=first, summary="one")
    save_model(case, first + "# two\n", against=first + "# one\n", summary="two")
    undo(case)
    with reading(case) as store:
        assert store is not None
        noted = store.bytes_of(store.meta("noted_model") or "")

    assert (first + "# one\n").encode() == noted == (case / "case.yaml").read_bytes()


def test_a_model_that_cannot_be_read_is_not_overwritten(case: Path):
    """A folder in its place, for instance: it is named, and the edit still stands."""
    save_model(case, model_text(case) + "# a note\n", against=model_text(case), summary="a note")
    (case / "case.yaml").unlink()
    (case / "case.yaml").mkdir()

    with pytest.raises(UnwritableCase, match="cannot be read") as caught:
        undo(case)
    assert str(case / "case.yaml") == caught.value.where
    with reading(case) as store:
        assert store is not None
        assert [0, 0, 0] == [entry.undone for entry in log(store)]


def test_a_verdict_taken_back_is_put_back_whole(case: Path):
    """Who decided and why come back with it, also after it had been taken away."""
    decide(case, "dis-1", "conflict", by="mo", because="both counted")
    decide(case, "dis-1", None, by="jo", because="unsure")
    undo(case)
    with reading(case) as store:
        assert store is not None
        (verdict,) = store.verdicts().values()

    assert ("dis-1", "conflict", "mo", "both counted") == (verdict.item, verdict.verdict, verdict.by, verdict.because)


def test_what_cannot_be_undone_is_passed_over(case: Path):
    """A note of a person is not taken back; the addition before it is."""
    note_down(case, "asked the archive")

    assert "add" == undo(case).kind
    assert ["sources/01-wire.txt"] == files(case)


def test_notes_from_another_tool_are_undone_without_a_trace_elsewhere(case: Path):
    """They count as long as their entry stands."""
    with writing(case, doing="test") as store, store.transaction():
        note(store, "annotate", "3 notes", after=[])
    entry = undo(case)

    assert "annotate" == entry.kind
    assert ["01-wire.txt", "02-rewrite.txt", "03-local.txt"] == files_on_disk(case)
    assert "add" == undo(case).kind


def test_an_entry_of_the_log_is_a_value_that_stands_until_it_is_undone() -> None:
    """Named fields, and nothing of it changes."""
    entry = Entry(number=1, kind="note", summary="s", by="Ada", because="", at="2031-03-04")

    assert 0 == entry.undone
    with pytest.raises(FrozenInstanceError):
        entry.number = 2  # type: ignore[misc]
    with pytest.raises(TypeError):
        Entry(1, "note", "s", "Ada", "", "2031-03-04")  # type: ignore[misc]


def test_a_user_without_a_name_is_named_by_number(monkeypatch: pytest.MonkeyPatch) -> None:
    """As in a container that knows no users."""
    monkeypatch.setattr("getpass.getuser", lambda: (_ for _ in ()).throw(OSError))

    assert f"user {os.getuid()}" == whoami()


def test_the_log_keeps_words_as_they_are_written(case: Path) -> None:
    """Not as escapes, before and after."""
    with writing(case, doing="test") as store, store.transaction():
        number = note(store, "note", "s", before="Größe", after={"was": "日本"})
        row = store.connection.execute("SELECT before, after FROM history WHERE number = ?", (number,)).fetchone()

    assert ('"Größe"', '{"was": "日本"}') == row
