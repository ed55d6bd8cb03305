"""Periods of the calendar, compared with the days themselves; numbers as news writes them."""

import calendar as days_of
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.record.dating import calendar as c
from detente.record.dating.numerals import count_of, decade_in_words, ordinal_of, year_in_words

DAYS = st.dates(date(1500, 1, 1), date(2100, 12, 31))
YEARS = st.integers(1500, 2100)
ONE = timedelta(days=1)

UNITS = ("day", "week", "weekend", "fortnight", "month", "quarter", "half", "season", "year", "decade", "century")


def ends(period: c.Period) -> tuple[date | None, date | None]:
    """The first and the last day."""
    return period.earliest, period.latest


def said(period: c.Period) -> tuple[str, str, str, str]:
    """Value, unit and both ends as text."""
    return period.value, period.unit, str(period.earliest), str(period.latest)


# ── periods ──────────────────────────────────────────────────────────────────────────────────────────────────


@given(DAYS)
def test_what_contains_a_day_holds_it(day: date) -> None:
    """Every unit but the weekend, which may lie later in the week."""
    for unit in UNITS:
        period = c.containing(day, unit)
        if period.earliest is not None and period.latest is not None and unit != "weekend":
            assert (unit, True) == (unit, period.earliest <= day <= period.latest)


@given(st.dates(date(1501, 1, 10), date(2099, 12, 31)))
def test_calendar_periods_tile_the_time(day: date) -> None:
    """The day after a month, quarter, half or year is the first of the next one; weeks are seven days from a Monday."""
    for unit in ("day", "week", "month", "quarter", "half", "year"):
        period = c.containing(day, unit)
        assert period.latest is not None
        following = c.containing(period.latest + ONE, unit)

        assert (unit, period.latest + ONE) == (unit, following.earliest)
        assert period.value != following.value
    week, weekend = c.containing(day, "week"), c.containing(day, "weekend")
    assert (0, 6) == (week.earliest.weekday(), week.latest.weekday())  # type: ignore[union-attr]
    assert (5, 6) == (weekend.earliest.weekday(), weekend.latest.weekday())  # type: ignore[union-attr]
    assert week.latest == weekend.latest


@pytest.mark.parametrize(
    ("unit", "value", "first", "last"),
    [
        ("day", "2019-01-04", "2019-01-04", "2019-01-04"),
        ("hour", "2019-01-04", "2019-01-04", "2019-01-04"),
        ("week", "2019-W01", "2018-12-31", "2019-01-06"),
        ("fortnight", "2019-W01", "2018-12-31", "2019-01-06"),
        ("weekend", "2019-W01-WE", "2019-01-05", "2019-01-06"),
        ("month", "2019-01", "2019-01-01", "2019-01-31"),
        ("quarter", "2019-Q1", "2019-01-01", "2019-03-31"),
        ("half", "2019-H1", "2019-01-01", "2019-06-30"),
        ("season", "2019-WI", "2018-12-01", "2020-03-20"),
        ("year", "2019", "2019-01-01", "2019-12-31"),
        ("decade", "201", "2010-01-01", "2019-12-31"),
        ("century", "20", "2000-01-01", "2100-12-31"),
    ],
)
def test_the_fourth_of_january_2019_lies_in(unit: str, value: str, first: str, last: str) -> None:
    """TIMEX3's value, and both ends; a unit below a day is the day."""
    period = c.containing(date(2019, 1, 4), unit)

    assert (value, first, last) == (period.value, str(period.earliest), str(period.latest))


@pytest.mark.parametrize(
    ("month", "quarter", "half", "season"),
    [(1, 1, 1, "WI"), (2, 1, 1, "WI"), (3, 1, 1, "SP"), (4, 2, 1, "SP"), (5, 2, 1, "SP"), (6, 2, 1, "SU"),
     (7, 3, 2, "SU"), (8, 3, 2, "SU"), (9, 3, 2, "FA"), (10, 4, 2, "FA"), (11, 4, 2, "FA"), (12, 4, 2, "WI")],
)  # fmt: skip
def test_a_month_belongs_to(month: int, quarter: int, half: int, season: str) -> None:
    """A quarter, a half and a season, in the northern half of the world."""
    day = date(2031, month, 15)

    assert (f"2031-Q{quarter}", f"2031-H{half}", f"2031-{season}") == tuple(
        c.containing(day, unit).value for unit in ("quarter", "half", "season")
    )


@given(YEARS, st.integers(1, 12))
def test_a_month_has_the_days_of_the_calendar(year: int, month: int) -> None:
    """From the first to the twenty-eighth, ninth, thirtieth or thirty-first."""
    period = c.period_of_month(year, month)

    assert (f"{year}-{month:02}", "month") == (period.value, period.unit)
    assert (date(year, month, 1), date(year, month, days_of.monthrange(year, month)[1])) == ends(period)


@pytest.mark.parametrize(
    ("period", "expected"),
    [
        (c.period_of_quarter(2031, 4), ("2031-Q4", "quarter", "2031-10-01", "2031-12-31")),
        (c.period_of_quarter(2032, 1), ("2032-Q1", "quarter", "2032-01-01", "2032-03-31")),
        (c.period_of_half(2031, 1), ("2031-H1", "half", "2031-01-01", "2031-06-30")),
        (c.period_of_half(2031, 2), ("2031-H2", "half", "2031-07-01", "2031-12-31")),
        (c.period_of_season(2031, "SP"), ("2031-SP", "season", "2031-03-01", "2031-06-20")),
        (c.period_of_season(2031, "SU"), ("2031-SU", "season", "2031-06-01", "2031-09-22")),
        (c.period_of_season(2031, "FA"), ("2031-FA", "season", "2031-09-01", "2031-12-21")),
        (c.period_of_season(2031, "WI"), ("2031-WI", "season", "2030-12-01", "2032-03-20")),
        (c.period_of_year(2031), ("2031", "year", "2031-01-01", "2031-12-31")),
        (c.period_of_year(-44), ("BC0044", "year", "None", "None")),
        (c.period_of_year(66), ("0066", "year", "None", "None")),
        (c.period_of_decade(1999), ("199", "decade", "1990-01-01", "1999-12-31")),
        (c.period_of_decade(-45), ("BC004", "decade", "None", "None")),
        (c.period_of_century(20), ("19", "century", "1900-01-01", "2000-12-31")),
        (c.period_of_century(1), ("00", "century", "None", "None")),
        (c.period_of_century(-5), ("BC04", "century", "None", "None")),
    ],
)
def test_a_period_has_its_value_unit_and_ends(period: c.Period, expected: tuple[str, str, str, str]) -> None:
    """A winter is the one that begins in the year or the one that ends it; before Christ there are values and no days."""
    assert expected == said(period)


@pytest.mark.parametrize(("year", "known"), [(1499, False), (1500, True), (2100, True), (2101, False)])
def test_only_years_from_1500_to_2100_have_days(year: int, known: bool) -> None:
    """Before them calendars differ, after them a number is rarely a year; the value stays."""
    periods = [c.period_of_year(year), c.period_of_month(year, 2), c.period_of_day(date(year, 3, 1)),
               c.period_of_half(year, 1), c.period_of_season(year, "SU")]  # fmt: skip

    assert [known] * 5 == [period.earliest is not None for period in periods]
    assert [f"{year}", f"{year}-02", f"{year}-03-01", f"{year}-H1", f"{year}-SU"] == [p.value for p in periods]


@pytest.mark.parametrize(
    ("given_", "there_is"),
    [((2020, 2, 29), True), ((2019, 2, 29), False), ((1900, 2, 29), False), ((2000, 2, 29), True), ((2019, 0, 1), False),
     ((2019, 13, 1), False), ((2019, 1, 0), False), ((2019, 1, 31), True), ((2019, 1, 32), False), ((0, 1, 1), False),
     ((1, 1, 1), True), ((2019, 12, 1), True), ((2019, 4, 31), False), ((9998, 1, 1), True), ((9999, 1, 1), False)],
)  # fmt: skip
def test_a_day_is_there_or_is_none(given_: tuple[int, int, int], there_is: bool) -> None:
    """Leap years as the calendar has them; never an exception."""
    assert (date(*given_) if there_is else None) == c.month_day(*given_)


# ── moving and narrowing ─────────────────────────────────────────────────────────────────────────────────────


@given(DAYS, st.integers(-500, 500))
def test_days_and_weeks_are_counted_as_they_are(day: date, count: int) -> None:
    """A week and a weekend are seven days, a fortnight fourteen."""
    for unit, length in (("day", 1), ("week", 7), ("weekend", 7), ("fortnight", 14)):
        assert day + timedelta(days=length * count) == c.move(day, count, unit)


@given(st.dates(date(1600, 1, 1), date(2000, 12, 31)), st.integers(-30, 30))
def test_months_keep_the_day_where_there_is_one(day: date, count: int) -> None:
    """Else the last day of the month; longer units are so many months."""
    for unit, months in (("month", 1), ("quarter", 3), ("season", 3), ("half", 6), ("year", 12), ("decade", 120)):
        total = day.year * 12 + day.month - 1 + months * count
        last = days_of.monthrange(total // 12, total % 12 + 1)[1]

        assert date(total // 12, total % 12 + 1, min(day.day, last)) == c.move(day, count, unit)


@pytest.mark.parametrize(
    ("day", "count", "unit", "expected"),
    [
        (date(2019, 1, 31), 1, "month", date(2019, 2, 28)),
        (date(2019, 12, 31), 1, "month", date(2020, 1, 31)),
        (date(2019, 1, 1), -1, "month", date(2018, 12, 1)),
        (date(2019, 6, 1), 2, "century", date(2219, 6, 1)),
        (date(2019, 6, 1), -1, "millennium", date(1019, 6, 1)),
        (date(2019, 6, 1), -2, "millennium", date(19, 6, 1)),
        (date(2019, 6, 1), -3, "millennium", None),
        (date(2019, 6, 1), 7, "millennium", date(9019, 6, 1)),
        (date(2019, 6, 1), 8, "millennium", None),
        (date(1, 12, 1), -1, "year", None),
        (date(9997, 6, 1), 1, "year", date(9998, 6, 1)),
        (date(9998, 6, 1), 1, "year", None),
        (date(9999, 12, 31), 1, "day", None),
        (date(2019, 6, 1), 5, "hour", date(2019, 6, 1)),
    ],
)
def test_moving_stays_within_the_calendar(day: date, count: int, unit: str, expected: date | None) -> None:
    """Beyond it there is no day; units below a day do not leave it."""
    assert expected == c.move(day, count, unit)


@pytest.mark.parametrize(
    ("period", "modifier", "first", "last", "label"),
    [
        (c.period_of_month(2019, 1), "START", "2019-01-01", "2019-01-16", "START"),
        (c.period_of_month(2019, 1), "END", "2019-01-16", "2019-01-31", "END"),
        (c.period_of_month(2019, 1), "MID", "2019-01-09", "2019-01-24", "MID"),
        (c.period_of_month(2019, 1), "FIRST", "2019-01-01", "2019-01-11", "START"),
        (c.period_of_month(2019, 1), "LAST", "2019-01-22", "2019-01-31", "END"),
        (c.period_of_year(2019), "START", "2019-01-01", "2019-07-02", "START"),
        (c.period_of_year(2019), "END", "2019-07-02", "2019-12-31", "END"),
        (c.period_of_year(2019), "FIRST", "2019-01-01", "2019-04-02", "START"),
        (c.period_of_year(2019), "LAST", "2019-10-01", "2019-12-31", "END"),
        (c.period_of_year(2019), "MID", "2019-04-02", "2019-10-01", "MID"),
        (c.period_of_decade(1980), "FIRST", "1980-01-01", "1983-04-21", "START"),
        (c.period_of_month(2019, 1), "", "2019-01-01", "2019-01-31", ""),
        (c.period_of_month(2019, 1), "BEFORE", "2019-01-01", "2019-01-31", "BEFORE"),
        (c.period_of_day(date(2019, 1, 4)), "END", "2019-01-04", "2019-01-04", "END"),
        (c.period_of_year(1066), "END", "None", "None", "END"),
    ],
)
def test_a_part_of_a_period(period: c.Period, modifier: str, first: str, last: str, label: str) -> None:
    """Halves, thirds, the two middle quarters; of a year the beginning and the end are quarters, of a day it is the day."""
    part = c.narrowed(period, modifier)

    assert (first, last, label) == (str(part.earliest), str(part.latest), part.modifier)
    assert (period.value, period.unit) == (part.value, part.unit)


@given(YEARS, st.sampled_from(["START", "MID", "END", "FIRST", "LAST"]))
def test_a_part_lies_within_and_both_halves_make_the_whole(year: int, modifier: str) -> None:
    """No day of the period lies in neither half."""
    whole = c.period_of_year(year)
    part, early, late = c.narrowed(whole, modifier), c.narrowed(whole, "START"), c.narrowed(whole, "END")
    assert part.earliest and part.latest and early.latest and late.earliest  # noqa: PT018

    assert whole.earliest <= part.earliest <= part.latest <= whole.latest  # type: ignore[operator]
    assert late.earliest <= early.latest + ONE


# ── numbers ──────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("words", "number"),
    [
        ("3", 3), ("1,200", 1200), ("2.5", 2.5), ("a", 1), ("an", 1), ("two", 2), ("twenty - four", 24),
        ("one hundred and five", 105), ("a hundred", 100), ("hundred", 100), ("two thousand", 2000), ("thousand", 1000),
        ("two thousand and nineteen", 2019), ("three hundred thousand", 300_000), ("two million", 2_000_000),
        ("a couple of", 2), ("dozen", 12), ("a dozen", 12), ("two dozen", 24), ("half a", 0.5), ("a half", 0.5),
        ("two and a half", 2.5), ("1/2", 0.5), ("2 1/2", 2.5), ("3/4", 0.75), ("nineteen", 19), ("ninety", 90),
        ("123456789012345", 123456789012345),
    ],
)  # fmt: skip
def test_a_count_in_words_or_figures(words: str, number: float) -> None:
    """Tens and units, hundreds, thousands, halves, fractions, dozens."""
    assert number == count_of(tuple(words.split()))


@pytest.mark.parametrize(
    "words",
    ["several", "a few", "many", "dozens of", "several dozen", "a number of", "lock", "", "and", "1/0", "1234567890123456",
     "two locks", "1,23"],
)  # fmt: skip
def test_words_that_give_no_count(words: str) -> None:
    """Nobody says how many, or the words are no number."""
    assert count_of(tuple(words.split())) is None


@pytest.mark.parametrize(
    ("words", "number"),
    [("first", 1), ("third", 3), ("twelfth", 12), ("twentieth", 20), ("twenty - first", 21), ("thirtieth", 30),
     ("21st", 21), ("2nd", 2), ("3rd", 3), ("4th", 4), ("9999th", 9999), ("12345th", None), ("lock", None), ("", None)],
)  # fmt: skip
def test_an_ordinal(words: str, number: int | None) -> None:
    """In words or in figures of up to four digits."""
    assert number == ordinal_of(tuple(words.split()))


@pytest.mark.parametrize(
    ("words", "year"),
    [
        ("nineteen ninety - six", 1996), ("nineteen ninety", 1990), ("twenty nineteen", 2019), ("fifteen twenty", 1520),
        ("eighteen twelve", 1812), ("nineteen ten", 1910), ("twenty ninety - nine", 2099), ("two thousand four", 2004),
        ("two thousand and four", 2004), ("two thousand", 2000), ("fifteen hundred", 1500), ("nineteen hundred", 1900),
        ("fourteen ninety", None), ("twenty - one", None), ("nineteen", None), ("nineteen nine", None),
        ("nineteen twelve six", None), ("nineteen ninety ten", None), ("nineteen ninety six one", None),
        ("thirty ninety", None), ("three thousand", None), ("fourteen hundred", None), ("one hundred", None), ("", None),
        ("- and", None), ("lock ninety", None), ("nineteen ninety lock", None), ("twenty ninety - one", 2091),
        ("several hundred", None), ("nineteen fifteen one", None), ("nineteen twenty ten", None),
        ("nineteen twenty one", 1921), ("two thousand one hundred", None), ("two thousand ninety - nine", 2099),
    ],
)  # fmt: skip
def test_a_year_in_words(words: str, year: int | None) -> None:
    """From 1500 to 2099; a number that is none of these is no year."""
    assert year == year_in_words(tuple(words.split()))


def test_a_decade_in_words_is_of_the_twentieth_century() -> None:
    """From the twenties to the nineties."""
    assert [1920, 1990, None] == [decade_in_words(word) for word in ("twenties", "nineties", "locks")]
