"""When each document was published: what it states, else an interval with reasons, from constraints over the whole pile.

A stated or printed date wins. Otherwise the article's address, the times it tells of as past and as still to come, and what
dated articles say about the same events each bound the day. Nothing is invented: an end that no text bounds is None.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from detente.evidence import Citation, DateRange
from detente.record.dating import Expression, expressions
from detente.record.dating.calendar import AUTOMATIC, month_day
from detente.record.entries import Publication
from detente.sources.document import Document, Library

__all__ = ["infer_publications"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Constraint:
    """One reason why the document was published no earlier and no later than these days."""

    earliest: date | None
    latest: date | None
    reason: str
    citation: Citation | None = None


def infer_publications(library: Library) -> tuple[Publication, ...]:
    """The publication of every document, in the library's order."""
    return tuple(_publication(document, library) for document in library.documents)


def _publication(document: Document, library: Library) -> Publication:
    if document.published is not None:
        return Publication(document=document.id, when=document.published, stated=True, citations=_stated_in(document))
    constraints = [*_from_address(document), *_from_times_told(document, library)]
    return _combined(document, constraints)


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
        when = DateRange(
            earliest=None,
            latest=None,
            granularity="unknown",
            reason="nothing in the sources bounds the day of publication",
        )
        return Publication(document=document.id, when=when, stated=False)
    granularity = "day" if earliest == latest else "range"
    reason = "; ".join(dict.fromkeys(c.reason for c in binding))
    phrase = next((c.citation.quote for c in binding if c.citation), "")
    when = DateRange(earliest=earliest, latest=latest, granularity=granularity, phrase=phrase, reason=reason)
    citations = tuple(dict.fromkeys(c.citation for c in binding if c.citation))
    return Publication(document=document.id, when=when, stated=False, citations=citations)


_ADDRESS_DAY = re.compile(r"(?<!\d)((?:19|20)\d\d)[/-](0?[1-9]|1[0-2])[/-](0?[1-9]|[12]\d|3[01])(?!\d)")
_ADDRESS_DIGITS = re.compile(r"(?<!\d)((?:19|20)\d\d)(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])(?!\d)")
_ADDRESS_MONTH = re.compile(r"/((?:19|20)\d\d)/(0[1-9]|1[0-2])/")


def _from_address(document: Document) -> list[Constraint]:
    """The day or month in the article's own address; outlets date by their own clock, so a day either side is kept."""
    if not document.url:
        return []
    citation = next((d.citation for d in document.metadata.get("url", ()) if d.citation is not None), None)
    for pattern in (_ADDRESS_DAY, _ADDRESS_DIGITS):
        if match := pattern.search(document.url):
            day = month_day(int(match[1]), int(match[2]), int(match[3]))
            if day is not None and day.year in AUTOMATIC:
                return [
                    Constraint(
                        earliest=day, latest=day, reason=f"the article's address is dated {day}", citation=citation
                    )
                ]
    if match := _ADDRESS_MONTH.search(document.url):
        first = date(int(match[1]), int(match[2]), 1)
        last = (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)
        return [
            Constraint(
                earliest=first, latest=last, reason=f"the article's address is dated {first:%Y-%m}", citation=citation
            )
        ]
    return []


def _prose(document: Document, library: Library) -> str:
    """The article's prose at its own offsets; everything else blank."""
    passages = [p for p in library.passages_of(document.id) if p.is_prose]
    if not passages:
        return document.text
    kept = ["\n"] * len(document.text)
    for passage in passages:
        kept[passage.span.start : passage.span.end] = document.text[passage.span.start : passage.span.end]
    return "".join(kept)


def _from_times_told(document: Document, library: Library) -> list[Constraint]:
    """An article comes after the times it tells of as past, and before those it says are still to come."""
    found: list[Constraint] = []
    for told in expressions(_prose(document, library), published=None):
        if told.type not in ("DATE", "TIME") or not told.when.is_bounded or "written in full" not in told.when.reason:
            continue
        found.extend(_bounds(document, told))
    earliest = max((c for c in found if c.earliest), key=lambda c: c.earliest or date.min, default=None)
    latest = min((c for c in found if c.latest), key=lambda c: c.latest or date.max, default=None)
    return [c for c in (earliest, latest) if c is not None]


_AHEAD = re.compile(
    r"\b(?:will|'ll|’ll|shall|is|are) (?!not\b)(?:\w+ ){0,6}?$|"
    r"\b(?:scheduled|expected|slated|due|set|plans|planning|planned|going|hopes|intends) (?:to|for)\b[^.;!?\"“”]{0,60}$"
)
_BEHIND = re.compile(
    r"\b(?:was|were|had|did|said|told|went|met|held|took|came|gave|made|won|lost|sold|began|became|died|left|\w{3,}ed)\b"
)
_PLACED = re.compile(
    r"\b(?:in|on|since|of|until|during|after|by|before|for|from|to|late|early|mid|through)\s+(?:(?:the|late|early|mid)[ -])?$",
    re.IGNORECASE,
)
_NOUN_BEHIND = re.compile(r"\s+(?:[a-z]{3,}|[A-Z]\w+)")
_CLAUSE_BEHIND = re.compile(
    r"\s+(?:and|but|when|after|before|that|which|who|with|for|from|to|the|was|were|had|said|by|in|at|on|as|because|while|if)\b"
)


def _bounds(document: Document, told: Expression) -> list[Constraint]:
    """The bound that one time gives: only where the words before it leave no doubt on which side it lies."""
    citation = document.cite(told.start, told.end)
    before = re.split(r"[.;!?]\s|\n", document.text[max(0, told.start - 160) : told.start])[-1]
    after = document.text[told.end : told.end + 30]
    qualifies = (
        told.when.granularity == "year"
        and _NOUN_BEHIND.match(after) is not None
        and _CLAUSE_BEHIND.match(after) is None
    )
    placed = _PLACED.search(before) is not None or told.when.granularity == "day"
    if qualifies or not placed:
        return []
    sentence = before + re.split(r"[.;!?]\s|\n", document.text[told.end : told.end + 160])[0]
    ahead = re.search(
        r"\b(?:will|would|could|may|might|should|plan\w*|expect\w*|schedul\w*|until|by|if|to|before|for|deadline|next|through|until)\b",
        sentence,
    )
    if _BEHIND.search(sentence) and not ahead:
        return [
            Constraint(
                earliest=told.when.earliest,
                latest=None,
                reason=f"it tells of {citation.quote} as past",
                citation=citation,
            )
        ]
    trimmed = _PLACED.sub("", before)
    if _AHEAD.search(trimmed + ("" if trimmed.endswith(" ") else " ")) and not _BEHIND.search(before):
        return [
            Constraint(
                earliest=None,
                latest=told.when.latest,
                reason=f"it speaks of {citation.quote} as still to come",
                citation=citation,
            )
        ]
    return []
