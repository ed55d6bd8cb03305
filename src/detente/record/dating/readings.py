"""The period that words mean, counted from one anchor: the nearest Tuesday, the June ahead, two days later."""

from dataclasses import replace
from datetime import date, timedelta

from detente.record.dating.calendar import (
    Period,
    containing,
    month_day,
    move,
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
from detente.record.dating.feasts import feast_day
from detente.record.dating.meanings import Partial, Step
from detente.record.dating.open_values import OPEN
from detente.record.dating.tense import PURPOSE, SINCE

__all__ = ["read", "within_year"]


def read(meaning: Partial | Step, anchor: Period, pointing: int, told: bool) -> Period | None:
    """The period the words mean, counted from one anchor."""
    if anchor.earliest is None:
        return None
    if isinstance(meaning, Step):
        return _stepped(meaning, anchor)
    day = anchor.earliest
    if meaning.relates_to == "year":
        shift = {"last": -1, "before": -1, "next": 1, "after": 1}.get(meaning.relation, 0)
        return within_year(meaning, day.year + shift)
    if meaning.relates_to == "week":
        week = _unit_period(replace(meaning, weekday=None), anchor, pointing)
        return _day_of_week(week, meaning.weekday)
    if meaning.weekday is not None and meaning.month is None:
        if anchor.unit not in ("day", "week", "weekend"):
            return None
        return _weekday(meaning, day, pointing)
    if meaning.month or meaning.season or meaning.quarter or meaning.half or meaning.feast:
        return _nearest_year(meaning, anchor, pointing, told)
    return _unit_period(meaning, anchor, pointing)


def _day_of_week(week: Period | None, weekday: int | None) -> Period | None:
    """A weekday of a given week."""
    if week is None or week.earliest is None or weekday is None:
        return None
    return period_of_day(week.earliest + timedelta(days=(weekday - week.earliest.weekday()) % 7))


def _stepped(meaning: Step, anchor: Period) -> Period | None:
    if meaning.count is None or anchor.earliest is None or anchor.latest is None:
        return None
    count = meaning.sign * meaning.count
    if meaning.unit == "decade" or (meaning.unit == "century" and meaning.halves):
        half = 5 if meaning.unit == "decade" else 50
        years = half * (2 * meaning.count + meaning.halves)
        return _stepped(replace(meaning, unit="year", count=years, halves=0), anchor)
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
    """The weekday nearest to the anchor on the side to which words and verb point; the anchor itself when it
    falls on it.
    """
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
        # news of yesterday may stand in an infinitive; the same weekday six days ahead hardly does
        shift = ahead if pointing > 0 and not (pointing == PURPOSE and back == 1) else -back
    return period_of_day(day + timedelta(days=shift))


def _nearest_year(meaning: Partial, anchor: Period, pointing: int, told: bool) -> Period | None:
    """A month, season, quarter or feast without a year, in the year to which words, verb and anchor point."""
    assert anchor.earliest is not None
    day = anchor.earliest
    years = [
        _first_of(meaning, range(day.year - 1, day.year - 9, -1)),
        within_year(meaning, day.year),
        _first_of(meaning, range(day.year + 1, day.year + 9)),
    ]
    if told:
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


def _first_of(meaning: Partial, years: range) -> Period | None:
    """The period in the first of the years that has it: 29 February may be eight years off."""
    return next((found for year in years if (found := within_year(meaning, year)) is not None), None)


_OUTWEIGHS = 4
"""So many times nearer must an occurrence lie to be meant against the tense of the verb."""


def _nearer(behind: Period | None, ahead: Period | None, day: date, pointing: int) -> Period | None:
    """The occurrence behind or ahead of the day: the one the verb points to, else the one behind, unless the
    other lies far nearer.
    """
    if behind is None or ahead is None or behind.latest is None or ahead.earliest is None or pointing == SINCE:
        return behind or ahead
    back, forth = (day - behind.latest).days, (ahead.earliest - day).days
    if pointing > 0:
        return behind if back * _OUTWEIGHS < forth else ahead
    return ahead if forth * _OUTWEIGHS < back else behind


def _told_next(years: list[Period | None], anchor: Period) -> Period | None:
    """In a history, the occurrence that follows the time last spoken of, or shortly precedes it."""
    _, same, after = years
    if same is None:
        return after  # 29 February of a year without one
    if anchor.unit in ("year", "decade", "century") or same.earliest is None or anchor.earliest is None:
        return same
    gap = (same.earliest - anchor.earliest).days
    if gap < -180 and after is not None:
        return after
    return same


def within_year(meaning: Partial, year: int) -> Period | None:
    """The finest period that the fields name in that year; None where the calendar has no such day."""
    if meaning.unit == "quarter":
        return None
    if meaning.unit == "decade":
        return period_of_decade(year)
    if meaning.unit == "century":
        return period_of_century(year // 100 + 1) if year >= 0 else period_of_century(year // 100)
    if year < 0 or (
        not meaning.month and not meaning.season and not meaning.quarter and not meaning.half and not meaning.feast
    ):
        return period_of_year(year)
    if meaning.day and meaning.month:
        day = month_day(year, meaning.month, meaning.day)
        if day is None:
            return None
        return containing(day, meaning.unit or "day")
    if meaning.month:
        return period_of_month(year, meaning.month)
    if meaning.season:
        return period_of_season(year, meaning.season)
    if meaning.quarter:
        return period_of_quarter(year, meaning.quarter)
    if meaning.half:
        return period_of_half(year, meaning.half)
    feast = feast_day(meaning.feast, year)
    return containing(feast.earliest, "week") if meaning.unit == "week" and feast and feast.earliest else feast


def _unit_period(meaning: Partial, anchor: Period, pointing: int) -> Period | None:
    """ "This week", "last year", "that month", "the quarter"."""
    assert anchor.earliest is not None
    unit = meaning.unit or "day"
    shift = {"last": -1, "before": -1, "next": 1, "after": 1}.get(meaning.relation, 0)
    if meaning.relation == "context":
        return anchor if anchor.unit == "day" else None
    if meaning.relation == "weekend":
        shift = 0 if anchor.earliest.weekday() >= 5 or pointing > 0 else -1
    if meaning.relation == "the" and unit == "quarter" and anchor.unit == "day":
        shift = -1
    if meaning.relation == "that" and _SIZE[anchor.unit] > _SIZE[unit]:
        return replace(anchor, unit=unit, value=OPEN[unit].replace("XXXX", anchor.value[:4], 1))
    moved = move(anchor.earliest, shift, unit)
    if moved is None:
        return None
    return period_of_weekend(moved) if unit == "weekend" else containing(moved, unit)
