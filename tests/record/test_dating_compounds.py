"""Lengths told in two or three units."""

import pytest

from detente.record.dating import expressions

ONE = [
    ("It ran for 1 minute 12 seconds.", "PT1M12S"),
    ("They talked for 2 hours and 5 minutes.", "PT2H5M"),
    ("He was jailed for two years and three months.", "P2Y3M"),
    ("An hour and 20 minutes passed.", "PT1H20M"),
    ("They were held for 9 days and 6 hours.", "P9DT6H"),
    ("It took two weeks and three days.", "P17D"),
    ("He spent one year, two months and four days there.", "P1Y2M4D"),
]
APART = [
    ("It ran for 1 minute and 90 seconds.", ["PT1M", "PT90S"]),
    ("They stayed two days and two nights.", ["P2D", "P2D"]),
    ("It lasted three hours, 20 minutes longer than planned.", ["PT3H", "PT20M"]),
    ("They counted five minutes and three hours.", ["PT5M", "PT3H"]),
    ("It rained for two days and 40 hours.", ["P2D", "PT40H"]),
    ("She waited two months and a season.", ["P2M"]),
]


@pytest.mark.parametrize(("text", "value"), ONE, ids=[text for text, _ in ONE])
def test_a_length_in_several_units_is_one(text: str, value: str) -> None:
    """Each unit is smaller than the one before, and less than one of that."""
    assert [value] == [found.value for found in expressions(text, published=None)]


@pytest.mark.parametrize(("text", "values"), APART, ids=[text for text, _ in APART])
def test_lengths_that_do_not_add_up_stay_apart(text: str, values: list[str]) -> None:
    """Ninety seconds are no part of a minute, nights none of days, and what is longer by so much is another length."""
    assert values == [found.value for found in expressions(text, published=None)]


def test_a_step_in_two_units_is_not_read_as_a_length() -> None:
    """ "Six hours later" counts from what was told before, whatever stands before it."""
    found = expressions("They left three days and six hours later.", published=None)

    assert "six hours later" == "They left three days and six hours later."[found[-1].start : found[-1].end]
