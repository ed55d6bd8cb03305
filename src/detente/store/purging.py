"""Purging a case: what it no longer holds is deleted for good, overwritten first."""

import os
from collections.abc import Sequence
from pathlib import Path

from detente.errors import UnknownItem
from detente.sources.files import SIDE_SUFFIX
from detente.store.annotations import drop_lost_notes
from detente.store.damage import kept_aside
from detente.store.database import Store, writing
from detente.store.folders import REPORT, case_folder, source_path
from detente.store.history import note
from detente.store.settling import forget_record, settle

__all__ = ["purge"]


def purge(folder: Path, sources: Sequence[str] = ()) -> tuple[str, ...]:
    """Delete for good what is no longer in the case, and the named sources with it; what was deleted, in words.

    Overwrites the freed pages and rebuilds the database's file. Backups, and blocks that a disk has set aside
    itself, are beyond its reach.
    """
    case_folder(folder)
    gone: list[str] = []
    with writing(folder, doing="detente purge") as store:
        paths = [_path_of(store, source) for source in sources]
        if paths:
            gone += paths
            gone += _delete_files(folder, paths)
            with store.transaction():
                for path in paths:
                    store.drop_file(path)
                forget_record(store)
        settle(store)  # also what an interrupted purge has left
        with store.transaction():
            gone += _drop_unused(store)
            note(store, "purge", f"purge {len(gone)} things")
        store.connection.execute("INSERT INTO passage_text(passage_text) VALUES ('rebuild')")
        store.connection.execute("VACUUM")
    for damaged in kept_aside(folder):
        _overwrite(damaged)
        gone.append(damaged.relative_to(folder).as_posix())
    return tuple(gone)


def _delete_files(folder: Path, paths: Sequence[str]) -> list[str]:
    """Delete sources and the report, which quotes them; its name where there is one.

    They go before the database forgets them, so that a purge that was killed can be asked for again.
    """
    for path in paths:
        _overwrite(source_path(folder, path))
        _overwrite(source_path(folder, path + SIDE_SUFFIX))
    return [REPORT] if _overwrite(folder / REPORT) else []


def _path_of(store: Store, source: str) -> str:
    query = "SELECT path FROM documents WHERE id = ?1 OR path = ?1 UNION SELECT path FROM files WHERE path = ?1"
    row = store.connection.execute(query, (source,)).fetchone()
    if row is None:
        hint = "`detente sources CASE` lists them; `detente purge CASE` alone ends a purge that was interrupted"
        raise UnknownItem(f"no source {source!r}", hint=hint)
    return str(row[0])


def _drop_unused(store: Store) -> list[str]:
    """Delete the bytes that nothing needs, and all of the log but what sources and notes came with; those bytes."""
    used = {f.sha256 for f in store.files()} | {f.side_sha256 for f in store.files()} | {store.meta("noted_model")}
    every = [row[0] for row in store.connection.execute("SELECT sha256 FROM blobs ORDER BY sha256")]
    unused = [digest for digest in every if digest not in used]
    store.connection.executemany("DELETE FROM blobs WHERE sha256 = ?", [(digest,) for digest in unused])
    standing = {f.added_by for f in store.files()} | drop_lost_notes(store)
    for (number,) in store.connection.execute("SELECT number FROM history ORDER BY number").fetchall():
        if number not in standing:
            store.connection.execute("DELETE FROM history WHERE number = ?", (number,))
    store.connection.execute("DELETE FROM parses")
    return [f"bytes {digest[:12]}…" for digest in unused]


def _overwrite(path: Path) -> bool:
    """Delete a file after writing zeros over it; whether there was one.

    A link goes nowhere here, and bytes that have a second name, which is not the case's, are left to that name.
    """
    if not path.is_file() or path.is_symlink():
        return False
    found = path.stat()
    if found.st_nlink == 1:
        with path.open("r+b") as handle:
            left = found.st_size
            while left > 0:
                left -= handle.write(b"\0" * min(left, 1 << 20))
            handle.flush()
            os.fsync(handle.fileno())
    path.unlink()
    return True
