"""The small phrases that every sentence is made of."""

from datetime import date

import pytest

from detente.evidence import UNKNOWN, DateRange
from detente.report.phrases import counted, date_text, listed, number, ordinal, slug


def span(first: date | None, last: date | None, granularity: str = "range") -> DateRange:
    """A range of days."""
    return DateRange(earliest=first, latest=last, granularity=granularity)


@pytest.mark.parametrize(
    ("expected", "when"),
    [
        ("4 May 2031", DateRange.day(date(2031, 5, 4))),
        ("May 2031", span(date(2031, 5, 1), date(2031, 5, 31), "month")),
        ("2031", span(date(2031, 1, 1), date(2031, 12, 31), "year")),
        ("4–9 May 2031", span(date(2031, 5, 4), date(2031, 5, 9))),
        ("4 May – 9 Jun 2031", span(date(2031, 5, 4), date(2031, 6, 9))),
        ("30 Dec 2030 – 2 Jan 2031", span(date(2030, 12, 30), date(2031, 1, 2))),
        ("by 4 May 2031", span(None, date(2031, 5, 4))),
        ("from 4 May 2031", span(date(2031, 5, 4), None)),
        ("undated", UNKNOWN),
        ("undated", None),
    ],
)
def test_a_date_is_told_as_finely_as_it_is_known(expected: str, when: DateRange | None):
    """Never finer: a month is no first of the month."""
    assert expected == date_text(when)


def test_counts_agree_with_their_nouns():
    """One party, two parties; thousands are set apart."""
    assert ["1 party", "2 parties", "1,240 states"] == [
        counted(1, "party"),
        counted(2, "party"),
        counted(1240, "state"),
    ]


def test_numbers_are_words_up_to_twelve():
    """As a careful writer has them."""
    assert ["no", "twelve", "13"] == [number(0), number(12), number(13)]


def test_ordinals_end_as_they_are_spoken():
    """The teens are no exception to the exception."""
    assert ["first", "13th", "21st", "22nd", "113th"] == [ordinal(n) for n in (1, 13, 21, 22, 113)]


def test_a_list_of_one_has_no_and():
    """And a list of two has no comma."""
    assert ["a", "a and b", "a, b or c"] == [listed(["a"]), listed(["a", "b"]), listed(["a", "b", "c"], "or")]


def test_a_slug_holds_nothing_that_ends_an_attribute_or_a_link():
    """Letters of any script, digits, hyphens and dots."""
    assert "2031-05_a__ü" == slug('2031-05 a">ü')
