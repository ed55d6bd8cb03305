"""The case folder on disk: its names, and writing into it so that a file is whole or not there at all."""

import os
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from detente.errors import NotACase, UnwritableCase
from detente.store import schema

__all__ = ["MODEL", "REPORT", "SOURCES", "case_folder", "place_file", "replace_file", "settle_files", "sweep"]

MODEL = "case.yaml"
SOURCES = "sources"
REPORT = "report.html"


def case_folder(path: Path) -> Path:
    """`path`, if it is a case folder.

    Raises `NotACase` when it is no folder, or holds neither a case.yaml nor sources nor a database.
    """
    if not path.exists():
        raise NotACase("there is no such folder", where=str(path), hint=f"`detente init {path}` makes a new case")
    if not path.is_dir():
        raise NotACase(
            "not a folder", where=str(path), hint="name the case folder, the one that holds case.yaml and sources/"
        )
    if not any((path / name).exists() for name in (MODEL, SOURCES, schema.FOLDER)):
        raise NotACase(
            "the folder holds neither case.yaml nor sources/",
            where=str(path),
            hint=f"`detente init {path}` makes it a case; `detente add {path} FILE…` adds articles",
        )
    return path


def replace_file(path: Path, data: bytes, *, mode: int = 0o644) -> None:
    """Write `data` to `path`: readers see the old file or the new one, never half of it.

    Raises `UnwritableCase`.
    """
    draft = path.with_name(f".{path.name}.{os.getpid()}.new")
    try:
        _write(draft, data, mode)
        draft.replace(path)
        _sync(path.parent)
    except OSError as error:
        with suppress(OSError):
            draft.unlink(missing_ok=True)
        raise _unwritable(path, error) from error


def place_file(folder: Path, name: str, data: bytes) -> str:
    """Put `data` into `folder` as `name`, or as `name-2`, `name-3` … when other bytes have that name; the name used.

    Nothing that is there is ever overwritten. The file is whole, and lasts once `settle_files` has returned.

    Raises `UnwritableCase`.
    """
    draft = folder / f".{os.getpid()}.new"
    try:
        _write(draft, data, 0o600, sync=False)
        try:
            chosen = _link(draft, folder, name, data)
        finally:
            draft.unlink(missing_ok=True)
    except OSError as error:
        raise _unwritable(folder / name, error) from error
    return chosen


def settle_files(folder: Path, names: Iterable[str]) -> None:
    """Make placed files last; many at once cost little more than one.

    Raises `UnwritableCase`.
    """
    try:
        for name in names:
            handle = os.open(folder / name, os.O_RDONLY | os.O_NOFOLLOW | os.O_CLOEXEC)
            try:
                os.fsync(handle)
            finally:
                os.close(handle)
        _sync(folder)
    except OSError as error:
        raise _unwritable(folder, error) from error


def sweep(folder: Path) -> None:
    """Remove the drafts that a killed writer left; the caller holds the writer's lock."""
    home = folder / schema.FOLDER
    left = [*home.glob("backup-*.db"), *home.glob("*.new")]
    for place in (folder, folder / SOURCES):
        left += [path for path in place.glob(".*.new") if path.is_file()]
    for path in left:
        with suppress(OSError):
            path.unlink()


def _link(draft: Path, folder: Path, name: str, data: bytes) -> str:
    """Give the draft the first free name; an existing file with the same bytes is as good."""
    stem, dot, suffix = name.partition(".")
    number = 1
    while True:
        chosen = name if number == 1 else f"{stem}-{number}{dot}{suffix}"
        target = folder / chosen
        try:
            os.link(draft, target)
        except FileExistsError:
            if _holds(target, data):
                return chosen
            number += 1
        else:
            return chosen


def _holds(path: Path, data: bytes) -> bool:
    try:
        return path.is_file() and not path.is_symlink() and path.read_bytes() == data
    except OSError:
        return False


def _write(path: Path, data: bytes, mode: int, *, sync: bool = True) -> None:
    path.unlink(missing_ok=True)
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, mode), "wb") as handle:
        handle.write(data)
        handle.flush()
        if sync:
            os.fsync(handle.fileno())


def _sync(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _unwritable(path: Path, error: OSError) -> UnwritableCase:
    return UnwritableCase(
        f"cannot write here: {error.strerror or error}",
        where=str(path),
        hint="choose a folder you may write to, with space left; what was done before is kept",
    )
