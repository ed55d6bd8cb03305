"""Reversed twins are never one origin, typographic copies and wires always are; `twins.py` tries hundreds."""

import importlib.util
import sys
from pathlib import Path

SPEC = importlib.util.spec_from_file_location("trust_twins", Path(__file__).with_name("twins.py"))
assert SPEC is not None
assert SPEC.loader is not None
twins = importlib.util.module_from_spec(SPEC)
sys.modules["trust_twins"] = twins
SPEC.loader.exec_module(twins)


def test_no_reversed_twin_is_taken_for_a_copy() -> None:
    """Two names in each other's place, everywhere or in half of the sentences, make another story."""
    assert 0 == twins.twins_merged(12, seed=3)


def test_a_copy_in_other_letters_is_a_copy() -> None:
    """Other quotation marks, dashes, spaces, case, soft hyphens and ligatures hide nothing."""
    assert 0 == twins.copies_missed(12, seed=3)


def test_a_wire_in_twelve_papers_is_one_origin() -> None:
    """Under headlines of their own, and cut short."""
    assert 0 == twins.wires_inflated(2, seed=3)
