"""A reporting clause set into a sentence reports all of it, whatever the sentence itself reports."""

import pytest

from record.prose import said


@pytest.mark.parametrize(
    "text",
    [
        "Norland's aim of settling the question, Ada Orr said, has not changed.",
        "Sudland's demand for a new lock, Ada Orr said, came late.",
    ],
)
def test_the_clause_set_in_takes_the_whole_sentence(text: str) -> None:
    """What another wants or promises within it is told by whoever speaks."""
    assert [("Ada Orr", text.rstrip("."))] == [(s.speaker.name, s.content.quote) for s in said(text)]
