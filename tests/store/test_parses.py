"""Kept results: written soon, dropped when nothing asks for them, gone with a purge."""

from pathlib import Path

import pytest

from detente.store.database import reading, writing
from detente.store.ingest import take_up
from detente.store.parses import Parses, parses, readings
from detente.store.purging import purge


@pytest.fixture
def case(tmp_path: Path) -> Path:
    """A case of two articles, with results kept of them."""
    (tmp_path / "sources").mkdir()
    (tmp_path / "sources" / "a.txt").write_text("Norland closed the Tarn lock on Monday.\n")
    (tmp_path / "sources" / "b.txt").write_text("Sudland protested on Tuesday.\n")
    with writing(tmp_path, doing="test") as store:
        take_up(store)
        with parses(store) as parsed, readings(store) as kept:
            parsed["parse-2:x"] = b"parsed"
            kept["gleanings:x"] = b"gleaned"
    return tmp_path


def rows(case: Path) -> list[str]:
    """The beginnings of the keys that are kept."""
    with reading(case) as store:
        assert store is not None
        found = store.connection.execute("SELECT key FROM parses ORDER BY key")
        return [key.split("-")[0] for (key,) in found]


def test_a_purge_leaves_nothing_that_was_made_of_an_article(case: Path) -> None:
    """What is kept of articles is packed, so that only its absence shows that no word is left."""
    before = rows(case)
    purge(case, ["b"])

    assert {"parse", "reading", "settled"} == set(before)
    assert {"settled"} >= set(rows(case))


def test_what_nothing_asks_for_is_dropped(case: Path) -> None:
    """A result is kept while each run asks for it."""
    with writing(case, doing="test") as store:
        with readings(store) as kept:
            assert kept["gleanings:x"] == b"gleaned"
        with parses(store):
            pass

    assert {"reading", "settled"} == set(rows(case))


def test_to_ask_whether_a_result_is_there_is_to_use_it(case: Path) -> None:
    """A parse that a run only makes sure of stays for the next."""
    with writing(case, doing="test") as store, parses(store) as parsed:
        found = ["parse-2:x" in parsed, "parse-2:y" in parsed]

    assert [True, False] == found
    assert "parse" in rows(case)


def test_results_of_another_program_are_not_found(case: Path) -> None:
    """Keys carry the program's version; those of another version go when this one has run."""
    with writing(case, doing="test") as store:
        other = Parses(store, "reading-", "another")
        found = list(other)
        other.forget_unused()

    assert [] == found
    assert "reading" not in rows(case)


def test_what_was_kept_before_a_stop_stays(case: Path) -> None:
    """A run that is stopped leaves what it made, and drops nothing."""
    with pytest.raises(KeyboardInterrupt):
        stopped(case)

    assert 2 == rows(case).count("reading")


def stopped(case: Path) -> None:
    """A run that makes one result and is interrupted."""
    with writing(case, doing="test") as store, readings(store) as kept:
        kept["gleanings:y"] = b"gleaned"
        raise KeyboardInterrupt
