"""Citations and bases as the pages show them: links into the reader, each with its quotation as its title."""

from collections.abc import Iterable
from dataclasses import replace
from urllib.parse import quote

from jinja2 import pass_context
from jinja2.runtime import Context
from markupsafe import Markup, escape

from detente.case import Case, find
from detente.evidence import Basis, Citation, references_of
from detente.report.places import Places
from detente.report.view import BasisView, basis_view
from detente.report.words import Line

__all__ = ["basis", "cites", "line", "proved"]


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
    return _cites(context["case"], citations)


@pass_context
def line(context: Context, given: Line) -> Markup:
    """A line of words and citations."""
    parts = [escape(part) if isinstance(part, str) else _cites(context["case"], [part]) for part in given]
    return Markup("").join(parts)


def _cites(case: Case, citations: Iterable[Citation]) -> Markup:
    places = Places(library=case.library).all(citations)
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
