"""The commands that keep a case safe, in words: log, undo, verify, backup, restore, purge, doctor."""

import json
import shutil
from pathlib import Path

import pytest

from detente.store.locking import writer


@pytest.fixture
def case(river: Path, tmp_path: Path) -> Path:
    """A copy of the river case, to be changed."""
    return Path(shutil.copytree(river, tmp_path / "river"))


def test_the_log_says_what_was_done_and_what_was_undone(detente, case: Path, tmp_path: Path):
    """With the reason; times only where they are asked for."""
    (tmp_path / "new.txt").write_text("Norland waits.\n")
    detente("add", case, tmp_path / "new.txt")
    undone = detente("undo", case, "--because", "the wrong folder")
    told = detente("log", case).out
    listed = json.loads(detente("log", case, "--times", "--json").out)

    assert (0, True) == (undone.code, undone.out.startswith("undone: add"))
    assert "undone by" in told
    assert "the wrong folder" in told
    assert ["add", "undo"] == [item["kind"] for item in listed][-2:]
    assert all(item["at"] for item in listed)
    assert "at" not in json.loads(detente("log", case, "--json").out)[0]


def test_a_new_case_has_no_log(detente, tmp_path: Path):
    """It is said so."""
    (tmp_path / "case.yaml").write_text("detente: 1\n")

    assert "nothing yet" in (lambda told: told.out + told.err)(detente("log", tmp_path))


def test_verifying_tells_in_a_line_or_in_json(detente, case: Path):
    """Exit code 0 when all holds, 1 with each place when not."""
    whole = detente("verify", case), detente("verify", case, "--json"), detente("verify", case, "--manifest")
    (case / "sources" / "01-wire.txt").write_text("changed")
    broken = detente("verify", case), detente("verify", case, "--json"), detente("verify", case, "--manifest")

    assert [0, 0, 0, 1, 1, 1] == [told.code for told in (*whole, *broken)]
    assert "every hash and every citation holds" in whole[0].out
    assert [] == json.loads(whole[1].out)
    assert 4 == len(whole[2].out.splitlines())
    assert "sources/01-wire.txt: the file is not the one" in broken[0].out
    assert "sources/01-wire.txt" == json.loads(broken[1].out)[0]["where"]
    assert "sources/01-wire.txt: the file is not the one" in broken[2].out


def test_a_backup_gets_the_next_free_name_and_is_restored(detente, case: Path, tmp_path: Path):
    """Beside the case; what a restore replaces is named."""
    first, second = detente("backup", case), detente("backup", case)
    fresh = detente("restore", tmp_path / "again", tmp_path / "river.backup-1.zip")
    over = detente("restore", case, tmp_path / "river.backup-2.zip")

    assert "river.backup-1.zip: whole, " in first.out
    assert "river.backup-2.zip: whole, " in second.out
    assert [0, 0, 0, 0] == [told.code for told in (first, second, fresh, over)]
    assert fresh.out.endswith("again: restored\n")
    assert "" == fresh.err
    assert "what was there before is kept in" in over.err


def test_a_purge_asks_first(detente, case: Path, monkeypatch: pytest.MonkeyPatch):
    """No is no; with --yes it does not ask, and says how much has gone."""
    monkeypatch.setattr("click.confirm", lambda *_, **__: False)
    refused = detente("purge", case, "03-local")
    there = (case / "sources" / "03-local.txt").exists()
    done = detente("purge", case, "03-local", "--yes")

    assert (0, True) == (refused.code, there)
    assert "nothing was deleted" in refused.err
    assert "things deleted" in done.out
    assert not (case / "sources" / "03-local.txt").exists()


def test_doctor_tells_the_program_the_folder_and_the_case(detente, case: Path):
    """One line each, `ok` or `!!`; the same in JSON."""
    told = detente("doctor", case)
    listed = json.loads(detente("doctor", case, "--json").out)
    about = [item["about"] for item in listed]

    assert {"detente", "Python", "SQLite", "full-text search", "free space", "may write", "file system", "private",
            "database", "damaged databases kept", "writer"} <= set(about)  # fmt: skip
    assert "ok  database: whole, and as its last writer left it" in told.out
    assert "ok  writer: nobody is writing" in told.out
    assert "rollback journal" in told.out


def test_doctor_finds_what_needs_attention(detente, case: Path, tmp_path: Path):
    """An open folder, a damaged database, no case at all: exit code 1; a case not yet run is none of it."""
    (case / ".detente").chmod(0o755)
    (case / ".detente" / "damaged-1").write_bytes(b"x")
    opened = detente("doctor", case)
    (case / ".detente" / "case.db").write_bytes(b"rubbish")
    damaged = detente("doctor", case)
    none = detente("doctor", tmp_path / "nowhere")
    (tmp_path / "new").mkdir()
    (tmp_path / "new" / "case.yaml").write_text("detente: 1\n")
    new = detente("doctor", tmp_path / "new")

    assert [1, 1, 1] == [told.code for told in (opened, damaged, none)]
    assert "!!  private:" in opened.out
    assert "damaged databases kept: damaged-1" in opened.out
    assert "!!  database: the case database is damaged" in damaged.out
    assert "!!  case:" in none.out
    assert "none yet; `detente run" in new.out


def test_doctor_names_who_is_writing(detente, case: Path):
    """A writer at work is no fault."""
    with writer(case / ".detente", doing="a long import"):
        told = detente("doctor", case)

    assert "ok  writer: process" in told.out
    assert "(a long import) is writing to this case" in told.out


def test_doctor_says_so_where_the_lock_cannot_be_had(detente, case: Path):
    """A folder in its place, for instance."""
    (case / ".detente" / "lock").unlink()
    (case / ".detente" / "lock").mkdir()

    assert "!!  writer: cannot write here" in detente("doctor", case).out


def test_doctor_warns_of_a_disk_that_others_share(detente, case: Path, monkeypatch: pytest.MonkeyPatch):
    """Locks do not bind other machines."""
    monkeypatch.setattr("detente.store.mounts.file_system", lambda folder: "nfs4")

    told = detente("doctor", case)
    assert (1, True) == (told.code, "!!  file system: nfs4: locks do not bind other machines" in told.out)
