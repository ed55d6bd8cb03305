"""The revision of a case: what a reader of it would see, told apart without reading or proving it.

A writer at work commits many times (parses kept for the next run, for instance) before anything that a reader is
shown has changed. Whoever keeps a case open asks for its revision first, and opens it again only when that differs.
"""

import sqlite3
from collections.abc import Hashable
from pathlib import Path

from detente.errors import DetenteError
from detente.store import schema

__all__ = ["revision"]

SHOWN = ("library_key", "record_key", "run_key", "run_library", "run_model")
"""The bookkeeping that changes with the library, the record, or whether they are up to date."""


def revision(folder: Path) -> Hashable:
    """A value that differs when what a reader is shown may differ; equal values promise that it does not.

    None where there is no database that answers; opening the case then says what is wrong.
    """
    path = folder / schema.PLACE
    if not path.is_file():
        return None
    try:
        connection = schema.connect(path, write=False)
    except DetenteError:
        return None
    try:
        marks = ", ".join("?" for _ in SHOWN)
        questions = (
            (f"SELECT key, value FROM meta WHERE key IN ({marks}) ORDER BY key", SHOWN),
            ("SELECT max(number), sum(undone) FROM history", ()),
            ("SELECT item, verdict, because FROM verdicts ORDER BY item", ()),
        )
        return tuple(row for statement, values in questions for row in connection.execute(statement, values))
    except sqlite3.DatabaseError:
        return None
    finally:
        connection.close()
