"""Seasons, quarters, halves, feasts and periods that words point at; times counted in steps; and what is none."""

from datetime import date

import pytest

from detente.record.dating import expressions

FRIDAY = date(2019, 1, 4)


def read(text: str) -> list[str]:
    """The expressions of a text, each as its words, its value and its modifier."""
    found = expressions(text, published=FRIDAY)
    return [" | ".join(filter(None, (text[one.start : one.end], one.value, one.modifier))) for one in found]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("In fall they met.", "fall | 2018-FA"),
        ("They met in the fall of 1990.", "the fall of 1990 | 1990-FA"),
        ("They met during spring.", "spring | 2018-SP"),
        ("Early spring came.", "Early spring | 2018-SP | START"),
        ("The late summer came.", "The late summer | 2018-SU | END"),
        ("Summer came.", "Summer | 2018-SU"),
        ("They met that same winter.", "that same winter | 2019-WI"),
        ("The first quarter of 2018 went.", "The first quarter of 2018 | 2018-Q1"),
        ("The fourth quarter went.", "The fourth quarter | 2018-Q4"),
        ("The last quarter went.", "The last quarter | 2018-Q4"),
        ("The closing quarter went.", "The closing quarter | 2018-Q4"),
        ("The 1st half of 2018 went.", "The 1st half of 2018 | 2018-H1"),
        ("The 2nd half of 2018 went.", "The 2nd half of 2018 | 2018-H2"),
        ("The last half of the year went.", "The last half of the year | 2019-H2"),
        ("The second half of that year went.", "The second half of that year | 2019-H2"),
        ("This past decade was bad.", "This past decade | 200"),
        ("Over the past decade they met.", "the past decade | P10Y"),
        ("In the last century they met.", "the last century | 19"),
        ("They met last Christmas evening.", "last Christmas evening | 2018-12-25TEV"),
        ("They met at New Year 2018.", "New Year 2018 | 2018-01-01"),
        ("They will meet this Christmas.", "this Christmas | 2019-12-25"),
        ("They will meet next Easter.", "next Easter | 2019-04-21"),
        ("They met on New Year’s Eve 2018.", "New Year’s Eve 2018 | 2018-12-31"),
        ("They met in the Christmas week of 2018.", "Christmas week of 2018 | 2018-W52"),
        ("They met early that morning.", "early that morning | 2019-01-04TMO | START"),
        ("By the month-end they left.", "the month-end | 2019-01 | END"),
    ],
)
def test_a_period_of_the_year(text: str, expected: str) -> None:
    """With its words, its value and the part that is meant."""
    assert [expected] == read(text)


@pytest.mark.parametrize(
    "text",
    ["The fall of the wall.", "They met in fall of Lund.", "The spring came.", "They spring.", "The first half of the game.",
     "The first quarter of the game.", "The third half of 2018 people.", "The first half went.", "The first quarter of a pie.",
     "This Week is a paper.", "This week of talks.", "This generation left.", "The quarter of a city.", "In the quarter of Lund.",
     "In the quarter where they live.", "The sixth quarter went."],
)  # fmt: skip
def test_a_fall_a_spring_a_half_and_a_quarter_of_things_are_no_times(text: str) -> None:
    """Nor are names of papers, and units that are no calendar's."""
    assert [] == [one for one in read(text) if "2018 | 2018" not in one]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("They met a second ago.", "a second ago | 2019-01-04"),
        ("They met 10000 days ago.", "10000 days ago | 1991-08-19"),
        ("They met 10001 days ago.", "10001 days | P10001D"),
        ("They met two and a half decades ago.", "two and a half decades ago | 1994"),
        ("They met two and a half days ago.", "two and a half days ago | 2019-01-02"),
        ("They met a year and a half ago.", "a year and a half ago | 2017"),
        ("They met years ago.", "years ago | PAST_REF"),
        ("They met two hours earlier.", "two hours earlier | 2019-01-04"),
        ("They left a year earlier than planned.", "a year | P1Y"),
        ("They left a year after the war.", "a year | P1Y"),
        ("They met late yesterday.", "late yesterday | 2019-01-03 | END"),
        ("They met yesterday evening.", "yesterday evening | 2019-01-03TEV"),
        ("They met late last night.", "late last night | 2019-01-03TNI | END"),
        ("They met early this morning.", "early this morning | 2019-01-04TMO | START"),
        ("It is today's vote.", "today | 2019-01-04"),
        ("It is today's world.", "today | PRESENT_REF"),
        ("They met the month before last.", "the month before last | 2018-11"),
        ("They will meet the year after next.", "the year after next | 2021"),
        ("Tomorrow they meet.", "Tomorrow | 2019-01-05"),
        ("For the year they met.", "the year | 2019"),
        ("For the full year they met.", "the full year | 2019"),
        ("The year-ago period was bad.", "The year-ago period | 2018"),
        ("They met the day after tomorrow.", "the day after tomorrow | 2019-01-06"),
        ("They met the day before yesterday.", "the day before yesterday | 2019-01-02"),
    ],
)
def test_a_step_from_a_day(text: str, expected: str) -> None:
    """So many units, halves rounded within the unit; a distance from something named is a length."""
    assert [expected] == read(text)


@pytest.mark.parametrize("text", ["They read Norland Today.", "They saw Lund Tomorrow.", "They met in Old Yesterday."])
def test_a_day_within_a_name_is_none(text: str) -> None:
    """Capitals on both sides."""
    assert [] == read(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("They met on Tuesday. They left the previous evening.", "2018-12-31TEV"),
        ("They met on Tuesday. They left the following morning.", "2019-01-02TMO"),
        ("They met on Tuesday. They left the preceding week.", "2018-W52"),
        ("They met on Tuesday. They left the prior month.", "2018-12"),
        ("They met on Tuesday. They left the ensuing year.", "2020"),
        ("They met on Tuesday. They left two and a half years earlier.", "2016"),
        ("They met on Tuesday. They left the day before.", "2018-12-31"),
        ("They met on Tuesday. They left the month after.", "2019-02"),
        ("They met on Tuesday. They left weeks later.", "FUTURE_REF"),
        ("They met on Tuesday. They left two days before, and stayed.", "2018-12-30"),
        ("They met on Tuesday. They left two days afterwards.", "2019-01-03"),
        ("They met on Tuesday. They left two days previously.", "2018-12-30"),
        ("They met on Tuesday. They left two days thereafter.", "2019-01-03"),
    ],
)
def test_a_step_from_the_time_told_of(text: str, expected: str) -> None:
    """Back for previous, before and earlier; on for next, after and later."""
    assert expected == expressions(text, published=FRIDAY)[-1].value


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("They met for three weeks.", "three weeks | P3W"),
        ("They met for almost a year.", "almost a year | P1Y | LESS_THAN"),
        ("They met for one quarter.", None),
        ("They gave a second.", None),
        ("They met 24 hours a day.", None),
        ("They met 7 days a week.", None),
        ("They met 6 days a week.", "6 days | P6D"),
        ("The 20-year-old left.", None),
        ("The 20-year-long war.", "20-year-long | P20Y"),
        ("They saw “60 Minutes” then.", None),
        ("They met for 60 minutes.", "60 minutes | PT60M"),
        ("They met for 1000001 days.", None),
        ("They met for 1000000 days.", "1000000 days | P1000000D"),
        ("They paid $3 days.", None),
        ("Hundreds of years went.", None),
        ("In the early hours of Tuesday they left.", "Tuesday | 2019-01-01"),
        ("They met for many summers.", "many summers | PXSU"),
        ("They met in past years.", "past years | PAST_REF"),
        ("They will meet in coming years.", "coming years | PXY"),
        ("They met for days.", None),
        ("They met for those three days.", "those three days | P3D"),
        ("They met for the first two days.", "the first two days | P2D"),
        ("They met for some time.", "some time | PXX"),
        ("They met for the past quarter century.", "the past quarter century | P25Y"),
        ("A years-long war.", "years-long | PXY"),
        ("The day-long war.", "day-long | P1D"),
        ("A day-long war.", "A day-long | P1D"),
        ("They met for two to four days.", "two to four days | PXD | APPROX"),
        ("They met every other week.", "every other week | P2W"),
        ("They met every season.", None),
        ("They met every summer.", "every summer | XXXX-SU"),
        ("They met every Tuesday.", "every Tuesday | XXXX-WXX-2"),
        ("They met each May.", "each May | XXXX-05"),
        ("They met twice a quarter.", None),
        ("They met per second.", None),
        ("They met once a year.", "a year | P1Y"),
        ("The quarterly report came.", None),
        ("They met quarterly.", "quarterly | P1Q"),
        ("The current account fell.", None),
        ("The current talks fell.", "current | PRESENT_REF"),
        ("They met soon after.", None),
        ("They met on Tuesday mornings.", "Tuesday mornings | XXXX-WXX-2TMO"),
        ("In future they will meet.", "future | FUTURE_REF"),
        ("The recent vote.", "recent | PAST_REF"),
    ],
)
def test_lengths_repetitions_and_vague_times(text: str, expected: str | None) -> None:
    """With TIMEX3's value; ages, titles, rates of work and counts of things are none."""
    assert [expected] * (expected is not None) == read(text)
