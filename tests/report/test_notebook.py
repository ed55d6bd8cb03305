"""What a notebook shows: escaped, and the same as the commands print."""

from dataclasses import replace

from lxml import html

from detente.report import notebook
from detente.report.wording import answer
from report.dispute import river


def test_a_case_shows_its_answer():
    """Line by line."""
    shown = html.fragments_fromstring(notebook.case_html(river()))

    assert list(answer(river())) == [item.text_content() for item in shown[1]]


def test_a_list_shows_a_row_per_item():
    """With the flat columns of the tables."""
    shown = html.fragment_fromstring(notebook.list_html(river(), "events"))

    assert 2 == len(shown.xpath("//tbody/tr"))


def test_findings_show_what_holds():
    """State, options, concepts."""
    case = river()
    assert case.findings is not None

    assert "NASH, GMR, SMR, SEQ, SSEQ, SIM" in notebook.findings_html(case.findings)


def test_a_cell_that_ends_with_a_list_a_figure_or_a_passage_shows_it():
    """Each value displays itself, and a list is a sequence of plain items."""
    case = river()
    events = notebook.rows(case, "events")
    cited = case.record.events[0].cited.citations[0]

    assert 2 == len(events) == len(list(events))
    assert notebook.list_html(case, "events") == events._repr_html_()
    assert 1 == len(html.fragment_fromstring(events[:1]._repr_html_()).xpath("//tbody/tr"))
    assert notebook.figure(case)._repr_svg_().lstrip().startswith("<svg")
    assert cited.quote.split()[0] in notebook.passage(case, cited)._repr_html_()
    assert notebook.case_html(case) == notebook.brief(case)._repr_html_()


def test_hostile_titles_stay_text():
    """A notebook runs what it is given."""
    case = river()
    assert case.model is not None
    hostile = "<script>alert(1)</script>"
    document = replace(case.library.documents[0], title=hostile)
    passage = case.library.passages[0]
    shown = notebook.model_html(replace(case.model, title=hostile)) + notebook.passage_html(document, passage)

    assert "<script" not in shown
    assert 2 == shown.count("&lt;script&gt;")
