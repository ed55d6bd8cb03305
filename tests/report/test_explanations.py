"""Hypotheses against evidence in the report: the same cells as the command's, their words in place, no sum of them."""

from dataclasses import replace

from lxml import html

from detente.case import Case
from detente.report import markdown
from detente.report.explanations import grid
from detente.report.page import page
from detente.report.view import view
from report.dispute import river


def drawn() -> Case:
    """The river with a table written by hand: two explanations, two pieces of evidence of different weight."""
    case = river()
    closed, offer = case.record.events[0].cited.citations[0], case.record.events[1].cited.citations[1]

    def evidence(id: str, citation: object, **more: object) -> dict[str, object]:
        span = citation.span  # type: ignore[attr-defined]
        given = {"source": span.document, "start": span.start, "end": span.end, "quote": citation.quote}  # type: ignore[attr-defined]
        plain = {"decision_maker": "norland", "kind": "does", "when": "2031-05-04", "mode": "reported", "via": []}
        return {"id": id, **plain, **given, "origins": 1, "one_source": True, "reliability": "", **more}

    def row(id: str, *readings: str | None) -> dict[str, object]:
        cells = [{"evidence": f"e{n}", "reading": reading, "rule": "a rule"} for n, reading in enumerate(readings, 1)]
        return {"id": id, "decision_maker": "norland", "want": id, "says": id, "basis": "assumed", "cells": cells}

    columns = [
        evidence("e1", closed, tells_apart=True),
        evidence("e2", offer, tells_apart=False, origins=3, one_source=False, mode="indirect", via=["The Courier"]),
    ]
    rows = [row("h1", "consistent", None), row("h2", "inconsistent", "silent")]
    return replace(case, hypotheses={"epoch": "2031-06", "hypotheses": rows, "evidence": columns})


def test_a_cell_is_what_the_table_says() -> None:
    """By sign, and in words for those who hear it."""
    found = html.document_fromstring(page(drawn()).decode()).get_element_by_id("sec-hypotheses")
    cells = [[cell.text_content() for cell in line.iter("td")] for line in found.iter("tr")][1:]

    assert [["+consistent", "?for you to judge"], ["−inconsistent", "·silent"]] == cells


def test_credibility_stands_beside_each_piece_of_evidence() -> None:
    """How near the words are, through whom they came, and how many origins bear them out."""
    found = html.document_fromstring(page(drawn()).decode())
    told = [found.get_element_by_id(f"evidence-{name}").text_content() for name in ("e1", "e2")]

    assert "told by the article itself; one origin" in told[0]
    assert "tells explanations apart" in told[0]
    assert "indirect speech; through The Courier; 3 independent origins" in told[1]
    assert "tells explanations apart" not in told[1]


def test_the_evidence_leads_to_its_words() -> None:
    """The passage is in the report although no list of the record shows it."""
    case = drawn()
    bare = replace(case, record=replace(case.record, events=(), disagreements=(), positions=(), terms=()))
    found = html.document_fromstring(page(bare).decode())
    section = found.get_element_by_id("sec-hypotheses")
    links = [link for link in section.iter("a") if link.get("class") == "cite"]

    assert 2 == len(links)
    for link in links:
        target = found.get_element_by_id(link.get("href")[1:])
        assert link.get("title") in " ".join(mark.text_content() for mark in target.iter("mark"))


def test_what_tells_nothing_goes_first_when_there_is_no_room() -> None:
    """A table cut to one column keeps the one with a reading, and says that another was left out."""
    table = grid(drawn(), most=1)

    assert table is not None
    assert (["e1"], 1) == ([column.id for column in table.columns], table.left_out)


def test_there_is_no_section_where_there_is_nothing_to_explain() -> None:
    """Neither on the page, nor in its contents, nor in the Markdown twin."""
    assert "hypotheses" not in page(river()).decode().lower().partition("<body>")[2]
    assert "Hypotheses" not in markdown.report(view(river()))


def test_the_markdown_twin_has_the_table() -> None:
    """A row for each explanation, a sign in each cell."""
    text = markdown.report(view(drawn()))

    assert "| explanation | e1 | e2 |" in text
    assert "| h2 Norland: h2 (assumed) | − | · |" in text
