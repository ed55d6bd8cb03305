"""The report as Markdown: a section stands where there is something to say, and nowhere else."""

import re
from dataclasses import fields, replace

import pytest

from detente.case import Case
from detente.record.entries import Record
from detente.report import markdown
from detente.report.view import view
from report.dispute import MODEL, river

ENTRIES = sorted(
    field.name for field in fields(Record) if isinstance(getattr(river().record, field.name), tuple)
)  # fmt: skip
LONELY = re.compile(r"^(#+) (.*)\n\s*(?:\Z|^(#+) )", re.MULTILINE)


def text(case: Case) -> str:
    """The report."""
    return markdown.report(view(case))


def lonely(written: str) -> list[str]:
    """Headings with nothing under them: followed by the end, or by one of the same rank or a higher one."""
    return [found[2] for found in LONELY.finditer(written) if not found[3] or len(found[3]) <= len(found[1])]


def sections(written: str) -> set[str]:
    """The headings of the second rank."""
    return set(re.findall(r"^## (.*)$", written, re.MULTILINE))


@pytest.mark.parametrize("name", ENTRIES)
def test_what_a_record_lacks_has_no_section(name: str) -> None:
    """Each kind of entry left out alone: no heading stands empty, and no other section goes but what rests on it."""
    whole = river()
    bare = text(replace(whole, record=replace(whole.record, **{name: ()})))

    assert [] == lonely(bare)
    assert sections(bare) <= sections(text(whole))


@pytest.mark.parametrize("model", [None, MODEL.replace("free passage", "freedom of passage", 1)])
def test_a_case_without_a_model_that_can_be_read_is_reported(model: str | None) -> None:
    """The record stands; problems of the model are told."""
    written = text(river(model=model))

    assert [] == lonely(written)
    assert (model is not None) == ("## The model has problems" in written)


def test_a_case_of_nothing_is_a_title_and_an_answer() -> None:
    """No entry, no model: what is missing is said in a line, not in empty sections."""
    whole = river(model=None)
    empty = replace(whole, record=replace(whole.record, **dict.fromkeys(ENTRIES, ())))
    written = text(empty)

    assert [] == lonely(written)
    assert "## Answer" in written
    assert sections(written) < sections(text(whole))


def test_every_footnote_of_the_brief_is_called_and_given_once() -> None:
    """A number in the text, its source below."""
    written = markdown.brief(view(river()))
    called, given = re.findall(r"\[\^(\d+)\](?!:)", written), re.findall(r"^\[\^(\d+)\]:", written, re.MULTILINE)

    assert given
    assert (sorted(set(called)), len(given)) == (sorted(given), len(set(given)))
