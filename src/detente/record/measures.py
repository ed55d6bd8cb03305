"""Measures told in two units: "2 hours and 5 minutes" is 125 minutes, "five feet ten" 70 inches."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from types import MappingProxyType

from detente.record.entries import Quantity
from detente.record.numerals import number_word
from detente.sources.document import Document

__all__ = ["SMALLER", "joined"]

SMALLER = MappingProxyType(
    {
        "year": ("month", 12), "week": ("day", 7), "day": ("hour", 24), "hour": ("minute", 60),
        "minute": ("second", 60), "foot": ("inch", 12), "ft": ("inch", 12),
        "metre": ("centimetre", 100), "meter": ("centimeter", 100), "kilometre": ("metre", 1000),
        "kilometer": ("meter", 1000), "km": ("metre", 1000), "kilogram": ("gram", 1000), "pound": ("ounce", 16),
        "stone": ("pound", 14), "tonne": ("kilogram", 1000),
    }
)  # fmt: skip
"""Unit → the unit in which the rest of a measure is told, and how many of these make one."""
_JOINT = re.compile(r"\s*(?:,?\s+and|,)?\s+")
_REST = re.compile(r"\s+([a-z]+|\d{1,2})(?=\s*(?:[.,;:)”\"!?]|$|\s(?:tall|high|long|wide|deep|and|in|by|or|but)\b))")
_FEET = frozenset({"foot", "ft"})
_COMPARED = re.compile(r"\s+(?:more|less|longer|shorter|fewer|taller|higher|ahead|behind)\b")


def joined(found: Sequence[Quantity], document: Document) -> Iterator[Quantity]:
    """The quantities of a sentence in order, with those that tell one measure in two units as one."""
    waiting: Quantity | None = None
    for quantity in found:
        whole = _together(waiting, quantity, document) if waiting is not None else None
        if waiting is not None and whole is None:
            yield _with_rest(waiting, document)
        waiting = whole or quantity
    if waiting is not None:
        yield _with_rest(waiting, document)


def _together(large: Quantity, small: Quantity, document: Document) -> Quantity | None:
    """One measure of two, where the second is told in the smaller unit and lacks no more than one of the larger."""
    unit, count = SMALLER.get(large.unit, ("", 0))
    start, end = large.citation.span.end, small.citation.span.start
    between = document.text[start:end]
    if small.unit not in {unit, "cm" if unit.startswith("centim") else unit} or not 0 < small.value < count:
        return None
    if large.value != int(large.value) or not _JOINT.fullmatch(between):
        return None
    if "and" not in between and "," in between and _COMPARED.match(document.text, small.citation.span.end):
        return None  # "three hours, 20 minutes longer than planned"
    return _sum(large, small.value, small.citation.span.end, small.unit, count, document, small.of)


def _with_rest(quantity: Quantity, document: Document) -> Quantity:
    """A measure in feet with the number of inches right behind it: "five feet ten", "6 ft 2"."""
    rest = _REST.match(document.text, quantity.citation.span.end) if quantity.unit in _FEET else None
    value = number_word(rest[1]) if rest is not None else None
    if rest is None or value is None or not 0 < value < SMALLER["foot"][1] or quantity.value != int(quantity.value):
        return quantity
    return _sum(quantity, value, rest.end(1), "inch", SMALLER["foot"][1], document, "")


def _sum(large: Quantity, rest: float, end: int, unit: str, count: int, document: Document, of: str) -> Quantity:
    """The measure in its smaller unit; bounds that were open stay so."""
    least = None if large.least is None else large.least * count + rest
    most = None if large.most is None else large.most * count + rest
    return replace(
        large,
        value=large.value * count + rest,
        unit=unit,
        of=large.of or of,
        citation=document.cite(large.citation.span.start, end),
        least=least,
        most=most,
    )
