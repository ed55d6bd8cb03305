"""What lies in sources/: its files, their names, and whether they are as they were taken up."""

import os
from pathlib import Path

from detente.store.articles import changes_on_disk, placed_at, read_articles, source_paths, unnameable
from detente.store.database import reading, writing
from detente.store.ingest import take_up

BAD = os.fsdecode(b"sources/caf\xe9.txt")


def changed(case: Path) -> tuple[str, ...]:
    """The files that differ from what was taken up."""
    with reading(case) as store:
        return changes_on_disk(store, case)


def test_sources_are_listed_by_name(case: Path, tmp_path: Path) -> None:
    """Each as sources/NAME; none where there is no such folder."""
    assert tuple(f"sources/{name}" for name in ("01-wire.txt", "02-rewrite.txt", "03-local.txt")) == source_paths(case)
    assert () == source_paths(tmp_path)


def test_nothing_differs_after_all_was_taken_up(case: Path) -> None:
    """And everything does before."""
    assert () == changed(case)
    assert source_paths(case) == changes_on_disk(None, case)


def test_edited_new_and_missing_files_differ(case: Path) -> None:
    """The missing come last."""
    (case / "sources" / "02-rewrite.txt").write_text("other", encoding="utf-8")
    (case / "sources" / "09-new.txt").write_text("new", encoding="utf-8")
    (case / "sources" / "01-wire.txt").unlink()

    assert ("sources/02-rewrite.txt", "sources/09-new.txt", "sources/01-wire.txt") == changed(case)


def test_a_side_file_that_comes_or_goes_makes_its_article_differ(case: Path) -> None:
    """It tells the article's publication."""
    side = case / "sources" / "01-wire.txt.meta.yaml"
    side.write_text("published: 2031-03-04\n", encoding="utf-8")
    assert ("sources/01-wire.txt",) == changed(case)
    with writing(case, doing="test") as store:
        take_up(store)

    assert () == changed(case)
    side.unlink()
    assert ("sources/01-wire.txt",) == changed(case)


def test_a_name_that_is_no_text_is_told_and_left_alone(case: Path) -> None:
    """It can be shown, cited and stored nowhere."""
    (case / BAD).write_bytes(b"They met.")

    assert () == changed(case)
    assert [("unreadable-source", "sources/caf\\udce9.txt")] == [(c.code, c.where) for c in unnameable(case)]


def test_articles_are_placed_under_their_path() -> None:
    """Whatever the name was by which they were read."""
    documents = read_articles(b"They met in Lund.", "x.txt", None)

    assert ["sources/y.txt"] == [document.file for document in placed_at(documents, "sources/y.txt")]
