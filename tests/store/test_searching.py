"""Full-text search: words, phrases, prefixes, and the exact place of each hit."""

import sqlite3
from contextlib import suppress
from dataclasses import FrozenInstanceError, fields
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from detente.errors import InvalidSyntax
from detente.store import schema, searching
from detente.store.database import reading, writing
from detente.store.ingest import take_up
from detente.store.opening import open_case
from detente.store.searching import Page, blocks_of, count, page_of, search, search_open
from river import ARTICLES, make_case


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A case whose sources are taken up."""
    folder = make_case(tmp_path_factory.mktemp("search") / "case")
    with writing(folder, doing="test") as store:
        take_up(store)
    return folder


def found(case: Path, query: str) -> list[tuple[str, tuple[str, ...]]]:
    """(source, words hit) of each passage found."""
    with reading(case) as store:
        assert store is not None
        return [(hit.passage.span.document, tuple(w.quote for w in hit.words)) for hit in search(store, query)]


def test_all_words_must_stand_in_the_passage(case: Path):
    """Two words are a narrower question than one."""
    assert [("01-wire", ("Sudland", "demand"))] == found(case, "sudland demand")


def test_a_phrase_stands_together(case: Path):
    """Words in quotation marks are one phrase, across case."""
    assert [("03-local", ("Tarn Courier",))] == found(case, '"tarn courier"')


def test_a_star_finds_beginnings(case: Path):
    """`repair*` finds repairs."""
    assert {"01-wire", "02-rewrite"} == {source for source, _ in found(case, "repair*")}


def test_every_hit_is_an_exact_citation(case: Path):
    """The offsets of passage and words are those of the source's text."""
    texts = {name.removesuffix(".txt"): text for name, text in ARTICLES.items()}
    with reading(case) as store:
        assert store is not None
        hits = search(store, "lock")
    for citation in [c for hit in hits for c in (hit.passage, *hit.words)]:
        assert citation.quote == texts[citation.span.document][citation.span.start : citation.span.end]
    assert len(hits) >= 3


def test_a_query_without_a_word_is_refused(case: Path):
    """Punctuation alone asks nothing."""
    with pytest.raises(InvalidSyntax):
        found(case, '"" * -')


@given(st.text(max_size=40))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60, deadline=None)
def test_no_query_breaks_the_search(case: Path, query: str):
    """Whatever is typed is words to look for, never a command to the index."""
    with suppress(InvalidSyntax):
        assert all(words or source for source, words in found(case, query))


def test_pages_of_hits_follow_each_other(case: Path):
    """Hits taken two at a time are the hits taken at once, in the same order."""
    with reading(case) as store:
        assert store is not None
        whole = search(store, "the")
        pages = [search(store, "the", limit=2, offset=offset) for offset in range(0, len(whole) + 2, 2)]

        assert len(whole) > 4
        assert whole == tuple(hit for page in pages for hit in page)
        assert len(whole) == count(store, "the")


def test_an_open_case_is_searched_page_by_page(case: Path):
    """A page of hits says how many there are in all."""
    opened = open_case(case)
    page = page_of(opened, "the", limit=2, offset=2)

    assert (search_open(opened, "the")[2:4], len(search_open(opened, "the"))) == (page.hits, page.total)


@pytest.mark.parametrize("query", ["", " ", '""', '"" * -', "…", "* *"])
def test_what_has_no_word_asks_nothing(case: Path, query: str):
    """And is told so, with what to write; the index is not asked."""
    with pytest.raises(InvalidSyntax, match="there is no word in the query"):
        found(case, query)


@pytest.mark.parametrize(
    ("query", "source"),
    [('"upper lock" newsletter', ""), ('newsletter "subscribe to"', "02-rewrite"), ('tarn "two countries" 20', "03-local"),
     ('one "upper lock"', ""), ('"upper   lock"', "01-wire")],
)  # fmt: skip
def test_words_and_phrases_may_stand_in_one_query(case: Path, query: str, source: str):
    """Every other piece between quotation marks is a phrase."""
    assert bool(source) == (source in {name for name, _ in found(case, query)})


@pytest.mark.parametrize("size", [1, 2, 3, 500])
def test_blocks_are_all_the_hits_in_their_order(case: Path, size: int):
    """Some at a time, none left out and none twice, whatever the size."""
    opened = open_case(case)
    blocks = list(blocks_of(opened, "the", size=size))

    assert search_open(opened, "the") == tuple(hit for block in blocks for hit in block)
    assert [size] * (len(blocks) - 1) == [len(block) for block in blocks[:-1]]


def test_a_case_that_was_never_run_has_no_hits(tmp_path: Path):
    """Neither a page nor a block; there is nothing to search yet."""
    folder = make_case(tmp_path / "case")
    with writing(folder, doing="test") as store:
        take_up(store)
    opened = open_case(folder)
    for path in (folder / ".detente").iterdir():
        path.unlink()

    assert Page(hits=(), total=0) == page_of(opened, "the")
    assert [] == list(blocks_of(opened, "the"))


def test_equally_telling_hits_come_in_the_order_of_their_documents(tmp_path: Path):
    """On every page alike, though the index gave them in another."""
    folder = tmp_path / "case"
    (folder / "sources").mkdir(parents=True)
    for name in ("b", "a", "d", "c"):
        (folder / "sources" / f"{name}.txt").write_text(f"The lock of {name} was shut.\n", encoding="utf-8")
        with writing(folder, doing="test") as store:
            take_up(store)
    with reading(folder) as store:
        assert store is not None
        pages = [[hit.passage.span.document for hit in search(store, "lock", limit=1, offset=n)] for n in range(5)]
        two = [hit.passage.span.document for hit in search(store, "lock", limit=2, offset=1)]

    assert [["a"], ["b"], ["c"], ["d"], []] == pages
    assert ["b", "c"] == two


def test_a_search_reads_only(case: Path, monkeypatch: pytest.MonkeyPatch):
    """Pages and blocks open the database to read, and close it."""
    opened, asked = open_case(case), []
    connect = schema.connect

    def watched(path: Path, *, write: bool) -> sqlite3.Connection:
        asked.append((connect(path, write=write), write))
        return asked[-1][0]

    monkeypatch.setattr(schema, "connect", watched)
    page_of(opened, "the")
    list(blocks_of(opened, "the", size=2))

    assert len(asked) > 2
    assert not any(write for _, write in asked)
    for connection, _ in asked:
        with pytest.raises(sqlite3.ProgrammingError, match="closed"):
            connection.execute("SELECT 1")


def test_hits_and_pages_are_values(case: Path):
    """Named fields, and nothing of them changes."""
    page = page_of(open_case(case), "the")

    for value in (page, page.hits[0]):
        with pytest.raises(FrozenInstanceError):
            setattr(value, fields(value)[0].name, ())
        with pytest.raises(TypeError):
            type(value)(*(getattr(value, field.name) for field in fields(value)))


def test_a_page_begins_at_the_first_hit(case: Path):
    """Where no offset is given; all of them, where no limit is."""
    with reading(case) as store:
        assert store is not None
        hits = search(store, "the")

    assert (hits, len(hits)) == (page_of(open_case(case), "the").hits, len(hits))


def test_only_a_page_weighs_so_many_and_no_more(case: Path, monkeypatch: pytest.MonkeyPatch):
    """Without a limit every passage that matches is a hit; nobody pages beyond what is weighed."""
    with reading(case) as store:
        assert store is not None
        every = search(store, "the")
        monkeypatch.setattr(searching, "MOST_RANKED", 1)

        assert len(every) > 1
        assert every == search(store, "the")
        assert 1 == len(search(store, "the", limit=5))


@pytest.mark.parametrize("mark", [searching.BEGIN, searching.END])
def test_words_are_not_told_apart_in_a_text_with_the_marks_themselves(mark: str):
    """Either of them is enough."""
    text = f"the lock{mark} was shut"

    assert () == searching._words("a", 0, text, f"the {searching.BEGIN}lock{searching.END}{mark} was shut")
