"""Restoring a case: a backup unpacked and proved beside it, then put in its place; what was there is kept."""

import ctypes
import os
import shutil
from contextlib import suppress
from pathlib import Path

from detente.errors import NotACase, UnwritableCase
from detente.store import schema
from detente.store.backups import prove_database, unpacked
from detente.store.folders import abandoned, draft_beside, refuse_links, sync_folder, unused_name
from detente.store.locking import writer

__all__ = ["restore"]


def restore(folder: Path, source: Path) -> Path | None:
    """Put a backup in the place of the case; where the case that was there has gone, None if there was none.

    The backup is unpacked and proved beside the case first; then the two change places at once.

    Raises `UnreadableCase` and leaves everything as it was when the backup is not whole.
    """
    if not source.is_file():
        raise NotACase("there is no such backup", where=str(source), hint="`detente backup CASE` makes one")
    folder = Path(os.path.abspath(folder))
    draft = draft_beside(folder, "restoring")
    for left in abandoned(folder, "restoring"):
        shutil.rmtree(left, ignore_errors=True)
    try:
        try:
            _unpack(source, draft)
            _settle_folders(draft)
            if folder.exists():
                return _change_places(draft, folder)
            draft.rename(folder)
            sync_folder(folder.parent)
            return None
        except BaseException:
            shutil.rmtree(draft, ignore_errors=True)
            raise
    except OSError as error:
        raise UnwritableCase(
            f"cannot be restored here: {error.strerror or error}",
            where=str(folder),
            hint="check the space left and who may write beside the case; what was there is kept",
        ) from error


def _change_places(draft: Path, folder: Path) -> Path:
    """Put the unpacked case in the place of the one that is there, which is never deleted; where it has gone.

    It gets its new name first and the place second, so that whatever stops this, both cases stand somewhere under a
    name a person can see.
    """
    home = folder / schema.FOLDER
    refuse_links(folder)
    home.mkdir(mode=0o700, exist_ok=True)
    with writer(home, doing="detente restore"):
        replaced = unused_name(folder.with_name(f"{folder.name}.replaced"))
        draft.rename(replaced)
        try:
            _exchange(replaced, folder)
        except OSError:
            with suppress(OSError):  # it is still the unpacked one
                replaced.rename(draft)
            raise
    sync_folder(folder.parent)
    return replaced


def _unpack(source: Path, draft: Path) -> None:
    draft.mkdir(mode=0o700)
    for name, chunks in unpacked(source):
        target = draft / name
        target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        with os.fdopen(os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as handle:
            for chunk in chunks:
                handle.write(chunk)
            handle.flush()
            os.fsync(handle.fileno())
    if (draft / schema.PLACE).exists():
        prove_database(draft / schema.PLACE, source)


def _settle_folders(draft: Path) -> None:
    """Make the names in the folders last, as their files do."""
    for folder, _, _ in os.walk(draft):
        sync_folder(Path(folder))


def _exchange(first: Path, second: Path) -> None:
    """Let two folders change names in one step, so that there is no moment without a case."""
    at_here, exchange = -100, 2
    with suppress(AttributeError):
        renameat2 = ctypes.CDLL(None, use_errno=True).renameat2
        if renameat2(at_here, os.fsencode(first), at_here, os.fsencode(second), exchange) == 0:
            return
    between = second.with_name(f".{second.name}.{os.getpid()}.old")  # a file system without exchange: two steps
    second.rename(between)
    try:
        first.rename(second)
    except OSError:
        between.rename(second)
        raise
    between.rename(first)
