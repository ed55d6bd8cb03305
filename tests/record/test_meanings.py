"""What date expressions say is kept in values: named fields that nothing changes."""

from dataclasses import FrozenInstanceError, fields

import pytest

from detente.record.dating.grammar import Match
from detente.record.dating.lexer import Alphabet, Tokens
from detente.record.dating.meanings import Found, Length, Numeric, Partial, Repeated, Step, Vague

VALUES = [
    Partial(),
    Step(count=1, unit="day", sign=1, origin="mention"),
    Length(value="P1D"),
    Repeated(value="P1D"),
    Vague(value="PAST_REF"),
    Numeric(readings=((2019, 1, 4),)),
    Found(first=0, last=1, meaning=Partial()),
]
READ = [
    Match(tokens=Tokens(text="", starts=[], ends=[], characters=""), start=0, end=0, spans={}),
    Tokens(text="", starts=[], ends=[], characters=""),
    Alphabet(words={}, kinds={}, symbols={}, unknown="~"),
]


@pytest.mark.parametrize("value", [*VALUES, *READ], ids=lambda value: type(value).__name__)
def test_a_value_does_not_change(value: object) -> None:
    """So that what one rule found is what the next one reads."""
    with pytest.raises(FrozenInstanceError):
        setattr(value, fields(value)[0].name, None)  # type: ignore[arg-type]


@pytest.mark.parametrize("value", VALUES, ids=lambda value: type(value).__name__)
def test_a_meaning_is_made_with_its_fields_named(value: object) -> None:
    """A date's fields in the wrong order would be another date."""
    with pytest.raises(TypeError):
        type(value)(*(getattr(value, field.name) for field in fields(value)))  # type: ignore[arg-type]


def test_nothing_is_said_by_default() -> None:
    """No half, no day beside, no field of the calendar."""
    step = Step(count=1, unit="day", sign=1, origin="mention")

    assert (0, 0, "", "") == (step.halves, Partial().beside, step.part, Partial().unit)
