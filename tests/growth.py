"""How the time of a reader grows with its text, told so that whatever else a machine does cannot fail a test."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from time import process_time

from detente.errors import DetenteError

__all__ = ["BOUND", "NOTICED", "OUTGROWN", "SIZE", "Growth", "growth", "seconds"]

BOUND = 2.6
"""The ratio from a size to twice the size that a measurement holds readers to: 2 is linear, 4 quadratic."""

OUTGROWN = 8**1.5
"""The ratio from a size to eight times the size above which a test fails: 8 is linear, 64 quadratic, and this half-way.

So much stands between that noise would have to make every one of five runs nearly three times as long.
"""

SIZE = 40_000
NOTICED = 0.1
"""Seconds from which a time is long enough for a ratio to mean anything."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Growth:
    """Of a reader and a piece: seconds for 40 KB, and how many times longer a text takes that is `times` as long."""

    seconds: float
    ratio: float


def growth(read: Callable[[str], object], piece: str, *, times: int = 2, bound: float = BOUND) -> Growth:
    """The ratio up to 40 KB, or up to the first doubling of it that takes long enough to be compared.

    A ratio above the bound is measured up to five times, the least time of each size counting: what else the machine
    does adds to a time and never takes away from it.
    """
    size = SIZE
    least = after = seconds(read, _text(piece, size))
    while after < NOTICED and size < 16 * SIZE:
        size *= 2
        after = seconds(read, _text(piece, size))
    before = seconds(read, _text(piece, size // times))
    for _ in range(4):
        if after < NOTICED or after <= bound * before:
            break
        before = min(before, seconds(read, _text(piece, size // times)))
        after = min(after, seconds(read, _text(piece, size)))
    return Growth(
        seconds=min(least, after) if size == SIZE else least, ratio=after / before if after >= NOTICED else 1.0
    )


def seconds(read: Callable[[str], object], text: str) -> float:
    """Processor time of reading a text, or of refusing it."""
    begun = process_time()
    with suppress(DetenteError):
        read(text)
    return process_time() - begun


def _text(piece: str, size: int) -> str:
    return (piece * (size // len(piece) + 1))[:size]
