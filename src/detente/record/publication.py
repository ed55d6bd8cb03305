"""When each document was published: what it states, else an interval with reasons, from constraints over the whole
pile.

A stated or printed date wins. Otherwise the article's address, the times it tells of as past and as still to come,
and what
dated articles say about the same events each bound the day. Nothing is invented: an end that no text bounds is None.
"""

import re
from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from detente.evidence import UNKNOWN, Citation, DateRange, DocumentId
from detente.record.datelines import bounds_by_reference, yearless_dateline
from detente.record.dating.calendar import AUTOMATIC, month_day
from detente.record.entries import Publication
from detente.record.shared_events import (
    Constraint,
    Dated,
    bound_by_lead,
    bounds_by_shared_events,
    common_words,
    index_of,
    rarities,
)
from detente.record.told import Told, lead_of, times_told
from detente.sources.document import Document, Library

__all__ = ["infer_publications"]

_NARROW = 7
"""An inferred publication of so many days or fewer dates the article's own weekdays for others."""


def infer_publications(library: Library) -> tuple[Publication, ...]:
    """The publication of every document, in the library's order.

    Bounds that an article gives by itself come first; then, twice, those from events it shares with dated articles, so
    that an article dated by another can date a third.
    """
    undated = {d.id: times_told(d, library, UNKNOWN) for d in library.documents}
    inferred = {d.id: _alone(d, undated[d.id]) for d in library.documents}
    for _ in range(2):
        known = inferred
        inferred = _together(library, known, undated)
        if inferred == known:
            break
    return tuple(inferred[document.id] for document in library.documents)


def _alone(document: Document, told: Sequence[Told]) -> Publication:
    """What the article says of its own day."""
    if document.published is not None:
        return Publication(document=document.id, when=document.published, stated=True, citations=_stated_in(document))
    return _combined(document, [*_from_address(document), *_from_times_told(told)])


def _together(
    library: Library, inferred: Mapping[DocumentId, Publication], undated: Mapping[DocumentId, tuple[Told, ...]]
) -> dict[DocumentId, Publication]:
    """The publications after every undated article is compared with the dated ones."""
    narrow = {d.id for d in library.documents if _is_narrow(inferred[d.id].when)}
    tellings = {
        d.id: times_told(d, library, inferred[d.id].when) if d.id in narrow else undated[d.id]
        for d in library.documents
    }
    dated = [told for d in library.documents for told in tellings[d.id] if d.id in narrow or _is_full(told)]
    spread = common_words([told for tellings_of_one in tellings.values() for told in tellings_of_one])
    articles = [
        Dated(published=inferred[d.id].when, lead=lead_of(d, library, tellings[d.id]), told=tellings[d.id])
        for d in library.documents
        if d.id in narrow
    ]
    rarity = rarities(spread, len(library.documents))
    index = index_of(dated, spread, len(library.documents))
    days = {d.id: inferred[d.id].when for d in library.documents}
    result = dict(inferred)
    for document in library.documents:
        if document.id in narrow or inferred[document.id].stated:
            continue
        told = undated[document.id]
        constraints = [*_from_address(document), *bounds_by_reference(document, library, days), *_from_times_told(told)]
        dateline = yearless_dateline(document, library)
        constraints += [
            bound
            for bound in bounds_by_shared_events(told, index)
            if not (dateline and bound.earliest and bound.latest) or dateline.admits(bound.earliest, bound.latest)
        ]
        bounds = _combined(document, constraints).when
        opening = bound_by_lead(
            lead_of(document, library, told),
            articles,
            rarity,
            len(library.documents),
            bounds,
            admits=dateline.admits if dateline else lambda first, last: True,
        )
        constraints += [opening] if opening else []
        printed = dateline.bound(_combined(document, constraints).when) if dateline else None
        result[document.id] = _combined(document, [*constraints, *([printed] if printed else [])])
    return result


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
