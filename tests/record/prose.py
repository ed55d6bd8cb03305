"""Invented coverage for the tests of the record: documents from plain text, read up to where actors are known."""

import re
from collections.abc import Sequence
from dataclasses import replace

from detente.evidence import UNKNOWN, DateRange, DocumentId, Span
from detente.record import dating
from detente.record.actors import identify
from detente.record.analyzer import Analyzer, best_analyzer
from detente.record.attribution import link
from detente.record.entries import Statement
from detente.record.extractors.statements import statements
from detente.record.reading import Reading, Vocabulary
from detente.sources.document import Document, Passage

__all__ = ["read", "said"]


def read(
    *texts: str,
    vocabulary: Vocabulary | None = None,
    headline: bool = False,
    published: DateRange = UNKNOWN,
    outlet: str | None = None,
    analyzer: Analyzer | None = None,
) -> list[Reading]:
    """Readings of texts, each an article; blank lines part passages, the first a headline where asked."""
    analyzer = analyzer or best_analyzer()
    vocabulary = vocabulary or Vocabulary()
    items = [_article(f"a{number}", text, headline, outlet) for number, text in enumerate(texts, 1)]
    readings = [
        Reading(
            document=document,
            passages=passages,
            sentences=sentences,
            published=published,
            dates=dating.date_expressions(document, published=published, spans=[p.span for p in passages]),
            vocabulary=vocabulary,
            tier=analyzer.tier,
        )
        for (document, passages), sentences in zip(items, analyzer.sentences(items), strict=True)
    ]
    people, mentions = identify(readings, vocabulary)
    return [
        replace(
            reading,
            actors={actor.id: actor for actor in people},
            mentions=tuple(m for m in mentions if m.citation.span.document == reading.document.id),
        )
        for reading in readings
    ]


def said(*texts: str, **options: object) -> tuple[Statement, ...]:
    """The linked statements of texts."""
    readings = read(*texts, **options)  # type: ignore[arg-type]
    return link([s for reading in readings for s in statements(reading)], readings)


def _article(name: str, text: str, headline: bool, outlet: str | None) -> tuple[Document, tuple[Passage, ...]]:
    """A document and its passages."""
    document = Document(id=DocumentId(name), file=f"sources/{name}.txt", text=text, outlet=outlet)
    blocks: Sequence[tuple[int, int]] = [m.span() for m in re.finditer(r"\S(?:.|\r?\n(?!\r?\n))*", text)]
    return document, tuple(
        Passage(
            span=Span(document=document.id, start=start, end=end),
            kind="headline" if headline and number == 1 else "body",
            number=number,
        )
        for number, (start, end) in enumerate(blocks, 1)
    )
