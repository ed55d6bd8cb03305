"""The time of day: which hours there are, which day they are of, and which figures are no clock."""

from datetime import date

import pytest

from detente.record.dating import expressions

FRIDAY = date(2019, 1, 4)

HOURS = [
    ("12 a.m. today", "2019-01-04T00:00"),
    ("12:15 a.m. today", "2019-01-04T00:15"),
    ("1 a.m. today", "2019-01-04T01:00"),
    ("12 p.m. Tuesday", "2019-01-01T12:00"),
    ("1 p.m. Tuesday", "2019-01-01T13:00"),
    ("11:59 p.m. Tuesday", "2019-01-01T23:59"),
    ("9.30pm Friday", "2019-01-04T21:30"),
    ("0:30 today", "2019-01-04T00:30"),
    ("24:00 today", "2019-01-04T24:00"),
    ("10:59 today", "2019-01-04T10:59"),
    ("12 in the afternoon", "2019-01-04T12:00"),
    ("1 in the afternoon", "2019-01-04T13:00"),
    ("11 in the morning", "2019-01-04T11:00"),
    ("noon tomorrow", "2019-01-05T12:00"),
    ("5:30 p.m. tomorrow", "2019-01-05T17:30"),
    ("5:30 p.m. yesterday", "2019-01-03T17:30"),
    ("5:30 p.m. today", "2019-01-04T17:30"),
    ("17:30, 5 May 2018", "2018-05-05T17:30"),
    ("17:30 GMT May 5, 2018", "2018-05-05T17:30"),
    ("17:30 May 5", "2018-05-05T17:30"),
    ("nine o'clock Monday", "2018-12-31T09:00"),
    ("twelve o'clock", "2019-01-04T12:00"),
]


@pytest.mark.parametrize(("words", "value"), HOURS, ids=[words for words, _ in HOURS])
def test_a_time_of_day_has_its_hour_and_its_day(words: str, value: str) -> None:
    """Twelve at night is the hour 0 and twelve at noon the hour 12; the day is that named, else that of publication."""
    text = f"They met at {words}."
    (found,) = expressions(text, published=FRIDAY)

    assert (words, "TIME", value) == (text[found.start : found.end], found.type, found.value)


@pytest.mark.parametrize(
    "text",
    ["They met at 13 p.m.", "They met at 0 a.m.", "They met at 10:60.", "They met at 25:00.", "They met at 13 in the evening.",
     "They met at 0 in the morning.", "They met at thirty o'clock.", "It was high noon.", "The score was 17:30 then.",
     "The tune 17:30 began."],
)  # fmt: skip
def test_hours_that_there_are_not_are_no_times(text: str) -> None:
    """Nor are two figures with a colon that nothing says are a clock."""
    assert [] == [one for one in expressions(text, published=FRIDAY) if one.type == "TIME"]


@pytest.mark.parametrize("cue", ["at", "by", "until", "from", "around", "about", "to", "after", "before", "between", "since", "till"])  # fmt: skip
def test_a_bare_clock_needs_a_word_before_it(cue: str) -> None:
    """ "By 17:30", but not "the score 17:30"."""
    (found,) = expressions(f"They talked {cue} 17:30.", published=FRIDAY)

    assert "2019-01-04T17:30" == found.value


@pytest.mark.parametrize("sure", ["hrs", "hours", "GMT", "UTC", "local time"])
def test_a_clock_may_be_shown_by_what_follows_it(sure: str) -> None:
    """A zone, or the word for hours."""
    found = expressions(f"The train came 17:30 {sure}.", published=FRIDAY)

    assert ["2019-01-04T17:30"] == [one.value for one in found]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("They met at 17:30 on 5 May 2018.", "2018-05-05T17:30"),
        ("They met on Tuesday. At 17:30 they left.", "2019-01-01T17:30"),
        ("They met in May. At 17:30 they left.", "2019-01-04T17:30"),
    ],
)
def test_a_bare_clock_is_of_the_day_beside_or_last_spoken_of(text: str, value: str) -> None:
    """A day behind "on" is its day; else the day last spoken of; else that of publication."""
    times = [one.value for one in expressions(text, published=FRIDAY) if one.type == "TIME"]

    assert [value] == times
