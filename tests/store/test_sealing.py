"""What a seal is, what it proves, and what is checked where it is missing."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from detente.errors import UnreadableCase, UnwritableCase
from detente.store import schema, seal
from detente.store.database import sha256


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where the database is."""
    return tmp_path / schema.DATABASE


@pytest.fixture
def connection(path: Path) -> Iterator[sqlite3.Connection]:
    """A database with one article and its bytes."""
    with closing(schema.connect(path, write=True)) as opened:
        schema.upgrade(opened)
        opened.execute("INSERT INTO blobs VALUES (?, ?)", (sha256(b"bytes"), b"bytes"))
        opened.execute("INSERT INTO files VALUES ('sources/a.txt', ?, NULL, NULL, NULL, 0)", (sha256(b"bytes"),))
        opened.execute(
            "INSERT INTO documents VALUES ('sources/a.txt', 0, 'a', 'Norland waits.', ?, '{}')",
            (sha256(b"Norland waits."),),
        )
        yield opened


def test_a_sealed_database_is_the_hash_of_its_bytes(connection: sqlite3.Connection, path: Path):
    """Anybody can compute it: the file's own SHA-256, in a file of one line that is its owner's alone."""
    seal.write(connection, path)
    written = path.with_name("case.db.sha256")

    assert f"{sha256(path.read_bytes())}\n" == written.read_text()
    assert 0o600 == written.stat().st_mode & 0o777
    assert [] == list(path.parent.glob("*.new"))


def test_a_seal_that_fits_proves_and_one_that_does_not_is_damage(connection: sqlite3.Connection, path: Path):
    """After any change the old seal no longer fits."""
    seal.write(connection, path)
    seal.prove(connection, path)
    connection.execute("INSERT INTO meta VALUES ('a', 'b')")

    with pytest.raises(UnreadableCase, match="not those that were written"):
        seal.prove(connection, path)


def test_a_seal_is_set_until_it_is_removed(connection: sqlite3.Connection, path: Path):
    """Removing it twice is no error."""
    before = seal.is_set(path)
    seal.write(connection, path)
    during = seal.is_set(path)
    seal.remove(path)
    seal.remove(path)

    assert (False, True, False) == (before, during, seal.is_set(path))


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ("UPDATE documents SET text = 'Norland acts.'", "text of 'a' is not the one that was stored"),
        ("UPDATE blobs SET bytes = x'00'", "are not those stored"),
        ("DELETE FROM blobs", "a row of files refers to nothing"),
        ("DELETE FROM files", "a row of documents refers to nothing"),
    ],
)
def test_without_a_seal_every_hash_is_computed(connection: sqlite3.Connection, path: Path, change: str, words: str):
    """Texts, bytes and what rows refer to: one that does not fit is damage."""
    assert () == seal.examine(connection)
    seal.prove(connection, path)
    connection.execute("PRAGMA foreign_keys = OFF")
    connection.execute(change)

    assert 1 == len(seal.examine(connection))
    with pytest.raises(UnreadableCase, match=words):
        seal.prove(connection, path)


def test_an_index_that_lacks_a_row_is_found(connection: sqlite3.Connection, path: Path):
    """SQLite's own check of its structure comes first, and speaks alone."""
    connection.execute("PRAGMA foreign_keys = OFF")
    connection.execute("DELETE FROM blobs")
    connection.execute("PRAGMA writable_schema = ON")
    connection.execute(
        "UPDATE sqlite_master SET sql = 'CREATE INDEX documents_by_id ON documents (path)' WHERE name = 'documents_by_id'"
    )
    connection.close()
    with closing(sqlite3.connect(path)) as again:
        assert ("row 1 missing from index documents_by_id",) == seal.examine(again)


def test_a_page_of_rubbish_is_found_the_long_way(connection: sqlite3.Connection, path: Path):
    """What SQLite cannot read at all is a problem, not an exception."""
    connection.close()
    whole = path.read_bytes()
    path.write_bytes(whole[:100] + b"\xff" * 4000 + whole[4100:])
    with closing(sqlite3.connect(path)) as again:
        assert 1 == len(seal.examine(again))


def test_a_seal_that_is_no_text_is_none(connection: sqlite3.Connection, path: Path):
    """Then the long way decides, and it finds nothing wrong."""
    path.with_name("case.db.sha256").write_bytes(b"\xff\xfe")
    seal.prove(connection, path)

    connection.execute("UPDATE blobs SET bytes = x'00'")
    with pytest.raises(UnreadableCase):
        seal.prove(connection, path)


def test_the_size_is_that_of_the_file(connection: sqlite3.Connection, path: Path):
    """Pages times their size."""
    assert path.stat().st_size == seal._size(connection)


@pytest.mark.parametrize("piece", [1000, 4096, 10**9])
@pytest.mark.parametrize("beyond", [0, 1])
def test_pieces_of_any_size_give_the_hash_of_the_file(
    connection: sqlite3.Connection, path: Path, monkeypatch: pytest.MonkeyPatch, piece: int, beyond: int
):
    """At the limit a copy is hashed, beyond it the pieces are; nobody can tell which."""
    monkeypatch.setattr(seal, "COPIED_BYTES", path.stat().st_size - beyond)
    monkeypatch.setattr(seal, "PIECE", piece)

    assert sha256(path.read_bytes()) == seal._digest(connection, path)


def test_a_seal_that_cannot_be_written_leaves_none_and_says_so(connection: sqlite3.Connection, path: Path):
    """The file that stands in the way is named, and the old seal is not half a new one."""
    path.with_name("case.db.new").mkdir()

    with pytest.raises(UnwritableCase, match="cannot write here") as caught:
        seal.write(connection, path)
    assert str(path.with_name("case.db.sha256")) == caught.value.where
    assert not seal.is_set(path)


def test_a_draft_goes_when_the_seal_cannot_take_its_place(connection: sqlite3.Connection, path: Path):
    """Nothing half-done is left lying about."""
    (path.with_name("case.db.sha256") / "in the way").mkdir(parents=True)

    with pytest.raises(UnwritableCase):
        seal.write(connection, path)
    assert not path.with_name("case.db.new").exists()


def test_a_seal_that_cannot_be_broken_stops_the_writer(connection: sqlite3.Connection, path: Path):
    """Before the first change, so that no change is ever made under an old seal."""
    path.with_name("case.db.sha256").mkdir()

    with pytest.raises(UnwritableCase, match="cannot write here"):
        seal.remove(path)


def test_bytes_that_cannot_be_read_are_damage(connection: sqlite3.Connection, path: Path):
    """The error names the database."""
    connection.close()

    with pytest.raises(UnreadableCase) as caught:
        seal._digest(connection, path)
    assert str(path) == caught.value.where


@pytest.fixture
def synced(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, int]]:
    """What was made to last, in order: each file or folder, and how many bytes it had (0 for a folder)."""
    told: list[tuple[str, int]] = []

    def sync(handle: int) -> None:
        place = Path(os.readlink(f"/proc/self/fd/{handle}"))
        told.append((place.name, place.stat().st_size if place.is_file() else 0))

    monkeypatch.setattr(os, "fsync", sync)
    return told


def test_a_seal_lasts_before_it_gets_its_name_and_its_name_after(
    connection: sqlite3.Connection, path: Path, synced: list[tuple[str, int]]
):
    """All of its bytes, then the folder: a loss of power leaves the old seal, the new one or none."""
    seal.write(connection, path)

    assert [("case.db.new", 65), (path.parent.name, 0)] == synced


def test_a_broken_seal_is_gone_for_good_before_the_first_change(path: Path, synced: list[tuple[str, int]]):
    """Or power lost after a change would bring back a seal that does not fit."""
    seal.remove(path)

    assert [(path.parent.name, 0)] == synced


def test_a_thread_that_comes_second_uses_the_first_ones_handle(
    connection: sqlite3.Connection, path: Path, monkeypatch: pytest.MonkeyPatch
):
    """The handle that is held is the one that is used; the other is not closed, or the locks would go."""

    class Late(dict[tuple[int, int], int]):
        """Each who asks finds nothing, though somebody has put something in meanwhile."""

        def __contains__(self, key: object) -> bool:
            return False

    monkeypatch.setattr(seal, "HELD", Late())
    first = seal._handle(path)
    second = seal._handle(path)

    assert [first] == list(seal.HELD.values())
    assert first == second


def test_a_link_to_a_large_database_is_not_followed(
    connection: sqlite3.Connection, path: Path, monkeypatch: pytest.MonkeyPatch
):
    """What is hashed is the file that stands there."""
    monkeypatch.setattr(seal, "COPIED_BYTES", 0)
    (path.parent / "link.db").symlink_to(path)

    with pytest.raises(UnreadableCase, match="damaged"):
        seal._digest(connection, path.parent / "link.db")
