"""Dates in running English text: found by a grammar, given a TIMEX3 type and value, and the days they can mean.

Source: TIMEX3 as in [TimeML 1.2.1]. A grammar of our own stands here because general date parsers read dates into
numbers
and names, and fill what a text leaves out from the clock of the computer.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache

from detente.evidence import UNKNOWN, DateRange, Span
from detente.record.dating import clock, compounds, days, lengths, marks, monthdays, periods, steps, years
from detente.record.dating.anchors import resolve_all
from detente.record.dating.grammar import Grammar, grammar_of
from detente.record.entries import DateExpression
from detente.sources.document import Document

__all__ = ["Expression", "cited", "date_expressions", "expressions"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Expression:
    """Words that name a time in a plain string: `text[start:end]`, TIMEX3 type, value and modifier, and the days.

    `tense` is 1 where the words around point ahead, -1 where they point back, 0 where they do not say.
    """

    start: int
    end: int
    type: str
    value: str
    when: DateRange
    modifier: str = ""
    tense: int = 0


@cache
def _grammar() -> Grammar:
    """The grammar, compiled once."""
    rules = (
        *days.RULES,
        *years.RULES,
        *periods.RULES,
        *steps.RULES,
        *compounds.RULES,
        *lengths.RULES,
        *clock.RULES,
        *monthdays.RULES,
    )
    return grammar_of(rules, {**marks.MACROS, **steps.MACROS})


def expressions(
    text: str, *, published: date | DateRange | None, narrative: bool | None = None
) -> tuple[Expression, ...]:
    """The date expressions of a text in order, none overlapping another.

    `published` is the day from which "yesterday" counts, a range where it is known less well, None where it is not
    known: then such words have no days. `narrative` says whether the text is a history, whose dates count from the
    time last spoken of; None lets the text show it.

    >>> [found.value for found in expressions("They met on Tuesday.", published=date(2019, 1, 4))]
    ['2019-01-01']
    >>> [found.value for found in expressions("They met on September 26.", published=None)]
    ['XXXX-09-26']
    """
    known = DateRange.day(published) if isinstance(published, date) else published or UNKNOWN
    tokens, found = _grammar().find(text)
    resolved = resolve_all(tokens, found, published=known, narrative=narrative)
    return tuple(
        Expression(
            start=tokens.starts[item.found.first],
            end=tokens.ends[item.found.last - 1],
            type=item.type,
            value=item.value,
            when=item.when,
            modifier=item.modifier,
            tense=item.tense,
        )
        for item in resolved
    )


def date_expressions(
    document: Document, *, published: DateRange, spans: Iterable[Span] | None = None
) -> tuple[DateExpression, ...]:
    """The date expressions of an article, cited; `spans` are the parts to read, the whole text when None.

    The parts are read as one text in their order, so that "that month" can point back over a boundary.
    """
    text = document.text if spans is None else _only(document.text, spans)
    return cited(document, expressions(text, published=published))


def cited(document: Document, found: Iterable[Expression]) -> tuple[DateExpression, ...]:
    """The expressions of an article's text as entries of the record."""
    return tuple(
        DateExpression(citation=document.cite(one.start, one.end), type=one.type, value=one.value, when=one.when)
        for one in found
    )


def _only(text: str, spans: Iterable[Span]) -> str:
    """The text with everything outside the spans blanked, offsets kept; no expression can cross a blank."""
    kept = ["\n"] * len(text)
    for span in spans:
        kept[span.start : span.end] = text[span.start : span.end]
    return "".join(kept)
