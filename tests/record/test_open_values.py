"""TIMEX3 values with X for what is not known."""

import pytest

from detente.record.dating.meanings import Partial, Step
from detente.record.dating.open_values import OPEN, merged, open_value, unit_of


@pytest.mark.parametrize(
    ("low", "high", "expected"),
    [
        ("2019-01-04", "2019-01-04", "2019-01-04"),
        ("2019-01-04", "2019-01-05", "2019-01-XX"),
        ("2018-12-31", "2019-01-01", "XXXX-XX-XX"),
        ("2018-12-05", "2019-12-05", "XXXX-12-05"),
        ("2018-W52", "2019-W01", "XXXX-WXX"),
        ("2019-W02", "2019-W03", "2019-WXX"),
        ("2019-W02-WE", "2019-W03-WE", "2019-WXX-WE"),
        ("2018-Q4", "2019-Q1", "XXXX-XX"),
        ("2018-SP", "2019-SP", "XXXX-SP"),
        ("2018", "2019", "XXXX"),
        ("199", "200", "XXX"),
        ("2018", "2019-01", "XXXX"),
        ("19", "20", "XX"),
    ],
)
def test_two_readings_share_what_they_agree_on(low: str, high: str, expected: str) -> None:
    """Field by field, as long as each; whichever comes first."""
    assert (expected, expected) == (merged(low, high), merged(high, low) if len(low) == len(high) else expected)


@pytest.mark.parametrize(
    ("meaning", "unit", "value"),
    [
        (Partial(month=5, day=3), "day", "XXXX-05-03"),
        (Partial(month=5), "month", "XXXX-05"),
        (Partial(month=11, weekday=2), "day", "XXXX-11"),
        (Partial(weekday=0), "day", "XXXX-WXX-1"),
        (Partial(weekday=6), "day", "XXXX-WXX-7"),
        (Partial(season="SP"), "season", "XXXX-SP"),
        (Partial(quarter=3), "quarter", "XXXX-Q3"),
        (Partial(half=2), "half", "XXXX-H2"),
        (Partial(feast="christmas"), "day", "XXXX-12-25"),
        (Partial(feast="new year"), "day", "XXXX-01-01"),
        (Partial(feast="easter"), "day", "XXXX-XX-XX"),
        (Partial(unit="week"), "week", "XXXX-WXX"),
        (Partial(unit="weekend"), "weekend", "XXXX-WXX-WE"),
        (Partial(unit="decade"), "decade", "XXX"),
        (Partial(), "year", "XXXX-XX-XX"),
        (Step(count=2, unit="day", sign=1, origin="mention"), "day", "XXXX-XX-XX"),
        (Step(count=2, unit="week", sign=1, origin="mention"), "week", "XXXX-WXX"),
        (Step(count=2, unit="month", sign=1, origin="mention"), "month", "XXXX-XX"),
        (Step(count=2, unit="quarter", sign=1, origin="mention"), "quarter", "XXXX-QX"),
        (Step(count=2, unit="year", sign=1, origin="mention"), "year", "XXXX"),
        (Step(count=2, unit="century", sign=1, origin="mention"), "century", "XX"),
        (Step(count=2, unit="hour", sign=1, origin="mention"), "day", "XXXX-XX-XX"),
        (Step(count=2, unit="night", sign=1, origin="mention"), "day", "XXXX-XX-XX"),
    ],
)
def test_what_the_words_give_stands_and_the_rest_is_open(meaning: Partial | Step, unit: str, value: str) -> None:
    """In the unit in which they speak; feasts that move have no day."""
    assert (unit, value) == (unit_of(meaning), open_value(meaning))


def test_every_unit_has_a_form_with_nothing_known() -> None:
    """No figure stands in it."""
    assert [] == [unit for unit, form in OPEN.items() if any(character.isdigit() for character in form)]
