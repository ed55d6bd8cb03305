"""Purging: what is deleted for good is in no file of the case any more."""

from pathlib import Path

import pytest

from detente.errors import UnknownItem
from detente.store import purging
from detente.store.database import reading, writing
from detente.store.ingest import take_up
from detente.store.purging import purge
from detente.store.verifying import verify
from river import ARTICLES

MARKER = "Tarn Courier"
"""Words that only the article to be purged has."""


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


def test_a_source_that_is_not_there_cannot_be_purged(case: Path):
    """Nothing is deleted, and it is said which names there are."""
    with pytest.raises(UnknownItem, match="'09'") as caught:
        purge(case, ["09"])

    assert "detente sources" in caught.value.hint
    assert () == verify(case)


def test_what_a_purge_deletes_is_listed(case: Path):
    """The source, the report that quotes it, its bytes and what was put aside."""
    (case / "report.html").write_text("quotes")
    (case / ".detente" / "damaged-1").write_bytes(b"old bytes")
    gone = purge(case, ["sources/03-local.txt"])

    assert ["sources/03-local.txt", "report.html", ".detente/damaged-1"] == [
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


def test_a_copy_of_the_database_that_a_killed_backup_left_goes_with_the_next_writer(case: Path):
    """The copy and its journal hold every article."""
    for name in ("backup-77.db", "backup-77.db-journal"):
        (case / ".detente" / name).write_text(MARKER)
    purge(case)

    assert [] == [path.name for path in (case / ".detente").glob("backup*")]


def test_a_purge_that_was_stopped_is_ended_by_the_next(case: Path, monkeypatch: pytest.MonkeyPatch):
    """The report quotes what is deleted: it goes before the database forgets which source was meant."""
    (case / "report.html").write_text(f"He told the {MARKER}.")

    def stopped(_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(purging, "settle", stopped)
        with pytest.raises(KeyboardInterrupt):
            purge(case, ["03-local"])
    purge(case)

    assert [] == [path for path in case.rglob("*") if path.is_file() and MARKER.encode() in path.read_bytes()]
    assert () == verify(case)


def test_bytes_that_have_another_name_are_left_to_it(case: Path, tmp_path: Path):
    """A source may be a second name of a file that lies elsewhere: only the name in the case is the case's."""
    (tmp_path / "press.txt").hardlink_to(case / "sources" / "03-local.txt")
    purge(case, ["03-local"])

    assert ARTICLES["03-local.txt"] == (tmp_path / "press.txt").read_text(encoding="utf-8")
    assert not (case / "sources" / "03-local.txt").exists()


def test_a_side_file_is_purged_with_its_article(case: Path):
    """What it says of the article is in no file either."""
    (case / "sources" / "03-local.txt.meta.yaml").write_text("outlet: Ashford Gazette\n", encoding="utf-8")
    with writing(case, doing="test") as store:
        take_up(store)
    purge(case, ["03-local"])

    assert [] == [path for path in case.rglob("*") if path.is_file() and b"Ashford Gazette" in path.read_bytes()]
