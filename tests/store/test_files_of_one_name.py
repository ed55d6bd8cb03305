"""Several files of one name: the lock as text, as a page and as a mail, whose articles need ids of their own."""

from pathlib import Path

import pytest

from detente.pipeline import run
from detente.store.database import reading, writing
from detente.store.ingest import add, take_up
from detente.store.verifying import verify

FILES = {
    "lock.txt": "Norland said on 4 March 2031 that it shut the lock.\n",
    "lock.md": "# The toll\n\nSudland said it would not pay.\n",
    "lock.html": "<title>Tarn</title><p>The envoy said that the river was high.</p><p>She told them so.</p>",
    "lock.csv": "title,text\nOne,Norland said no.\nTwo,Sudland said yes.\n",
    "lock-2.txt": "The ministry said that the gauge was broken.\n",
}


@pytest.fixture
def press(tmp_path: Path) -> Path:
    """The files, in a folder."""
    (tmp_path / "press").mkdir()
    (tmp_path / "case").mkdir()
    for name, text in FILES.items():
        (tmp_path / "press" / name).write_text(text, encoding="utf-8")
    return tmp_path / "press"


def _sources(case: Path) -> list[tuple[str, str]]:
    with reading(case) as store:
        assert store is not None
        return sorted((document.file, document.id) for document in store.library().documents)


def test_added_files_of_one_name_are_read_by_the_next_run(press: Path, tmp_path: Path) -> None:
    """Each article keeps the id it got, has its passages, and nothing counts as changed."""
    with writing(tmp_path / "case", doing="test") as store:
        add(store, sorted(press.iterdir()))
    before = _sources(tmp_path / "case")
    ran = run(tmp_path / "case")

    assert len(FILES) + 1 == len(before) == len({id for _, id in before})
    assert before == _sources(tmp_path / "case")
    assert all(ran.library.passages_of(document.id) for document in ran.library.documents)
    assert () == verify(tmp_path / "case")
    assert [] == [change for change in ran.changes if "changed" in change]


def test_another_reader_leaves_the_ids_as_they_were(press: Path, tmp_path: Path) -> None:
    """What was read by another version is read again, and settled again where it comes out otherwise."""
    with writing(tmp_path / "case", doing="test") as store:
        add(store, sorted(press.iterdir()))
        before = store.library()
        store.set_meta("reader", "another")
        store.connection.execute("UPDATE documents SET fields = replace(fields, 'The toll', 'The tall')")
        outcomes = take_up(store)
        after = store.library()

    assert ["sources/lock.md"] == [outcome.file for outcome in outcomes]
    assert before == after
