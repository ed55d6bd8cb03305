"""Date expressions: what is found, what it is worth, and which days it can mean."""

from datetime import date
from itertools import pairwise

import pytest

from detente.evidence import DateRange, DocumentId, Span
from detente.record.dating import date_expressions, expressions
from detente.sources.document import Document

FRIDAY = date(2019, 1, 4)

POINTS = [
    ("They met on 12 September 2018.", "12 September 2018", "2018-09-12"),
    ("They met on Sept. 12, 2018.", "Sept. 12, 2018", "2018-09-12"),
    ("They met on Wednesday, 12 September 2018.", "Wednesday, 12 September 2018", "2018-09-12"),
    ("It is dated 2018-09-12.", "2018-09-12", "2018-09-12"),
    ("It is dated 24.10.2025.", "24.10.2025", "2025-10-24"),
    ("They met on Tuesday.", "Tuesday", "2019-01-01"),
    ("They met on Friday.", "Friday", "2019-01-04"),
    ("They will meet on Tuesday.", "Tuesday", "2019-01-08"),
    ("They met last Friday.", "last Friday", "2018-12-28"),
    ("They will meet next Friday.", "next Friday", "2019-01-11"),
    ("They met yesterday.", "yesterday", "2019-01-03"),
    ("They met two days ago.", "two days ago", "2019-01-02"),
    ("They met in November.", "November", "2018-11"),
    ("It is the fifth lock shut since February.", "February", "2018-02"),
    ("The next assembly opens on 6 October.", "6 October", "2019-10-06"),
    ("A vote is planned for 9 September.", "9 September", "2019-09-09"),
    ("Norland is pursuing a June timeline.", "June", "2019-06"),
    ("They met last week.", "last week", "2018-W52"),
    ("They met in early December.", "early December", "2018-12"),
    ("Talks start next month.", "next month", "2019-02"),
    ("It was signed last year.", "last year", "2018"),
    ("It was signed in 1956.", "1956", "1956"),
    ("It was signed in the summer of 1956.", "the summer of 1956", "1956-SU"),
    ("Trade fell in the third quarter of 2018.", "the third quarter of 2018", "2018-Q3"),
    ("Trade fell in the second half of 2018.", "the second half of 2018", "2018-H2"),
    ("Ties froze in the 1990s.", "the 1990s", "199"),
    ("Ties froze in the early 1980s.", "the early 1980s", "198"),
    ("They negotiate since the mid-twentieth century.", "the mid-twentieth century", "19"),
    ("They met at Christmas 2018.", "Christmas 2018", "2018-12-25"),
    ("They met on Tuesday evening.", "Tuesday evening", "2019-01-01TEV"),
    ("They met at 5:30 p.m. Tuesday.", "5:30 p.m. Tuesday", "2019-01-01T17:30"),
    ("The deal is due by year's end.", "year's end", "2019"),
    ("The lock closed in nineteen ninety-six.", "nineteen ninety-six", "1996"),
    ("There was no progress for more than 70 years.", "more than 70 years", "P70Y"),
    ("They held a two-day summit.", "two-day", "P2D"),
    ("They talked for two and a half hours.", "two and a half hours", "PT2H30M"),
    ("They waited for several weeks.", "several weeks", "PXW"),
    ("They meet every Friday.", "every Friday", "XXXX-WXX-5"),
    ("They meet each month.", "each month", "P1M"),
    ("Norland is now ready.", "now", "PRESENT_REF"),
    ("They agreed several years ago.", "several years ago", "PAST_REF"),
    ("They will meet the week after next.", "the week after next", "2019-W03"),
    ("They met the week before last.", "the week before last", "2018-W51"),
    ("A hearing is set for the week of March 6.", "the week of March 6", "2019-W10"),
    ("They prayed as Easter week began.", "Easter week", "2018-W13"),
    ("They left the day before last Tuesday's vote.", "the day before last Tuesday", "2018-12-31"),
    ("It happened the day before last Christmas.", "the day before last Christmas", "2018-12-24"),
    ("It happened the day before the last Christmas.", "the day before the last Christmas", "2018-12-24"),
    ("They prayed the day after Easter.", "the day after Easter", "2018-04-02"),
    ("The March accession will change little.", "March", "2019-03"),
    ("The talks were postponed until Tuesday.", "Tuesday", "2019-01-08"),
    ("They talked until Tuesday.", "Tuesday", "2019-01-01"),
    ("Nobody could be reached on Thursday.", "Thursday", "2019-01-03"),
    ("They held a rally to mark the accession on Thursday.", "Thursday", "2019-01-03"),
    ("They agreed to meet on Thursday.", "Thursday", "2019-01-10"),
    ("He was shot to death on 23 October.", "23 October", "2018-10-23"),
    ("It became routine over the past decade.", "the past decade", "P10Y"),
    ("She left a year after the war.", "a year", "P1Y"),
    ("It came three days later than planned.", "three days", "P3D"),
]


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        ("The next week they left.", "The next week"),
        ("They left the next month.", "the next month"),
        ("They left the day before the vote.", "the day before"),
        ("They met the week before last Christmas.", "the week before"),
        ("It was signed the year after the war.", "the year after"),
    ],
)
def test_what_is_counted_from_a_time_that_nobody_dates_has_no_day(text: str, phrase: str) -> None:
    """Publication is not what such words count from."""
    found = {text[one.start : one.end]: one.when for one in expressions(text, published=FRIDAY)}

    assert (None, None) == (found[phrase].earliest, found[phrase].latest)


def test_the_next_week_of_a_story_follows_what_was_told() -> None:
    """After a day that the text names, "the next week" is the week behind it; what will be is counted from publication."""
    told = expressions("They met on 7 May 2018. The next week they left.", published=FRIDAY)
    ahead = expressions("The next week they will leave.", published=FRIDAY)

    assert (date(2018, 5, 14), date(2018, 5, 20)) == (told[-1].when.earliest, told[-1].when.latest)
    assert (date(2019, 1, 7), date(2019, 1, 13)) == (ahead[0].when.earliest, ahead[0].when.latest)


@pytest.mark.parametrize(("text", "phrase", "value"), POINTS, ids=[phrase for _, phrase, _ in POINTS])
def test_an_expression_has_its_words_and_its_value(text: str, phrase: str, value: str) -> None:
    """Each form is found with its exact words and given its TIMEX3 value, read on 4 January 2019."""
    found = expressions(text, published=FRIDAY)

    assert [(phrase, value)] == [(text[one.start : one.end], one.value) for one in found]


SILENT = [
    "Islands were seized in the final days of the war.",
    "The 20-year-old student left.",
    "Version 3.11.2 was released.",
    "Flight 1984 left late and room 1920 was locked.",
    "The bill was $2,018 and 2000 people marched.",
    "Theresa May said she would stay, and you may go.",
    "A quarter of the people left; the second man stayed.",
    "The Boeing 747 landed at gate 2019.",
    "It says 555-2018 and 10.12.20.18.",
    "Jan Kovan of Norland spoke; “60 Minutes” was on.",
    "High noon comes for all of them, 24 hours a day.",
]


@pytest.mark.parametrize("text", SILENT)
def test_words_that_only_look_like_times_are_no_expressions(text: str) -> None:
    """Names, sizes, counts, ages and eras that nobody dated are not listed."""
    assert () == expressions(text, published=FRIDAY)


def test_earlier_in_the_day_is_the_day_of_the_story() -> None:
    """The day that the article last spoke of, where it is one of the week; else the day of publication."""
    told = expressions("They met on Sunday. Earlier in the day, he left.", published=FRIDAY)
    alone = expressions("Earlier in the day, he left.", published=FRIDAY)

    assert ["2018-12-30", "2018-12-30"] == [found.value for found in told]
    assert ["2019-01-04"] == [found.value for found in alone]


def test_the_day_before_in_apposition_is_the_day_it_explains() -> None:
    """In "on 3 May, the day before they met" both name 3 May."""
    found = expressions("He was seen on 3 May, the day before they met.", published=FRIDAY)

    assert ["2018-05-03", "2018-05-03"] == [expression.value for expression in found]


def test_two_digits_of_a_history_lie_near_its_years() -> None:
    """In a history of the 1790s '89 is 1789."""
    text = "In 1788 the estates met. In 1790 they met again. In 1791 they left. In May the club of '89 closed."
    found = expressions(text, published=FRIDAY, narrative=True)

    assert "1789" == found[-1].value


def test_a_history_before_our_calendar_borrows_no_day_of_the_paper() -> None:
    """After "480 BC" a bare month has no days: nothing is counted from publication."""
    found = expressions("In 480 BC the fleet sailed. In August it arrived.", published=FRIDAY, narrative=True)

    assert ("XXXX-08", None, None) == (found[1].value, found[1].when.earliest, found[1].when.latest)


def test_an_image_width_before_a_printed_date_is_no_year() -> None:
    """In "Norland Wire, 1920, 24.10.2025" the size of the picture is not taken for a year."""
    assert ["2025-10-24"] == [one.value for one in expressions("Norland Wire, 1920, 24.10.2025", published=None)]


def test_a_day_without_a_year_stays_without_one_when_publication_is_unknown() -> None:
    """The value keeps X for the year, and neither end is given."""
    (found,) = expressions("The agency reported on September 26.", published=None)

    assert ("XXXX-09-26", None, None) == (found.value, found.when.earliest, found.when.latest)


@pytest.mark.parametrize("phrase", ["Tuesday", "yesterday", "last week", "November", "that month", "two days later"])
def test_nothing_is_counted_from_an_unknown_publication(phrase: str) -> None:
    """Words that count from publication have no days when it is unknown."""
    found = expressions(f"They agreed on {phrase}.", published=None)

    assert [(None, None)] == [(one.when.earliest, one.when.latest) for one in found]


def test_a_wide_publication_gives_a_wide_day() -> None:
    """A weekday read against a fortnight can be any of its days from the first to the last."""
    fortnight = DateRange(earliest=date(2019, 1, 8), latest=date(2019, 1, 21), granularity="range")
    (found,) = expressions("They agreed on Tuesday.", published=fortnight)

    assert (date(2019, 1, 8), date(2019, 1, 15)) == (found.when.earliest, found.when.latest)


def test_a_publication_known_on_one_side_bounds_one_side() -> None:
    """With only an earliest day of publication, yesterday has only an earliest day."""
    since = DateRange(earliest=date(2019, 1, 8), latest=None, granularity="range")
    (found,) = expressions("They agreed yesterday.", published=since)

    assert (date(2019, 1, 7), None) == (found.when.earliest, found.when.latest)


def test_later_this_month_begins_on_the_day_after_publication() -> None:
    """What is still to come this month cannot lie behind."""
    (found,) = expressions("They will meet later this month.", published=FRIDAY)

    assert (date(2019, 1, 5), date(2019, 1, 31)) == (found.when.earliest, found.when.latest)


def test_year_end_belongs_to_the_year_its_sentence_speaks_of() -> None:
    """A promise made in September for year-end meant the end of that year."""
    text = "In September the premier suggested a treaty by year-end."
    _, found = expressions(text, published=FRIDAY)

    assert ("2018", date(2018, 12, 31)) == (found.value, found.when.latest)


def test_figures_with_both_orders_keep_both_readings() -> None:
    """03/04/2018 is the third of April or the fourth of March, and the range says so."""
    (found,) = expressions("It was signed on 03/04/2018.", published=None)

    assert (date(2018, 3, 4), date(2018, 4, 3)) == (found.when.earliest, found.when.latest)


@pytest.mark.parametrize(
    "text", ["on 30 February 2018", "on February 30, 2018", "on 31 April 2019", "on 29 February 2019", "on 31.11.2018"]
)
def test_a_day_the_calendar_does_not_have_gives_no_days(text: str) -> None:
    """An impossible day is not moved to a possible one."""
    found = expressions(f"It was signed {text}.", published=FRIDAY)

    assert [] == [one for one in found if one.when.is_known]


@pytest.mark.parametrize("text", ["in 1066", "in 480 BC", "on 14 October 1066"])
def test_years_of_other_calendars_have_a_value_and_no_days(text: str) -> None:
    """Before 1500 the words are kept but no day is used by itself."""
    (found,) = expressions(f"They fought {text}.", published=FRIDAY)

    assert (False, True) == (found.when.is_known, bool(found.value))


def test_a_history_counts_from_the_time_last_told() -> None:
    """In a text of past years, "in May" after 1951 is May 1951."""
    text = (
        "The war began in June 1950. In January 1951 the river froze. In May the lock fell. Two days later it burned."
    )
    values = [one.value for one in expressions(text, published=date(2009, 12, 19), narrative=True)]

    assert "1951-05" == values[2]


def test_a_history_is_recognised_by_its_years() -> None:
    """Many years and no word that counts from publication make a history."""
    text = "In 1950 war came. In 1951 the lock fell. In May the river froze. On 3 June peace came."
    values = [one.value for one in expressions(text, published=date(2009, 12, 19))]

    assert ["1950", "1951", "1951-05", "1951-06-03"] == values


def test_the_first_of_two_days_borrows_the_year_of_the_second() -> None:
    """In "26 June – 4 August 1952" both days are of 1952."""
    values = [one.value for one in expressions("The siege (26 June – 4 August 1952) failed.", published=FRIDAY)]

    assert ["1952-06-26", "1952-08-04"] == values


def test_a_comparison_counts_from_the_quarter_under_report() -> None:
    """A year earlier than the third quarter is the third quarter of the year before."""
    text = "Profit rose in the third quarter of 2018 from $3 million a year earlier."

    assert ["2018-Q3", "2017-Q3"] == [one.value for one in expressions(text, published=FRIDAY)]


def test_expressions_are_cited_and_kept_to_the_parts_asked_for() -> None:
    """A document's expressions are quotations of it, and text outside the given spans is not read."""
    text = "Posted 3 March 2017\n\nThey met on 12 September 2018."
    document = Document(id=DocumentId("a"), file="sources/a.txt", text=text)
    spans = [Span(document=document.id, start=21, end=len(text))]
    (found,) = date_expressions(document, published=DateRange.day(FRIDAY), spans=spans)

    assert "12 September 2018" == text[found.citation.span.start : found.citation.span.end] == found.citation.quote


def test_expressions_stand_in_order_and_never_overlap() -> None:
    """Each begins where the one before has ended, or later."""
    text = " ".join(text for text, _, _ in POINTS)
    found = expressions(text, published=FRIDAY)

    assert all(one.end <= other.start for one, other in pairwise(found))


def test_earlier_counts_from_what_has_happened_and_not_from_a_plan() -> None:
    """A meeting still to come is no time from which an article counts days back."""
    text = (
        "The premiers talked on Tuesday. They said that ministers would meet again in February. "
        "The difficulty had been laid out eight days earlier."
    )
    found = expressions(text, published=DateRange.day(date(2019, 1, 23)))

    assert ["2019-01-22", "2019-02", "2019-01-14"] == [one.value for one in found]
