"""When each document was published: what it states, else an interval with reasons, from constraints over the whole
pile.

A stated or printed date wins. Otherwise the article's address, the times it tells of as past and as still to come,
and what
dated articles say about the same events each bound the day. Nothing is invented: an end that no text bounds is None.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from functools import partial
from typing import Any

from detente.evidence import UNKNOWN, Citation, DateRange, DocumentId
from detente.record.datelines import bounds_by_reference, yearless_dateline
from detente.record.dating import Expression, expressions
from detente.record.dating.calendar import AUTOMATIC, month_day
from detente.record.entries import Publication
from detente.record.own_times import bounds_by_times_told, bounds_by_weekdays, is_full
from detente.record.recall import Recall, Row, plain
from detente.record.shared_events import (
    Constraint,
    Dated,
    Openings,
    bound_by_lead,
    bounds_by_shared_events,
    common_words,
    index_of,
    rarities,
)
from detente.record.told import Lead, Placed, Told, lead_of, placed_in, prose_of, told_in
from detente.sources.document import Document, Library

__all__ = ["Stories", "infer_publications"]

_NARROW = 7
"""An inferred publication of so many days or fewer dates the article's own weekdays for others."""

_READING = "finding when articles were published"


def infer_publications(
    library: Library, *, recall: Recall | None = None, stories: "Stories | None" = None
) -> tuple[Publication, ...]:
    """The publication of every document, in the library's order.

    Bounds that an article gives by itself come first; then, twice, those from events it shares with dated articles, so
    that an article dated by another can date a third. `recall`, or `stories`, spares what was read before.
    """
    stories = stories or Stories(library, recall or Recall())
    unsettled = [d for d in library.documents if d.published is None or not _is_narrow(d.published)]
    undated = stories.of({d.id: UNKNOWN for d in unsettled})
    inferred = {d.id: _alone(d, undated[d.id].told if d.id in undated else ()) for d in library.documents}
    for _ in range(2):
        known = inferred
        inferred = _together(library, stories, undated, known)
        if inferred == known:
            break
    return tuple(inferred[document.id] for document in library.documents)


class Stories:
    """The times that articles tell, read against a day of publication; each article is read once against a day."""

    def __init__(self, library: Library, recall: Recall) -> None:
        self.library = library
        self.recall = recall
        self._rows: dict[tuple[DocumentId, DateRange], Row] = {}
        self._dated: dict[tuple[DocumentId, DateRange], Dated] = {}

    def times(self, days: Mapping[DocumentId, DateRange], *, what: str = _READING) -> Iterator[tuple[Expression, ...]]:
        """The date expressions in the prose of each article that `days` has, in the library's order."""
        documents = [d for d in self.library.documents if d.id in days]
        self._read([d for d in documents if (d.id, days[d.id]) not in self._rows], days, what)
        return (self._rows[d.id, days[d.id]]["times"] for d in documents)

    def of(self, days: Mapping[DocumentId, DateRange]) -> dict[DocumentId, Dated]:
        """The articles that `days` has, each read against its day."""
        for document, found in zip([d for d in self.library.documents if d.id in days], self.times(days), strict=True):
            day = days[document.id]
            if (document.id, day) not in self._dated:
                row = self._rows[document.id, day]
                told = told_in(document, self.library, found, row["placed"])
                self._dated[document.id, day] = Dated(
                    published=day, told=told, opening=partial(row.__getitem__, "lead")
                )
        return {id: self._dated[id, day] for id, day in days.items()}

    def _read(self, documents: Sequence[Document], days: Mapping[DocumentId, DateRange], what: str) -> None:
        rows = self.recall.rows(
            lambda document: _story_of(document, self.library, days[document.id]),
            documents,
            _STORY,
            stage="story",
            what=what,
            document=lambda document: document,
            given=lambda document: plain(days[document.id]),
            parsed=False,
        )
        for document, row in zip(documents, rows, strict=True):
            self._rows[document.id, days[document.id]] = row


_STORY = {"times": tuple[Expression, ...], "lead": Lead, "placed": tuple[Placed, ...]}
"""The date expressions of an article, what it opens with, and where its times stand."""


def _story_of(document: Document, library: Library, published: DateRange) -> Mapping[str, Any]:
    """What an article tells of times, read against its day."""
    found = expressions(prose_of(document, library), published=published)
    placed = placed_in(document, library, found)
    lead = lead_of(document, library, told_in(document, library, found, placed))
    return {"times": found, "lead": lead, "placed": placed}


def _alone(document: Document, told: Sequence[Told]) -> Publication:
    """What the article says of its own day."""
    if document.published is not None:
        return Publication(document=document.id, when=document.published, stated=True, citations=_stated_in(document))
    return _combined(document, [*_from_address(document), *bounds_by_times_told(told)])


def _together(
    library: Library, stories: Stories, read: Mapping[DocumentId, Dated], inferred: Mapping[DocumentId, Publication]
) -> dict[DocumentId, Publication]:
    """The publications after every undated article is compared with the dated ones."""
    count = len(library.documents)
    days = {d.id: inferred[d.id].when for d in library.documents}
    undated = [d for d in library.documents if not _is_narrow(days[d.id]) and not inferred[d.id].stated]
    if not undated:
        return dict(inferred)
    narrow = stories.of({id: when for id, when in days.items() if _is_narrow(when)})
    tellings = {d.id: narrow[d.id].told if d.id in narrow else read[d.id].told for d in library.documents}
    dated = [told for d in library.documents for told in tellings[d.id] if d.id in narrow or is_full(told)]
    spread = common_words([told for tellings_of_one in tellings.values() for told in tellings_of_one])
    openings = Openings(list(narrow.values()), rarities(spread, count))
    index = index_of(dated, spread, count)
    years = {day.year + near for one in narrow.values() if (day := one.published.earliest) for near in (-1, 0, 1)}

    def compared(document: Document) -> Publication:
        alone = read[document.id]
        constraints = [
            *_from_address(document),
            *bounds_by_reference(document, library, days),
            *bounds_by_times_told(alone.told),
        ]
        dateline = yearless_dateline(document, library)
        constraints += [
            bound
            for bound in bounds_by_shared_events(alone.told, index, spread, count)
            if not (dateline and bound.earliest and bound.latest) or dateline.admits(bound.earliest, bound.latest)
        ]
        bounds = _combined(document, constraints).when
        admits = dateline.admits if dateline else lambda first, last: True
        constraints += bounds_by_weekdays(alone.told, years)
        opening = bound_by_lead(alone.lead, openings, count, bounds, admits=admits)
        constraints += [opening] if opening else []
        printed = dateline.bound(_combined(document, constraints).when) if dateline else None
        return _combined(document, [*constraints, *([printed] if printed else [])])

    found = {p.document: p for p in stories.recall.sharing.each(compared, undated, _READING)}
    return {**inferred, **found}


def _is_narrow(when: DateRange) -> bool:
    return when.width is not None and when.width.days <= _NARROW


def _stated_in(document: Document) -> tuple[Citation, ...]:
    """Where the article prints its date, when it does."""
    found = (datum.citation for datum in document.metadata.get("published", ()))
    return tuple(citation for citation in found if citation is not None)


def _combined(document: Document, constraints: Sequence[Constraint]) -> Publication:
    """The days that meet every constraint; one that contradicts the surer ones before it is left out."""
    earliest: date | None = None
    latest: date | None = None
    used: list[Constraint] = []
    for constraint in constraints:
        low = max(filter(None, (earliest, constraint.earliest)), default=None)
        high = min(filter(None, (latest, constraint.latest)), default=None)
        if low and high and low > high:
            continue
        if (low, high) != (earliest, latest):
            used.append(constraint)
        earliest, latest = low, high
    binding = [c for c in used if (c.earliest and c.earliest == earliest) or (c.latest and c.latest == latest)]
    if not binding:
        reason = "nothing in the sources bounds the day of publication"
        when = DateRange(earliest=None, latest=None, granularity="unknown", reason=reason)
        return Publication(document=document.id, when=when, stated=False)
    citations = tuple(dict.fromkeys(citation for c in binding for citation in c.citations))
    when = DateRange(
        earliest=earliest,
        latest=latest,
        granularity="day" if earliest == latest else "range",
        phrase=citations[0].quote if citations else "",
        reason="; ".join(dict.fromkeys(c.reason for c in binding)),
    )
    return Publication(document=document.id, when=when, stated=False, citations=citations)


_ADDRESS_DAY = re.compile(r"(?<!\d)((?:19|20)\d\d)[/-](0?[1-9]|1[0-2])[/-](0?[1-9]|[12]\d|3[01])(?!\d)")
_ADDRESS_DIGITS = re.compile(r"(?<=[/_-])((?:19|20)\d\d)(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])(?!\d)")
_ADDRESS_MONTH = re.compile(r"/((?:19|20)\d\d)/(0[1-9]|1[0-2])/")


def _from_address(document: Document) -> list[Constraint]:
    """The day or month in the article's own address."""
    if not document.url:
        return []
    citations = tuple(d.citation for d in document.metadata.get("url", ()) if d.citation is not None)[:1]
    for pattern in (_ADDRESS_DAY, _ADDRESS_DIGITS):
        if match := pattern.search(document.url):
            day = month_day(int(match[1]), int(match[2]), int(match[3]))
            if day is not None and day.year in AUTOMATIC:
                near = timedelta(days=1)
                reason = f"the article's address is dated {day}, give or take the day of print"
                return [Constraint(earliest=day - near, latest=day + near, reason=reason, citations=citations)]
    if match := _ADDRESS_MONTH.search(document.url):
        first = date(int(match[1]), int(match[2]), 1)
        last = (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)
        return [
            Constraint(
                earliest=first, latest=last, reason=f"the article's address is dated {first:%Y-%m}", citations=citations
            )
        ]
    return []
