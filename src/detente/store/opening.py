"""Opening a case: the database, the model beside it, and the proof that every citation still holds."""

import errno
import gc
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from types import MappingProxyType

from detente.case import Case, prove, resolve, vocabulary_of
from detente.dispute.check import check_text
from detente.dispute.model import DisputeModel
from detente.errors import DetenteError, InvalidSyntax, UnreadableCase
from detente.evidence import Citation, Reference
from detente.record.entries import Record
from detente.sources.document import Library
from detente.store.annotations import notes
from detente.store.articles import changes_on_disk
from detente.store.database import Store, reading, sha256
from detente.store.fingerprints import key_of, record_key
from detente.store.folders import MODEL, case_folder, model_bytes
from detente.store.settling import library_key, library_of, library_on_disk

__all__ = ["Kept", "ModelFile", "in_file_order", "model_file", "open_case", "run_key"]

MANY = 5_000
"""Statements from which a record is so large that nobody should search through it for unreachable objects."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ModelFile:
    """case.yaml as it stands: its bytes, the model read from them (None where unreadable) and every error in it."""

    data: bytes | None
    model: DisputeModel | None = None
    problems: tuple[DetenteError, ...] = ()

    @property
    def sha256(self) -> str | None:
        """The hash of the file, None where there is none."""
        return sha256(self.data) if self.data is not None else None


@dataclass(slots=True)
class Kept:
    """The sources and the record read last, for whoever opens the same case again and again.

    `key` is what they follow from; while the database has the same, they are neither read nor proved once more.
    """

    key: tuple[str, ...] = ()
    library: Library = field(default_factory=lambda: Library(documents=()))
    record: Record = field(default_factory=Record)


def model_file(folder: Path, name: str = MODEL) -> ModelFile:
    """The folder's model file. One that cannot be read is a problem, not an exception."""
    path = folder / name
    try:
        data = model_bytes(path)
    except FileNotFoundError:
        return ModelFile(data=None)
    except OSError as error:
        said = "it is a link" if error.errno == errno.ELOOP else error.strerror
        hint = "a case has its model in a plain file that you may read"
        problem = UnreadableCase(f"cannot be read: {said}", where=name, hint=hint)
        return ModelFile(data=b"", problems=(problem,))
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        odd = InvalidSyntax("not UTF-8 text", where=f"{name}:{line}:1", hint="save the file as UTF-8")
        return ModelFile(data=data, problems=(odd,))
    model, problems = check_text(text, name=name)
    return ModelFile(data=data, model=model, problems=problems)


def open_case(folder: Path | str, *, afresh: bool = False, model: str = MODEL, kept: Kept | None = None) -> Case:
    """The case in `folder` as the last run left it, with its model as it stands now and every citation proved.

    With `afresh` the sources are those that lie in sources/ now, read without writing anything; what the last run
    did not see is in neither record nor `stale`. `model` is the name of the model's file, for a variant beside it.
    `kept` is what an earlier call left there, used where nothing of it has changed.

    Raises `NotACase`, `UnreadableCase`, `UnsupportedVersion`, `QuoteMismatch`.
    """
    folder = case_folder(Path(folder))
    file = model_file(folder, model)
    with reading(folder) as store, _without_collection():
        read, was_proved = _sources_and_record(store, folder, kept, afresh=afresh)
        if kept is not None or len(read.record.statements) > MANY:
            gc.freeze()  # a search through all of it would stop every other thread for seconds, and find nothing
        verdicts = store.verdicts() if store else {}
        noted, lost = notes(store, read.library) if store else ((), ())
        stale = _stale(store, folder, file)
    citations: Mapping[Reference, Citation] = MappingProxyType({})
    problems = file.problems
    if file.model is not None:
        citations, unproved = resolve(file.model, read.library)
        problems = in_file_order((*problems, *unproved))
    case = Case(
        folder=folder,
        library=replace(read.library, caveats=(*read.library.caveats, *lost)) if lost else read.library,
        record=read.record,
        model=file.model,
        problems=problems,
        citations=citations,
        verdicts=MappingProxyType(verdicts),
        notes=noted,
        stale=stale,
    )
    prove(replace(case, record=Record()) if was_proved else case)
    if kept is not None:
        kept.key, kept.library, kept.record = read.key, read.library, read.record
    return case


def _sources_and_record(store: Store | None, folder: Path, kept: Kept | None, *, afresh: bool) -> tuple[Kept, bool]:
    """The sources and the record of a case, and whether they are those kept, which were proved when they were read."""
    key = _key(store, folder) if kept is not None and not afresh else ()
    if kept is not None and key and kept.key == key:
        return kept, True
    library, record = _library_and_record(store, folder, afresh=afresh)
    return Kept(key=key, library=library, record=record), False


def _key(store: Store | None, folder: Path) -> tuple[str, ...]:
    """What the stored sources and record follow from; () where they do not fit together."""
    if store is None:
        return ()
    settled, record = store.meta("library_key"), store.meta("record_key")
    return (str(folder), settled, record) if settled and record and settled == library_key(store) else ()


@contextmanager
def _without_collection() -> Iterator[None]:
    """No search for unreachable objects while very many are made, all of them kept: it takes a third of the time."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def in_file_order(problems: tuple[DetenteError, ...]) -> tuple[DetenteError, ...]:
    """The problems by the line and column they name; those that name none first."""

    def place(problem: DetenteError) -> tuple[int, ...]:
        return tuple(int(part) for part in problem.where.split(":")[1:] if part.isdigit())

    return tuple(sorted(problems, key=place))


def _library_and_record(store: Store | None, folder: Path, *, afresh: bool) -> tuple[Library, Record]:
    if store is None:
        return (library_on_disk(None, folder) if afresh else Library(documents=())), Record()
    if afresh and changes_on_disk(store, folder):
        return library_on_disk(store, folder), Record()
    return library_of(store), store.record() or Record()


def run_key(library_key: str, file: ModelFile) -> str:
    """What one whole run followed from: the sources, the case.yaml, the program."""
    return key_of(record_key(library_key, vocabulary_of(file.model)), file.sha256)


def _stale(store: Store | None, folder: Path, file: ModelFile) -> str:
    """What has changed since the last run, in a few words; "" when nothing has."""
    if store is None or store.meta("run_key") is None:
        return "the case has not been run yet"
    changed = changes_on_disk(store, folder)
    if changed:
        return f"{changed[0]} and {len(changed) - 1} more changed" if len(changed) > 1 else f"{changed[0]} changed"
    library_key = store.meta("library_key") or ""
    if store.meta("run_library") != library_key:
        return "sources were added"
    if store.meta("run_model") != (file.sha256 or ""):
        return "case.yaml was changed"
    if store.meta("run_key") != run_key(library_key, file):
        return "detente or its language model was changed"
    return ""
