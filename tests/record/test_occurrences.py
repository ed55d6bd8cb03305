"""Occurrences: what no word of the lexicon names but a date pins down."""

import pytest

from detente.record import Event
from record.river_articles import article, record_of


def occurrences(text: str, published: str = "2031-05-09") -> list[Event]:
    """The occurrences that one article tells."""
    return [event for event in record_of(article("a", text, published)).events if event.kind == "occurrence"]


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("Norland completed the first lock in July 2030.", "2030-07-01", "2030-07-31"),
        ("On Tuesday Norland inaugurated the first lock near Kir.", "2031-05-06", "2031-05-06"),
        ("The first lock was finished in 2029.", "2029-01-01", "2029-12-31"),
        ("The canal will reach Sudland in 2034.", "2034-01-01", "2034-12-31"),
    ],
)
def test_a_dated_verb_tells_an_occurrence_of_its_date(text: str, first: str, last: str) -> None:
    """A verb outside the lexicon is an event when a date is its adverbial."""
    found = [(str(e.when.earliest), str(e.when.latest)) for e in occurrences(text)]

    assert [(first, last)] == found


@pytest.mark.parametrize(
    "text",
    [
        "Norland has depended on the river since 2012.",
        "The lock cost 12 million crowns in 2030.",
        "Norland said on Tuesday that the lock was safe.",
        "Norland invited Sudland to talks in Kir on 20 June.",
    ],
)
def test_a_state_a_saying_and_what_has_no_date_of_its_own_are_no_occurrences(text: str) -> None:
    """A date of something else, a verb of state or of saying make no occurrence."""
    assert [] == occurrences(f"The river rose again. {text}")


def test_a_date_between_the_saying_and_what_is_said_belongs_to_the_saying() -> None:
    """ "Said in April he would help" tells no help in April."""
    assert [] == occurrences("The minister of Norland, Ada Orr, said in April she would help with the locks.")


def test_a_headline_tells_an_occurrence_with_its_party_and_joins_the_dated_telling() -> None:
    """The headline has no date; the body's Tuesday is that of both."""
    found = occurrences("Norland inaugurates new lock\n\nNorland on Tuesday inaugurated the new lock near Kir.")

    assert [("2031-05-06", ("Norland",), 2)] == [
        (str(e.when.latest), e.participants, len(e.cited.citations)) for e in found
    ]


def test_a_clause_with_when_has_the_date_it_describes() -> None:
    """ "Since April, when a round collapsed": the round collapsed in April."""
    text = "Talks between Norland and Sudland have been deadlocked since April, when a round in Kir collapsed."
    rounds = [e for e in record_of(article("a", text, "2031-05-09")).events if e.place == "Kir"]

    assert [("2031-04-01", "2031-04-30")] == [(str(e.when.earliest), str(e.when.latest)) for e in rounds]


def test_two_acts_of_one_day_stay_two_occurrences() -> None:
    """Other verbs, or one verb of two matters, tell two occurrences."""
    text = "Norland inaugurated the new lock on Tuesday. Norland inaugurated a fish ladder on Tuesday."

    assert 2 == len(occurrences(text))


STORY = "Norland opened talks with Sudland in Kir on Tuesday."


def test_what_somebody_did_in_the_story_is_an_occurrence_of_its_day() -> None:
    """A main clause in the past has the day of the story, without a date of its own."""
    found = [
        (e.participants[0], str(e.when.earliest)) for e in occurrences(f"{STORY} Norland completed the first lock.")
    ]

    assert [("Norland", "2031-05-06")] == found


@pytest.mark.parametrize(
    "clause",
    [
        "The weather improved.",
        "Norland had completed the first lock.",
        "Norland would complete the first lock.",
        "Norland never completed the first lock.",
    ],
)
def test_what_nobody_did_and_what_is_background_is_no_occurrence(clause: str) -> None:
    """Without a date somebody named must have done it, in the days of the story."""
    assert [] == occurrences(f"{STORY} {clause}")


def test_the_news_of_the_first_sentence_is_an_occurrence() -> None:
    """What an article begins with is its news, whatever its verb, planned or done."""
    found = [(e.status, str(e.when.latest)) for e in occurrences("Norland will complete the lock near Sudland.")]

    assert [("planned", "None")] == found


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("In 2029 Ada Moor claimed that the lock was unsafe.", [("declaration", "2029-01-01")]),
        ("On Tuesday Ada Moor claimed that the lock was unsafe.", []),
    ],
)
def test_a_saying_of_long_ago_is_a_declaration(text: str, expected: list[tuple[str, str]]) -> None:
    """What was once said and is recalled with its date is an event; what is said in the news is a statement."""
    events = record_of(article("a", f"The river rose again. {text}", "2031-05-09")).events

    assert expected == [(event.kind, str(event.when.earliest)) for event in events]


def test_what_has_gone_on_since_is_no_one_meeting() -> None:
    """Negotiations of decades are not the meeting of one month."""
    text = "Norland and Sudland have been engaged in negotiations on a treaty since 1990."

    assert () == record_of(article("a", text, "2031-05-09")).events


def test_an_intent_is_a_plan_of_whoever_has_it() -> None:
    """ "Indicated an intent to sign" plans the signing."""
    text = "The river rose again. Norland indicated an intent to sign a treaty with Sudland."
    found = [(e.kind, e.status, e.participants[0]) for e in record_of(article("a", text, "2031-05-09")).events]

    assert [("agreement", "planned", "Norland")] == found
