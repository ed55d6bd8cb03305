"""The stages of the main job in order: add what is new → record → model → check → solve → report."""

import gc
import json
from collections import ChainMap
from collections.abc import Callable, Iterable, Iterator, MutableMapping
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from detente.case import Case, prove, resolve, vocabulary_of
from detente.errors import DetenteError, NotACase
from detente.record.analyzer import Analyzer
from detente.record.entries import Record
from detente.record.reading import Sentence
from detente.sources.document import Document, Library, Passage
from detente.sources.processes import processors
from detente.store.database import Store, sha256, writing
from detente.store.fingerprints import key_of, program, record_key
from detente.store.folders import MODEL, REPORT, SOURCES, case_folder, replace_file
from detente.store.history import note
from detente.store.ingest import Outcome, take_up
from detente.store.opening import ModelFile, in_file_order, model_file, run_key
from detente.store.parses import KeptResults, parses, readings

__all__ = ["MOST_EXPLAINED", "Cancel", "Progress", "explained", "few_collections", "remembering", "run", "solved"]

Progress = Callable[[int, int, str], None]
Cancel = Callable[[], bool]

COLLECTIONS = (5_000_000, 1000, 1000)
"""New values after which the youngest, and collections after which older and all values are searched for garbage.

A value that is to stay is looked at once, when it is one of the youngest."""

MOST_EXPLAINED = 300
"""Articles up to which a report, or a page, sets hypotheses against evidence, or drafts; the commands do it for any."""


def run(folder: Path | str, *, progress: Progress | None = None, cancel: Cancel | None = None) -> Case:
    """Bring the case up to date with its folder and write report.html.

    What follows from unchanged inputs is taken from the store. `Case.changes` says what was done, () when nothing
    had changed; refused files are caveats of its library. Without case.yaml there is a record and no findings.

    Raises `NotACase` for a folder without anything to read, `Cancelled`, and the errors of the store.
    """
    folder = case_folder(Path(folder))
    with few_collections(), writing(folder, doing="detente run") as store:
        outcomes = take_up(store, progress=progress, cancel=cancel)
        file = model_file(folder)
        _require_something(folder, store, file)
        library = store.library()
        record, is_new = _record(store, library, file, progress, cancel)
        case = _checked(folder, store, library, record, file)
        case = _solved_once(store, case, file, progress, cancel)
        prove(replace(case, record=Record()) if is_new else case)  # one that was built just now is proved already
        lines, written = _report(store, case, file)
        changes = (*_took_up(outcomes), *_did(is_new=is_new, written=written, edited=_note_model(store, file)))
        with store.transaction():
            store.set_meta("run_library", store.meta("library_key") or "")
            store.set_meta("run_model", file.sha256 or "")
            store.set_meta("run_key", run_key(store.meta("library_key") or "", file))
    return replace(case, changes=changes, answer=lines)


@contextmanager
def few_collections() -> Iterator[None]:
    """Look for cycles of garbage more seldom: a run holds millions of values as long as it lasts, and few cycles."""
    before = gc.get_threshold()
    gc.set_threshold(*COLLECTIONS)
    try:
        yield
    finally:
        if before != COLLECTIONS:  # a run in another thread sees to it otherwise
            gc.set_threshold(*before)


def _require_something(folder: Path, store: Store, file: ModelFile) -> None:
    if file.data is None and not store.files():
        raise NotACase(
            f"there is nothing to read: {SOURCES}/ is empty and there is no case.yaml",
            where=str(folder),
            hint=f"put articles into {folder / SOURCES}, or `detente add {folder} FILE…`",
        )


def _record(
    store: Store, library: Library, file: ModelFile, progress: Progress | None, cancel: Cancel | None
) -> tuple[Record, bool]:
    """The record of these sources in these words, and whether it had to be built."""
    vocabulary = vocabulary_of(file.model)
    key = record_key(store.meta("library_key") or "", vocabulary)
    stored = store.record() if store.meta("record_key") == key else None
    if stored is not None:
        return stored, False
    from detente.record.analyzer import best_analyzer
    from detente.record.build import build_record  # loads the language model

    workers = processors()
    with parses(store) as parsed, readings(store) as kept:
        record = build_record(
            library,
            vocabulary,
            analyzer=best_analyzer(processes=workers),
            progress=progress,
            cancel=cancel,
            cache=parsed,
            kept=kept,
            workers=workers,
        )
    with store.transaction():
        store.put_record(record, key)
    return record, True


def _checked(folder: Path, store: Store, library: Library, record: Record, file: ModelFile) -> Case:
    """The case with every quotation of its model proved or reported."""
    case = Case(
        folder=folder,
        library=library,
        record=record,
        model=file.model,
        problems=file.problems,
        verdicts=store.verdicts(),
    )
    if file.model is None:
        return case
    citations, unproved = resolve(file.model, case.library)
    return replace(case, citations=citations, problems=in_file_order((*file.problems, *unproved)))


def _solved_once(store: Store, case: Case, file: ModelFile, progress: Progress | None, cancel: Cancel | None) -> Case:
    """The case with its findings, from the store when the model and the program are the same as then."""
    if case.model is None:
        return case
    from detente.store.findings import findings, put_findings

    key = key_of(file.sha256, program("dispute", "analysis"))
    kept = findings(store, case.model, key)
    if kept is not None:
        return replace(case, findings=kept)
    case = solved(case, progress=progress, cancel=cancel)
    if case.findings is not None:
        with store.transaction():
            put_findings(store, case.findings, key)
    return case


def solved(case: Case, *, progress: Progress | None = None, cancel: Cancel | None = None) -> Case:
    """The case with its findings; a model that cannot be solved adds its error to the problems."""
    if case.model is None:
        return case
    from detente.analysis import analyse  # loads NumPy

    try:
        findings = analyse(case.model, progress=progress, cancel=cancel)
    except DetenteError as error:
        known = {(p.message, p.where) for p in case.problems}
        more = () if (error.message, error.where) in known else (error,)
        return replace(case, problems=(*case.problems, *more))
    return replace(case, findings=findings)


def explained(case: Case, store: Store | None = None) -> Case:
    """The case with its table of hypotheses against evidence; `store` spares reading its articles again.

    None is worked out where there is no sound model, or more than `MOST_EXPLAINED` articles.
    """
    model = case.model
    if model is None or not model.epochs or case.problems or len(case.library.documents) > MOST_EXPLAINED:
        return case
    from detente.drafting.hypotheses import hypotheses

    found = hypotheses(
        {MODEL: model}, case.library, case.record, vocabulary=vocabulary_of(model), analyzer=remembering(store)
    )
    return replace(case, hypotheses=found.to_dict())


def remembering(store: Store | None) -> Analyzer:
    """The best analyzer, which asks the parses that the last run kept first and writes none."""
    return _Remembering(ChainMap[str, bytes]({}, *([KeptResults(store)] if store is not None else [])))


class _Remembering:
    """See `remembering`."""

    def __init__(self, kept: MutableMapping[str, bytes]) -> None:
        from detente.record.analyzer import best_analyzer  # loads the language model

        self._analyzer, self._kept = best_analyzer(), kept

    @property
    def tier(self) -> str:
        """The analyzer's own."""
        return self._analyzer.tier

    def sentences(
        self,
        items: Iterable[tuple[Document, tuple[Passage, ...]]],
        *,
        cache: MutableMapping[str, bytes] | None = None,
    ) -> Iterator[tuple[Sentence, ...]]:
        """The sentences of each document, in order."""
        return self._analyzer.sentences(items, cache=self._kept if cache is None else cache)


def _report(store: Store, case: Case, file: ModelFile) -> tuple[tuple[str, ...], bool]:
    """The answer in lines, and whether report.html was written; both are kept while their inputs are the same."""
    path = case.folder / REPORT
    key = key_of(
        run_key(store.meta("library_key") or "", file), program("dispute", "drafting", "analysis", "case", "report")
    )
    if store.meta("report_key") == key and path.is_file() and sha256(path.read_bytes()) == store.meta("report_sha256"):
        return tuple(json.loads(store.meta("answer") or "[]")), False
    from detente.report.exporters import export
    from detente.report.wording import answer

    lines, page = answer(case), export(explained(case, store), "html")
    replace_file(path, page)
    with store.transaction():
        store.set_meta("answer", json.dumps(lines, ensure_ascii=False))
        store.set_meta("report_key", key)
        store.set_meta("report_sha256", sha256(page))
    return lines, True


def _note_model(store: Store, file: ModelFile) -> bool:
    """Write an edit of case.yaml made since the last run into the log, with the text before and after."""
    before = store.meta("noted_model") or None
    if before != file.sha256:
        with store.transaction():
            if file.data is not None:
                store.keep_bytes(file.data)
            what = "edit" if before and file.sha256 else "add" if file.sha256 else "remove"
            note(store, "model", f"{what} case.yaml", before=before, after=file.sha256)
            store.set_meta("noted_model", file.sha256 or "")
    return (store.meta("run_model") or None) != file.sha256


def _took_up(outcomes: tuple[Outcome, ...]) -> tuple[str, ...]:
    return tuple(f"{outcome.status} {outcome.file or outcome.given}" for outcome in outcomes)


def _did(*, is_new: bool, written: bool, edited: bool) -> tuple[str, ...]:
    done = ((edited, "case.yaml changed"), (is_new, "record built"), (written, f"{REPORT} written"))
    return tuple(words for was_done, words in done if was_done)
