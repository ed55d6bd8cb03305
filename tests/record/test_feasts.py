"""The days of feasts, against the rules by which calendars set them."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.record.dating.feasts import feast_day

YEARS = st.integers(1583, 2100)


def by_the_moon(year: int) -> date:
    """The Sunday after the full moon of the church's tables, which falls on or after 21 March [Clavius 1603]."""
    golden, century = year % 19 + 1, year // 100 + 1
    skipped, corrected = 3 * century // 4 - 12, (8 * century + 5) // 25 - 5
    epact = (11 * golden + 20 + corrected - skipped) % 30
    if epact == 24 or (epact == 25 and golden > 11):
        epact += 1
    after_new_year_of_spring = 44 - epact if 44 - epact >= 21 else 74 - epact
    moon = date(year, 3, 1) + timedelta(days=after_new_year_of_spring - 1)
    return moon + timedelta(days=7 - (moon.weekday() + 1) % 7)


def day_of(feast: str, year: int) -> date:
    """The one day of the feast."""
    period = feast_day(feast, year)
    assert period is not None
    assert ("day", period.earliest) == (period.unit, period.latest)
    assert period.earliest is not None
    return period.earliest


@pytest.mark.parametrize("year", range(1583, 2101, 47))
def test_easter_is_the_sunday_after_the_full_moon(year: int) -> None:
    """In blocks of years, as the tables of the moon have it."""
    span = range(year, min(year + 47, 2101))

    assert [by_the_moon(each) for each in span] == [day_of("easter", each) for each in span]


@given(YEARS)
def test_feasts_around_easter_keep_their_distance(year: int) -> None:
    """Good Friday two days before, Easter Monday the day after."""
    easter = day_of("easter", year)

    assert [-2, 0, 1] == [
        (day_of(feast, year) - easter).days for feast in ("good friday", "easter sunday", "easter monday")
    ]


@given(YEARS)
def test_feasts_by_weekday_fall_in_their_week(year: int) -> None:
    """The fourth Thursday of November, the first Monday of September, the last of May, the Tuesday after a Monday."""
    thanks, labor, memorial, election = (
        day_of(feast, year) for feast in ("thanksgiving day", "labor day", "memorial day", "election day")
    )

    assert [(11, 3), (9, 0), (5, 0), (11, 1)] == [
        (day.month, day.weekday()) for day in (thanks, labor, memorial, election)
    ]
    assert (True, True, True, True) == (
        22 <= thanks.day <= 28,
        labor.day <= 7,
        memorial.day >= 25,
        2 <= election.day <= 8,
    )


@pytest.mark.parametrize(
    ("feast", "month", "day"),
    [
        ("christmas", 12, 25), ("christmas day", 12, 25), ("christmas eve", 12, 24), ("boxing day", 12, 26),
        ("new year", 1, 1), ("new year's day", 1, 1), ("new year's eve", 12, 31), ("halloween", 10, 31),
        ("valentine's day", 2, 14), ("independence day", 7, 4), ("bastille day", 7, 14), ("veterans day", 11, 11),
        ("armistice day", 11, 11),
    ],
)  # fmt: skip
def test_a_fixed_feast_is_the_same_day_every_year(feast: str, month: int, day: int) -> None:
    """By month and day."""
    assert [date(2018, month, day), date(2031, month, day)] == [day_of(feast, 2018), day_of(feast, 2031)]
