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
    return _combined(document, [*_from_address(document), *_from_times_told(told)])


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
    dated = [told for d in library.documents for told in tellings[d.id] if d.id in narrow or _is_full(told)]
    spread = common_words([told for tellings_of_one in tellings.values() for told in tellings_of_one])
    openings = Openings(list(narrow.values()), rarities(spread, count))
    index = index_of(dated, spread, count)

    def compared(document: Document) -> Publication:
        alone = read[document.id]
        constraints = [
            *_from_address(document),
            *bounds_by_reference(document, library, days),
            *_from_times_told(alone.told),
        ]
        dateline = yearless_dateline(document, library)
        constraints += [
            bound
            for bound in bounds_by_shared_events(alone.told, index, spread, count)
            if not (dateline and bound.earliest and bound.latest) or dateline.admits(bound.earliest, bound.latest)
        ]
        bounds = _combined(document, constraints).when
        admits = dateline.admits if dateline else lambda first, last: True
        opening = bound_by_lead(alone.lead, openings, count, bounds, admits=admits)
        constraints += [opening] if opening else []
        printed = dateline.bound(_combined(document, constraints).when) if dateline else None
        return _combined(document, [*constraints, *([printed] if printed else [])])

    found = {p.document: p for p in stories.recall.sharing.each(compared, undated, _READING)}
    return {**inferred, **found}


def _is_full(told: Told) -> bool:
    return told.expression.when.reason == "written in full"


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


def _from_times_told(told: Sequence[Told]) -> list[Constraint]:
    """An article comes after the times it tells of as past, and before those it says are still to come."""
    found = [bound for one in told if one.expression.when.is_bounded and _is_full(one) for bound in _bounds(one)]
    earliest = max((c for c in found if c.earliest), key=lambda c: c.earliest or date.min, default=None)
    latest = min((c for c in found if c.latest), key=lambda c: c.latest or date.max, default=None)
    return [c for c in (earliest, latest) if c is not None]


_AHEAD = re.compile(
    r"\b(?:will|'ll|’ll|shall|is|are) (?!not\b)(?:\w+ ){0,6}?$|"
    r"\b(?:scheduled|expected|slated|due|set|plans|planning|planned|going|hopes|intends) (?:to|for)\b[^.;!?\"“”]{0,60}$"
)
_PAST_VERB = (
    r"(?:was|were|had|did|said|told|went|met|held|took|came|gave|made|won|lost|sold|began|became|died|left|saw|found|ran|fell|rose|struck|"
    r"(?!united|unprecedented|limited|hundred)[a-z]{3,}ed)"
)
_BEHIND = re.compile(rf"\b{_PAST_VERB}\b")
_REPORTING = frozenset(
    "said told announced predicted reported added noted warned argued claimed stated suggested estimated "
    "promised vowed pledged declared".split()
)
_ANY_VERB = re.compile(
    rf"\b(?:{_PAST_VERB}|is|are|has|have|to [a-z]+|[a-z]{{3,}}ing|predicts?|says?|plans?)\b|['’](?:s|re|ll)(?= "
    rf"[a-z]+ing)"
)
_OPEN = re.compile(
    r"\b(?:will|would|could|may|might|should|shall|"
    r"plan\w*|expect\w*|schedul\w*|until|by|if|deadline|next|through|set to|"
    r"due|propos\w*|can|must|to be|"
    r"bid|run "
    r"for|potential|possible|possibly|prospect\w*|hope\w*|intend\w*|forecast\w*|project\w*|likely|upcoming|looming|ahead)\b"
)
_PLACED = re.compile(
    r"\b(?:in|on|since|of|during|after|from|late|early|mid)\s+(?:(?:the|late|early|mid)[ -])?$", re.IGNORECASE
)
_NOUN_BEHIND = re.compile(r"['’]?s?\s+(?:[a-z]{3,}|[A-Z]\w+|[“\"(])")
_CLAUSE_BEHIND = re.compile(
    r"\s+(?:and|but|when|after|before|that|which|who|with|for|from|to|the|was|were|had|said|by|in|at|on|as|because|while|if|during|over|under)\b"
)


def _bounds(told: Told) -> list[Constraint]:
    """The bound that one time gives: only where the words around it leave no doubt on which side it lies."""
    when, quote = told.expression.when, told.citation.quote
    coarse = when.granularity not in ("day", "month")
    qualifies = when.granularity != "day" and _NOUN_BEHIND.match(told.after) and not _CLAUSE_BEHIND.match(told.after)
    if qualifies or when.granularity in ("decade", "century") or (coarse and not _PLACED.search(told.before)):
        return []
    if _tells_of_past(told):
        return [
            Constraint(
                earliest=when.earliest, latest=None, reason=f"it tells of {quote} as past", citations=(told.citation,)
            )
        ]
    trimmed = _PLACED.sub("", told.before).rstrip() + " "
    if _PLACED.search(told.before) and _AHEAD.search(trimmed) and not _BEHIND.search(told.before):
        return [
            Constraint(
                earliest=None,
                latest=when.latest,
                reason=f"it speaks of {quote} as still to come",
                citations=(told.citation,),
            )
        ]
    return []


def _tells_of_past(told: Told) -> bool:
    """Whether the verb of the time's own clause stands in the past and nothing nearby points ahead."""
    clause_before = re.split(r"[,;:–—]|\bthat\b|\bwhich\b", told.before)[-1]
    if (
        clause_before.strip(" \"“'‘(").lower()
        in ("in", "on", "since", "during", "in late", "in early", "late in", "early in", "by late", "")
        and told.before == clause_before
    ):
        main = re.sub(r"^[^,]{0,20},", "", told.after)[:160]
        verb = re.search(rf"\b(?:{_PAST_VERB}|will|would|is|are|has|have|plans|may|could|must)\b", main)
        return verb is not None and _BEHIND.fullmatch(verb[0]) is not None
    verbs = _ANY_VERB.findall(clause_before)
    return (
        bool(verbs)
        and _BEHIND.fullmatch(verbs[-1]) is not None
        and verbs[-1] not in _REPORTING
        and _OPEN.search(told.before) is None
    )
