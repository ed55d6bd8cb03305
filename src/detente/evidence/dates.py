"""Date ranges: what a text lets one say about when something was."""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Self

from detente.errors import EvidenceError

__all__ = ["UNKNOWN", "DateRange"]


@dataclass(frozen=True, slots=True, kw_only=True)
class DateRange:
    """The days on which something can have been, both ends included; None is an unknown end.

    A day is a range of one day. `granularity` is the unit the text speaks in (day, week, month, season,
    quarter, half, year, decade, century, range, unknown), `phrase` its words, `reason` how they were read.
    `likely` is the one day of the range that the telling speaks for where the text names none: news without a date is
    of the day it is told on, or of the day the article dates its story by. None where the text itself sets the range.
    """

    earliest: date | None
    latest: date | None
    granularity: str = "day"
    phrase: str = ""
    reason: str = ""
    likely: date | None = None

    def __post_init__(self) -> None:
        if self.earliest and self.latest and self.earliest > self.latest:
            raise EvidenceError(f"a date range cannot end ({self.latest}) before it begins ({self.earliest})")

    @classmethod
    def day(cls, when: date, *, phrase: str = "", reason: str = "") -> Self:
        """The range of one day."""
        return cls(earliest=when, latest=when, granularity="day", phrase=phrase, reason=reason)

    @property
    def is_known(self) -> bool:
        """Whether at least one end is known."""
        return self.earliest is not None or self.latest is not None

    @property
    def is_bounded(self) -> bool:
        """Whether both ends are known."""
        return self.earliest is not None and self.latest is not None

    @property
    def width(self) -> timedelta | None:
        """From the first day to the last; None while an end is unknown."""
        if self.earliest is None or self.latest is None:
            return None
        return self.latest - self.earliest

    def overlaps(self, other: "DateRange") -> bool:
        """Whether the two can name the same day.

        >>> november = DateRange(earliest=date(2018, 11, 1), latest=date(2018, 11, 30), granularity="month")
        >>> november.overlaps(DateRange.day(date(2018, 11, 14)))
        True
        """
        starts_in_time = self.earliest is None or other.latest is None or self.earliest <= other.latest
        return starts_in_time and (other.earliest is None or self.latest is None or other.earliest <= self.latest)

    def within(self, other: "DateRange") -> bool:
        """Whether every day of this range is a day of `other`."""
        begins = other.earliest is None or (self.earliest is not None and self.earliest >= other.earliest)
        return begins and (other.latest is None or (self.latest is not None and self.latest <= other.latest))

    def because(self, reason: str) -> "DateRange":
        """The same days for another reason."""
        return replace(self, reason=reason)

    def settled(self) -> Self:
        """The likely day alone where there is one, with the reason; else the range as it stands.

        >>> news = DateRange(earliest=date(2018, 11, 12), latest=date(2018, 11, 14), likely=date(2018, 11, 14))
        >>> news.settled().earliest
        datetime.date(2018, 11, 14)
        """
        if self.likely is None or self.width == timedelta(0):
            return self
        taken = f"{self.reason}; taken as that day" if self.reason else "taken as the likely day"
        return replace(self, earliest=self.likely, latest=self.likely, granularity="day", reason=taken)

    def to_dict(self) -> dict[str, str | None]:
        """As the contract prints it: ISO days or null."""
        return {
            "earliest": self.earliest.isoformat() if self.earliest else None,
            "latest": self.latest.isoformat() if self.latest else None,
            "granularity": self.granularity,
            "phrase": self.phrase,
            "reason": self.reason,
        }


UNKNOWN = DateRange(earliest=None, latest=None, granularity="unknown", reason="the text does not say")
"""A time the text does not give."""
