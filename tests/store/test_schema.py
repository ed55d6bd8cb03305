"""What a case database is: its header, its tables, and the rules a connection is opened under."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from detente.errors import UnreadableCase, UnsupportedVersion, UnwritableCase
from detente.store import schema


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A new database with the tables of today."""
    place = tmp_path / schema.DATABASE
    with closing(schema.connect(place, write=True)) as connection:
        schema.upgrade(connection)
    return place


@pytest.fixture
def connection(path: Path) -> Iterator[sqlite3.Connection]:
    """A writer's connection to it."""
    with closing(schema.connect(path, write=True)) as opened:
        yield opened


def pragma(connection: sqlite3.Connection, name: str) -> Any:
    """The value of one setting; None where this SQLite was built without it."""
    row = connection.execute(f"PRAGMA {name}").fetchone()
    return row[0] if row else None


def test_the_header_names_a_case_and_its_version(path: Path):
    """`dTeN` at byte 68 tells a case from other databases, the number at byte 60 its version; both are for ever."""
    header = path.read_bytes()[:100]

    assert (b"dTeN", 1) == (header[68:72], int.from_bytes(header[60:64], "big"))
    assert 1 == schema.version()


def test_a_writer_syncs_everything_and_overwrites_what_it_deletes(connection: sqlite3.Connection):
    """Rollback journal, synchronous=FULL or more, secure_delete: nothing acknowledged is lost, nothing deleted stays."""
    kept = [pragma(connection, name) for name in ("journal_mode", "synchronous", "secure_delete", "query_only")]

    assert ["delete", True, 1, 0] == [kept[0], kept[1] >= 2, *kept[2:]]


@pytest.mark.parametrize("write", [False, True])
def test_no_connection_trusts_the_file(path: Path, write: bool):
    """Nothing that the file defines is run, its cells are checked, it is not mapped, and rows must refer to rows."""
    with closing(schema.connect(path, write=write)) as connection:
        kept = {name: pragma(connection, name) for name in ("trusted_schema", "cell_size_check", "foreign_keys")}
        memory = pragma(connection, "temp_store")
        mapped = pragma(connection, "mmap_size")

    assert {"trusted_schema": 0, "cell_size_check": 1, "foreign_keys": 1} == kept
    assert 2 == memory
    assert not mapped


def test_a_newer_python_sets_the_defensive_flag(tmp_path: Path):
    """From 3.12 on a connection can be told so; older ones cannot."""

    class Newer(sqlite3.Connection):
        told: tuple[int, bool] | None = None

        def setconfig(self, what: int, on: bool) -> None:
            """As Python 3.12 names it."""
            Newer.told = (what, on)

    with closing(sqlite3.connect(tmp_path / "c.db", factory=Newer)) as connection:
        schema._harden(connection, write=False)

    assert (1010, True) == Newer.told


def test_a_reader_can_neither_change_nor_create(path: Path, tmp_path: Path):
    """Whoever only looks leaves every byte, and makes no file where there is none."""
    with closing(schema.connect(path, write=False)) as connection, pytest.raises(sqlite3.OperationalError):
        connection.execute("INSERT INTO meta VALUES ('a', 'b')")
    with pytest.raises(UnwritableCase, match="cannot be opened"):
        schema.connect(tmp_path / "none.db", write=False)

    assert not (tmp_path / "none.db").exists()


def test_a_reader_rolls_back_what_a_killed_writer_left(path: Path):
    """Only then is the file opened for writing: the journal beside it has to be played back first."""
    journal = path.with_name(path.name + "-journal")
    without = schema._mode(path, write=False)
    journal.write_bytes(b"")

    assert ("ro", "rw", "rwc") == (without, schema._mode(path, write=False), schema._mode(path, write=True))


def test_bytes_that_are_no_database_are_damage(tmp_path: Path):
    """Found when the connection is opened, with the file named."""
    place = tmp_path / schema.DATABASE
    place.write_bytes(b"no database at all " * 100)

    with pytest.raises(UnreadableCase, match="is damaged") as caught:
        schema.connect(place, write=True)
    assert str(place) == caught.value.where


def test_tables_that_cannot_be_read_are_damage(path: Path):
    """The header is whole, the page behind it is not."""
    whole = path.read_bytes()
    path.write_bytes(whole[:100] + b"\xff" * 3996 + whole[4096:])

    with (
        closing(schema.connect(path, write=False)) as connection,
        pytest.raises(UnreadableCase, match="is damaged"),
    ):
        schema.is_ours(connection, path)


def test_an_empty_file_is_not_yet_ours(tmp_path: Path):
    """A writer was killed while it made it; one with the tables is ours, and not old."""
    with closing(schema.connect(tmp_path / "new.db", write=True)) as connection:
        before = schema.is_ours(connection, tmp_path / "new.db")
        schema.upgrade(connection)
        after = schema.is_ours(connection, tmp_path / "new.db")
        old = schema.is_old(connection)

    assert (False, True, False) == (before, after, old)


@pytest.mark.parametrize(
    ("change", "error", "words"),
    [
        ("PRAGMA application_id = 1", UnreadableCase, "not a detente case"),
        ("PRAGMA application_id = 0", UnreadableCase, "not a detente case"),
        ("PRAGMA user_version = 2", UnsupportedVersion, r"format 2, this one reads 1"),
        ("PRAGMA user_version = 0", UnreadableCase, "tables are not those"),
        ("PRAGMA user_version = -1", UnreadableCase, "tables are not those"),
        ("DROP TABLE meta", UnreadableCase, "tables are not those"),
        ("CREATE VIEW v AS SELECT 1", UnreadableCase, "tables are not those"),
        ("CREATE TABLE passage_text_x (a)", UnreadableCase, "tables are not those"),
    ],
)
def test_what_differs_from_a_case_is_refused(
    path: Path, connection: sqlite3.Connection, change: str, error: type[Exception], words: str
):
    """Another program's file, another version, a table too many or too few."""
    connection.execute(change)

    with pytest.raises(error, match=words):
        schema.is_ours(connection, path)


def test_an_empty_file_with_a_number_is_refused(tmp_path: Path):
    """A header without tables was not made by us."""
    with closing(schema.connect(tmp_path / "new.db", write=True)) as connection:
        connection.execute("PRAGMA user_version = 1")
        with pytest.raises(UnreadableCase, match="not a detente case"):
            schema.is_ours(connection, tmp_path / "new.db")


def test_a_database_that_somebody_keeps_is_not_called_damaged(path: Path, monkeypatch: pytest.MonkeyPatch):
    """Another program holds it: that is said, and the bytes are left in peace."""
    monkeypatch.setattr(schema, "BUSY_SECONDS", 0.05)
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        with (
            closing(schema.connect(path, write=False)) as connection,
            pytest.raises(UnwritableCase, match="cannot be read: database is locked"),
        ):
            schema.is_ours(connection, path)


@pytest.mark.parametrize(
    "fails", ["INSERT INTO meta VALUES ('k', NULL)", "INSERT OR ROLLBACK INTO meta VALUES ('k', NULL)"]
)
def test_all_steps_are_taken_or_none(connection: sqlite3.Connection, monkeypatch: pytest.MonkeyPatch, fails: str):
    """Also where SQLite has taken the transaction back by itself."""
    steps = ("CREATE TABLE more (a)", fails)
    monkeypatch.setattr(schema, "STEPS", (*schema.STEPS, steps))
    before = schema.schema_of(connection)

    with pytest.raises(sqlite3.IntegrityError):
        schema.upgrade(connection)

    assert before == schema.schema_of(connection)
    assert (1, False) == (pragma(connection, "user_version"), connection.in_transaction)


def test_upgrading_twice_changes_nothing(path: Path, connection: sqlite3.Connection):
    """What has reached this version is left as it is, byte for byte."""
    before = path.read_bytes()
    schema.upgrade(connection)

    assert before == path.read_bytes()


def test_a_row_of_a_missing_file_cannot_be_written(connection: sqlite3.Connection):
    """Documents belong to a file, and files to their bytes."""
    with pytest.raises(sqlite3.IntegrityError):
        connection.execute("INSERT INTO documents VALUES ('p', 0, 'i', 't', 'h', '{}')")
