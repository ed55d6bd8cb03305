"""Which of several it was: "the second close call this year" here, "the fourth such incident since New Year" there.

An ordinal within one time counts all that came before in that time. Two of them that are given within days of each
other, of one sort of thing and in sentences of one matter, cannot be two numbers, unless another one came between: so
the later telling may be one higher, and no more.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from detente.evidence import Citation, DateRange
from detente.record.disagreements.bounds import sentence_bounds
from detente.record.disagreements.findings import Finding, Told
from detente.record.disagreements.kindred import are_kindred, stem
from detente.record.disagreements.matters import Matters, key_of
from detente.record.disagreements.neighbours import days_between
from detente.record.disagreements.wording import ordinal as nth
from detente.record.numerals import number_word
from detente.record.reading import Gleaner, Reading
from detente.record.stretches import sentence_at

__all__ = ["NUMBERED", "find"]

CLOSE_DAYS = 10
FALLING_DAYS = 30
"""Days between two articles of which the later gives the lower number."""
ENOUGH = 0.9
"""How much two sentences share that tell of one matter."""
LIMIT = re.compile(
    r"\b(?:this (?P<this>year|month|season|decade|century|week)"
    r"|(?:in|within|for|over) (?:the (?:past|last) )?(?P<many>\d+|[a-z-]+) (?P<unit>years|months|weeks|days)"
    r"|since (?P<since>New Year|(?:the )?(?:start|beginning|turn) of (?:the|this) year|January(?! \d)))\b",
    re.IGNORECASE,
)
"""The time within which an ordinal counts."""
ANY = frozenset("time such one occasion incident case event instance".split())
"""Nouns that stand for anything that is numbered."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Numbered:
    """One of several things of a sort within a time: which, of what, within what (`limit`), told where and when."""

    number: int
    noun: str
    limit: tuple[str, int]
    phrase: str
    published: DateRange
    citation: Citation
    clause: Citation
    document: str


def numbered_in(reading: Reading) -> Iterator[Numbered]:
    """What an article numbers within a time that its sentence names behind it."""
    text = reading.document.text
    for quantity in reading.gleaned.get("quantities", ()):
        place = sentence_at(reading.sentences, quantity.citation.span.start)
        if quantity.unit != "ordinal" or place < 0:
            continue
        start, end = sentence_bounds(reading, reading.sentences[place])
        limit = LIMIT.search(text, quantity.citation.span.end, end)
        within = _limit(limit) if limit is not None else None
        if limit is None or within is None:
            continue
        yield Numbered(
            number=int(quantity.value),
            noun=quantity.of.rpartition(" ")[2],
            limit=within,
            phrase=limit.group(),
            published=reading.published,
            citation=quantity.citation,
            clause=reading.document.cite(start, end),
            document=reading.document.id,
        )


def _limit(match: re.Match[str]) -> tuple[str, int] | None:
    """A time in one form: since New Year is this year."""
    if match["this"] or match["since"]:
        return (match["this"] or "year").lower(), 0
    many = int(match["many"]) if match["many"].isdigit() else number_word(match["many"].lower())
    return (match["unit"].lower(), int(many)) if many else None


NUMBERED = Gleaner("numbered", Numbered, numbered_in)


def find(readings: Sequence[Reading], matters: Matters) -> Iterator[Finding]:
    """The things to which two articles give two numbers."""
    told = [numbered for reading in readings for numbered in NUMBERED.of(reading)]
    for a, b in matters.pairs(told, lambda one: one.clause, lambda one: frozenset()):
        alike = a.document != b.document and a.limit == b.limit and a.number != b.number and is_one_sort(a, b)
        if alike and is_one_time(a, b) and is_one_matter(a, b, matters):
            yield finding(a, b)


def is_one_sort(a: Numbered, b: Numbered) -> bool:
    """Whether two nouns number one sort of thing, or one of them any."""
    return bool({a.noun, b.noun} & ANY) or are_kindred(a.noun, b.noun)


def is_one_time(a: Numbered, b: Numbered) -> bool:
    """Whether two articles are so near that no other can have come between, but for one in the later."""
    apart = days_between(a.published, b.published)
    earlier, later = (a, b) if comes_first(a, b) else (b, a)
    if apart is None or apart > (CLOSE_DAYS if later.number > earlier.number else FALLING_DAYS):
        return False
    return apart == 0 or later.number != earlier.number + 1


def comes_first(a: Numbered, b: Numbered) -> bool:
    """Whether one article was published before the other."""
    ours, theirs = a.published.earliest, b.published.earliest
    return ours is not None and theirs is not None and ours < theirs


def is_one_matter(a: Numbered, b: Numbered, matters: Matters) -> bool:
    """Whether two sentences have enough in common."""
    return matters.ties(key_of(a.clause), key_of(b.clause), frozenset(), frozenset()) >= ENOUGH


def finding(a: Numbered, b: Numbered) -> Finding:
    """The finding for two numbers of one."""
    noun = a.noun if a.noun not in ANY else b.noun
    return Finding(
        key=("numbered", stem(noun), *map(str, a.limit)),
        question=f"The {nth(a.number)} or the {nth(b.number)} {noun} {a.phrase}?",
        kind="numeric",
        verdict="conflict",
        severity="moderate",
        accounts=(Told(f"{nth(a.number)} {a.phrase}", (a.clause,)), Told(f"{nth(b.number)} {b.phrase}", (b.clause,))),
        why=f"“{a.citation.quote}” and “{b.citation.quote}” number one thing within one time, told within days",
    )
