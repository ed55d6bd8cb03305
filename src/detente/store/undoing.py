"""Taking back what was done to a case.

Adding, edits of the model, verdicts and imported notes can be undone, the last first, without end: the bytes that were
there before are kept until `purge`.
"""

import json
import os
from pathlib import Path

from detente.errors import CaseError, UnwritableCase
from detente.sources.files import SIDE_SUFFIX
from detente.store import schema
from detente.store.database import Store, sha256, writing
from detente.store.folders import MODEL, model_bytes, replace_file, source_path
from detente.store.history import Entry, log, note
from detente.store.settling import forget_record, settle

__all__ = ["undo"]

UNDOABLE = ("add", "model", "verdict", "annotate")


def undo(folder: Path, *, by: str | None = None, because: str = "") -> Entry:
    """Take back the last thing that stands and can be taken back; the entry that was undone.

    Raises `CaseError` when there is nothing to undo, or when a file was changed since and undoing would lose it.
    """
    with writing(folder, doing="detente undo") as store:
        entry = _last_standing(store)
        if entry is None:
            raise CaseError(
                "there is nothing to undo", where=str(folder), hint="`detente log CASE` lists what was done"
            )
        before, after = _states(store, entry.number)
        with store.transaction():
            match entry.kind:
                case "add":
                    gone = _undo_add(store, entry.number)
                case "model":
                    gone = ()
                    _undo_model(store, before, after)
                case "annotate":
                    gone = ()  # notes count as long as their entry is not undone
                case _:
                    gone = ()
                    _undo_verdict(store, before)
            number = note(store, "undo", f"undid {entry.number}: {entry.summary}", by=by, because=because)
            store.connection.execute("UPDATE history SET undone = ? WHERE number = ?", (number, entry.number))
        for path in gone:
            path.unlink(missing_ok=True)
        if entry.kind == "add":
            settle(store)
        return entry


def _last_standing(store: Store) -> Entry | None:
    standing = [entry for entry in log(store) if entry.kind in UNDOABLE and not entry.undone]
    return standing[-1] if standing else None


def _states(store: Store, number: int) -> tuple[object, object]:
    row = store.connection.execute("SELECT before, after FROM history WHERE number = ?", (number,)).fetchone()
    try:
        return json.loads(row[0]), json.loads(row[1])
    except (TypeError, ValueError, RecursionError) as error:
        raise schema.damaged(store.database, "its log cannot be read") from error


def _undo_add(store: Store, number: int) -> tuple[Path, ...]:
    """Forget the files an `add` brought; the copies to delete once that is on disk, unless they were edited since."""
    if store.meta("run_library") == store.meta("library_key"):  # the record has read them
        forget_record(store)
    gone: list[Path] = []
    for file in store.files():
        if file.added_by != number:
            continue
        written = {source_path(store.folder, file.path): file.sha256}
        if file.side_sha256 is not None:
            written[source_path(store.folder, file.path + SIDE_SUFFIX)] = file.side_sha256
        if file.copied and all(_is_still(path, digest) for path, digest in written.items()):
            gone += written
        store.drop_file(file.path)
    return tuple(gone)


def _is_still(path: Path, digest: str) -> bool:
    try:
        return not path.is_symlink() and sha256(path.read_bytes()) == digest
    except OSError:
        return False


def _undo_model(store: Store, before: object, after: object) -> None:
    """Write the old case.yaml back, if nobody has changed it since."""
    path = store.folder / MODEL
    try:
        now = sha256(model_bytes(path)) if os.path.lexists(path) else None
    except OSError as error:
        raise UnwritableCase(f"cannot be read: {error.strerror}", where=str(path)) from error
    if now != after:
        raise CaseError(
            "case.yaml was changed after the edit that would be undone",
            where=str(path),
            hint="`detente run CASE` notes the change; then `undo` takes that back first",
        )
    data = store.bytes_of(before) if isinstance(before, str) else None
    if data is None:
        path.unlink(missing_ok=True)
    else:
        replace_file(path, data)
    store.set_meta("noted_model", before if isinstance(before, str) else "")


def _undo_verdict(store: Store, before: object) -> None:
    """Put the verdict that stood before back in its place."""
    assert isinstance(before, dict)
    store.connection.execute("DELETE FROM verdicts WHERE item = ?", (before["item"],))
    if before.get("verdict") is not None:
        store.connection.execute(
            "INSERT INTO verdicts VALUES (?, ?, ?, ?)",
            (before["item"], before["verdict"], before["by"], before["because"]),
        )
