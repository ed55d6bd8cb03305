"""Reading source files: regular files only, below their folder, whole, and the same from beginning to end.

A name never leads outside: each folder on the way is opened without following links, and what was opened is checked
again by `fstat`, so nothing can be exchanged between the check and the reading.
"""

import errno
import os
import stat
import time
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from detente.errors import TooLarge, UnreadableSource
from detente.sources.limits import MAX_BYTES

__all__ = ["SIDE_SUFFIX", "load", "load_side_file", "source_files"]

SIDE_SUFFIX = ".meta.yaml"
MAX_SIDE_BYTES = 100_000
CHUNK = 1 << 20
FRESH = 0.25
"""Seconds for which a file must have been left alone: a writer stopped half-way looks steady, so a file changed just
now is read again when this time is over."""

FOLDER = os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC
FILE = os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC | os.O_NOCTTY


def source_files(folder: Path) -> tuple[str, ...]:
    """The files below `folder` that may be sources, as sorted relative POSIX paths.

    Hidden files, side files (`NAME.meta.yaml`) and whatever lies in hidden folders are left out; links are listed
    (reading them is refused, with a reason), linked folders are not entered.
    """
    return tuple(sorted(_walk(folder, PurePosixPath())))


def _walk(folder: Path, below: PurePosixPath) -> Iterator[str]:
    with os.scandir(folder) as entries:
        for entry in sorted(entries, key=lambda entry: entry.name):
            if entry.name.startswith(".") or entry.name.endswith(SIDE_SUFFIX):
                continue
            if entry.is_dir(follow_symlinks=False):
                yield from _walk(folder / entry.name, below / entry.name)
            elif not entry.is_dir():
                yield str(below / entry.name)


def load(path: Path, *, root: Path | None = None, limit: int = MAX_BYTES) -> bytes:
    """All the bytes of a regular file.

    With `root`, the file must lie below it, and no folder between may be a link.

    Raises `UnreadableSource` for anything that is not a plain, steady, readable file below `root`, and `TooLarge`
    above `limit` bytes.
    """
    shown = str(path)
    folder, parts = _steps(path, root)
    try:
        with _Opened(folder, parts) as descriptor:
            return _read_steadily(descriptor, shown, limit)
    except OSError as error:
        raise UnreadableSource(_refusal(error), where=shown, hint="sources are plain files that you may read") from None


def load_side_file(path: Path, *, root: Path | None = None) -> bytes | None:
    """The bytes of `NAME.meta.yaml` beside a source, None where there is none."""
    side = path.with_name(path.name + SIDE_SUFFIX)
    if not os.path.lexists(side):
        return None
    return load(side, root=root, limit=MAX_SIDE_BYTES)


def _steps(path: Path, root: Path | None) -> tuple[Path, tuple[str, ...]]:
    """(a folder to start from, the names to go through from there)."""
    shown = str(path)
    if "\x00" in shown:
        raise UnreadableSource("a file name cannot hold a NUL", where=shown.replace("\x00", "\\0"))
    try:
        shown.encode("utf-8")
    except UnicodeEncodeError:
        safe = shown.encode("utf-8", "backslashreplace").decode()
        raise UnreadableSource("the file name is not UTF-8", where=safe, hint="rename the file") from None
    if root is None:
        return path.parent, (path.name,)
    absolute, base = Path(os.path.abspath(path)), Path(os.path.abspath(root))
    if not absolute.is_relative_to(base) or absolute == base:
        raise UnreadableSource(f"the file does not lie below {root}", where=shown)
    return base, absolute.relative_to(base).parts


class _Opened:
    """The descriptor of a file reached from a folder through names, none of them a link."""

    def __init__(self, folder: Path, parts: tuple[str, ...]) -> None:
        self._folder, self._parts = folder, parts
        self._descriptor = -1

    def __enter__(self) -> int:
        at = os.open(self._folder, FOLDER)
        try:
            for name in self._parts[:-1]:
                below = os.open(name, FOLDER | os.O_NOFOLLOW, dir_fd=at)
                os.close(at)
                at = below
            self._descriptor = os.open(self._parts[-1], FILE, dir_fd=at)
        finally:
            os.close(at)
        return self._descriptor

    def __exit__(self, *_: object) -> None:
        os.close(self._descriptor)


def _read_steadily(descriptor: int, shown: str, limit: int) -> bytes:
    """The content, read twice: a file that changes meanwhile would give a text nobody wrote."""
    before = os.fstat(descriptor)
    if not stat.S_ISREG(before.st_mode):
        raise UnreadableSource("not a regular file", where=shown, hint="sources are plain files")
    if before.st_size > limit:
        size = f"{before.st_size / 1e6:.0f} MB"
        raise TooLarge(
            f"the file has {size}; the limit is {limit / 1e6:g} MB",
            where=shown,
            hint="split it, or keep the articles only",
        )
    data = _read(descriptor, limit + 1)
    age = time.time() - before.st_mtime
    if 0 <= age < FRESH:
        time.sleep(FRESH - age)
    again = _read(descriptor, limit + 1)
    after = os.fstat(descriptor)
    if data != again or len(data) != before.st_size or _identity(before) != _identity(after):
        raise UnreadableSource(
            "the file changed while it was read", where=shown, hint="wait until it is written, then add it again"
        )
    return data


def _read(descriptor: int, most: int) -> bytes:
    os.lseek(descriptor, 0, os.SEEK_SET)
    chunks: list[bytes] = []
    left = most
    while left > 0 and (chunk := os.read(descriptor, min(CHUNK, left))):
        chunks.append(chunk)
        left -= len(chunk)
    return b"".join(chunks)


def _identity(status: os.stat_result) -> tuple[int, ...]:
    return (status.st_dev, status.st_ino, status.st_size, status.st_mtime_ns)


def _refusal(error: OSError) -> str:
    match error.errno:
        case errno.ENOENT:
            return "no such file"
        case errno.ELOOP | errno.ENOTDIR:
            return "a link, or not a file below its folder"
        case errno.EACCES | errno.EPERM:
            return "the file may not be read"
        case errno.ENAMETOOLONG:
            return "the file name is too long"
        case _:
            return f"the file cannot be read ({error.strerror or 'unknown reason'})"
