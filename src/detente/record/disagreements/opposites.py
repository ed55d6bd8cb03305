"""Words that exclude each other: states of a thing of which one is what the other is not, and opposed answers."""

from collections.abc import Mapping
from functools import cache

from detente.record.lexicons import sections

__all__ = ["Pole", "first_words", "poles", "states"]

FILE = "opposites.txt"

Pole = tuple[str, int, bool]
"""(axis, side, whether a thing that is not on one side is on the other)."""


@cache
def _poles() -> Mapping[str, tuple[Pole, ...]]:
    """word → the sides it stands on."""
    found: dict[str, tuple[Pole, ...]] = {}
    for heading, held in sections(FILE):
        for line in held:
            axis = line.partition(",")[0].partition("|")[0].strip()
            for side, listed in enumerate(line.split("|")):
                for word in filter(None, map(str.strip, listed.split(","))):
                    found[word] = (*found.get(word, ()), (axis, side, heading == "states"))
    return found


def poles(word: str) -> tuple[Pole, ...]:
    """The sides that a word, or a verb with its particle, stands on.

    >>> [(axis, side) for axis, side, _ in poles("shut")], poles("walk")
    ([('open', 1)], ())
    """
    return _poles().get(word, ())


@cache
def states() -> frozenset[str]:
    """All words for states."""
    return frozenset(word for word, found in _poles().items() if any(both for _, _, both in found))


@cache
def first_words() -> frozenset[str]:
    """The first words of all that stands on a side."""
    return frozenset(word.split()[0] for word in _poles())
