"""The desk: a case is opened once per state, whoever asks first waits, and nobody is kept waiting by others."""

import threading
from pathlib import Path

import pytest

from detente.store.database import writing
from detente.store.ingest import take_up
from detente.store.revision import revision
from detente.store.searching import search, search_open
from detente.store.settling import settle
from detente.web import app
from detente.web import desk as room
from detente.web.desk import Desk, Sheet
from detente.web.listing import PER_PAGE, listed
from web.served import Served


def _title(desk: Desk) -> str:
    return desk.sheet().case.title


def _retitled(folder: Path, title: str) -> None:
    path = folder / "case.yaml"
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    path.write_text("".join(f"title: {title}\n" if line.startswith("title:") else line for line in lines), "utf-8")


def test_a_change_shows_to_whoever_asks_first(desk: Served) -> None:
    """The folder's own state, at once."""
    own = Desk(desk.folder)
    before = _title(own)
    _retitled(desk.folder, "Another title")

    assert (before, "Another title") == (before, _title(own))
    assert before != "Another title"


def test_others_read_on_while_a_case_is_opened(desk: Served, monkeypatch: pytest.MonkeyPatch) -> None:
    """One caller waits for the new state; a second is answered meanwhile from the one before."""
    own = Desk(desk.folder)
    before = _title(own)
    begun, go_on = threading.Event(), threading.Event()
    opened = room.open_case

    def slow(folder: Path, **settings: object) -> object:
        begun.set()
        assert go_on.wait(30)
        return opened(folder, **settings)  # type: ignore[arg-type]

    monkeypatch.setattr(room, "open_case", slow)
    _retitled(desk.folder, "Another title")
    first = threading.Thread(target=own.sheet)
    first.start()
    assert begun.wait(30)
    meanwhile = _title(own)
    go_on.set()
    first.join(30)

    assert (before, "Another title") == (meanwhile, _title(own))


def test_a_job_at_work_leaves_the_pages_as_they_are(desk: Served) -> None:
    """Until it is over the state before stands; then it shows."""
    busy = [True]
    own = Desk(desk.folder, is_busy=lambda: busy[0])
    before = _title(own)
    _retitled(desk.folder, "Another title")
    meanwhile = _title(own)
    busy[0] = False

    assert (before, "Another title") == (meanwhile, _title(own))


def test_what_is_remembered_is_bounded(desk: Served, monkeypatch: pytest.MonkeyPatch) -> None:
    """By bytes, and what was asked for longest ago is forgotten first."""
    monkeypatch.setattr(room, "REMEMBERED_BYTES", 100)
    own = Desk(desk.folder)
    for key in ("a", "b", "c"):
        own.rendered(key, lambda sheet: b"x" * 40)

    assert (None, b"x" * 40, b"x" * 40) == (own.at_hand("a"), own.at_hand("b"), own.at_hand("c"))


def test_a_page_that_was_asked_for_is_made_anew_before_a_change_shows(desk: Served) -> None:
    """So the first reader after a change finds it ready."""
    own = Desk(desk.folder)
    made: list[str] = []

    def render(sheet: Sheet) -> bytes:
        made.append(sheet.case.title)
        return sheet.case.title.encode()

    own.rendered("page", render)
    _retitled(desk.folder, "Another title")
    own.renew()

    assert b"Another title" == own.at_hand("page")
    assert 2 == len(made)


def test_bookkeeping_is_no_revision(desk: Served) -> None:
    """A commit that changes nothing that is shown leaves the revision as it is; a verdict changes it."""
    before = revision(desk.folder)
    with writing(desk.folder, doing="a test") as store, store.transaction():
        store.set_meta("answer", "[]")
        store.keep_bytes(b"whatever")
    kept = revision(desk.folder)
    status, _ = desk.change("/verdict", item="dis-1", verdict="tension")

    assert (before, 200) == (kept, status)
    assert kept != revision(desk.folder)


def test_an_open_case_is_searched_as_its_database_is(desk: Served) -> None:
    """The same hits in the same order, also while a writer is at work."""
    case = Desk(desk.folder).sheet().case
    with writing(desk.folder, doing="a test") as store:
        settle(store)
        found = search_open(case, "clause")

        assert found
        assert search(store, "clause") == found


def test_a_list_of_ten_thousand_is_cut_into_pages() -> None:
    """Each item on one page, none twice, none lost."""
    every = [{"id": number} for number in range(10_000)]
    first = listed(every, "/x", {})
    pages = [listed(every, "/x", {"page": (str(number),)}).items for number in range(1, first.pages + 1)]

    assert 10_000 // PER_PAGE == first.pages
    assert every == [item for page in pages for item in page]


def test_sources_and_record_are_read_once(desk: Served) -> None:
    """A change of the model or of a verdict opens the case without reading them again; a change of sources does not."""
    own = Desk(desk.folder)
    first = own.sheet().case
    _retitled(desk.folder, "Another title")
    edited = own.renew().case
    with writing(desk.folder, doing="a test") as store:
        (desk.folder / "sources" / "later.txt").write_text("The council met on 2 June 2025.\n", encoding="utf-8")
        take_up(store)
    added = own.renew().case

    assert ("Another title", True, True) == (edited.title, edited.record is first.record, edited.citations != {})
    assert edited.library is first.library
    assert added.library is not first.library
    assert len(first.library.documents) + 1 == len(added.library.documents)


def test_a_quotation_that_no_longer_stands_is_found_though_the_record_is_kept(desk: Served) -> None:
    """What the model quotes is looked up in the sources each time."""
    own = Desk(desk.folder)
    before = own.sheet().case.problems
    path = desk.folder / "case.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace('quote: "', 'quote: "no such words ', 1), encoding="utf-8")
    after = own.renew().case.problems

    assert () == before
    assert ["quote-not-found"] == [problem.code for problem in after]


class Slow:
    """Opening a case that lasts until it is told to go on."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.begun, self.go_on = threading.Event(), threading.Event()
        opened = room.open_case

        def slow(folder: Path, **settings: object) -> object:
            self.begun.set()
            assert self.go_on.wait(30)
            return opened(folder, **settings)  # type: ignore[arg-type]

        monkeypatch.setattr(room, "open_case", slow)
        monkeypatch.setattr(room, "LARGE_BYTES", 0)
        monkeypatch.setattr(app, "PATIENCE", 0.05)


def test_a_large_case_says_that_it_is_being_opened(desk: Served, monkeypatch: pytest.MonkeyPatch) -> None:
    """A page answers at once and asks again by itself; it shows the case as soon as that is open."""
    slow = Slow(monkeypatch)
    first, second = desk.client.get("/statements"), desk.client.get("/")
    slow.go_on.set()
    data = desk.client.get("/index.json")
    shown = desk.client.get("/statements")

    assert (503, 503, 200, 200) == (first.status_code, second.status_code, data.status_code, shown.status_code)
    assert "2" == first.headers["retry-after"]
    assert "is being opened" in first.text
    assert 'http-equiv="refresh"' in second.text
    assert 'http-equiv="refresh"' not in shown.text


def test_a_large_case_that_changes_shows_the_state_before(desk: Served, monkeypatch: pytest.MonkeyPatch) -> None:
    """A page says that it does; data wait and are those of the new state."""
    before = desk.client.get("/index.json").json()["title"]
    slow = Slow(monkeypatch)
    _retitled(desk.folder, "Another title")
    page = desk.client.get("/model").text
    slow.go_on.set()
    desk.client.app.app.state.desk.renew()  # type: ignore[attr-defined]
    later = desk.client.get("/model").text

    assert "still shows the state before" in page
    assert before in page
    assert "Another title" in later
    assert "still shows the state before" not in later


def test_a_case_is_prepared_before_anybody_asks(desk: Served, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its first pages are made; one that is damaged is left to whoever asks."""
    monkeypatch.setattr(room, "LARGE_BYTES", 0)
    own = Desk(desk.folder)
    made = threading.Event()

    def render(sheet: Sheet) -> bytes:
        made.set()
        return b"made"

    own.prepare([("page", render)])
    assert made.wait(30)
    (desk.folder / ".detente" / "case.db").write_bytes(b"")
    Desk(desk.folder).prepare([])
