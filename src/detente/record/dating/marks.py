"""What small words and shared groups of the patterns say: modifiers, parts of the day, relations, years."""

from detente.record.dating.grammar import Match
from detente.record.dating.lexicon import PARTS

__all__ = ["MACROS", "THIS_YEAR", "full_year", "modifier_of", "part_of", "relation_of", "year_of"]

MACROS = {
    "SPAN": (
        "(THE? (EDGE | ('first'|'last'|'early'|'later'|'latter'|'middle'|'better'|'good'|'greater') 'part' | "
        "'rest' | 'remainder' | 'middle') 'of' | EARLY DASH? ('in'|'on')? )"
    ),
    "WHEN": "(COMMA? 'of'? year:YEAR | COMMA? 'of'? year:ANCIENT before:ERA_BEFORE | COMMA? shortyear:SHORTYEAR)",
    "NTH": "(DAYTH | ORDINAL | CARDINAL DASH ORDINAL)",
}
"""Parts of patterns that several rules share."""


THIS_YEAR = (
    "('of'? that_year:(('this'|'last'|'next'|'that'|'the'? 'same'|'the' ('following'|'previous'|'next')) 'year'))"
)


_MODIFIERS = {
    "early": "START", "earlier": "START", "late": "END", "later": "END", "latter": "END", "mid": "MID",
    "middle": "MID", "midpoint": "MID",
    "end": "LAST", "close": "LAST", "beginning": "FIRST", "start": "FIRST", "outset": "FIRST", "onset": "FIRST",
    "turn": "FIRST",
    "first": "START", "last": "END", "final": "END", "opening": "START", "closing": "END", "rest": "END",
    "remainder": "END",
}  # fmt: skip


def modifier_of(words: tuple[str, ...]) -> str:
    """What words such as "late", "later" or "the end of" cut out of a period.

    START, MID or END for a part; FIRST and LAST for its very beginning and end; BEFORE and AFTER for "earlier" and
    "later",
    which count from the day of speaking.
    """
    if words[:1] in (("earlier",), ("later",)):
        return "BEFORE" if words[0] == "earlier" else "AFTER"
    return next((_MODIFIERS[word] for word in words if word in _MODIFIERS), "")


def part_of(words: tuple[str, ...]) -> str:
    """The part of the day that the words name, as TIMEX3 writes it."""
    return next((PARTS[word] for word in words if word in PARTS), "")


def year_of(match: Match) -> int | None:
    """The year that a group `year`, `shortyear` or `era` gives; None where there is none."""
    if match.has("year"):
        year = int(match.words("year")[0])
        return -year if match.has("before") else year
    if match.has("shortyear"):
        return full_year(int(match.words("shortyear")[-1].lstrip("'’")))
    return None


def full_year(two_digits: int) -> int:
    """The year of '99 or '07: from 1930 to 2029."""
    return two_digits + (1900 if two_digits >= 30 else 2000)


def relation_of(match: Match) -> str:
    """last, this, next, that or same, as the group `relation` or `that_year` says."""
    words = match.words("relation") + match.words("that_year")
    if words[:2] == ("this", "past"):
        return "last"  # "this past weekend" lies behind
    for word in words:
        if word in _RELATIONS:
            return _RELATIONS[word]
    return ""


_RELATIONS = {
    "last": "last", "past": "last", "previous": "before", "preceding": "before", "prior": "before", "next": "next",
    "following": "after", "coming": "next",
    "upcoming": "next", "subsequent": "after", "ensuing": "after", "succeeding": "after", "this": "this",
    "current": "this", "that": "that", "same": "that",
    "these": "this", "latest": "last", "then": "that",
}  # fmt: skip
