"""Restoring: the old case or the new one, never something between, and the old one is kept."""

import json
import os
import zipfile
from pathlib import Path

import pytest

from detente.errors import DetenteError, NotACase, UnreadableCase, UnwritableCase
from detente.store import restoring
from detente.store.backups import backup
from detente.store.database import reading, sha256, writing
from detente.store.ingest import take_up
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


# ── as it stands afterwards ──────────────────────────────────────────────────────────────────────────────────


def modes(folder: Path) -> set[int]:
    """The rights of a folder and of all folders in it, and of their files."""
    return {path.stat().st_mode & 0o777 for path in (folder, *folder.rglob("*"))}


def test_a_restored_case_is_its_owners(case: Path, tmp_path: Path):
    """Folders have mode 0700 and files 0600, whatever the umask."""
    (case / "sources" / "more").mkdir()
    (case / "sources" / "more" / "a.txt").write_text("Norland waits.\n")
    with writing(case, doing="test") as store:
        take_up(store)
    written = backup(case, tmp_path / "b.zip")
    before = os.umask(0)
    try:
        restore(tmp_path / "again", written)
    finally:
        os.umask(before)

    assert {0o700, 0o600} == modes(tmp_path / "again")
    assert {0o600} == {path.stat().st_mode & 0o777 for path in (tmp_path / "again").rglob("*") if path.is_file()}


def test_a_restored_case_is_on_the_disk_before_it_has_its_name(
    case: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    """Every file whole, every folder that names one, and last the name of the case itself."""
    written = backup(case, tmp_path / "b.zip")
    told: dict[str, tuple[int, bool]] = {}
    sync = os.fsync

    def watched(handle: int) -> None:
        place = Path(os.readlink(f"/proc/self/fd/{handle}"))
        told[place.name] = (place.stat().st_size if place.is_file() else 0, (tmp_path / "again").exists())
        sync(handle)

    monkeypatch.setattr(os, "fsync", watched)
    restore(tmp_path / "again", written)

    restored = [path for path in (tmp_path / "again").rglob("*") if path.name != "case.db.sha256"]
    assert {
        path.name: (path.stat().st_size if path.is_file() else 0, False) for path in restored
    }.items() <= told.items()
    assert (tmp_path.name, (0, True)) == list(told.items())[-1]
    assert f".again.{os.getpid()}.restoring" in told


def test_what_is_no_case_yet_is_kept_as_well(case: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """A folder of other things in the place: it gets a lock of its own, goes, and its new name is made to last."""
    written = backup(case, tmp_path / "b.zip")
    (tmp_path / "again").mkdir()
    (tmp_path / "again" / "note.txt").write_text("mine")
    told: list[Path] = []
    sync = os.fsync
    monkeypatch.setattr(
        os, "fsync", lambda handle: (told.append(Path(os.readlink(f"/proc/self/fd/{handle}"))), sync(handle))
    )
    before = os.umask(0)
    try:
        replaced = restore(tmp_path / "again", written)
    finally:
        os.umask(before)

    assert tmp_path / "again.replaced-1" == replaced
    assert ("mine", 0o700) == ((replaced / "note.txt").read_text(), (replaced / ".detente").stat().st_mode & 0o777)
    assert tmp_path == told[-1]


def test_a_case_with_links_for_folders_is_not_replaced(case: Path, tmp_path: Path):
    """They could lead anywhere; nothing has changed, and nothing is left beside it."""
    written = backup(case, tmp_path / "b.zip")
    (case / "sources").rename(tmp_path / "elsewhere")
    (case / "sources").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(NotACase, match="is a link"):
        restore(case, written)

    assert ["b.zip", "case", "elsewhere"] == sorted(path.name for path in tmp_path.iterdir())


def test_a_database_is_proved_before_the_places_change(case: Path, tmp_path: Path):
    """One that does not hold together is refused although its hash in the backup fits."""
    data = (case / ".detente" / "case.db").read_bytes()[:8192]
    listed = {".detente/case.db": {"sha256": sha256(data), "size": len(data)}}
    with zipfile.ZipFile(tmp_path / "b.zip", "w") as archive:
        archive.writestr("manifest.json", json.dumps({"format": "detente/backup-1", "files": listed}))
        archive.writestr(".detente/case.db", data)
    with pytest.raises(UnreadableCase):
        restore(case, tmp_path / "b.zip")

    assert () == verify(case)
    assert ["b.zip", "case"] == sorted(path.name for path in tmp_path.iterdir())
