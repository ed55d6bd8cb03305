"""What a date expression says before one knows when it was said: calendar fields, steps from a day, lengths,
repetitions.
"""

from dataclasses import dataclass

__all__ = ["Found", "Length", "Meaning", "Numeric", "Partial", "Repeated", "Step", "Vague"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Partial:
    """Fields of the calendar, as far as the words give them.

    `relation` is how the words point (last, this, next, that, same, named, or ""); it governs the finest period they
    name, or the year or week that `relates_to` says ("January last year", "Friday of next week"); "named" counts from
    what the following words name ("the Friday after the vote"). `unit` names a period without a number ("this week").
    `beside` counts days from it ("the day before last Tuesday").
    `year` is negative before Christ; a decade or century is given by any of its years and `unit`.
    """

    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    quarter: int | None = None
    half: int | None = None
    season: str = ""
    feast: str = ""
    unit: str = ""
    relation: str = ""
    relates_to: str = ""
    modifier: str = ""
    part: str = ""
    beside: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """So many units before (negative) or after a day.

    `origin` is "publication" ("two days ago"), "mention" ("two days later"), "named" ("the day before the vote": what
    the following words name) or "either" ("a year ago" in a comparison); `count` None where the words give no number
    ("several years ago").
    """

    count: int | None
    unit: str
    sign: int
    origin: str
    modifier: str = ""
    part: str = ""
    halves: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Length:
    """A duration, with the TIMEX3 value it has wherever it stands."""

    value: str
    modifier: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Repeated:
    """A set of times."""

    value: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Vague:
    """PAST_REF, PRESENT_REF or FUTURE_REF."""

    value: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Numeric:
    """A day in figures whose order of day and month is open: every reading that the calendar allows."""

    readings: tuple[tuple[int, int, int], ...]
    part: str = ""


Meaning = Partial | Step | Length | Repeated | Vague | Numeric


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """An expression: the tokens [first, last) and what they mean."""

    first: int
    last: int
    meaning: Meaning
