"""The time of a reader grows with its text and no faster; `linearity.py` tries more strings."""

import importlib.util
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from growth import OUTGROWN, growth

SPEC = importlib.util.spec_from_file_location("trust_linearity", Path(__file__).with_name("linearity.py"))
assert SPEC is not None
assert SPEC.loader is not None
linearity = importlib.util.module_from_spec(SPEC)
sys.modules["trust_linearity"] = linearity
SPEC.loader.exec_module(linearity)


@pytest.mark.parametrize("name", sorted(set(linearity.READERS) - {"record"}))
def test_the_time_of_a_reader_grows_with_its_text(name: str) -> None:
    """Eight times a repeated piece is nearer to eight times the processor time than to 64 times."""
    found = {piece: _eightfold(linearity.READERS[name], piece) for piece in linearity.PIECES[:4]}

    assert {} == {piece: ratio for piece, ratio in found.items() if ratio > OUTGROWN}


@pytest.mark.parametrize("name", linearity.MODELS)
def test_a_model_with_much_in_it_is_read_in_step_with_its_length(name: str) -> None:
    """Options that exclude each other by the thousand, errors by the thousand."""
    assert _eightfold(linearity.MODELS[name], "a ") <= OUTGROWN


def _eightfold(read: Callable[[str], object], piece: str) -> float:
    return growth(read, piece, times=8, bound=OUTGROWN).ratio


@pytest.mark.parametrize("name", linearity.ARTICLES)
def test_no_rule_of_the_record_looks_at_everything_for_everything(name: str) -> None:
    """An article twice as long of one thing alone makes no function take three times the steps."""
    assert {} == linearity.steep(linearity.READERS["record"], linearity.ARTICLES[name])


def test_a_rule_that_looks_at_everything_for_everything_is_noticed() -> None:
    """Each word against each other one: four times the steps for twice the words."""

    def pairs(text: str) -> int:
        words = text.split()
        return sum(1 for one in words for other in words if one == other)

    (ratio,) = linearity.steep(pairs, linearity.ARTICLES["pronouns"], size=500).values()

    assert 3.5 < ratio < 4.5


def test_a_quadratic_reader_is_noticed() -> None:
    """64 times the time for eight times the text."""
    assert _eightfold(lambda text: sum(1 for _ in range(len(text) ** 2 // 200)), "a") > OUTGROWN
