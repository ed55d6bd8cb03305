"""What files hold: read once, by several processes where there are many, and never twice what the case has."""

import hashlib
import io
import os
import signal
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from detente.errors import UnreadableSource
from detente.store import contents
from detente.store.contents import Contents, given_contents, placed_contents
from detente.store.database import StoredFile


def ignore(done: int) -> None:
    """Nobody is told anything."""


def hash_of(text: str) -> str:
    """The hash of a text's bytes."""
    return hashlib.sha256(text.encode()).hexdigest()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with forty small articles in sources/."""
    (tmp_path / "sources").mkdir()
    for number in range(40):
        (tmp_path / "sources" / f"{number:02}.txt").write_text(f"Norland closed lock {number}.")
    return tmp_path


@pytest.fixture
def read_here(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of the files whose bytes this process reads as articles, as they come."""
    read, seen = contents.read_articles, []

    def watched(data: bytes, name: str, side: bytes | None) -> object:
        seen.append(name)
        return read(data, name, side)

    monkeypatch.setattr(contents, "read_articles", watched)
    return seen


Way = Callable[[Path, Callable[[int], None]], Iterator[Contents]]


def given(folder: Path, tell: Callable[[int], None]) -> Iterator[Contents]:
    """The files as they are named on the command line."""
    files = [(str(path), path.name) for path in sorted((folder / "sources").iterdir())]
    return given_contents(files, frozenset(), tell)


def placed(folder: Path, tell: Callable[[int], None]) -> Iterator[Contents]:
    """The files as they lie in sources/."""
    paths = [f"sources/{path.name}" for path in sorted((folder / "sources").iterdir())]
    return placed_contents(folder, paths, {}, tell, same_reader=True)


@pytest.mark.parametrize("way", [given, placed])
def test_many_files_are_read_by_others(
    folder: Path, read_here: list[str], monkeypatch: pytest.MonkeyPatch, way: Way
) -> None:
    """In the order of the files, each with its bytes and its article; fewer than 32 are read here."""
    monkeypatch.setattr(contents, "processors", lambda: 2)
    found = list(way(folder, ignore))

    assert [f"Norland closed lock {number}." for number in range(40)] == [one.documents[0].text for one in found]
    assert all(one.data.decode() == one.documents[0].text for one in found)
    assert read_here == []

    for path in sorted((folder / "sources").iterdir())[31:]:
        path.unlink()

    assert found[:31] == list(way(folder, ignore))
    assert len(read_here) == 31


@pytest.mark.parametrize("way", [given, placed])
def test_a_reader_that_dies_costs_nothing(folder: Path, monkeypatch: pytest.MonkeyPatch, way: Way) -> None:
    """What it was at is read here."""
    monkeypatch.setattr(contents, "processors", lambda: 2)
    parent, read = os.getpid(), contents.read_articles

    def deadly(data: bytes, name: str, side: bytes | None) -> object:
        if name.endswith("17.txt") and os.getpid() != parent:
            os.kill(os.getpid(), signal.SIGKILL)
        return read(data, name, side)

    monkeypatch.setattr(contents, "read_articles", deadly)

    assert [f"Norland closed lock {number}." for number in range(40)] == [
        one.documents[0].text for one in way(folder, ignore)
    ]


@pytest.mark.parametrize("way", [given, placed])
def test_what_cannot_be_had_is_told_apart_from_what_cannot_be_read(folder: Path, way: Way) -> None:
    """Bytes that make no article are kept with the reason, a link to nowhere has none."""
    for path in (folder / "sources").iterdir():
        path.unlink()
    (folder / "sources" / "a.bin").write_bytes(bytes(range(256)) * 40)
    (folder / "sources" / "b.txt").symlink_to("nowhere")
    junk, link = way(folder, ignore)

    assert (10_240, ()) == (len(junk.data), junk.documents)
    assert (b"", None) == (link.data, link.side)
    assert junk.error is not None
    assert isinstance(link.error, UnreadableSource)


def test_of_known_bytes_nothing_is_read(folder: Path, read_here: list[str]) -> None:
    """Neither of a file to be added whose hash the case has, nor of one in sources/ that is as it was."""
    first = folder / "sources" / "00.txt"
    known = frozenset({hash_of(first.read_text())})
    (given_one,) = given_contents([(str(first), "00.txt")], known, ignore)
    stored = StoredFile(path="sources/00.txt", sha256=hash_of(first.read_text()))
    before = {stored.path: stored}
    (placed_one,) = placed_contents(folder, [stored.path], before, ignore, same_reader=True)

    assert given_one.is_known
    assert placed_one.is_known
    assert read_here == []

    (by_another,) = placed_contents(folder, [stored.path], before, ignore, same_reader=False)
    (first.parent / "00.txt.meta.yaml").write_text("outlet: The Ash Courier\n")
    (with_side,) = placed_contents(folder, [stored.path], before, ignore, same_reader=True)

    assert not by_another.is_known
    assert by_another.is_that_of(stored)
    assert not with_side.is_known
    assert not with_side.is_that_of(stored)
    assert ["The Ash Courier"] == [document.outlet for document in with_side.documents]


def test_what_comes_by_a_pipe_is_read_here(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It cannot be read a second time, should a reader die."""

    class Pipe:
        buffer = io.BytesIO(b"Norland opened the lock again.")

    monkeypatch.setattr(contents, "processors", lambda: 2)
    monkeypatch.setattr("sys.stdin", Pipe)
    files = [(str(path), path.name) for path in sorted((folder / "sources").iterdir())]
    *_, last = given_contents([*files, ("-", "stdin.txt")], frozenset(), ignore)

    assert "Norland opened the lock again." == last.documents[0].text
    assert Pipe.buffer.read() == b""


def test_how_many_are_done_is_told(folder: Path) -> None:
    """From none to all of them."""
    told: list[int] = []
    list(given(folder, told.append))

    assert (0, 40) == (told[0], told[-1])
    assert told == sorted(told)
