"""Restoring: the old case or the new one, never something between, and the old one is kept."""

import os
from pathlib import Path

import pytest

from detente.errors import DetenteError, NotACase, UnwritableCase
from detente.store import restoring
from detente.store.backups import backup
from detente.store.database import reading
from detente.store.purging import purge
from detente.store.restoring import restore
from detente.store.verifying import verify


def test_a_backup_brings_everything_back(case: Path, tmp_path: Path):
    """Restored beside the original, the case has the same files, texts and bytes, and verifies."""
    written = backup(case, tmp_path / "b.zip")

    replaced = restore(tmp_path / "again", written)

    assert replaced is None
    assert () == verify(tmp_path / "again")
    with reading(case) as one, reading(tmp_path / "again") as two:
        assert one is not None
        assert two is not None
        assert one.library() == two.library()


def test_the_case_that_a_restore_replaces_is_kept(case: Path, tmp_path: Path):
    """Old or new, never between, and the old one is still there."""
    written = backup(case, tmp_path / "b.zip")
    (case / "note.txt").write_text("mine", encoding="utf-8")

    replaced = restore(case, written)

    assert replaced is not None
    assert "mine" == (replaced / "note.txt").read_text(encoding="utf-8")
    assert not (case / "note.txt").exists()
    assert () == verify(case)


def test_a_damaged_backup_is_refused_and_changes_nothing(case: Path, tmp_path: Path):
    """Every flipped byte is found before the case is touched."""
    written = backup(case, tmp_path / "b.zip")
    whole = written.read_bytes()
    before = sorted(path.name for path in tmp_path.iterdir())
    survived = []
    for position in range(5, len(whole), max(1, len(whole) // 40)):
        written.write_bytes(whole[:position] + bytes([whole[position] ^ 0x41]) + whole[position + 1 :])
        try:
            restore(tmp_path / "again", written)
        except DetenteError:
            continue
        if verify(tmp_path / "again"):
            survived.append(position)
        (tmp_path / "again").rename(tmp_path / "case" / f"ok-{position}")

    assert [] == survived
    assert before == sorted(path.name for path in tmp_path.iterdir())


def test_a_backup_that_is_not_there_is_named(tmp_path: Path):
    """Nothing is made in its place."""
    with pytest.raises(NotACase, match="no such backup"):
        restore(tmp_path / "again", tmp_path / "none.zip")
    assert [] == list(tmp_path.iterdir())


def test_a_place_that_cannot_be_restored_to_is_named(case: Path, tmp_path: Path):
    """What was there stays."""
    written = backup(case, tmp_path / "b.zip")
    (tmp_path / "file").write_text("kept")

    with pytest.raises(UnwritableCase, match="cannot be restored here"):
        restore(tmp_path / "file" / "again", written)
    assert "kept" == (tmp_path / "file").read_text()


def test_cases_replaced_one_after_another_are_all_kept(case: Path, tmp_path: Path):
    """Each gets the next number."""
    written = backup(case, tmp_path / "b.zip")
    replaced = [restore(case, written), restore(case, written)]

    assert ["case.replaced-1", "case.replaced-2"] == [place.name for place in replaced if place]


def test_where_a_file_system_cannot_exchange_names_it_is_done_in_two_steps(
    case: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    """The result is the same; when the second step fails the first is taken back."""

    class Refuses:
        @staticmethod
        def renameat2(*_: object) -> int:
            return -1

    monkeypatch.setattr("ctypes.CDLL", lambda *_, **__: Refuses)
    written = backup(case, tmp_path / "b.zip")
    (case / "note.txt").write_text("mine")
    replaced = restore(case, written)

    assert replaced is not None
    assert "mine" == (replaced / "note.txt").read_text()
    assert ["b.zip", "case", "case.replaced-1"] == sorted(path.name for path in tmp_path.iterdir())
    with pytest.raises(OSError):
        restoring._exchange(tmp_path / "none", case)
    assert () == verify(case)


@pytest.mark.parametrize("next_writer", ["restore", "purge"])
def test_the_next_writer_removes_what_a_killed_restore_left(case: Path, tmp_path: Path, ended: int, next_writer: str):
    """A case half unpacked beside the case goes with its process; that of one still at work stays."""
    written = backup(case, tmp_path / "b.zip")
    gone, here = tmp_path / f".case.{ended}.restoring", tmp_path / f".case.{os.getppid()}.restoring"
    for folder in (gone, here):
        (folder / "sources").mkdir(parents=True)
        (folder / "sources" / "a.txt").write_text("Norland waits.")
    if next_writer == "restore":
        restore(case, written)
    else:
        purge(case)

    assert (False, True) == (gone.exists(), here.exists())


def test_a_restore_that_cannot_change_places_leaves_nothing(
    case: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    """Neither the case nor what stands beside it is other than before."""
    written = backup(case, tmp_path / "b.zip")
    before = sorted(path.name for path in tmp_path.iterdir())

    def refuse(first: Path, second: Path) -> None:
        raise OSError(5, "Input/output error")

    monkeypatch.setattr(restoring, "_exchange", refuse)
    with pytest.raises(UnwritableCase, match="Input/output"):
        restore(case, written)

    assert before == sorted(path.name for path in tmp_path.iterdir())
    assert () == verify(case)
