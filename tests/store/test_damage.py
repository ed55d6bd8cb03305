"""A damaged, foreign or newer database is found before anything is read from it, and put aside with its bytes."""

import sqlite3
from pathlib import Path

import pytest

from detente.errors import CaseBusy, CaseError, DetenteError, UnreadableCase, UnsupportedVersion
from detente.store import schema
from detente.store.damage import put_aside
from detente.store.database import reading, writing

DATABASE = Path(".detente") / "case.db"


def test_every_flipped_byte_is_found(case: Path):
    """Whichever page is hit, the case is refused: no flip gives a silently different record."""
    path = case / DATABASE
    whole = path.read_bytes()
    unnoticed = []
    for position in range(37, len(whole), 4099):
        path.write_bytes(whole[:position] + bytes([whole[position] ^ 0x10]) + whole[position + 1 :])
        try:
            with reading(case):
                unnoticed.append(position)
        except DetenteError:
            continue
    path.write_bytes(whole)

    assert [] == unnoticed
    with reading(case) as store:
        assert store is not None


def test_a_changed_text_is_found_without_the_seal(case: Path):
    """Where a killed writer left no seal, the long way round finds a text that was altered."""
    (case / ".detente" / "case.db.sha256").unlink()
    connection = sqlite3.connect(case / DATABASE)
    connection.execute("UPDATE documents SET text = replace(text, 'Norland', 'Sudland')")
    connection.commit()
    connection.close()

    with pytest.raises(UnreadableCase, match="not the one that was stored"), reading(case):
        pass


@pytest.mark.parametrize("size", [1, 100, 5000])
def test_a_truncated_database_is_damaged(case: Path, size: int):
    """Cut anywhere, it is refused, with a hint that names the way out."""
    path = case / DATABASE
    path.write_bytes(path.read_bytes()[:size])

    with pytest.raises(UnreadableCase) as caught, reading(case):
        pass
    assert "detente run" in caught.value.hint


def test_another_programs_database_is_no_case(case: Path):
    """The application id tells a case from any other SQLite file."""
    (case / DATABASE).unlink()
    (case / ".detente" / "case.db.sha256").unlink()
    connection = sqlite3.connect(case / DATABASE)
    connection.execute("CREATE TABLE t (x)")
    connection.commit()
    connection.close()

    with pytest.raises(UnreadableCase, match="not a detente case"), reading(case):
        pass


def test_a_trigger_that_came_with_the_file_is_refused(case: Path):
    """A database from somebody else cannot bring code along."""
    (case / ".detente" / "case.db.sha256").unlink()
    connection = sqlite3.connect(case / DATABASE)
    connection.execute("CREATE TRIGGER t AFTER INSERT ON meta BEGIN DELETE FROM blobs; END")
    connection.commit()
    connection.close()

    with pytest.raises(UnreadableCase, match="tables"), writing(case, doing="test"):
        pass


def test_a_newer_version_is_refused_and_not_touched(case: Path):
    """What a newer detente wrote is left alone."""
    (case / ".detente" / "case.db.sha256").unlink()
    connection = sqlite3.connect(case / DATABASE)
    connection.execute(f"PRAGMA user_version = {schema.version() + 1}")
    connection.commit()
    connection.close()
    before = (case / DATABASE).read_bytes()

    with pytest.raises(UnsupportedVersion), writing(case, doing="test"):
        pass
    assert before == (case / DATABASE).read_bytes()


def test_damaged_bytes_are_kept(case: Path):
    """Putting a damaged database aside loses nothing."""
    (case / DATABASE).write_bytes(b"rubbish")

    kept = put_aside(case)

    assert b"rubbish" == kept.read_bytes()
    assert not (case / DATABASE).exists()


def test_a_second_writer_waits_and_is_told_who_writes(case: Path):
    """One writer at a time: the other gets the owner's name after a bounded wait."""
    with (
        writing(case, doing="detente add"),
        pytest.raises(CaseBusy, match="detente add"),
        writing(case, doing="b", wait=0.1),
    ):
        pass


def test_readers_are_not_kept_out_by_a_writer(case: Path):
    """Somebody who only looks never fails because of somebody who writes."""
    with writing(case, doing="test") as writer, reading(case) as reader:
        assert reader is not None
        assert 3 == len(reader.documents())
        assert writer.meta("library_key") == reader.meta("library_key")


def test_the_folder_is_private(case: Path):
    """Others on the machine can read neither the database nor the folder."""
    assert 0o700 == (case / ".detente").stat().st_mode & 0o777
    assert {0o600} == {path.stat().st_mode & 0o777 for path in (case / ".detente").iterdir()}


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
