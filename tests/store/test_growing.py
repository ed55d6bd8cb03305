"""A case that grows, shrinks and changes: what a run leaves is what a run from nothing leaves."""

from collections.abc import Callable
from pathlib import Path

import pytest

from detente.pipeline import run
from detente.store.database import reading

ARTICLES = {
    "a.txt": "Norland shuts the lock\n\n9 May 2031\n\nNorland closed the Tarn lock on Monday, Karin Falk said. “We had to.”\n",
    "b.txt": "Sudland rejects offer\n\n10 May 2031\n\nSudland rejected Norland's offer on 3 May 2031. The flood killed 14 people.\n",
    "c.txt": "Talks\n\nThe Sudlandic president, Ada Brink, met Tomas Rell on Tuesday. She called the talks useful.\n",
}
ONE_MORE = "Flood\n\n11 May 2031\n\nNorland never closed the Tarn lock, Tomas Rell said. The flood killed 140 people.\n"
MODEL = """title: The river
vocabulary:
  actors:
    norland: {name: Norland, people: [Karin Falk]}
    sudland: {name: Sudland, people: [Ada Brink]}
"""

Change = Callable[[Path], object]
CHANGES: dict[str, Change] = {
    "an article is added": lambda case: (case / "sources" / "aa.txt").write_text(ONE_MORE),
    "an article is deleted": lambda case: (case / "sources" / "b.txt").unlink(),
    "an article is changed": lambda case: (case / "sources" / "a.txt").write_text(ONE_MORE),
    "an article changes its name": lambda case: (case / "sources" / "a.txt").rename(case / "sources" / "z.txt"),
    "the case has words of its own": lambda case: (case / "case.yaml").write_text(MODEL),
}


def case_of(folder: Path) -> Path:
    """A case of the invented articles."""
    (folder / "sources").mkdir(parents=True)
    for name, text in ARTICLES.items():
        (folder / "sources" / name).write_text(text)
    return folder


def left_in(case: Path) -> tuple[list[tuple[object, ...]], bytes]:
    """The record as the database holds it, and the report."""
    with reading(case) as store:
        assert store is not None
        rows = store.connection.execute("SELECT kind, position, id, entry FROM entries ORDER BY kind, position")
        return rows.fetchall(), (case / "report.html").read_bytes()


@pytest.mark.parametrize("what", CHANGES)
def test_a_run_after_a_change_leaves_what_a_run_from_nothing_leaves(what: str, tmp_path: Path) -> None:
    """Row for row of the record, and byte for byte of the report."""
    grown, afresh = case_of(tmp_path / "grown" / "river"), case_of(tmp_path / "afresh" / "river")
    run(grown)
    CHANGES[what](grown)
    CHANGES[what](afresh)
    run(grown)
    run(afresh)

    assert left_in(afresh) == left_in(grown)
