"""The report of a large record: what is shown, what is said of the rest, and how large it grows."""

import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta
from functools import cache
from urllib.parse import unquote

from lxml import html

from detente.case import Case, citations_in
from detente.evidence import Cited, DateRange, DocumentId
from detente.record.entries import Account, Disagreement, Event, Speaker, Statement
from detente.report import markdown
from detente.report.exporters import exporters
from detente.report.page import page
from detente.report.selection import ACCOUNTS, FEW, MOST, WHOLE_CITATIONS, Selection
from detente.report.view import view
from report.dispute import TEXTS, cited, library, river

MANY = 1_000


@cache
def pile(count: int = MANY) -> Case:
    """The river with `count` more articles: each tells one event and one saying; every tenth event is told by five."""
    names = [DocumentId(f"n{number:04}-paper") for number in range(count)]
    told = {
        name: f"Barge {number} waits\n\nBarge {number} waited at lock {number // 5}. The skipper of barge {number} said "
        f"that {number + 2} crowns are too much."
        for number, name in enumerate(names)
    }
    small = river()
    shelf = library({**TEXTS, **told})
    record = small.record
    return replace(
        small,
        library=shelf,
        record=replace(
            record,
            events=(*record.events, *_events(small, shelf, names)),
            statements=(*record.statements, *(_said(shelf, n, name) for n, name in enumerate(names))),
            disagreements=(
                *record.disagreements,
                Disagreement(
                    id="dis-2", question="How many crowns?", kind="numeric", verdict="conflict", severity="minor",
                    why="; ".join(f"{n} against {n + 1}" for n in range(50)),
                    accounts=tuple(
                        Account(value=f"{n + 2} crowns", sources=(name,), cited=Cited((cited(shelf, name, f"{n + 2} crowns"),)))
                        for n, name in enumerate(names[:50])
                    ),
                ),
            ),
        ),
    )  # fmt: skip


def _events(small: Case, shelf: object, names: list[DocumentId]) -> Iterable[Event]:
    first = small.record.events[0]
    for number, name in enumerate(names):
        tellers = [name] if number % 10 else names[number : number + 5]
        words = tuple(
            cited(shelf, teller, f"Barge {number + at} waited at lock {(number + at) // 5}")  # type: ignore[arg-type]
            for at, teller in enumerate(tellers)
        )
        day = DateRange.day(date(2031, 1, 1) + timedelta(days=number), phrase="", reason="printed in full")
        yield replace(first, id=f"ev-{number + 3}", when=day, summary=f"Barge {number} waited", cited=Cited(words))


def _said(shelf: object, number: int, name: DocumentId) -> Statement:
    words = cited(shelf, name, f"{number + 2} crowns are too much")  # type: ignore[arg-type]
    return Statement(
        id=f"st-{name}-1",
        speaker=Speaker(name=f"skipper {number}", actor=None, citation=cited(shelf, name, f"barge {number}")),  # type: ignore[arg-type]
        via=("The Paper",),
        cue=None,
        mode="indirect",
        said=DateRange.day(date(2031, 1, 1), phrase="", reason="printed in full"),
        content=words,
        cited=Cited((words,)),
    )


def _links(text: bytes) -> tuple[list[html.HtmlElement], dict[str, html.HtmlElement]]:
    found = html.document_fromstring(text.decode())
    return list(found.iter("a")), {e.get("id"): e for e in found.iter() if e.get("id")}


def test_a_small_record_is_shown_whole():
    """Nothing is left out, and nothing is said of leaving out."""
    case = river()

    assert Selection(case).is_whole
    assert page(case) == page(case, every=True)
    assert b"left-out" not in page(case)


def test_a_large_record_is_cut_by_the_lists_own_measure():
    """As many entries as the rule says, and a report that can be sent by mail: a tenth of the whole."""
    case = pile()
    shown = view(case)

    assert (MOST["events"], MOST["statements"]) == (
        len(shown.chronology),
        sum(len(g.statements) for g in shown.speakers),
    )
    assert len(page(case)) < 1_000_000
    assert len(page(case)) * 3 < len(page(case, every=True))


def test_what_the_model_cites_and_what_many_report_comes_first():
    """Both events of the model's own sources, and every event that five papers tell."""
    shown = {event.id for event in Selection(pile()).events}
    by_five = {event.id for event in pile().record.events if len(event.cited.citations) == 5}

    assert {"ev-1", "ev-2"} <= shown
    assert len(by_five) == MANY // 10
    assert by_five <= shown


def test_every_citation_of_a_cut_report_lands_on_its_words():
    """No link leads to what was left out, and each finds its quotation marked."""
    links, anchors = _links(page(pile()))
    astray = []
    for link in links:
        target = anchors.get(unquote(link.get("href", "")[1:])) if link.get("href", "").startswith("#") else link
        words = " ".join((link.get("title") or "").split())
        marked = " ".join(" ".join(m.text_content() for m in target.iter("mark")).split()) if target is not None else ""
        if target is None or (link.get("class") == "cite" and words not in marked):
            astray.append(link.get("href"))

    assert len(links) > MOST["events"]
    assert [] == astray


def test_no_citation_of_the_brief_or_the_model_is_left_out():
    """The passages shown hold every one of them."""
    case = pile()
    shown = view(case)
    wanted = {*shown.brief_citations, *case.citations.values()}
    held = {
        (source.document.id, passage.number)
        for source in shown.sources
        for passage in source.passages
        if any(is_cited for is_cited, _ in passage.stretches)
    }
    places = {(c.span.document, shown.places.of(c).passage) for c in wanted}

    assert wanted
    assert places <= held


def test_what_is_left_out_is_counted_and_has_a_place():
    """The numbers of each list, and the command that has it whole."""
    case = pile()
    text = " ".join(html.document_fromstring(page(case).decode()).text_content().split())

    assert f"{MOST['events']} of {len(case.record.events):,} events" in text
    assert "detente events CASE --csv" in text
    assert "detente report CASE --all" in text
    assert f"{50 - ACCOUNTS} other accounts of it" in text


def test_an_event_keeps_its_number_when_others_are_left_out():
    """So the report, the app and the exports speak of one event by one number."""
    case = pile()
    whole = {row.event.id: row.number for row in view(case, every=True).chronology}

    assert {row.event.id: whole[row.event.id] for row in view(case).chronology} == {
        row.event.id: row.number for row in view(case).chronology
    }


def test_few_citations_are_of_different_origins():
    """What corroborates is shown before what repeats."""
    case = pile()
    event = next(event for event in case.record.events if len(event.cited.citations) == 5)
    first, *others = event.cited.citations
    kept = Selection(case).few((first, first, *others))

    assert FEW == len(kept)
    assert FEW == len({citation.span.document for citation in kept})


def test_the_limit_is_one_of_citations():
    """A record just below it is whole, one just above it is cut."""
    sizes = {}
    for count in (100, 600):
        case = pile(count)
        record = case.record
        lists = (record.statements, record.events, record.positions, record.terms, record.disagreements, record.gaps)
        sizes[count] = (sum(1 for _ in citations_in(lists)) <= WHOLE_CITATIONS, Selection(case).is_whole)

    assert {100: (True, True), 600: (False, False)} == sizes


def test_the_markdown_twin_is_cut_alike():
    """The same entries, the same remark, and all of them on request."""
    case = pile()
    cut, whole = markdown.report(view(case)), markdown.report(view(case, every=True))

    assert f"Shown: {MOST['events']} of {len(case.record.events):,} events" in cut
    assert "Shown:" not in whole
    assert (MOST["events"], len(case.record.events)) == tuple(
        len(re.findall(r"(?m)^\d+\. \*\*", text.partition("## Chronology")[2])) for text in (cut, whole)
    )


def test_the_whole_report_is_an_exporter_s_own() -> None:
    """What `--all` writes is the export with nothing left out; exports of data have no other form."""
    whole = {name: exporter.whole for name, exporter in exporters().items() if exporter.whole is not None}

    assert {"html", "md"} == set(whole)
    assert page(pile(), every=True) == whole["html"](pile())
