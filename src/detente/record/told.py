"""Times as an article tells them: each date expression of its prose with the words of its sentence.

Two articles speak of one event when such sentences share enough of their telling words; what one dates, the other
then dates too.
"""

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from detente.evidence import Citation
from detente.record.dating import Expression
from detente.sources.document import Document, Library

__all__ = ["Lead", "Placed", "Told", "lead_of", "names_in", "placed_in", "prose_of", "told_in", "words_of"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """One time and its sentence: what stands before and after the expression, its telling words and its names."""

    document: str
    expression: Expression
    citation: Citation
    before: str
    after: str
    words: frozenset[str]
    names: frozenset[str]

    @property
    def sentence(self) -> str:
        """The whole sentence."""
        return f"{self.before}{self.citation.quote}{self.after}"


_ENDS = re.compile(
    r"(?:(?<![A-Z])(?<!\b[A-Z][a-z])(?<!\b[A-Z][a-z]{2})[.!?]|[.!?]['\"”’)])\s+(?=[\"“'‘(]?[A-Z0-9])|\n\s*"
)
_WORD = re.compile(r"[A-Za-z][A-Za-z'’]{2,}|\b(?:1[5-9]|20)\d\d\b")
_NAME = re.compile(r"\b[A-Z][A-Za-z'’-]{2,}")
_EMPTY = frozenset(
    "the and that with from for have has had was were are not but his her its their they them this these "
    "those there which who whom what when where "
    "will would could should may might can said says say told also been being more than into over about "
    "after before during between against while because "
    "other some any all one two three first last next new year years month week day days monday tuesday "
    "wednesday thursday friday saturday sunday january "
    "february march april june july august september october november december according reported "
    "percent mr mrs ms president minister prime".split()
)
_NOT_NAMES = frozenset(
    "the but and for this that his her its their they when while after before with from monday tuesday "
    "wednesday thursday friday saturday sunday "
                       "january february march april may june july august september october november "
                       "december".split())  # fmt: skip


def words_of(text: str) -> frozenset[str]:
    """The telling words of a sentence: their stems and the years in it, small words and words of time left out.

    >>> sorted(words_of("He suggested signing a treaty of 1956 without any pre-conditions."))
    ['1956', 'condit', 'sign', 'sugges', 'treaty', 'withou']
    """
    return frozenset(map(_telling, _WORD.findall(text))) - {""}


@lru_cache(maxsize=1 << 15)
def _telling(word: str) -> str:
    """The stem of a word, "" of one that tells nothing: the words of a language are few, and asked for often."""
    small = word.lower().removesuffix("'s").removesuffix("’s")
    return "" if small in _EMPTY else _stem(small)


def _stem(word: str) -> str:
    """The beginning that inflected forms of a word share, roughly."""
    for ending in ("ing", "ed", "es", "s"):
        if word.endswith(ending) and len(word) - len(ending) >= 4:
            return word.removesuffix(ending)[:6]
    return word[:6]


def names_in(text: str) -> frozenset[str]:
    """The capitalised words of a sentence, without its first."""
    return frozenset(name for name in _NAME.findall(text) if name.lower() not in _NOT_NAMES)


def prose_of(document: Document, library: Library) -> str:
    """The article's prose at its own offsets; everything else blank."""
    passages = [p for p in library.passages_of(document.id) if p.is_prose]
    if not passages:
        return document.text
    kept = ["\n"] * len(document.text)
    for passage in passages:
        kept[passage.span.start : passage.span.end] = document.text[passage.span.start : passage.span.end]
    return "".join(kept)


@dataclass(frozen=True, slots=True, kw_only=True)
class Lead:
    """What an article is about: the words and names of its opening, the words of its `first` sentence, the
    weekdays it tells of as just past, and the months without a year that it looks back to.
    """

    words: frozenset[str]
    names: frozenset[str]
    weekdays: tuple[tuple[int, Citation], ...]
    months: frozenset[str]
    first: frozenset[str]


_OPENING = 2000


def lead_of(document: Document, library: Library, told: tuple[Told, ...]) -> Lead:
    """The opening of an article, title included."""
    prose = prose_of(document, library)
    begin = len(prose) - len(prose.lstrip())
    opening = prose[begin : begin + _OPENING]
    first_sentence = _ENDS.split(opening.replace(document.title or "\0", "", 1).lstrip(), maxsplit=1)[0]
    inside = [one for one in told if one.expression.start < begin + _OPENING]
    weekdays = tuple(
        (int(one.expression.value[9]), one.citation)
        for one in inside
        if _WEEKDAY_OPEN.match(one.expression.value) and one.expression.tense <= 0
    )
    months = frozenset(
        one.expression.value[5:7]
        for one in told
        if _MONTH_OPEN.match(one.expression.value) and one.expression.tense <= 0
    )
    looking_back = [
        _clause(opening, one.expression.start - begin, one.expression.end - begin)
        for one in inside
        if _MONTH_OPEN.match(one.expression.value) or _YEAR_GIVEN.match(one.expression.value)
    ]
    for first, last in looking_back:
        opening = opening[:first] + " " * (last - first) + opening[last:]
    opening = f"{document.title or ''}. {opening}"
    return Lead(
        words=words_of(opening),
        names=names_in(opening),
        weekdays=weekdays,
        months=months,
        first=words_of(first_sentence),
    )


_YEAR_GIVEN = re.compile(r"\d{4}")
_MONTH_OPEN = re.compile(r"XXXX-\d\d")
_WEEKDAY_OPEN = re.compile(r"XXXX-WXX-\d")
_CLAUSE_BORDER = re.compile(r"[.,;:!?\n–—]|\b(?:after|when|since|because|while|which|who|where|before)\b")


def _clause(text: str, start: int, end: int) -> tuple[int, int]:
    """The clause around [start, end): what it tells belongs to its own date and not to the news of the week."""
    borders = [match.start() for match in _CLAUSE_BORDER.finditer(text)]
    first = max((place for place in borders if place < start), default=0)
    return first, min((place for place in borders if place >= end), default=len(text))


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed:
    """A time and its sentence as they are kept: the place of the expression among the article's, the lengths of what
    stands before and behind it, and the sentence's words and names."""

    place: int
    before: int
    after: int
    words: frozenset[str]
    names: frozenset[str]


_NEAR = 400
"""So much of a sentence is looked at on either side of a time."""
_LONG = 1200
"""And of so much of it the words are kept."""


def placed_in(document: Document, library: Library, found: Sequence[Expression]) -> tuple[Placed, ...]:
    """The points of time among the expressions of an article's prose, in order, each with its sentence."""
    text = prose_of(document, library)
    ends = [match.end() for match in _ENDS.finditer(text)]
    placed = []
    for place, one in enumerate(found):
        if one.type not in ("DATE", "TIME") or one.value.endswith("_REF"):
            continue
        index = bisect_right(ends, one.start)
        begin, end = ends[index - 1] if index else 0, ends[index] if index < len(ends) else len(text)
        before, after = one.start - begin, max(0, end - one.end)
        sentence = f"{text[begin : begin + min(before, _LONG)]} {text[one.end : one.end + min(after, _LONG)]}"[:_LONG]
        placed.append(
            Placed(
                place=place,
                before=min(_NEAR, before),
                after=min(_NEAR, after),
                words=words_of(sentence),
                names=names_in(sentence),
            )
        )
    return tuple(placed)


def told_in(
    document: Document, library: Library, found: Sequence[Expression], placed: Sequence[Placed]
) -> tuple[Told, ...]:
    """The points of time that an article's prose tells of, from its expressions and where they stand."""
    text = prose_of(document, library)
    told = []
    for one in placed:
        expression = found[one.place]
        start, end = expression.start, expression.end
        told.append(
            Told(
                document=document.id,
                expression=expression,
                citation=document.cite(start, end),
                before=text[start - one.before : start],
                after=text[end : end + one.after],
                words=one.words,
                names=one.names,
            )
        )
    return tuple(told)
