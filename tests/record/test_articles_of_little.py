"""Articles with next to nothing in them: a title, a date, a mark. Each is read, and none ends the reading of the rest."""

import pytest

from detente.record import build_record
from detente.record.analyzer import rule_analyzer
from detente.sources.library import build_library
from detente.sources.reading import read_bytes

WHOLE = (
    b"The lock on the Ash\n\nASHFORD, 4 March 2031 - Norland shut the lock. Sudland said it would not pay the toll.\n"
)
LITTLE = {
    "a title alone": b"Lock on the Ash",
    "a word": b"lock",
    "a date": b"4 March 2031",
    "a quotation mark": "“".encode(),
    "a full stop": b".",
    "an accusation without a sentence": b"Norland accused Sudland of",
    "a speaker alone": b"said Mira Oland",
}


@pytest.mark.parametrize("what", LITTLE)
def test_an_article_of_little_leaves_the_others_as_they_are(what: str) -> None:
    """What the record has of an article beside it is what it has of that article alone."""
    whole, little = read_bytes(WHOLE, "sources/a.txt"), read_bytes(LITTLE[what], "sources/b.txt")
    alone = build_record(build_library(whole), analyzer=rule_analyzer())
    both = build_record(build_library((*whole, *little)), analyzer=rule_analyzer())

    assert alone.statements
    assert [said.content for said in alone.statements] == [
        said.content for said in both.statements if said.id.startswith("st-a-")
    ]
