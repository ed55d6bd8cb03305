"""What each page of the app costs as a record grows: the same case many times over, in memory, page by page.

::

    python -m benchmarks.web_lists CASE --times 10

CASE is a case that was run; its articles and record are taken so many times under other names, so that a large record
can be looked at without building one. Times are CPU milliseconds of making a page that nobody has asked for before;
a page asked for again is remembered and costs a look-up. Search is measured by `benchmarks.growth`.
"""

import argparse
import time
from dataclasses import fields, is_dataclass, replace
from pathlib import Path
from resource import RUSAGE_SELF, getrusage
from typing import Any

from detente.case import Case
from detente.evidence import DocumentId
from detente.pipeline import solved
from detente.report.page import page as report_page
from detente.sources.document import Library, Origin
from detente.store import open_case
from detente.web import pages, tables
from detente.web.desk import Sheet
from detente.web.listing import Query, View

__all__ = ["main", "many_times"]

HOLD = frozenset("span citation cited citations content cue speaker variants accounts contested_readings".split())
"""Fields that hold citations."""

LISTS = ("sources", "chronology", "statements", "disagreements", "positions", "terms", "gaps")


def many_times(case: Case, times: int) -> Case:
    """The case with its articles and its record `times` over, each time under other names."""
    library = case.library
    record = case.record
    copies = [_Copy(number) for number in range(1, times)]
    grown = Library(
        documents=(*library.documents, *(copy.of(d) for copy in copies for d in library.documents)),
        passages=(*library.passages, *(copy.of(p) for copy in copies for p in library.passages)),
        origins=(*library.origins, *(copy.of(o) for copy in copies for o in library.origins)),
        caveats=library.caveats,
    )
    lists = ("publications", "dates", "statements", "events", "positions", "terms", "disagreements", "gaps")
    entries = {
        name: (*getattr(record, name), *(copy.of(entry) for copy in copies for entry in getattr(record, name)))
        for name in lists
    }
    return replace(case, library=grown, record=replace(record, **entries))


class _Copy:
    """Renames documents and entries, wherever they are named."""

    def __init__(self, number: int) -> None:
        self.number = number

    def of(self, value: Any) -> Any:
        """The value with every document and every id under its other name."""
        if isinstance(value, tuple):
            return tuple(self.of(part) for part in value)
        if isinstance(value, Origin):
            pairs = tuple(self._names(pair) for pair in value.near_duplicates)
            name = f"{value.id}-{self.number}"
            return replace(value, id=name, documents=self._names(value.documents), near_duplicates=pairs)
        if not is_dataclass(value) or isinstance(value, type):
            return value
        changed: dict[str, Any] = {}
        for field in fields(value):
            given = getattr(value, field.name)
            if field.name == "document" or (field.name == "id" and hasattr(value, "text")):
                changed[field.name] = self._name(given)
            elif field.name == "id":
                changed[field.name] = f"{given}{self.number:02}"
            elif field.name == "sources" and isinstance(given, tuple):
                changed[field.name] = self._names(given)
            elif field.name in HOLD:
                changed[field.name] = self.of(given)
        return replace(value, **changed)

    def _name(self, document: str) -> DocumentId:
        return DocumentId(f"{document}-{self.number}")

    def _names(self, documents: tuple[DocumentId, ...]) -> tuple[DocumentId, ...]:
        return tuple(self._name(document) for document in documents)


def _timed(sheet: Sheet, name: str, query: Query) -> tuple[View, float]:
    begun = time.process_time()
    view = pages.contents(sheet, name, query)
    return view, 1000 * (time.process_time() - begun)


def main() -> None:
    """Print a line for each page."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("case", type=Path)
    parser.add_argument("--times", type=int, default=10)
    given = parser.parse_args()
    case = many_times(solved(open_case(given.case)), given.times)
    record = case.record
    counts = f"{len(record.statements):,} statements, {len(record.events):,} events"
    print(f"{len(case.library.documents):,} articles, {counts}, {len(record.disagreements):,} disagreements")
    sheet = Sheet("v", case)
    for name in LISTS:
        first, cold = _timed(sheet, name, {})
        _, warm = _timed(sheet, name, {"page": ("3",)})
        print(f"/{name:14} first {cold:7.0f} ms, another page {warm:6.0f} ms", flush=True)
        if name in {"statements", "chronology"}:
            before = getrusage(RUSAGE_SELF).ru_maxrss
            begun, size = time.process_time(), 0
            pieces = tables.json_twin(first)
            longest, last = 0.0, begun
            for piece in [pieces] if isinstance(pieces, bytes) else pieces:
                size += len(piece)
                longest, last = max(longest, time.process_time() - last), time.process_time()
            grown = (getrusage(RUSAGE_SELF).ru_maxrss - before) / 1024
            print(
                f"/{name}.json  {size / 1e6:.1f} MB in {last - begun:.1f} s, longest wait for a piece "
                f"{1000 * longest:.0f} ms, {grown:.1f} MB of memory more"
            )
    begun = time.process_time()
    size = len(report_page(case))
    print(f"report.html {size / 1e6:.2f} MB in {time.process_time() - begun:.1f} s")


if __name__ == "__main__":
    main()
