"""From what an expression counts: publication, the time last told of, a quarter under report; and what it must not."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from detente.evidence import DateRange
from detente.record.dating import Expression, expressions

FRIDAY = date(2019, 1, 4)


def read(text: str, *, published: date = FRIDAY, narrative: bool | None = None) -> Expression:
    """The last expression of a text."""
    return expressions(text, published=published, narrative=narrative)[-1]


def days(found: Expression) -> tuple[str, str]:
    """Its first and last day as text, "" for none."""
    return str(found.when.earliest or ""), str(found.when.latest or "")


PHRASES = [
    "They met on Tuesday.", "They will meet on Tuesday.", "They met yesterday.", "They met last week.",
    "They met in June.", "They will meet in June.", "They met last June.", "They will meet next June.",
    "They met two weeks ago.", "They met a year ago.", "They met in early June.", "They will meet later this month.",
    "They met earlier this month.", "They met earlier this week.", "They met at Christmas.",
    "They met last Thanksgiving.", "They met in the third quarter.", "They met in the spring.",
    "They met over the weekend.", "They will meet over the weekend.", "They will meet later this year.",
    "They met on 5 May.", "They will meet on 29 February.", "They met this winter.", "They met last decade.",
    "They met less than two weeks ago.", "The deal since May.", "They met the day before last Tuesday.",
    "They met at the end of the month.", "They meet these days.", "They met in recent years.", "They met on 9/12/2018.",
    "A rally to mark it on Thursday.", "Several days ago they left.",
]  # fmt: skip


@pytest.mark.parametrize("text", PHRASES)
@settings(max_examples=12)
@given(first=st.dates(date(2018, 1, 1), date(2020, 3, 1)), wide=st.integers(0, 200), inside=st.floats(0, 1))
def test_a_wide_publication_holds_what_each_of_its_days_would_say(
    text: str, first: date, wide: int, inside: float
) -> None:
    """Read on any day of the range, an expression means no day outside of what the range says."""
    day = first + timedelta(days=int(inside * wide))
    (broad,) = expressions(text, published=DateRange(earliest=first, latest=first + timedelta(days=wide)))
    (exact,) = expressions(text, published=day)

    assert (broad.start, broad.end, broad.type) == (exact.start, exact.end, exact.type)
    for low, high in ((broad.when.earliest, exact.when.earliest), (exact.when.latest, broad.when.latest)):
        assert low is None or (high is not None and low <= high)
    assert broad.when.earliest is None or broad.when.latest is None or broad.when.earliest <= broad.when.latest


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Profit rose in the third quarter of 2018. It fell in the quarter.", "2018-Q3"),
        ("Profit rose in the third quarter of 2018. It fell at the end of the quarter.", "2018-Q3"),
        ("Profit fell at the end of the quarter.", "2018-Q4"),
        ("Profit rose in the third quarter of 2018. The 1988 quarter was better.", "1988-Q3"),
        ("The 1988 quarter was better.", "1988"),
        ("Profit rose in the third quarter of 2018 from a year earlier.", "2017-Q3"),
        ("Profit rose in the third quarter of 2018 from a quarter ago.", "2018-Q2"),
        ("They met in May 2018. A year earlier they left.", "2018"),
    ],
)
def test_a_report_of_earnings_counts_from_its_quarter(text: str, value: str) -> None:
    """The quarter told of is "the quarter" and what a year earlier is compared with; a month is neither."""
    assert value == read(text).value


def test_a_quarter_that_nobody_named_is_no_time() -> None:
    """ "The quarter", alone, of nothing told before."""
    assert () == expressions("Profit rose in the quarter.", published=FRIDAY)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("They met on 12.9.2018. Two days later they left.", "2018-09-14", "2018-09-14"),
        ("They met on 03/04/2018. Two days later they left.", "", ""),
        ("They met on 03/04/2018. They left two days earlier.", "", ""),
        ("They met on 03/04/2018. That day they left.", "", ""),
        ("They met on Tuesday. It was 03/04/2018. They left that day.", "", ""),
        ("They met on 03/04/2018. They left on Tuesday.", "2019-01-01", "2019-01-01"),
        ("In 480 BC they met. That year was long.", "", ""),
        ("In 480 BC they met. They left on Tuesday.", "2019-01-01", "2019-01-01"),
        ("In 480 BC they met. In 1950 they left. That year was long.", "1950-01-01", "1950-12-31"),
    ],
)
def test_nothing_is_counted_from_a_day_that_is_not_known(text: str, first: str, last: str) -> None:
    """A day in figures that can be two, or one of another calendar: "that day" is then no day of the paper."""
    assert (first, last) == days(read(text))


@pytest.mark.parametrize(
    ("text", "published", "value"),
    [
        ("They met on 09/12/2018.", date(2019, 1, 4), "2018-12-09"),
        ("They met on 09/12/2018.", date(2018, 12, 8), "2018-09-12"),
        ("They met on 09/12/2018.", date(2018, 12, 9), "2018-12-09"),
        ("They met on 09/12/2018.", date(2018, 9, 12), "2018-09-12"),
        ("They met on 09/12/2018.", date(2019, 1, 23), "2018-12-09"),
        ("They met on 09/12/2018.", date(2019, 1, 24), "2018-09-12"),
        ("They met on 11/12/2018.", date(2018, 12, 20), "2018-11-12"),
        ("They met on 11/12/2018.", date(2019, 6, 1), "2018-11-12"),
    ],
)
def test_of_two_readings_the_one_shortly_before_publication_is_the_value(
    text: str, published: date, value: str
) -> None:
    """Within 45 days; where both or neither lie there, the month comes first. The days always hold both."""
    found = read(text, published=published)
    both = {date(2018, 9, 12), date(2018, 12, 9)} if "09" in text else {date(2018, 11, 12), date(2018, 12, 11)}

    assert (value, min(both), max(both)) == (found.value, found.when.earliest, found.when.latest)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("They met earlier this year.", "2019-01-01", "2019-01-04"),
        ("They met later this year.", "2019-01-05", "2019-12-31"),
        ("They will meet earlier this year.", "2019-01-01", "2019-01-04"),
        ("They met less than two weeks ago.", "2018-12-17", "2019-01-04"),
        ("They met fewer than three days ago.", "2019-01-01", "2019-01-04"),
        ("They met more than two weeks ago.", "2018-12-17", "2018-12-23"),
        ("They will meet in less than two weeks' time.", "2019-01-14", "2019-01-20"),
        ("They met on Tuesday. Less than two days later they left.", "2019-01-03", "2019-01-03"),
        ("They met in May 1950. They met earlier that month.", "1950-05-01", "1950-05-31"),
    ],
)
def test_publication_bounds_what_was_earlier_and_what_is_later(text: str, first: str, last: str) -> None:
    """ "Less than two weeks ago" runs on to publication; only what is counted from publication is bounded by it."""
    assert (first, last) == days(read(text, narrative=False))


def test_later_this_month_on_its_last_day_is_that_day() -> None:
    """There is no later day in it."""
    assert ("2019-01-31", "2019-01-31") == days(read("They will meet later this month.", published=date(2019, 1, 31)))


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("They met in May. They will meet in June. The terms had been set two weeks earlier.", "2018-04"),
        ("They will meet in June. The terms had been set two weeks earlier.", "2019-05"),
        ("They met on Tuesday. The 1956 declaration was read. Two days later they left.", "2019-01-03"),
        ("They met on Tuesday. It was read in a 1956 hall. Two days later they left.", "2019-01-03"),
        ("They met on Tuesday. Its 1956 hall was shut. Two days later they left.", "2019-01-03"),
        ("They met on Tuesday. In 1956 it was read. Two years later they left.", "1958"),
        ("They met on Tuesday. The 1956 spring was cold. Two years later they left.", "1958"),
        ("They met on Tuesday, a year ago it was. Two days later they left.", "2019-01-03"),
    ],
)
def test_what_later_times_count_from(text: str, value: str) -> None:
    """Not from a plan, where something has happened; not from a year that only qualifies a noun, nor a comparison."""
    assert value == read(text, narrative=False).value[: len(value)]


@pytest.mark.parametrize(
    ("told", "year"),
    [(1790, "1789"), (1812, "1789"), (1839, "1789"), (1840, "1889"), (1938, "1889"), (1950, "1989"), (2010, "1989")],
)
def test_two_digits_name_the_nearest_year_of_a_history(told: int, year: str) -> None:
    """In news they name one from 1930 to 2029."""
    text = f"In {told} they met. In the club of '89 they met."

    assert (year, "1989") == (read(text, narrative=True).value, read(text, narrative=False).value)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("Several years later they left.", "", ""),
        ("They left several days ago.", "", "2019-01-04"),
        ("They met on Tuesday. Several days later they left.", "2019-01-01", ""),
        ("They met on Tuesday. Several days earlier they left.", "", "2019-01-01"),
        ("They met in May 2018. They left several weeks ago.", "", "2019-01-04"),
        ("They will meet several weeks from now.", "2019-01-04", ""),
    ],
)
def test_a_distance_that_nobody_gives_leaves_one_end_open(text: str, first: str, last: str) -> None:
    """The other is the time told of or publication, as the words count."""
    found = read(text, narrative=False)

    assert (first, last, -1 if last else 1) == (*days(found), found.tense)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("They met on Sunday. Earlier in the day they left.", "2018-12-30"),
        ("They met on 28 December 2018. Earlier in the day they left.", "2018-12-28"),
        ("They met on 27 December 2018. Earlier in the day they left.", "2019-01-04"),
        ("They will meet on Sunday. Earlier in the day they left.", "2019-01-04"),
        ("They met in May 2018. Earlier in the day they left.", "2019-01-04"),
        ("In 2017 they met. By the end of the year they had left.", "2019"),
        ("In 2017 they met, and by the end of the year they had left.", "2017"),
        ("In March 1950 they met. At the end of the month they left.", "2019-01"),
    ],
)
def test_the_day_and_the_year_of_news_are_of_its_story(text: str, value: str) -> None:
    """A day at most a week old; a year named in the same sentence; else publication's."""
    assert value == read(text, narrative=False).value


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("In 1950 war came. On 3 May 1951 it ended. In June they met.", "1951-06"),
        ("In October 1950 war came. In 1956 they remembered. In December it ended.", "1956-12"),
        ("In October 1950 war came, as it had in 1920. In December it ended.", "1950-12"),
        ("In March 1950 war came. In 1951 it ended. They met later.", "1951"),
        ("In 1950 war came. The year before they had met. In June it ended.", "1950-06"),
        ("On 3 March 1950 war came. A week earlier they had met. In April it ended.", "1950-04"),
        ("In June 1950 war came. In January they met.", "1950-01"),
        ("In July 1950 war came. In January they met.", "1951-01"),
    ],
)
def test_a_history_goes_on_from_its_own_time(text: str, value: str) -> None:
    """Not from a year deep in a sentence or a look back; the month meant follows, or shortly precedes."""
    assert value == read(text, narrative=True).value
