"""Reversed twins are never one origin, typographic copies and wires always are; `twins.py` tries hundreds."""

import importlib.util
import random
import sys
import time
from pathlib import Path

from detente.sources import build_library

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


def test_names_that_stand_in_every_line_may_change_places_and_are_noticed() -> None:
    """A word too common to hold two texts together by is still read where they differ."""
    lines = [f"Norland told Sudland that gate {number} was shut." for number in range(70)]
    turned = [line if number % 3 else line.replace("Norland told Sudland", "Sudland told Norland")
              for number, line in enumerate(lines)]  # fmt: skip
    documents = [twins._document(name, "Gates", said) for name, said in (("a", lines), ("b", turned))]

    assert [] == twins._grouped(build_library(documents))


def test_texts_of_few_words_over_and_over_take_no_time_to_hold_together() -> None:
    """Eight such texts, 28 pairs, take a moment of processor time and not a second each."""
    chance = random.Random(1)
    documents = []
    for name in "abcdefgh":
        words = "The lock was shut. Norland waits.".split() * 600
        for _ in range(3):
            words[chance.randrange(len(words))] = f"X{chance.randrange(1000)}"
        documents.append(twins._document(name, "Gates", [" ".join(words)]))
    begun = time.process_time()
    build_library(documents)

    assert time.process_time() - begun < 5
