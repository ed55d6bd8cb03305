"""From what the words say to the days they can mean: each expression is read against an anchor.

News counts from its day of publication, a history from the time last spoken of. Publication is a range, which may be
wide or open: an expression is then read against both its ends, and a part of the value on which they differ is written X.
Nothing is taken from the day on which the program runs.
"""

import re
from itertools import zip_longest
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from detente.evidence import DateRange
from detente.record.dating.calendar import (
    AUTOMATIC,
    Period,
    containing,
    month_day,
    move,
    narrowed,
    period_of_century,
    period_of_day,
    period_of_decade,
    period_of_half,
    period_of_month,
    period_of_quarter,
    period_of_season,
    period_of_weekend,
    period_of_year,
)
from detente.record.dating.lexer import Tokens
from detente.record.dating.lexicon import HOLIDAYS
from detente.record.dating.meanings import Found, Length, Numeric, Partial, Repeated, Step, Vague
from detente.record.dating.tense import BACK, FORWARD, direction, sentence_bounds

__all__ = ["Resolved", "is_narrative", "resolve_all"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Resolved:
    """An expression with its TIMEX3 type and value, and the days it can mean; `modifier` is TIMEX3's.

    `tense` is 1 where the words around it point ahead, -1 where they point back, 0 where they do not say.
    """

    found: Found
    type: str
    value: str
    when: DateRange
    modifier: str = ""
    tense: int = 0


@dataclass(slots=True)
class Scene:
    """What is known when an expression is read: the publication, and the times spoken of before it by unit.

    `last` is the time spoken of last; `lost` that it was one without days (before 1500), so that nothing can be counted
    from it. `asides` are the places of years off the story's course, `lent` the years that expressions take from the next.
    """

    published: DateRange
    narrative: bool
    tokens: Tokens
    spoken: dict[str, Period]
    last: Period | None = None
    fine: Period | None = None
    year_sentence: tuple[int, int] = (0, 0)
    lost: bool = False
    asides: frozenset[int] = frozenset()
    lent: Mapping[int, int] = field(default_factory=dict)


def resolve_all(
    tokens: Tokens, found: Sequence[Found], *, published: DateRange, narrative: bool | None
) -> list[Resolved]:
    """Read every expression of a text in order."""
    if narrative is None:
        narrative = is_narrative(tokens, found, published)
    scene = Scene(published=published, narrative=narrative, tokens=tokens, spoken={})
    scene.asides = _asides(found)
    scene.lent = _years_lent(tokens, found)
    found = [_with_its_day(tokens, one, other) for one, other in zip_longest(found, found[1:])]
    resolved = (_resolved(expression, scene) for expression in found)
    return [expression for expression in resolved if expression is not None]


_DEICTIC_UNITS = {"day", "week", "weekend", "month", "quarter", "year"}


def is_narrative(tokens: Tokens, found: Sequence[Found], published: DateRange) -> bool:
    """Whether the text tells a history: years and full dates of the past throughout, and hardly a word that counts from publication."""
    horizon = (published.earliest or published.latest or date(9999, 1, 1)).year - 1
    full = years = deictic = open_months = 0
    for meaning in (expression.meaning for expression in found):
        if isinstance(meaning, Step):
            deictic += meaning.origin == "publication" and meaning.unit == "day"
        elif isinstance(meaning, Partial):
            told = meaning.year is not None and meaning.year <= horizon and meaning.unit not in ("decade", "century")
            years += told
            full += told and (meaning.month is not None or meaning.season != "")
            open_months += meaning.year is None and meaning.month is not None
            weekday = meaning.weekday is not None and meaning.month is None
            deictic += weekday or (meaning.relation in ("this", "last", "next") and meaning.unit in _DEICTIC_UNITS)
    points = years + open_months
    if (full >= 4 and full >= 3 * deictic) or (years >= 8 and years >= 4 * deictic):
        return True
    if years >= 3 and points >= 12 and points >= 8 * deictic:
        return True
    return years >= 2 and deictic == 0 and open_months > 0 and not _REPORTED.search(tokens.text)


_REPORTED = re.compile(r"\b(?:sa(?:id|ys|ying)|told|tells|according to|announced|reported)\b")


def _resolved(found: Found, scene: Scene) -> Resolved | None:
    """One expression, read in its scene; the scene then remembers the time spoken of."""
    meaning = found.meaning
    phrase = scene.tokens.text[scene.tokens.starts[found.first] : scene.tokens.ends[found.last - 1]]
    match meaning:
        case Length():
            return Resolved(
                found=found,
                type="DURATION",
                value=meaning.value,
                when=_stretch(meaning, scene, phrase),
                modifier=meaning.modifier,
            )
        case Repeated():
            when = DateRange(earliest=None, latest=None, granularity="unknown", phrase=phrase, reason="a repeated time")
            return Resolved(found=found, type="SET", value=meaning.value, when=when)
        case Vague():
            return Resolved(found=found, type="DATE", value=meaning.value, when=_vague(meaning, scene, phrase))
        case Numeric():
            return _figures(found, meaning, scene, phrase)
    return _point(found, meaning, scene, phrase)


def _stretch(meaning: Length, scene: Scene, phrase: str) -> DateRange:
    """The days that "the last two weeks" covers; a bare length covers none in particular."""
    return DateRange(earliest=None, latest=None, granularity="unknown", phrase=phrase, reason="a length of time")


def _vague(meaning: Vague, scene: Scene, phrase: str) -> DateRange:
    published = scene.published
    if scene.narrative:
        return DateRange(
            earliest=None, latest=None, granularity="unknown", phrase=phrase, reason="a time the text leaves open"
        )
    if meaning.value == "PAST_REF":
        return DateRange(
            earliest=None, latest=published.latest, granularity="unknown", phrase=phrase, reason="before publication"
        )
    if meaning.value == "FUTURE_REF":
        return DateRange(
            earliest=published.earliest, latest=None, granularity="unknown", phrase=phrase, reason="after publication"
        )
    return replace(published, phrase=phrase, reason="the time of publication")


def _figures(found: Found, meaning: Numeric, scene: Scene, phrase: str) -> Resolved:
    """A day in figures: where both orders of day and month are possible, both stand at the ends of the range."""
    days = sorted(date(*reading) for reading in meaning.readings if reading[0] in AUTOMATIC)
    if not days:
        when = DateRange(
            earliest=None, latest=None, granularity="unknown", phrase=phrase, reason="a year outside 1500–2100"
        )
        return Resolved(found=found, type="DATE", value="-".join(f"{n:02}" for n in meaning.readings[0]), when=when)
    if len(days) == 1:
        _remember(period_of_day(days[0]), scene, found)
        return Resolved(
            found=found,
            type="DATE",
            value=days[0].isoformat(),
            when=DateRange.day(days[0], phrase=phrase, reason="written in full"),
        )
    first_reading = date(*meaning.readings[0])
    near = [
        day
        for day in days
        if scene.published.earliest
        and scene.published.latest
        and scene.published.earliest - timedelta(days=45) <= day <= scene.published.latest
    ]
    value = near[0].isoformat() if len(near) == 1 else first_reading.isoformat()
    when = DateRange(
        earliest=days[0],
        latest=days[-1],
        granularity="range",
        phrase=phrase,
        reason=f"day and month in figures: {days[0]} or {days[-1]}",
    )
    return Resolved(found=found, type="DATE", value=value, when=when)


def _point(found: Found, meaning: Partial | Step, scene: Scene, phrase: str) -> Resolved | None:
    """A point of the calendar, read against the anchors that its words call for."""
    part = meaning.part
    if isinstance(meaning, Partial) and meaning.relation == "the" and meaning.unit == "quarter" and not meaning.modifier and "quarter" not in scene.spoken:
        return None
    if isinstance(meaning, Partial) and meaning.year is None and found.first in scene.lent:
        meaning = replace(meaning, year=scene.lent[found.first])
    if isinstance(meaning, Partial) and meaning.unit == "impossible":
        value = f"{meaning.year or 'XXXX'}-{meaning.month:02}-XX"
        when = DateRange(earliest=None, latest=None, granularity="unknown", phrase=phrase, reason="the calendar has no such day")
        return Resolved(found=found, type="DATE", value=value, when=when)
    pointing = direction(scene.tokens, found.first, found.last)
    if meaning.modifier in ("BEFORE", "AFTER") and isinstance(meaning, Partial) and meaning.relation == "this":
        pointing = BACK if meaning.modifier == "BEFORE" else FORWARD
    readings, reason = _readings(meaning, scene, pointing, found.first)
    modifier = meaning.modifier
    kind = "TIME" if part.startswith("T") else "DATE"
    label = _LABELS.get(modifier, modifier)
    if isinstance(meaning, Step) and meaning.count is None:
        return _uncounted(found, meaning, scene, phrase)
    if readings is None:
        when = DateRange(earliest=None, latest=None, granularity=_unit(meaning), phrase=phrase, reason=reason)
        return Resolved(
            found=found, type=kind, value=_open_value(meaning) + part, when=when, modifier=label, tense=pointing
        )
    low, high = readings
    shown = low or high
    assert shown is not None
    value = _merged(low.value, high.value) if low and high else _open_value(meaning)
    lowest = _cut(low, meaning, scene) if low else None
    highest = _cut(high, meaning, scene) if high else None
    earliest, latest = lowest.earliest if lowest else None, highest.latest if highest else None
    if earliest and latest and earliest > latest:
        earliest, latest = latest, earliest
    if low and low.earliest is None:
        scene.lost, scene.last = True, None
    if low and high and low == high and _carries_the_story(scene, found, meaning):
        _remember(low, scene, found)
    when = DateRange(earliest=earliest, latest=latest, granularity=shown.unit, phrase=phrase, reason=reason)
    return Resolved(found=found, type=kind, value=value + part, when=when, modifier=label, tense=pointing)


_LABELS = {"FIRST": "START", "LAST": "END", "BEFORE": "START", "AFTER": "END"}


def _cut(period: Period, meaning: Partial | Step, scene: Scene) -> Period:
    """The part of the period that the words leave: "later this month" begins on the day after publication."""
    if meaning.modifier not in ("BEFORE", "AFTER"):
        return narrowed(period, meaning.modifier)
    published = scene.published
    if isinstance(meaning, Step) or meaning.relation != "this" or scene.narrative or period.earliest is None or period.latest is None:
        return period
    if meaning.modifier == "AFTER":
        if published.earliest is None or not period.earliest <= published.earliest <= period.latest:
            return period
        return replace(period, earliest=min(published.earliest + timedelta(days=1), period.latest))
    if published.latest is None or not period.earliest <= published.latest <= period.latest:
        return period
    return replace(period, latest=published.latest)


def _uncounted(found: Found, meaning: Step, scene: Scene, phrase: str) -> Resolved:
    """ "Several years ago", "a few days later": the side is known, the distance is not."""
    base = scene.last if meaning.origin == "mention" or scene.narrative else None
    first = base.earliest if base else scene.published.earliest if meaning.origin == "publication" else None
    last = base.latest if base else scene.published.latest if meaning.origin == "publication" else None
    reason = "nobody says how long"
    if meaning.sign < 0:
        when = DateRange(earliest=None, latest=last, granularity="unknown", phrase=phrase, reason=reason)
        return Resolved(found=found, type="DATE", value="PAST_REF", when=when, modifier=meaning.modifier, tense=-1)
    when = DateRange(earliest=first, latest=None, granularity="unknown", phrase=phrase, reason=reason)
    return Resolved(found=found, type="DATE", value="FUTURE_REF", when=when, modifier=meaning.modifier, tense=1)


def _carries_the_story(scene: Scene, found: Found, meaning: Partial | Step) -> bool:
    """Whether later expressions may count from this one: not from a comparison, a look back or a year that only qualifies."""
    if isinstance(meaning, Step):
        return meaning.origin != "either" and not (scene.narrative and meaning.sign < 0 and meaning.unit != "day")
    if meaning.relation in ("before", "last") and scene.narrative and meaning.unit in ("year", "decade", "century"):
        return False
    return found.first not in scene.asides and not _is_adjectival(scene.tokens, found, meaning)


def _asides(found: Sequence[Found]) -> frozenset[int]:
    """The places of explicit years that leave the course of the story: far from years on both sides that agree."""
    dated = [(f.first, f.meaning.year) for f in found if isinstance(f.meaning, Partial) and f.meaning.year is not None]
    asides = []
    for (_, before), (place, year), (_, after) in zip(dated, dated[1:], dated[2:], strict=False):
        if abs(before - after) <= 3 and min(abs(year - before), abs(year - after)) > 2:
            asides.append(place)
    return frozenset(asides)


def _with_its_day(tokens: Tokens, one: Found, other: Found | None) -> Found:
    """A time of day with the day that follows it ("at 11 a.m. on 11 November 1918")."""
    clock = one.meaning
    if other is None or not isinstance(clock, Partial) or clock.relation != "context" or not isinstance(other.meaning, Partial):
        return one
    near = 0 <= other.first - one.last <= 3 and any(tokens.word(index) == "on" for index in range(one.last, other.first))
    if not near or (other.meaning.day is None and other.meaning.weekday is None):
        return one
    return replace(one, meaning=replace(other.meaning, part=clock.part, modifier=""))


_JOINS = frozenset({"-", "–", "—", "‑", "--", "to", "and", "or", "until", "through", "till"})


def _years_lent(tokens: Tokens, found: Sequence[Found]) -> dict[int, int]:
    """The years that "26 June" takes from "26 June – 4 August 1952", by the place of the first."""
    lent: dict[int, int] = {}
    for first, second in zip(found, found[1:], strict=False):
        one, other = first.meaning, second.meaning
        if not isinstance(one, Partial) or not isinstance(other, Partial) or one.year is not None or other.year is None:
            continue
        if not one.month or not other.month or one.relation or second.first - first.last not in (1, 2):
            continue
        if any(tokens.word(index) not in _JOINS | {"the", "in"} for index in range(first.last, second.first)) or other.year < 0:
            continue
        lent[first.first] = other.year - (1 if (one.month, one.day or 0) > (other.month, other.day or 31) else 0)
    return lent


def _is_adjectival(tokens: Tokens, found: Found, meaning: Partial | Step) -> bool:
    """Whether a year only qualifies a noun ("the 1956 declaration"): such a year is not the time of the story."""
    if (
        not isinstance(meaning, Partial)
        or meaning.year is None
        or meaning.month
        or meaning.season
        or meaning.quarter
        or found.last - found.first > 1
    ):
        return False
    return (
        tokens.word(found.first - 1) in ("the", "a", "an", "its", "their", "his") and tokens.word(found.last).isalpha()
    )


def _remember(period: Period, scene: Scene, found: Found) -> None:
    """Keep the time as the one spoken of last; a year inside a sentence counts for that sentence only."""
    if period.earliest is not None:
        scene.spoken[period.unit] = period
        scene.last, scene.lost = period, False
        begin, end = sentence_bounds(scene.tokens, found.first, found.last)
        scene.year_sentence = (begin, end)
        if period.unit != "year" or found.first - begin <= 3:
            scene.fine = period


def _merged(low: str, high: str) -> str:
    """The value that two readings share, X where they differ, field by field."""
    if low == high:
        return low
    first, second = low.split("-"), high.split("-")
    if len(first) != len(second):
        return "X" * len(first[0])
    return "-".join(
        a if a == b else ("WXX" if a.startswith("W") else "X" * len(a)) for a, b in zip(first, second, strict=True)
    )


def _unit(meaning: Partial | Step) -> str:
    if isinstance(meaning, Step):
        return (
            meaning.unit if meaning.unit in ("day", "week", "month", "quarter", "year", "decade", "century") else "day"
        )
    if meaning.day or meaning.weekday is not None or meaning.feast:
        return "day"
    for unit in ("month", "season", "quarter", "half"):
        if getattr(meaning, unit):
            return unit
    return meaning.unit or "year"


_OPEN = {"day": "XXXX-XX-XX", "week": "XXXX-WXX", "weekend": "XXXX-WXX-WE", "month": "XXXX-XX", "quarter": "XXXX-QX", "half": "XXXX-HX", "season": "XXXX-XX",
         "year": "XXXX", "decade": "XXX", "century": "XX"}  # fmt: skip


def _open_value(meaning: Partial | Step) -> str:
    """The value with X for what is not known."""
    if isinstance(meaning, Step):
        return _OPEN.get(_unit(meaning), "XXXX-XX-XX")
    if meaning.month and meaning.day:
        return f"XXXX-{meaning.month:02}-{meaning.day:02}"
    if meaning.month:
        return f"XXXX-{meaning.month:02}"
    if meaning.weekday is not None:
        return f"XXXX-WXX-{meaning.weekday + 1}"
    if meaning.season:
        return f"XXXX-{meaning.season}"
    if meaning.quarter:
        return f"XXXX-Q{meaning.quarter}"
    if meaning.half:
        return f"XXXX-H{meaning.half}"
    if meaning.feast in HOLIDAYS:
        month, day = HOLIDAYS[meaning.feast]
        return f"XXXX-{month:02}-{day:02}"
    return _OPEN.get(meaning.unit, "XXXX-XX-XX")


Readings = tuple[Period | None, Period | None]


def _readings(meaning: Partial | Step, scene: Scene, pointing: int, first: int) -> tuple[Readings | None, str]:
    """The earliest and the latest period that the words can mean, and why; None where nothing can be said."""
    if isinstance(meaning, Partial) and meaning.year is not None and meaning.unit == "quarter":
        spoken = scene.spoken.get("quarter")
        number = int(spoken.value[-1]) if spoken else 0
        period = period_of_quarter(meaning.year, number) if number else period_of_year(meaning.year)
        return (period, period), "the period under comparison"
    if isinstance(meaning, Partial) and meaning.year is not None:
        period = _within_year(meaning, meaning.year)
        return (period, period) if period else None, "written in full"
    anchor, reason = _anchor(meaning, scene, first)
    if anchor is not None:
        period = _read(meaning, anchor, pointing, scene)
        return ((period, period), reason) if period else (None, "the calendar has no such day")
    published = scene.published
    ends = [
        _read(meaning, period_of_day(end), pointing, scene) if end else None
        for end in (published.earliest, published.latest)
    ]
    if ends[0] is None and ends[1] is None:
        return (
            None,
            "no year is given and the day of publication is not known"
            if not published.is_known
            else "the words give no day that can be counted",
        )
    exact = published.earliest == published.latest
    shown = (
        f"on {published.earliest}"
        if exact
        else f"between {published.earliest or 'an unknown day'} and {published.latest or 'an unknown day'}"
    )
    way = {1: ", pointing ahead", -1: ", pointing back", 0: ""}[pointing]
    return (ends[0], ends[1]), f"read from publication {shown}{way}"


def _anchor(meaning: Partial | Step, scene: Scene, first: int) -> tuple[Period | None, str]:
    """The time last spoken of, where the words or the kind of text count from it; None where publication counts."""
    if isinstance(meaning, Step) and meaning.origin == "either" and "quarter" in scene.spoken and not scene.narrative:
        return scene.spoken["quarter"], f"compared with {scene.spoken['quarter'].value}"
    spoken = scene.last
    if spoken is None or spoken.earliest is None:
        return None, ""
    reason = f"read from the time last spoken of, {spoken.value}"
    if isinstance(meaning, Step):
        if meaning.origin == "mention" or scene.narrative:
            return spoken, reason
        return None, ""
    if meaning.relation == "context":
        return (spoken, reason) if spoken.unit == "day" else (None, "")
    if meaning.relation in ("that", "before", "after"):
        return spoken, reason
    if scene.narrative:
        inside = scene.year_sentence[0] <= first < scene.year_sentence[1]
        base = scene.fine if scene.fine is not None and not inside else spoken
        return base, f"read from the time last spoken of, {base.value}"
    if meaning.relation == "the" and meaning.unit == "year" and scene.year_sentence[0] <= first < scene.year_sentence[1]:
        return spoken, reason
    if meaning.relation == "the" and meaning.unit == "quarter" and "quarter" in scene.spoken:
        return scene.spoken["quarter"], reason
    return None, ""


def _read(meaning: Partial | Step, anchor: Period, pointing: int, scene: Scene) -> Period | None:
    """The period the words mean, counted from one anchor."""
    if anchor.earliest is None:
        return None
    if isinstance(meaning, Step):
        return _stepped(meaning, anchor)
    day = anchor.earliest
    if meaning.relates_to == "year":
        shift = {"last": -1, "before": -1, "next": 1, "after": 1}.get(meaning.relation, 0)
        return _within_year(meaning, day.year + shift)
    if meaning.weekday is not None and meaning.month is None:
        return _weekday(meaning, day, pointing)
    if meaning.month or meaning.season or meaning.quarter or meaning.half or meaning.feast:
        return _nearest_year(meaning, anchor, pointing, scene)
    return _unit_period(meaning, anchor, pointing)


def _stepped(meaning: Step, anchor: Period) -> Period | None:
    if meaning.count is None or anchor.earliest is None or anchor.latest is None:
        return None
    count = meaning.sign * meaning.count
    if meaning.unit == "decade":
        return _stepped(replace(meaning, unit="year", count=10 * meaning.count), anchor)
    if meaning.unit in ("second", "minute", "hour", "night"):
        return anchor if meaning.unit != "night" else None
    if meaning.origin == "either" and anchor.unit != "day":
        moved = move(anchor.earliest, count, meaning.unit)
        return containing(moved, anchor.unit) if moved else None
    moved, ended = move(anchor.earliest, count, meaning.unit), move(anchor.latest, count, meaning.unit)
    if moved is None or ended is None:
        return None
    if meaning.halves:
        moved = move(moved, meaning.sign * (6 if meaning.unit == "year" else 0), "month") or moved
    first = containing(moved, meaning.unit)
    if meaning.unit == "week" and anchor.unit == "day" and meaning.origin == "mention":
        return period_of_day(moved)
    if _SIZE[anchor.unit] > _SIZE.get(meaning.unit, 1):
        coarse = containing(moved, anchor.unit)
        return replace(coarse, earliest=moved, latest=ended) if coarse.earliest else coarse
    return first


_SIZE = {
    "day": 1,
    "weekend": 2,
    "week": 7,
    "fortnight": 14,
    "month": 30,
    "quarter": 91,
    "season": 91,
    "half": 182,
    "year": 365,
    "decade": 3650,
    "century": 36500,
    "millennium": 365000,
}


def _weekday(meaning: Partial, day: date, pointing: int) -> Period | None:
    """The weekday nearest to the anchor on the side to which words and verb point; the anchor itself when it falls on it."""
    assert meaning.weekday is not None
    back = (day.weekday() - meaning.weekday) % 7
    ahead = (meaning.weekday - day.weekday()) % 7
    if meaning.relation in ("last", "before"):
        shift = -(back or 7)
    elif meaning.relation in ("next", "after"):
        shift = ahead or 7
    elif meaning.relation == "this" and pointing >= 0:
        shift = ahead
    else:
        shift = ahead if pointing > 0 else -back
    return period_of_day(day + timedelta(days=shift))


def _nearest_year(meaning: Partial, anchor: Period, pointing: int, scene: Scene) -> Period | None:
    """A month, season, quarter or feast without a year, in the year to which words, verb and anchor point."""
    assert anchor.earliest is not None
    day = anchor.earliest
    years = [_within_year(meaning, day.year + shift) for shift in (-1, 0, 1)]
    if scene.narrative and anchor in (scene.last, scene.fine):
        return _told_next(years, anchor)
    if years[1] is None or years[1].earliest is None:
        return next((year for year in (reversed(years) if pointing > 0 else years) if year), None)
    if meaning.relation == "this":
        return years[1]
    started = years[1].earliest <= day
    over = years[1].latest is not None and years[1].latest < day
    if meaning.relation in ("last", "before"):
        return years[1] if over else years[0]
    if meaning.relation in ("next", "after"):
        return years[1] if not started else years[2]
    if started and not over:
        return years[1]
    behind, ahead = (years[1], years[2]) if over else (years[0], years[1])
    return _nearer(behind, ahead, day, pointing)


_OUTWEIGHS = 4
"""So many times nearer must an occurrence lie to be meant against the tense of the verb."""


def _nearer(behind: Period | None, ahead: Period | None, day: date, pointing: int) -> Period | None:
    """The occurrence behind or ahead of the day: the one the verb points to, else the one behind, unless the other lies far nearer."""
    if behind is None or ahead is None or behind.latest is None or ahead.earliest is None:
        return behind or ahead
    back, forth = (day - behind.latest).days, (ahead.earliest - day).days
    if pointing > 0:
        return behind if back * _OUTWEIGHS < forth else ahead
    return ahead if forth * _OUTWEIGHS < back else behind


def _told_next(years: list[Period | None], anchor: Period) -> Period | None:
    """In a history, the occurrence that follows the time last spoken of, or shortly precedes it."""
    before, same, after = years
    if anchor.unit in ("year", "decade", "century") or same is None or same.earliest is None or anchor.earliest is None:
        return same
    gap = (same.earliest - anchor.earliest).days
    if gap < -180 and after is not None:
        return after
    return same


def _within_year(meaning: Partial, year: int) -> Period | None:
    """The finest period that the fields name in that year; None where the calendar has no such day."""
    if meaning.unit == "quarter":
        return None
    if meaning.unit == "decade":
        return period_of_decade(year)
    if meaning.unit == "century":
        return period_of_century(year // 100 + 1) if year >= 0 else period_of_century(year // 100)
    if (
        year < 0
        or not meaning.month
        and not meaning.season
        and not meaning.quarter
        and not meaning.half
        and not meaning.feast
    ):
        return period_of_year(year)
    if meaning.day and meaning.month:
        day = month_day(year, meaning.month, meaning.day)
        if day is None:
            return None
        return period_of_day(day)
    if meaning.month:
        return period_of_month(year, meaning.month)
    if meaning.season:
        return period_of_season(year, meaning.season)
    if meaning.quarter:
        return period_of_quarter(year, meaning.quarter)
    if meaning.half:
        return period_of_half(year, meaning.half)
    return _feast_day(meaning.feast, year)


def _feast_day(feast: str, year: int) -> Period | None:
    """The day of a feast; movable ones by their rule."""
    if feast in HOLIDAYS:
        return period_of_day(date(year, *HOLIDAYS[feast]))
    if feast.startswith("thanksgiving"):
        return period_of_day(_nth_weekday(year, 11, 3, 4))
    if feast.startswith("labor"):
        return period_of_day(_nth_weekday(year, 9, 0, 1))
    if feast.startswith("memorial"):
        last = date(year, 5, 31)
        return period_of_day(last - timedelta(days=last.weekday()))
    if feast.startswith("election"):
        return period_of_day(_nth_weekday(year, 11, 0, 1) + timedelta(days=1))
    easter = _easter(year)
    shift = {"good friday": -2, "easter monday": 1}.get(feast, 0)
    return period_of_day(easter + timedelta(days=shift))


def _nth_weekday(year: int, month: int, weekday: int, nth: int) -> date:
    first = date(year, month, 1)
    return first + timedelta(days=(weekday - first.weekday()) % 7 + 7 * (nth - 1))


def _easter(year: int) -> date:
    """Western Easter by the anonymous Gregorian computus."""
    a, b, c = year % 19, year // 100, year % 100
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    m = (32 + 2 * e + 2 * i - h - k) % 7
    n = (a + 11 * h + 22 * m) // 451
    month, day = divmod(h + m - 7 * n + 114, 31)
    return date(year, month, day + 1)


def _unit_period(meaning: Partial, anchor: Period, pointing: int) -> Period | None:
    """ "This week", "last year", "that month", "the quarter"."""
    assert anchor.earliest is not None
    unit = meaning.unit or "day"
    shift = {"last": -1, "before": -1, "next": 1, "after": 1}.get(meaning.relation, 0)
    if meaning.relation == "context":
        return anchor if anchor.unit == "day" else None
    if meaning.relation == "weekend":
        shift = (0 if anchor.earliest.weekday() >= 5 or pointing > 0 else -1)
    if meaning.relation == "the" and unit == "quarter" and anchor.unit == "day":
        shift = -1
    if meaning.relation == "that" and _SIZE[anchor.unit] > _SIZE[unit]:
        return replace(anchor, unit=unit, value=_OPEN[unit].replace("XXXX", anchor.value[:4], 1))
    moved = move(anchor.earliest, shift, unit)
    if moved is None:
        return None
    return period_of_weekend(moved) if unit == "weekend" else containing(moved, unit)
