"""The case database in use: what is kept comes back, a transaction is whole, and a fault is named."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from detente.errors import UnreadableCase, UnwritableCase
from detente.evidence import Caveat, DocumentId, cite
from detente.record.entries import Gap, Record
from detente.sources.document import Document, Library, Passage
from detente.sources.library import build_library
from detente.store import schema, seal
from detente.store.codec import encode
from detente.store.database import Store, StoredFile, exists, reading, sha256, writing

TEXT = "Norland closed the lock.\n\nSudland waits.\n"
DATABASE = Path(schema.FOLDER) / schema.DATABASE


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """An empty case, held by a writer."""
    with writing(tmp_path, doing="test") as opened:
        yield opened


def document(name: str = "a", text: str = TEXT, number: int = 0) -> Document:
    """An article of its own file."""
    return Document(id=DocumentId(name), file=f"sources/{name}.txt", text=text, number=number)


def put(store: Store, *documents: Document, **changes: object) -> None:
    """Take up each document with its file and bytes."""
    for each in documents:
        digest = store.keep_bytes(each.text.encode())
        file = StoredFile(path=each.file, sha256=digest)
        store.put_file(replace(file, **changes), [each])


# ── bookkeeping and bytes ────────────────────────────────────────────────────────────────────────────────────


def test_bookkeeping_is_read_back(store: Store):
    """The last value counts; a key that was never set has none."""
    store.set_meta("k", "one")
    store.set_meta("k", "two")

    assert ("two", None) == (store.meta("k"), store.meta("other"))


def test_setting_what_is_set_writes_nothing(store: Store):
    """A run that finds nothing new leaves every byte as it was."""
    store.set_meta("k", "one")
    before = store.connection.total_changes
    store.set_meta("k", "one")

    assert before == store.connection.total_changes


def test_bytes_are_kept_once_under_their_hash(store: Store):
    """SHA-256 in hexadecimal; a hash nobody kept has no bytes."""
    first, second = store.keep_bytes(b"lock"), store.keep_bytes(b"lock")

    assert first == second == sha256(b"lock")
    assert (b"lock", None) == (store.bytes_of(first), store.bytes_of(sha256(b"key")))
    assert 1 == store.connection.execute("SELECT count(*) FROM blobs").fetchone()[0]


def test_the_hash_is_sha_256():
    """The published value of the empty string."""
    assert "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855" == sha256(b"")


def _stopped(store: Store) -> None:
    store.set_meta("lost", "1")
    raise UnwritableCase("stop")


def _begin_again(store: Store) -> None:
    store.set_meta("k", "1")
    with store.transaction():
        pass


# ── transactions ─────────────────────────────────────────────────────────────────────────────────────────────


def test_a_transaction_is_whole_or_nothing(store: Store):
    """What is raised inside takes everything back, and comes out."""
    with store.transaction():
        store.set_meta("kept", "1")
    with pytest.raises(UnwritableCase), store.transaction():
        _stopped(store)

    assert ("1", None) == (store.meta("kept"), store.meta("lost"))
    assert not store.connection.in_transaction


def test_a_transaction_that_sqlite_took_back_is_not_taken_back_twice(store: Store):
    """The error that comes out is the first one."""
    with pytest.raises(sqlite3.IntegrityError), store.transaction():
        store.connection.execute("INSERT OR ROLLBACK INTO meta VALUES ('k', NULL)")

    assert not store.connection.in_transaction


def test_a_commit_that_fails_says_so_and_keeps_nothing(store: Store):
    """The words are those of the database, the hint says what is safe."""
    store.connection.execute("BEGIN")
    store.connection.execute("PRAGMA defer_foreign_keys = ON")
    store.connection.execute("INSERT INTO files VALUES ('p', 'no such bytes', NULL, NULL, NULL, 0)")
    with pytest.raises(UnwritableCase, match="cannot be written: FOREIGN KEY") as caught:
        store._execute("COMMIT")

    assert "acknowledged before is kept" in caught.value.hint
    assert (False, ()) == (store.connection.in_transaction, store.files())


def test_a_transaction_within_another_is_refused(store: Store):
    """And the outer one is taken back: half of it is never kept."""
    with pytest.raises(UnwritableCase), store.transaction():
        _begin_again(store)

    assert (False, None) == (store.connection.in_transaction, store.meta("k"))


# ── files and documents ──────────────────────────────────────────────────────────────────────────────────────


def test_files_come_back_by_path_as_they_were(store: Store):
    """Side file, refusal, the entry that added it and whether it is a copy."""
    store.connection.execute("INSERT INTO history VALUES (7, 'add', '', '', '', '', NULL, NULL, 0)")
    side = store.keep_bytes(b"side")
    files = (
        StoredFile(path="sources/a.txt", sha256=store.keep_bytes(b"a"), side_sha256=side, added_by=7, copied=True),
        StoredFile(path="sources/b.txt", sha256=store.keep_bytes(b"b"), refused='["c", "m", "h"]'),
    )
    for file in reversed(files):
        store.put_file(file, [])

    assert files == store.files()


def test_a_file_taken_up_again_replaces_what_was_read_from_it(store: Store):
    """The documents of other files stay; order within a file is the file's."""
    put(store, document("a"), document("b"))
    first, second = replace(document("a", "New.\n"), id=DocumentId("a1")), replace(document("a", "More.\n", 1))
    store.put_file(StoredFile(path="sources/a.txt", sha256=store.keep_bytes(b"x")), [first, second])

    assert (first, second, document("b")) == store.documents()
    assert (first, second) == store.documents_of("sources/a.txt")
    store.drop_file("sources/a.txt")
    assert (document("b"),) == store.documents()
    assert ["sources/b.txt"] == [file.path for file in store.files()]


def test_text_with_half_a_character_pair_is_kept(store: Store):
    """Lone surrogates are text that cannot be encoded strictly; they are hashed and refused nowhere else."""
    assert sha256(b"\xed\xa0\x80") == sha256("\ud800".encode("utf-8", "surrogatepass"))


def test_a_text_that_does_not_fit_its_hash_is_damage(store: Store):
    """Found by whoever reads it, with the database and the document named."""
    put(store, document())
    store.connection.execute("UPDATE documents SET text = 'Norland opened the lock.'")

    for read in (store.documents, lambda: store.documents_of("sources/a.txt")):
        with pytest.raises(UnreadableCase, match="text of 'a' is not the one") as caught:
            read()
        assert str(store.folder / DATABASE) == caught.value.where


@pytest.mark.parametrize("stored", ["{}", "not json", "[]", '{"id": 3}'])
def test_fields_that_cannot_be_read_are_damage(store: Store, stored: str):
    """What kind of thing it was is said."""
    put(store, document())
    store.connection.execute("UPDATE documents SET fields = ?", (stored,))

    with pytest.raises(UnreadableCase, match="a document cannot be read"):
        store.documents()


# ── library and record ───────────────────────────────────────────────────────────────────────────────────────


def found(store: Store, word: str) -> list[tuple[str, int]]:
    """Where the full-text index has a word."""
    query = "SELECT document, number FROM passage_text WHERE passage_text MATCH ? ORDER BY document, number"
    return [(name, int(number)) for name, number in store.connection.execute(query, (word,))]


def test_a_library_comes_back_as_it_was_put(store: Store):
    """Documents by id, passages, origins and caveats."""
    put(store, document("b"), document("a", "Sudland’s boats wait.\n"))
    library = build_library(store.documents())
    library = replace(library, caveats=(*library.caveats, Caveat(code="odd", message="m", where="sources/x.txt")))
    store.put_library(library)

    assert library == store.library()
    assert ["a", "b"] == [each.id for each in store.library().documents]


def test_the_index_follows_the_passages(store: Store):
    """A new text replaces its old passages, one that went takes them along, what did not change is left alone."""
    put(store, document("a"), document("b", "Ostland opened a weir.\n"))
    store.put_library(build_library(store.documents()))
    before = found(store, "norland"), found(store, "weir")
    rows = store.connection.execute("SELECT rowid FROM passage_text WHERE document = 'b'").fetchall()

    put(store, document("a", "Westland built a mole.\n"))
    store.put_library(build_library(store.documents()))
    after = found(store, "norland"), found(store, "mole"), found(store, "weir")
    same = store.connection.execute("SELECT rowid FROM passage_text WHERE document = 'b'").fetchall()
    store.drop_file("sources/a.txt")
    store.put_library(build_library(store.documents()))

    assert ([("a", 1)], [("b", 1)]) == before
    assert ([], [("a", 1)], [("b", 1)]) == after
    assert rows == same
    assert ([], ["b"]) == (found(store, "mole"), [p.span.document for p in store.library().passages])


def test_putting_the_same_library_again_changes_no_passage(store: Store):
    """Nothing is indexed twice."""
    put(store, document("a"))
    library = build_library(store.documents())
    store.put_library(library)
    before = store.connection.execute("SELECT count(*), max(rowid) FROM passage_text").fetchone()
    store.put_library(library)

    assert before == store.connection.execute("SELECT count(*), max(rowid) FROM passage_text").fetchone()


def test_a_passage_with_another_kind_is_written_anew(store: Store):
    """Also when the text is the same."""
    put(store, document("a"))
    library = build_library(store.documents())
    store.put_library(library)
    other = replace(library, passages=tuple(replace(p, kind="caption") for p in library.passages))
    store.put_library(other)

    assert {"caption"} == {passage.kind for passage in store.library().passages}


def test_the_ids_of_the_library_are_written_over_those_of_the_file(store: Store):
    """Two files may give their article one id; the library tells them apart, in the order of parts."""
    first, second = document("a"), replace(document("a", "Ostland waits.\n"), file="sources/b.txt", number=0)
    put(store, first)
    put(store, second)
    library = Library(documents=(first, replace(second, id=DocumentId("a-2"))), passages=(), origins=(), caveats=())
    store.put_library(library)

    assert [("a", "sources/a.txt"), ("a-2", "sources/b.txt")] == [(d.id, d.file) for d in store.documents()]


def test_passages_of_a_library_stand_by_document_and_number(store: Store):
    """Kind, place and number as they were."""
    put(store, document("a"))
    store.put_library(build_library(store.documents()))
    passages = store.library().passages

    assert all(isinstance(passage, Passage) for passage in passages)
    assert ["Norland closed the lock.", "Sudland waits."] == [
        TEXT[passage.span.start : passage.span.end].strip() for passage in passages
    ]
    assert [1, 2] == [passage.number for passage in passages]


def test_there_is_no_record_before_the_first_run(store: Store):
    """None is not an empty record."""
    assert store.record() is None
    store.put_record(Record(), "k")

    assert (Record(), "k") == (store.record(), store.meta("record_key"))


def test_a_record_is_read_back_and_replaced_whole(store: Store):
    """Each kind in its own order; what the next run did not find is gone."""
    gaps = tuple(
        Gap(kind="silence", about=about, why="w", citations=(cite(TEXT, DocumentId("a"), 0, 7),)) for about in "ba"
    )
    store.put_record(Record(gaps=gaps), "one")
    first = store.record()
    store.put_record(Record(gaps=gaps[:1]), "two")

    assert (gaps, gaps[:1]) == (first and first.gaps, (store.record() or Record()).gaps)


def test_an_entry_that_cannot_be_read_is_damage(store: Store):
    """Its kind is said."""
    store.put_record(Record(), "k")
    store.connection.execute("INSERT INTO entries VALUES ('gaps', 0, NULL, ?)", (encode("no gap"),))

    with pytest.raises(UnreadableCase, match="a gap cannot be read"):
        store.record()


# ── opening ──────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_folder_without_a_database_is_read_as_none(tmp_path: Path):
    """Nothing is made by looking."""
    with reading(tmp_path) as store:
        before = store

    assert (None, False, []) == (before, exists(tmp_path), list(tmp_path.iterdir()))


def test_a_writer_makes_the_database_private_and_seals_it(tmp_path: Path):
    """Folder 0700, file 0600, also where the folder was open to all."""
    (tmp_path / schema.FOLDER).mkdir(mode=0o755)
    with writing(tmp_path, doing="test"):
        during = seal.is_set(tmp_path / DATABASE)

    assert (False, True, True) == (during, seal.is_set(tmp_path / DATABASE), exists(tmp_path))
    assert (0o700, 0o600) == tuple(
        place.stat().st_mode & 0o777 for place in (tmp_path / schema.FOLDER, tmp_path / DATABASE)
    )


def test_an_empty_file_of_a_killed_writer_is_begun_again(tmp_path: Path):
    """It was made a moment before the kill and holds nothing: read as none, written as new."""
    (tmp_path / schema.FOLDER).mkdir()
    (tmp_path / DATABASE).touch()
    with reading(tmp_path) as store:
        seen = store
    with writing(tmp_path, doing="test") as made:
        files = made.files()

    assert (None, ()) == (seen, files)


def test_an_empty_file_with_a_seal_has_lost_its_bytes(tmp_path: Path):
    """For a reader and for a writer; also where the file itself is gone."""
    with writing(tmp_path, doing="test"):
        pass
    (tmp_path / DATABASE).write_bytes(b"")

    for attempt in (reading(tmp_path), writing(tmp_path, doing="test")):
        with pytest.raises(UnreadableCase, match="its bytes are gone"), attempt:
            pass
    (tmp_path / DATABASE).unlink()
    with pytest.raises(UnreadableCase, match="its bytes are gone"), reading(tmp_path):
        pass


def hollow(folder: Path) -> Path:
    """A database file with a page and no table in it."""
    (folder / schema.FOLDER).mkdir()
    connection = sqlite3.connect(folder / DATABASE)
    connection.execute("CREATE TABLE t (x)")
    connection.execute("DROP TABLE t")
    connection.commit()
    connection.close()
    return folder


def test_a_database_without_tables_is_damage_and_not_written_over(tmp_path: Path):
    """A file that had pages once was somebody's."""
    folder = hollow(tmp_path)
    before = (folder / DATABASE).read_bytes()

    for attempt in (reading(folder), writing(folder, doing="test")):
        with pytest.raises(UnreadableCase, match="it holds nothing"), attempt:
            pass
    assert before == (folder / DATABASE).read_bytes()


def test_what_the_body_of_a_writer_raises_leaves_no_seal(tmp_path: Path):
    """The next to open the case checks it the long way."""
    with pytest.raises(KeyError), writing(tmp_path, doing="test"):
        raise KeyError("killed")

    assert not seal.is_set(tmp_path / DATABASE)
    with reading(tmp_path) as store:
        assert store is not None


@pytest.mark.parametrize(
    ("raised", "expected", "words"),
    [
        (sqlite3.OperationalError("disk I/O error"), UnwritableCase, "cannot be used: disk I/O error"),
        (sqlite3.DatabaseError("malformed"), UnreadableCase, "is damaged: malformed"),
        (sqlite3.IntegrityError("a fault of ours"), sqlite3.IntegrityError, "a fault of ours"),
    ],
)
def test_complaints_of_sqlite_are_told_apart(tmp_path: Path, raised: Exception, expected: type[Exception], words: str):
    """What the machine does not allow, what the file has suffered, and what we did wrong; for readers and writers."""
    with pytest.raises(expected, match=words), writing(tmp_path, doing="test"):
        raise raised
    with pytest.raises(expected, match=words), reading(tmp_path):
        raise raised


def test_a_folder_that_cannot_be_made_is_named(tmp_path: Path):
    """A file in its place, for instance."""
    (tmp_path / schema.FOLDER).write_text("in the way")

    with pytest.raises(UnwritableCase, match="cannot write here") as caught, writing(tmp_path, doing="test"):
        pass
    assert str(tmp_path / schema.FOLDER) == caught.value.where


def test_a_link_in_the_place_of_the_database_is_not_followed(tmp_path: Path):
    """A foreign case must not make us write elsewhere."""
    (tmp_path / schema.FOLDER).mkdir()
    (tmp_path / DATABASE).symlink_to(tmp_path / "elsewhere")

    with pytest.raises(UnwritableCase, match="cannot write here"), writing(tmp_path, doing="test"):
        pass
    assert not (tmp_path / "elsewhere").exists()


def test_a_view_stays_as_it_was_when_it_was_opened(tmp_path: Path):
    """A reader sees one moment; nobody can commit into it, and nothing can be written through it."""
    with writing(tmp_path, doing="test") as store:
        store.set_meta("k", "1")
    with reading(tmp_path) as view:
        assert view is not None
        with pytest.raises(sqlite3.OperationalError):
            view.connection.execute("DELETE FROM meta")
        assert view.connection.in_transaction
        assert "1" == view.meta("k")


def test_verdicts_come_back_by_item(store: Store):
    """What was decided, by whom and why."""
    for item in ("dis-2", "dis-1"):
        store.connection.execute("INSERT INTO verdicts VALUES (?, 'conflict', 'mo', 'both counted')", (item,))

    assert [("dis-1", "conflict", "mo", "both counted"), ("dis-2", "conflict", "mo", "both counted")] == [
        (key, v.verdict, v.by, v.because) for key, v in store.verdicts().items()
    ]


def test_a_writer_refuses_bytes_that_are_not_those_that_were_written(tmp_path: Path):
    """Before it changes anything."""
    with writing(tmp_path, doing="test"):
        pass
    whole = (tmp_path / DATABASE).read_bytes()
    (tmp_path / DATABASE).write_bytes(whole[:-1] + bytes([whole[-1] ^ 1]))

    with pytest.raises(UnreadableCase, match="not those that were written"), writing(tmp_path, doing="test"):
        pass


def test_nobody_commits_into_a_view(tmp_path: Path):
    """From the moment it is opened: what it proves is what it reads."""
    with writing(tmp_path, doing="test"):
        pass
    with (
        reading(tmp_path),
        closing(sqlite3.connect(tmp_path / DATABASE, timeout=0, isolation_level=None)) as other,
        pytest.raises(sqlite3.OperationalError, match="locked"),
    ):
        other.execute("INSERT INTO meta VALUES ('k', '1')")


def test_a_file_is_no_copy_unless_it_is_said():
    """Undo deletes copies only."""
    assert not StoredFile(path="sources/a.txt", sha256=sha256(b"")).copied
    with pytest.raises(TypeError):
        StoredFile("sources/a.txt", sha256(b""))  # type: ignore[misc]
