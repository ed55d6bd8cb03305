"""Parts told with their whole: 14 of "four of the fourteen", and eleven where it is "all but three of the fourteen"."""

import re
from dataclasses import replace

from detente.record.entries import Quantity
from detente.record.numerals import number_word
from detente.sources.document import Document

__all__ = ["is_left_out", "rest_of", "whole_in"]

OF_WHOLE = re.compile(r"\bof\s+(?:(?:the|its|their|his|her|our|all|those|these)\s+)*(?P<whole>[\d,.]*\d|[a-z-]+)\b")
LEFT_OUT = re.compile(r"\b(?:all|every\s?one)\s+(?:but|except|bar|save)(?:\s+for)?\s+$", re.IGNORECASE)
REACH = 24
PERCENT = 100.0


def whole_in(words: str) -> float | None:
    """The number of which some are counted: 14 of "four of the fourteen"."""
    found = OF_WHOLE.search(words.casefold())
    return number_word(found["whole"]) if found is not None else None


def is_left_out(quantity: Quantity, document: Document) -> bool:
    """Whether a number is of those to whom something is not so: "all but three"."""
    return left_out_from(quantity, document) is not None


def left_out_from(quantity: Quantity, document: Document) -> int | None:
    """Where "all but" begins in front of a number; None where it is not there."""
    start = quantity.citation.span.start
    begins = max(0, start - REACH)
    found = LEFT_OUT.search(document.text[begins:start])
    return begins + found.start() if found is not None else None


def rest_of(quantity: Quantity, document: Document) -> Quantity | None:
    """Those of whom it is so in "all but three of the fourteen"; None where the whole is not told."""
    whole = PERCENT if quantity.unit == "percent" else whole_in(quantity.citation.quote) if not quantity.unit else None
    first = left_out_from(quantity, document)
    if whole is None or first is None or quantity.least is None or quantity.most is None or quantity.value > whole:
        return None
    return replace(
        quantity,
        value=whole - quantity.value,
        least=whole - quantity.most,
        most=whole - quantity.least,
        citation=document.cite(first, quantity.citation.span.end),
    )
