"""Kept results: written soon, dropped when nothing asks for them, gone with a purge."""

import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from detente.store.database import Store, reading, writing
from detente.store.ingest import take_up
from detente.store.parses import KeptResults, parses, readings
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
        other = KeptResults(store, "reading-", "another")
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


# ── a mapping ────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """An empty case, held by a writer."""
    with writing(tmp_path, doing="test") as opened:
        yield opened


def on_disk(store: Store) -> int:
    """How many results are written."""
    return int(store.connection.execute("SELECT count(*) FROM parses").fetchone()[0])


CHANGES = st.lists(
    st.tuples(st.sampled_from(["put", "drop", "keep", "ask"]), st.sampled_from("abcd"), st.binary(max_size=3))
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40, deadline=None)
@given(CHANGES)
def test_results_are_a_mapping(store: Store, changes: list[tuple[str, str, bytes]]) -> None:
    """Whatever is waiting and whatever is written, it answers as a dict does."""
    kept, plain = KeptResults(store, "kind-", "v"), {}
    for key in list(kept):
        del kept[key]
    for change, key, value in changes:
        match change:
            case "put":
                kept[key] = plain[key] = value
            case "drop":
                kept.pop(key, None)
                plain.pop(key, None)
            case "keep":
                kept.keep()
            case _:
                assert plain.get(key) == kept.get(key)
        assert [each in plain for each in "abcd"] == [each in kept for each in "abcd"]

    assert plain == dict(kept)
    assert (sorted(plain), len(plain)) == (list(kept), len(kept))
    kept.keep()
    assert plain == dict(KeptResults(store, "kind-", "v"))


def test_what_is_not_kept_is_missed_by_its_name(store: Store) -> None:
    """As in every mapping."""
    with pytest.raises(KeyError, match="x"):
        _ = KeptResults(store)["x"]


def test_kinds_and_versions_do_not_see_each_other(store: Store) -> None:
    """The same key may stand in each; what one drops the other keeps."""
    first, second, later = KeptResults(store, "a-", "1"), KeptResults(store, "b-", "1"), KeptResults(store, "a-", "2")
    for number, results in enumerate((first, second, later)):
        results["x"] = bytes([number])
        results.keep()

    assert [b"\x00", b"\x01", b"\x02"] == [results["x"] for results in (first, second, later)]
    assert [["x"]] * 3 == [list(results) for results in (first, second, later)]
    KeptResults(store, "a-", "3").forget_unused()
    assert [False, True, False] == ["x" in KeptResults(store, *of) for of in (("a-", "1"), ("b-", "1"), ("a-", "2"))]


def test_few_results_wait_and_many_are_written(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """A commit for each would cost more than to work it out again; a stop costs no more than a thousand."""
    monkeypatch.setattr("detente.store.parses.SECONDS", time.monotonic())  # longer than this can take
    kept = KeptResults(store)
    for number in range(1023):
        kept[f"parse-{number}"] = b"x"
    before = on_disk(store)
    kept["parse-last"] = b"x"
    written = on_disk(store)
    kept["parse-one-more"] = b"x"

    assert (0, 1024, 1024) == (before, written, on_disk(store))


def test_large_results_are_written_at_once(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """From 4 MB together, not a byte less, and then it begins anew."""
    monkeypatch.setattr("detente.store.parses.SECONDS", 1e9)
    kept, half = KeptResults(store), 1 << 21
    counts = []
    for number, size in enumerate((half, half, half, half - 1, 1)):
        kept[f"parse-{number}"] = bytes(size)
        counts.append(on_disk(store))

    assert [0, 2, 2, 2, 5] == counts


def test_results_do_not_wait_longer_than_asked(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """However few they are."""
    monkeypatch.setattr("detente.store.parses.SECONDS", 0.0)
    KeptResults(store)["parse-1"] = b"x"

    assert 1 == on_disk(store)


def test_only_what_was_used_is_left(store: Store) -> None:
    """To put a result, to read it and to ask for it are each a use."""
    first = KeptResults(store, "a-", "1")
    for key in ("read", "asked", "unused"):
        first[key] = b"x"
    first.keep()
    run = KeptResults(store, "a-", "1")
    run["put"] = b"y"
    found = run["read"], "asked" in run, "never" in run
    run.forget_unused()

    assert (b"x", True, False) == found
    assert ["asked", "put", "read"] == list(KeptResults(store, "a-", "1"))
    assert b"y" == KeptResults(store, "a-", "1")["put"]
