"""Backups: whole, the same each time, and refused when anything in them is odd."""

import json
import os
import zipfile
from pathlib import Path

import pytest

from detente.errors import UnreadableCase, UnwritableCase
from detente.store.backups import backup
from detente.store.database import sha256, writing
from detente.store.restoring import restore


def test_the_same_case_gives_the_same_backup(case: Path, tmp_path: Path):
    """A backup has no clock in it."""
    assert backup(case, tmp_path / "a.zip").read_bytes() == backup(case, tmp_path / "b.zip").read_bytes()


def test_a_backup_never_replaces_another(case: Path, tmp_path: Path):
    """A name that is taken is refused."""
    backup(case, tmp_path / "b.zip")

    with pytest.raises(UnwritableCase):
        backup(case, tmp_path / "b.zip")


def test_a_backup_cannot_write_outside(case: Path, tmp_path: Path):
    """Names that lead out of the folder are refused before anything is unpacked."""
    written = backup(case, tmp_path / "b.zip")
    with zipfile.ZipFile(written, "a") as archive:
        archive.writestr("../outside.txt", "x")

    with pytest.raises(UnreadableCase):
        restore(tmp_path / "again", written)
    assert not (tmp_path / "outside.txt").exists()
    assert not (tmp_path / "again").exists()


def altered(backup_file: Path, **changes: object) -> Path:
    """The same backup with parts of its manifest, or of its files, exchanged."""
    with zipfile.ZipFile(backup_file) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    manifest_ = json.loads(files["manifest.json"])
    manifest_.update(changes)
    files["manifest.json"] = json.dumps(manifest_).encode()
    with zipfile.ZipFile(backup_file, "w") as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return backup_file


def test_a_backup_of_a_later_format_is_refused(case: Path, tmp_path: Path):
    """With the hint to upgrade, before anything is unpacked."""
    written = altered(backup(case, tmp_path / "b.zip"), format="detente/backup-2")

    with pytest.raises(UnreadableCase, match="format this detente does not know") as caught:
        restore(tmp_path / "again", written)
    assert "upgrade" in caught.value.hint
    assert not (tmp_path / "again").exists()


def test_a_backup_that_promises_more_than_a_case_can_hold_is_refused(case: Path, tmp_path: Path):
    """The sizes are added up before a byte is written."""
    huge = {name: {"sha256": "0" * 64, "size": 33 * 1024**3} for name in ("case.yaml", "sources/01-wire.txt")}
    written = backup(case, tmp_path / "b.zip")
    with zipfile.ZipFile(written) as archive:
        listed = json.loads(archive.read("manifest.json"))["files"]
    altered(written, files={name: huge.get(name, entry) for name, entry in listed.items()})

    with pytest.raises(UnreadableCase, match="larger than a case can be"):
        restore(tmp_path / "again", written)


@pytest.mark.parametrize("shift", [-1, 1])
def test_a_file_longer_or_shorter_than_promised_is_refused(case: Path, tmp_path: Path, shift: int):
    """Also when the rest is right."""
    written = backup(case, tmp_path / "b.zip")
    with zipfile.ZipFile(written) as archive:
        listed = json.loads(archive.read("manifest.json"))["files"]
    listed["case.yaml"]["size"] += shift
    altered(written, files=listed)

    with pytest.raises(UnreadableCase, match=r"case\.yaml in the backup is not what was saved"):
        restore(tmp_path / "again", written)
    assert not (tmp_path / "again").exists()


def test_a_backup_whose_database_is_empty_is_refused(case: Path, tmp_path: Path):
    """A file of that name with nothing in it is no case."""
    written = backup(case, tmp_path / "b.zip")
    with zipfile.ZipFile(written) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    listed = json.loads(files["manifest.json"])
    listed["files"][".detente/case.db"] = {"sha256": sha256(b""), "size": 0}
    files["manifest.json"], files[".detente/case.db"] = json.dumps(listed).encode(), b""
    with zipfile.ZipFile(written, "w") as archive:
        for name, data in files.items():
            archive.writestr(name, data)

    with pytest.raises(UnreadableCase, match="it is empty"):
        restore(tmp_path / "again", written)


def test_a_backup_that_cannot_be_written_leaves_nothing(case: Path, tmp_path: Path):
    """A folder that is not there: said so, with no draft anywhere."""
    with pytest.raises(UnwritableCase, match="cannot be written") as caught:
        backup(case, tmp_path / "nowhere" / "b.zip")

    assert str(tmp_path / "nowhere" / "b.zip") == caught.value.where
    assert ["case"] == [path.name for path in tmp_path.iterdir()]
    assert [] == list((case / ".detente").glob("backup-*"))


def test_a_case_without_sources_is_backed_up(tmp_path: Path):
    """Its model and database alone."""
    folder = tmp_path / "case"
    folder.mkdir()
    (folder / "case.yaml").write_text("detente: 1\n")
    with writing(folder, doing="test"):
        pass
    restore(tmp_path / "again", backup(folder, tmp_path / "b.zip"))

    assert [".detente", "case.yaml"] == sorted(path.name for path in (tmp_path / "again").iterdir())


def test_the_next_backup_removes_what_a_killed_one_left(case: Path, tmp_path: Path, ended: int):
    """Hidden drafts of the same name go with their process; that of one still at work stays."""
    here = os.getppid()
    for name in (f".b.zip.{ended}.new", f".b.zip.{ended}.db", f".b.zip.{here}.new", f".other.zip.{ended}.new"):
        (tmp_path / name).write_text("Norland waits.")
    backup(case, tmp_path / "b.zip")

    left = sorted(path.name for path in tmp_path.iterdir() if path.name.startswith("."))
    assert sorted([f".b.zip.{here}.new", f".other.zip.{ended}.new"]) == left
