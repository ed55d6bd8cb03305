"""Taking up articles: `add` copies files into sources/, `take_up` reads what lies there.

Original bytes, decoded text and the rows that cite them are written in one transaction. Small files share a
transaction, but an outcome is acknowledged only after the commit that made it last.
"""

import json
import os
import stat
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from detente.errors import Cancelled, DetenteError, SourceError, UnreadableSource
from detente.sources.document import Document
from detente.sources.files import SIDE_SUFFIX, load, load_side_file, source_files
from detente.store.articles import placed_at, read_articles, source_paths
from detente.store.database import Store, StoredFile, sha256
from detente.store.fingerprints import program
from detente.store.folders import SOURCES, place_file, settle_files
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


@dataclass(slots=True)
class _Batch:
    """Work that is waiting for the next commit."""

    store: Store
    acknowledge: Callable[[Outcome], None] | None
    writes: list[tuple[StoredFile, tuple[Document, ...], tuple[bytes, ...]]] = field(default_factory=list)
    outcomes: list[Outcome] = field(default_factory=list)
    since: float = 0.0
    done: list[Outcome] = field(default_factory=list)
    placed: list[str] = field(default_factory=list)

    def put(self, outcome: Outcome, write: tuple[StoredFile, tuple[Document, ...], tuple[bytes, ...]] | None) -> None:
        if not self.outcomes:
            self.since = time.monotonic()
        self.outcomes.append(outcome)
        if write:
            self.writes.append(write)
        if len(self.outcomes) >= BATCH_FILES or time.monotonic() - self.since >= BATCH_SECONDS:
            self.commit()

    def commit(self) -> None:
        """Make the waiting work last, then acknowledge it."""
        if self.placed:
            settle_files(self.store.folder / SOURCES, self.placed)
            self.placed = []
        if self.writes:
            with self.store.transaction():
                for file, documents, contents in self.writes:
                    for data in contents:
                        self.store.keep_bytes(data)
                    self.store.put_file(file, documents)
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
    known = {file.sha256: file for file in store.files() if file.refused is None}
    batch = _Batch(store, acknowledge)
    entry = 0
    for number, (given, name) in enumerate(files):
        _watch(progress, cancel, number, len(files), batch)
        try:
            data, side = _content(given)
            digest = sha256(data)
            if digest in known:
                batch.put(Outcome(given=given, status="same", file=known[digest].path, sha256=digest), None)
                continue
            documents = read_articles(data, f"{SOURCES}/{name}", side)
            placed = place_file(sources, name, data)
            batch.placed.append(placed)
            if side is not None:
                batch.placed.append(place_file(sources, placed + SIDE_SUFFIX, side))
        except SourceError as error:
            batch.put(Outcome(given=given, status="refused", error=error), None)
            continue
        if not entry:
            with store.transaction():
                entry = note(store, "add", f"add {given}" if len(files) == 1 else f"add {len(files)} files")
        file = StoredFile(
            path=f"{SOURCES}/{placed}",
            sha256=digest,
            side_sha256=sha256(side) if side is not None else None,
            added_by=entry,
            copied=placed not in there,
        )
        own = placed_at(documents, file.path)
        known[digest] = file
        contents = (data,) if side is None else (data, side)
        outcome = Outcome(given=given, status="added", file=file.path, sources=tuple(d.id for d in own), sha256=digest)
        batch.put(outcome, (file, own, contents))
    batch.commit()
    if entry:
        added = sum(outcome.status == "added" for outcome in batch.done)
        with store.transaction():
            store.connection.execute("UPDATE history SET summary = ? WHERE number = ?", (_added(added, batch), entry))
    if progress:
        progress(len(files), len(files), "reading")
    settle(store)
    return tuple(batch.done)


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
        before = known.get(path)
        found = _taken(store, path, before, same_reader=same_reader)
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


def _taken(
    store: Store, path: str, before: StoredFile | None, *, same_reader: bool
) -> tuple[Outcome, tuple[StoredFile, tuple[Document, ...], tuple[bytes, ...]] | None] | None:
    """The outcome for one file of sources/ and what to write for it; None when nothing has changed."""
    try:
        data = load(store.folder / path, root=store.folder)
        side = load_side_file(store.folder / path, root=store.folder)
    except SourceError as error:
        return _refused(path, before, "", error, same_reader=same_reader)
    digest, side_digest = sha256(data), sha256(side) if side is not None else None
    if before and same_reader and (before.sha256, before.side_sha256) == (digest, side_digest):
        return None
    unchanged = before is not None and (before.sha256, before.side_sha256) == (digest, side_digest)
    try:
        documents = read_articles(data, path, side)
    except SourceError as error:
        found = _refused(path, before, digest, error, same_reader=False)
        if found and found[1]:
            return found[0], (found[1][0], (), (data,))
        return found
    if before and before.refused is None:
        with store.transaction():
            forget_record(store)
    own = placed_at(documents, path)
    if unchanged and before and before.refused is None and _are_the_same(own, store.documents_of(path)):
        return None
    file = StoredFile(
        path=path,
        sha256=digest,
        side_sha256=side_digest,
        added_by=before.added_by if before else None,
        copied=before.copied if before else False,
    )
    status = "changed" if before and before.refused is None else "added"
    outcome = Outcome(given=path, status=status, file=path, sources=tuple(d.id for d in own), sha256=digest)
    return outcome, (file, own, (data,) if side is None else (data, side))


def _are_the_same(own: Sequence[Document], stored: Sequence[Document]) -> bool:
    """Whether documents are those stored, which may have got other ids where several files have one name."""
    from detente.sources.library import renamed

    return len(own) == len(stored) and all(renamed(a, b.id) == b for a, b in zip(own, stored, strict=True))


def _refused(
    path: str, before: StoredFile | None, digest: str, error: SourceError, *, same_reader: bool
) -> tuple[Outcome, tuple[StoredFile, tuple[Document, ...], tuple[bytes, ...]] | None] | None:
    reason = json.dumps([error.code, error.message, error.hint], ensure_ascii=False)
    if before and before.refused == reason and before.sha256 == (digest or sha256(b"")):
        return None
    file = StoredFile(path=path, sha256=digest or sha256(b""), refused=reason)
    return Outcome(given=path, status="refused", file=path, error=error), (file, (), () if digest else (b"",))


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


def _added(count: int, batch: _Batch) -> str:
    """What an `add` added, in a few words."""
    first = next(outcome.given for outcome in batch.done if outcome.status == "added")
    return f"add {first}" if count == 1 else f"add {first} and {count - 1} more"


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
