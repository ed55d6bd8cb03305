"""Taking up articles: `add` copies files into sources/, `take_up` reads what lies there.

Original bytes, decoded text and the rows that cite them are written in one transaction. Small files share a
transaction, but an outcome is acknowledged only after the commit that made it last.
"""

import json
import os
import stat
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path, PurePosixPath

from detente.errors import Cancelled, DetenteError, SourceError, UnreadableSource
from detente.sources.document import Document
from detente.sources.files import SIDE_SUFFIX, load, load_side_file, source_files
from detente.store.articles import placed_at, read_articles, source_paths
from detente.store.database import Store, StoredFile, sha256
from detente.store.fingerprints import program
from detente.store.folders import SOURCES, place_files, settle_files
from detente.store.history import note
from detente.store.settling import forget_record, settle

__all__ = [
    "Cancel",
    "Outcome",
    "Progress",
    "add",
    "take_up",
]

Progress = Callable[[int, int, str], None]
Cancel = Callable[[], bool]

BATCH_FILES = 64
BATCH_SECONDS = 0.25
STDIN = "-"


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What became of one file: added, same, changed, removed or refused.

    `given` is the path as it was named, `file` the one in the case (None when refused by `add`), `sources` the ids
    of the articles read from it.
    """

    given: str
    status: str
    file: str | None = None
    sources: tuple[str, ...] = ()
    sha256: str = ""
    error: DetenteError | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Taken:
    """A file to be written: its row, the articles read from it, and the bytes to keep.

    `replaces` whether a record may quote what it had before.
    """

    file: StoredFile
    documents: tuple[Document, ...] = ()
    contents: tuple[bytes, ...]
    replaces: bool = False


@dataclass(slots=True)
class _Batch:
    """Work that is waiting for the next commit."""

    store: Store
    acknowledge: Callable[[Outcome], None] | None
    writes: list[_Taken] = field(default_factory=list)
    outcomes: list[Outcome] = field(default_factory=list)
    since: float = 0.0
    done: list[Outcome] = field(default_factory=list)
    placed: list[str] = field(default_factory=list)

    def place(self, name: str, data: bytes, side: bytes | None) -> str:
        """Write copies of a file and its side file into sources/, where they wait for their names; that of the file."""
        contents = {"": data} if side is None else {"": data, SIDE_SUFFIX: side}
        placed = place_files(self.store.folder / SOURCES, name, contents)
        self.placed += placed
        return placed[0]

    def put(self, outcome: Outcome, taken: _Taken | None = None) -> None:
        """Add what became of a file, and what to write for it; commit when there is much, or some of it waits long."""
        if not self.outcomes:
            self.since = time.monotonic()
        self.outcomes.append(outcome)
        if taken:
            self.writes.append(taken)
        if len(self.outcomes) >= BATCH_FILES or time.monotonic() - self.since >= BATCH_SECONDS:
            self.commit()

    def commit(self) -> None:
        """Make the waiting work last, then acknowledge it."""
        if self.placed:
            settle_files(self.store.folder / SOURCES, self.placed)
            self.placed = []
        if self.writes:
            with self.store.transaction():
                for taken in self.writes:
                    for data in taken.contents:
                        self.store.keep_bytes(data)
                    self.store.put_file(taken.file, taken.documents)
                if any(taken.replaces for taken in self.writes):
                    forget_record(self.store)
        for outcome in self.outcomes:
            if self.acknowledge:
                self.acknowledge(outcome)
        self.done += self.outcomes
        self.writes, self.outcomes = [], []


def add(
    store: Store,
    paths: Sequence[Path | str],
    *,
    progress: Progress | None = None,
    cancel: Cancel | None = None,
    acknowledge: Callable[[Outcome], None] | None = None,
) -> tuple[Outcome, ...]:
    """Copy files, and all files below folders, into the case and take them up; one outcome per file.

    Bytes that the case already has are the `same` and change nothing. `acknowledge` is told each outcome once it
    is on disk. Ends with the origins and near-duplicates settled.
    """
    sources = store.folder / SOURCES
    sources.mkdir(exist_ok=True)
    files = list(_expand(paths))
    there = frozenset(os.listdir(sources))  # what lies there already is its owner's, and no copy of ours
    known = {file.sha256: file.path for file in store.files() if file.refused is None}
    batch = _Batch(store, acknowledge)
    entry = 0
    for number, (given, name) in enumerate(files):
        _watch(progress, cancel, number, len(files), batch)
        try:
            outcome, taken = _copied(given, name, known, batch)
        except SourceError as error:
            batch.put(Outcome(given=given, status="refused", error=error))
            continue
        if taken:
            entry = entry or _begin_entry(store, f"add {given}" if len(files) == 1 else f"add {len(files)} files")
            is_copy = PurePosixPath(taken.file.path).name not in there
            taken = replace(taken, file=replace(taken.file, added_by=entry, copied=is_copy))
            known[taken.file.sha256] = taken.file.path
        batch.put(outcome, taken)
    batch.commit()
    if entry:
        _end_entry(store, entry, batch.done)
    if progress:
        progress(len(files), len(files), "reading")
    settle(store)
    return tuple(batch.done)


def _copied(given: str, name: str, known: Mapping[str, str], batch: _Batch) -> tuple[Outcome, _Taken | None]:
    """The outcome for one file to be added, its copy waiting in the batch, and what to write for it.

    `known` are the files of the case by their hashes: of one that is among them nothing is copied or written.

    Raises `SourceError`.
    """
    data, side = _content(given)
    digest = sha256(data)
    if digest in known:
        return Outcome(given=given, status="same", file=known[digest], sha256=digest), None
    documents = read_articles(data, f"{SOURCES}/{name}", side)
    placed = batch.place(name, data, side)
    return _outcome(given, "added", f"{SOURCES}/{placed}", data, side, documents)


def _outcome(
    given: str, status: str, path: str, data: bytes, side: bytes | None, documents: Sequence[Document]
) -> tuple[Outcome, _Taken]:
    """The outcome for a file whose articles were read, and what to write for it."""
    own = placed_at(documents, path)
    file = StoredFile(path=path, sha256=sha256(data), side_sha256=_sha256_of(side))
    outcome = Outcome(
        given=given, status=status, file=path, sources=tuple(document.id for document in own), sha256=file.sha256
    )
    return outcome, _Taken(file=file, documents=own, contents=(data,) if side is None else (data, side))


def _begin_entry(store: Store, summary: str) -> int:
    """The number of a new entry of the log for what is added from here on."""
    with store.transaction():
        return note(store, "add", summary)


def _end_entry(store: Store, entry: int, outcomes: Sequence[Outcome]) -> None:
    """Say in the log how many files were added in the end."""
    added = [outcome.given for outcome in outcomes if outcome.status == "added"]
    summary = f"add {added[0]}" + (f" and {len(added) - 1} more" if len(added) > 1 else "")
    with store.transaction():
        store.connection.execute("UPDATE history SET summary = ? WHERE number = ?", (summary, entry))


def take_up(
    store: Store,
    *,
    progress: Progress | None = None,
    cancel: Cancel | None = None,
) -> tuple[Outcome, ...]:
    """Bring the case into line with sources/: what is new, what was changed, what is gone; unchanged files are left
    out of the result. A file that cannot be read is refused, and remembered with the reason.
    """
    known = {file.path: file for file in store.files()}
    batch = _Batch(store, None)
    paths = source_paths(store.folder)
    reader = program("sources")
    same_reader = store.meta("reader") == reader
    for number, path in enumerate(paths):
        _watch(progress, cancel, number, len(paths), batch)
        found = _taken(store, path, known.get(path), same_reader=same_reader)
        if found:
            batch.put(*found)
    there = frozenset(paths)
    gone = [file for path, file in sorted(known.items()) if path not in there]
    if gone:
        _remove(store, gone)
    batch.commit()
    outcomes = (*batch.done, *(Outcome(given=f.path, status="removed", file=f.path, sha256=f.sha256) for f in gone))
    if outcomes or not same_reader:
        with store.transaction():
            if outcomes:
                note(store, "take up", _counts(outcomes))
            store.set_meta("reader", reader)
    if progress:
        progress(len(paths), len(paths), "reading")
    settle(store)
    return outcomes


def _taken(store: Store, path: str, before: StoredFile | None, *, same_reader: bool) -> tuple[Outcome, _Taken] | None:
    """The outcome for one file of sources/ and what to write for it; None when nothing has changed."""
    try:
        data = load(store.folder / path, root=store.folder)
        side = load_side_file(store.folder / path, root=store.folder)
    except SourceError as error:
        return _refused(path, before, b"", error)
    is_unchanged = before is not None and (before.sha256, before.side_sha256) == (sha256(data), _sha256_of(side))
    if is_unchanged and same_reader:
        return None
    try:
        documents = read_articles(data, path, side)
    except SourceError as error:
        return _refused(path, before, data, error)
    was_read = before is not None and before.refused is None
    outcome, taken = _outcome(path, "changed" if was_read else "added", path, data, side, documents)
    if is_unchanged and was_read and _are_the_same(taken.documents, store.documents_of(path)):
        return None
    if before is not None:  # a copy that was edited is its editor's, and `undo` deletes it no more
        is_copy = before.copied and is_unchanged
        taken = replace(taken, file=replace(taken.file, added_by=before.added_by, copied=is_copy))
    return outcome, replace(taken, replaces=was_read)


def _are_the_same(own: Sequence[Document], stored: Sequence[Document]) -> bool:
    """Whether documents are those stored, which may have got other ids where several files have one name."""
    from detente.sources.library import renamed

    return len(own) == len(stored) and all(renamed(a, b.id) == b for a, b in zip(own, stored, strict=True))


def _refused(path: str, before: StoredFile | None, data: bytes, error: SourceError) -> tuple[Outcome, _Taken] | None:
    """The same for a file that cannot be read: `data` are its bytes, none where even these cannot be had."""
    reason = json.dumps([error.code, error.message, error.hint], ensure_ascii=False)
    file = StoredFile(path=path, sha256=sha256(data), refused=reason)
    if before and (before.refused, before.sha256) == (file.refused, file.sha256):
        return None
    was_read = before is not None and before.refused is None
    outcome = Outcome(given=path, status="refused", file=path, error=error)
    return outcome, _Taken(file=file, contents=(data,), replaces=was_read)


def _sha256_of(side: bytes | None) -> str | None:
    return sha256(side) if side is not None else None


def _remove(store: Store, gone: Sequence[StoredFile]) -> None:
    with store.transaction():
        for file in gone:
            store.drop_file(file.path)
        forget_record(store)


def _expand(paths: Sequence[Path | str]) -> Iterator[tuple[str, str]]:
    """(path as given, name in sources/) of each file; folders are walked in name order."""
    for path in paths:
        given = str(path)
        if given == STDIN:
            yield STDIN, "stdin.txt"
        elif os.path.isdir(given):
            yield from ((str(Path(given) / name), PurePosixPath(name).name) for name in source_files(Path(given)))
        else:
            if not given.endswith(SIDE_SUFFIX):  # a side file comes along with its article
                yield given, Path(given).name.lstrip(".") or "source"


def _content(given: str) -> tuple[bytes, bytes | None]:
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


def _counts(outcomes: Sequence[Outcome]) -> str:
    """The outcomes in a few words."""
    order = ("added", "changed", "removed", "refused")
    counted = [(sum(o.status == status for o in outcomes), status) for status in order]
    return "take up sources/: " + ", ".join(f"{number} {status}" for number, status in counted if number)


def _watch(progress: Progress | None, cancel: Cancel | None, done: int, total: int, batch: _Batch) -> None:
    """Tell how far we are; when asked to stop, commit what is waiting first."""
    if progress:
        progress(done, total, "reading")
    if cancel and cancel():
        batch.commit()
        raise Cancelled(f"stopped after {done} of {total} files", hint="run it again: what was read is kept")
