"""Stretches of an article: which of its sentences, words, dates and mentions begin in one, found by halving.

All of them stand in the order of the text, so that asking for those beside a word costs the same in a long article as
in a short one.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from operator import attrgetter
from typing import Protocol, TypeVar

from detente.evidence import Citation
from detente.record.entries import DateExpression, Mention
from detente.record.reading import Reading, Sentence, Token

__all__ = [
    "beginning_in",
    "date_over",
    "first_behind",
    "mentions_over",
    "mentions_within",
    "sentence_at",
    "token_at",
]


class HasCitation(Protocol):
    """What stands at one place of the text: a date, a mention."""

    @property
    def citation(self) -> Citation:
        """The words."""


Entry = TypeVar("Entry", bound=HasCitation)

_begin = attrgetter("start")
_cited_from = attrgetter("citation.span.start")


def beginning_in(entries: Sequence[Entry], start: int, end: int) -> Sequence[Entry]:
    """The entries, in the order of the text, whose words begin in [start, end)."""
    first = bisect_left(entries, start, key=_cited_from)
    return entries[first : bisect_left(entries, end, lo=first, key=_cited_from)]


def date_over(dates: Sequence[DateExpression], offset: int) -> DateExpression | None:
    """The date that an offset stands in; none overlaps another."""
    last = bisect_right(dates, offset, key=_cited_from) - 1
    return dates[last] if last >= 0 and offset < dates[last].citation.span.end else None


def sentence_at(sentences: Sequence[Sentence], offset: int) -> int:
    """The number of the last sentence that begins at an offset or before it; -1 where none does."""
    return bisect_right(sentences, offset, key=_begin) - 1


def first_behind(tokens: Sequence[Token], offset: int) -> int:
    """The index of the first word that begins at an offset or behind it; how many there are where none does."""
    return bisect_left(tokens, offset, key=_begin)


def token_at(tokens: Sequence[Token], offset: int) -> int | None:
    """The index of the word that an offset stands in; None between words."""
    index = bisect_right(tokens, offset, key=_begin) - 1
    return index if index >= 0 and offset < tokens[index].end else None


def mentions_within(reading: Reading, start: int, end: int) -> list[Mention]:
    """The mentions that begin and end between two offsets."""
    return [m for m in beginning_in(reading.mentions, start, end) if m.citation.span.end <= end]


def mentions_over(reading: Reading, offset: int) -> list[Mention]:
    """The mentions that an offset stands in."""
    near = beginning_in(reading.mentions, offset - reading.once(_longest), offset + 1)
    return [m for m in near if offset < m.citation.span.end]


def _longest(reading: Reading) -> int:
    """The length of the longest mention."""
    return max((m.citation.span.end - m.citation.span.start for m in reading.mentions), default=0)
