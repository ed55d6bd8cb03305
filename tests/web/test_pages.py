"""The pages: each answers, has a twin, and shows foreign text as text."""

import csv
import io
import json
import re
import shutil
from collections.abc import Iterator

import pytest
from lxml import html

from detente import examples
from detente.pipeline import run
from detente.store import open_case
from detente.web.pages import PAGES
from web.served import Served, serve

PATHS = [page.path for page in PAGES]


@pytest.mark.parametrize("path", [*PATHS, "/log", "/search", "/search?q=wage"])
def test_a_page_answers_and_names_its_twin(served: Served, path: str) -> None:
    """Every page says where its data can be had as JSON, and the data are JSON."""
    page = served.client.get(path)
    twin = re.search(r'<link rel="alternate" type="application/json" href="([^"]+)">', page.text)

    assert 200 == page.status_code
    assert twin
    answer = served.client.get(twin[1].replace("&amp;", "&"))
    assert 200 == answer.status_code
    json.loads(answer.text)


@pytest.fixture(scope="session")
def kurils(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """The other example, run: its record has what the strike's has not."""
    folder = tmp_path_factory.mktemp("cases") / "kurils"
    shutil.copytree(examples.folder("kurils"), folder, ignore=shutil.ignore_patterns(".detente", "__pycache__"))
    run(folder)
    yield from serve(folder)


@pytest.mark.parametrize("path", [*PATHS, "/search?q=treaty"])
def test_a_page_of_the_other_example_answers(kurils: Served, path: str) -> None:
    """Entries with and without citations, of several issues, with two readings of a word."""
    assert 200 == kurils.client.get(path).status_code


def test_a_search_marks_the_words(served: Served) -> None:
    """Each hit names its article, and the words asked for stand in a mark."""
    page = html.document_fromstring(served.client.get("/search?q=clause").text)
    hits = served.client.get("/search.json?q=clause").json()

    assert {"clause"} == {mark.text_content().lower() for mark in page.xpath("//main//mark")}
    assert [hit["citation"]["quote"] for hit in hits] == [
        p.text_content() for p in page.xpath("//p[@class='quote-text']")
    ]


def test_the_first_page_shows_the_answer(served: Served) -> None:
    """A reader in a hurry needs no second page."""
    answer = served.client.get("/index.json").json()["answer"]

    assert len(answer) >= 5
    assert "statements" in answer[0]


@pytest.mark.parametrize(
    "name", ["sources", "chronology", "statements", "disagreements", "positions", "terms", "gaps", "outcomes"]
)
def test_a_table_can_be_taken_out_whole(served: Served, name: str) -> None:
    """The CSV has as many rows as the JSON has items."""
    items = served.client.get(f"/{name}.json").json()
    rows = list(csv.DictReader(io.StringIO(served.client.get(f"/{name}.csv").text)))

    assert len(items) == len(rows)


def test_every_citation_link_lands_on_its_highlighted_words(served: Served) -> None:
    """The words that a link cites stand in a mark at the place where it lands."""
    page = served.client.get("/statements").text
    links = re.findall(r'href="(/sources/[^"]+#at)" title="([^"]*)"', page)

    assert links
    for address, title in dict(links).items():
        reader = served.client.get(address.partition("#")[0].replace("&amp;", "&")).text
        marked = "".join(re.findall(r'<mark(?: id="at")? data-kind="cited">([^<]*)</mark>', reader))
        assert 'id="at"' in reader
        assert title == marked


def test_a_citation_link_survives_a_rebuild(desk: Served) -> None:
    """A permalink names a source and offsets, which do not move when the record is built anew."""
    from detente.pipeline import run

    before = re.findall(r'href="(/sources/[^"]+)#at"', desk.client.get("/statements").text)
    shutil.rmtree(desk.folder / ".detente")
    run(desk.folder)

    assert before == re.findall(r'href="(/sources/[^"]+)#at"', desk.client.get("/statements").text)


def test_the_reader_shows_every_character_of_an_article(served: Served) -> None:
    """Nothing is left out: the passages together are the text, but for white space between them."""
    for document in open_case(served.folder).library.documents:
        passages = served.client.get(f"/sources/{document.id}.json").json()["passages"]
        for passage in passages:
            assert document.text[passage["start"] : passage["end"]] == passage["text"]
        assert "".join(document.text.split()) == "".join("".join(p["text"] for p in passages).split())


@pytest.mark.parametrize(
    "path",
    [
        "/nothing",
        "/sources/nothing",
        "/export/nothing",
        "/static/nothing",
        "/jobs/1/events/2",
        "/sources/../../etc/passwd",
    ],
)
def test_what_is_not_there_is_not_found(served: Served, path: str) -> None:
    """One line says what is missing; nothing outside the case is reached."""
    assert 404 == served.client.get(path).status_code


@pytest.mark.parametrize(
    "query",
    [
        "page=0",
        "page=-1",
        "page=99999999999999",
        "page=x",
        "party=%00",
        "source=<script>",
        "page=1&page=2",
        "sort=%F0%9F%92%A9",
    ],
)
def test_a_strange_query_is_answered(served: Served, query: str) -> None:
    """A filter that fits nothing shows nothing, and is no error."""
    assert 200 == served.client.get(f"/chronology?{query}").status_code


@pytest.mark.parametrize(
    "path",
    [
        "/why?state=s999",
        "/why?state=((",
        "/paths?from=s1&to=YYYYYYYYYYYYYYYYYYYY",
        "/deals?target=nobody",
        "/outcomes?pattern=)(",
    ],
)
def test_a_question_that_cannot_be_answered_says_why(served: Served, path: str) -> None:
    """The page stands, with the reason on it."""
    page = served.client.get(path)

    assert 200 == page.status_code
    assert 'class="notice"' in page.text


def test_hostile_text_in_an_article_is_shown_as_text(desk: Served) -> None:
    """Whatever an article says, no element of the page is of its making."""
    from detente.pipeline import run

    payload = '"><script>alert(1)</script><img src=x onerror=alert(1)>\u202e'
    (desk.folder / "sources" / "hostile.txt").write_text(
        f"{payload}\n\nThe mayor said {payload} on 3 May 2024.\n", encoding="utf-8"
    )
    run(desk.folder)
    for path in [*PATHS, "/sources/hostile", "/search?q=mayor"]:
        page = desk.client.get(path).text
        assert "<script>alert" not in page
        assert "<img" not in page


def test_a_change_of_the_folder_shows_at_once(desk: Served) -> None:
    """Somebody else's edit of case.yaml is on the page when it is next read."""
    path = desk.folder / "case.yaml"
    text = path.read_text(encoding="utf-8")
    title = re.search(r"^title: (.*)$", text, re.MULTILINE)
    assert title
    path.write_text(text.replace(title[0], "title: Another title altogether"), encoding="utf-8")

    assert "Another title altogether" in desk.client.get("/").text
