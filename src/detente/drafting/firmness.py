"""Firmness: how much room a party's words leave, by a short lexicon of general English.

Three degrees and no numbers of belief: words that leave no room, plain words, and words that give something up.
"""

import re
from collections.abc import Iterable

from detente.errors import EvidenceError
from detente.evidence import Citation, Reference, find_quote
from detente.sources.document import Library

__all__ = ["firmness", "firmness_of"]

FIRM = re.compile(
    r"\b(?:never(?! (?:been|had|made|met|held|said|told|before))|under no circumstances|not under any|"
    r"non-?\s?negotiable|unacceptable|out of the question|not (?:up )?for (?:sale|discussion|negotiation|debate)|"
    r"red lines?|pre-?conditions?(?! (?:was|were) dropped)|only if|unless|(?:rul(?:e[sd]?|ing)) out|"
    r"last word|no compromise|above all|insist(?:s|ed|ing)?|at no price|whatever (?:it|the) (?:costs?|price))\b",
    re.I,
)
WITHOUT = re.compile(r"\bwithout\s+(?:any\s+|pre-?\s*|such\s+)*$", re.I)
YIELDING = re.compile(
    r"\b(?:(?:ready|willing|prepared|content) to (?:drop|give up|forgo|waive|abandon|soften|accept|concede|live)|"
    r"(?:could|can|would) (?:live with|settle for|make do with|do without|give up|drop|waive|forgo)|"
    r"(?:dropp|waiv|soften|abandon)(?:s|ed|ing)? (?:its|their|his|her|the) (?:demand|claim|insistence|condition)|"
    r"in (?:return|exchange) for|as a (?:concession|gesture)|backed down|gave (?:way|in|up))\b",
    re.I,
)
PLAIN = 1


def firmness(references: Iterable[Reference], library: Library) -> int:
    """0 where some quotation, read in its sentence, leaves no room, 2 where each gives something up, else 1."""
    degrees = [firmness_of(sentence_of(place, library)) for r in references if (place := _place(r, library))]
    return min(degrees, default=PLAIN) if PLAIN in degrees or 0 in degrees else max(degrees, default=PLAIN)


def firmness_of(words: str) -> int:
    """The degree of some words.

    >>> firmness_of("Norland will never sell the gates")
    0
    >>> firmness_of("a talk without preconditions")
    1
    >>> firmness_of("Sudland is ready to drop its claim")
    2
    """
    if YIELDING.search(words):
        return 2
    firm = [match for match in FIRM.finditer(words) if not WITHOUT.search(words[: match.start()])]
    return 0 if firm else PLAIN


def sentence_of(place: Citation, library: Library) -> str:
    """The sentence around a place, by its stops, within its passage."""
    text = library.document(place.span.document).text
    passage = library.passage_at(place.span)
    least, most = (passage.span.start, passage.span.end) if passage else (0, len(text))
    before = [m.end() for m in re.finditer(r"[.!?][”\"’']?\s+(?=[A-Z“\"‘])", text[least : place.span.start])]
    after = re.search(r"[.!?](?:[”\"’']|\s|$)", text[place.span.end : most])
    start = least + (before[-1] if before else 0)
    return " ".join(text[start : place.span.end + (after.start() if after else most - place.span.end)].split())


def _place(reference: Reference, library: Library) -> Citation | None:
    for document in library.documents:
        if document.file.rpartition("/")[2].startswith(reference.source):
            try:
                return find_quote(document.text, document.id, reference.quote, nth=reference.nth)
            except EvidenceError:
                return None
    return None
