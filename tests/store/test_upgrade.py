"""A database of an older version is brought to this one, whole or not at all."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from detente.errors import UnreadableCase, UnsupportedVersion
from detente.store import schema
from detente.store.backups import backup
from detente.store.database import reading, writing
from detente.store.ingest import take_up
from detente.store.restoring import restore
from detente.store.verifying import verify
from river import make_case

LATER = (
    ("ALTER TABLE verdicts ADD COLUMN weight TEXT NOT NULL DEFAULT ''", "CREATE INDEX by_kind ON history (kind)"),
    (
        "CREATE TABLE marks (item TEXT PRIMARY KEY, mark TEXT NOT NULL)",
        "INSERT INTO marks SELECT path, 'old' FROM files",
    ),
)
"""Two invented steps: what versions 2 and 3 might bring."""


def _later(monkeypatch: pytest.MonkeyPatch, steps: int = 2) -> None:
    monkeypatch.setattr(schema, "STEPS", (*schema.STEPS, *LATER[:steps]))


def _number(case: Path) -> int:
    with closing(sqlite3.connect(case / schema.FOLDER / schema.DATABASE)) as connection:
        return connection.execute("PRAGMA user_version").fetchone()[0]


@pytest.mark.parametrize("steps", [1, 2])
def test_an_older_database_is_upgraded_when_it_is_opened(case: Path, monkeypatch: pytest.MonkeyPatch, steps: int):
    """Over one version or two; what it held is there, and every hash holds."""
    with reading(case) as store:
        before = (store.documents(), store.files())
    _later(monkeypatch, steps)
    with reading(case) as store:
        after = (store.documents(), store.files())

    assert before == after
    assert schema.version() == _number(case)
    assert () == verify(case)


def test_an_upgraded_database_has_the_tables_of_a_new_one(case: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """Both take the same steps."""
    _later(monkeypatch)
    new = make_case(tmp_path / "new")
    with writing(new, doing="test") as store:
        take_up(store)
        made = schema.schema_of(store.connection)
    with writing(case, doing="test") as store:
        upgraded = schema.schema_of(store.connection)

    assert made == upgraded


def test_a_step_that_fails_changes_nothing(case: Path, monkeypatch: pytest.MonkeyPatch):
    """The second statement is refused by SQLite: the first is taken back with it."""
    database = case / schema.FOLDER / schema.DATABASE
    before = database.read_bytes()
    monkeypatch.setattr(schema, "STEPS", (*schema.STEPS, (LATER[0][0], "CREATE TABLE nonsense")))
    with pytest.raises(Exception, match="case database"), reading(case):
        pass
    monkeypatch.undo()

    assert before == database.read_bytes()
    assert () == verify(case)


def test_a_backup_of_an_older_version_is_restored(case: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """It is proved as what it is, and upgraded when it is opened."""
    written = backup(case, tmp_path / "b.zip")
    _later(monkeypatch)
    restore(tmp_path / "again", written)

    assert () == verify(tmp_path / "again")
    assert schema.version() == _number(tmp_path / "again")


def test_a_newer_database_is_never_made_older(case: Path, monkeypatch: pytest.MonkeyPatch):
    """An older program refuses it and leaves every byte."""
    with monkeypatch.context() as later:
        _later(later)
        with reading(case):
            pass
    before = (case / schema.FOLDER / schema.DATABASE).read_bytes()
    with pytest.raises(UnsupportedVersion), writing(case, doing="test"):
        pass

    assert before == (case / schema.FOLDER / schema.DATABASE).read_bytes()


@pytest.mark.parametrize("number", [-1, 0, 2])
def test_a_version_that_does_not_fit_the_tables_is_damage(case: Path, monkeypatch: pytest.MonkeyPatch, number: int):
    """A forged number cannot choose which steps are taken."""
    (case / schema.FOLDER / "case.db.sha256").unlink()
    with closing(sqlite3.connect(case / schema.FOLDER / schema.DATABASE)) as connection:
        connection.execute(f"PRAGMA user_version = {number}")
    _later(monkeypatch)

    with pytest.raises(UnreadableCase), reading(case):
        pass


def test_opening_for_writing_changes_no_byte(case: Path):
    """A database of this version has nothing to upgrade."""
    database = case / schema.FOLDER / schema.DATABASE
    before = database.read_bytes()
    with writing(case, doing="test"):
        pass

    assert before == database.read_bytes()
