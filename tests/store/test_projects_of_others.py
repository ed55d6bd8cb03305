"""A case folder that somebody else has made: whatever it holds, nothing outside it is read, written or deleted."""

import hashlib
import os
import sqlite3
import zipfile
from contextlib import closing
from pathlib import Path

import pytest

from detente.errors import DetenteError, NotACase, UnreadableCase
from detente.pipeline import run
from detente.store.backups import backup
from detente.store.database import reading, writing
from detente.store.editing import model_text, save_model
from detente.store.ingest import add, take_up
from detente.store.purging import purge
from detente.store.restoring import restore
from detente.store.undoing import undo
from detente.store.verifying import manifest
from river import MODEL, make_case

WORDS = "unmistakable heron 61"


@pytest.fixture
def outside(tmp_path: Path) -> Path:
    """A folder that is nobody else's business."""
    folder = tmp_path / "outside"
    folder.mkdir()
    (folder / "key.txt").write_text(f"{WORDS}\n", encoding="utf-8")
    return folder


@pytest.fixture
def case(tmp_path: Path) -> Path:
    """A case whose articles were added."""
    folder = make_case(tmp_path / "case")
    added = make_case(tmp_path / "added") / "sources" / "01-wire.txt"
    (folder / "sources" / "01-wire.txt").unlink()
    with writing(folder, doing="test") as store:
        take_up(store)
        add(store, [added])
    return folder


def _everything(folder: Path) -> dict[str, str]:
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in folder.iterdir()}


@pytest.mark.parametrize("name", ["sources", ".detente"])
def test_a_folder_of_the_case_that_is_a_link_is_refused(case: Path, outside: Path, tmp_path: Path, name: str) -> None:
    """Neither read from, nor written to, nor packed into a backup."""
    (case / name).rename(tmp_path / "aside")
    (case / name).symlink_to(outside)
    before = _everything(outside)
    another = make_case(tmp_path / "another")
    with writing(another, doing="test") as store:
        take_up(store)
    archive = backup(another, tmp_path / "another.zip")
    doings = (
        lambda: run(case),
        lambda: backup(case, tmp_path / "b.zip"),
        lambda: manifest(case),
        lambda: purge(case),
        lambda: restore(case, archive),
        lambda: writing(case, doing="test").__enter__(),
        lambda: reading(case).__enter__(),
    )
    for doing in doings:
        with pytest.raises(NotACase, match="is a link"):
            doing()

    assert before == _everything(outside)
    assert not (tmp_path / "b.zip").exists()


def test_a_model_that_is_a_link_is_not_followed(case: Path, outside: Path, tmp_path: Path) -> None:
    """Its words are in no error, no report and no backup."""
    (case / "case.yaml").unlink()
    (case / "case.yaml").symlink_to(outside / "key.txt")
    ran = run(case)
    archive = backup(case, tmp_path / "b.zip")
    with pytest.raises(UnreadableCase):
        model_text(case)
    with pytest.raises(UnreadableCase):
        save_model(case, MODEL, against="", summary="an edit")

    assert ["cannot be read: it is a link"] == [problem.message for problem in ran.problems]
    assert WORDS not in (case / "report.html").read_text(encoding="utf-8")
    assert "case.yaml" not in zipfile.ZipFile(archive).namelist()


def test_a_model_that_is_a_pipe_blocks_nothing(case: Path) -> None:
    """A problem of the model; the articles are read."""
    (case / "case.yaml").unlink()
    os.mkfifo(case / "case.yaml")
    ran = run(case)

    assert ["cannot be read: not a regular file"] == [problem.message for problem in ran.problems]
    assert ran.record.statements


def test_a_model_too_large_to_be_one_is_not_read(case: Path) -> None:
    """A sparse file of a terabyte costs one error."""
    with (case / "case.yaml").open("wb") as file:
        file.truncate(1 << 40)
    ran = run(case)

    assert ["cannot be read: larger than 400 MB"] == [problem.message for problem in ran.problems]


NAMES = (
    "../outside/key.txt",
    "sources/../../outside/key.txt",
    "sources/link/key.txt",
    "outside",
    "sources",
    "",
    "/OUT",
)


def _forge(case: Path, outside: Path, name: str) -> None:
    """Let the database call its first article by a name that leads out of the case."""
    (case / "sources" / "link").symlink_to(outside)
    data = (outside / "key.txt").read_bytes()
    digest = hashlib.sha256(data).hexdigest()
    name = str(outside / "key.txt") if name == "/OUT" else name
    with closing(sqlite3.connect(case / ".detente" / "case.db")) as connection:
        connection.execute("INSERT INTO blobs VALUES (?, ?)", (digest, data))
        connection.execute(
            "UPDATE files SET path = ?, sha256 = ?, copied = 1 WHERE path = 'sources/01-wire.txt'", (name, digest)
        )
        connection.execute("UPDATE documents SET path = ? WHERE path = 'sources/01-wire.txt'", (name,))
        connection.commit()
    (case / ".detente" / "case.db.sha256").unlink()


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("doing", ["purge", "undo"])
def test_a_forged_name_deletes_nothing(case: Path, outside: Path, name: str, doing: str) -> None:
    """A database that leads out of sources/ is refused by what would delete."""
    before = _everything(outside)
    _forge(case, outside, name)
    with pytest.raises(DetenteError, match="where a case has none"):
        purge(case, ["01-wire"]) if doing == "purge" else undo(case)

    assert before == _everything(outside)


def test_a_linked_folder_below_the_sources_is_in_no_backup(case: Path, outside: Path, tmp_path: Path) -> None:
    """Links are left out, and what lies behind them."""
    (case / "sources" / "deep").mkdir()
    (case / "sources" / "deep" / "link").symlink_to(outside)
    archive = backup(case, tmp_path / "b.zip")

    assert [] == [name for name in zipfile.ZipFile(archive).namelist() if "link" in name or "key" in name]
