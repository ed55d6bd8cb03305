"""The log of what was done to a case, by whom and why."""

import getpass
import json
import os
from dataclasses import dataclass
from datetime import UTC, datetime

from detente.store.database import Store

__all__ = ["Entry", "log", "note", "whoami"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One thing that was done; `undone` names the entry that took it back, 0 when it stands."""

    number: int
    kind: str
    summary: str
    by: str
    because: str
    at: str
    undone: int = 0


def whoami() -> str:
    """The name the operating system knows the user by."""
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return f"user {os.getuid()}"


def note(
    store: Store,
    kind: str,
    summary: str,
    *,
    by: str | None = None,
    because: str = "",
    before: object = None,
    after: object = None,
) -> int:
    """Write an entry of the log, inside the caller's transaction; its number."""
    cursor = store.connection.execute(
        'INSERT INTO history (kind, summary, "by", because, "at", before, after) VALUES (?, ?, ?, ?, ?, ?, ?)',
        (
            kind,
            summary,
            by or whoami(),
            because,
            datetime.now(UTC).isoformat(timespec="seconds"),
            json.dumps(before, ensure_ascii=False),
            json.dumps(after, ensure_ascii=False),
        ),
    )
    assert cursor.lastrowid is not None
    return cursor.lastrowid


def log(store: Store) -> tuple[Entry, ...]:
    """Everything that was done, the first first."""
    query = 'SELECT number, kind, summary, "by", because, "at", undone FROM history ORDER BY number'
    return tuple(
        Entry(number=number, kind=kind, summary=summary, by=by, because=because, at=at, undone=undone)
        for number, kind, summary, by, because, at, undone in store.connection.execute(query)
    )
