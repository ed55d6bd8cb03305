"""Bases: cited, inferred or assumed, and nothing between."""

import pytest

from detente.errors import UncitedEntry
from detente.evidence import Assumed, Inferred, Quoted, Reference, references_of

ONE = Reference(source="a1", quote="the lock stays shut")


def test_a_quoted_basis_needs_a_quotation() -> None:
    """A claim of quotation without a quotation is no basis."""
    with pytest.raises(UncitedEntry):
        Quoted(())


@pytest.mark.parametrize(
    ("basis", "appealed"),
    [
        (Quoted((ONE,)), (ONE,)),
        (Inferred(rule="from behaviour", premises=(ONE,)), (ONE,)),
        (Inferred(rule="from behaviour"), ()),
        (Assumed(by="analyst", because="usual"), ()),
        (None, ()),
    ],
)
def test_a_basis_appeals_to_its_quotations(
    basis: Quoted | Inferred | Assumed | None, appealed: tuple[Reference, ...]
) -> None:
    """What can be proved against the sources is what was quoted."""
    assert appealed == references_of(basis)
