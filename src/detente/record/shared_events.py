"""What articles say about one event, and what a dated one among them says about the day of an undated one.

An article that tells of "Tuesday" as past appeared within a week of that Tuesday; one that says "in November",
    within a year.
So where a dated article tells the same event with its day, the undated one is bounded on both sides.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby
from math import log, sqrt

import numpy as np

from detente.evidence import Citation, DateRange
from detente.record.told import Lead, Told, words_of

__all__ = [
    "Constraint",
    "Dated",
    "Index",
    "Match",
    "Openings",
    "bound_by_lead",
    "bounds_by_shared_events",
    "common_words",
    "index_of",
    "rarities",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Constraint:
    """One reason why the document was published no earlier and no later than these days."""

    earliest: date | None
    latest: date | None
    reason: str
    citations: tuple[Citation, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """Two tellings of one event, the undated article's first."""

    undated: Told
    dated: Told
    shared: frozenset[str]


_LEAST_SHARED = 6
_LEAST_CONTAINED = 0.45
_LEAST_TELLING = 2
"""Shared words besides names: two articles that name the same four people need not tell one event."""


def common_words(told: Sequence[Told]) -> Counter[str]:
    """In how many documents each telling word stands."""
    documents: dict[str, set[str]] = defaultdict(set)
    for one in told:
        for word in one.words:
            documents[word].add(one.document)
    return Counter({word: len(found) for word, found in documents.items()})


Index = Mapping[tuple[str, str], Sequence[Told]]
"""The dated tellings by one of their rarer words and the weekday or the month that they give."""


def index_of(told: Sequence[Told], spread: Counter[str], documents: int) -> Index:
    """The dated tellings under those of their words that few documents share."""
    index: dict[tuple[str, str], list[Told]] = defaultdict(list)
    for one in told:
        slots = _slots(one)
        for word in _rarer(one, spread, documents) if slots else ():
            for slot in slots:
                index[word, slot].append(one)
    return index


def _slots(told: Told) -> tuple[str, ...]:
    """The weekday and the month that a dated telling gives, where it tells of something past."""
    when, value = told.expression.when, told.expression.value
    if when.earliest is None or when.latest is None or told.expression.tense > 0:
        return ()
    weekday = (f"W{when.earliest.isoweekday()}",) if when.earliest == when.latest else ()
    return (*weekday, f"M{value[5:7]}") if when.granularity in ("day", "month") else weekday


def _rarer(told: Told, spread: Counter[str], documents: int) -> list[str]:
    """The words of a telling under which a match is found: the rarest of the words that it shares is one of them.

    A match shares `_LEAST_SHARED` words, one of them rare; so all but that many less one, the commonest, will do.
    """
    rare = max(4, documents // 5)
    ordered = sorted(told.words, key=lambda word: (spread[word], word))
    return [word for word in ordered[: len(ordered) - _LEAST_SHARED + 1] if spread[word] <= rare]


def bounds_by_shared_events(
    undated: Sequence[Told], index: Index, spread: Counter[str], documents: int
) -> list[Constraint]:
    """The bounds on one undated article from the events it shares with the dated tellings of the index."""
    bounds = (_bound(match) for match in _matches(undated, index, spread, documents))
    return [constraint for constraint in bounds if constraint is not None]


def _matches(undated: Sequence[Told], index: Index, spread: Counter[str], documents: int) -> Iterator[Match]:
    """The pairs of sentences that tell one event and may bound it, those that share most first."""
    for one in undated:
        if not _is_open(one):
            continue
        value = one.expression.value
        slot = f"W{value[9:10]}" if value.startswith("XXXX-WXX-") else f"M{value[5:7]}"
        rarer = _rarer(one, spread, documents)
        others = {id(other): other for word in rarer for other in index.get((word, slot), ())}
        found = []
        for other in others.values():
            shared = one.words & other.words
            smaller = min(len(one.words), len(other.words))
            if other.document == one.document or len(shared) < max(_LEAST_SHARED, _LEAST_CONTAINED * smaller):
                continue
            if len(shared - words_of(" ".join(sorted(one.names | other.names)))) < _LEAST_TELLING:
                continue
            found.append(Match(undated=one, dated=other, shared=shared))
        yield from sorted(found, key=lambda match: (-len(match.shared), match.dated.citation))


def _is_open(told: Told) -> bool:
    """Whether the expression is told as past and leaves its year or week open."""
    return told.expression.value.startswith("XXXX-") and told.expression.tense <= 0


def _bound(match: Match) -> Constraint | None:
    """What the dated telling says about the undated article's publication."""
    open_value, known = match.undated.expression.value, match.dated.expression
    if known.when.earliest is None or known.when.latest is None or known.tense > 0:
        return None
    citations = (match.undated.citation, match.dated.citation)
    day = known.when.earliest
    told_by = f"{match.dated.document} tells of the same as {known.value}"
    if open_value.startswith("XXXX-WXX-"):
        if known.when.latest != day or day.isoweekday() != int(open_value[9:10]):
            return None
        return Constraint(
            earliest=day,
            latest=day + timedelta(days=6),
            reason=f"it says “{match.undated.citation.quote}” and {told_by}",
            citations=citations,
        )
    if known.value[5:7] != open_value[5:7] or known.when.granularity not in ("day", "month"):
        return None
    return Constraint(
        earliest=day,
        latest=day + timedelta(days=334),
        reason=f"it says “{match.undated.citation.quote}” without a year and {told_by}",
        citations=citations,
    )


_LEAD_WEIGHT = 3.5
_LEAD_SHARED = 7
_LEAD_CONTAINED = 0.4
_CLOSE = 0.8
_SAME_STORY = 0.15
_SURELY_SAME_STORY = 0.25
_A_PILE = 20
"""From so many documents on, openings that are alike show one story; in a small pile on one subject all are alike."""
_RECENT = 10
_RECALLED = 20
_RECALLED_WEIGHT = 6.0
_GATHERINGS = frozenset(
    {"summit", "meet", "visit", "talk", "confer", "forum", "vote", "electi", "trial", "hear", "refere", "ceremo"}
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Dated:
    """A dated article: its day, the times it tells, and what reads its opening."""

    published: DateRange
    told: tuple[Told, ...]
    opening: Callable[[], Lead]

    @property
    def lead(self) -> Lead:
        """What it opens with."""
        return self.opening()


class Openings:
    """The dated articles with every time they tell, by the words of its sentence and what the words weigh."""

    def __init__(self, others: Sequence[Dated], rarity: Mapping[str, float]) -> None:
        self.rarity = rarity
        self._others = others
        self._told = [(number, told) for number, other in enumerate(others) for told in other.told]
        places: dict[str, list[int]] = defaultdict(list)
        for place, (_, told) in enumerate(self._told):
            for word in told.words:
                places[word].append(place)
        self._places = {word: np.array(found, dtype=np.int32) for word, found in places.items()}
        self._least = np.array([max(_LEAD_SHARED, _LEAD_CONTAINED * len(told.words)) for _, told in self._told])

    def likely(self, lead: Lead) -> Iterator[tuple[Dated, list[Told]]]:
        """The articles, in order, with those of their times whose sentence has enough of the opening's words."""
        words = [word for word in sorted(lead.words) if word in self._places]
        if not words:
            return
        found = np.concatenate([self._places[word] for word in words])
        shared = np.bincount(found, minlength=len(self._told))
        weights = np.repeat([self.rarity.get(word, 1.0) for word in words], [len(self._places[word]) for word in words])
        weight = np.bincount(found, weights=weights, minlength=len(self._told))
        enough = (shared >= self._least) & (weight >= _LEAD_WEIGHT - _ROUNDING)
        for number, group in groupby((self._told[place] for place in np.flatnonzero(enough)), key=lambda told: told[0]):
            yield self._others[number], [told for _, told in group]


_ROUNDING = 1e-6
"""By how much a sum may differ with the order of its terms."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Fit:
    """How well a dated sentence fits an article's opening, and the days of publication that follow."""

    weight: float
    earliest: date
    latest: date
    told: Told


def bound_by_lead(
    lead: Lead,
    openings: Openings,
    documents: int,
    bounds: DateRange,
    *,
    admits: Callable[[date, date], bool] = lambda first, last: True,
) -> Constraint | None:
    """The bound that follows when a dated article reports, recalls or announces what an article opens with.

    An article that speaks of weekdays tells news of the week. So one that covers the story of a dated article appeared
    within a week of it, and one whose own story another recalls or announces,
        within a week of that. Where several dated
    events fit about as well, the bound covers them all; those outside `bounds`, or that `admits` denies, are none.
    """
    if not lead.weekdays:
        return None
    fits = [
        fit
        for other, told in openings.likely(lead)
        for fit in _fits(lead, other, told, openings.rarity, documents)
        if _days(fit).overlaps(bounds) and admits(fit.earliest, fit.latest)
    ]
    if not fits:
        return None
    best = max(fits, key=lambda fit: fit.weight)
    close = [fit for fit in fits if fit.weight >= _CLOSE * best.weight]
    told = best.told
    reason = (
        f"its opening tells, with the weekday, what {told.document} dates "
        f"({told.citation.quote}: {told.expression.value})"
    )
    return Constraint(
        earliest=min(fit.earliest for fit in close),
        latest=max(fit.latest for fit in close),
        reason=reason,
        citations=(lead.weekdays[0][1], told.citation),
    )


def _days(fit: _Fit) -> DateRange:
    return DateRange(earliest=fit.earliest, latest=fit.latest)


def _fits(lead: Lead, other: Dated, likely: Sequence[Told], rarity: Mapping[str, float], documents: int) -> list[_Fit]:
    """The `likely` times of one dated article that can be the event of the opening.

    Its own news where both cover one story, else what it recalls or announces.
    """
    first, last = other.published.earliest, other.published.latest
    if first is None or last is None:
        return []
    weighed = [(_weight(lead, told, rarity), told) for told in likely if not _in_an_own_month(lead, told)]
    news = [(weight, told) for weight, told in weighed if weight and _is_news(told, last) and _on_a_day_of(lead, told)]
    if not any(weight for weight, _ in weighed):
        return []
    likeness = _likeness(lead, other.lead, rarity)
    if news and likeness >= _SAME_STORY:
        week = timedelta(days=7)
        return [_Fit(weight=weight, earliest=first - week, latest=last + week, told=told) for weight, told in news]
    if documents >= _A_PILE and likeness >= _SURELY_SAME_STORY:
        return []
    fits = []
    own_news = max((weight for weight, _ in news), default=0.0)
    for weight, told in weighed:
        days = _days_after(lead, told)
        if told.expression.tense <= 0 and weight < _RECALLED_WEIGHT:
            continue
        if weight > own_news and days is not None and not _is_recent(told, last) and len(lead.first & told.words) >= 4:
            fits.append(_Fit(weight=weight, earliest=days[0], latest=days[1], told=told))
    return fits


def _is_news(told: Told, published: date) -> bool:
    """Whether the time is that of the telling article's own news."""
    when = told.expression.when
    return (
        when.latest is not None
        and when.earliest is not None
        and abs((published - when.latest).days) <= _RECENT
        and (when.latest - when.earliest).days <= 7
    )


def _is_recent(told: Told, published: date) -> bool:
    """Whether a time told as past lies so near the telling article that it may be its story's own background."""
    when = told.expression.when
    return told.expression.tense <= 0 and when.latest is not None and (published - when.latest).days < _RECALLED


def _on_a_day_of(lead: Lead, told: Told) -> bool:
    """Whether the opening speaks of the same weekday, or one beside it."""
    day = told.expression.when.earliest
    return day is not None and any((day.isoweekday() - weekday) % 7 in (0, 1, 6) for weekday, _ in lead.weekdays)


def _in_an_own_month(lead: Lead, told: Told) -> bool:
    """Whether the article itself looks back to that month ("in November"): then the event is not its news."""
    return told.expression.tense <= 0 and told.expression.value[5:7] in lead.months


def rarities(spread: Counter[str], documents: int) -> dict[str, float]:
    """1 for a word that two documents share or one has alone, near 0 for one that stands in all."""
    scale = log((documents + 1) / 2) or 1.0
    return {word: log((documents + 1) / max(2, count)) / scale for word, count in spread.items()}


def _likeness(lead: Lead, other: Lead, rarity: Mapping[str, float]) -> float:
    """The cosine of two openings, rare words counting more."""

    def norm(words: frozenset[str]) -> float:
        return sum(rarity.get(word, 1.0) ** 2 for word in sorted(words))

    both = norm(lead.words) * norm(other.words)
    return norm(lead.words & other.words) / sqrt(both) if both else 0.0


def _weight(lead: Lead, told: Told, rarity: Mapping[str, float]) -> float:
    """How well a dated sentence fits the opening, 0 where it does not.

    A shared word weighs the more the fewer documents use it.
    """
    shared = lead.words & told.words
    if (
        len(shared) < _LEAD_SHARED
        or len(shared) < _LEAD_CONTAINED * len(told.words)
        or len(lead.names & told.names) < 2
    ):
        return 0.0
    if told.expression.tense > 0 and not shared & _GATHERINGS:
        return 0.0
    weight = sum(rarity.get(word, 1.0) for word in sorted(shared))
    return weight if weight >= _LEAD_WEIGHT else 0.0


def _days_after(lead: Lead, told: Told) -> tuple[date, date] | None:
    """The days on which the article can have appeared, when its event is the one told."""
    when = told.expression.when
    first, last = when.earliest, when.latest
    if first is None or last is None or (last - first).days > 31:
        return None
    if told.expression.tense <= 0:
        return first, last + timedelta(days=7)
    weekday = lead.weekdays[0][0]
    fitting = [
        first + timedelta(days=n)
        for n in range((last - first).days + 1)
        if (first + timedelta(days=n)).isoweekday() == weekday
    ]
    return (fitting[0], fitting[-1] + timedelta(days=6)) if fitting else None
