"""Hostile files: each is refused with a reason or read with a caveat; none crashes, hangs, escapes or deceives."""

import os
import socket
import threading
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from detente.errors import SourceError, TooLarge, UnreadableSource
from detente.sources import build_library, read_bytes, read_file, source_files
from detente.sources.segment import passages_of
from sources import hostile

FILES = dict(hostile.inputs())
SLOW = 30.0


@pytest.mark.parametrize("name", FILES, ids=list(FILES))
def test_a_hostile_file_is_refused_in_one_line_or_read(name: str) -> None:
    """Whatever the bytes, the answer is an article or a refusal that names the file, in bounded processor time.

    The parsers' own processor time is bounded by the kernel: the child that is busy for ever in `test_worker.py`.
    """
    began = time.process_time()
    try:
        documents = read_bytes(FILES[name], name)
    except SourceError as error:
        refusal: SourceError | None = error
    else:
        refusal = None
        library = build_library(documents[:20])
        assert all(document.text.encode("utf-8") for document in library.documents)
    assert refusal is None or (refusal.where == name and "\n" not in refusal.message)
    assert time.process_time() - began < SLOW


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("hidden.html", "hidden-text"),
        ("invisible.pdf", "hidden-text"),
        ("vanish.docx", "hidden-text"),
        ("plain.pdf", "text-layer"),
        ("two-stories.eml", "contradicting-parts"),
        ("attachment.eml", "attachments-left-out"),
        ("bidi.txt", "unseen-characters"),
        ("zero-width.txt", "unseen-characters"),
        ("tags.txt", "unseen-characters"),
        ("homoglyphs.txt", "mixed-scripts"),
        ("nul-inside.txt", "control-characters"),
        ("enc-cp1252.txt", "encoding-guessed"),
        ("mixed.txt", "undecodable-bytes"),
        ("front-alias.txt", "front-matter-unreadable"),
        ("front-twice.txt", "front-matter-unreadable"),
        ("front-deep.txt", "front-matter-unreadable"),
        ("meta-date.html", "unreadable-date"),
        ("cut.xml", "feed-damaged"),
    ],
)
def test_a_deception_leaves_a_caveat(name: str, code: str) -> None:
    """What a reader would not see, or could not know, is said."""
    assert code in {caveat.code for document in read_bytes(FILES[name], name) for caveat in document.caveats}


@pytest.mark.parametrize(
    "name", ["bomb.docx", "ratio.docx", "bomb.pdf", "double-bomb.pdf", "deep.html", "deep.docx", "rows.csv", "many.xml"]
)
def test_a_bomb_is_too_large(name: str) -> None:
    """A file that unpacks, nests or lists beyond the limits is refused as too large."""
    with pytest.raises(TooLarge):
        read_bytes(FILES[name], name)


@pytest.mark.parametrize("name", ["hidden.html", "vanish.docx"])
def test_hidden_text_is_not_taken_for_prose(name: str) -> None:
    """Text that a page or a file hides from its readers is not in the article."""
    assert "secret" not in read_bytes(FILES[name], name)[0].text


@pytest.mark.parametrize("name", ["laughs.xml", "external.xml", "laughs.docx", "external.docx", "entity.docx"])
def test_entities_are_never_expanded(name: str) -> None:
    """XML that declares entities is refused, so nothing outside is read and nothing grows."""
    with pytest.raises(UnreadableSource):
        read_bytes(FILES[name], name)


def test_a_name_inside_a_file_is_never_a_path() -> None:
    """Members and attachments called `../../x` write nothing."""
    read_bytes(FILES["traversal.docx"], "traversal.docx")
    read_bytes(FILES["attachment.eml"], "attachment.eml")

    assert not Path("/tmp/detente-canary").exists()


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=600))
def test_passages_cover_every_character_that_is_not_blank_once(text: str) -> None:
    """Every visible character stands in exactly one passage, in order, and no passage is blank."""
    if not text.strip():
        return
    try:
        (document,) = read_bytes(text.encode("utf-8", "replace"), "a.txt")
    except SourceError:
        return
    covered = [0] * len(document.text)
    for passage in passages_of(document):
        assert document.text[passage.span.start : passage.span.end].strip()
        for at in range(passage.span.start, passage.span.end):
            covered[at] += 1

    assert {1} >= {count for count, char in zip(covered, document.text, strict=True) if char.strip()}
    assert max(covered, default=0) <= 1


@settings(max_examples=100, deadline=None)
@given(st.binary(max_size=400), st.sampled_from([".txt", ".md", ".html", ".csv", ".eml", ".xml", ".docx", ".pdf"]))
def test_any_bytes_are_answered(data: bytes, suffix: str) -> None:
    """Arbitrary bytes give articles or a refusal, whatever the name promises."""
    try:
        answer = str(len(read_bytes(data, "a" + suffix)))
    except SourceError as refusal:
        answer = refusal.message

    assert answer


def folder_of(tmp_path: Path) -> Path:
    """A case's sources with one plain article."""
    (tmp_path / "sources").mkdir()
    (tmp_path / "sources" / "a.txt").write_text("Norland closed the lock.")
    return tmp_path


def test_links_are_not_followed(tmp_path: Path) -> None:
    """Neither a linked file nor a linked folder leads out of the case."""
    case = folder_of(tmp_path)
    (case / "sources" / "link.txt").symlink_to("/etc/passwd")
    (case / "sources" / "folder").symlink_to("/etc")

    for name in ("link.txt", "folder/passwd"):
        with pytest.raises(UnreadableSource):
            read_file(case / "sources" / name, root=case)


def test_a_path_does_not_lead_out_of_the_case(tmp_path: Path) -> None:
    """`..` is resolved before the file is looked for, and what lies outside is refused."""
    case = folder_of(tmp_path / "case") if (tmp_path / "case").mkdir() is None else tmp_path
    (tmp_path / "outside.txt").write_text("Not of the case.")

    with pytest.raises(UnreadableSource, match="below"):
        read_file(case / "sources" / ".." / ".." / "outside.txt", root=case)


def test_devices_pipes_sockets_and_folders_are_refused_at_once(tmp_path: Path) -> None:
    """Only regular files are read; a pipe without a writer does not make anybody wait."""
    os.mkfifo(tmp_path / "pipe.txt")
    (tmp_path / "folder.txt").mkdir()
    server = socket.socket(socket.AF_UNIX)
    server.bind(str(tmp_path / "socket.txt"))
    began = time.process_time()

    for path in (
        tmp_path / "pipe.txt",
        tmp_path / "folder.txt",
        tmp_path / "socket.txt",
        Path("/dev/zero"),
        Path("/dev/null"),
    ):
        with pytest.raises(SourceError):
            read_file(path)
    server.close()

    assert time.process_time() - began < 2


@pytest.mark.parametrize("name", ["a\x00b.txt", "no-such-file.txt", "x" * 300 + ".txt", "\udcff.txt"])
def test_an_impossible_name_is_a_refusal(tmp_path: Path, name: str) -> None:
    """A name that cannot be opened or shown is refused like any other bad source."""
    with pytest.raises(UnreadableSource):
        read_file(tmp_path / name)


def test_a_name_with_control_characters_gives_a_printable_id(tmp_path: Path) -> None:
    """Escapes, newlines and marks of direction in a name do not reach an id."""
    path = tmp_path / "a\x1b[31m\n\u202eb.txt"
    path.write_text("Norland closed the lock.")

    assert read_file(path, root=tmp_path)[0].id.isprintable()


def test_a_sparse_giant_is_refused_without_being_read(tmp_path: Path) -> None:
    """A file above the limit is refused by its size."""
    path = tmp_path / "giant.txt"
    with path.open("wb") as file:
        file.truncate(8_000_000_000)
    began = time.process_time()

    with pytest.raises(TooLarge):
        read_file(path)
    assert time.process_time() - began < 1


def test_a_file_that_changes_while_it_is_read_is_never_torn(tmp_path: Path) -> None:
    """What is read is one version or a refusal, never the beginning of one and the end of another."""
    path = tmp_path / "a.txt"
    versions = [(letter * 3_000_000).encode() for letter in "ab"]
    path.write_bytes(versions[0])
    stop = threading.Event()

    def rewrite() -> None:
        turn = 0
        while not stop.is_set():
            with path.open("r+b") as file:
                file.write(versions[turn % 2])
            turn += 1

    writer = threading.Thread(target=rewrite)
    writer.start()
    try:
        for _ in range(10):
            try:
                text = read_file(path)[0].text
            except UnreadableSource:
                continue
            assert 1 == len(set(text))
    finally:
        stop.set()
        writer.join()


def test_hidden_and_side_files_are_no_sources(tmp_path: Path) -> None:
    """Dot files, side files and what lies in hidden folders are not listed."""
    case = folder_of(tmp_path)
    (case / "sources" / ".hidden.txt").write_text("x")
    (case / "sources" / "a.txt.meta.yaml").write_text("title: x")
    (case / "sources" / "deep").mkdir()
    (case / "sources" / "deep" / "b.txt").write_text("x")

    assert source_files(case / "sources") == ("a.txt", "deep/b.txt")
