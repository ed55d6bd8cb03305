"""Date ranges: what can be said about when, and no more."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.errors import EvidenceError
from detente.evidence import UNKNOWN, DateRange

DAYS = st.dates(date(1500, 1, 1), date(2100, 12, 31))


@st.composite
def ranges(draw: st.DrawFn) -> DateRange:
    """Ranges with both ends, one or none."""
    first, last = sorted([draw(DAYS), draw(DAYS)])
    open_start, open_end = draw(st.booleans()), draw(st.booleans())
    return DateRange(earliest=None if open_start else first, latest=None if open_end else last)


@given(ranges(), ranges())
def test_overlap_is_mutual(a: DateRange, b: DateRange) -> None:
    """If a can be the day of b, b can be the day of a."""
    assert a.overlaps(b) == b.overlaps(a)


@given(ranges(), ranges())
def test_what_lies_within_overlaps(a: DateRange, b: DateRange) -> None:
    """A range inside another shares its days."""
    if a.within(b):
        assert a.overlaps(b)


@given(ranges())
def test_everything_lies_within_the_unknown(a: DateRange) -> None:
    """An unknown time excludes nothing."""
    assert a.within(UNKNOWN)
    assert a.overlaps(UNKNOWN)


@given(DAYS)
def test_a_day_is_a_range_of_one_day(day: date) -> None:
    """There are no bare dates."""
    when = DateRange.day(day)

    assert (day, day, timedelta(0), "day") == (when.earliest, when.latest, when.width, when.granularity)


def test_a_range_cannot_end_before_it_begins() -> None:
    """Such a range has no day."""
    with pytest.raises(EvidenceError):
        DateRange(earliest=date(2020, 2, 1), latest=date(2020, 1, 1))


def test_an_unknown_end_is_null_in_the_output() -> None:
    """None means that the text does not say."""
    shown = DateRange(earliest=date(2018, 11, 1), latest=None, granularity="range", phrase="since November").to_dict()

    assert {
        "earliest": "2018-11-01",
        "latest": None,
        "granularity": "range",
        "phrase": "since November",
        "reason": "",
    } == shown
    assert DateRange(earliest=date(2018, 11, 1), latest=None).width is None


def test_what_is_known_of_a_range() -> None:
    """One end makes it known, both make it bounded; a width needs both."""
    first, last = date(2031, 3, 1), date(2031, 3, 4)
    whole, late, early = (
        DateRange(earliest=start, latest=end, granularity="range")
        for start, end in ((first, last), (first, None), (None, last))
    )

    assert [(True, True), (True, False), (True, False), (False, False)] == [
        (each.is_known, each.is_bounded) for each in (whole, late, early, UNKNOWN)
    ]
    assert [timedelta(3), None, None, None] == [each.width for each in (whole, late, early, UNKNOWN)]


@pytest.mark.parametrize(
    ("a", "b", "shares"),
    [
        (("03-01", "03-04"), ("03-04", "03-09"), True),
        (("03-01", "03-04"), ("03-05", "03-09"), False),
        ((None, "03-04"), ("03-04", None), True),
        ((None, "03-04"), ("03-05", None), False),
    ],
)
def test_ranges_overlap_up_to_their_last_day(a: tuple, b: tuple, shares: bool) -> None:
    """Both ends are part of a range."""
    one, other = (
        DateRange(
            **{
                end: date.fromisoformat(f"2031-{day}") if day else None
                for end, day in zip(("earliest", "latest"), days, strict=True)
            },
            granularity="range",
        )
        for days in (a, b)
    )

    assert (shares, shares) == (one.overlaps(other), other.overlaps(one))
    assert one.within(one)
    assert not one.within(other)


def test_a_range_is_written_in_iso_days() -> None:
    """An unknown end is null, and never a day."""
    when = DateRange(earliest=date(2031, 3, 4), latest=None, granularity="range", phrase="since", reason="r")

    assert {
        "earliest": "2031-03-04", "latest": None, "granularity": "range", "phrase": "since", "reason": "r",
    } == when.to_dict()  # fmt: skip
    assert "other" == when.because("other").reason


def test_a_likely_day_settles_a_range() -> None:
    """The range gives way to the day that the telling speaks for, and the reason says so."""
    first, last, likely = date(2031, 3, 1), date(2031, 3, 4), date(2031, 3, 3)
    news = DateRange(earliest=first, latest=last, granularity="range", phrase="p", reason="news", likely=likely)
    bare = DateRange(earliest=first, latest=last, granularity="range", likely=likely)

    settled = news.settled()
    assert (likely, likely, "day", "p", "news; taken as that day") == (
        settled.earliest,
        settled.latest,
        settled.granularity,
        settled.phrase,
        settled.reason,
    )
    assert "taken as the likely day" == bare.settled().reason


def test_a_range_without_a_likely_day_is_settled_as_it_stands() -> None:
    """Where the text itself sets the range nothing is taken; a single day has nothing to give way."""
    whole = DateRange(earliest=date(2031, 3, 1), latest=date(2031, 3, 4), granularity="range")
    day = DateRange(earliest=date(2031, 3, 3), latest=date(2031, 3, 3), reason="named", likely=date(2031, 3, 3))

    assert whole is whole.settled()
    assert day is day.settled()


def test_a_range_is_named_and_cannot_be_changed() -> None:
    """Its ends are never told apart by position, and stay as they are."""
    day = DateRange.day(date(2031, 3, 1))

    with pytest.raises(AttributeError):
        day.earliest = date(2031, 3, 2)  # type: ignore[misc]
    with pytest.raises(TypeError):
        DateRange(date(2031, 3, 1), date(2031, 3, 2))  # type: ignore[misc]
