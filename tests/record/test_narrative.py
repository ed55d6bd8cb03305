"""What shows only over a whole text: whether it tells a history, and which dates lend each other a year or a day."""

from datetime import date

import pytest

from detente.record.dating import expressions

FRIDAY = date(2019, 1, 4)
FULL = [
    "On 3 May 1950 war came.",
    "In June 1951 the lock fell.",
    "In July 1952 it was shut.",
    "In the summer of 1953 it burned.",
    "On 5 August 1954 it sank.",
]
YEARS = [f"In {year} the lock fell." for year in range(1950, 1962)]
MONTHS = [f"In {month} it shut." for month in "March April May June July August September October November".split()]
WEEKDAY = "It was noted on Tuesday."


def is_history(*sentences: str) -> bool:
    """Whether "at Christmas", at the end of the text, is read from the years that it tells of."""
    text = " ".join([*sentences, "At Christmas they met."])
    return "2018-12-25" != expressions(text, published=FRIDAY)[-1].value


@pytest.mark.parametrize(
    ("sentences", "history"),
    [
        ([*FULL[:4], "They said so."], True),
        ([*FULL[:3], "They said so."], False),
        ([*FULL[:4], WEEKDAY], True),
        ([*FULL[:4], WEEKDAY, WEEKDAY], False),
        ([*YEARS[:8], "They said so."], True),
        ([*YEARS[:7], "They said so."], False),
        ([*YEARS[:8], WEEKDAY, WEEKDAY], True),
        ([*YEARS[:8], WEEKDAY, WEEKDAY, WEEKDAY], False),
        ([*YEARS[:3], *MONTHS, "They said so."], True),
        ([*YEARS[:3], *MONTHS[1:], "They said so."], False),
        ([*YEARS[:2], *MONTHS, MONTHS[0], "They said so."], False),
        ([*YEARS[:3], *MONTHS, WEEKDAY], True),
        ([*YEARS[:3], *MONTHS, WEEKDAY, WEEKDAY], False),
        ([*YEARS[:2], MONTHS[0]], True),
        ([YEARS[0], MONTHS[0]], False),
        (YEARS[:2], False),
        ([*YEARS[:2], MONTHS[0], WEEKDAY], False),
        ([*YEARS[:2], MONTHS[0], "They told them so."], False),
        ([*YEARS[:2], MONTHS[0], "It is so according to them."], False),
    ],
)  # fmt: skip
def test_a_history_shows_by_its_years(sentences: list[str], history: bool) -> None:
    """Full dates and years throughout, few words that count from publication; a short one must not quote anybody."""
    assert history == is_history(*sentences)


@pytest.mark.parametrize(
    ("deictic", "counts"),
    [
        (WEEKDAY, True),
        ("They met yesterday.", True),
        ("They met last week.", True),
        ("They met this month.", True),
        ("They met next year.", True),
        ("They met two years ago.", False),
        ("They met two days later.", False),
        ("They met last century.", False),
    ],
)
def test_words_that_count_from_publication_speak_against_a_history(deictic: str, counts: bool) -> None:
    """By the day, week, month or year; not steps of years, nor from a time told of."""
    assert counts is not is_history(*YEARS[:2], MONTHS[0], deictic)


@pytest.mark.parametrize(("second", "history"), [("In 2018 it shut.", True), ("In 2019 it shut.", False),
                                                 ("In the 1960s it shut.", False)])  # fmt: skip
def test_only_years_that_are_over_make_a_history(second: str, history: bool) -> None:
    """The year of publication makes news; a decade is no year."""
    text = f"In 1950 war came. {second} In March it rose. On 5 May they met."
    found = expressions(text, published=FRIDAY)[-1]

    assert history is found.when.reason.startswith("read from the time last spoken of")


@pytest.mark.parametrize(
    ("years", "value"),
    [
        ((1950, 1789, 1952), "1952"),
        ((1950, 1947, 1953), "1952"),
        ((1950, 1953, 1953), "1955"),
        ((1950, 1948, 1952), "1950"),
        ((1950, 1789, 1954), "1791"),
        ((1952, 1789, 1950), "1954"),
    ],
)
def test_a_year_off_the_course_of_the_story_is_no_time_to_count_from(years: tuple[int, int, int], value: str) -> None:
    """One that lies far from the years on both sides, which agree to within three."""
    one, aside, other = years
    text = f"In {one} war came. In {aside} it had begun. Two years later it ended. In {other} they left."

    assert value == expressions(text, published=FRIDAY, narrative=True)[2].value


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("At 17:30 they met on Tuesday.", "2019-01-01T17:30"),
        ("At 17:30 they met late on Tuesday.", "2019-01-04T17:30"),
        ("At 17:30 all of them met on Tuesday.", "2019-01-04T17:30"),
        ("At 17:30 they met by Tuesday.", "2019-01-04T17:30"),
        ("At 17:30 they met on 5 May 2018.", "2018-05-05T17:30"),
        ("At 17:30 they sat on May 2018.", "2019-01-04T17:30"),
        ("On Tuesday they met at 17:30.", "2019-01-01T17:30"),
    ],
)
def test_a_clock_takes_the_day_beside_it(text: str, value: str) -> None:
    """Where at most three words with "on" stand between; a month is no day."""
    assert [value] == [one.value for one in expressions(text, published=FRIDAY) if one.type == "TIME"]


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("the day before that Tuesday", "2018-12-31"),
        ("the day after the Tuesday", "2019-01-02"),
        ("the day after 5 May", "2018-05-06"),
        ("the day before Christmas", "2018-12-24"),
        ("the day after Thanksgiving", "2018-11-23"),
    ],
)
def test_a_day_beside_a_day_is_one_time(words: str, value: str) -> None:
    """Counted from the day that the words name."""
    assert [value] == [one.value for one in expressions(f"They left {words}.", published=FRIDAY)]


@pytest.mark.parametrize("words", ["the week after 5 May", "the day after Christmas week", "the day before a Tuesday",
                                   "the day after this month", "the day before May"])  # fmt: skip
def test_what_stands_beside_no_day_is_counted_from_nothing(words: str) -> None:
    """Two expressions, the first without a day."""
    first, _ = expressions(f"They left {words}.", published=FRIDAY)

    assert (None, None) == (first.when.earliest, first.when.latest)


@pytest.mark.parametrize("mark", [", ", " – ", " - ", "—", " ("])
def test_an_apposition_explains_its_day(mark: str) -> None:
    """In "on 5 May – the day before they met" both name 5 May."""
    found = expressions(f"They left on 5 May{mark}the day before they met.", published=FRIDAY)

    assert ["2018-05-05", "2018-05-05"] == [one.value for one in found]


def test_a_new_sentence_explains_nothing() -> None:
    """In "on 5 May. The day after they met" the second is the day after the first."""
    found = expressions("They left on 5 May. The day after they met.", published=FRIDAY)

    assert ["2018-05-05", "2018-05-06"] == [one.value for one in found]


@pytest.mark.parametrize(
    ("words", "first"),
    [
        ("from 26 December to 4 January 1952", "1951-12-26"),
        ("from 4 January to 4 January 1952", "1952-01-04"),
        ("from 5 January to 4 January 1952", "1951-01-05"),
        ("of June and August 1952", "1952-06"),
        ("of June or in August 1952", "1952-06"),
        ("of August to June 1952", "1951-08"),
        ("from January to 4 January 1952", "1952-01"),
        ("from 31 January to January 1952", "1952-01-31"),
        ("from June to early August 1952", "1952-06"),
        ("from 26 December, 4 January 1952", "2018-12-26"),
        ("from last June to August 1952", "2018-06"),
        ("from June to 1952", "2018-06"),
        ("from June to the summer of 1952", "2018-06"),
        ("of June, and then in August 1952", "2018-06"),
        ("of June with August 1952", "2018-06"),
    ],
)
def test_the_second_of_two_times_lends_its_year(words: str, first: str) -> None:
    """To the month or day that it is joined to; the year before where that would else come after it."""
    found = expressions(f"The siege {words}.", published=FRIDAY)

    assert first == found[0].value
