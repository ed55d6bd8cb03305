"""Passages → the cited record: who did and said what, when, through whom, and where the sources disagree."""

from typing import TYPE_CHECKING

from detente.record.entries import (
    Account,
    Actor,
    ContestedReading,
    DateExpression,
    Disagreement,
    Event,
    Gap,
    Mention,
    Position,
    Publication,
    Quantity,
    Record,
    Speaker,
    Statement,
    Term,
    TermVariant,
)
from detente.record.reading import Reading, Vocabulary, VocabularyActor

if TYPE_CHECKING:
    from detente.record.build import build_record

__all__ = [
    "Account",
    "Actor",
    "ContestedReading",
    "DateExpression",
    "Disagreement",
    "Event",
    "Gap",
    "Mention",
    "Position",
    "Publication",
    "Quantity",
    "Reading",
    "Record",
    "Speaker",
    "Statement",
    "Term",
    "TermVariant",
    "Vocabulary",
    "VocabularyActor",
    "build_record",
]


def __getattr__(name: str) -> object:
    """`build_record`, loaded when first used: the types need none of the machinery."""
    if name == "build_record":
        from detente.record.build import build_record

        return build_record
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
