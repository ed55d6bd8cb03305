"""Files → documents: what comes out of the one door."""

import pickle
from pathlib import Path

import pytest

from detente.errors import UnknownFormat, UnreadableSource
from detente.sources import build_library, read_bytes, read_file

ARTICLE = """Norland shuts the lock at Varn

By Ann Lee

4 March 2021

Norland closed the lock at Varn on Monday after talks with Sudland ended without result, its ministry said.

Sudland called the measure unlawful and asked the river commission to meet before the end of the month.
"""


def test_a_text_file_is_kept_as_decoded() -> None:
    """The text is exactly what the bytes decode to: no newline, space or quote mark is repaired."""
    text = "Title\r\n\r\nA “quoted”\u00a0word.  \r\n"

    assert text == read_bytes(text.encode(), "a.txt")[0].text


def test_offsets_count_from_after_a_byte_order_mark() -> None:
    """A byte order mark is not part of the text."""
    assert "Title" == read_bytes(b"\xef\xbb\xbfTitle", "a.txt")[0].text


def test_side_file_wins_over_front_matter_and_both_over_print(tmp_path: Path) -> None:
    """What a person stated wins: the side file first, then the front matter, then what the article prints."""
    path = tmp_path / "a.txt"
    path.write_text("---\ntitle: From the block\noutlet: The Block\npublished: 2020-02-02\n---\n" + ARTICLE)
    (tmp_path / "a.txt.meta.yaml").write_text("title: From the side\n")

    (document,) = read_file(path, root=tmp_path)

    assert ("From the side", "The Block", "2020-02-02") == (
        document.title,
        document.outlet,
        document.published and document.published.to_dict()["earliest"],
    )


def test_a_document_can_cross_a_process_boundary() -> None:
    """Documents are plain values, so articles can be worked on in parallel."""
    document = read_bytes(ARTICLE.encode(), "a.txt")[0]

    assert document == pickle.loads(pickle.dumps(document))


def test_ids_do_not_depend_on_the_order_of_files() -> None:
    """The first of two equal stems keeps it, by path, whichever was read first."""
    one = read_bytes(ARTICLE.encode(), "sources/a.txt")
    other = read_bytes(ARTICLE.replace("Monday", "Tuesday").encode(), "sources/b/a.txt")

    forward = build_library((*one, *other)).documents
    backward = build_library((*other, *one)).documents

    assert forward == backward
    assert {"a": "sources/a.txt", "a-2": "sources/b/a.txt"} == {document.id: document.file for document in forward}


def test_a_name_that_a_file_has_by_itself_is_not_given_to_another() -> None:
    """`a-2.txt` is `a-2`, however many files are called `a`."""
    names = ("x/a.txt", "y/a.txt", "a-2.txt")
    library = build_library(read_bytes(ARTICLE.encode(), name)[0] for name in names)

    assert {"x/a.txt": "a", "y/a.txt": "a-3", "a-2.txt": "a-2"} == {d.file: d.id for d in library.documents}


@pytest.mark.parametrize("name", ["a.bin", "a.exe", "a.mp3"])
def test_an_unknown_kind_of_file_is_refused_with_the_known_ones(name: str) -> None:
    """A file of no known format is refused, and the hint lists what can be read."""
    with pytest.raises(UnknownFormat) as refusal:
        read_bytes(b"\x01\x02", name)

    assert ".txt" in refusal.value.hint


def test_a_refusal_names_the_file() -> None:
    """Every refusal says which file it is about."""
    with pytest.raises(UnreadableSource) as refusal:
        read_bytes(b"", "sources/empty.txt")

    assert "sources/empty.txt" == refusal.value.where
