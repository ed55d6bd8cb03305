"""The report as a page: nothing runs, nothing is fetched, every citation lands on its words."""

import base64
import hashlib
import re
import shutil
from dataclasses import replace
from pathlib import Path
from urllib.parse import unquote

import pytest
from lxml import html

from detente.case import Case
from detente.evidence import DocumentId
from detente.report.page import foreign, link_to, page
from detente.report.phrases import AS_FAR_AS_FOUND
from report.dispute import MODEL, NEWS, NOTE, TEXTS, river

HOSTILE = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    '"><svg onload=alert(1)>',
    "'><iframe src=javascript:alert(1)>",
    "</style><script>alert(1)</script>",
    "</title><script>alert(1)</script>",
    "{{ 7*7 }}{% include 'x' %}",
    "javascript:alert(1)",
    "&lt;b&gt; &amp;amp; &#x3c;script&#x3e;",
    "]]><!--<script>-->",
    "\u202etxt.exe\u202c",
    "zero\u200bwidth\ufeff",
    "\U000e0041\U000e0042",
    "<a href='data:text/html,<script>alert(1)</script>'>x</a>",
    "<meta http-equiv=refresh content='0;url=//evil.example'>",
    "`\\\"'<>&;",
]
"""Texts that a writer, a sender or a file name may bring."""


def tree(case: Case) -> html.HtmlElement:
    """The page as a browser would build it."""
    return html.document_fromstring(page(case).decode())


def hostile(text: str) -> Case:
    """The case with the text in every field that a source or a model can set."""
    case = river()
    documents = tuple(
        replace(
            d, title=text, outlet=text, url=f"https://x.example/{text}", agencies=(text,), file=f"sources/{text}.txt"
        )
        for d in case.library.documents
    )
    record = case.record
    dispute, gap, term = record.disagreements[0], record.gaps[0], record.terms[0]
    assert case.model is not None
    now = case.model.epochs[-1]
    wanted = {
        party: replace(held, statements=tuple(replace(s, says=text) for s in held.statements))
        for party, held in now.preferences.items()
    }
    return replace(
        case,
        library=replace(case.library, documents=documents),
        record=replace(
            record,
            actors=tuple(replace(actor, name=text) for actor in record.actors),
            statements=tuple(replace(s, via=(text,)) for s in record.statements),
            events=tuple(replace(e, summary=text, place=text, participants=(text,)) for e in record.events),
            positions=tuple(replace(p, stance=text) for p in record.positions),
            terms=(replace(term, concept=text, variants=(replace(term.variants[0], term=text),)),),
            disagreements=(replace(dispute, question=text, why=text),),
            gaps=(replace(gap, about=text, why=text),),
        ),
        model=replace(
            case.model,
            title=text,
            decision_makers=tuple(
                replace(dm, name=text, options=tuple(replace(o, name=text) for o in dm.options))
                for dm in case.model.decision_makers
            ),
            epochs=(*case.model.epochs[:-1], replace(now, name=text, preferences=wanted)),
        ),
    )


def test_the_first_thing_in_the_head_is_the_policy():
    """What stands before the tag is not covered by it."""
    head = page(river()).decode().partition("<head>")[2]

    assert head.startswith(
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'sha256-"
    )
    assert "unsafe" not in head.partition(">")[0]


def test_a_list_of_disagreements_says_what_it_may_lack():
    """No entry is no proof that the sources agree, and the reader is told."""
    text = tree(river()).get_element_by_id("sec-disagreements").text_content()

    assert AS_FAR_AS_FOUND in " ".join(text.split())


def test_the_policy_names_the_style_that_is_there():
    """Changed by one byte, the style sheet would not be applied."""
    text = page(river()).decode()
    style = re.search(r"<style>(.*?)</style>", text, re.DOTALL)
    assert style is not None
    digest = base64.b64encode(hashlib.sha256(style[1].encode()).digest()).decode()

    assert f"style-src 'sha256-{digest}'" in text
    assert 1 == text.count("<style>")


def test_there_is_no_script_no_handler_and_nothing_to_fetch():
    """Links are the only way out, and only when somebody follows them."""
    found = tree(river())

    assert [] == list(found.iter("script", "iframe", "object", "embed", "img", "form", "base", "audio", "video"))
    assert [] == [e for e in found.iter() for name in e.attrib if name.startswith("on") or name == "style"]
    assert ["data:,"] == [e.get("href") for e in found.iter("link")]


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_stays_text(text: str):
    """In a title, an outlet, an address, a name, a question, an option: no element of its own, the words unchanged."""
    found = tree(hostile(text))
    plain = html.document_fromstring(page(river()).decode())
    allowed = {element.tag for element in plain.iter() if isinstance(element.tag, str)} | {"mark"}

    assert {e.tag for e in found.iter() if isinstance(e.tag, str)} <= allowed
    assert [] == [e for e in found.iter() for name in e.attrib if name.startswith("on")]
    assert [] == [e for e in found.iter("a") if not re.match(r"#|https?://", e.get("href", ""))]
    assert text in found.xpath("string(//h1)")


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_in_an_article_is_shown_as_it_stands(text: str):
    """The passage has the very characters, whatever they would like to be."""
    words = f"Norland closed the lock {text} on 4 May 2031. the lock stays shut until Sudland pays the toll"
    case = river(texts={**TEXTS, NEWS: f"Lock shut\n\n{words}"})
    passages = [e.text_content() for e in tree(case).iter("p") if "passage" in e.get("class", "").split()]

    assert [shown for shown in passages if words in shown]


def test_unseen_characters_are_named_beside_themselves():
    """The text is the same, and what nobody would see is seen."""
    shown = str(foreign("a\u202eb"))

    assert 'data-name="U+202E"' in shown
    assert "a\u202eb" == html.fragment_fromstring(shown).text_content()


def test_only_addresses_on_the_web_are_links():
    """Whatever else an article calls its address is shown as text."""
    assert 'href="https://a.example/b"' in str(link_to("https://a.example/b"))
    assert [] == [u for u in ("javascript:alert(1)", "file:///etc", "//x", "data:,x", "") if "href" in str(link_to(u))]


def test_every_citation_lands_on_its_highlighted_words():
    """The link's title is the quotation; the passage it leads to has the words marked."""
    found = tree(river())
    anchors = {e.get("id"): e for e in found.iter() if e.get("id")}
    cites = [e for e in found.iter("a") if e.get("class") == "cite" and e.get("title")]
    missed = []
    for link in cites:
        target = anchors.get(unquote(link.get("href")[1:]))
        marked = " ".join(m.text_content() for m in target.iter("mark")) if target is not None else ""
        if " ".join(link.get("title").split()) not in " ".join(marked.split()):
            missed.append(link.get("title"))

    assert cites
    assert [] == missed
    assert [] == [e.get("href") for e in cites if not re.fullmatch(r"#.+-p\d+", e.get("href"))]


def test_no_link_within_the_page_leads_nowhere():
    """Contents, events, states, sources."""
    found = tree(river())
    ids = [e.get("id") for e in found.iter() if e.get("id")]
    dangling = [
        e.get("href")
        for e in found.iter("a")
        if e.get("href", "").startswith("#") and unquote(e.get("href")[1:]) not in ids
    ]

    assert [] == dangling
    assert len(ids) == len(set(ids))


def test_documents_with_awkward_names_keep_anchors_apart():
    """Two names that differ in a space and an underscore only."""
    texts = {DocumentId("01 a"): TEXTS[NEWS], DocumentId("01_a"): TEXTS[NOTE]}
    case = river(texts={**texts, NEWS: TEXTS[NEWS], NOTE: TEXTS[NOTE]}, model=None)
    ids = [e.get("id") for e in tree(case).iter() if e.get("id")]

    assert len(ids) == len(set(ids))
    assert [] == [name for name in ids if re.search(r"\s", name)]


def test_the_brief_comes_first_and_its_notes_have_the_words():
    """Answer, judgements, dissent, then the words each sentence rests on."""
    found = tree(river())
    sections = [e.get("id") for e in found.iter("section") if (e.get("id") or "").startswith("sec-")]
    notes = found.xpath("string(//ol[@class='notes'])")

    assert ["sec-answer", "sec-judgements", "sec-chronology"] == sections[:3]
    assert "passage without toll" in notes


def test_the_title_cannot_leave_the_style_sheet():
    """The running head of the printed page is the title; in CSS every character of it but letters is a number."""
    title = 'x"}</style><script>alert(1)</script>'
    case = river()
    assert case.model is not None
    text = page(replace(case, model=replace(case.model, title=title))).decode()

    assert 1 == text.count("</style>")
    assert "<script" not in text


def test_a_case_without_a_model_is_reported():
    """The record half alone: no model, no outcomes, no why."""
    found = tree(river(model=None))
    ids = {e.get("id") for e in found.iter("section")}

    assert {"sec-answer", "sec-chronology", "sec-disagreements", "sec-sources"} <= ids
    assert not {"sec-model", "sec-outcomes", "sec-why", "sec-deals"} & ids


def test_problems_of_the_model_stand_in_the_brief():
    """A quotation that does not stand in its source is told where people look first."""
    case = river(model=MODEL.replace("free passage", "freedom of passage", 1))

    assert "freedom of passage" in tree(case).xpath("string(//aside[contains(@class, 'problems')])")


def test_the_page_says_quoted_inferred_and_assumed_in_words():
    """Nothing is told by shape or colour alone."""
    text = tree(river()).text_content()

    assert [] == [word for word in ("● quoted", "◐ inferred", "○ assumed") if word not in text]


@pytest.mark.browser
def test_a_browser_runs_nothing_and_asks_for_nothing(tmp_path: Path):
    """Chromium, at three widths and in print: no request, no message, no sideways scrolling, every section printed."""
    playwright = pytest.importorskip("playwright.sync_api")
    path = tmp_path / "report.html"
    path.write_bytes(page(hostile("<img src=//x.example/y onerror=alert(1)>")))
    with playwright.sync_playwright() as driver:
        try:
            browser = driver.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        except playwright.Error as error:
            pytest.skip(f"no Chromium: {error}")
        for width in (360, 768, 1280):
            shown = browser.new_page(viewport={"width": width, "height": 900})
            requests: list[str] = []
            messages: list[str] = []
            shown.on("request", lambda request, seen=requests: seen.append(request.url))
            shown.on("console", lambda message, seen=messages: seen.append(message.text))
            shown.on("dialog", lambda dialog, seen=messages: seen.append(dialog.message))
            shown.goto(path.as_uri())

            assert [] == [url for url in requests if not url.startswith(("file:", "data:"))]
            assert [] == messages
            assert width == shown.evaluate("document.documentElement.scrollWidth")
        browser.close()
