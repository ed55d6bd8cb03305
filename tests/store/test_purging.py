"""Purging: what is deleted for good is in no file of the case any more."""

import os
from pathlib import Path

import pytest

from detente.case import Note
from detente.errors import UnknownItem
from detente.evidence import Citation, DocumentId, Span, cite
from detente.record.entries import Gap, Record
from detente.store import purging
from detente.store.annotations import keep_notes
from detente.store.database import reading, writing
from detente.store.editing import decide
from detente.store.history import log
from detente.store.ingest import add, take_up
from detente.store.opening import open_case
from detente.store.purging import purge
from detente.store.searching import search
from detente.store.verifying import verify
from river import ARTICLES, make_case

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


# ── what is left ─────────────────────────────────────────────────────────────────────────────────────────────


def test_zeros_are_on_the_disk_before_a_name_goes(case: Path, monkeypatch: pytest.MonkeyPatch):
    """Every byte of the source is overwritten, and that is made to last; a file that is open somewhere has zeros too."""
    path = case / "sources" / "long.txt"
    path.write_bytes(b"x\n" * (1 << 19) + b"y")
    with writing(case, doing="test") as store:
        take_up(store)
    synced: list[bytes] = []
    sync = os.fsync

    def watched(handle: int) -> None:
        if Path(os.readlink(f"/proc/self/fd/{handle}")) == path:
            synced.append(path.read_bytes())
        sync(handle)

    monkeypatch.setattr(os, "fsync", watched)
    with path.open("rb") as opened:
        purge(case, ["sources/long.txt"])
        left = opened.read()

    assert not path.exists()
    assert ([bytes((1 << 20) + 1)], bytes((1 << 20) + 1)) == (synced, left)


def test_no_word_of_a_purged_article_is_in_the_index(case: Path):
    """Whether in capitals or not: the index has its own list of the words, and the file does not keep their room."""
    database = case / ".detente" / "case.db"
    (case / "sources" / "04-new.txt").write_text("Zyxwort grows at Tarn.\n" + "Norland waits.\n" * 20_000)
    with writing(case, doing="test") as store:
        take_up(store)
    before = database.read_bytes()
    purge(case, ["04-new"])

    assert (True, False) == (b"zyxwort" in before.lower(), b"zyxwort" in database.read_bytes().lower())
    assert len(before) - 280_000 > len(database.read_bytes())
    with reading(case) as store:
        assert store is not None
        assert ([], 1) == ([hit.number for hit in search(store, "zyxwort")], len(search(store, "reopen")))


def test_a_record_that_quotes_a_purged_source_goes_with_it(case: Path):
    """A purge of old bytes alone leaves it."""
    quoted = Gap(
        kind="silence", about="a", why="w", citations=(cite("Letters from Tarn", DocumentId("03-local"), 0, 7),)
    )
    with writing(case, doing="test") as store, store.transaction():
        store.put_record(Record(gaps=(quoted,)), "k")
    purge(case)
    before = open_case(case).record.gaps
    purge(case, ["03-local"])

    assert ((quoted,), ()) == (before, open_case(case).record.gaps)


def test_the_log_keeps_what_the_case_still_comes_from(tmp_path: Path):
    """Additions of sources that stand, notes on their words, and the purge itself; nothing of what has gone."""
    case = make_case(tmp_path / "case", model=None)
    press = [(case / "sources" / name).rename(tmp_path / name) for name in ARTICLES]
    with writing(case, doing="test") as store:
        for article in press:
            add(store, [article])
    decide(case, "ev-1", "dismissed", by="mo")
    for source in ("02-rewrite", "03-local"):
        citation = Citation(span=Span(document=DocumentId(source), start=0, end=7), quote=ARTICLES[f"{source}.txt"][:7])
        keep_notes(case, [Note(citation=citation, annotation={"body": "why?"})], summary=f"a note on {source}")
    gone = purge(case, ["03-local"])
    with reading(case) as store:
        assert store is not None
        entries = [entry.summary for entry in log(store)]

    assert [f"add {press[0]}", f"add {press[1]}", "a note on 02-rewrite", f"purge {len(gone)} things"] == entries


def test_what_was_not_there_is_not_said_to_be_deleted(case: Path, tmp_path: Path):
    """No report, or a link in its place, which stays as it is."""
    first = purge(case, ["03-local"])
    (tmp_path / "report.html").write_text("kept")
    (case / "report.html").symlink_to(tmp_path / "report.html")
    second = purge(case, ["02-rewrite"])

    assert (False, False) == ("report.html" in first, "report.html" in second)
    assert "kept" == (case / "report.html").read_text()
