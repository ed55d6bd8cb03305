"""The sources of a case as one library: settled once, or read afresh from the disk without writing anything."""

from pathlib import Path

import pytest

from detente.store import settling
from detente.store.database import reading, writing
from detente.store.ingest import take_up
from detente.store.settling import forget_record, library_of, library_on_disk, settle
from river import ARTICLES, make_case


def names(case: Path, *, known: bool = True) -> list[str]:
    """The articles that lie in sources/ now."""
    if not known:
        return [str(document.id) for document in library_on_disk(None, case).documents]
    with reading(case) as store:
        return [str(document.id) for document in library_on_disk(store, case).documents]


def test_what_lies_on_the_disk_is_the_library_that_was_settled(case: Path):
    """As long as nobody touches the files; with the database or without it."""
    with reading(case) as store:
        assert store is not None
        settled, on_disk = store.library(), library_on_disk(store, case)

    assert settled == on_disk == library_on_disk(None, case)


def test_new_changed_and_deleted_files_are_seen_without_writing(case: Path):
    """The database keeps every byte; what it does not have is read from the file."""
    before = (case / ".detente" / "case.db").read_bytes()
    (case / "sources" / "02-rewrite.txt").write_text("Norland dug a canal.\n", encoding="utf-8")
    (case / "sources" / "03-local.txt").unlink()
    (case / "sources" / "04-new.txt").write_text("A fourth article.\n", encoding="utf-8")
    with reading(case) as store:
        library = library_on_disk(store, case)

    assert ["01-wire", "02-rewrite", "04-new"] == [document.id for document in library.documents]
    assert "Norland dug a canal.\n" == library.documents[1].text
    assert before == (case / ".detente" / "case.db").read_bytes()


def test_a_file_that_cannot_be_read_is_a_caveat_of_the_disk(case: Path):
    """The others are read; the caveat names the file and says that it was refused."""
    (case / "sources" / "junk.bin").write_bytes(bytes(range(256)) * 40)
    with reading(case) as store:
        library = library_on_disk(store, case)

    assert 3 == len(library.documents)
    (caveat,) = [each for each in library.caveats if each.where == "sources/junk.bin"]
    assert caveat.message.startswith("refused: ")


def test_a_file_that_was_refused_is_tried_again_from_the_disk(case: Path):
    """A refusal is not an unchanged article: the file is read anew, and refused anew."""
    (case / "sources" / "junk.bin").write_bytes(bytes(range(256)) * 40)
    with writing(case, doing="test") as store:
        take_up(store)

    assert ["01-wire", "02-rewrite", "03-local"] == names(case)


def test_a_name_that_is_no_text_is_a_caveat(case: Path):
    """Settled or from the disk: the file is left out, and the caveat shows its name."""
    with open(bytes(case / "sources") + b"/\xff.txt", "wb") as file:
        file.write(b"Norland waits.\n")
    with writing(case, doing="test") as store:
        take_up(store)
        settled = store.library()
        on_disk = library_on_disk(store, case)

    for library in (settled, on_disk):
        assert ["sources/\\udcff.txt"] == [str(caveat.where) for caveat in library.caveats]
        assert 3 == len(library.documents)


def test_refusals_of_the_settled_library_say_why_and_what_to_do(case: Path):
    """Code, message and hint of the error, and the file; a refusal without a hint has no dangling mark."""
    with writing(case, doing="test") as store:
        with store.transaction():
            for name, hint in (("x", "save it as text"), ("y", "")):
                store.connection.execute(
                    "INSERT INTO files VALUES (?, ?, NULL, ?, NULL, 0)",
                    (f"sources/{name}.bin", store.keep_bytes(b"x"), f'["unreadable-source", "no text", "{hint}"]'),
                )
        settle(store)
        caveats = store.library().caveats

    assert [
        ("unreadable-source", "refused: no text; save it as text", "sources/x.bin"),
        ("unreadable-source", "refused: no text", "sources/y.bin"),
    ] == [(caveat.code, caveat.message, caveat.where) for caveat in caveats]


def test_settling_again_does_nothing(case: Path):
    """The key says for which files and which program it was done."""
    with writing(case, doing="test") as store:
        before = store.connection.total_changes
        settle(store)
        after = store.connection.total_changes

    assert before == after


def test_a_case_that_was_not_settled_is_settled_for_the_reader(case: Path):
    """A writer was killed before it had: the library is the same, and nothing is written."""
    with reading(case) as store:
        assert store is not None
        expected = library_of(store)
    with writing(case, doing="test") as store, store.transaction():
        store.connection.execute("DELETE FROM passages")
        store.set_meta("library_key", "of another time")
    with reading(case) as store:
        assert store is not None
        assert (0, expected) == (len(store.library().passages), library_of(store))
        assert "of another time" == store.meta("library_key")


def test_another_set_of_files_is_settled_anew(case: Path):
    """A change of any file of the case, refused ones included, changes the key."""
    with writing(case, doing="test") as store:
        keys = [store.meta("library_key")]
        for change in ("DELETE FROM files WHERE path LIKE '%03%'", 'UPDATE files SET refused = \'["c", "m", ""]\''):
            with store.transaction():
                store.connection.execute(change)
            settle(store)
            keys.append(store.meta("library_key"))

    assert 3 == len(set(keys))


def test_forgetting_the_record_keeps_the_library(case: Path):
    """Entries of the record and the keys of the run go; origins, caveats and findings stay."""
    with writing(case, doing="test") as store:
        with store.transaction():
            store.connection.execute("DELETE FROM entries")
            for kind in ("origin", "library_caveat", "findings", "statements", "gaps"):
                store.connection.execute("INSERT INTO entries VALUES (?, 0, NULL, '{}')", (kind,))
            for key in ("record_key", "run_key", "library_key"):
                store.set_meta(key, "k")
            forget_record(store)
        kinds = [row[0] for row in store.connection.execute("SELECT kind FROM entries ORDER BY kind")]
        keys = [store.meta(key) for key in ("record_key", "run_key", "library_key")]

    assert (["findings", "library_caveat", "origin"], [None, None, "k"]) == (kinds, keys)


def test_a_folder_without_sources_has_an_empty_library(tmp_path: Path):
    """No sources/ is not an error."""
    (tmp_path / "case.yaml").write_text("detente: 1\n")

    assert () == library_on_disk(None, tmp_path).documents
    assert names(make_case(tmp_path / "case"), known=False) == [name.removesuffix(".txt") for name in ARTICLES]


def test_the_library_of_a_settled_case_is_the_stored_one(case: Path):
    """With its passages and origins; nothing is worked out anew."""
    with reading(case) as store:
        assert store is not None
        assert 3 == len(library_of(store).documents)
        assert store.library() == library_of(store)


def test_an_unchanged_file_is_taken_from_the_database(case: Path, monkeypatch: pytest.MonkeyPatch):
    """It is not parsed again: only what the database does not have, or refused, is read from the disk."""
    (case / "sources" / "junk.bin").write_bytes(bytes(range(256)) * 40)
    with writing(case, doing="test") as store:
        take_up(store)
    parsed: list[str] = []
    parse = settling.read_articles

    def watched(data: bytes, path: str, side: bytes | None) -> object:
        parsed.append(path)
        return parse(data, path, side)

    monkeypatch.setattr(settling, "read_articles", watched)
    with reading(case) as store:
        library_on_disk(store, case)

    assert ["sources/junk.bin"] == parsed
