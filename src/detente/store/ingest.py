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
from dataclasses import dataclass, field, replace
from pathlib import Path, PurePosixPath

from detente.errors import Cancelled, DetenteError, SourceError, UnreadableSource
from detente.evidence import Caveat
from detente.sources.document import Document, Library
from detente.sources.files import SIDE_SUFFIX, load, load_side_file, source_files
from detente.store.database import Store, StoredFile, sha256
from detente.store.fingerprints import key_of, program
from detente.store.folders import SOURCES, place_file, settle_files
from detente.store.history import note

__all__ = [
    "Cancel",
    "Outcome",
    "Progress",
    "add",
    "changes_on_disk",
    "forget_record",
    "has_text_name",
    "library_of",
    "library_on_disk",
    "settle",
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
            documents = _read(data, f"{SOURCES}/{name}", side)
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
            copied=True,
        )
        own = _placed(documents, file.path)
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
    paths = tuple(path for path in _source_paths(store.folder) if has_text_name(path))
    reader = program("sources")
    same_reader = store.meta("reader") == reader
    for number, path in enumerate(paths):
        _watch(progress, cancel, number, len(paths), batch)
        before = known.get(path)
        found = _taken(store, path, before, same_reader=same_reader)
        if found:
            batch.put(*found)
    gone = [file for path, file in sorted(known.items()) if path not in set(paths)]
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


def changes_on_disk(store: Store | None, folder: Path) -> tuple[str, ...]:
    """The files of sources/ that differ from what the case has taken up, without reading them as articles."""
    known = {file.path: file for file in store.files()} if store else {}
    paths = tuple(path for path in _source_paths(folder) if has_text_name(path))
    changed = [path for path in paths if path not in known or not _is_unchanged(folder, path, known[path])]
    return (*changed, *sorted(known.keys() - set(paths)))


def settle(store: Store) -> None:
    """Label the passages and group the origins of all sources together, unless that was done for just these."""
    key = _library_key(store)
    if store.meta("library_key") != key:
        library = _built(store)
        with store.transaction():
            store.put_library(library)
            store.set_meta("library_key", key)


def library_of(store: Store) -> Library:
    """The case's sources; settled here, without writing, where a writer was killed before it had settled them."""
    return store.library() if store.meta("library_key") == _library_key(store) else _built(store)


def _library_key(store: Store) -> str:
    """What passages and origins follow from: the files, and the program that reads them."""
    files = [(file.path, file.sha256, file.side_sha256, file.refused) for file in store.files()]
    odd = [caveat.where for caveat in _unnameable(store.folder)]
    return key_of(program("evidence", "sources"), json.dumps(files), json.dumps(odd) if odd else None)


def _built(store: Store) -> Library:
    from detente.sources.library import build_library  # loads NumPy

    library = build_library(store.documents())
    return replace(library, caveats=(*library.caveats, *_refusals(store)))


def forget_record(store: Store) -> None:
    """Drop a record that quotes texts which are no longer there, inside the caller's transaction."""
    store.connection.execute("DELETE FROM entries WHERE kind NOT IN ('origin', 'library_caveat', 'findings')")
    store.connection.execute("DELETE FROM meta WHERE key IN ('record_key', 'run_key')")


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
        documents = _read(data, path, side)
    except SourceError as error:
        found = _refused(path, before, digest, error, same_reader=False)
        if found and found[1]:
            return found[0], (found[1][0], (), (data,))
        return found
    if before and before.refused is None:
        with store.transaction():
            forget_record(store)
    own = _placed(documents, path)
    if unchanged and before and before.refused is None and own == store.documents_of(path):
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


def _refusals(store: Store) -> tuple[Caveat, ...]:
    """A caveat for each file of sources/ that could not be taken up."""
    caveats = []
    for file in store.files():
        if file.refused:
            code, message, hint = json.loads(file.refused)
            words = f"{message}; {hint}" if hint else message
            caveats.append(Caveat(code=code, message=f"refused: {words}", where=file.path))
    return (*caveats, *_unnameable(store.folder))


def _unnameable(folder: Path) -> tuple[Caveat, ...]:
    """A caveat for each file of sources/ whose name is no text."""
    shown = [
        path.encode("utf-8", "backslashreplace").decode() for path in _source_paths(folder) if not has_text_name(path)
    ]
    message = "refused: the file name is not UTF-8; rename the file"
    return tuple(Caveat(code="unreadable-source", message=message, where=path) for path in shown)


def _is_unchanged(folder: Path, path: str, file: StoredFile) -> bool:
    try:
        data = load(folder / path, root=folder)
        side = load_side_file(folder / path, root=folder)
    except SourceError:
        return file.refused is not None
    return (file.sha256, file.side_sha256 if file.refused is None else None) == (
        sha256(data),
        sha256(side) if side is not None and file.refused is None else None,
    )


def _source_paths(folder: Path) -> tuple[str, ...]:
    sources = folder / SOURCES
    return tuple(f"{SOURCES}/{name}" for name in source_files(sources)) if sources.is_dir() else ()


def has_text_name(path: str) -> bool:
    """Whether a file's name is UTF-8; one that is not can be shown, cited and stored nowhere."""
    try:
        path.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True


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


def _read(data: bytes, name: str, side: bytes | None) -> tuple[Document, ...]:
    """The articles in a file's bytes; the parsers are loaded only when there is something to read."""
    from detente.sources.reading import read_bytes

    return read_bytes(data, name, side=side)


def _placed(documents: Sequence[Document], path: str) -> tuple[Document, ...]:
    """The documents under their path in the case."""
    return tuple(replace(document, file=path) for document in documents)


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


def library_on_disk(store: Store | None, folder: Path) -> Library:
    """The sources as they lie on disk now, read afresh where the case does not have them, with nothing written."""
    known = {file.path: file for file in store.files()} if store else {}
    from detente.sources.library import build_library  # loads NumPy

    documents: list[Document] = []
    caveats: list[Caveat] = []
    for path in _source_paths(folder):
        if not has_text_name(path):
            continue
        try:
            if store and path in known and known[path].refused is None and _is_unchanged(folder, path, known[path]):
                documents += store.documents_of(path)
            else:
                data = load(folder / path, root=folder)
                side = load_side_file(folder / path, root=folder)
                documents += _placed(_read(data, path, side), path)
        except SourceError as error:
            caveats.append(Caveat(code=error.code, message=f"refused: {error.message}", where=path))
    library = build_library(documents)
    return replace(library, caveats=(*library.caveats, *caveats, *_unnameable(folder)))
