"""Long lists: a page writes what it shows, a twin comes whole however long it is, a figure says what it leaves out."""

import csv
import io
import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from lxml import html

from detente.store.searching import blocks_of, page_of, search_open
from detente.web import desk as room
from detente.web import pages, tables
from detente.web.desk import Sheet
from detente.web.listing import PER_PAGE, Rows, View
from web.served import Served


@pytest.fixture
def sheet(served: Served) -> Sheet:
    """The example as the pages see it."""
    return room.Desk(served.folder).sheet()


def _many(sheet: Sheet, count: int) -> Sheet:
    """The same with its events told over and over."""
    record = sheet.case.record
    events = tuple(replace(record.events[n % len(record.events)], id=f"ev-{n + 1}") for n in range(count))
    return Sheet("v", replace(sheet.case, record=replace(record, events=events)))


def test_a_page_writes_only_the_entries_it_shows(sheet: Sheet) -> None:
    """Of a thousand events a hundred are written as data."""
    many = _many(sheet, 1_000)
    written: list[object] = []
    item = many.lister.item

    class Counting:
        def __init__(self) -> None:
            self.case = many.case

        def entries(self, name: str) -> object:
            return many.case.record.events

        def item(self, name: str, entry: object) -> object:
            written.append(entry)
            return item(name, entry)

    many.__dict__["lister"] = Counting()
    view = pages.contents(many, "chronology", {"page": ("3",)})

    assert PER_PAGE == len(written)
    assert isinstance(view.twin, Rows)
    assert 1_000 == view.twin.total


def _joined(pieces: bytes | Iterator[bytes]) -> bytes:
    return pieces if isinstance(pieces, bytes) else b"".join(pieces)


@pytest.mark.parametrize("count", [0, 1, 199, 200, 201, 1_000, 1_001])
def test_a_twin_has_every_row_whether_it_comes_at_once_or_not(count: int) -> None:
    """Around the block's and the limit's edges: the JSON array and the CSV rows are the list."""
    rows = Rows.of(range(count), lambda n: {"id": n, "words": f'a "{n}",\nb', **({"more": n} if n == 700 else {})})
    view = View(template="", values={}, twin=rows, csv=True)
    given = json.loads(_joined(tables.json_twin(view)))
    table = list(csv.DictReader(io.StringIO(_joined(tables.csv_twin(view)).decode(), newline="")))

    assert list(rows) == given
    assert [str(n) for n in range(count)] == [row["id"] for row in table]
    assert count < 701 or table[700]["more"] == "700"


def test_a_long_twin_is_not_remembered(desk: Served, monkeypatch: pytest.MonkeyPatch) -> None:
    """It streams, is the same array, and leaves the memory to the pages."""
    own = desk.client.get("/statements.json").json()
    monkeypatch.setattr(tables, "MOST_AT_ONCE", 1)
    desk.client.get("/")
    path = "/statements.json?speaker="
    first, second = desk.client.get(path), desk.client.get(path)

    assert own == first.json() == second.json()
    assert "content-length" not in first.headers


def test_a_figure_of_many_events_says_what_it_shows(sheet: Sheet) -> None:
    """As many marks as the limit, chosen by independent origins, and the number of all."""
    many = _many(sheet, 500)
    view = pages.contents(many, "chronology", {"page": ("2",)})
    figure = html.fragment_fromstring(str(view.values["figure"]))
    links = [link.get("href") for link in figure.iter("a")]

    assert pages.FIGURE_LIMIT == view.values["drawn"]
    assert 0 < len(links) <= pages.FIGURE_LIMIT
    assert all(link.startswith("/chronology?page=") for link in links)


def test_each_mark_leads_to_the_page_its_event_is_on(sheet: Sheet) -> None:
    """The link's page of the list holds the event."""
    many = _many(sheet, 500)
    view = pages.contents(many, "chronology", {})
    figure = html.fragment_fromstring(str(view.values["figure"]))
    for link in [link.get("href") for link in figure.iter("a")][::40]:
        address, _, event = link.partition("#")
        page = address.partition("page=")[2] or "1"
        shown = pages.contents(many, "chronology", {"page": (page,)}).values["listing"]
        assert event in {item["id"] for item in shown.items}  # type: ignore[attr-defined]


def test_a_long_choice_becomes_a_field_to_type_in(served: Served) -> None:
    """What is typed may be a part of a name; what is a whole name means that name alone."""
    every = served.client.get("/statements.json").json()
    name = next(s["speaker"]["name"] for s in every if s["speaker"]["name"])
    whole = served.client.get("/statements.json", params={"speaker": name}).json()
    part = served.client.get("/statements.json", params={"speaker": name[1:-1].upper()}).json()

    assert {name} == {s["speaker"]["name"] for s in whole}
    assert len(whole) <= len(part)
    assert all(name[1:-1].casefold() in s["speaker"]["name"].casefold() for s in part)


def test_a_search_finds_the_same_page_by_page_and_block_by_block(sheet: Sheet) -> None:
    """The hits of all blocks are the hits of the whole search, and a page is a stretch of them."""
    whole = search_open(sheet.case, "the")
    blocks = tuple(hit for block in blocks_of(sheet.case, "the", size=3) for hit in block)
    page = page_of(sheet.case, "the", limit=2, offset=2)

    assert len(whole) > 4
    assert whole == blocks
    assert (whole[2:4], len(whole)) == (page.hits, page.total)


def test_a_search_beyond_its_end_shows_its_last_page(served: Served) -> None:
    """As every list does."""
    last = served.client.get("/search?q=clause&page=999").text

    assert last.count("data-item") == served.client.get("/search?q=clause").text.count("data-item") > 0


def test_a_search_without_a_word_says_so(served: Served) -> None:
    """A reason, and no error of the server."""
    answer = served.client.get("/search?q=%21%21")

    assert 200 == answer.status_code
    assert "there is no word in the query" in html.document_fromstring(answer.text).text_content()


def test_states_can_be_sorted_by_every_party(served: Served) -> None:
    """Each party is an option of the choice, and sorting by it puts what it likes best first."""
    page = html.document_fromstring(served.client.get("/outcomes").text)
    parties = [option.get("value") for option in page.xpath("//select[@name='sort']/option")][1:]

    assert {"company", "union", "members"} == set(parties)
    for party in parties:
        ranks = [row["ranks"][party] for row in served.client.get(f"/outcomes.json?sort={party}").json()]
        assert sorted(ranks, reverse=True) == ranks


def test_the_list_of_moves_says_what_the_figure_shows(served: Served) -> None:
    """Each state one move away in the figure is named in the list, and each box leads to its row."""
    page = html.document_fromstring(served.client.get("/paths").text)
    figure = page.xpath("//figure//a/@href")
    states = {link.rpartition("-")[2] for link in figure}
    named = set(page.xpath("//main//li//*[@class='state']/text()"))
    rows = set(html.document_fromstring(served.client.get(figure[0].partition("#")[0]).text).xpath("//tr/@id"))

    assert states
    assert {link.partition("#")[2] for link in figure} <= rows
    assert len(states - named) <= 1  # the observed one


def test_hypotheses_are_those_of_the_command(served: Served) -> None:
    """A row for each explanation, a cell for each piece of evidence, and the twin is the command's JSON."""
    twin = served.client.get("/hypotheses.json").json()
    page = html.document_fromstring(served.client.get("/hypotheses").text)
    rows = page.xpath("//table[contains(@class, 'grid')]/tbody/tr")

    assert len(twin["hypotheses"]) > 0
    assert [len(row["cells"]) for row in twin["hypotheses"]] == [len(row.xpath("td")) for row in rows]
    assert [e["id"] for e in twin["evidence"]] == page.xpath("//ol[@class='evidence']/li/strong[1]/text()")


def test_above_its_limit_a_page_says_where_the_work_can_be_done(
    served: Served, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Proposals and hypotheses of very many articles are left to the command line, in so many words."""
    monkeypatch.setattr(room, "MOST_EXPLAINED", 1)
    monkeypatch.setattr("detente.web.explanations.MOST_EXPLAINED", 1)

    assert "detente draft" in served.client.get("/proposals").text
    assert "detente hypotheses" in served.client.get("/hypotheses").text


def test_a_case_without_articles_says_how_to_begin(tmp_path: Path) -> None:
    """On the first page, in the list of sources, and where a model is asked for."""
    from web.served import serve

    (tmp_path / "new" / "sources").mkdir(parents=True)
    served = serve(tmp_path / "new")
    client = next(served).client

    assert {"/": True, "/sources": True, "/model": True, "/proposals": True} == {
        path: 'href="#add"' in text or 'href="/#add"' in text
        for path in ("/", "/sources", "/model", "/proposals")
        for text in [client.get(path).text]
    }
    assert "has not been run" not in client.get("/").text
    served.close()  # type: ignore[attr-defined]
