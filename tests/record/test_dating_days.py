"""Days and months in words and figures: which words are names, which days there are, which year is meant."""

from datetime import date

import pytest

from detente.record.dating import expressions

FRIDAY = date(2019, 1, 4)


def values(text: str, published: date | None = FRIDAY) -> list[str]:
    """The values of a text's expressions in order."""
    return [one.value for one in expressions(text, published=published)]


@pytest.mark.parametrize(
    "text",
    ["Theresa May left.", "MAY they meet?", "MARCH with us.", "They said May is late.", "The March on Lund failed.",
     "They met Jan Kovan.", "They met in Jan Kovan.", "Then Dec left.", "They met August said.", "Mrs June left.",
     "They saw Lund June.", "Then May said it.", "Then April said it.", "Ada April left.", "Then June will go.",
     "Jan left.", "A. Dec left.", "The May of Lund left."],
)  # fmt: skip
def test_a_month_that_is_a_name_or_a_verb_is_no_time(text: str) -> None:
    """A capital before it, a verb of a person behind it, or no word that a month follows."""
    assert [] == values(text)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("They met in May.", "2018-05"),
        ("They left, May was cold.", "2018-05"),
        ("The May vote failed.", "2018-05"),
        ("A March accession failed.", "2019-03"),
        ("They met in Jan.", "2019-01"),
        ("They met in Dec they said.", "2018-12"),
        ("The August heat came.", "2018-08"),
        ("They met Tuesday, August was hot.", "2018-08"),
        ("It was June.", "2018-06"),
        ("They met last May.", "2018-05"),
        ("They came in May 2017.", "2017-05"),
        ("Then May 5 came.", "2018-05-05"),
        ("They will be told who was to blame for the flood of March 27, which a court may say.", "2018-03-27"),
        ("The vote of January 12 may be put off.", "2019-01-12"),
    ],
)
def test_a_month_that_is_a_time_is_read(text: str, value: str) -> None:
    """After words such as "in", before a noun, or with a day or a year."""
    assert value == values(text)[-1]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("They met on May 5-7, 2018.", ["2018-05-05", "2018-05-07"]),
        ("They met on May 5-32, 2018.", ["2018-05-05", "2018"]),
        ("They met on May 5 and 31.", ["2018-05-05", "2018-05-31"]),
        ("They met on April 5 and 31.", ["2018-04-05"]),
        ("They met on February 28 and 29, 2019.", ["2019-02-28", "2019"]),
        ("They met on February 28 and 29, 2016.", ["2016-02-28", "2016-02-29"]),
        ("They met on 28 and 29 February 2019.", ["2019-02-28", "2019-02-XX"]),
        ("They met on the thirty-first of May.", ["2018-05-31"]),
        ("They met on the thirty-first of April.", ["XXXX-04-XX"]),
        ("They met on May 32.", ["XXXX-05-XX"]),
        ("They met on 30 February 44 BC.", ["BC0044-02-XX"]),
        ("They met on 29 February 44 BC.", ["BC0044"]),
        ("They met on 30 February 1066.", ["1066-02-XX"]),
        ("They met in the week of February 30.", ["XXXX-02-XX"]),
    ],
)
def test_of_two_days_each_is_one_of_the_calendar(text: str, expected: list[str]) -> None:
    """What the month does not have is no day; the value keeps the month."""
    assert expected == values(text)[: len(expected)]


@pytest.mark.parametrize(
    ("figures", "value"),
    [
        ("2018/09/12", "2018-09-12"), ("2018.09.12", "2018-09-12"), ("2018-09-12", "2018-09-12"),
        ("12.9.2018", "2018-09-12"), ("30/12/2018", "2018-12-30"), ("12/30/2018", "2018-12-30"),
        ("12-30-2018", "2018-12-30"), ("29/2/20", "2020-02-29"), ("29/2/2019", ""), ("30.2.2018", ""), ("2018/13/01", ""),
        ("123/4/2018", ""), ("12.9.18", ""), ("12-9-18", ""), ("13/13/2018", ""), ("30/12/29", "2029-12-30"),
        ("30/12/30", "1930-12-30"), ("5/5/2018", "2018-05-05"),
    ],
)  # fmt: skip
def test_a_day_in_figures(figures: str, value: str) -> None:
    """The year first, or last in four digits, or in two behind strokes; no day where the calendar has none."""
    assert [value][: bool(value)] == values(f"It is dated {figures}, they said.")


@pytest.mark.parametrize(
    ("text", "published", "value"),
    [
        ("They met on 29 February.", date(2019, 1, 4), "2016-02-29"),
        ("They will meet on 29 February.", date(2019, 1, 4), "2020-02-29"),
        ("They met on 29 February.", date(2021, 3, 1), "2020-02-29"),
        ("They met on 29 February.", date(2020, 11, 1), "2020-02-29"),
        ("They will meet on 29 February.", date(2021, 3, 1), "2024-02-29"),
        ("They met on 29 February.", date(1903, 3, 1), "1896-02-29"),
        ("They will meet on 29 February.", date(1897, 3, 1), "1904-02-29"),
    ],
)
def test_a_leap_day_is_of_a_leap_year(text: str, published: date, value: str) -> None:
    """What has happened was in the last one, what is to come will be in the next, across 1900 too."""
    assert [value] == values(text, published)


def test_a_history_goes_on_to_the_leap_day_that_follows() -> None:
    """After 1951, 29 February is of 1952."""
    found = expressions("In 1951 war came. On 29 February they met.", published=FRIDAY, narrative=True)

    assert "1952-02-29" == found[-1].value


@pytest.mark.parametrize(
    "text",
    [
        "They met on the Tuesday after the vote.",
        "They met the Tuesday before an election.",
        "He left on the Tuesday before he fell ill.",
        "They signed on the Tuesday following her visit.",
    ],
)
def test_a_weekday_counted_from_what_has_no_date_is_no_day(text: str) -> None:
    """What follows names the day it is counted from, which the words alone do not date."""
    (found,) = expressions(text, published=FRIDAY)

    assert ("XXXX-WXX-2", None, None) == (found.value, found.when.earliest, found.when.latest)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("The vote was on 3 October 2018. They met on the Tuesday after that.", "2018-10-09"),
        ("The vote was on 3 October 2018. The Tuesday before, they met.", "2018-10-02"),
        ("They met on the Tuesday before last.", "2018-12-25"),
        ("They will meet on the Tuesday after next.", "2019-01-15"),
        ("They met on Tuesday after the vote.", "2019-01-01"),
    ],
)
def test_a_weekday_beside_a_time_told_of_is_counted_from_it(text: str, value: str) -> None:
    """After or before a day, or beyond the nearest one; without "the" the vote was on the day itself."""
    assert value == values(text)[-1]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("They will meet on Saturday of next week.", "2019-01-12"),
        ("They met on Tuesday of last week.", "2018-12-25"),
        ("They meet on the Monday of this week.", "2018-12-31"),
        ("They met on 3 May 2018 and left on the Saturday of that week.", "2018-05-05"),
        ("They met on 3 May 2018, and again on Friday of the following week.", "2018-05-11"),
        ("They met on Friday of the week.", "2019-01-04"),
    ],
)
def test_a_weekday_is_that_of_the_week_named_behind_it(text: str, value: str) -> None:
    """ "Saturday of next week" is one day: neither the nearest Saturday nor a week."""
    assert value == values(text)[-1]
