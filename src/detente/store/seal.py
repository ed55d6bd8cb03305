"""The seal: a hash of the whole database, so that a flipped bit is found before anything is read from it.

A writer removes the seal before its first change and writes it anew after its last. So a seal that does not fit
means damage, and a missing one means that a writer was killed: then everything is checked the long way.
"""

import hashlib
import os
import sqlite3
from contextlib import suppress
from pathlib import Path

from detente.store import schema
from detente.store.folders import sync_folder

__all__ = ["examine", "is_set", "prove", "remove", "write"]

COPIED_BYTES = 128 * 1024 * 1024
"""Databases up to this size are hashed from a copy in memory, larger ones piece by piece."""

PIECE = 1 << 20
HELD: dict[tuple[int, int], int] = {}
"""Handles on large databases, by device and inode; never closed (see `_handle`)."""


def prove(connection: sqlite3.Connection, path: Path) -> None:
    """Raise `UnreadableCase` unless the database is, byte for byte, what its last writer left."""
    sealed = _read(path)
    if sealed is None:
        problems = examine(connection)
        if problems:
            raise schema.damaged(path, problems[0])
    elif _digest(connection, path) != sealed:
        raise schema.damaged(path, "its bytes are not those that were written")


def is_set(path: Path) -> bool:
    """Whether a writer has left the database sealed."""
    return _seal_of(path).exists()


def remove(path: Path) -> None:
    """Break the seal, for good before the first change."""
    try:
        _seal_of(path).unlink(missing_ok=True)
        sync_folder(path.parent)
    except OSError as error:
        raise schema.unwritable(_seal_of(path), f"cannot write here: {error.strerror or error}") from error


def write(connection: sqlite3.Connection, path: Path) -> None:
    """Seal the database as it stands."""
    target = _seal_of(path)
    draft = target.with_suffix(".new")
    try:
        with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_CLOEXEC, 0o600), "w") as handle:
            handle.write(_digest(connection, path) + "\n")
            handle.flush()
            os.fsync(handle.fileno())
        draft.replace(target)
        sync_folder(path.parent)
    except OSError as error:
        with suppress(OSError):
            draft.unlink(missing_ok=True)
        raise schema.unwritable(target, f"cannot write here: {error.strerror or error}") from error


def examine(connection: sqlite3.Connection) -> tuple[str, ...]:
    """What is wrong with the database, the long way: structure, index, and every hash it holds."""
    try:
        structure = [row[0] for row in connection.execute("PRAGMA integrity_check(5)") if row[0] != "ok"]
        if structure:
            return tuple(structure)
        return (*_foreign(connection), *_texts(connection), *_blobs(connection))
    except sqlite3.DatabaseError as error:
        return (str(error),)
    except (AttributeError, TypeError):
        return ("a text or its bytes are of another kind than is stored there",)


def _foreign(connection: sqlite3.Connection) -> list[str]:
    return [f"a row of {row[0]} refers to nothing" for row in connection.execute("PRAGMA foreign_key_check")]


def _texts(connection: sqlite3.Connection) -> list[str]:
    rows = connection.execute("SELECT id, text, text_sha256 FROM documents ORDER BY id")
    return [
        f"the text of {document!r} is not the one that was stored"
        for document, text, digest in rows
        if hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest() != digest
    ]


def _blobs(connection: sqlite3.Connection) -> list[str]:
    rows = connection.execute("SELECT sha256, bytes FROM blobs ORDER BY sha256")
    return [f"bytes {digest[:12]}… are not those stored" for digest, data in rows if _sha(data) != digest]


def _sha(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def _digest(connection: sqlite3.Connection, path: Path) -> str:
    """Hash of the database's bytes, while nobody changes them."""
    try:
        size = _size(connection)
        return _sha(connection.serialize()) if size <= COPIED_BYTES else _digest_of_pieces(path, size)
    except (OSError, sqlite3.DatabaseError) as error:
        raise schema.damaged(path, str(error)) from error


def _digest_of_pieces(path: Path, size: int) -> str:
    digest, handle, at = hashlib.sha256(), _handle(path), 0
    while at < size and (piece := os.pread(handle, min(PIECE, size - at), at)):
        digest.update(piece)
        at += len(piece)
    return digest.hexdigest()


def _handle(path: Path) -> int:
    """A handle on the database beside SQLite's own.

    It stays open as long as the process: to close any handle on a file drops every lock that the process has on it,
    SQLite's among them.
    """
    found = path.stat()
    key = (found.st_dev, found.st_ino)
    if key not in HELD:  # where another thread was first its handle is used, and this one stays open as well
        HELD.setdefault(key, os.open(path, os.O_RDONLY | os.O_CLOEXEC | os.O_NOFOLLOW))
    return HELD[key]


def _size(connection: sqlite3.Connection) -> int:
    pages: int = connection.execute("PRAGMA page_count").fetchone()[0]
    size: int = connection.execute("PRAGMA page_size").fetchone()[0]
    return pages * size


def _seal_of(path: Path) -> Path:
    return path.with_name(path.name + ".sha256")


def _read(path: Path) -> str | None:
    try:
        return _seal_of(path).read_text(encoding="ascii").strip()
    except (FileNotFoundError, UnicodeDecodeError):
        return None
