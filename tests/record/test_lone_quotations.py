"""Quotations that stand alone behind a plain sentence."""

import pytest

from record.prose import said

THEIRS = [
    "Ada Berg was unmoved. “We wait.”",
    "Ada Berg, the port’s director, was unmoved. “The door was never locked.”",
    "Ada Berg shrugged. “They steered at us.”",
    "Ada Berg was cautious. “A judge is not a mayor.” “We shall see.”",
    "The lock is shut. Ada Berg smiled. “We have time.”",
    "Ada Berg was disappointed. “We did not get an answer.”",
]
NOBODYS = [
    "Ada Berg stood beside Tomas Orr. “We will wait here.”",
    "Ada Berg was told to leave. “You have an hour.”",
    "Ada Berg read the banner. “We will wait here.”",
    "Tomas Orr left first. Ada Berg followed. “We will wait here.”",
    "The lock was shut. “We will wait here.”",
    "Ada Berg faced the reporters. “Will you resign now?”",
    "Ada Berg was pleased. “Berg has won it all.”",
]


@pytest.mark.parametrize("text", THEIRS)
def test_a_lone_quotation_is_of_the_one_person_before_it(text: str) -> None:
    """A plain sentence about one person lends its subject to the quotation that follows it."""
    assert ["Ada Berg"] == [statement.speaker.name for statement in said(text)]


@pytest.mark.parametrize("text", NOBODYS)
def test_a_lone_quotation_is_nobodys_where_it_may_be_anothers(text: str) -> None:
    """Of two people, of those who tell somebody something, of a banner: the text does not say whose it is."""
    assert [] == [s.speaker.name for s in said(text) if s.speaker.name is not None]


def test_the_words_of_a_lone_quotation_are_cited_and_weighed() -> None:
    """Its content is the quotation and its polarity that of its own sentence."""
    statement = said("Ada Berg was unmoved. “We never agreed to this.”")[0]

    assert ("“We never agreed to this.”", "direct", "negated") == (
        statement.content.quote,
        statement.mode,
        statement.polarity,
    )
