"""The words that take a side, by family and side: what one calls a seizure another calls a rescue."""

from collections.abc import Mapping
from functools import cache

from detente.record.lexicons import word_lists

__all__ = ["framed", "heads", "sides"]


@cache
def sides() -> Mapping[tuple[str, str], tuple[tuple[str, str], ...]]:
    """(part, term) → (family, side) of each list it stands in."""
    found: dict[tuple[str, str], tuple[tuple[str, str], ...]] = {}
    for heading, listed in word_lists("framing.txt").items():
        part, _, rest = heading.partition(" ")
        family, _, side = rest.partition(" ")
        for term in sorted(listed) if side else ():
            found[part, term] = (*found.get((part, term), ()), (f"{part} {family}", side))
    return found


def framed(verb: str) -> frozenset[str]:
    """The families of a verb that takes a side: words of both sides tell one act."""
    return frozenset(family for family, _ in sides().get(("verbs", verb), ()))


@cache
def heads() -> frozenset[str]:
    """The last words of all terms."""
    return frozenset(term.split()[-1] for _, term in sides())
