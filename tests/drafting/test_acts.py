"""Acts: what can be the raw material of an option, and in which words."""

from collections.abc import Sequence
from functools import cache

import pytest

from detente.drafting.act import Act
from detente.drafting.acts import acts_in, readings_of
from detente.record.analyzer import best_analyzer
from detente.record.build import build_record
from detente.record.reading import Vocabulary, VocabularyActor
from detente.sources import build_library, read_bytes

WORDS = Vocabulary(
    actors=(
        VocabularyActor("norland", "Norland"),
        VocabularyActor("sudland", "Sudland"),
        VocabularyActor("league", "River League"),
    )
)


@cache
def acts(text: str) -> Sequence[Act]:
    """The acts of an article that appeared on 4 May 2032."""
    library = build_library(
        read_bytes(f"News of the Ash\n\nVessby Courier, 4 May 2032\n\n{text}\n".encode(), "one.txt")
    )
    return acts_in(
        readings_of(library, build_record(library, WORDS), WORDS, best_analyzer()), build_record(library, WORDS)
    )


def told(text: str) -> list[tuple[str, str, str]]:
    """(party, kind, what) of each act."""
    return [(act.party, act.kind, f"{act.verb} {act.matter}".strip()) for act in acts(text)]


NO_OPTION = [
    "Norland conceded that it may have closed the lock.",
    "Norland rejects the claim that it is fleecing the farmers.",
    "Norland rejects a reading under which access means a queue.",
    "Norland welcomed the announcement made by the League.",
    "Norland opened it for me on Monday with a key.",
]


@pytest.mark.parametrize("text", NO_OPTION)
def test_an_admission_or_a_disputed_claim_is_no_option(text: str) -> None:
    """Nothing that a party could do or leave."""
    assert [] == [act for act in told(text) if act[1] in {"accepts", "rejects", "does"}]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Norland rejects the plan to dredge the river.", "rejects"),
        ("Norland welcomed the offer to share the lock.", "accepts"),
        ("Norland accepted early elections.", "accepts"),
    ],
)
def test_an_answer_to_a_proposal_is_one(text: str, kind: str) -> None:
    """What was put forward can be taken or turned down."""
    assert [("norland", kind)] == [act[:2] for act in told(text)]


def test_who_dismisses_a_body_does_a_deed() -> None:
    """A government that is dismissed is no proposal that is turned down."""
    assert [("norland", "does", "dismiss the regional government")] == told(
        "Norland dismissed the regional government."
    )


def test_a_pronoun_accepts_what_was_told_just_before() -> None:
    """ "Would accept them" is an acceptance of the thing that had been ruled out."""
    text = "The River League, which until last week ruled out early elections, now says that it would accept them."

    assert [("league", "rejects", "early elections"), ("league", "accepts", "early elections")] == told(text)


def test_a_passive_deed_is_done_to_its_subject() -> None:
    """Not to whoever did it."""
    assert [("norland", "does", "ban the vote")] == told("The vote was banned by Norland on Monday.")


@pytest.mark.parametrize(
    ("text", "act"),
    [
        ("Norland asked Sudland to open the lock.", ("norland", "wants", "open the lock")),
        ("Norland gave Sudland until Monday to open the lock.", ("norland", "wants", "open the lock")),
        ("Norland stopped sending water to the plain.", ("norland", "does", "stop sending water to the plain")),
        ("The Senate voted on Friday to suspend the pact.", ("senate", "does", "suspend the pact")),
    ],
)
def test_requests_votes_and_stops_are_acts(text: str, act: tuple[str, str, str]) -> None:
    """A request asks, a vote to do a thing does it, and who stops doing a thing acts."""
    assert [act] == told(text)


def test_whoever_is_asked_is_the_addressee() -> None:
    """The option is that of the party that would have to do it."""
    (act,) = acts("Norland asked Sudland to open the lock.")

    assert "sudland" == act.addressee


def test_an_offer_of_a_later_time_is_made_when_it_is_told() -> None:
    """A tax office from 2038 is offered before the article appears."""
    (act,) = acts("Norland offered Sudland a tax office from 2038.")

    assert "2032-05-04" == str(act.when.latest)
