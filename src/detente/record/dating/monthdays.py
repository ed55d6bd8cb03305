"""Days named by their number alone: "on the 22nd", "by the 3rd", "the night of the 14th".

The month is left to the reader: it is the one nearest to publication on the side to which the verb points, or the one
just spoken of. Where these differ, or the verb does not point, the days are a range with the reason.
"""

from datetime import date

from detente.evidence import DateRange
from detente.record.dating.calendar import Period, month_day, move, period_of_day
from detente.record.dating.grammar import Match, Rule
from detente.record.dating.meanings import Meaning, Partial
from detente.record.dating.numerals import ordinal_of
from detente.record.dating.tense import FORWARD

__all__ = ["RULES", "is_bare_day", "readings_of_day"]

_BEFORE = frozenset("on by until till since before after for between from dated".split())
_PARTS = frozenset("night morning afternoon evening eve week events".split())
_DEFERRED = frozenset(
    "postponed moved put brought extended shifted deferred adjourned delayed from forward back".split()
)
_FOLLOWING = frozenset(
    "and or to but nor when while where because if unless though although as at in by for with without after before "
    "until till since which who whom whose he she it they we i you is are was were will would has had have may might "
    "could should must can not only said says that this these from near outside under over about against between "
    "the a an its their his her".split()
)
_MARKS = frozenset({"", ".", ",", ";", ":", ")", "(", "?", "!", "…", "—", "–", '"', "”", "“", "’", "'"})
_NO_DAYS = frozenset(
    "hole holes green greens tee par birdie bogey eagle fairway putt golf floor floors storey storeys story stories "
    "lap laps inning innings rung round ballot attempt row rows seat place position century centuries".split()
)
"""Words beside which a number counts something else: a hole of a course, a floor, a lap."""
_MONTHS_AWAY = {"last": -1, "this": 0, "next": 1}
_REACH = 12
_NEARER = 4
"""So many times nearer must the day on one side lie to be meant where the verb does not point."""


def is_bare_day(meaning: Meaning) -> bool:
    """Whether the words give a day of the month and nothing else."""
    return isinstance(meaning, Partial) and bool(meaning.day) and not meaning.month and meaning.weekday is None


def _bare_day(match: Match) -> Meaning | None:
    """The day, where the number is one: behind a preposition of time, before no noun, beside no hole or floor."""
    day = ordinal_of(match.words("day"))
    if day is None or not _is_introduced(match) or not (match.has("relation") or _stands_alone(match)):
        return None
    around = range(match.start - _REACH, match.end + _REACH)
    if any(match.tokens.word(index) in _NO_DAYS for index in around):
        return None
    put_off = match.before() == "to" and not _is_day(match.before(2))
    relation = match.words("relation")[0] if match.has("relation") else "after" if put_off else ""
    return Partial(day=day, unit="day", relation=relation if relation in {*_MONTHS_AWAY, "after"} else "")


def _is_introduced(match: Match) -> bool:
    """Whether the words before lead one to expect a day."""
    before = match.before()
    if before in {"and", "or", "to", "through"} and _is_day(match.before(2)):
        return True
    if before == "to":
        return any(match.before(step) in _DEFERRED for step in range(2, 7))
    if before == "of":
        return match.before(2) in _PARTS
    return before in _BEFORE


def _is_day(word: str) -> bool:
    """Whether a word is an ordinal in figures."""
    return word[:1].isdigit() and word.endswith(("st", "nd", "rd", "th"))


def _stands_alone(match: Match) -> bool:
    """Whether no noun follows that the number could count: "the 22nd floor", "the 22nd and 23rd floors"."""
    index = match.end
    tokens = match.tokens
    while tokens.word(index) in {"and", "or", "to", ",", "-", "–"}:
        further = index + 1 + (tokens.word(index + 1) == "the")
        if not _is_day(tokens.word(further)):
            break
        index = further + 1
    word = tokens.word(index)
    return word in _MARKS or word in _FOLLOWING or "\n" in word


RULES = (
    Rule(
        "day of a month not named",
        "THE day:DAYTH ('of' relation:('this'|'last'|'next'|'the'|'that') 'month')?",
        _bare_day,
    ),
)
"""The one form; every form with a month is longer and goes before it."""

Readings = tuple[Period | None, Period | None]


def readings_of_day(
    meaning: Partial, *, published: DateRange, spoken: Period | None, pointing: int, narrative: bool
) -> tuple[Readings | None, str]:
    """The earliest and the latest day that the number can mean, and why; None where there is no month to count in.

    `spoken` is the month or day told of just before, `pointing` negative for the past, positive for what is to come.
    """
    assert meaning.day is not None
    if narrative:
        found = _from(meaning.day, spoken.earliest) if spoken is not None and spoken.earliest is not None else None
        if found is None or spoken is None:
            return None, "no month is given"
        return _pair(found, found), f"the month is that last spoken of, {spoken.value}"
    pointing = FORWARD if meaning.relation == "after" else pointing  # "postponed to the 20th"
    ends = [end for end in (published.earliest, published.latest) if end is not None]
    near = [day for end in ends for day in _near(meaning, end, pointing)]
    if not near:
        return None, "no month is given and the day of publication is not known"
    low, high = min(near), max(near)
    way = "before" if pointing < 0 else "after" if pointing > 0 else "nearest to"
    reason = f"no month is given: the day {way} publication"
    if low != high and len(set(ends)) == 1:
        reason = "no month is given, nor whether it lies before or after publication"
    told = None if meaning.relation in _MONTHS_AWAY else _of_month(meaning.day, spoken)
    if told is not None and not low <= told <= high and _agrees(told, published, pointing):
        assert spoken is not None
        reason = f"no month is given: the one spoken of before, {spoken.value}, or the one nearest to publication"
        low, high = min(low, told), max(high, told)
    return _pair(low, high), reason


def _pair(low: date, high: date) -> Readings:
    return period_of_day(low), period_of_day(high)


def _near(meaning: Partial, end: date, pointing: int) -> list[date]:
    """The days so numbered beside a day of publication, on the side to which the words point."""
    assert meaning.day is not None
    if meaning.relation in _MONTHS_AWAY:
        moved = move(end.replace(day=1), _MONTHS_AWAY[meaning.relation], "month")
        found = month_day(moved.year, moved.month, meaning.day) if moved is not None else None
        return [found] if found is not None else []
    behind, ahead = _until(meaning.day, end), _from(meaning.day, end)
    if pointing or behind is None or ahead is None:
        chosen = ahead if pointing > 0 else behind
        return [chosen] if chosen is not None else []
    back, forth = (end - behind).days, (ahead - end).days
    if back * _NEARER <= forth:
        return [behind]
    return [ahead] if forth * _NEARER <= back else [behind, ahead]


def _until(day: int, end: date) -> date | None:
    """The last day so numbered up to another."""
    return next((d for d in reversed(_about(day, end)) if d <= end), None)


def _from(day: int, start: date) -> date | None:
    """The first day so numbered from another on."""
    return next((d for d in _about(day, start) if d >= start), None)


def _about(day: int, middle: date) -> list[date]:
    """The days so numbered in the months around another: two to each side, as a month may have no such day."""
    months = [move(middle.replace(day=1), shift, "month") for shift in (-2, -1, 0, 1, 2)]
    found = [month_day(month.year, month.month, day) for month in months if month is not None]
    return [d for d in found if d is not None]


def _of_month(day: int, spoken: Period | None) -> date | None:
    """The day so numbered in the month spoken of before."""
    if spoken is None or spoken.earliest is None or spoken.unit not in {"day", "month"}:
        return None
    return month_day(spoken.earliest.year, spoken.earliest.month, day)


def _agrees(day: date, published: DateRange, pointing: int) -> bool:
    """Whether a day lies on the side of publication to which the words point."""
    if pointing < 0:
        return published.latest is None or day <= published.latest
    return pointing == 0 or published.earliest is None or day >= published.earliest
