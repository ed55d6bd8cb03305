"""Taking up articles: `add` copies files into sources/, `take_up` reads what lies there.

Original bytes, decoded text and the rows that cite them are written in one transaction. Small files share a
transaction, but an outcome is acknowledged only after the commit that made it last.
"""

import json
import os
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path, PurePosixPath

from detente.errors import Cancelled, DetenteError, SourceError
from detente.sources.document import Document
from detente.sources.files import SIDE_SUFFIX, source_files
from detente.store.articles import placed_at, source_paths
from detente.store.contents import STDIN, Contents, Given, given_contents, placed_contents
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
    """Work that is waiting for the next commit; `passed` is how many of the files have come by."""

    store: Store
    acknowledge: Callable[[Outcome], None] | None
    passed: int = 0
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
    tell = partial(_watch, progress, cancel, batch, len(files))
    for file, contents in zip(files, given_contents(files, frozenset(known), tell), strict=True):
        batch.passed += 1
        outcome, taken = _copied(file, contents, known, batch)
        if taken:
            entry = entry or _begin_entry(store, f"add {file[0]}" if len(files) == 1 else f"add {len(files)} files")
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


def _copied(file: Given, contents: Contents, known: Mapping[str, str], batch: _Batch) -> tuple[Outcome, _Taken | None]:
    """The outcome for one file to be added, its copy waiting in the batch, and what to write for it.

    `known` are the files of the case by their hashes: of one that is among them nothing is copied or written.
    """
    given, name = file
    if contents.data and (digest := contents.sha256) in known:
        return Outcome(given=given, status="same", file=known[digest], sha256=digest), None
    if contents.error:
        return Outcome(given=given, status="refused", error=contents.error), None
    placed = batch.place(name, contents.data, contents.side)
    return _outcome(given, "added", f"{SOURCES}/{placed}", contents)


def _outcome(given: str, status: str, path: str, contents: Contents) -> tuple[Outcome, _Taken]:
    """The outcome for a file whose articles were read, and what to write for it."""
    own = placed_at(contents.documents, path)
    file = StoredFile(path=path, sha256=contents.sha256, side_sha256=contents.side_sha256)
    sources = tuple(document.id for document in own)
    outcome = Outcome(given=given, status=status, file=path, sources=sources, sha256=file.sha256)
    kept = (contents.data,) if contents.side is None else (contents.data, contents.side)
    return outcome, _Taken(file=file, documents=own, contents=kept)


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
    tell = partial(_watch, progress, cancel, batch, len(paths))
    read = placed_contents(store.folder, paths, known, tell, same_reader=same_reader)
    for path, contents in zip(paths, read, strict=True):
        batch.passed += 1
        if found := _taken(store, path, known.get(path), contents):
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


def _taken(store: Store, path: str, before: StoredFile | None, contents: Contents) -> tuple[Outcome, _Taken] | None:
    """The outcome for one file of sources/ and what to write for it; None when nothing has changed."""
    if contents.error:
        return _refused(path, before, contents.data, contents.error)
    if contents.is_known:
        return None
    was_read = before is not None and before.refused is None
    is_unchanged = before is not None and contents.is_that_of(before)
    outcome, taken = _outcome(path, "changed" if was_read else "added", path, contents)
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


def _remove(store: Store, gone: Sequence[StoredFile]) -> None:
    with store.transaction():
        for file in gone:
            store.drop_file(file.path)
        forget_record(store)


def _expand(paths: Sequence[Path | str]) -> Iterator[Given]:
    """Each file below the paths; folders are walked in name order."""
    for path in paths:
        given = str(path)
        if given == STDIN:
            yield STDIN, "stdin.txt"
        elif os.path.isdir(given):
            yield from ((str(Path(given) / name), PurePosixPath(name).name) for name in source_files(Path(given)))
        else:
            if not given.endswith(SIDE_SUFFIX):  # a side file comes along with its article
                yield given, Path(given).name.lstrip(".") or "source"


def _counts(outcomes: Sequence[Outcome]) -> str:
    """The outcomes in a few words."""
    order = ("added", "changed", "removed", "refused")
    counted = [(sum(o.status == status for o in outcomes), status) for status in order]
    return "take up sources/: " + ", ".join(f"{number} {status}" for number, status in counted if number)


def _watch(progress: Progress | None, cancel: Cancel | None, batch: _Batch, total: int, done: int) -> None:
    """Tell how far the reading is; when asked to stop, commit what is waiting first."""
    if done == total:
        return
    if progress:
        progress(done, total, "reading")
    if cancel and cancel():
        batch.commit()
        raise Cancelled(f"stopped after {batch.passed} of {total} files", hint="run it again: what was read is kept")
