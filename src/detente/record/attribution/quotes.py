"""Quotations: where quote marks open and close in a passage, whatever marks the outlet uses."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

__all__ = ["Quote", "quotes", "spoken"]

_PAIRS = {"“": "”", "«": "»", "„": "“", "‘": "’"}
_TOGGLES = ('"', "''", "``", "'")
_MARK = re.compile(r"[“”«»„‘’\"]|''|``|'")
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Quote:
    """A quotation with its marks: [start, end).

    `closed` is False where it runs on into the next paragraph; `stops` tells that a comma or a stop ends it.
    """

    start: int
    end: int
    words: int
    closed: bool
    opens_passage: bool
    stops: bool = False

    @property
    def is_speech(self) -> bool:
        """Whether it is long enough to be somebody's speech and no mere word held at arm's length."""
        return self.words >= 4 or (self.words >= 2 and self.stops)


def quotes(text: str, start: int, end: int) -> tuple[Quote, ...]:
    """The quotations between two offsets, in order; a mark that pairs with nothing is left alone.

    A quotation that opens the passage and never closes runs to its end.

    >>> text = "“Never,” she said. “Not now."
    >>> [text[q.start:q.end] for q in quotes(text, 0, len(text))]
    ['“Never,”', '“Not now.']
    """
    return tuple(_read(text, start, end))


def spoken(words: Sequence[tuple[int, int]], found: Sequence[Quote]) -> frozenset[int]:
    """Which of the words, given in order by start and end, stand within somebody's speech.

    >>> text = "“We will not pay,” she said."
    >>> sorted(spoken([(0, 1), (1, 3), (4, 8), (20, 23)], quotes(text, 0, len(text))))
    [0, 1, 2]
    """
    starts = [start for start, _ in words]
    first, last = (starts[0], starts[-1]) if starts else (0, -1)
    around = found[bisect_right(found, first, key=lambda q: q.end) : bisect_right(found, last, key=lambda q: q.start)]
    return frozenset(
        number
        for quote in around
        if quote.is_speech
        for number in range(bisect_left(starts, quote.start), bisect_left(starts, quote.end))
        if words[number][1] <= quote.end
    )


def _read(text: str, start: int, end: int) -> Iterator[Quote]:
    """The quotations from left to right."""
    position = start
    unclosed = False
    while match := _MARK.search(text, position, end):
        position = match.end()
        closer = _closing(match[0])
        if closer is None or not _opens(text, match.start(), match.end(), start, end):
            continue
        if match[0] == "'" and unclosed:
            continue  # what closes a quotation does not depend on where it opened: nothing behind does
        close = _find_close(text, match, closer, end)
        unclosed = unclosed or (match[0] == "'" and close is None)
        if close is not None:
            yield _quote(text, match.start(), close, start, closed=True)
            position = close
        elif match[0] not in {"'", "‘"} and _may_run_on(text, match.start(), start):
            yield _quote(text, match.start(), end, start, closed=False)
            return


def _closing(mark: str) -> str | None:
    """The mark that closes a quotation opened by `mark`."""
    if mark == "``":
        return "''"
    return mark if mark in _TOGGLES else _PAIRS.get(mark)


def _opens(text: str, at: int, behind: int, start: int, end: int) -> bool:
    """Whether a mark can open a quotation here: a word behind it and none right before."""
    before = text[at - 1] if at > start else " "
    after = text[behind] if behind < end else " "
    return not before.isalnum() and not after.isspace() and after not in ",.;:!?)"


def _find_close(text: str, opened: re.Match[str], closer: str, end: int) -> int | None:
    """The end of the quotation: behind the first closing mark that no letter follows; None where there is none."""
    for match in _MARK.finditer(text, opened.end(), end):
        mark = match[0]
        after = text[match.end()] if match.end() < end else " "
        before = text[match.start() - 1]
        mixed = {mark, closer} == {'"', "”"} and not before.isspace() and not after.isalnum()
        if mixed or (mark == closer and (closer not in {"'", "’"} or not after.isalnum())):
            if closer in {"'", "’"} and text[match.start() - 1] == "s" and _later(text, match.end(), closer, end):
                continue
            return match.end()
        if mark == opened[0] and mark != closer:
            return None
    return None


def _later(text: str, position: int, closer: str, end: int) -> bool:
    """Whether a further closing mark follows close by, so that the one before was a possessive's."""
    nearby = text.find(closer, position, min(end, position + 80))
    return nearby > 0 and (nearby + 1 >= end or not text[nearby + 1].isalnum())


def _may_run_on(text: str, at: int, start: int) -> bool:
    """Whether a quotation that never closes may have opened here: at the passage's start or behind a stop or a verb."""
    behind = _last_word_end(text, at)
    return behind <= start or text[behind - 1] in ",:.!?"


def _last_word_end(text: str, at: int) -> int:
    """Where the last word before an offset ends; 0 where none stands before it."""
    while at > 0 and text[at - 1].isspace():
        at -= 1
    return at


def _quote(text: str, start: int, end: int, passage: int, *, closed: bool) -> Quote:
    """One quotation."""
    while end > start and text[end - 1].isspace():
        end -= 1
    words = sum(1 for _ in _WORD.finditer(text, start, end))
    inner = text[start:end].rstrip("\"'”’»“").rstrip()[-1:]
    return Quote(start, end, words, closed, _last_word_end(text, start) <= passage, inner in {",", ".", "?", "!", "…"})
