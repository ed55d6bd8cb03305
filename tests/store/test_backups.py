"""Backups: whole, the same each time, and refused when anything in them is odd."""

import json
import os
import shutil
import sqlite3
import zipfile
from contextlib import closing
from pathlib import Path

import pytest

from detente.errors import UnreadableCase, UnwritableCase
from detente.store.backups import backup
from detente.store.database import sha256, writing
from detente.store.restoring import restore
from river import ARTICLES


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


# ── the file itself ──────────────────────────────────────────────────────────────────────────────────────────


def test_a_backup_is_its_owners_and_has_neither_clock_nor_rights_of_this_machine(case: Path, tmp_path: Path):
    """Others cannot read it, nor what another program unpacks from it."""
    written = backup(case, tmp_path / "b.zip")
    with zipfile.ZipFile(written) as archive:
        entries = archive.infolist()

    assert 0o600 == written.stat().st_mode & 0o777
    assert {(0o600, (1980, 1, 1, 0, 0, 0), zipfile.ZIP_DEFLATED)} == {
        (entry.external_attr >> 16, entry.date_time, entry.compress_type) for entry in entries
    }
    assert {"manifest.json", "case.yaml", ".detente/case.db", *(f"sources/{name}" for name in ARTICLES)} == {
        entry.filename for entry in entries
    }


def test_a_backup_that_the_disk_garbles_never_gets_its_name(
    case: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    """It is read back from the disk before it counts; nothing is left of one that is not whole."""
    sync = os.fsync

    def garbling(handle: int) -> None:
        sync(handle)
        if os.readlink(f"/proc/self/fd/{handle}").endswith(".new") and os.fstat(handle).st_size > 1000:
            at = os.fstat(handle).st_size // 3
            os.pwrite(handle, bytes([os.pread(handle, 1, at)[0] ^ 0x41]), at)

    monkeypatch.setattr(os, "fsync", garbling)
    with pytest.raises(UnreadableCase):
        backup(case, tmp_path / "b.zip")

    assert ["case"] == [path.name for path in tmp_path.iterdir()]


def test_a_backup_is_on_the_disk_before_it_has_its_name(case: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """All its bytes first, then the name, then the folder that holds the name."""
    told: list[tuple[bool, int, bool]] = []
    sync, target = os.fsync, tmp_path / "b.zip"

    def watched(handle: int) -> None:
        place = Path(os.readlink(f"/proc/self/fd/{handle}"))
        if place.parent == tmp_path or place == tmp_path:
            told.append((place == tmp_path, 0 if place.is_dir() else place.stat().st_size, target.exists()))
        sync(handle)

    monkeypatch.setattr(os, "fsync", watched)
    backup(case, target)

    assert [(False, target.stat().st_size, False), (True, 0, True)] == told


def test_a_name_that_is_taken_meanwhile_is_not_replaced(case: Path, tmp_path: Path):
    """By a link that leads nowhere, for instance: it stays, and the backup is not said to have been written."""
    (tmp_path / "b.zip").symlink_to(tmp_path / "nothing")
    with pytest.raises(UnwritableCase, match="there is a file of this name"):
        backup(case, tmp_path / "b.zip")

    assert ["b.zip", "case"] == sorted(path.name for path in tmp_path.iterdir())
    assert (tmp_path / "b.zip").is_symlink()


def test_whatever_a_backup_writes_is_its_owners_from_the_beginning(
    case: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    """The copy of the database and the draft, whatever the umask."""
    found: set[tuple[str, int]] = set()
    sync = os.fsync

    def watched(handle: int) -> None:
        drafts = (*(case / ".detente").glob("backup-*.db"), *tmp_path.glob(".b.zip.*"))
        found.update((path.suffix, path.stat().st_mode & 0o777) for path in drafts)
        sync(handle)

    monkeypatch.setattr(os, "fsync", watched)
    before = os.umask(0)
    try:
        backup(case, tmp_path / "b.zip")
    finally:
        os.umask(before)

    assert {(".db", 0o600), (".new", 0o600)} == found


# ── what is odd in a backup ──────────────────────────────────────────────────────────────────────────────────


def packed(path: Path, contents: dict[str, bytes], **of: object) -> Path:
    """A backup of these files; `of` stands in its manifest in the place of what belongs there."""
    listed = {name: {"sha256": sha256(data), "size": len(data)} for name, data in contents.items()}
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("manifest.json", json.dumps({"format": "detente/backup-1", "files": listed, **of}))
        for name, data in contents.items():
            archive.writestr(name, data)
    return path


@pytest.mark.parametrize("name", ["case.yaml", "sources/a.txt", "sources/b/.hidden", "sources/manifest.json"])
def test_a_backup_may_hold_whatever_a_case_holds(tmp_path: Path, name: str):
    """Its model, and any file below sources/."""
    restore(tmp_path / "again", packed(tmp_path / "b.zip", {name: b"x"}))

    assert b"x" == (tmp_path / "again" / name).read_bytes()


@pytest.mark.parametrize(
    "name",
    [
        "../case.yaml", "/case.yaml", "sources", "sources/", "sources/../../x", "sources//a.txt", "./case.yaml", ".",
        "report.html", "notes/a.txt", ".detente/other.db", ".detente/case.db/a", "Sources/a.txt", "case.yaml/a.txt",
    ],
)  # fmt: skip
def test_a_name_that_no_case_has_is_odd(tmp_path: Path, name: str):
    """It leads outside, or nowhere that is read; nothing is unpacked."""
    with pytest.raises(UnreadableCase, match="odd"):
        restore(tmp_path / "again", packed(tmp_path / "b.zip", {"case.yaml": b"x", name: b"x"}))

    assert ["b.zip"] == [path.name for path in tmp_path.iterdir()]


def test_a_file_that_is_also_a_folder_is_odd(tmp_path: Path):
    """There is no such case."""
    with pytest.raises(UnreadableCase, match="odd"):
        restore(tmp_path / "again", packed(tmp_path / "b.zip", {"sources/a": b"x", "sources/a/b": b"x"}))


def test_what_is_listed_and_what_is_there_are_the_same(tmp_path: Path):
    """Neither a file too few nor one too many."""
    entry = {"sha256": sha256(b"x"), "size": 1}
    few = packed(tmp_path / "few.zip", {"case.yaml": b"x"}, files={"case.yaml": entry, "sources/a.txt": entry})
    many = packed(tmp_path / "many.zip", {"case.yaml": b"x", "sources/a.txt": b"x"}, files={"case.yaml": entry})
    for odd in (few, many):
        with pytest.raises(UnreadableCase, match="odd"):
            restore(tmp_path / "again", odd)


@pytest.mark.parametrize("manifest", [b"", b"[]", b"{}", b'{"format": "detente/backup-1"}', b"\xff"])
def test_a_zip_without_a_manifest_is_no_backup(tmp_path: Path, manifest: bytes):
    """Nor one whose manifest says nothing; it is told what makes a backup."""
    with zipfile.ZipFile(tmp_path / "b.zip", "w") as archive:
        archive.writestr("manifest.json", manifest)

    with pytest.raises(UnreadableCase, match="no backup of a case") as caught:
        restore(tmp_path / "again", tmp_path / "b.zip")
    assert "detente backup" in caught.value.hint


@pytest.mark.parametrize("data", [b"", b"PK", b"no zip at all"])
def test_what_is_no_zip_is_no_backup(tmp_path: Path, data: bytes):
    """Whatever it begins with."""
    (tmp_path / "b.zip").write_bytes(data)

    with pytest.raises(UnreadableCase, match="no whole backup"):
        restore(tmp_path / "again", tmp_path / "b.zip")


@pytest.mark.parametrize(("size", "words"), [(64 * 1024**3, "not what was saved"), (64 * 1024**3 + 1, "larger than")])
def test_a_case_of_64_gb_is_the_largest(tmp_path: Path, size: int, words: str):
    """By what the manifest says; up to there the bytes themselves are asked."""
    entry = {"sha256": sha256(b"x"), "size": size}
    with pytest.raises(UnreadableCase, match=words):
        restore(tmp_path / "again", packed(tmp_path / "b.zip", {"case.yaml": b"x"}, files={"case.yaml": entry}))


def test_a_database_that_was_forged_in_a_backup_is_refused(case: Path, tmp_path: Path):
    """Its hash fits; its own texts do not."""
    database = tmp_path / "case.db"
    shutil.copy(case / ".detente" / "case.db", database)
    with closing(sqlite3.connect(database)) as connection:
        connection.execute("UPDATE documents SET text = 'Sudland waits.'")
        connection.commit()

    with pytest.raises(UnreadableCase, match="the database in the backup is damaged") as caught:
        restore(tmp_path / "again", packed(tmp_path / "b.zip", {".detente/case.db": database.read_bytes()}))
    assert str(tmp_path / "b.zip") == caught.value.where
    assert not (tmp_path / "again").exists()
