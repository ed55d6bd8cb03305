"""Texts that speak: whose a statement, a letter or a press release is."""

import pytest

from detente.record import Vocabulary, VocabularyActor
from detente.record.entries import Statement
from record.prose import said

CASE = Vocabulary(
    actors=(VocabularyActor("norland", "Norland", (), ("Ada Orr",)), VocabularyActor("sudland", "Sudland", (), ()))
)


def statements(text: str) -> tuple[Statement, ...]:
    """The statements of one article about Norland and Sudland."""
    return said(text, vocabulary=CASE)


NORLANDS = [
    "A letter from Norland that reached the players began: “You have left us no choice.”",
    "Norland's statement ran: “We will close the lock.”",
    "Norland closed the lock on Monday. In a statement, it said that the lock was shut.",
    "Norland closed the lock on Monday. “The lock is shut,” it said in a statement.",
    "A statement by Norland said that it would pay.",
    "Norland's statement said that it would pay.",
    "Statement by Norland\n\nWe believe that the lock must open.",
    "Press release - Norland\n\nWe demand that the lock be opened.",
]
OPEN = [
    "Norland and Sudland closed the lock on Monday. In a statement, it said that the lock was shut.",
    "Ada Orr closed the lock. It said that the lock was shut.",
    "A report on Norland said that the lock would open.",
    "Norland issues statement\n\nWe believe that the lock must open.",
    "Six members gave Norland a letter. It began: “You are breaking the law.”",
    "This document says that the lock is shut.",
    "Norland has had one letter. It says that the lock must open.",
    "Statement by Norland and Sudland\n\nWe believe that the lock must open.",
    "The statement said that the lock would open.",
]


@pytest.mark.parametrize("text", NORLANDS)
def test_a_text_speaks_for_whom_it_is_from(text: str) -> None:
    """Its owner, its issuer, or the body that "it" means, where the words leave only one."""
    assert ["norland"] == [statement.speaker.actor for statement in statements(text)]


@pytest.mark.parametrize("text", OPEN)
def test_a_text_of_nobody_named_speaks_for_itself(text: str) -> None:
    """Where two could be meant, or none is named, no actor is given."""
    assert [None] == [statement.speaker.actor for statement in statements(text)]


def test_those_who_are_ours_act_for_the_issuer() -> None:
    """ "Our delegates" in a press release are the issuer's."""
    found = statements("Statement by Norland\n\nOur delegates said that the lock was shut.")

    assert [("Our delegates", "norland")] == [(s.speaker.name, s.speaker.actor) for s in found]
