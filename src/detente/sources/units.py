"""Text → the units that passages are made of: lines, or paragraphs where lines are wrapped by hand."""

import itertools
import re
from dataclasses import dataclass

__all__ = ["Unit", "plain_of", "units_of"]

LINE = re.compile(r"[^\r\n\f\v\x1c-\x1e\x85\u2028\u2029]+")
BLANK_BETWEEN = re.compile(
    r"(?:\r\n|\n|\r|[\f\v\x1c-\x1e\x85\u2028\u2029])[ \t\xa0]*(?:\r\n|\n|\r|[\f\v\x1c-\x1e\x85\u2028\u2029])"
)
IMAGE = re.compile(r"!\[[^\]\n]{0,300}\]\([^)\n]{0,500}\)")
LINK = re.compile(r"\[([^\]\n]{0,300})\]\([^)\n]{0,500}\)")
ADDRESS = re.compile(r"<?\b(?:https?://|www\.)[^\s<>\"|]+>?", re.IGNORECASE)
EDGE = re.compile(r"^(?:[#>\s]*#+\s+|>+\s*|[*+•▪●–-]\s+|\d{1,2}[.)]\s+)|^[*_]{1,3}(?=\S)|(?<=\S)[*_]{1,3}$")
INNER_MARKS = re.compile(r"\*\*|__")
TERMINAL = re.compile(r"[.!?…][\"”’»)\]*_']*$")
WORD = re.compile(r"[^\W_]+(?:['’.-][^\W_]+)*")
MAX_WRAPPED = 110
MOST_LINES = 5_000
STRETCH = 2_000
MAX_MARKED = 8_000
"""Characters beyond which a line is taken as it stands, marks and all."""


@dataclass(slots=True)
class Unit:
    """A line or hand-wrapped paragraph: its place, its words without markup, and what it looks like."""

    start: int
    end: int
    raw: str
    plain: str
    words: int
    linked: float
    is_terminal: bool
    is_heading: bool
    kind: str = ""

    @property
    def is_long(self) -> bool:
        """Whether it is as long as a sentence of prose usually is."""
        return self.words >= 12


def plain_of(raw: str) -> tuple[str, float]:
    """(the words a reader would see, the share of them inside links) of a line that may hold Markdown."""
    if len(raw) > MAX_MARKED:
        return raw, 0.0
    if (
        not any(mark in raw for mark in ("[", "*", "#", "_", "<", ">", "://", "www."))
        and raw[:1] not in "-+•▪●–0123456789"
    ):
        return raw, 0.0
    linked = 0
    text = IMAGE.sub("", raw)
    if "](" in text:
        linked = sum(len(found) for found in LINK.findall(text))
        text = LINK.sub(r"\1", text)
    linked += sum(len(found) for found in ADDRESS.findall(text))
    text = INNER_MARKS.sub("", EDGE.sub("", EDGE.sub("", text))).strip()
    return text, min(1.0, linked / (len(text) or 1))


def units_of(text: str, start: int = 0) -> list[Unit]:
    """The units of `text` from `start` on, in order, without the blanks around them."""
    lines = _lines(text, start)
    width = _wrap_width(text, lines)
    spans = _unwrapped(text, lines, width) if width else lines
    spans = spans[:MOST_LINES] + _joined(spans[MOST_LINES:])
    return [_unit(text, first, last) for first, last in spans]


def _lines(text: str, start: int) -> list[tuple[int, int]]:
    """Start and end of every line that is not blank."""
    found = []
    for match in LINE.finditer(text, start):
        line = match.group()
        stripped = line.strip()
        if stripped:
            first = match.start() + len(line) - len(line.lstrip())
            found.append((first, first + len(stripped)))
    return found


def _joined(lines: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Lines put together to longer stretches, for a text that has more lines than any article."""
    found: list[tuple[int, int]] = []
    for line in lines:
        if found and line[1] - found[-1][0] <= STRETCH:
            found[-1] = (found[-1][0], line[1])
        else:
            found.append(line)
    return found


def _wrap_width(text: str, lines: list[tuple[int, int]]) -> int:
    """The column at which lines were wrapped by hand; 0 where a line is a paragraph."""
    if len(lines) < 4:
        return 0
    width = max(end - start for start, end in lines)
    if width > MAX_WRAPPED or width < 40:
        return 0
    joined = [pair for pair in itertools.pairwise(lines) if not BLANK_BETWEEN.search(text, pair[0][1], pair[1][0])]
    if len(joined) < 0.4 * len(lines):
        return 0
    full = sum(_is_full(text, line, following, width) for line, following in joined)
    return width if full >= 0.6 * len(joined) else 0


def _is_full(text: str, line: tuple[int, int], following: tuple[int, int], width: int) -> bool:
    """Whether the next line's first word would not have fitted onto this line."""
    word = text[following[0] : following[1]].split(maxsplit=1)[0]
    return line[1] - line[0] + 1 + len(word) > 0.92 * width


def _unwrapped(text: str, lines: list[tuple[int, int]], width: int) -> list[tuple[int, int]]:
    merged: list[tuple[int, int]] = []
    previous: tuple[int, int] | None = None
    for line in lines:
        if previous and _is_full(text, previous, line, width) and not BLANK_BETWEEN.search(text, previous[1], line[0]):
            merged[-1] = (merged[-1][0], line[1])
        else:
            merged.append(line)
        previous = line
    return merged


def _unit(text: str, start: int, end: int) -> Unit:
    raw = text[start:end]
    plain, linked = plain_of(raw)
    words = plain.count(" ") + 1 if plain else 0
    return Unit(
        start,
        end,
        raw,
        plain,
        words,
        linked,
        TERMINAL.search(plain[-12:]) is not None,
        raw.lstrip("> ").startswith("#"),
    )
