"""Citations and bases as the pages show them: links into the reader, each with its quotation as its title."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from itertools import groupby
from typing import Any
from urllib.parse import quote

from jinja2 import pass_context
from jinja2.runtime import Context
from markupsafe import Markup, escape

from detente.case import Case, find
from detente.evidence import Basis, Citation, DateRange, DocumentId, Span, references_of
from detente.report.page import LABEL
from detente.report.phrases import date_text, days_written_out
from detente.report.places import Places
from detente.report.view import BasisView, basis_view, issue_name
from detente.report.words import Line
from detente.web.listing import PER_PAGE

__all__ = [
    "basis", "cites", "events", "found", "issue", "labelled", "line", "place", "proved", "reasons", "runs", "short",
    "when",
]  # fmt: skip


MOST_REASONS = 6


@pass_context
def basis(context: Context, given: Basis | None) -> BasisView:
    """A basis with its proved citations."""
    return basis_view(context["case"], given)


@pass_context
def proved(context: Context, given: Basis | None) -> BasisView:
    """A basis that the model does not have yet, its quotations proved against the sources."""
    case: Case = context["case"]
    found = {reference: find(reference, case.library) for reference in references_of(given)}
    return basis_view(replace(case, citations=found), given)


@pass_context
def cites(context: Context, citations: Iterable[Citation]) -> Markup:
    """Citations in one pair of brackets."""
    return _cites(context["places"], citations)


@pass_context
def line(context: Context, given: Line) -> Markup:
    """A line of words and citations."""
    return _line(context["places"], given)


@pass_context
def labelled(context: Context, given: Line) -> Markup:
    """A line whose label, the words before its first colon or bracket, is set apart."""
    label = LABEL.match(str(given[0])) if given else None
    if label is None:
        return _line(context["places"], given)
    return Markup("<strong>{}</strong>{}").format(
        label[0], _line(context["places"], (str(given[0])[label.end() :], *given[1:]))
    )


@pass_context
def place(context: Context, cited: Mapping[str, Any]) -> str:
    """The short name of a citation's place, `07 ¶5`."""
    places: Places = context["places"]
    return places.span_label(Span(document=DocumentId(cited["source"]), start=cited["start"], end=cited["end"]))


@pass_context
def issue(context: Context, given: str) -> str:
    """An issue by its name in case.yaml."""
    return issue_name(context["case"], given).replace("_", " ")


def found(hit: Mapping[str, Any]) -> Markup:
    """A passage that was found, the words asked for marked."""
    text, begins = hit["citation"]["quote"], hit["citation"]["start"]
    parts, at = [], 0
    for word in hit["words"]:
        start, end = word["start"] - begins, word["end"] - begins
        parts += [escape(text[at:start]), Markup("<mark>{}</mark>").format(text[start:end])]
        at = end
    return Markup("").join([*parts, escape(text[at:])])


def reasons(why: str) -> str:
    """Why accounts part, the first few pairs of them."""
    parts = why.split("; ")
    return why if len(parts) <= MOST_REASONS else "; ".join([*parts[:MOST_REASONS], "and so on"])


def runs(items: Iterable[Mapping[str, Any]], key: str) -> list[tuple[Any, list[Mapping[str, Any]]]]:
    """The items in stretches of one value of `key`, in their order."""
    return [(value, list(group)) for value, group in groupby(items, key=lambda item: item[key])]


@pass_context
def short(context: Context, document: str) -> str:
    """The short name of a source, `07`."""
    places: Places = context["places"]
    return places.short(DocumentId(document))


@pass_context
def events(context: Context, text: str) -> Markup:
    """Text with its days written out; an event's id becomes a link that bears the event's number."""
    numbers: Mapping[str, int] = context["event_numbers"]()
    link = Markup('<a href="/chronology?page={}#{}">event {}</a>')
    parts = re.split(r"\b(ev-\d+)\b", days_written_out(text))
    return Markup("").join(
        link.format((numbers[part] - 1) // PER_PAGE + 1, part, numbers[part]) if part in numbers else escape(part)
        for part in parts
    )


def when(given: Mapping[str, Any]) -> str:
    """A date range of a list's item as people write it."""
    ends = (date.fromisoformat(day) if day else None for day in (given["earliest"], given["latest"]))
    earliest, latest = ends
    return date_text(DateRange(earliest=earliest, latest=latest, granularity=given.get("granularity", "day")))


def _line(places: Places, given: Line) -> Markup:
    parts: list[Markup] = []
    for cited, group in groupby(given, key=lambda part: isinstance(part, Citation)):
        if cited:
            parts.append(_cites(places, [part for part in group if isinstance(part, Citation)]))
        else:
            parts.extend(escape(part) for part in group)
    return Markup("").join(parts)


def _cites(known: Places, citations: Iterable[Citation]) -> Markup:
    places = known.all(citations)
    links = [
        Markup('<a class="citation" href="{}" title="{}" data-citation="{}">{}</a>').format(
            f"/sources/{quote(place.document.id, safe='')}?at={place.citation.span.start}-{place.citation.span.end}#at",
            place.citation.quote,
            f"“{place.citation.quote}” ({place.document.file}, {place.citation.span.start}–{place.citation.span.end})",
            place.label,
        )
        for place in places
    ]
    return Markup(' <span class="small">[{}]</span>').format(Markup("; ").join(links)) if links else Markup("")
