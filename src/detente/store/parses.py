"""Results kept from run to run, so that only what is new is worked out and a stopped run goes on where it was."""

import time
from collections.abc import Iterator, MutableMapping
from contextlib import contextmanager

from detente.store.database import Store
from detente.store.fingerprints import program, reader

__all__ = ["KeptResults", "parses", "readings", "settled"]

WAITING = 1024
WAITING_BYTES = 1 << 22
SECONDS = 1.0


class KeptResults(MutableMapping[str, bytes]):
    """The kept results of one kind by key; what is put in is on disk after a second, a thousand of them or 4 MB.

    All their keys begin with `kind`; `version` tells those of one program from another's.
    """

    def __init__(self, store: Store, kind: str = "parse-", version: str = "") -> None:
        self._store = store
        self._kind = kind
        self._prefix = f"{kind}{version}:" if version else ""
        self._waiting: dict[str, bytes] = {}
        self._bytes = 0
        self._since = time.monotonic()
        self._used: set[str] = set()
        self._known: set[str] | None = None

    def __getitem__(self, key: str) -> bytes:
        key = self._prefix + key
        self._used.add(key)
        if key in self._waiting:
            return self._waiting[key]
        row = self._store.connection.execute("SELECT parse FROM parses WHERE key = ?", (key,)).fetchone()
        if row is None:
            raise KeyError(key)
        return bytes(row[0])

    def __setitem__(self, key: str, value: bytes) -> None:
        key = self._prefix + key
        self._used.add(key)
        self._waiting[key] = value
        self._bytes += len(value)
        if self._known is not None:
            self._known.add(key)
        if len(self._waiting) >= WAITING or self._bytes >= WAITING_BYTES or time.monotonic() - self._since >= SECONDS:
            self.keep()

    def __delitem__(self, key: str) -> None:
        key = self._prefix + key
        self._waiting.pop(key, None)
        if self._known is not None:
            self._known.discard(key)
        with self._store.transaction():
            self._store.connection.execute("DELETE FROM parses WHERE key = ?", (key,))

    def __contains__(self, key: object) -> bool:
        """Whether a result is kept; to ask for it is to use it."""
        if self._known is None:
            self._known = set(self._keys())
        full = f"{self._prefix}{key}"
        if full in self._known:
            self._used.add(full)
            return True
        return False

    def __iter__(self) -> Iterator[str]:
        return iter([key.removeprefix(self._prefix) for key in self._keys() if key.startswith(self._prefix)])

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def _keys(self) -> list[str]:
        """Every key of the kind, of other programs too."""
        self.keep()
        query = "SELECT key FROM parses WHERE key >= ? AND key < ? ORDER BY key"
        return [row[0] for row in self._store.connection.execute(query, (self._kind, self._kind + "\uffff"))]

    def keep(self) -> None:
        """Write what is waiting."""
        if self._waiting:
            with self._store.transaction():
                self._store.connection.executemany(
                    "INSERT OR REPLACE INTO parses VALUES (?, ?)", sorted(self._waiting.items())
                )
            self._waiting, self._bytes = {}, 0
        self._since = time.monotonic()

    def forget_unused(self) -> None:
        """Drop what nothing in the case asked for."""
        unused = [(key,) for key in self._keys() if key not in self._used]
        if unused:
            with self._store.transaction():
                self._store.connection.executemany("DELETE FROM parses WHERE key = ?", unused)


@contextmanager
def parses(store: Store) -> Iterator[KeptResults]:
    """The kept parses for one building of the record; what was parsed stays, also when the building is stopped."""
    with _kept(KeptResults(store)) as kept:
        yield kept


@contextmanager
def readings(store: Store) -> Iterator[KeptResults]:
    """What was made of each article before, as the present program and the installed additions make it."""
    with _kept(KeptResults(store, "reading-", reader()[:16])) as kept:
        yield kept


@contextmanager
def settled(store: Store) -> Iterator[KeptResults]:
    """The kept labels and comparisons of sources, as the present program makes them."""
    with _kept(KeptResults(store, "settled-", program("evidence", "sources")[:16])) as kept:
        yield kept


@contextmanager
def _kept(kept: KeptResults) -> Iterator[KeptResults]:
    try:
        yield kept
    except BaseException:
        kept.keep()
        raise
    kept.forget_unused()
