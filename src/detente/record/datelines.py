"""What the small print bounds: a day without its year before the first sentence, and an article named as the source."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from detente.evidence import Citation, DateRange, DocumentId
from detente.record.dating.calendar import month_day
from detente.record.shared_events import Constraint
from detente.sources.document import Document, Library
from detente.sources.fingerprints import normal_words
from detente.sources.printed_dates import MONTHS

__all__ = ["Yearless", "bounds_by_reference", "yearless_dateline"]

_DAY_OR_MONTH_FIRST = re.compile(
    r"(?<![^\W\d_])(?P<month>[^\W\d_]{3,12})\.?\s(?P<day>\d{1,2})(?!\d)|"
    r"(?<!\d)(?P<day_first>\d{1,2})\.?\s(?P<month_second>[^\W\d_]{3,12})"
)
_YEAR = re.compile(r"\d{4}")
_PRINTED_WITHIN = 3
"""Days after its dateline by which a dispatch is in print."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Yearless:
    """The month and day of a dateline that prints no year."""

    month: int
    day: int
    citation: Citation

    def days(self, first: date, last: date) -> Iterator[date]:
        """That day in each year in which a dispatch of it can have been printed between these days."""
        for year in range(max(1, first.year - 1), last.year + 1):
            day = month_day(year, self.month, self.day)
            if day is not None and day <= last and day + timedelta(days=_PRINTED_WITHIN) >= first:
                yield day

    def admits(self, first: date, last: date) -> bool:
        """Whether the dispatch can have been printed between these days at all."""
        return next(self.days(first, last), None) is not None

    def bound(self, when: DateRange) -> Constraint | None:
        """The few days on which it was printed, where `when` leaves only one year for it."""
        if when.earliest is None or when.latest is None:
            return None
        days = list(self.days(when.earliest, when.latest))
        if len(days) != 1:
            return None
        return Constraint(
            earliest=days[0],
            latest=days[0] + timedelta(days=_PRINTED_WITHIN),
            reason=f"its dateline says {self.citation.quote}",
            citations=(self.citation,),
        )


def yearless_dateline(document: Document, library: Library) -> Yearless | None:
    """The day that the article's dateline gives without a year; None where it gives none, or the year too."""
    for passage in library.passages_of(document.id):
        if passage.kind != "dateline":
            continue
        start, end = passage.span.start, passage.span.end
        words = document.text[start:end]
        if _YEAR.search(words):
            return None
        for found in _DAY_OR_MONTH_FIRST.finditer(words):
            name, day = found["month"] or found["month_second"], found["day"] or found["day_first"]
            month = MONTHS.get(name.lower())
            if month is not None and month_day(2000, month, int(day)) is not None:
                citation = document.cite(start + found.start(), start + found.end())
                return Yearless(month=month, day=int(day), citation=citation)
    return None


def bounds_by_reference(
    document: Document, library: Library, published: Mapping[DocumentId, DateRange]
) -> Sequence[Constraint]:
    """An article that names another of the pile as its source appeared no earlier than that one."""
    found = []
    for item in document.metadata.get("reference", ()):
        named = " ".join(normal_words(item.value))
        for other in library.documents:
            title = _title(other.title or "")
            earliest = published[other.id].earliest
            if other.id == document.id or len(title) <= 15 or title not in named or earliest is None:
                continue
            citations = (item.citation,) if item.citation is not None else ()
            reason = f"it names {other.id} as its source, which appeared on or after {earliest}"
            found.append(Constraint(earliest=earliest, latest=None, reason=reason, citations=citations))
    return sorted(found, key=lambda constraint: (constraint.earliest or date.min, constraint.reason), reverse=True)[:1]


@lru_cache(maxsize=100_000)
def _title(words: str) -> str:
    """A title as it is compared."""
    return " ".join(normal_words(words))
