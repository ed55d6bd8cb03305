"""Shares told as counts, and counts as shares: "nine of the twelve" are 75 percent, "half of the 60 members" are 30."""

from collections.abc import Iterator
from dataclasses import replace

from detente.record.disagreements.figures import Figure
from detente.record.numerals import number_word
from detente.record.wholes import whole_in

__all__ = ["in_other_terms", "whole_of"]

ROUNDED = 0.03
"""By so much of it a share worked out of a count may differ from one that is told."""
PERCENT = 100.0


def in_other_terms(figure: Figure) -> Iterator[Figure]:
    """The same figure as a share of its whole, or as a count, where the text gives the whole beside it."""
    quantity = figure.quantity
    whole = whole_of(figure)
    if not whole or quantity.least is None or quantity.most is None:
        return
    head = "" if number_word(figure.head) is not None else figure.head
    if not quantity.unit and 0 < quantity.value <= whole:
        factor, unit, rounded = PERCENT / whole, "percent", ROUNDED
    elif quantity.unit == "percent" and 0 < quantity.value <= PERCENT:
        factor, unit, rounded = whole / PERCENT, "", 0.0
    else:
        return
    told = replace(
        quantity,
        unit=unit,
        value=quantity.value * factor,
        of=quantity.of if head else "",
        least=quantity.least * factor * (1 - rounded),
        most=quantity.most * factor * (1 + rounded),
    )
    yield replace(figure, quantity=told, head=head, is_part=False)


def whole_of(figure: Figure) -> float | None:
    """The number of which a figure counts some."""
    return whole_in(figure.quantity.citation.quote)
