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


CONSTRUED = [
    ("access", "Norland says that “access” means a right to water. Sudland says that it means a place in a queue."),
    ("nation", "The word “nation” in the preamble describes, in the view of Norland, a culture. For Sudland “nation” means a people that can decide."),
    ("in real time", "Norland reads “in real time” as within two days. Sudland reads it as “when the forms are signed”."),
    ("access", "Norland's reading of “access” is that farms come first. Sudland's is that they come in turn."),
    ("access", "Under Norland's interpretation, “access” covers every gate. Sudland limits it to a tenth of them."),
    ("return", "In Norland's view “return” is limited to those born there. In Sudland's view it extends to their children."),
    ("cargo", "Norland takes “cargo” to include coal. Sudland takes the word to exclude it."),
    ("stable", "By “stable” Norland means that prices do not rise. Sudland means by it that they do not move at all."),
    ("crew", "Norland said that “crew” covers everyone on board. Sudland argues that “crew” only covers those on deck."),
    ("shared", "To Norland, “shared” is half and half. To Sudland, it is a quarter and three quarters."),
    ("emergency", "“Emergency” is interpreted by Norland as a flood. Sudland interprets “emergency” as any shortage."),
    ("open hours", "Norland understands by “open hours” the time from dawn to dusk. For Sudland the words cover only the morning."),
    ("safe boat", "For Norland, a safe boat is one which its captain has looked at. To Sudland, a safe boat is one that has two engines."),
    ("access", "Norland has signed a paper on “access”. That, Norland explained, can only mean a right to water. Sudland says that “access” means a place in a queue."),
    ("access", "To Norland “access” says only where the well is. Sudland says that “access” means a place in a queue."),
    ("neglect", "For Norland, neglect means a broken gate. For Sudland, neglect means silence for a year."),
    ("approved", "For Norland, “approved” boats are boats that Norland picks. For Sudland, “approved” boats are boats that the guild names."),
    ("idle water", "What Norland takes is “idle water”, it said: the water that no farm has asked for. Sudland reads the same two words as water that Norland must buy."),
    ("act of god", "Norland maintains that “act of God” applies to strikes. Sudland denies that “act of God” applies to strikes."),
]  # fmt: skip


@pytest.mark.parametrize(("word", "text"), CONSTRUED)
def test_a_reading_is_found_in_many_forms(word: str, text: str) -> None:
    """Whatever the form of words, both parties' readings of the one word."""
    assert [(word, [("Norland",), ("Sudland",)])] == [
        (term.concept, [reading.speakers for reading in term.contested_readings])
        for term in terms(text)
        if term.contested_readings
    ]


def test_a_reading_that_is_only_rejected_is_somebody_elses() -> None:
    """What a party will not accept as the meaning stands beside its own, held by others."""
    text = "Norland reads “access” as a right to water. It cannot accept a reading under which access means a queue."
    (term,) = [term for term in terms(text) if term.contested_readings]

    assert [("Norland",), ("others",)] == [reading.speakers for reading in term.contested_readings]


def test_a_word_without_quotation_marks_is_contested_where_another_text_quotes_it() -> None:
    """One ministry explains the term, the other says what the bare word means."""
    texts = (
        "Norland said the term “heritage” refers to anything older than a century.",
        "Sudland says that heritage means what belonged to the crown.",
    )

    assert ["heritage"] == [term.concept for term in terms(*texts) if term.contested_readings]
    assert [] == [term.concept for term in terms(texts[1]) if term.contested_readings]


def test_two_parties_with_the_same_words_read_a_word_alike() -> None:
    """Readings that say the same are no contest."""
    text = "Norland says that “access” means a right to water. Sudland says that “access” means a right to water."

    assert [] == [term.concept for term in terms(text) if term.contested_readings]


def test_a_press_release_reads_a_word_as_whoever_stands_over_it() -> None:
    """The letterhead holds what the text says of a word in its own voice."""
    release = (
        "PROVINCE OF SUDLAND\n\nPress release 11/2031\n\nVessby, 8 May 2031\n\n"
        "The term “dry flow” in the Tarn pact denotes an average of a month, measured at the gate."
    )
    texts = ("Norland reads “dry flow” as the water that comes down on each day.", release)
    (term,) = [term for term in terms(*texts) if term.contested_readings]

    assert ["Norland", "Province of Sudland"] == [reading.speakers[0] for reading in term.contested_readings]


NOT_DEFINED = [
    "For Norland, it is one which will be missed. For Sudland, that is one which will be missed.",
    "For Norland, the ferry is late. For Sudland, the ferry is early.",
    "Norland called the gate “shut”, a clerk said: the guards had left. Sudland reads the gate as open.",
    "For years, winter means snow in the hills. For weeks, winter means rain on the coast.",
]


@pytest.mark.parametrize("text", NOT_DEFINED)
def test_what_only_looks_like_a_definition_gives_no_reading(text: str) -> None:
    """Pronouns, plain predicates and what happened behind a colon define nothing."""
    assert [] == [term.concept for term in terms(text) if term.contested_readings]


def test_one_partys_reading_alone_is_not_contested() -> None:
    """A word that only one party explains has no rival reading."""
    assert [] == [
        t for t in terms("For Norland, “handover” means that the gates change owners.") if t.contested_readings
    ]


ASKED = (
    "What does “give back” mean?\n\nThe two governments do not read the words alike.\n\nHow Vessby reads them\n\n"
    "Norland argues that a give-back means a return of ownership: the gates would be its own.\n\n"
    "How Corrada reads them\n\nSudland maintains that the pact says nothing about ownership. "
    "A give-back might be a loan, or a right of use."
)


def test_a_headline_that_asks_for_a_meaning_collects_the_readings() -> None:
    """Readings in different paragraphs, one of them in a sentence that goes on with its party's view."""
    (term,) = [term for term in terms(ASKED) if term.contested_readings]

    assert "give back" == term.concept
    assert [(("Norland",), "a return of ownership"), (("Sudland",), "might be a loan, or a right of use")] == [
        (reading.speakers, reading.reading) for reading in term.contested_readings
    ]


def test_readings_stand_with_the_cases_own_term() -> None:
    """A contested word that the case lists among a term's names gives that term its readings."""
    own = Vocabulary(actors=RIVER.actors, terms={"return": ("give back", "giving back")})

    assert [("return", 2)] == [(term.concept, len(term.contested_readings)) for term in terms(ASKED, vocabulary=own)]
