"""Bases: what a line of a dispute model rests on.

A model is written before, or without, its sources at hand, so a basis holds *references*: quotations as
a person typed them. Opening a case proves each and gives its `Citation`.
"""

from dataclasses import dataclass

from detente.errors import UncitedEntry

__all__ = ["Assumed", "Basis", "Inferred", "Quoted", "Reference", "basis_word", "references_of"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """A quotation somebody typed, not yet proved.

    `source` is a unique prefix of a source's file name; `nth` counts from 1 where the quotation repeats.
    """

    source: str
    quote: str
    nth: int | None = None


@dataclass(frozen=True, slots=True)
class Quoted:
    """The sources say it."""

    references: tuple[Reference, ...]

    def __post_init__(self) -> None:
        if not self.references:
            raise UncitedEntry("a quoted basis needs at least one quotation")


@dataclass(frozen=True, slots=True, kw_only=True)
class Inferred:
    """It follows from what the sources say, by the rule named."""

    rule: str
    premises: tuple[Reference, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Assumed:
    """Somebody takes it to be so, for a reason."""

    by: str
    because: str


Basis = Quoted | Inferred | Assumed


def references_of(basis: Basis | None) -> tuple[Reference, ...]:
    """The quotations a basis appeals to; none for an assumption or a missing basis."""
    match basis:
        case Quoted(references=references) | Inferred(premises=references):
            return references
        case _:
            return ()


def basis_word(basis: Basis | None) -> str:
    """What a line rests on, in a word: quoted, inferred, assumed or no basis.

    >>> basis_word(Assumed(by="the analyst", because="usual"))
    'assumed'
    """
    match basis:
        case Quoted():
            return "quoted"
        case Inferred():
            return "inferred"
        case Assumed():
            return "assumed"
        case None:
            return "no basis"
