"""Measures told in two units."""

import pytest

from detente.record.extractors.quantities import quantities
from record.prose import read

TOGETHER = [
    ("The talk took 2 hours and 5 minutes.", (125.0, "minute")),
    ("The alarm rang for 1 minute 12 seconds.", (72.0, "second")),
    ("The hole was five feet ten inches long.", (70.0, "inch")),
    ("The wall is five feet ten.", (70.0, "inch")),
    ("The ship is 20 metres and 40 centimetres long.", (2040.0, "centimetre")),
]
APART = [
    ("It lasted three hours, 20 minutes longer than planned.", [3.0, 20.0]),
    ("The walls are five feet and ten metres high.", [5.0, 10.0]),
    ("They counted 2 hours and 80 minutes.", [2.0, 80.0]),
    ("The road is 5 miles and 3 hours long.", [5.0, 3.0]),
    ("It holds six feet ten men.", [6.0]),
]


@pytest.mark.parametrize(("text", "measure"), TOGETHER, ids=[text for text, _ in TOGETHER])
def test_a_measure_in_two_units_is_one(text: str, measure: tuple[float, str]) -> None:
    """It is told in the smaller unit."""
    assert [measure] == [(q.value, q.unit) for q in quantities(read(text)[0])]


@pytest.mark.parametrize(("text", "values"), APART, ids=[text for text, _ in APART])
def test_two_measures_stay_two(text: str, values: list[float]) -> None:
    """A second measure that is longer, of another kind or too large is its own."""
    found = [q.value for q in quantities(read(text)[0])]

    assert values == found[: len(values)]
