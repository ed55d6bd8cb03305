"""What the times an article tells of say about its own day: it comes after what it tells as past, and before what is
still to come.

A day with its weekday and without its year ("Saturday, 18 March") fits few years. Where one year of the coverage has
all such days of an article, the article is of that time.
"""

import re
from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import date, timedelta

from detente.evidence import DateRange
from detente.record.dating import Expression
from detente.record.dating.calendar import month_day
from detente.record.dating.lexicon import WEEKDAYS
from detente.record.shared_events import Constraint
from detente.record.told import Told

__all__ = ["bounds_by_times_told", "bounds_by_weekdays", "is_full"]

SEASON = timedelta(days=90)
"""News that gives a day with its weekday and no year is so near to it."""


def is_full(told: Told) -> bool:
    """Whether a time stands with its year."""
    return told.expression.when.reason == "written in full"


def bounds_by_times_told(told: Sequence[Told]) -> list[Constraint]:
    """The nearest bounds that times written in full give, at most one on either side."""
    return _nearest([one for one in told if one.expression.when.is_bounded and is_full(one)])


def bounds_by_weekdays(told: Sequence[Told], years: Collection[int]) -> list[Constraint]:
    """The bounds from the days that stand with their weekdays and without a year.

    `years` are those that the coverage is of. None where no day stands so, or where no year, or several, have them all.

    >>> bounds_by_weekdays([], {2034})
    []
    """
    open_days = [one for one in told if _OPEN_DAY.fullmatch(one.expression.value)]
    named = [one for one in open_days if _weekday_of(one) is not None]
    fitting = [day for year in sorted(years) if named and (day := _fitting(named, year)) is not None]
    if len(fitting) != 1:
        return []
    (middle,) = fitting
    dated = [replace(one, expression=_on(one, middle)) for one in open_days if _near(one, middle) is not None]
    days = [day for one in named if (day := _near(one, middle)) is not None]
    citations = tuple(one.citation for one in named)
    only = f"of the years of this coverage only {middle.year} has {named[0].citation.quote}"
    around = Constraint(
        earliest=max(days) - SEASON, latest=min(days) + SEASON, reason=f"near that day, and {only}", citations=citations
    )
    return [around, *(replace(bound, reason=f"{bound.reason}, and {only}") for bound in _nearest(dated))]


_OPEN_DAY = re.compile(r"XXXX-\d\d-\d\d(?:T.*)?")
_WORD = re.compile(r"[a-z]+")


def _weekday_of(told: Told) -> int | None:
    """The weekday that stands with a day, from 0 for Monday."""
    words = _WORD.findall(told.citation.quote.lower())
    return next((WEEKDAYS[word] for word in words if word in WEEKDAYS), None)


def _fitting(named: Sequence[Told], year: int) -> date | None:
    """The first of the days in that year, where all the days nearest to it fall on their weekdays."""
    first = _of_year(named[0], year)
    if first is None:
        return None
    days = [_near(one, first) for one in named]
    fits = all(day is not None and day.weekday() == _weekday_of(one) for one, day in zip(named, days, strict=True))
    return first if fits else None


def _of_year(told: Told, year: int) -> date | None:
    """The day of a telling in a year."""
    value = told.expression.value
    return month_day(year, int(value[5:7]), int(value[8:10]))


def _near(told: Told, middle: date) -> date | None:
    """The day of a telling in the year in which it lies nearest to another."""
    days = [day for year in range(middle.year - 1, middle.year + 2) if (day := _of_year(told, year)) is not None]
    return min(days, key=lambda day: abs(day - middle), default=None)


def _on(told: Told, middle: date) -> Expression:
    """The expression of a telling with the day that it means."""
    day = _near(told, middle)
    assert day is not None
    when = DateRange.day(day, phrase=told.citation.quote, reason="by its weekday")
    return replace(told.expression, when=when)


def _nearest(told: Sequence[Told]) -> list[Constraint]:
    """The latest of the bounds before and the earliest of those after that dated tellings give."""
    found = [bound for one in told for bound in _bounds(one)]
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
    ahead = _AHEAD.search(trimmed) if _PLACED.search(told.before) else None
    if ahead and not _BEHIND.search(trimmed, 0, ahead.start()):  # "will be opened" tells of nothing past
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
