"""Building the record: the stages in order, each a function of what the stages before it gave."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, fields, is_dataclass, replace
from typing import TypeVar

from detente.errors import Cancelled, EvidenceError
from detente.evidence import UNKNOWN, Caveat, Citation, DateRange, DocumentId, verify
from detente.record import (
    actors,
    attribution,
    chronology,
    dating,
    disagreements,
    gaps,
    positions,
    publication,
    terminology,
)
from detente.record.analyzer import Analyzer, ParseCache, best_analyzer
from detente.record.entries import Actor, DateExpression, Mention, Publication, Quantity, Record, Statement
from detente.record.extraction import Extractor, extractors
from detente.record.mentions import EventMention
from detente.record.reading import Reading, Sentence, Vocabulary
from detente.sources.document import Document, Library, Passage
from detente.sources.processes import each

__all__ = ["Cancel", "Progress", "build_record", "citations_of"]

T = TypeVar("T")
R = TypeVar("R")

Progress = Callable[[int, int, str], None]
"""Told (done, total, what) as the work goes on."""

Cancel = Callable[[], bool]
"""Asked between articles whether to stop."""


@dataclass(slots=True)
class Watch:
    """Progress and cancellation of one build, and how many processes share its work."""

    progress: Progress | None
    cancel: Cancel | None
    workers: int = 1

    def each(self, function: Callable[[T], R], items: Sequence[T], what: str) -> Iterator[R]:
        """`function` of every item in order; tells how far we are and stops when asked to."""
        total = len(items)
        return each(function, items, workers=self.workers, tell=lambda done: self.tell(done, total, what))

    def tell(self, done: int, total: int, what: str) -> None:
        """Report, and raise `Cancelled` when asked to stop."""
        if self.cancel is not None and self.cancel():
            raise Cancelled(f"stopped while {what}", hint="run it again: what was read is kept")
        if self.progress is not None:
            self.progress(done, total, what)


def build_record(
    library: Library,
    vocabulary: Vocabulary | None = None,
    *,
    analyzer: Analyzer | None = None,
    progress: Progress | None = None,
    cancel: Cancel | None = None,
    cache: ParseCache | None = None,
    workers: int = 1,
) -> Record:
    """Everything the library's articles say, cited, every citation proved.

    Deterministic: the same library, vocabulary and analyzer give the same record, however many processes (`workers`)
    share the work over the articles. `cache` spares articles already analysed. Raises `Cancelled` when `cancel` says
    so.
    """
    watch = Watch(progress, cancel, workers)
    vocabulary = vocabulary or Vocabulary()
    analyzer = analyzer or best_analyzer()
    parses = parse(library, analyzer, cache, watch)
    total, what = len(library.documents), "finding when articles were published"
    publications = publication.infer_publications(
        library, workers=workers, tell=lambda done: watch.tell(min(done, total), total, what)
    )
    days = {p.document: p.when for p in publications}
    dates = watch.each(lambda document: dates_of(document, library, days), library.documents, "reading dates")
    readings = [
        read(document, library.passages_of(document.id), parses[document.id], found, days, vocabulary, analyzer.tier)
        for document, found in zip(library.documents, dates, strict=True)
    ]
    watch.tell(0, 1, "finding who is who")
    people, mentions = actors.identify(readings, vocabulary)
    readings = with_actors(readings, people, mentions)
    return conclude(library, readings, publications, people, extract(readings, watch), watch)


def parse(
    library: Library, analyzer: Analyzer, cache: ParseCache | None, watch: Watch
) -> dict[str, tuple[Sentence, ...]]:
    """The sentences of every document; the analyzer asks the cache first."""
    total, what = len(library.documents), "analysing sentences"
    items = [(document, library.passages_of(document.id)) for document in library.documents]
    found: dict[str, tuple[Sentence, ...]] = {}
    watch.tell(0, total, what)
    for (document, _), sentences in zip(items, analyzer.sentences(iter(items), cache=cache), strict=True):
        found[document.id] = sentences
        watch.tell(len(found), total, what)
    return found


def dates_of(document: Document, library: Library, days: Mapping[DocumentId, DateRange]) -> tuple[DateExpression, ...]:
    """The dates in an article's prose, read against the day it was published."""
    prose = [passage.span for passage in library.passages_of(document.id) if passage.is_prose]
    return dating.date_expressions(document, published=days.get(document.id, UNKNOWN), spans=prose)


def read(
    document: Document,
    passages: tuple[Passage, ...],
    sentences: tuple[Sentence, ...],
    dates: tuple[DateExpression, ...],
    days: Mapping[DocumentId, DateRange],
    vocabulary: Vocabulary,
    tier: str,
) -> Reading:
    """One article with its sentences and its dates; the actors come when all articles are read."""
    return Reading(
        document=document,
        passages=passages,
        sentences=sentences,
        published=days.get(document.id, UNKNOWN),
        dates=dates,
        vocabulary=vocabulary,
        tier=tier,
    )


def with_actors(readings: Iterable[Reading], people: Sequence[Actor], mentions: Iterable[Mention]) -> list[Reading]:
    """The readings again, each with all the actors and the mentions of its own article in order."""
    by_id = {actor.id: actor for actor in people}
    by_document: dict[str, list[Mention]] = {}
    for mention in mentions:
        by_document.setdefault(mention.citation.span.document, []).append(mention)
    return [place_actors(reading, by_id, by_document.get(reading.document.id, [])) for reading in readings]


def place_actors(reading: Reading, people: Mapping[str, Actor], mentions: Iterable[Mention]) -> Reading:
    """One reading with its actors."""
    placed = sorted(mentions, key=lambda mention: (mention.citation.span.start, -mention.citation.span.end))
    return replace(reading, actors=people, mentions=tuple(placed))


@dataclass(slots=True)
class Extracted:
    """What the extractors gave, in the order of the articles, and the articles one of them could not read."""

    statements: list[Statement] = field(default_factory=list)
    events: list[EventMention] = field(default_factory=list)
    quantities: list[Quantity] = field(default_factory=list)
    caveats: list[Caveat] = field(default_factory=list)


def extract(readings: Sequence[Reading], watch: Watch) -> Extracted:
    """What every extractor gives of every article."""
    found = Extracted()
    working = extractors()
    for one in watch.each(lambda reading: extracted_by(working, reading), readings, "reading statements and events"):
        found.statements += one.statements
        found.events += one.events
        found.quantities += one.quantities
        found.caveats += one.caveats
    return found


def extracted_by(working: Sequence[Extractor], reading: Reading) -> Extracted:
    """What every extractor gives of one article. One that fails on it costs a caveat, not the record."""
    found = Extracted()
    for extractor in working:
        try:
            getattr(found, extractor.gives).extend(extractor.extract(reading))
        except (ArithmeticError, AttributeError, LookupError, TypeError, ValueError, EvidenceError) as error:
            message = f"the extractor {extractor.code!r} failed on this article: {type(error).__name__}"
            found.caveats.append(Caveat(code="extractor-failed", message=message, where=reading.document.file))
    return found


def conclude(
    library: Library,
    readings: Sequence[Reading],
    publications: tuple[Publication, ...],
    people: tuple[Actor, ...],
    extracted: Extracted,
    watch: Watch,
) -> Record:
    """What only all articles together tell: the chronology, positions, terms, disagreements and gaps."""
    watch.tell(0, 1, "comparing the articles")
    statements = attribution.link(extracted.statements, readings)
    story = chronology.merge(extracted.events, readings)
    events = story.events
    stances = positions.find_positions(readings, events)
    terms = terminology.find_terms(readings, statements)
    disputed = disagreements.find_disagreements(library, readings, story, statements, terms, extracted.quantities)
    record = Record(
        publications=publications,
        actors=people,
        mentions=tuple(mention for reading in readings for mention in reading.mentions),
        dates=tuple(expression for reading in readings for expression in reading.dates),
        statements=tuple(replace(statement, said=statement.said.settled()) for statement in statements),
        events=events,
        positions=stances,
        terms=terms,
        quantities=tuple(extracted.quantities),
        disagreements=disputed,
        gaps=gaps.find_gaps(library, readings, events, stances, statements),
        caveats=(*caveats(library, publications), *extracted.caveats),
        tiers=tuple(sorted({reading.tier for reading in readings})),
    )
    prove(record, library)
    watch.tell(1, 1, "comparing the articles")
    return record


def caveats(library: Library, publications: Iterable[Publication]) -> tuple[Caveat, ...]:
    """Doubts about the sources, and those the record adds: articles whose date nothing gives."""
    undated = [
        Caveat(
            code="publication-unknown",
            message="nothing in the coverage tells when this article was published",
            where=library.document(p.document).file,
        )
        for p in publications
        if not p.when.is_known
    ]
    return (*library.caveats, *undated)


def prove(record: Record, library: Library) -> None:
    """Verify every citation of the record against the text it cites; raises `QuoteMismatch`."""
    for citation in citations_of(record):
        verify(citation, library.document(citation.span.document).text)


def citations_of(entry: object) -> Iterator[Citation]:
    """Every citation within an entry of the record, or within the record itself."""
    if isinstance(entry, Citation):
        yield entry
    elif isinstance(entry, tuple):
        for item in entry:
            yield from citations_of(item)
    elif is_dataclass(entry):
        for part in fields(entry):
            yield from citations_of(getattr(entry, part.name))
