"""What is taken from each article by itself, also where a rule fails on one."""

from dataclasses import replace
from typing import Any

import pytest

from detente.record import gleanings
from detente.record.extraction import extractors
from detente.record.gleanings import KINDS, TAKEN, gleanings_of
from detente.record.reading import Gleaner, Reading
from record.prose import read

TEXT = "Norland's envoy Ada Orr said on Friday that the lock would stay shut. She refused to meet Ben Hale."


def failing(gleaner: Gleaner[Any]) -> Gleaner[Any]:
    """The same rule, as it is on an article it was not made for."""

    def take(reading: Reading) -> Any:
        raise IndexError(reading.document.id)

    return replace(gleaner, take=take)


@pytest.mark.parametrize("number", range(len(TAKEN)), ids=[gleaner.name for gleaner in TAKEN])
def test_a_rule_that_fails_on_an_article_costs_a_caveat(number: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """The record has all that the others take, and says which rule could not read which article."""
    (reading,) = read(TEXT)
    whole = gleanings_of(reading, extractors())
    rules = [failing(one) if place == number else one for place, one in enumerate(TAKEN)]
    monkeypatch.setattr(gleanings, "TAKEN", tuple(rules))

    found = gleanings_of(reading, extractors())

    assert set(KINDS) == set(found)
    assert () == found[TAKEN[number].name]
    assert whole["statements"] == found["statements"]
    assert "extractor-failed" in [caveat.code for caveat in found["caveats"]]
