"""Which of many ranges of days lie near each other, without comparing each with each."""

from bisect import insort
from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from detente.evidence import DateRange

__all__ = ["days_between", "pairs_near", "pairs_within"]


def pairs_within(ranges: Sequence[DateRange | None], gap: timedelta) -> Iterator[tuple[int, int]]:
    """The pairs (first, second) of bounded ranges with at most `gap` between them, in the order of their places.

    >>> from detente.evidence import DateRange
    >>> days = [DateRange(earliest=date(2019, 1, day), latest=date(2019, 1, day)) for day in (9, 1, 2)]
    >>> list(pairs_within(days, timedelta(days=1))), list(pairs_within(days, timedelta(days=7)))
    ([(1, 2)], [(0, 2), (1, 2)])
    """
    bounded = sorted(
        (when.earliest, when.latest, place)
        for place, when in enumerate(ranges)
        if when is not None and when.earliest is not None and when.latest is not None
    )
    pairs: list[tuple[int, int]] = []
    open_: list[tuple[date, int]] = []
    """(last day, place) of the ranges that may still reach the next one, by last day."""
    for earliest, latest, place in bounded:
        past = next((n for n, (last, _) in enumerate(open_) if earliest - last <= gap), len(open_))
        del open_[:past]
        pairs += [(min(place, other), max(place, other)) for _, other in open_]
        insort(open_, (latest, place))
    yield from sorted(pairs)


def pairs_near(ranges: Sequence[DateRange], gap: timedelta) -> set[tuple[int, int]]:
    """The same pairs, and each that has a range whose beginning or end is not known.

    >>> from detente.evidence import UNKNOWN, DateRange
    >>> days = [DateRange(earliest=date(2019, 1, day), latest=date(2019, 1, day)) for day in (9, 1)]
    >>> sorted(pairs_near([*days, UNKNOWN], timedelta(days=1)))
    [(0, 2), (1, 2)]
    """
    found = set(pairs_within(ranges, gap))
    for open_, when in enumerate(ranges):
        if not when.is_bounded:
            found |= {(min(open_, other), max(open_, other)) for other in range(len(ranges)) if other != open_}
    return found


def days_between(a: DateRange, b: DateRange) -> int | None:
    """The days between two ranges, 0 where they overlap; None where one of them has no end."""
    if a.latest is None or b.latest is None or a.earliest is None or b.earliest is None:
        return None
    if a.overlaps(b):
        return 0
    return (b.earliest - a.latest).days if a.latest < b.earliest else (a.earliest - b.latest).days
