"""The versions of case.yaml that the log has kept: the text that stood before each edit."""

import json
from dataclasses import dataclass

from detente.store.database import Store

__all__ = ["Version", "text_of", "versions"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """The model as it stood before entry `number` of the log, which was made `at` and is told by `summary`."""

    number: int
    summary: str
    at: str


def versions(store: Store) -> tuple[Version, ...]:
    """Every version kept, the newest first."""
    rows = store.connection.execute(
        "SELECT number, summary, \"at\" FROM history WHERE kind = 'model' AND before NOT IN ('null', '') "
        "ORDER BY number DESC"
    )
    return tuple(Version(number=number, summary=summary, at=at) for number, summary, at in rows)


def text_of(store: Store, number: int) -> str | None:
    """The text that stood before an entry of the log; None where none is kept."""
    row = store.connection.execute("SELECT before FROM history WHERE number = ?", (number,)).fetchone()
    digest = json.loads(row[0]) if row and row[0] else None
    if not isinstance(digest, str):
        return None  # what stood before a verdict is no text
    data = store.bytes_of(digest)
    return data.decode("utf-8-sig", "replace") if data is not None else None
