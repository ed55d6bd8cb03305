"""What values show of themselves in a notebook: a table of escaped text, however hostile the text."""

from dataclasses import replace

import pytest
from lxml import html

from detente.analysis.explanation import explain
from detente.analysis.inverse import deal
from detente.case import Case
from detente.dispute.graph import compile_model
from detente.dispute.model import DisputeModel
from detente.evidence import DocumentId, Span, cite
from detente.evidence.display import MOST_ROWS, html_table
from detente.sources.document import Library, Passage
from report.dispute import river

HOSTILE = "<script>alert('1')</script>"


def hostile_case() -> Case:
    """The river case with a script wherever a person may write text that is shown."""
    case = river()
    assert case.model is not None
    assert case.findings is not None
    makers = tuple(
        replace(maker, name=HOSTILE, options=tuple(replace(option, name=HOSTILE) for option in maker.options))
        for maker in case.model.decision_makers
    )
    model = replace(case.model, title=HOSTILE, decision_makers=makers)
    return replace(case, model=model, findings=replace(case.findings, title=HOSTILE), answer=(HOSTILE,))


def shown() -> dict[str, str]:
    """What each type shows of hostile text."""
    case = hostile_case()
    model = case.model
    assert isinstance(model, DisputeModel)
    assert case.findings is not None
    graph = compile_model(model)
    found = replace(deal(model, target=model.outcomes[0].id), target=HOSTILE)
    document = DocumentId(HOSTILE)
    values = {
        "case": case,
        "case without a run": replace(case, answer=(), library=Library(documents=())),
        "citation": cite(HOSTILE, document, 0, len(HOSTILE)),
        "deal": found,
        "explanation": explain(graph, 0, 0, "SEQ"),
        "findings": case.findings,
        "graph": graph,
        "model": model,
        "passage": Passage(span=Span(document=document, start=0, end=1), kind="body", number=1),
    }
    return {name: value._repr_html_() for name, value in values.items()}


@pytest.mark.parametrize("name", sorted(shown()))
def test_a_display_is_tables_of_plain_text(name: str):
    """Whoever wrote the text, it stays text."""
    display = shown()[name]
    tags = {element.tag for element in html.fragment_fromstring(display, create_parent="div").iter()}

    assert "<script" not in display
    assert {"table", "caption"} <= tags <= {"div", "table", "caption", "tbody", "tr", "th", "td", "p"}


@pytest.mark.parametrize("name", sorted(set(shown()) - {"explanation"}))
def test_the_hostile_text_is_shown_as_it_is(name: str):
    """Escaped, not dropped; an explanation has ids and labels alone."""
    assert HOSTILE in html.fragment_fromstring(shown()[name], create_parent="div").text_content()


def test_a_long_table_says_what_it_leaves_out():
    """A notebook shows the first rows."""
    display = html_table("many", ("n",), ((n,) for n in range(MOST_ROWS + 3)))

    assert MOST_ROWS == display.count("<td>")
    assert display.endswith("<p>3 more rows are not shown.</p>")


def test_a_table_of_two_hundred_rows_is_whole():
    """One more is the first to be left out."""
    whole, more = (html_table("many", ("n",), ((n,) for n in range(rows))) for rows in (200, 201))

    assert (200, 200) == (whole.count("<td>"), more.count("<td>"))
    assert "not shown" not in whole
    assert more.endswith("<p>1 more rows are not shown.</p>")
