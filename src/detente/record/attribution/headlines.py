"""Headlines: the claim of one joins the statement of the body that it announces, and ids become final."""

import re
from collections.abc import Sequence
from dataclasses import replace

from detente.evidence import Citation, Cited
from detente.record.entries import Statement
from detente.record.lexicons import word_lists
from detente.record.reading import Reading

__all__ = ["link"]

_WORD = re.compile(r"[^\W\d_]{3,}|\d+")
_COMMON = word_lists("speaking.txt")["common"]
ENOUGH = 0.6
"""The share of a headline's words that a statement must hold for the headline to announce it."""
AT_LEAST = 0.25
"""The share that is enough where the headline reports a claim and the statement is the one most like it."""


def link(statements: Sequence[Statement], readings: Sequence[Reading]) -> tuple[Statement, ...]:
    """The statements of all articles, each article's numbered from 1 in the order of the text.

    What a headline says, with or without a reporting word, is no statement of its own: its words join the citations
    of the body's statement that it announces. An article that is all headline keeps what it says.
    """
    held: dict[str, list[Statement]] = {reading.document.id: [] for reading in readings}
    for statement in statements:
        held.setdefault(statement.content.span.document, []).append(statement)
    linked: list[Statement] = []
    for reading in readings:
        linked.extend(_numbered(_joined(held[reading.document.id], _headlines(reading))))
    return tuple(linked)


def _headlines(reading: Reading) -> list[Citation]:
    """The headlines of an article, as sentences read them."""
    spans: dict[tuple[int, int], None] = {}
    for sentence in reading.sentences:
        if sentence.passage.kind == "headline":
            spans[sentence.start, sentence.end] = None
    return [reading.document.cite(start, end) for start, end in spans]


def _joined(statements: Sequence[Statement], headlines: Sequence[Citation]) -> list[Statement]:
    """The statements of one article with its headlines joined to them."""
    body = [s for s in statements if not any(h.span.contains(s.content.span) for h in headlines)]
    if not body:
        return list(statements)
    for headline in headlines:
        claims = [s for s in statements if headline.span.contains(s.content.span)]
        best = _announced(headline, body, AT_LEAST if claims else ENOUGH)
        if best is not None:
            chosen = body[best]
            body[best] = replace(chosen, cited=Cited((*chosen.cited.citations, headline)))
    return sorted(body, key=lambda s: (s.content.span.start, s.content.span.end))


def _announced(headline: Citation, body: Sequence[Statement], enough: float) -> int | None:
    """The statement that a headline announces: the one with most of its words, if they are enough."""
    words = _words(headline.quote)
    if len(words) < 3:
        return None
    shares = [(len(words & _words(s.cited.citations[0].quote)) / len(words), -i) for i, s in enumerate(body)]
    best = max(shares, default=(0.0, 0))
    return -best[1] if best[0] >= enough else None


def _words(text: str) -> frozenset[str]:
    """The telling words of a text, by their first letters so that inflections agree."""
    return frozenset(w.lower()[:5] for w in _WORD.findall(text) if w.lower() not in _COMMON)


def _numbered(statements: Sequence[Statement]) -> list[Statement]:
    """The statements with their final ids."""
    return [
        replace(statement, id=f"st-{statement.content.span.document}-{number}")
        for number, statement in enumerate(statements, 1)
    ]
