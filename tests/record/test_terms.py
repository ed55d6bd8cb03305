"""Terminology: rival names of one thing, and words with two readings."""

import pytest

from detente.record import Term, Vocabulary
from record.river_articles import RIVER, article, record_of


def terms(*texts: str, vocabulary: Vocabulary = RIVER) -> list[Term]:
    """The terms of some articles."""
    return list(record_of(*(article(f"a{n}", text) for n, text in enumerate(texts)), vocabulary=vocabulary).terms)


def names(term: Term) -> list[str]:
    """A term's variants."""
    return [variant.term for variant in term.variants]


NAMINGS = [
    "The islands are known as the Tarn Isles in Norland and the Southern Reef in Sudland.",
    "The islands, known in Norland as the Tarn Isles and in Sudland as the Southern Reef, lie in the bay.",
    "Norland calls them the Tarn Isles and Sudland calls them the Southern Reef.",
    "The main obstacle is the ownership of the Tarn Isles/Southern Reef.",
]


@pytest.mark.parametrize("text", NAMINGS)
def test_a_text_that_names_a_thing_twice_gives_a_term(text: str) -> None:
    """Two names of one thing, as the text itself says."""
    assert [["Tarn Isles", "Southern Reef"]] == [names(term) for term in terms(text)]


def test_variants_carry_who_uses_them() -> None:
    """Each name with the party the text gives it to."""
    (term,) = terms("The islands are known as the Tarn Isles in Norland and the Southern Reef in Sudland.")

    assert [("Norland",), ("Sudland",)] == [variant.speakers for variant in term.variants]


def test_the_cases_own_terms_are_found_in_every_article() -> None:
    """A term of the vocabulary lists the articles that use each of its names."""
    own = Vocabulary(actors=RIVER.actors, terms={"isles": ("Tarn Isles", "Southern Reef")})
    (term,) = terms("Norland sailed to the Tarn Isles.", "Sudland sailed to the Southern Reef.", vocabulary=own)

    assert "isles" == term.concept
    assert [("a0",), ("a1",)] == [variant.sources for variant in term.variants]


CONTESTED = [
    "The two sides differ over what a “handover” of the gates would mean, with Norland arguing that it covers the water and Sudland asserting that the gates alone are meant.",
    "Norland reads “handover” as a gift of the gates, while Sudland takes it to mean that it may use them.",
    "For Norland, “handover” means that the gates change owners. For Sudland, it means that they are lent.",
]  # fmt: skip


@pytest.mark.parametrize("text", CONTESTED)
def test_a_word_with_two_readings_is_contested(text: str) -> None:
    """Each reading with whoever gives it."""
    (term,) = [term for term in terms(text) if term.contested_readings]

    assert "handover" == term.concept
    assert [("Norland",), ("Sudland",)] == [reading.speakers for reading in term.contested_readings]


def test_one_partys_reading_alone_is_not_contested() -> None:
    """A word that only one party explains has no rival reading."""
    assert [] == [
        t for t in terms("For Norland, “handover” means that the gates change owners.") if t.contested_readings
    ]
