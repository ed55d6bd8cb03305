"""The reader's view of one article: numbered passages cut into stretches, each with the marks that cover it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from detente.case import Case
from detente.evidence import DocumentId, Span
from detente.sources.document import Passage
from detente.web.desk import Drawn

__all__ = ["MARKS", "Mark", "Paragraph", "Stretch", "marks_of", "paragraphs"]

MARKS = ("statement", "event", "date")
"""The kinds of mark, in the order of their switches."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch of an article that the record uses, and for what."""

    span: Span
    kind: str
    label: str


@dataclass(frozen=True, slots=True)
class Stretch:
    """Text with one set of marks; `opens` are the marks that begin here, `is_cited` whether it was asked for."""

    text: str
    kinds: tuple[str, ...]
    opens: tuple[Mark, ...]
    is_cited: bool
    begins_citation: bool


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One passage, ready to be shown."""

    number: int
    kind: str
    is_prose: bool
    stretches: tuple[Stretch, ...]


def marks_of(drawn: Drawn, document: DocumentId, kinds: Iterable[str]) -> tuple[Mark, ...]:
    """Everything the record draws from the document, of the kinds asked for."""
    wanted = set(kinds)
    found = [mark for kind in MARKS if kind in wanted for mark in MARKERS[kind](drawn, document)]
    return tuple(sorted(found, key=lambda mark: (mark.span.start, -mark.span.end, mark.kind)))


def _statements(drawn: Drawn, document: DocumentId) -> Iterator[Mark]:
    for statement in drawn.statements:
        label = f"{statement.speaker.name or 'somebody unnamed'}, {statement.mode}"
        yield Mark(statement.content.span, "statement", label)


def _events(drawn: Drawn, document: DocumentId) -> Iterator[Mark]:
    for event in drawn.events:
        for cited in event.cited.citations:
            if cited.span.document == document:
                yield Mark(cited.span, "event", f"{event.kind}, {event.status}")


def _dates(drawn: Drawn, document: DocumentId) -> Iterator[Mark]:
    for expression in drawn.dates:
        yield Mark(expression.citation.span, "date", expression.value)


MARKERS = {"statement": _statements, "event": _events, "date": _dates}


def paragraphs(
    case: Case, document: DocumentId, marks: tuple[Mark, ...], cited: tuple[int, int] | None
) -> tuple[Paragraph, ...]:
    """The document's passages in order, cut at every boundary of a mark or of the citation."""
    text = case.library.document(document).text
    return tuple(_paragraph(text, passage, marks, cited) for passage in case.library.passages_of(document))


def _paragraph(text: str, passage: Passage, marks: tuple[Mark, ...], cited: tuple[int, int] | None) -> Paragraph:
    start, end = passage.span.start, passage.span.end
    inside = [mark for mark in marks if mark.span.overlaps(passage.span)]
    edges = {start, end, *(edge for mark in inside for edge in (mark.span.start, mark.span.end)), *(cited or ())}
    cuts = sorted(edge for edge in edges if start <= edge <= end)
    stretches = tuple(_stretch(text, left, right, inside, cited, passage_start=start) for left, right in pairwise(cuts))
    return Paragraph(passage.number, passage.kind, passage.is_prose, stretches)


def _stretch(
    text: str, left: int, right: int, marks: list[Mark], cited: tuple[int, int] | None, *, passage_start: int
) -> Stretch:
    covering = [mark for mark in marks if mark.span.start <= left and right <= mark.span.end]
    is_cited = cited is not None and cited[0] <= left and right <= cited[1]
    return Stretch(
        text=text[left:right],
        kinds=tuple(dict.fromkeys(mark.kind for mark in covering)),
        opens=tuple(mark for mark in covering if mark.span.start == left),
        is_cited=is_cited,
        begins_citation=is_cited
        and cited is not None
        and (left == cited[0] or (left == passage_start and cited[0] < left)),
    )
