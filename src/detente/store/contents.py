"""What files hold now: their bytes, and the articles read from them or the reason why there are none.

Reading takes most of the time of taking articles up and needs nothing of the case, so many files are read at once.
"""

import stat
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from detente.errors import SourceError, UnreadableSource
from detente.sources.document import Document
from detente.sources.files import load, load_side_file
from detente.sources.processes import each, processors
from detente.store.articles import read_articles
from detente.store.database import StoredFile, sha256
from detente.store.folders import SOURCES

__all__ = ["STDIN", "Contents", "Given", "given_contents", "placed_contents"]

STDIN = "-"
FEWEST = 32
"""Files from which sharing out their reading pays."""

AT_ONCE = 2
"""Files that a process reads before it sends them: they may be large, and stand in memory until then."""

Given = tuple[str, str]
"""A file to be added: its path as given, and the name it is to have in sources/."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Contents:
    """A file as it is now: `data` its bytes, `side` those of its side file, and what was read from both.

    `error` says why nothing was; then `data` are the bytes as far as they could be had. `is_known` tells that the
    case has just these, so that they were not read; of a file in sources/ they are not told again then.
    """

    data: bytes = b""
    side: bytes | None = None
    documents: tuple[Document, ...] = ()
    error: SourceError | None = None
    is_known: bool = False

    @property
    def sha256(self) -> str:
        """The hash of the bytes."""
        return sha256(self.data)

    @property
    def side_sha256(self) -> str | None:
        """The hash of the side file's bytes, None where there is none."""
        return sha256(self.side) if self.side is not None else None

    def is_that_of(self, file: StoredFile) -> bool:
        """Whether these are the bytes that a file of the case was taken up with."""
        return (file.sha256, file.side_sha256) == (self.sha256, self.side_sha256)


def given_contents(files: Sequence[Given], known: frozenset[str], tell: Callable[[int], None]) -> Iterator[Contents]:
    """What each file named on the command line holds; of bytes whose hash is `known` nothing more is read.

    `tell` is told how many are done; what it raises stops the reading.
    """
    workers = 1 if any(given == STDIN for given, _ in files) else processors()  # it cannot be read a second time
    return each(partial(_given, known), files, workers=workers, size=AT_ONCE, fewest=FEWEST, tell=tell)


def placed_contents(
    folder: Path,
    paths: Sequence[str],
    known: Mapping[str, StoredFile],
    tell: Callable[[int], None],
    *,
    same_reader: bool,
) -> Iterator[Contents]:
    """What each file of sources/ holds; of one that is as it is `known`, and that this program read, nothing is read.

    `tell` is told how many are done; what it raises stops the reading.
    """
    tasks = [(path, known.get(path)) for path in paths]
    return each(
        partial(_placed, folder, same_reader), tasks, workers=processors(), size=AT_ONCE, fewest=FEWEST, tell=tell
    )


def _given(known: frozenset[str], file: Given) -> Contents:
    """What one file named on the command line holds."""
    given, name = file
    try:
        data, side = _bytes_of(given)
    except SourceError as error:
        return Contents(error=error)
    if sha256(data) in known:
        return Contents(data=data, side=side, is_known=True)
    return _read(data, side, f"{SOURCES}/{name}")


def _placed(folder: Path, same_reader: bool, task: tuple[str, StoredFile | None]) -> Contents:
    """What one file of sources/ holds."""
    path, before = task
    try:
        data = load(folder / path, root=folder)
        side = load_side_file(folder / path, root=folder)
    except SourceError as error:
        return Contents(error=error)
    if before is not None and same_reader and Contents(data=data, side=side).is_that_of(before):
        return Contents(is_known=True)
    return _read(data, side, path)


def _read(data: bytes, side: bytes | None, path: str) -> Contents:
    """The articles in a file's bytes."""
    try:
        return Contents(data=data, side=side, documents=read_articles(data, path, side))
    except SourceError as error:
        return Contents(data=data, side=side, error=error)


def _bytes_of(given: str) -> tuple[bytes, bytes | None]:
    """(bytes, side file's bytes) of a file named on the command line; a link there is meant, so it is followed."""
    if given == STDIN:
        return sys.stdin.buffer.read(), None
    path = Path(given)
    try:
        if path.is_symlink():
            path = path.resolve(strict=True)
        if not stat.S_ISREG(path.stat().st_mode):
            raise UnreadableSource("not a regular file", where=given, hint="sources are plain files")
    except OSError as error:
        raise UnreadableSource(f"{error.strerror or error}".lower(), where=given, hint="check the path") from None
    return load(path), load_side_file(Path(given))
