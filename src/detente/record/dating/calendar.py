"""Periods of the calendar: a day, a week, a quarter, a century, each with its TIMEX3 value and its first and last
day.
"""

import calendar
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import MAXYEAR, date, timedelta

__all__ = [
    "AUTOMATIC",
    "Period",
    "containing",
    "month_day",
    "move",
    "narrowed",
    "period_of_century",
    "period_of_day",
    "period_of_decade",
    "period_of_half",
    "period_of_month",
    "period_of_quarter",
    "period_of_season",
    "period_of_week",
    "period_of_weekend",
    "period_of_year",
]

AUTOMATIC = range(1500, 2101)
"""The years whose days are used without a person's word: before them calendars differ, after them a number is
rarely a year.
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """A stretch of the calendar.

    `unit` is day, week, weekend, month, quarter, half, season, year, decade, century; an end that
    cannot be defended (a year before 1500) is None. `modifier` is TIMEX3's START, MID or END, or "".
    """

    value: str
    unit: str
    earliest: date | None
    latest: date | None
    modifier: str = ""


def _between(value: str, unit: str, first: tuple[int, int, int], last: tuple[int, int, int]) -> Period:
    """The period from `first` to `last`; without days when a year is outside those used automatically."""
    if first[0] not in AUTOMATIC or not 0 < last[0] < MAXYEAR:
        return Period(value=value, unit=unit, earliest=None, latest=None)
    return Period(value=value, unit=unit, earliest=date(*first), latest=date(*last))


def period_of_day(day: date) -> Period:
    """One day."""
    return _between(day.isoformat(), "day", (day.year, day.month, day.day), (day.year, day.month, day.day))


def period_of_week(day: date) -> Period:
    """The ISO week, Monday to Sunday, that holds `day`.

    >>> period_of_week(date(2019, 1, 4)).value
    '2019-W01'
    """
    year, week, weekday = day.isocalendar()
    first = day - timedelta(days=weekday - 1)
    return Period(value=f"{year:04}-W{week:02}", unit="week", earliest=first, latest=first + timedelta(days=6))


def period_of_weekend(day: date) -> Period:
    """The Saturday and Sunday of the ISO week that holds `day`."""
    week = period_of_week(day)
    assert week.latest is not None
    return replace(week, value=f"{week.value}-WE", unit="weekend", earliest=week.latest - timedelta(days=1))


def month_day(year: int, month: int, day: int) -> date | None:
    """That day, or None where the calendar has no such day."""
    if (
        not 1 <= month <= 12
        or not 1 <= day <= calendar.monthrange(2000 + year % 400, month)[1]
        or not 0 < year < MAXYEAR
    ):
        return None
    return date(year, month, day)


def period_of_month(year: int, month: int) -> Period:
    """A calendar month."""
    last = calendar.monthrange(2000 + year % 400, month)[1]
    return _between(f"{year:04}-{month:02}", "month", (year, month, 1), (year, month, last))


def period_of_quarter(year: int, quarter: int) -> Period:
    """A quarter of the calendar year."""
    last = period_of_month(year, 3 * quarter)
    month = 3 * quarter - 2
    period = _between(f"{year:04}-Q{quarter}", "quarter", (year, month, 1), (year, month, 1))
    return replace(period, latest=last.latest)


def period_of_half(year: int, half: int) -> Period:
    """A half of the calendar year."""
    bounds = ((1, 1), (6, 30)) if half == 1 else ((7, 1), (12, 31))
    return _between(f"{year:04}-H{half}", "half", (year, *bounds[0]), (year, *bounds[1]))


_SEASONS = {
    "SP": ((0, 3, 1), (0, 6, 20)),
    "SU": ((0, 6, 1), (0, 9, 22)),
    "FA": ((0, 9, 1), (0, 12, 21)),
    "WI": ((-1, 12, 1), (1, 3, 20)),
}
"""Northern seasons, meteorological or astronomical, whichever is wider: (year shift, month, day) of both ends.

"The winter of 1914" can be the one that begins or the one that ends it.
"""


def period_of_season(year: int, season: str) -> Period:
    """A season (SP, SU, FA, WI) of the northern half of the world."""
    (shift, month, day), (last_shift, last_month, last_day) = _SEASONS[season]
    return _between(
        f"{year:04}-{season}", "season", (year + shift, month, day), (year + last_shift, last_month, last_day)
    )


def period_of_year(year: int) -> Period:
    """A calendar year; negative years are before Christ, and have a value but no days.

    >>> period_of_year(-480).value
    'BC0480'
    """
    if year < 0:
        return Period(value=f"BC{-year:04}", unit="year", earliest=None, latest=None)
    return _between(f"{year:04}", "year", (year, 1, 1), (year, 12, 31))


def period_of_decade(year: int) -> Period:
    """The ten years that share their first three digits with `year`.

    >>> period_of_decade(1994).value
    '199'
    """
    if year < 0:
        return Period(value=f"BC{-year // 10:03}", unit="decade", earliest=None, latest=None)
    first = year - year % 10
    return _between(f"{first // 10:03}", "decade", (first, 1, 1), (first + 9, 12, 31))


def period_of_century(number: int) -> Period:
    """The nth century as people count them: the twentieth runs from 1900, or 1901, to 2000.

    >>> period_of_century(20).value
    '19'
    """
    if number < 0:
        return Period(value=f"BC{-number - 1:02}", unit="century", earliest=None, latest=None)
    first = (number - 1) * 100
    return _between(f"{number - 1:02}", "century", (first, 1, 1), (first + 100, 12, 31))


_CONTAINING: dict[str, Callable[[date], Period]] = {
    "day": period_of_day,
    "week": period_of_week,
    "fortnight": period_of_week,
    "weekend": period_of_weekend,
    "month": lambda day: period_of_month(day.year, day.month),
    "quarter": lambda day: period_of_quarter(day.year, (day.month + 2) // 3),
    "half": lambda day: period_of_half(day.year, 1 + day.month // 7),
    "season": lambda day: period_of_season(day.year, ("WI", "SP", "SU", "FA")[day.month % 12 // 3]),
    "year": lambda day: period_of_year(day.year),
    "decade": lambda day: period_of_decade(day.year),
    "century": lambda day: period_of_century(day.year // 100 + 1),
}


def containing(day: date, unit: str) -> Period:
    """The period of that unit which holds `day`; units below a day give the day."""
    return _CONTAINING.get(unit, period_of_day)(day)


_DAYS = {"day": 1, "week": 7, "weekend": 7, "fortnight": 14}
_MONTHS = {
    "month": 1,
    "quarter": 3,
    "season": 3,
    "half": 6,
    "year": 12,
    "decade": 120,
    "century": 1200,
    "millennium": 12000,
}


def move(day: date, count: int, unit: str) -> date | None:
    """`count` units on from `day` (back where negative), the day of the month kept where there is one.

    None when that leaves the calendar.

    >>> move(date(2019, 3, 31), -1, "month")
    datetime.date(2019, 2, 28)
    """
    if unit in _MONTHS:
        months = day.year * 12 + day.month - 1 + count * _MONTHS[unit]
        year, month = divmod(months, 12)
        if not 0 < year < MAXYEAR:
            return None
        return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))
    try:
        return day + timedelta(days=count * _DAYS.get(unit, 0))
    except OverflowError:
        return None


_SHARES = {"START": (0, 50), "MID": (25, 75), "END": (50, 100), "FIRST": (0, 33), "LAST": (67, 100)}


def narrowed(period: Period, modifier: str) -> Period:
    """The part of a period that "early", "mid" or "late", "the beginning" or "the end" of it can mean.

    Early and late are halves, the beginning and the end are thirds (quarters of a year), mid the two middle quarters.

    >>> narrowed(period_of_month(2019, 1), "END").earliest
    datetime.date(2019, 1, 16)
    """
    label = {"FIRST": "START", "LAST": "END"}.get(modifier, modifier)
    marked = replace(period, modifier=label)
    if modifier not in _SHARES or period.earliest is None or period.latest is None or period.unit == "day":
        return marked
    begin, end = _SHARES[modifier]
    if period.unit == "year" and modifier in ("FIRST", "LAST"):
        begin, end = (0, 25) if modifier == "FIRST" else (75, 100)
    days = (period.latest - period.earliest).days
    first = period.earliest + timedelta(days=days * begin // 100 + (1 if begin and days * begin % 100 else 0))
    return replace(marked, earliest=first, latest=period.earliest + timedelta(days=-(-days * end // 100)))
