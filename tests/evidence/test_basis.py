"""Bases: cited, inferred or assumed, and nothing between."""

from dataclasses import FrozenInstanceError, fields

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


@pytest.mark.parametrize(
    "value",
    [
        Reference(source="01", quote="the lock"),
        Quoted(references=(Reference(source="01", quote="the lock"),)),
        Inferred(rule="so", premises=()),
        Assumed(by="analyst", because="it is so"),
    ],
    ids=lambda value: type(value).__name__,
)
def test_a_basis_is_a_value_with_its_fields_named(value: object) -> None:
    """What bears a model out is changed by writing another one."""
    with pytest.raises(FrozenInstanceError):
        setattr(value, fields(value)[0].name, None)  # type: ignore[arg-type]
    if len(fields(value)) > 1:  # type: ignore[arg-type]
        with pytest.raises(TypeError):
            type(value)(*(getattr(value, field.name) for field in fields(value)))  # type: ignore[arg-type]
