"""Backup, restore, verification and purging."""

import json
import os
import sqlite3
import subprocess
import zipfile
from contextlib import closing
from pathlib import Path

import pytest

from detente.errors import CaseError, DetenteError, NotACase, UnknownItem, UnreadableCase, UnwritableCase
from detente.evidence import DocumentId, cite
from detente.record.entries import Gap, Record
from detente.store import custody
from detente.store.custody import backup, manifest, purge, put_aside, restore, verify
from detente.store.database import reading, sha256, writing
from detente.store.ingest import take_up
from river import ARTICLES, make_case

MARKER = "Tarn Courier"


@pytest.fixture
def case(tmp_path: Path) -> Path:
    """A case whose sources are taken up."""
    folder = make_case(tmp_path / "case")
    with writing(folder, doing="test") as store:
        take_up(store)
    return folder


def test_a_whole_case_verifies(case: Path):
    """Nothing is found where nothing is wrong."""
    assert () == verify(case)


def test_an_edited_source_is_found(case: Path):
    """The file on the disk is compared with the bytes that were taken up."""
    (case / "sources" / "01-wire.txt").write_text("changed", encoding="utf-8")

    assert ["sources/01-wire.txt"] == [finding.where for finding in verify(case)]


def test_an_edited_quotation_is_found(case: Path):
    """A model that quotes what nobody wrote does not verify."""
    text = (case / "case.yaml").read_text(encoding="utf-8")
    (case / "case.yaml").write_text(text.replace("rejected the demand", "accepted the demand"), encoding="utf-8")

    findings = verify(case)
    assert ["does not stand in the source"] == [f.message[-28:] for f in findings]
    assert findings[0].where.startswith("case.yaml:")


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


def test_the_same_case_gives_the_same_backup(case: Path, tmp_path: Path):
    """A backup has no clock in it."""
    assert backup(case, tmp_path / "a.zip").read_bytes() == backup(case, tmp_path / "b.zip").read_bytes()


def test_a_backup_never_replaces_another(case: Path, tmp_path: Path):
    """A name that is taken is refused."""
    backup(case, tmp_path / "b.zip")

    with pytest.raises(UnwritableCase):
        backup(case, tmp_path / "b.zip")


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


def test_a_backup_cannot_write_outside(case: Path, tmp_path: Path):
    """Names that lead out of the folder are refused before anything is unpacked."""
    written = backup(case, tmp_path / "b.zip")
    with zipfile.ZipFile(written, "a") as archive:
        archive.writestr("../outside.txt", "x")

    with pytest.raises(UnreadableCase):
        restore(tmp_path / "again", written)
    assert not (tmp_path / "outside.txt").exists()
    assert not (tmp_path / "again").exists()


def test_what_is_purged_is_gone_from_every_file(case: Path):
    """After a purge no file of the case holds the purged article's words."""
    assert MARKER in ARTICLES["03-local.txt"]

    purge(case, ["03-local"])

    rest = [path for path in case.rglob("*") if path.is_file() and MARKER.encode() in path.read_bytes()]
    assert [] == rest
    with reading(case) as store:
        assert store is not None
        assert ["01-wire", "02-rewrite"] == [d.id for d in store.documents()]


def test_a_purge_forgets_removed_sources(case: Path):
    """A file that was deleted from sources/ leaves its bytes until a purge."""
    (case / "sources" / "03-local.txt").unlink()
    with writing(case, doing="test") as store:
        take_up(store)
    database = case / ".detente" / "case.db"
    kept = MARKER.encode() in database.read_bytes()

    purge(case)

    assert (True, False) == (kept, MARKER.encode() in database.read_bytes())


def test_the_manifest_is_checked_by_other_programs(case: Path):
    """`sha256sum` finds every file whole, and a changed one changed, also under a strange name."""
    (case / "sources" / "a\nb\\c.txt").write_text("Norland waits.\n")
    with writing(case, doing="test") as store:
        take_up(store)
    listed = case.parent / "manifest"
    listed.write_text(manifest(case))
    check = ["sha256sum", "--check", "--quiet", str(listed)]
    whole = subprocess.run(check, cwd=case, capture_output=True, check=False).returncode
    (case / "sources" / "01-wire.txt").write_text("Norland waited.\n")
    changed = subprocess.run(check, cwd=case, capture_output=True, check=False)

    assert 5 == len(listed.read_text().splitlines())
    assert (0, 1) == (whole, changed.returncode)
    assert b"01-wire.txt" in changed.stdout


# ── what verification finds ──────────────────────────────────────────────────────────────────────────────────


def found(case: Path) -> list[tuple[str, str]]:
    """(where, what) of every finding."""
    return [(finding.where, finding.message) for finding in verify(case)]


def test_a_case_without_a_database_cannot_be_verified(tmp_path: Path):
    """It is said what makes one."""
    folder = make_case(tmp_path / "case")

    assert [(str(folder), "the case has no database yet; `detente run` makes it")] == found(folder)


def test_damage_found_the_long_way_is_the_only_finding(case: Path):
    """A database that lies about its texts is not asked about citations."""
    (case / ".detente" / "case.db.sha256").unlink()
    with closing(sqlite3.connect(case / ".detente" / "case.db")) as connection:
        connection.execute("PRAGMA foreign_keys = OFF")
        connection.execute("DELETE FROM blobs")
        connection.commit()

    with pytest.raises(UnreadableCase, match="refers to nothing"):
        verify(case)


def test_every_file_is_accounted_for(case: Path):
    """One that is gone, one that nobody took up; a refused one is no finding, gone or not."""
    (case / "sources" / "junk.bin").write_bytes(bytes(range(256)) * 40)
    (case / "sources" / "more.bin").write_bytes(bytes(range(255)) * 40)
    with writing(case, doing="test") as store:
        take_up(store)
    before = found(case)
    (case / "sources" / "03-local.txt").unlink()
    (case / "sources" / "more.bin").unlink()
    (case / "sources" / "04-new.txt").write_text("A fourth article.\n")

    assert [] == before
    assert [
        ("sources/03-local.txt", "no such file"),
        ("sources/04-new.txt", "the file has not been taken up; `detente run` does"),
    ] == found(case)


def test_a_citation_that_no_longer_holds_is_found(case: Path):
    """A record that quotes other words than its source has: opening the case fails, and that is the finding."""
    quoted = Gap(kind="silence", about="a", why="w", citations=(cite("Sudland waits", DocumentId("01-wire"), 0, 7),))
    with writing(case, doing="test") as store, store.transaction():
        store.put_record(Record(gaps=(quoted,)), "k")

    ((where, message),) = found(case)
    assert "01-wire" in where
    assert message.startswith("quoted 'Sudland'")


# ── backups that are not whole ───────────────────────────────────────────────────────────────────────────────


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


def test_a_backup_that_is_not_there_is_named(tmp_path: Path):
    """Nothing is made in its place."""
    with pytest.raises(NotACase, match="no such backup"):
        restore(tmp_path / "again", tmp_path / "none.zip")
    assert [] == list(tmp_path.iterdir())


def test_a_backup_that_cannot_be_written_leaves_nothing(case: Path, tmp_path: Path):
    """A folder that is not there: said so, with no draft anywhere."""
    with pytest.raises(UnwritableCase, match="cannot be written") as caught:
        backup(case, tmp_path / "nowhere" / "b.zip")

    assert str(tmp_path / "nowhere" / "b.zip") == caught.value.where
    assert ["case"] == [path.name for path in tmp_path.iterdir()]
    assert [] == list((case / ".detente").glob("backup-*"))


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


def test_a_case_without_sources_is_backed_up(tmp_path: Path):
    """Its model and database alone."""
    folder = tmp_path / "case"
    folder.mkdir()
    (folder / "case.yaml").write_text("detente: 1\n")
    with writing(folder, doing="test"):
        pass
    restore(tmp_path / "again", backup(folder, tmp_path / "b.zip"))

    assert [".detente", "case.yaml"] == sorted(path.name for path in (tmp_path / "again").iterdir())


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
        custody._exchange(tmp_path / "none", case)
    assert () == verify(case)


# ── purge, damage ────────────────────────────────────────────────────────────────────────────────────────────


def test_a_source_that_is_not_there_cannot_be_purged(case: Path):
    """Nothing is deleted, and it is said which names there are."""
    with pytest.raises(UnknownItem, match="'09'") as caught:
        purge(case, ["09"])

    assert "detente sources" in caught.value.hint
    assert () == verify(case)


def test_what_a_purge_deletes_is_listed(case: Path):
    """The source, its bytes, the report that quotes it and what was put aside; a link's target is not touched."""
    (case / "report.html").write_text("quotes")
    (case / ".detente" / "damaged-1").write_bytes(b"old bytes")
    gone = purge(case, ["sources/03-local.txt"])

    assert ["sources/03-local.txt", ".detente/damaged-1", "report.html"] == [
        name for name in gone if not name.startswith("bytes ")
    ]
    assert 1 == sum(name.startswith("bytes ") for name in gone)
    assert [] == [name for name in ("report.html", ".detente/damaged-1") if (case / name).exists()]


def test_a_purge_of_nothing_keeps_the_report(case: Path):
    """It quotes nothing that has gone."""
    (case / "report.html").write_text("quotes")

    assert () == purge(case)
    assert (case / "report.html").exists()


def test_a_purge_never_writes_through_a_link(case: Path, tmp_path: Path):
    """The link's target is somebody else's."""
    (tmp_path / "target").write_text("kept")
    (case / "sources" / "03-local.txt").unlink()
    (case / "sources" / "03-local.txt").symlink_to(tmp_path / "target")
    purge(case, ["03-local"])

    assert "kept" == (tmp_path / "target").read_text()


def test_the_journal_of_a_damaged_database_goes_with_it(case: Path):
    """It would be played into the new one; each damaged database has its own number, and the seal goes."""
    database = case / ".detente" / "case.db"
    for number in (1, 2):
        database.write_bytes(b"rubbish")
        database.with_name("case.db-journal").write_bytes(b"journal")
        database.with_name("case.db.sha256").write_text("seal")
        assert f"damaged-{number}" == put_aside(case).name

    assert ["damaged-1", "damaged-1-journal", "damaged-2", "damaged-2-journal", "lock"] == sorted(
        path.name for path in (case / ".detente").iterdir()
    )


def test_there_must_be_a_database_to_put_aside(tmp_path: Path):
    """Nothing is made."""
    with pytest.raises(CaseError, match="no database"):
        put_aside(tmp_path)


# ── what a killed command leaves ─────────────────────────────────────────────────────────────────────────────


def nobody() -> int:
    """The number of a process that has ended."""
    ended = subprocess.Popen(["true"])
    ended.wait()
    return ended.pid


def test_the_next_backup_removes_what_a_killed_one_left(case: Path, tmp_path: Path):
    """Hidden drafts of the same name go with their process; that of one still at work stays."""
    gone, here = nobody(), os.getppid()
    for name in (f".b.zip.{gone}.new", f".b.zip.{gone}.db", f".b.zip.{here}.new", f".other.zip.{gone}.new"):
        (tmp_path / name).write_text(MARKER)
    backup(case, tmp_path / "b.zip")

    left = sorted(path.name for path in tmp_path.iterdir() if path.name.startswith("."))
    assert sorted([f".b.zip.{here}.new", f".other.zip.{gone}.new"]) == left


@pytest.mark.parametrize("next_writer", ["restore", "purge"])
def test_the_next_writer_removes_what_a_killed_restore_left(case: Path, tmp_path: Path, next_writer: str):
    """A case half unpacked beside the case goes with its process; that of one still at work stays."""
    written = backup(case, tmp_path / "b.zip")
    gone, here = tmp_path / f".case.{nobody()}.restoring", tmp_path / f".case.{os.getppid()}.restoring"
    for folder in (gone, here):
        (folder / "sources").mkdir(parents=True)
        (folder / "sources" / "a.txt").write_text(MARKER)
    if next_writer == "restore":
        restore(case, written)
    else:
        purge(case)

    assert (False, True) == (gone.exists(), here.exists())


def test_a_copy_of_the_database_that_a_killed_backup_left_goes_with_the_next_writer(case: Path):
    """The copy and its journal hold every article."""
    for name in ("backup-77.db", "backup-77.db-journal"):
        (case / ".detente" / name).write_text(MARKER)
    purge(case)

    assert [] == [path.name for path in (case / ".detente").glob("backup*")]


def test_a_restore_that_cannot_change_places_leaves_nothing(
    case: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    """Neither the case nor what stands beside it is other than before."""
    written = backup(case, tmp_path / "b.zip")
    before = sorted(path.name for path in tmp_path.iterdir())

    def refuse(first: Path, second: Path) -> None:
        raise OSError(5, "Input/output error")

    monkeypatch.setattr(custody, "_exchange", refuse)
    with pytest.raises(UnwritableCase, match="Input/output"):
        restore(case, written)

    assert before == sorted(path.name for path in tmp_path.iterdir())
    assert () == verify(case)
