"""Full-text search: words, phrases, prefixes, and the exact place of each hit."""

from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from detente.errors import InvalidSyntax
from detente.store.database import reading, writing
from detente.store.ingest import take_up
from detente.store.opening import open_case
from detente.store.searching import count, page_of, search, search_open
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
