"""The pages and the report in a real browser: quiet, accessible, within the screen, and workable by keyboard alone."""

import re
import shutil
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import TimeoutError as PlaywrightTimeout
from pypdf import PdfReader

from browsing import Watch, serving, watched
from detente.web.pages import PAGES

pytestmark = pytest.mark.browser

READER = "/sources/01-quayside-opening-offer"
OTHERS = ("/search?q=clause", "/log", READER)
PATHS = tuple(page.path for page in PAGES) + OTHERS
OVERFLOW = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"


@dataclass(frozen=True)
class Site:
    """A served case: where it is, and the state of the browser that was let in."""

    origin: str
    state: Any

    def page(self, browser: Any, *, width: int = 1280, **settings: Any) -> Any:
        """A new page of the browser that was let in."""
        context = browser.new_context(
            storage_state=self.state, viewport={"width": width, "height": 800}, base_url=self.origin, **settings
        )
        return context.new_page()


def _entered(browser: Any, address: str) -> Site:
    context = browser.new_context()
    context.new_page().goto(address)
    state = context.storage_state()
    context.close()
    return Site("http://" + urlsplit(address).netloc, state)


@pytest.fixture(scope="session")
def site(chromium: Any, ran: Path) -> Iterator[Site]:
    """The bundled example, for reading."""
    with serving(ran) as address:
        yield _entered(chromium, address)


@pytest.fixture
def own_site(chromium: Any, ran: Path, tmp_path: Path) -> Iterator[Site]:
    """A copy of the example, for changing."""
    folder = shutil.copytree(ran, tmp_path / "strike")
    with serving(folder) as address:
        yield _entered(chromium, address)


def _violations(page: Any) -> list[str]:
    found = Axe().run(page).response["violations"]
    return [f"{v['id']}: {v['nodes'][0]['html'][:160]}" for v in found]


@pytest.mark.parametrize("path", PATHS)
def test_a_page_is_quiet_accessible_and_fits(chromium: Any, site: Site, path: str) -> None:
    """On a desk and on a telephone: no complaint of the browser, no violation of axe, nothing beyond the edge."""
    page = site.page(chromium)
    watch = watched(page)
    page.goto(path)
    wrong = {}
    for width in (1280, 360):
        page.set_viewport_size({"width": width, "height": 800})
        overflow = page.evaluate(OVERFLOW)
        wrong[width] = [*_violations(page), *([f"overflows by {overflow} px"] if overflow > 0 else [])]
    page.context.close()

    assert {1280: [], 360: []} == wrong
    assert [] == watch.errors
    assert [] == [url for url in watch.requests if not url.startswith(site.origin)]


def test_pages_read_without_javascript(chromium: Any, site: Site) -> None:
    """Every page has its heading and its links to the others where no script runs."""
    page = site.page(chromium, java_script_enabled=False)
    read = {}
    for path in PATHS:
        page.goto(path)
        read[path] = (bool(page.inner_text("h1").strip()), page.locator("nav.pages a").count())
    page.context.close()

    assert {path: (True, len(PAGES)) for path in PATHS} == read


# ── the report ───────────────────────────────────────────────────────────────────────────────────────────────


@pytest.fixture(scope="session")
def report(chromium: Any, ran: Path) -> Iterator[tuple[Any, Watch]]:
    """The report of the example, opened as a file."""
    page = chromium.new_context(viewport={"width": 1280, "height": 800}).new_page()
    watch = watched(page)
    page.goto((ran / "report.html").as_uri())
    yield page, watch
    page.context.close()


def test_the_report_asks_nobody_and_runs_nothing(report: tuple[Any, Watch]) -> None:
    """It is one file: no request but its own, no script, no complaint."""
    page, watch = report

    assert [page.url] == watch.requests
    assert 0 == page.locator("script").count()
    assert [] == watch.errors


@pytest.mark.parametrize("width", [1280, 360])
def test_the_report_is_accessible_and_fits(chromium: Any, ran: Path, width: int) -> None:
    """No violation of axe and nothing beyond the edge, on a desk and on a telephone."""
    # Running axe needs script, which the report's own policy forbids; the policy has its own tests.
    page = chromium.new_context(viewport={"width": width, "height": 800}, bypass_csp=True).new_page()
    page.goto((ran / "report.html").as_uri())
    found = (_violations(page), page.evaluate(OVERFLOW))
    page.context.close()

    assert ([], 0) == found


CITATIONS = """() => [...document.querySelectorAll('a.cite[title]')].map(link => {
  const target = document.getElementById(decodeURIComponent(link.hash.slice(1)));
  return [link.hash, link.title, target ? [...target.querySelectorAll('mark')].map(m => m.textContent) : null];
})"""


def test_every_citation_of_the_report_leads_to_its_words(report: tuple[Any, Watch]) -> None:
    """The passage a citation links to exists and has the quoted words highlighted."""
    links = report[0].evaluate(CITATIONS)
    astray = [
        (unquote(anchor), quote)
        for anchor, quote, marks in links
        if marks is None or not any(_shares(quote, mark) for mark in marks)
    ]

    assert len(links) > 20
    assert [] == astray


def test_the_printed_report_has_every_section_whole(chromium: Any, ran: Path, tmp_path: Path) -> None:
    """In the PDF that Chromium makes, the words of each section stand, from its heading to its last sentence."""
    page = chromium.new_page()
    page.goto((ran / "report.html").as_uri())
    sections = page.evaluate("() => [...document.querySelectorAll('main > section')].map(s => [s.id, s.innerText])")
    target = tmp_path / "report.pdf"
    page.pdf(path=target, prefer_css_page_size=True)
    page.close()
    printed = _letters(" ".join(sheet.extract_text() for sheet in PdfReader(target).pages))
    missing = {
        name: lost
        for name, text in sections
        if (lost := [line for line in _lines(text) if _letters(line) not in printed])
    }

    assert {"sec-answer", "sec-chronology", "sec-statements", "sec-model", "sec-why", "sec-sources"} <= dict(
        sections
    ).keys()
    assert {} == missing


def _lines(text: str) -> list[str]:
    """The lines of a section that say something: a page break may part a paragraph, so each is cut to forty letters."""
    return [line[:40] for line in text.splitlines() if len(_letters(line)) > 12]


def _letters(text: str) -> str:
    """Letters and figures alone: a PDF keeps neither spaces nor ligatures as they were."""
    return "".join(c for c in unicodedata.normalize("NFKC", text).lower() if c.isalnum())


def _shares(quote: str, mark: str) -> bool:
    """Whether one stands in the other: overlapping citations share one mark, a long one is cut at its passage's end."""
    one, two = (" ".join(re.sub(r"[^\w\s]", " ", text).split()) for text in (quote, mark))
    return one in two or two in one


# ── by keyboard alone ────────────────────────────────────────────────────────────────────────────────────────


def _said(page: Any) -> str:
    page.wait_for_function("() => document.getElementById('status').textContent !== ''", timeout=30_000)
    return str(page.inner_text("#status"))


def _focus_by_tab(page: Any, selector: str) -> None:
    """Press Tab until the element has the focus, as a person without a mouse does."""
    for _ in range(200):
        page.keyboard.press("Tab")
        if page.evaluate("s => document.activeElement.matches(s)", selector):
            return
    raise AssertionError(f"Tab never comes to {selector}")


def test_search_read_and_walk_by_keyboard(chromium: Any, site: Site) -> None:
    """`/` searches, `j` and `k` walk, Enter opens the passage, `?` shows the keys, `g m` goes to the model."""
    page = site.page(chromium)
    watch = watched(page)
    page.goto("/")
    page.keyboard.press("/")
    page.keyboard.type("clause")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search?q=clause")
    focused = []
    for key in "jjk":
        page.keyboard.press(key)
        focused.append(page.evaluate("[...document.querySelectorAll('[data-item]')].indexOf(document.activeElement)"))
    page.keyboard.press("Enter")
    page.wait_for_url("**/sources/*")
    cited = page.locator("#at").inner_text()
    page.keyboard.press("?")
    help_opened = page.locator("#keys").is_visible()
    page.keyboard.press("Escape")
    page.keyboard.press("g")
    page.keyboard.press("m")
    page.wait_for_url("**/model")
    page.context.close()

    assert [0, 1, 0] == focused
    assert "clause" in cited
    assert help_opened
    assert [] == watch.errors


def test_edit_ask_and_undo_by_keyboard(chromium: Any, own_site: Site) -> None:
    """A preference moved up, a what-if tried, the move undone, and the way out found, with no mouse."""
    page = own_site.page(chromium)
    watch = watched(page)
    page.goto("/model")
    before = page.request.get("/model.json").json()
    _focus_by_tab(page, 'form[action="/model/preference"] button[value="down"]:not([disabled])')
    page.keyboard.press("Enter")
    moved = _said(page)
    edited = page.request.get("/model.json").json()

    page.goto("/whatif")
    _focus_by_tab(page, 'form[action="/whatif/try"] button[value="drop"]')
    page.keyboard.press("Enter")
    page.wait_for_function("() => !document.getElementById('difference').textContent.includes('No edit')")
    difference = page.inner_text("#difference")

    page.keyboard.press("Control+z")
    page.wait_for_function("() => /ndo/.test(document.getElementById('status').textContent)", timeout=30_000)
    undone = page.request.get("/model.json").json()

    page.keyboard.press("g")
    page.keyboard.press("e")
    page.wait_for_url("**/export")
    _focus_by_tab(page, 'a[href="/export/json"]')
    with page.expect_download() as taken:
        page.keyboard.press("Enter")
    page.context.close()

    assert moved
    assert before != edited
    assert before == undone
    assert difference.strip()
    assert taken.value.suggested_filename.endswith(".json")
    assert [] == watch.errors


ARTICLE = "The ferry pier\n\nVelmora, 20 May 2025\n\nThe council said on Tuesday that it would close the ferry pier.\n"


def _choose_by_keyboard(page: Any, article: Path) -> None:
    """Tab to the field for files, open its dialogue with the space bar and choose; a busy machine may lose one key."""
    for _ in range(2):
        _focus_by_tab(page, 'input[type="file"]')
        try:
            with page.expect_file_chooser(timeout=20_000) as chooser:
                page.keyboard.press("Space")
        except PlaywrightTimeout:
            continue
        chooser.value.set_files(article)
        return
    raise AssertionError("the space bar opens no dialogue for files")


def test_the_whole_job_by_keyboard(chromium: Any, own_site: Site, tmp_path: Path) -> None:
    """Add an article, read it, use its words as an option, rank, solve, ask what if, undo, take it out: no mouse."""
    article = tmp_path / "ferry-pier.txt"
    article.write_text(ARTICLE, encoding="utf-8")
    page = own_site.page(chromium)
    watch = watched(page)
    page.goto("/")
    _choose_by_keyboard(page, article)
    _focus_by_tab(page, 'form[action="/sources/add"] button')
    page.keyboard.press("Enter")
    page.wait_for_function("() => /record built/.test(document.getElementById('status').textContent)", timeout=90_000)

    page.keyboard.press("/")
    page.keyboard.type("ferry pier close")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search**")
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    page.wait_for_url("**/sources/ferry-pier*")
    for _ in range(10):
        page.keyboard.press("j")
        if page.evaluate("/close the ferry pier/.test(document.activeElement.textContent)"):
            break
    page.keyboard.press("u")
    page.keyboard.press("Control+a")
    page.keyboard.type("it would close the ferry pier")
    for name, typed in (("id", "close_pier"), ("says", "close the ferry pier")):
        _focus_by_tab(page, f'#use-as input[name="{name}"]')
        page.keyboard.type(typed)
    page.keyboard.press("Enter")
    page.wait_for_url("**/model")
    used = _said(page)
    page.keyboard.press("j")
    _focus_by_tab(page, 'form[action="/model/preference"] button[value="down"]:not([disabled])')
    page.keyboard.press("Enter")
    page.wait_for_function("() => /Saved/.test(document.getElementById('status').textContent)", timeout=30_000)
    solved = page.request.get("/model.json").json()
    ranked = page.request.get("/outcomes.json").json()

    page.keyboard.press("g")
    page.keyboard.press("i")
    page.wait_for_url("**/whatif")
    _focus_by_tab(page, 'form[action="/whatif/try"] button[value="drop"]')
    page.keyboard.press("Enter")
    page.wait_for_function("() => !document.getElementById('difference').textContent.includes('No edit')")

    for _ in range(2):
        page.keyboard.press("Control+z")
        page.wait_for_function("() => /Undone/.test(document.getElementById('status').textContent)", timeout=30_000)
        page.reload()
    undone = page.request.get("/model.json").json()

    page.keyboard.press("g")
    page.keyboard.press("e")
    page.wait_for_url("**/export")
    _focus_by_tab(page, 'a[href="/export/csv"]')
    with page.expect_download() as taken:
        page.keyboard.press("Enter")
    rows = Path(taken.value.path()).read_text(encoding="utf-8")
    page.context.close()

    assert "Used as option." in used
    assert "close_pier" in solved["solve"]["options"]
    assert ranked
    assert "close_pier" not in undone["solve"]["options"]
    assert "ferry-pier" in rows
    assert [] == watch.errors
