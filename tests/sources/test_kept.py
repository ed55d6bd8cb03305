"""What was worked out of articles before is used, changes nothing, and is made again where it is damaged."""

from collections import Counter

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.evidence import DocumentId
from detente.sources.document import Document, Library
from detente.sources.fingerprints import fingerprint, fingerprints
from detente.sources.kept import kept_or_made
from detente.sources.library import build_library
from detente.sources.repetition import outlines, repeated_lines
from detente.sources.segment import passages_of

FURNITURE = "The Weir Gazette is printed on the river."
STORIES = (
    "Norland opened the upper lock on Tuesday after both harbour masters had agreed to the change of hours.",
    'Sudland\'s envoy said: "We shall measure the water ourselves, every day, and publish what we find there." She left.',
    "A barge with forty tonnes of gravel sank below the old bridge, and nobody aboard her was hurt at all.",
    "The ferry company asked both towns for a later closing time, which only the southern one has granted so far.",
)


def article(number: int, story: str) -> Document:
    """An article of one outlet."""
    text = f"Headline {number}\n\n{story}\n\n{FURNITURE}\n"
    return Document(
        id=DocumentId(f"a{number}"), file=f"sources/a{number}.txt", text=text, title=f"Headline {number}", outlet="Weir"
    )


def pile(many: int) -> tuple[Document, ...]:
    """Articles of which the fourth reprints the first."""
    stories = (*STORIES[:3], STORIES[0])
    return tuple(article(number, stories[number]) for number in range(many))


def built(many: int, kept: dict[str, bytes] | None) -> Library:
    """The library of so many articles."""
    return build_library(pile(many), kept=kept)


def test_one_article_more_gives_the_library_that_all_give_at_once():
    """Labels and origins depend on the whole pile, never on what was there before."""
    kept: dict[str, bytes] = {}
    built(3, kept)

    assert built(4, None) == built(4, kept)


def test_nothing_is_worked_out_a_second_time():
    """With all results kept, no key is written again."""
    kept: dict[str, bytes] = {}
    built(4, kept)

    class Sealed(dict[str, bytes]):
        def __setitem__(self, key: str, value: bytes) -> None:
            raise AssertionError(key)

    assert built(4, None) == built(4, Sealed(kept))


@pytest.mark.parametrize("damage", [b"", b"\x00", b"\xff" * 40, b"null", b"[[1]]", b'{"a": 1}', b"[[[0,1,2]],[[3]]]"])
def test_damaged_results_are_made_again(damage: bytes):
    """Whatever stands under a key, the library is the same, and what is kept afterwards is whole."""
    kept: dict[str, bytes] = {}
    expected = built(4, kept)
    whole = dict(kept)
    for key in kept:
        kept[key] = damage

    assert expected == built(4, kept)
    assert whole == kept


def test_only_what_is_not_kept_is_made():
    """Each item is made once, whichever others are asked for beside it."""
    made = Counter[int]()
    kept: dict[str, bytes] = {}

    def make(number: int) -> int:
        made[number] += 1
        return number * number

    def asked(numbers: list[int]) -> list[int]:
        return kept_or_made(
            make,
            numbers,
            kept=kept,
            key=str,
            packed=lambda square: str(square).encode(),
            unpacked=lambda body, _: int(body) if body else None,
        )

    assert ([1, 4], [4, 9, 1]) == (asked([1, 2]), asked([2, 3, 1]))
    assert {1: 1, 2: 1, 3: 1} == made


@given(st.lists(st.sampled_from(['"', "“", "”", "the", "lock", "Norland", "said", ".", "\n\n", "ß"]), max_size=60))
def test_a_kept_fingerprint_is_the_one_that_was_made(words: list[str]):
    """The hashes, and which words stand in quotations, survive being kept, for texts without a word too."""
    text = "Headline\n\n" + " ".join(words)
    document = Document(id=DocumentId("a"), file="sources/a.txt", text=text, title="Headline")
    passages = {document.id: passages_of(document)}
    kept: dict[str, bytes] = {}
    fingerprints([document], passages, kept=kept)
    (found,) = fingerprints([document], passages, kept=kept)
    expected = fingerprint(document, passages[document.id])

    for name in ("words", "outside", "threes", "fours", "fives"):
        assert np.array_equal(getattr(expected, name), getattr(found, name)), name
    assert expected.title == found.title


def test_a_line_in_three_different_articles_is_furniture():
    """In two it is not yet; a reprint's long lines are copies, and say nothing of furniture."""
    three, four = pile(3), pile(4)

    def shared(documents: tuple[Document, ...]) -> list[str]:
        return sorted(repeated_lines(zip(documents, outlines(documents), strict=True)))

    assert [] == shared(three[:2])
    assert ["a0", "a1", "a2"] == shared(three)
    assert ["a1", "a2"] == shared(four)
