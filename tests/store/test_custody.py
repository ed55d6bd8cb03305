"""Backup, restore, verification and purging."""

import subprocess
import zipfile
from pathlib import Path

import pytest

from detente.errors import DetenteError, UnreadableCase, UnwritableCase
from detente.store.custody import backup, manifest, purge, restore, verify
from detente.store.database import reading, writing
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
