"""The days of feasts: fixed, by weekday, and Easter."""

from datetime import date, timedelta

from detente.record.dating.calendar import Period, period_of_day
from detente.record.dating.lexicon import HOLIDAYS

__all__ = ["feast_day"]


def feast_day(feast: str, year: int) -> Period | None:
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
