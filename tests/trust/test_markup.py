"""Markup in articles and models is shown as text: in the app and the report, in a real browser, nothing of it runs.

The pages' own policy is switched off for this, so that escaping is tested alone: the policy is the second defence.
"""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from time import monotonic
from typing import Any
from urllib.parse import quote, urlsplit

import pytest

from browsing import serving, watched
from detente.pipeline import run
from detente.web.pages import PAGES
from trust.payloads import FOREIGN, PAYLOADS

pytestmark = pytest.mark.browser

FIELDS = (
    "title of an article", "body", "speaker", "author", "outlet", "address", "date", "file name", "title of the case",
    "name of a party", "name of an option", "says", "because", "who assumed", "name of an epoch", "outcome",
)  # fmt: skip
PER_GROUP = 11
EPOCHS = 4

HOOK = "window.hits = 0; window.pwned = () => { window.hits += 1; };"


def _article(number: int, payload: str) -> str:
    """An article with one payload in every place that an article has."""
    told = json.dumps(payload)
    front = "".join(f"{key}: {told}\n" for key in ("title", "author", "outlet", "url", "published"))
    return (
        f"---\n{front}---\n{payload}\n\nASHFORD, {1 + number % 28} March 2031 (River Press) - {payload} Norland closed "
        f"lock {number}.\n\n“We will open lock {number},” said {payload} of the ministry. “{payload}”, Mira Oland said.\n"
    )


def _file_name(number: int, payload: str) -> str:
    safe = re.sub(r"[/\x00-\x1f\u2028-\u202e]", " ", payload)
    return f"{number:03} {safe[:120]}.txt"


def _groups() -> list[str]:
    return [" ".join(PAYLOADS[at : at + PER_GROUP]) for at in range(0, len(PAYLOADS), PER_GROUP)]


def _model() -> dict[str, Any]:
    """A model with every payload in the names, the words of preferences and the reasons."""
    groups = _groups()

    def assumed(number: int) -> dict[str, str]:
        words = groups[number % len(groups)]
        return {"assumed": words, "because": words}

    def party(first: int) -> dict[str, Any]:
        names = groups[first : first + 4]
        options = {f"o{first + i}": {"name": name, "basis": assumed(first + i)} for i, name in enumerate(names[:2])}
        return {"name": " ".join(names[2:]), "options": options}

    def epoch(number: int) -> dict[str, Any]:
        says = groups[4 * number : 4 * number + 4]
        wants = ("o0", "!o4", "o1", "o5")
        statements = [
            {"want": want, "says": words, "basis": assumed(4 * number + place)}
            for place, (want, words) in enumerate(zip(wants, says, strict=True))
        ]
        return {
            "id": f"{2031 + number} {PAYLOADS[number]}",
            "name": " ".join(groups[2 * number : 2 * number + 2]),
            "observed": "o0",
            "basis": assumed(number),
            "preferences": {"norland": statements[:2], "sudland": statements[2:]},
        }

    parties = {"norland": party(0), "sudland": party(4)}
    return {
        "detente": 1,
        "title": " ".join(groups[:8]),
        "actors": {"norland": {"name": groups[0]}, "sudland": {"name": groups[1], "people": ["Mira Oland"]}},
        "decision_makers": parties,
        "outcomes": {"settled": "o0 & o4"},
        "epochs": [epoch(number) for number in range(EPOCHS)],
    }


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A case with every payload in every field."""
    folder = tmp_path_factory.mktemp("hostile") / "case"
    (folder / "sources").mkdir(parents=True)
    for number, payload in enumerate(PAYLOADS):
        (folder / "sources" / _file_name(number, payload)).write_text(_article(number, payload), encoding="utf-8")
    (folder / "case.yaml").write_text(json.dumps(_model()), encoding="utf-8")
    run(folder)
    return folder


@pytest.fixture(scope="module")
def broken(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A case whose model has payloads where names and conditions should stand, so that they come back in errors."""
    folder = tmp_path_factory.mktemp("broken") / "case"
    (folder / "sources").mkdir(parents=True)
    (folder / "sources" / "a.txt").write_text("Norland closed the lock.\n", encoding="utf-8")
    model = _model()
    model["outcomes"] = {payload: payload for payload in PAYLOADS}
    (folder / "case.yaml").write_text(json.dumps(model), encoding="utf-8")
    run(folder)
    return folder


def _visit(browser: Any, address: str, paths: Iterator[str]) -> dict[str, list[str]]:
    """Go everywhere with the policy off; what ran, what was asked, what could run if clicked."""
    origin = "http://" + urlsplit(address).netloc
    context = browser.new_context(bypass_csp=True, base_url=origin)
    context.add_init_script(HOOK)
    page = context.new_page()
    page.route(lambda url: not url.startswith(origin), lambda route: route.abort())
    watch = watched(page)
    page.goto(address)
    wrong: dict[str, list[str]] = {"ran": [], "asked": [], "links": []}
    for path in paths:
        page.goto(path)
        hits, links = page.evaluate(LOOK)
        wrong["ran"] += [path] if hits else []
        wrong["links"] += [link for link in links if not link.startswith(f"{origin}/")]
    wrong["ran"] += watch.dialogs
    wrong["asked"] = [url for url in watch.requests if not url.startswith(origin)]
    context.close()
    return wrong


LOOK = """() => [window.hits, [...document.querySelectorAll('[href],[src],[action],[formaction],[data]')].flatMap(
  e => ['href', 'src', 'action', 'formaction', 'data'].filter(n => e.hasAttribute(n)).map(
    n => new URL(e.getAttribute(n), location.href).href))]"""


def _everywhere(folder: Path) -> Iterator[str]:
    """Every page, every article, and a search for every payload."""
    for page in PAGES:
        yield page.path
    for name in ("sources", "chronology", "statements"):
        yield from (f"/{name}?page={number}" for number in (2, 3))
    yield "/log"
    for epoch in _model()["epochs"]:
        yield from (f"/{name}?epoch={quote(epoch['id'])}" for name in ("model", "outcomes", "why", "whatif"))
    for path in sorted((folder / "sources").iterdir()):
        yield f"/sources/{quote(path.stem)}?marks=statement&marks=event"
    for payload in PAYLOADS:
        yield f"/search?q={quote(payload)}"


RAW = """payloads => payloads.forEach((payload, number) => {
  const frame = document.createElement('iframe');
  frame.name = `frame-${number}`;
  frame.srcdoc = `<body>${payload}`;
  document.body.append(frame);
})"""


def test_the_payloads_bite_where_nothing_is_escaped(chromium: Any) -> None:
    """The net catches fish: put on a page raw, the payloads run script and ask the foreign server."""
    context = chromium.new_context()
    context.add_init_script("window.pwned = () => (top.hits ??= new Set()).add(window.name || parent.name);")
    page = context.new_page()
    asked: list[str] = []
    page.route(f"{FOREIGN}/**", lambda route: (asked.append(route.request.url), route.abort()))
    page.set_content("<body></body>")
    begun = monotonic()
    page.evaluate(RAW, PAYLOADS)
    ran = 0
    while (ran < 20 or len(set(asked)) < 10) and monotonic() < begun + 60:  # a crowded machine takes its time
        page.wait_for_timeout(200)
        ran = page.evaluate("top.hits ? top.hits.size : 0")
    context.close()

    assert ran >= 20
    assert len(set(asked)) >= 10


def test_nothing_runs_on_any_page_of_the_app(chromium: Any, hostile: Path) -> None:
    """Every payload in every field: no script, no dialog, no foreign request, no link that leads out."""
    with serving(hostile) as address:
        assert {"ran": [], "asked": [], "links": []} == _visit(chromium, address, _everywhere(hostile))


def test_nothing_runs_where_errors_quote_the_model(chromium: Any, broken: Path) -> None:
    """A message that repeats what stood in the file repeats it as text."""
    with serving(broken) as address:
        assert {"ran": [], "asked": [], "links": []} == _visit(chromium, address, iter(("/", "/model", "/outcomes")))


def test_nothing_runs_in_the_report(chromium: Any, hostile: Path) -> None:
    """The report holds the payloads as text: none runs, none asks, and links lead only into the report or the web."""
    context = chromium.new_context(bypass_csp=True)
    context.add_init_script(HOOK)
    page = context.new_page()
    watch = watched(page)
    page.goto((hostile / "report.html").as_uri())
    hits, links = page.evaluate(LOOK)
    text = " ".join(page.evaluate("document.body.textContent").split())
    context.close()
    strange = [
        link for link in links if not link.startswith((page.url, "http:", "https:", "data:image/")) and link != "data:,"
    ]
    missing = [payload for payload in PAYLOADS if " ".join(payload.split()) not in text]

    assert (0, []) == (hits, watch.dialogs)
    assert [page.url] == watch.requests
    assert [] == strange
    assert [] == missing
