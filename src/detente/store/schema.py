"""The case database: its tables, its identity, and how a connection is opened.

One writer at a time (`detente.store.locking`), rollback journal, `synchronous=EXTRA`: what was acknowledged
survives a power cut on every SQLite, also on those older than 3.51.3 whose WAL mode can corrupt.
"""

import os
import sqlite3
from pathlib import Path

from detente.errors import UnreadableCase, UnsupportedVersion, UnwritableCase

__all__ = [
    "APPLICATION_ID",
    "DATABASE",
    "FOLDER",
    "PLACE",
    "STEPS",
    "connect",
    "damaged",
    "is_old",
    "is_ours",
    "schema_of",
    "unwritable",
    "upgrade",
    "version",
]

APPLICATION_ID = 0x6454654E
"""`dTeN` in the database header: `file` and others can tell a case from any other SQLite file."""

FOLDER = ".detente"
DATABASE = "case.db"
PLACE = f"{FOLDER}/{DATABASE}"
"""Where the database lies in a case."""

BUSY_SECONDS = 30.0
DEFENSIVE = 1010
"""SQLITE_DBCONFIG_DEFENSIVE; Python names it from 3.12 on."""

FIRST = (
    "CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID",
    "CREATE TABLE blobs (sha256 TEXT PRIMARY KEY, bytes BLOB NOT NULL)",
    """CREATE TABLE files (
        path TEXT PRIMARY KEY,
        sha256 TEXT NOT NULL REFERENCES blobs,
        side_sha256 TEXT REFERENCES blobs,
        refused TEXT,
        added_by INTEGER REFERENCES history,
        copied INTEGER NOT NULL
    )""",
    """CREATE TABLE documents (
        path TEXT NOT NULL REFERENCES files ON DELETE CASCADE,
        part INTEGER NOT NULL,
        id TEXT NOT NULL,
        text TEXT NOT NULL,
        text_sha256 TEXT NOT NULL,
        fields TEXT NOT NULL,
        PRIMARY KEY (path, part)
    )""",
    "CREATE INDEX documents_by_id ON documents (id)",
    """CREATE TABLE passages (
        document TEXT NOT NULL,
        number INTEGER NOT NULL,
        kind TEXT NOT NULL,
        "start" INTEGER NOT NULL,
        "end" INTEGER NOT NULL,
        PRIMARY KEY (document, number)
    )""",
    "CREATE VIRTUAL TABLE passage_text USING fts5(text, document UNINDEXED, number UNINDEXED, tokenize='unicode61')",
    "CREATE TABLE parses (key TEXT PRIMARY KEY, parse BLOB NOT NULL) WITHOUT ROWID",
    """CREATE TABLE entries (
        kind TEXT NOT NULL,
        position INTEGER NOT NULL,
        id TEXT,
        entry TEXT NOT NULL,
        PRIMARY KEY (kind, position)
    ) WITHOUT ROWID""",
    """CREATE TABLE verdicts (
        item TEXT PRIMARY KEY,
        verdict TEXT NOT NULL,
        "by" TEXT NOT NULL,
        because TEXT NOT NULL
    )""",
    """CREATE TABLE history (
        number INTEGER PRIMARY KEY,
        kind TEXT NOT NULL,
        summary TEXT NOT NULL,
        "by" TEXT NOT NULL,
        because TEXT NOT NULL,
        "at" TEXT NOT NULL,
        before TEXT,
        after TEXT,
        undone INTEGER NOT NULL DEFAULT 0
    )""",
)

STEPS = (FIRST,)
"""What makes each version from the one before it, from nothing on; a change of the tables is one more step.

A new database takes all of them and an old one those it lacks, so both end alike.
"""


def version() -> int:
    """The schema's number (`user_version`): a larger one is refused, a smaller one upgraded by the next writer."""
    return len(STEPS)


def connect(path: Path, *, write: bool) -> sqlite3.Connection:
    """A connection under the house's rules; `write=False` cannot change or create anything.

    The caller holds the writer's lock when it asks to write.
    """
    try:
        connection = sqlite3.connect(
            f"{path.absolute().as_uri()}?mode={_mode(path, write=write)}",
            uri=True,
            timeout=BUSY_SECONDS,
            isolation_level=None,
        )
    except sqlite3.OperationalError as error:
        raise UnwritableCase(f"the case database cannot be opened: {error}", where=str(path)) from error
    try:
        _harden(connection, write=write)
    except sqlite3.DatabaseError as error:
        connection.close()
        raise damaged(path, str(error)) from error
    return connection


def _mode(path: Path, *, write: bool) -> str:
    """A reader opens for reading only, unless a killed writer left a journal that must be rolled back first."""
    if write:
        return "rwc"
    journal = path.with_name(path.name + "-journal")
    return "rw" if journal.exists() and os.access(path, os.W_OK) else "ro"


def _harden(connection: sqlite3.Connection, *, write: bool) -> None:
    """Trust nothing that the file brings along: no trigger or view of its own does anything here."""
    if hasattr(connection, "setconfig"):  # Python ≥ 3.12
        connection.setconfig(DEFENSIVE, True)
    for pragma in ("trusted_schema = OFF", "cell_size_check = ON", "mmap_size = 0", "temp_store = MEMORY"):
        connection.execute(f"PRAGMA {pragma}")
    connection.execute("PRAGMA foreign_keys = ON")
    if write:
        connection.execute("PRAGMA journal_mode = DELETE")
        connection.execute("PRAGMA synchronous = EXTRA")  # FULL would not make the end of the journal last
        connection.execute("PRAGMA secure_delete = ON")
    else:
        connection.execute("PRAGMA query_only = ON")


def upgrade(connection: sqlite3.Connection) -> None:
    """Bring the tables to this version, from nothing or from an older one, all or none.

    A kill half-way leaves what was there before, and the next writer begins again.
    """
    connection.execute("BEGIN EXCLUSIVE")
    try:
        reached = connection.execute("PRAGMA user_version").fetchone()[0]
        for step in STEPS[reached:]:
            for statement in step:
                connection.execute(statement)
        if reached != version():  # a writer that finds nothing to do leaves every byte as it was
            connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
            connection.execute(f"PRAGMA user_version = {version()}")
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise


def is_ours(connection: sqlite3.Connection, path: Path) -> bool:
    """Whether the file is a case database of this version or an older one; False for an empty file.

    Raises `UnsupportedVersion` for a newer one, `UnreadableCase` for anything else, an unexpected table, trigger
    or view included.
    """
    try:
        application = connection.execute("PRAGMA application_id").fetchone()[0]
        number = connection.execute("PRAGMA user_version").fetchone()[0]
        found = schema_of(connection)
    except sqlite3.DatabaseError as error:
        if "locked" in str(error) or "unable to open" in str(error):
            raise UnwritableCase(f"the case database cannot be read: {error}", where=str(path)) from error
        raise damaged(path, str(error)) from error
    if application == 0 and number == 0 and not found:
        return False
    if application != APPLICATION_ID:
        raise damaged(path, "it is not a detente case")
    if number > version():
        raise UnsupportedVersion(
            f"written by a newer detente (format {number}, this one reads {version()})",
            where=str(path),
            hint="upgrade detente, or move the file away and run `detente run` to rebuild it from sources/",
        )
    if number < 1 or found != _expected(number):
        raise damaged(path, "its tables are not those of a case")
    return True


def is_old(connection: sqlite3.Connection) -> bool:
    """Whether the database is of an older version, which a writer has to upgrade before it can be read."""
    return bool(connection.execute("PRAGMA user_version").fetchone()[0] < version())


def damaged(path: Path, why: str) -> UnreadableCase:
    """The error that a damaged database is reported with."""
    return UnreadableCase(
        f"the case database is damaged: {why}",
        where=str(path),
        hint="`detente run CASE` rebuilds it from sources/ and keeps the old file; `detente restore` takes a backup",
    )


def unwritable(place: Path, why: str) -> UnwritableCase:
    """The error that a database is reported with which cannot be written as things are."""
    return UnwritableCase(
        why,
        where=str(place),
        hint="what was acknowledged before is kept; free some space or check the folder, then run it again",
    )


def schema_of(connection: sqlite3.Connection) -> tuple[tuple[str, str, str | None], ...]:
    """(type, name, statement) of everything the database defines.

    The statements of the index's own tables are SQLite's affair and differ between its versions.
    """
    rows = connection.execute("SELECT type, name, sql FROM sqlite_master ORDER BY type, name").fetchall()
    return tuple((kind, name, None if name.startswith("passage_text_") else sql) for kind, name, sql in rows)


def _expected(number: int) -> tuple[tuple[str, str, str | None], ...]:
    """What the steps up to a version make, as this SQLite writes it down."""
    memory = sqlite3.connect(":memory:", isolation_level=None)
    try:
        for step in STEPS[:number]:
            for statement in step:
                memory.execute(statement)
        return schema_of(memory)
    finally:
        memory.close()
