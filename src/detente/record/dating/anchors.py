"""From what the words say to the days they can mean: each expression is read against an anchor.

News counts from its day of publication, a history from the time last spoken of. Publication is a range, which may be
wide or open: an expression is then read against both its ends, and a part of the value on which they differ is
written X.
Nothing is taken from the day on which the program runs.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from itertools import zip_longest

from detente.evidence import DateRange
from detente.record.dating.calendar import (
    AUTOMATIC,
    Period,
    move,
    narrowed,
    period_of_day,
    period_of_quarter,
    period_of_year,
)
from detente.record.dating.lexer import Tokens
from detente.record.dating.meanings import Found, Length, Numeric, Partial, Repeated, Step, Vague
from detente.record.dating.monthdays import is_bare_day, readings_of_day
from detente.record.dating.narrative import asides, days_beside, is_narrative, with_its_day, years_lent
from detente.record.dating.open_values import merged, open_value, unit_of
from detente.record.dating.readings import read, within_year
from detente.record.dating.tense import BACK, FORWARD, ahead_of, direction, sentence_bounds

__all__ = ["Resolved", "resolve_all"]


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

    `last` is the time spoken of last; `lost` that it was one without days (before 1500) or without a sure one (day and
    month in figures), so that nothing can be counted from it. `asides` are the places of years off the story's course,
    `lent` the years that expressions take from the next. `behind` is the time spoken of last that had begun when the
    article appeared, `told_at` the place of the time spoken of last.
    """

    published: DateRange
    narrative: bool
    tokens: Tokens
    spoken: dict[str, Period]
    last: Period | None = None
    fine: Period | None = None
    behind: Period | None = None
    told_at: int = 0
    year_sentence: tuple[int, int] = (0, 0)
    lost: bool = False
    asides: frozenset[int] = frozenset()
    lent: Mapping[int, int] = field(default_factory=dict)


def resolve_all(
    tokens: Tokens, found: Sequence[Found], *, published: DateRange, narrative: bool | None
) -> list[Resolved]:
    """Read every expression of a text in order."""
    found = days_beside(tokens, found)
    if narrative is None:
        narrative = is_narrative(tokens, found, published)
    scene = Scene(published=published, narrative=narrative, tokens=tokens, spoken={})
    scene.asides = asides(found)
    scene.lent = years_lent(tokens, found)
    found = [with_its_day(tokens, one, other) for one, other in zip_longest(found, found[1:])]
    resolved = (_resolved(expression, scene) for expression in found)
    return [expression for expression in resolved if expression is not None]


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
                when=_unanchored(phrase, "a length of time"),
                modifier=meaning.modifier,
            )
        case Repeated():
            when = _unanchored(phrase, "a repeated time")
            return Resolved(found=found, type="SET", value=meaning.value, when=when)
        case Vague():
            return Resolved(found=found, type="DATE", value=meaning.value, when=_vague(meaning, scene, phrase))
        case Numeric():
            return _figures(found, meaning, scene, phrase)
    return _point(found, meaning, scene, phrase)


def _unanchored(phrase: str, reason: str) -> DateRange:
    """No days, and why: a length or a repetition covers none in particular."""
    return DateRange(earliest=None, latest=None, granularity="unknown", phrase=phrase, reason=reason)


def _vague(meaning: Vague, scene: Scene, phrase: str) -> DateRange:
    published = scene.published
    if scene.narrative:
        return _unanchored(phrase, "a time the text leaves open")
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
        when = _unanchored(phrase, "a year outside 1500–2100")
        return Resolved(found=found, type="DATE", value="-".join(f"{n:02}" for n in meaning.readings[0]), when=when)
    if len(days) == 1:
        _remember(period_of_day(days[0]), scene, found)
        return Resolved(
            found=found,
            type="DATE",
            value=days[0].isoformat(),
            when=DateRange.day(days[0], phrase=phrase, reason="written in full"),
        )
    scene.last, scene.lost = None, True
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
    if (
        isinstance(meaning, Partial)
        and meaning.relation == "the"
        and meaning.unit == "quarter"
        and not meaning.modifier
        and "quarter" not in scene.spoken
    ):
        return None
    if isinstance(meaning, Partial) and meaning.year is None and found.first in scene.lent:
        meaning = replace(meaning, year=scene.lent[found.first])
    if isinstance(meaning, Partial) and meaning.year is not None and _SHORT_YEAR.search(phrase):
        meaning = replace(meaning, year=_in_the_story(meaning.year, scene))
    if isinstance(meaning, Partial) and meaning.unit == "impossible":
        value = f"{period_of_year(meaning.year).value if meaning.year else 'XXXX'}-{meaning.month:02}-XX"
        when = _unanchored(phrase, "the calendar has no such day")
        return Resolved(found=found, type="DATE", value=value, when=when)
    pointing = direction(scene.tokens, found.first, found.last)
    if _names_what_was(meaning, found, scene):
        pointing = BACK
    if _has_followed(meaning, found, scene, pointing):
        assert isinstance(meaning, Partial)
        meaning = replace(meaning, relation="after")
    if meaning.modifier in ("BEFORE", "AFTER") and isinstance(meaning, Partial) and meaning.relation == "this":
        pointing = BACK if meaning.modifier == "BEFORE" else FORWARD
    readings, reason = _readings(meaning, scene, pointing, found.first)
    modifier = meaning.modifier
    kind = "TIME" if part.startswith("T") else "DATE"
    label = _LABELS.get(modifier, modifier)
    if isinstance(meaning, Step) and meaning.count is None:
        return _uncounted(found, meaning, scene, phrase)
    if readings is None:
        when = DateRange(earliest=None, latest=None, granularity=unit_of(meaning), phrase=phrase, reason=reason)
        return Resolved(
            found=found,
            type=kind,
            value=open_value(meaning) + part,
            when=when,
            modifier=label,
            tense=max(BACK, min(pointing, FORWARD)),
        )
    low, high = (_beside(period, meaning) for period in readings)
    shown = low or high
    assert shown is not None
    value = merged(low.value, high.value) if low and high else open_value(meaning)
    lowest = _cut(low, meaning, scene) if low else None
    highest = _cut(high, meaning, scene) if high else None
    earliest, latest = lowest.earliest if lowest else None, highest.latest if highest else None
    if earliest and latest and _is_at_most(meaning, phrase) and not scene.narrative:
        latest = max(latest, scene.published.latest or latest)
    if earliest and latest and earliest > latest:
        earliest, latest = latest, earliest
    if low and low.earliest is None:
        scene.lost, scene.last = True, None
    if low and high and low == high and _carries_the_story(scene, found, meaning):
        _remember(low, scene, found)
    when = DateRange(earliest=earliest, latest=latest, granularity=shown.unit, phrase=phrase, reason=reason)
    return Resolved(
        found=found, type=kind, value=value + part, when=when, modifier=label, tense=max(BACK, min(pointing, FORWARD))
    )


def _names_what_was(meaning: Partial | Step, found: Found, scene: Scene) -> bool:
    """Whether a day tells which act is meant, as acts are told that are over: "the release of March 27"."""
    is_day = isinstance(meaning, Partial) and meaning.month is not None and meaning.day is not None
    return is_day and scene.tokens.word(found.first - 1) == "of"


def _has_followed(meaning: Partial | Step, found: Found, scene: Scene, pointing: int) -> bool:
    """Whether "the next week" is one of the story, "the next week they left", and not the one that comes."""
    if not isinstance(meaning, Partial) or meaning.relation != "next" or not meaning.unit or pointing >= 0:
        return False
    return scene.tokens.word(found.first) == "the" and ahead_of(scene.tokens, found.first, found.last) <= 0


def _beside(period: Period | None, meaning: Partial | Step) -> Period | None:
    """The day so many days from the period, where the words count from it."""
    if not isinstance(meaning, Partial) or not meaning.beside or period is None or period.earliest is None:
        return period
    moved = move(period.earliest, meaning.beside, "day")
    return period_of_day(moved) if moved is not None else None


_SHORT_YEAR = re.compile(r"['’]\d\d$")


def _in_the_story(year: int, scene: Scene) -> int:
    """The year that two digits name: in a history the one nearest to the time last spoken of."""
    if not scene.narrative or scene.last is None or scene.last.earliest is None:
        return year
    told = scene.last.earliest.year
    return min((told - told % 100 + year % 100 + shift for shift in (-100, 0, 100)), key=lambda y: abs(y - told))


_LABELS = {"FIRST": "START", "LAST": "END", "BEFORE": "START", "AFTER": "END"}


def _cut(period: Period, meaning: Partial | Step, scene: Scene) -> Period:
    """The part of the period that the words leave: "later this month" begins on the day after publication."""
    published = scene.published
    if meaning.modifier not in ("BEFORE", "AFTER"):
        return narrowed(period, meaning.modifier)
    if (
        isinstance(meaning, Step)
        or meaning.relation != "this"
        or scene.narrative
        or period.earliest is None
        or period.latest is None
    ):
        return period
    if meaning.modifier == "AFTER":
        if published.earliest is None or not period.earliest <= published.earliest <= period.latest:
            return period
        return replace(period, earliest=min(published.earliest + timedelta(days=1), period.latest))
    if published.latest is None or not period.earliest <= published.latest <= period.latest:
        return period
    return replace(period, latest=published.latest)


def _is_at_most(meaning: Partial | Step, phrase: str) -> bool:
    """Whether the words give the farthest day back: "less than two weeks ago" runs on to publication."""
    if not isinstance(meaning, Step) or meaning.sign > 0 or meaning.origin != "publication":
        return False
    return re.match(r"(?:less|fewer) than\b", phrase, re.IGNORECASE) is not None


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
    """Whether later expressions may count from this one: not from a comparison, a look back or a year that only
    qualifies.
    """
    if isinstance(meaning, Step):
        return meaning.origin != "either" and not (scene.narrative and meaning.sign < 0 and meaning.unit != "day")
    if meaning.relation in ("before", "last") and scene.narrative and meaning.unit in ("year", "decade", "century"):
        return False
    return found.first not in scene.asides and not _is_adjectival(scene.tokens, found, meaning)


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
        scene.last, scene.lost, scene.told_at = period, False, found.first
        if not _lies_ahead(period, scene):
            scene.behind = period
        begin, end = sentence_bounds(scene.tokens, found.first, found.last)
        scene.year_sentence = (begin, end)
        if period.unit != "year" or found.first - begin <= 3:
            scene.fine = period


def _lies_ahead(period: Period, scene: Scene) -> bool:
    """Whether a time begins only after the article appeared."""
    latest = scene.published.latest
    return latest is not None and period.earliest is not None and period.earliest > latest


Readings = tuple[Period | None, Period | None]


def _readings(meaning: Partial | Step, scene: Scene, pointing: int, first: int) -> tuple[Readings | None, str]:
    """The earliest and the latest period that the words can mean, and why; None where nothing can be said."""
    if isinstance(meaning, Partial) and meaning.year is not None and meaning.unit == "quarter":
        spoken = scene.spoken.get("quarter")
        number = int(spoken.value[-1]) if spoken else 0
        compared = period_of_quarter(meaning.year, number) if number else period_of_year(meaning.year)
        return (compared, compared), "the period under comparison"
    if isinstance(meaning, Partial) and meaning.year is not None:
        period = within_year(meaning, meaning.year)
        return (period, period) if period else None, "written in full"
    if isinstance(meaning, Partial) and meaning.relation == "named":
        return None, "what it counts from has no date"
    if isinstance(meaning, Partial) and is_bare_day(meaning):
        near = scene.last if scene.narrative or first - scene.told_at <= _NEAR else None
        told = scene.narrative
        return readings_of_day(meaning, published=scene.published, spoken=near, pointing=pointing, narrative=told)
    anchor, reason = _anchor(meaning, scene, first)
    if anchor is not None:
        period = read(meaning, anchor, pointing, scene.narrative)
        return ((period, period), reason) if period else (None, "the calendar has no such day")
    if scene.lost and (scene.narrative or _counts_from_the_told(meaning)):
        return None, "the time last spoken of has no days to count from"
    if pointing < 0 and _counts_on(meaning):
        return None, "what it counts from has no date, and it has happened"  # so not from publication onwards
    if isinstance(meaning, Step) and meaning.origin == "named":
        return None, "what it counts from has no date"
    published = scene.published
    ends = [
        read(meaning, period_of_day(end), pointing, False) if end else None
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
    way = ", pointing ahead" if pointing > 0 else ", pointing back" if pointing < 0 else ""
    return (ends[0], ends[1]), f"read from publication {shown}{way}"


def _counts_from_the_told(meaning: Partial | Step) -> bool:
    """Whether the words count from a time that the text tells of, either way ("that year", "two days earlier")."""
    if isinstance(meaning, Step):
        return meaning.origin in ("mention", "named")
    return meaning.relation in ("that", "before", "after")


def _counts_on(meaning: Partial | Step) -> bool:
    """Whether the words count onwards from a time that the text tells of ("two days later", "the next day")."""
    if isinstance(meaning, Step):
        return meaning.origin in ("mention", "named") and meaning.sign > 0
    return meaning.relation == "after"


_NEAR = 25
"""Tokens within which a month spoken of lends itself to a day that names none."""
_STORY = 7


def _is_of_the_story(spoken: Period, scene: Scene) -> bool:
    """Whether the time last spoken of is a day of the news: "earlier in the day" then means that day."""
    written = scene.published.latest
    if spoken.unit != "day" or spoken.earliest is None or written is None:
        return False
    return timedelta(0) <= written - spoken.earliest <= timedelta(days=_STORY)


def _anchor(meaning: Partial | Step, scene: Scene, first: int) -> tuple[Period | None, str]:
    """The time last spoken of, where the words or the kind of text count from it; None where publication counts."""
    if isinstance(meaning, Step) and meaning.origin == "either" and "quarter" in scene.spoken and not scene.narrative:
        return scene.spoken["quarter"], f"compared with {scene.spoken['quarter'].value}"
    spoken = scene.last
    if spoken is None or spoken.earliest is None:
        return None, ""
    if isinstance(meaning, Step) and meaning.sign < 0 and _lies_ahead(spoken, scene) and scene.behind is not None:
        # "They meet again in June. The terms had been set two days earlier": earlier than what happened, not than June.
        spoken = scene.behind
    reason = f"read from the time last spoken of, {spoken.value}"
    if isinstance(meaning, Step):
        return (spoken, reason) if _counts_from_the_told(meaning) or scene.narrative else (None, "")
    if meaning.relation == "context":
        return (spoken, reason) if spoken.unit == "day" else (None, "")
    if _counts_from_the_told(meaning):
        return spoken, reason
    if scene.narrative:
        inside = scene.year_sentence[0] <= first < scene.year_sentence[1]
        base = scene.fine if scene.fine is not None and not inside else spoken
        return base, f"read from the time last spoken of, {base.value}"
    if meaning.relation == "the" and meaning.unit == "day" and _is_of_the_story(spoken, scene):
        return spoken, reason
    if (
        meaning.relation == "the"
        and meaning.unit == "year"
        and scene.year_sentence[0] <= first < scene.year_sentence[1]
    ):
        return spoken, reason
    if meaning.relation == "the" and meaning.unit == "quarter" and "quarter" in scene.spoken:
        return scene.spoken["quarter"], reason
    return None, ""
