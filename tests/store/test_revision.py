"""The revision of a case and the versions of its model: what tells a reader that something has changed."""

import sqlite3
from dataclasses import FrozenInstanceError
from pathlib import Path

import pytest

from detente.record.reading import Vocabulary, VocabularyActor
from detente.store import schema
from detente.store.database import reading, writing
from detente.store.editing import decide, note_down, save_model
from detente.store.fingerprints import key_of, program, record_key
from detente.store.ingest import take_up
from detente.store.revision import revision
from detente.store.undoing import undo
from detente.store.versions import Version, text_of, versions
from river import MODEL, make_case


def test_a_case_without_a_database_has_no_revision(tmp_path: Path) -> None:
    """Nor has one whose database is no database."""
    folder = make_case(tmp_path / "case")
    nothing = revision(folder)
    with writing(folder, doing="test") as store:
        take_up(store)
    path = next(path for path in folder.rglob("*") if path.is_file() and path.read_bytes()[:6] == b"SQLite")
    path.write_bytes(b"no database" * 100)

    assert (None, None) == (nothing, revision(folder))


def test_what_a_reader_is_shown_changes_the_revision(case: Path) -> None:
    """A note, a verdict, an undoing, another file; and nothing else does."""
    seen = [revision(case), revision(case)]
    note_down(case, "looked at it")
    seen.append(revision(case))
    decide(case, "ev-1", "confirmed", by="Ada")
    seen.append(revision(case))
    decide(case, "ev-1", "rejected", by="Ada")
    seen.append(revision(case))
    decide(case, "ev-1", "rejected", by="Ada", because="it was not so")
    seen.append(revision(case))
    undo(case)
    seen.append(revision(case))
    with writing(case, doing="test") as store, store.transaction():
        store.set_meta("scratch", "kept for the next run")

    assert (seen[0], seen[-1]) == (seen[1], revision(case))
    assert 6 == len(set(seen))


def test_each_edit_keeps_the_text_before_it(case: Path) -> None:
    """The newest first, with its words; verdicts and notes are no versions of the model."""
    one, two = MODEL.replace("Closure", "Shutting"), MODEL.replace("Closure", "Lock-out")
    first = save_model(case, one, against=MODEL, summary="first edit")
    note_down(case, "looked at it")
    second = save_model(case, two, against=one, summary="second edit")
    with reading(case) as store:
        assert store is not None
        kept = versions(store)
        texts = [text_of(store, version.number) for version in kept]

    assert [(second, "second edit"), (first, "first edit")] == [(each.number, each.summary) for each in kept]
    assert [one, MODEL] == texts


def test_a_first_model_has_no_text_before_it(tmp_path: Path) -> None:
    """Nor have entries that are no edits of the model, or that there are not."""
    folder = make_case(tmp_path / "case", model=None)
    number = save_model(folder, MODEL, against="", summary="the first")
    decide(folder, "ev-1", "confirmed", by="Ada")
    with reading(folder) as store:
        assert store is not None
        texts = [text_of(store, each) for each in (number, number + 1, number + 2)]
        kept = versions(store)

    assert ([None, None, None], ()) == (texts, kept)


def test_a_key_tells_its_parts_apart() -> None:
    """None from nothing, and where one part ends from where the next begins."""
    keys = [key_of("ab", "c"), key_of("a", "bc"), key_of("abc"), key_of("abc", None), key_of("abc", ""), key_of()]

    assert len(keys) == len(set(keys))
    assert key_of("ab", "c") == keys[0]


def test_the_key_of_a_record_hangs_on_its_sources_and_words() -> None:
    """And on nothing that changes from call to call."""
    actors = Vocabulary(actors=(VocabularyActor("norland", "Norland"),))
    keys = [record_key("a", Vocabulary()), record_key("b", Vocabulary()), record_key("a", actors)]

    assert 3 == len(set(keys))
    assert keys[0] == record_key("a", Vocabulary())


def test_a_room_has_a_hash_of_all_its_files() -> None:
    """One room, another, both, and a module that is a room by itself."""
    found = [program("evidence"), program("sources"), program("evidence", "sources"), program("case"), program()]

    assert len(found) == len(set(found))


def test_asking_for_the_revision_opens_to_read_and_closes(case: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A reader may ask many times a second, and never holds up a writer."""
    opened = []
    connect = schema.connect

    def watched(path: Path, *, write: bool) -> sqlite3.Connection:
        opened.append((connect(path, write=write), write))
        return opened[-1][0]

    monkeypatch.setattr(schema, "connect", watched)
    assert revision(case) is not None

    ((connection, write),) = opened
    assert not write
    with pytest.raises(sqlite3.ProgrammingError, match="closed"):
        connection.execute("SELECT 1")


def test_a_version_is_a_value() -> None:
    """Named fields, and nothing of it changes."""
    version = Version(number=1, summary="an edit", at="2031-03-04")

    with pytest.raises(FrozenInstanceError):
        version.number = 2  # type: ignore[misc]
    with pytest.raises(TypeError):
        Version(1, "an edit", "2031-03-04")  # type: ignore[misc]
