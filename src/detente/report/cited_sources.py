"""The sources as a report shows them: what is known of each, and its passages that something shown cites."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby

from detente.case import Case, citations_in
from detente.evidence import Caveat, Citation, DateRange, DocumentId, Span
from detente.report.listing import Lister
from detente.report.places import Places
from detente.report.selection import Selection
from detente.sources.document import Document

__all__ = ["PassageView", "SourceView", "source_views"]

Parts = tuple[tuple[str, str], ...]
"""(text, kind): kind is model, record, or "" where nothing cites the text."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PassageView:
    """A cited passage: its text in stretches, in order.

    A stretch is cited or not; within a cited one, each part says who cites it: the model, or the record alone.
    """

    number: int
    anchor: str
    kind: str
    stretches: tuple[tuple[bool, Parts], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceView:
    """A source with what is known about it and its cited passages; `omitted` passages nobody cites."""

    document: Document
    published: DateRange
    stated: bool
    origin: str
    near_duplicates: tuple[Document, ...]
    passages: tuple[PassageView, ...]
    omitted: int
    caveats: tuple[Caveat, ...]


def source_views(selection: Selection, places: Places, cited_elsewhere: Iterable[Citation]) -> Iterator[SourceView]:
    """The sources that something shown cites; all of them where nothing is left out.

    `cited_elsewhere` are citations of sentences that stand in no list, such as the brief's.
    """
    case, lister = selection.case, Lister(selection.case)
    cited = _cited_spans(selection, cited_elsewhere)
    for document in case.library.documents:
        if not (selection.is_whole or document.id in cited):
            continue
        passages = tuple(_passages(case, places, document, cited.get(document.id, {})))
        yield SourceView(
            document=document,
            published=case.published(document.id),
            stated=case.published_is_stated(document.id),
            origin=case.library.origin_of(document.id),
            near_duplicates=tuple(
                case.library.document(DocumentId(twin)) for twin in lister.near_duplicates.get(str(document.id), ())
            ),
            passages=passages,
            omitted=len(case.library.passages_of(document.id)) - sum(1 for p in passages if p.number),
            caveats=lister.caveats_of(document),
        )


def _cited_spans(selection: Selection, elsewhere: Iterable[Citation]) -> Mapping[str, dict[Span, str]]:
    """Span by span what is cited in each document, and by whom: the model outdoes the record."""
    case = selection.case
    record = [*selection.shown_citations(), *elsewhere]
    if selection.is_whole:
        record += citations_in(case.record.publications)
    cited: dict[str, dict[Span, str]] = {}
    for kind, citations in (("record", record), ("model", case.citations.values())):
        for citation in citations:
            cited.setdefault(citation.span.document, {})[citation.span] = kind
    if not selection.is_whole:
        for publication in case.record.publications:
            if publication.document in cited:
                spans = cited[publication.document]
                for citation in publication.citations:
                    if citation.span.document == publication.document:
                        spans.setdefault(citation.span, "record")
    return cited


def _passages(case: Case, places: Places, document: Document, spans: dict[Span, str]) -> Iterator[PassageView]:
    """The passages that hold a cited stretch; stretches outside every passage stand alone at the end."""
    inside: set[Span] = set()
    for passage in case.library.passages_of(document.id):
        touching = {span: kind for span, kind in spans.items() if span.overlaps(passage.span)}
        if touching:
            inside.update(touching)
            yield PassageView(
                number=passage.number,
                anchor=places.anchor(document.id, passage),
                kind=passage.kind,
                stretches=_stretches(document.text, passage.span.start, passage.span.end, touching),
            )
    for span, kind in sorted(spans.items()):
        if span not in inside:
            text = document.text[span.start : span.end]
            yield PassageView(number=0, anchor="", kind="unlabelled", stretches=((True, ((text, kind),)),))


def _stretches(text: str, start: int, end: int, spans: dict[Span, str]) -> tuple[tuple[bool, Parts], ...]:
    """text[start:end] cut where cited stretches begin and end; what the model cites outdoes what the record does."""
    marks = [""] * (end - start)
    for kind in ("record", "model"):
        for span in (span for span, of in spans.items() if of == kind):
            first, last = max(span.start, start) - start, min(span.end, end) - start
            marks[first:last] = [kind] * (last - first)
    parts: list[tuple[str, str]] = []
    for kind, run in groupby(range(len(marks)), key=marks.__getitem__):
        places = list(run)
        parts.append((text[start + places[0] : start + places[-1] + 1], kind))
    return tuple((is_cited, tuple(run)) for is_cited, run in groupby(parts, key=lambda part: bool(part[1])))
