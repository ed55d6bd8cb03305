"""Parses of passages kept from run to run, so that only new prose is parsed and a stopped run goes on where it was."""

import time
from collections.abc import Iterator, MutableMapping
from contextlib import contextmanager

from detente.store.database import Store

__all__ = ["Parses", "parses"]

WAITING = 64
SECONDS = 1.0


class Parses(MutableMapping[str, bytes]):
    """The kept parses by key; what is put in is on disk after a second or some dozens."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._waiting: dict[str, bytes] = {}
        self._since = time.monotonic()
        self._used: set[str] = set()

    def __getitem__(self, key: str) -> bytes:
        self._used.add(key)
        if key in self._waiting:
            return self._waiting[key]
        row = self._store.connection.execute("SELECT parse FROM parses WHERE key = ?", (key,)).fetchone()
        if row is None:
            raise KeyError(key)
        return bytes(row[0])

    def __setitem__(self, key: str, value: bytes) -> None:
        self._used.add(key)
        self._waiting[key] = value
        if len(self._waiting) >= WAITING or time.monotonic() - self._since >= SECONDS:
            self.keep()

    def __delitem__(self, key: str) -> None:
        self._waiting.pop(key, None)
        with self._store.transaction():
            self._store.connection.execute("DELETE FROM parses WHERE key = ?", (key,))

    def __iter__(self) -> Iterator[str]:
        self.keep()
        yield from (row[0] for row in self._store.connection.execute("SELECT key FROM parses ORDER BY key"))

    def __len__(self) -> int:
        self.keep()
        count: int = self._store.connection.execute("SELECT count(*) FROM parses").fetchone()[0]
        return count

    def keep(self) -> None:
        """Write what is waiting."""
        if self._waiting:
            with self._store.transaction():
                self._store.connection.executemany(
                    "INSERT OR REPLACE INTO parses VALUES (?, ?)", sorted(self._waiting.items())
                )
            self._waiting = {}
        self._since = time.monotonic()

    def forget_unused(self) -> None:
        """Drop the parses of prose that is no longer in the case."""
        unused = [(key,) for key in self if key not in self._used]
        if unused:
            with self._store.transaction():
                self._store.connection.executemany("DELETE FROM parses WHERE key = ?", unused)


@contextmanager
def parses(store: Store) -> Iterator[Parses]:
    """The kept parses for one building of the record; what was parsed stays, also when the building is stopped."""
    kept = Parses(store)
    try:
        yield kept
    except BaseException:
        kept.keep()
        raise
    kept.forget_unused()
