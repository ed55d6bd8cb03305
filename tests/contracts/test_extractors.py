"""What every extractor owes: proved citations, determinism, independence of what stands around, and no surprises."""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from detente.evidence import UNKNOWN, DateRange, verify
from detente.record import Reading, Vocabulary, actors, dating
from detente.record.analyzer import best_analyzer, rule_analyzer
from detente.record.build import citations_of, with_actors
from detente.record.extraction import Extractor, extractors
from detente.sources.document import Document
from record.river_articles import RIVER, article, library_of

TEXT = (
    "Norland closed the Tarn lock on Monday, May 5, 2031. “We had no choice,” Karin Falk said.\n\n"
    "Sudland rejected Norland's offer of 3 million crowns and demanded that the gates be opened."
)
FOREWORD = "The weather was mild in the hills all through the spring.\n\n"
EXTRACTORS = pytest.mark.parametrize("extractor", extractors(), ids=lambda extractor: extractor.code)


def reading_of(document: Document, *, rules: bool = False, vocabulary: Vocabulary = RIVER) -> Reading:
    """An article ready for the extractors."""
    library = library_of(document)
    (document,) = library.documents
    analyzer = rule_analyzer() if rules else best_analyzer()
    passages = library.passages_of(document.id)
    (sentences,) = analyzer.sentences([(document, passages)])
    published: DateRange = document.published or UNKNOWN
    bare = Reading(
        document=document,
        passages=passages,
        sentences=sentences,
        published=published,
        dates=dating.date_expressions(document, published=published, spans=[p.span for p in passages if p.is_prose]),
        vocabulary=vocabulary,
        tier=analyzer.tier,
    )
    (reading,) = with_actors([bare], *actors.identify([bare], vocabulary))
    return reading


def shifted(entry: Any, offset: int) -> set[tuple[int, int, str]]:
    """The places an entry cites, moved."""
    return {(c.span.start + offset, c.span.end + offset, c.quote) for c in citations_of(entry)}


@EXTRACTORS
def test_every_citation_of_an_extractor_is_proved(extractor: Extractor) -> None:
    """The text at the offsets is the quotation."""
    reading = reading_of(article("a", TEXT))
    found = extractor.extract(reading)
    for citation in citations_of(tuple(found)):
        verify(citation, reading.document.text)

    assert extractor.gives in {"statements", "events", "quantities"}


@EXTRACTORS
def test_an_extractor_gives_the_same_again(extractor: Extractor) -> None:
    """Deterministic: one reading, one answer."""
    reading = reading_of(article("a", TEXT))

    assert extractor.extract(reading) == extractor.extract(reading)


@EXTRACTORS
def test_an_unrelated_passage_before_shifts_offsets_and_nothing_else(extractor: Extractor) -> None:
    """What stands elsewhere in the article does not change what a sentence says."""
    plain = extractor.extract(reading_of(article("a", TEXT)))
    moved = extractor.extract(reading_of(article("a", FOREWORD + TEXT)))
    kept = [entry for entry in moved if all(c.span.start >= len(FOREWORD) for c in citations_of(entry))]

    assert [shifted(entry, len(FOREWORD)) for entry in plain] == [shifted(entry, 0) for entry in kept]


@EXTRACTORS
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(max_size=300))
def test_an_extractor_never_raises_on_any_text(extractor: Extractor, text: str) -> None:
    """Prose that cannot be read gives nothing, never an error; citations hold under any Unicode."""
    for rules in (True, False):
        reading = reading_of(article("a", text), rules=rules)
        for citation in citations_of(tuple(extractor.extract(reading))):
            verify(citation, reading.document.text)


@EXTRACTORS
def test_an_extractor_works_without_a_parse(extractor: Extractor) -> None:
    """The rule-only tier gives no arcs; what is found there is cited as exactly."""
    reading = reading_of(article("a", TEXT), rules=True)
    for citation in citations_of(tuple(extractor.extract(reading))):
        verify(citation, reading.document.text)

    assert replace(reading) == reading
