"""Days named by their number alone."""

from datetime import date

import pytest

from detente.evidence import DateRange
from detente.record.dating import Expression, expressions

WRITTEN = date(2032, 5, 7)


def read(text: str) -> list[Expression]:
    """The expressions of a text that was written on 7 May 2032."""
    return list(expressions(text, published=WRITTEN, narrative=False))


DAYS = [
    ("The money was paid on the 22nd.", "2032-04-22"),
    ("The gala will be held on the 14th.", "2032-05-14"),
    ("A vote is set for the 9th.", "2032-05-09"),
    ("The hearing was postponed to the 20th.", "2032-05-20"),
    ("The night of the 6th was calm.", "2032-05-06"),
    ("The deal, struck on the 2nd, held.", "2032-05-02"),
    ("They left before the 31st.", "2032-03-31"),
    ("It was paid on the 22nd of last month.", "2032-04-22"),
    ("By the 3rd the city will pay.", "2032-06-03"),
    ("It was fixed on the 7th.", "2032-05-07"),
]
NO_DAYS = [
    "It was held on the 22nd floor.",
    "The 22nd of them left.",
    "They met on the 22nd and 23rd floors.",
    "She made par on the 18th.",
    "He finished on the 2nd lap.",
    "He came 3rd.",
    "The members of the 7th left.",
    "He spoke on the 4th, 5th and 6th points.",
    "It failed on the 45th.",
    "The 5th was the best.",
]


@pytest.mark.parametrize(("text", "value"), DAYS, ids=[text for text, _ in DAYS])
def test_a_number_behind_a_preposition_of_time_is_a_day(text: str, value: str) -> None:
    """The day so numbered nearest to publication, on the side to which the verb points."""
    assert [value] == [found.value for found in read(text)]


@pytest.mark.parametrize("text", NO_DAYS)
def test_a_number_that_counts_something_is_no_day(text: str) -> None:
    """Floors, laps, holes, members and points are counted, not dated."""
    assert [] == [found.value for found in read(text)]


def test_both_days_of_a_pair_are_read() -> None:
    """ "The 3rd to the 5th" names two days."""
    assert ["2032-05-03", "2032-05-05"] == [f.value for f in read("They had been there from the 3rd to the 5th.")]


def test_a_verb_that_does_not_point_leaves_both_sides_open() -> None:
    """In May "the talks open on the 30th" may be of April's or of May's: a range with its reason, no guess."""
    found = read("The talks open on the 30th.")[0]

    assert ("2032-XX-30", date(2032, 4, 30), date(2032, 5, 30)) == (found.value, found.when.earliest, found.when.latest)
    assert "no month is given" in found.when.reason


def test_a_month_spoken_of_before_widens_the_days() -> None:
    """Behind "in March" the 22nd may be of March, or the last one before publication."""
    found = read("In March the talks broke down and the money was paid on the 22nd.")[-1]

    assert (date(2032, 3, 22), date(2032, 4, 22)) == (found.when.earliest, found.when.latest)


def test_without_a_day_of_publication_there_is_no_month() -> None:
    """The value keeps the day, the days stay open."""
    found = expressions("The money was paid on the 22nd.", published=None)[0]

    assert ("XXXX-XX-22", None, None) == (found.value, found.when.earliest, found.when.latest)


def test_a_wide_day_of_publication_gives_the_days_of_both_its_ends() -> None:
    """The 22nd before an article of some day from 7 May to 30 June is that of April, May or June."""
    published = DateRange(earliest=date(2032, 5, 7), latest=date(2032, 6, 30), granularity="range")
    found = expressions("The money was paid on the 22nd.", published=published)[0]

    assert (date(2032, 4, 22), date(2032, 6, 22)) == (found.when.earliest, found.when.latest)


def test_in_a_history_the_month_is_that_last_spoken_of() -> None:
    """On 28 June and then "on the 2nd": 2 July."""
    found = expressions(
        "On 28 June 1931 the fleet sailed. On the 2nd it met the enemy.", published=None, narrative=True
    )

    assert ["1931-06-28", "1931-07-02"] == [one.value for one in found]


def test_a_sentence_that_ends_in_a_short_word_ends() -> None:
    """The verb of the sentence before does not point for this one's day."""
    found = read("The mayor refused to step in. Berg shook hands with Orr on Wednesday.")

    assert ["2032-05-05"] == [one.value for one in found]
