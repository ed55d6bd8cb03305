"""Writing into the case folder: a file is whole or not there, and nothing that is there is overwritten."""

import os
from pathlib import Path

import pytest

from detente.errors import NotACase, UnreadableCase, UnwritableCase
from detente.store import folders
from detente.store.folders import (
    abandoned,
    case_folder,
    has_text_name,
    model_bytes,
    own_files,
    place_files,
    refuse_links,
    replace_file,
    settle_files,
    source_path,
    sweep,
    unused_name,
)


def names(folder: Path) -> list[str]:
    """What lies in a folder, hidden files included."""
    return sorted(os.listdir(folder))


def test_only_a_folder_with_something_of_a_case_is_one(tmp_path: Path):
    """A model, sources or a database; each refusal says what was found instead."""
    (tmp_path / "file").write_text("x")
    (tmp_path / "bare").mkdir()
    for place, words in (("none", "no such folder"), ("file", "not a folder"), ("bare", "neither case.yaml nor")):
        with pytest.raises(NotACase, match=words) as caught:
            case_folder(tmp_path / place)
        assert str(tmp_path / place) == caught.value.where
    for name in ("case.yaml", "sources", ".detente"):
        (tmp_path / name).mkdir()
        assert tmp_path == case_folder(tmp_path)
        (tmp_path / name).rmdir()


def test_a_case_owns_its_model_and_every_plain_file_of_its_sources(tmp_path: Path):
    """Hidden ones and those in folders too, by name; no link, no name that is no text, nothing that lies elsewhere."""
    assert [] == own_files(tmp_path)
    (tmp_path / "sources" / "b").mkdir(parents=True)
    for name in ("case.yaml", "sources/z.txt", "sources/.hidden", "sources/b/a.txt", "report.html"):
        (tmp_path / name).write_text("x")
    (tmp_path / "sources" / "link.txt").symlink_to(tmp_path / "report.html")
    (tmp_path / os.fsdecode(b"sources/caf\xe9.txt")).write_text("x")

    assert ["case.yaml", "sources/.hidden", "sources/b/a.txt", "sources/z.txt"] == own_files(tmp_path)
    (tmp_path / "case.yaml").rename(tmp_path / "mine.yaml")
    (tmp_path / "case.yaml").symlink_to(tmp_path / "mine.yaml")
    assert "case.yaml" not in own_files(tmp_path)


def test_only_utf8_names_are_text():
    """Others can be shown, cited and stored nowhere."""
    assert (True, False) == (has_text_name("sources/café.txt"), has_text_name(os.fsdecode(b"sources/caf\xe9.txt")))


def test_an_unused_name_has_the_first_free_number(tmp_path: Path):
    """From 1 on, whatever kind of thing has the others; the plain name is never taken."""
    (tmp_path / "kept-1").write_text("x")
    (tmp_path / "kept-2").symlink_to(tmp_path / "nothing")
    (tmp_path / "kept-4").write_text("x")

    assert [tmp_path / "kept-3", tmp_path / "new-1"] == [unused_name(tmp_path / name) for name in ("kept", "new")]


def test_a_replaced_file_is_the_new_one_whole(tmp_path: Path):
    """With the mode asked for, and no draft left beside it."""
    replace_file(tmp_path / "report.html", b"one")
    replace_file(tmp_path / "report.html", b"two", mode=0o600)

    assert (b"two", ["report.html"]) == ((tmp_path / "report.html").read_bytes(), names(tmp_path))
    assert 0o600 == (tmp_path / "report.html").stat().st_mode & 0o777


def test_a_file_that_cannot_be_replaced_stays_and_no_draft_is_left(tmp_path: Path):
    """A folder in its place, or no folder to write into."""
    (tmp_path / "report.html").mkdir()
    (tmp_path / "report.html" / "kept").write_text("x")
    for place in (tmp_path / "report.html", tmp_path / "nowhere" / "report.html"):
        with pytest.raises(UnwritableCase, match="cannot write here") as caught:
            replace_file(place, b"new")
        assert str(place) == caught.value.where

    assert (["report.html"], ["kept"]) == (names(tmp_path), names(tmp_path / "report.html"))


def put(folder: Path, name: str, data: bytes) -> str:
    """Place one file and settle it; the name it got."""
    (chosen,) = place_files(folder, name, {"": data})
    settle_files(folder, [chosen])
    return chosen


def test_a_name_that_is_taken_is_counted_up(tmp_path: Path):
    """The number goes before the first dot; the same bytes under the same name are as good as new ones."""
    given = [put(tmp_path, "a.tar.gz", data) for data in (b"1", b"2", b"3", b"2", b"1")]

    assert ["a.tar.gz", "a-2.tar.gz", "a-3.tar.gz", "a-2.tar.gz", "a.tar.gz"] == given
    assert ["a-2.tar.gz", "a-3.tar.gz", "a.tar.gz"] == names(tmp_path)
    assert ["plain", "plain-2"] == [put(tmp_path, "plain", data) for data in (b"1", b"2")]


def test_a_placed_file_is_its_owners(tmp_path: Path):
    """Sources are nobody else's business."""
    put(tmp_path, "a.txt", b"1")

    assert 0o600 == (tmp_path / "a.txt").stat().st_mode & 0o777


def test_neither_a_link_nor_a_folder_is_taken_for_the_file(tmp_path: Path):
    """Also where the link leads to the same bytes."""
    (tmp_path / "elsewhere").write_bytes(b"1")
    (tmp_path / "a.txt").symlink_to(tmp_path / "elsewhere")
    (tmp_path / "b.txt").mkdir()

    assert ["a-2.txt", "b-2.txt"] == [put(tmp_path, name, b"1") for name in ("a.txt", "b.txt")]


def test_a_file_that_cannot_be_placed_is_named(tmp_path: Path):
    """No draft is left where it could be begun."""
    with pytest.raises(UnwritableCase) as caught:
        place_files(tmp_path / "nowhere", "a.txt", {"": b"1"})
    with pytest.raises(UnwritableCase):
        put(tmp_path, "x" * 300, b"1")

    assert str(tmp_path / "nowhere" / "a.txt") == caught.value.where
    assert "x" * 300 not in names(tmp_path)


def test_files_are_settled_or_it_is_said_that_they_are_not(tmp_path: Path):
    """One that is gone meanwhile, or a link in its place, is an error before anything is acknowledged."""
    put(tmp_path, "a.txt", b"1")
    (tmp_path / "link").symlink_to(tmp_path / "a.txt")

    for name in ("gone.txt", "link"):
        with pytest.raises(UnwritableCase, match="cannot write here"):
            settle_files(tmp_path, ["a.txt", name])


def test_sweeping_removes_the_drafts_of_a_killed_writer_and_nothing_else(tmp_path: Path):
    """Below the case, its sources and its database folder."""
    for folder in ("sources", ".detente"):
        (tmp_path / folder).mkdir()
    drafts = [".case.yaml.1.new", "sources/.1.new", ".detente/case.db.new", ".detente/backup-1.db"]
    kept = ["case.yaml", "new", "sources/a.new", ".detente/case.db", ".detente/damaged-1"]
    for name in (*drafts, *kept):
        (tmp_path / name).write_text("x")
    (tmp_path / ".folder.new").mkdir()
    (tmp_path / ".detente" / "stubborn.new").mkdir()
    sweep(tmp_path)

    assert [False] * 4 == [(tmp_path / name).exists() for name in drafts]
    assert [True] * 5 == [(tmp_path / name).exists() for name in kept]
    assert (tmp_path / ".folder.new").is_dir()


@pytest.mark.parametrize(
    "name",
    ["sources", "case.yaml", "other/a.txt", "sources/../case.yaml", "/etc/passwd", "sources//a.txt", "./sources/a.txt",
     "sources/a\x00.txt", "", "sources/linked/a.txt"],
)  # fmt: skip
def test_a_stored_name_that_leads_elsewhere_is_refused(tmp_path: Path, name: str):
    """Only a plain name below sources/ with no link on the way is a source's."""
    (tmp_path / "sources").mkdir()
    (tmp_path / "sources" / "linked").symlink_to(tmp_path)

    with pytest.raises(UnreadableCase, match="where a case has none"):
        source_path(tmp_path, name)


@pytest.mark.parametrize("name", ["sources/a.txt", "sources/folder/a.txt", "sources/…"])
def test_a_plain_name_below_the_sources_is_a_place(tmp_path: Path, name: str):
    """In folders of their own too."""
    assert tmp_path / name == source_path(tmp_path, name)


@pytest.mark.parametrize("name", ["sources", ".detente"])
def test_a_folder_that_is_a_link_makes_no_case(tmp_path: Path, name: str):
    """It could lead anywhere; a folder in its place is as it should be."""
    (tmp_path / "elsewhere").mkdir()
    case = tmp_path / "case"
    case.mkdir()
    (case / name).symlink_to(tmp_path / "elsewhere")
    with pytest.raises(NotACase, match=f"{name} is a link"):
        refuse_links(case)
    (case / name).unlink()
    (case / name).mkdir()

    refuse_links(case)


def test_a_model_is_a_plain_file_of_a_size(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """As many bytes as are allowed are read, one more is refused; so are a folder and a link."""
    monkeypatch.setattr(folders, "MOST_MODEL_BYTES", 5)
    for name, data in (("most", b"12345"), ("more", b"123456")):
        (tmp_path / name).write_bytes(data)
    (tmp_path / "link").symlink_to(tmp_path / "most")

    assert b"12345" == model_bytes(tmp_path / "most")
    for name in ("more", "link", "."):
        with pytest.raises(OSError):
            model_bytes(tmp_path / name)


def test_what_is_written_lasts_before_anybody_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """The bytes first, then their name's folder; for sources the folder above too, which may be new."""
    home = tmp_path / "case" / "sources"
    home.mkdir(parents=True)
    synced: list[tuple[str, int]] = []
    fsync = os.fsync

    def watched(handle: int) -> None:
        synced.append((Path(os.readlink(f"/proc/self/fd/{handle}")).name, os.fstat(handle).st_size))
        fsync(handle)

    monkeypatch.setattr(os, "fsync", watched)
    put(home, "a.txt", b"12345")
    placed = list(synced)
    replace_file(home.parent / "case.yaml", b"123")

    assert [("sources", True), ("case", True)] == [(name, True) for name, _ in placed[1:]]
    assert (5, [3]) == (placed[0][1], [size for name, size in synced[len(placed) :] if name != "case"])
    assert "case" == synced[-1][0]


def test_a_restore_whose_process_is_gone_is_swept_and_one_at_work_is_not(tmp_path: Path, ended: int):
    """Beside the case, by the number of the process."""
    case = tmp_path / "case"
    case.mkdir()
    gone, here = (tmp_path / f".case.{process}.restoring" for process in (ended, os.getpid()))
    for place in (gone, here, tmp_path / ".other.1.restoring", tmp_path / f".case.{ended}.other"):
        place.mkdir()
    (gone / "file").write_text("x")

    assert [gone] == abandoned(case, "restoring")
    sweep(case)
    assert (False, True) == (gone.exists(), here.exists())
    assert [] == abandoned(tmp_path / "nowhere" / "case", "restoring")
