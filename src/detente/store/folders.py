"""The case folder on disk: its names, and writing into it so that a file is whole or not there at all."""

import errno
import hashlib
import os
import re
import shutil
import stat
from collections.abc import Iterable, Mapping
from contextlib import suppress
from pathlib import Path, PurePosixPath

from detente.errors import NotACase, UnreadableCase, UnwritableCase
from detente.store import schema

__all__ = [
    "MODEL",
    "REPORT",
    "SOURCES",
    "abandoned",
    "case_folder",
    "draft_beside",
    "has_text_name",
    "model_bytes",
    "own_files",
    "place_files",
    "refuse_links",
    "replace_file",
    "settle_files",
    "source_path",
    "sweep",
    "sync_folder",
    "unused_name",
]

MODEL = "case.yaml"
SOURCES = "sources"
REPORT = "report.html"

MOST_MODEL_BYTES = 400_000_000
"""The largest model file that is opened at all."""


def case_folder(path: Path) -> Path:
    """`path`, if it is a case folder.

    Raises `NotACase` when it is no folder, holds neither a case.yaml nor sources nor a database, or links for them.
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
    refuse_links(path)
    return path


def refuse_links(folder: Path) -> None:
    """Raise `NotACase` where sources/ or the database's folder is a link: it could lead anywhere."""
    for name in (SOURCES, schema.FOLDER):
        if (folder / name).is_symlink():
            raise NotACase(
                f"{name} is a link; a case reads and writes nothing outside its folder",
                where=str(folder / name),
                hint="put the folder itself in its place",
            )


def model_bytes(path: Path) -> bytes:
    """The bytes of a model's file in a case: a plain file there, and none that a link leads to.

    Raises `OSError`.
    """
    handle = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC | os.O_NOCTTY)
    try:
        found = os.fstat(handle)
        if not stat.S_ISREG(found.st_mode):
            raise OSError(errno.EINVAL, "not a regular file", str(path))
        if found.st_size > MOST_MODEL_BYTES:
            raise OSError(errno.EFBIG, f"larger than {MOST_MODEL_BYTES // 10**6} MB", str(path))
        with os.fdopen(handle, "rb", closefd=False) as file:
            return file.read(MOST_MODEL_BYTES)
    finally:
        os.close(handle)


def source_path(folder: Path, name: str) -> Path:
    """Where the source that the database calls `name` lies, which a forged database could have lead anywhere.

    Raises `UnreadableCase` unless it is a plain name below sources/ with no link on the way.
    """
    parts = PurePosixPath(name).parts
    is_plain = "/".join(parts) == name and ".." not in parts and "\x00" not in name
    on_the_way = [folder.joinpath(*parts[:end]) for end in range(1, len(parts))]
    if not is_plain or parts[:1] != (SOURCES,) or len(parts) < 2 or any(place.is_symlink() for place in on_the_way):
        raise UnreadableCase(
            f"the database has a source at {name!r}, where a case has none",
            where=str(folder / schema.PLACE),
            hint="move the database away and run `detente run` to rebuild it from sources/",
        )
    return folder / name


def own_files(folder: Path) -> list[str]:
    """What belongs to the case besides its database: case.yaml and every plain file below sources/."""
    model = folder / MODEL
    names = [MODEL] if model.is_file() and not model.is_symlink() else []
    sources = folder / SOURCES
    if sources.is_dir():
        for path in sorted(sources.rglob("*")):
            if path.is_file() and not path.is_symlink() and has_text_name(str(path)):
                names.append(path.relative_to(folder).as_posix())
    return names


def has_text_name(path: str) -> bool:
    """Whether a file's name is UTF-8; one that is not can be shown, cited and stored nowhere."""
    try:
        path.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True


def replace_file(path: Path, data: bytes, *, mode: int = 0o644) -> None:
    """Write `data` to `path`: readers see the old file or the new one, never half of it.

    Raises `UnwritableCase`.
    """
    draft = draft_beside(path, "new")
    try:
        _write(draft, data, mode)
        draft.replace(path)
        sync_folder(path.parent)
    except OSError as error:
        with suppress(OSError):
            draft.unlink(missing_ok=True)
        raise _unwritable(path, error) from error


def place_files(folder: Path, name: str, contents: Mapping[str, bytes]) -> tuple[str, ...]:
    """Write files beside their places in `folder`, for `settle_files` to put there; the names they will have.

    `contents` are their bytes by what follows `name` in theirs. In its place stands `name-2`, `name-3` … when other
    bytes have the name of one of them, on disk or waiting.

    Raises `UnwritableCase`.
    """
    stem, dot, suffix = name.partition(".")
    chosen, number = name, 1
    while any(_is_taken(folder, chosen + ending, data) for ending, data in contents.items()):
        number += 1
        chosen = f"{stem}-{number}{dot}{suffix}"
    for ending, data in contents.items():
        _place(folder, chosen + ending, data)
    return tuple(chosen + ending for ending in contents)


def _is_taken(folder: Path, name: str, data: bytes) -> bool:
    """Whether other bytes than these have a name."""
    places = folder / name, _draft_of(folder, name)
    return any(os.path.lexists(place) for place in places) and not any(_holds(place, data) for place in places)


def _place(folder: Path, name: str, data: bytes) -> None:
    draft = _draft_of(folder, name)
    if os.path.lexists(folder / name) or os.path.lexists(draft):
        return  # the same bytes
    try:
        _write(draft, data, 0o600, sync=False)
    except OSError as error:
        with suppress(OSError):
            draft.unlink(missing_ok=True)
        raise _unwritable(folder / name, error) from error


def settle_files(folder: Path, names: Iterable[str]) -> None:
    """Give placed files their names, for good, once all their bytes are on the disk; nothing is ever overwritten.

    So not even a loss of power leaves a file by half under its name. Many at once cost little more than one.

    Raises `UnwritableCase`.
    """
    drafts = {name: _draft_of(folder, name) for name in names}
    waiting = {name: draft for name, draft in drafts.items() if os.path.lexists(draft)}
    try:
        for name, draft in drafts.items():
            _sync_file(draft if name in waiting else folder / name)
        for name, draft in waiting.items():
            os.link(draft, folder / name)
            draft.unlink()
        for place in (folder, folder.parent):
            sync_folder(place)
    except OSError as error:
        raise _unwritable(folder, error) from error


def _draft_of(folder: Path, name: str) -> Path:
    """Where a placed file waits: hidden, so that it is no source, and swept when its writer was killed."""
    return folder / f".{os.getpid()}.{hashlib.sha256(os.fsencode(name)).hexdigest()[:16]}.new"


def sync_folder(folder: Path) -> None:
    """Make the names in a folder last."""
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def sweep(folder: Path) -> None:
    """Remove the drafts that a killed writer left; the caller holds the writer's lock."""
    home = folder / schema.FOLDER
    left = [*home.glob("backup-*.db"), *home.glob("backup-*.db-journal"), *home.glob("*.new")]
    for place in (folder, folder / SOURCES):
        left += [path for path in place.glob(".*.new") if path.is_file()]
    for path in left:
        with suppress(OSError):
            path.unlink()
    for path in abandoned(folder.absolute(), "restoring"):
        shutil.rmtree(path, ignore_errors=True)


def draft_beside(path: Path, ending: str) -> Path:
    """Where this process prepares what will have the name `path`."""
    return path.with_name(f".{path.name}.{os.getpid()}.{ending}")


def abandoned(path: Path, ending: str) -> list[Path]:
    """The drafts of `path`, see `draft_beside`, whose processes are gone."""
    pattern = re.compile(rf"\.{re.escape(path.name)}\.(\d{{1,9}})\.{re.escape(ending)}")
    try:
        found = [(each, pattern.fullmatch(each.name)) for each in path.parent.iterdir()]
    except OSError:
        return []
    return sorted(each for each, match in found if match and not _is_alive(int(match[1])))


def unused_name(path: Path) -> Path:
    """`path` with the first number behind it that no file has: NAME-1, NAME-2 …"""
    number = 1
    while os.path.lexists(candidate := path.with_name(f"{path.name}-{number}")):
        number += 1
    return candidate


def _is_alive(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except OSError:  # of another user
        return True
    return True


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


def _sync_file(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_CLOEXEC)
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
