"""Verification: nothing is found where nothing is wrong, and every kind of change is found."""

import os
import sqlite3
import subprocess
from contextlib import closing
from dataclasses import FrozenInstanceError
from pathlib import Path

import pytest

from detente.errors import NotACase, UnreadableCase
from detente.evidence import DocumentId, cite
from detente.record.entries import Gap, Record
from detente.store import schema, seal
from detente.store.database import writing
from detente.store.ingest import take_up
from detente.store.verifying import Finding, manifest, verify
from river import make_case


def found(case: Path) -> list[tuple[str, str]]:
    """(where, what) of every finding."""
    return [(finding.where, finding.message) for finding in verify(case)]


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


def test_a_forged_database_that_is_sealed_is_found(case: Path):
    """A seal only says that the bytes are those last written; verification reads them. Nothing in it is asked further."""
    path = case / ".detente" / "case.db"
    with closing(schema.connect(path, write=True)) as connection:
        connection.execute("UPDATE documents SET text = replace(text, 'Norland', 'Sudland') WHERE id = '01-wire'")
        seal.write(connection, path)

    assert [(".detente/case.db", "the text of '01-wire' is not the one that was stored")] == found(case)


def test_what_is_no_case_is_not_verified(tmp_path: Path):
    """It is no case in which something is missing."""
    with pytest.raises(NotACase):
        verify(tmp_path / "none")


def test_a_finding_is_a_value():
    """Named fields, and nothing of it changes."""
    finding = Finding(where="sources/01-wire.txt", message="no such file")

    assert {finding} == {Finding(where="sources/01-wire.txt", message="no such file")}
    with pytest.raises(FrozenInstanceError):
        finding.where = "elsewhere"  # type: ignore[misc]
    with pytest.raises(TypeError):
        Finding("sources/01-wire.txt", "no such file")  # type: ignore[misc]


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


def test_side_files_are_verified_with_their_articles(case: Path):
    """What they say of an article, its date for instance, is as much a part of the case as its words."""
    for name in ("01-wire", "02-rewrite"):
        (case / "sources" / f"{name}.txt.meta.yaml").write_text("published: 2031-03-04\n")
    with writing(case, doing="test") as store:
        take_up(store)
    whole = found(case)
    (case / "sources" / "01-wire.txt.meta.yaml").write_text("published: 2031-03-05\n")
    (case / "sources" / "02-rewrite.txt.meta.yaml").unlink()
    (case / "sources" / "03-local.txt.meta.yaml").write_text("published: 2031-03-04\n")

    assert [] == whole
    assert [
        ("sources/01-wire.txt.meta.yaml", "the file is not the one that was taken up"),
        ("sources/02-rewrite.txt.meta.yaml", "no such file"),
        ("sources/03-local.txt.meta.yaml", "the file has not been taken up; `detente run` does"),
    ] == found(case)


def test_a_name_that_is_no_text_is_no_finding(case: Path):
    """No run takes such a file up: it is refused, which the library says."""
    (case / os.fsdecode(b"sources/caf\xe9.txt")).write_bytes(b"They met.")
    with writing(case, doing="test") as store:
        take_up(store)

    assert [] == found(case)


def test_a_side_file_that_is_a_link_is_found(case: Path, tmp_path: Path):
    """It is not read, wherever it leads."""
    (case / "sources" / "01-wire.txt.meta.yaml").symlink_to(tmp_path / "elsewhere.yaml")

    assert ["sources/01-wire.txt.meta.yaml"] == [where for where, _ in found(case)]
