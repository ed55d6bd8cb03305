"""What a noun announces and a colon leads to, and how far a colon carries what somebody said."""

import pytest

from record.prose import said


@pytest.mark.parametrize(
    ("text", "speaker", "content"),
    [
        ("Norland set a condition: the dam must be filled over seven years.", "Norland", "the dam must be filled over seven years"),
        ("The company made one demand: the strike must end first.", "company", "the strike must end first"),
        ("The ministry gave one reason: the pier was unsafe.", "ministry", "the pier was unsafe"),
        ("In January 1960, after Orr had left, Norland added a condition: troops must leave first.", "Norland", "troops must leave first"),
    ],
)  # fmt: skip
def test_what_a_noun_announces_stands_behind_the_colon(text: str, speaker: str, content: str) -> None:
    """And not before it: when it was said is not what was said."""
    assert [(speaker, content)] == [(s.speaker.name, s.content.quote) for s in said(text)]


def test_an_announced_quotation_is_given_to_whoever_announced_it() -> None:
    """Where the colon leads to words in quotation marks."""
    (statement,) = said("Norland's envoy, Ada Orr, issued a warning: “The dam will break.”")

    assert ("Ada Orr", "direct") == (statement.speaker.name, statement.mode)


@pytest.mark.parametrize(
    "text", ["The council has three members: Orr, Hale and Senn.", "The council made a list: nine ships."]
)
def test_a_list_behind_a_colon_announces_nothing(text: str) -> None:
    """A noun that says nothing, or no clause behind the colon."""
    assert () == said(text)


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("Orr told reporters that nothing had changed: the islands must come first.", "that nothing had changed: the islands must come first"),
        ("Orr said the vote had gone as feared: eight were for it.", "the vote had gone as feared: eight were for it"),
    ],
)  # fmt: skip
def test_a_clause_behind_a_colon_goes_on_with_what_was_said(text: str, content: str) -> None:
    """The colon explains the words reported."""
    assert [content] == [s.content.quote for s in said(text)]


def test_what_something_is_taken_for_belongs_to_the_judgement() -> None:
    """ "as settled" and not the matter alone."""
    (statement,) = said("Norland regards the matter as settled for good.")

    assert "the matter as settled for good" == statement.content.quote
