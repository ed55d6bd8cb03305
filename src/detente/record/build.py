"""Building the record: the stages in order, each a function of what the stages before it gave."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, TypeVar

from detente.errors import Cancelled
from detente.evidence import UNKNOWN, Caveat, DateRange, DocumentId, verify
from detente.record import (
    actors,
    chronology,
    dating,
    disagreements,
    gaps,
    positions,
    publication,
    terminology,
)
from detente.record.analyzer import Analyzer, ParseCache, best_analyzer
from detente.record.citing import citations_of
from detente.record.entries import Actor, DateExpression, Mention, Publication, Record
from detente.record.extraction import extractors
from detente.record.gleanings import KINDS, Acquaintance, gleanings_of
from detente.record.prose import Prose
from detente.record.reading import Reading, Vocabulary
from detente.record.recall import Kept, Recall, article_key, plain
from detente.sources.document import Library
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

    def each(self, function: Callable[[T], R], items: Sequence[T], what: str, *, size: int = 8) -> Iterator[R]:
        """`function` of every item in order; tells how far we are and stops when asked to."""
        total = len(items)

        def tell(done: int) -> None:
            self.tell(done, total, what)

        return each(function, items, workers=self.workers, size=size, fewest=2 * size, tell=tell)

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
    kept: Kept | None = None,
    workers: int = 1,
) -> Record:
    """Everything the library's articles say, cited, every citation proved.

    Deterministic: the same library, vocabulary and analyzer give the same record, however many processes (`workers`)
    share the work over the articles. `cache` spares parsing what was parsed before, `kept` all that was made of an
    article before, as far as nothing it follows from has changed. Raises `Cancelled` when `cancel` says so.
    """
    watch = Watch(progress, cancel, workers)
    vocabulary = vocabulary or Vocabulary()
    analyzer = analyzer or best_analyzer()
    prose = Prose(library, analyzer, cache)
    recall = recollection(library, analyzer.tier, kept, watch, prose)
    prose.parse_again(recall, lambda done, total: watch.tell(done, total, "analysing sentences"))
    stories = publication.Stories(library, recall)
    publications = publication.infer_publications(library, stories=stories)
    days = {p.document: p.when for p in publications}
    readings = [
        Reading(
            document=document,
            passages=library.passages_of(document.id),
            sentences=prose.of(document),
            published=days.get(document.id, UNKNOWN),
            dates=dates,
            vocabulary=vocabulary,
            tier=analyzer.tier,
        )
        for document, dates in zip(library.documents, dates_of(stories, days), strict=True)
    ]
    watch.tell(0, 1, "finding who is who")
    people, mentions = actors.identify(readings, vocabulary, recall)
    readings = with_actors(readings, people, mentions)
    return conclude(library, publications, people, list(glean(readings, people, recall)), watch, recall)


def recollection(library: Library, tier: str, kept: Kept | None, watch: Watch, prose: Prose) -> Recall:
    """What was made of the articles before; the keys are worked out only where something is kept."""
    keyed = library.documents if kept is not None else ()
    keys = {str(d.id): article_key(d, library.passages_of(d.id), tier) for d in keyed}
    return Recall(kept, keys=keys, sharing=watch, ready=prose.ready)


def dates_of(
    stories: publication.Stories, days: Mapping[DocumentId, DateRange]
) -> Iterator[tuple[DateExpression, ...]]:
    """The dates in each article's prose, read against the day it was published."""
    library = stories.library
    found = stories.times(days, what="reading dates")
    for document, expressions in zip(library.documents, found, strict=True):
        is_prose = any(passage.is_prose for passage in library.passages_of(document.id))
        yield dating.cited(document, expressions) if is_prose else ()


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


def glean(readings: Sequence[Reading], people: Sequence[Actor], recall: Recall) -> Iterator[Reading]:
    """The readings with what every extractor, and the rules that compare articles, take from each by itself."""
    known = Acquaintance(people)
    vocabulary = plain(readings[0].vocabulary) if readings else None
    installed = extractors()  # looked for once, not for each article

    def given(reading: Reading) -> object:
        mentions = [(m.actor, m.citation.span.start, m.citation.span.end, m.how) for m in reading.mentions]
        who = [(a.id, a.name, a.kind, a.names, a.acts_for) for a in known.within(reading)]
        return [plain(reading.published), mentions, who, vocabulary]

    gleaned = recall.rows(
        lambda reading: gleanings_of(replace(reading, actors=known.to(reading)), installed),
        readings,
        {name: tuple.__class_getitem__((kind, ...)) for name, kind in KINDS.items()},
        stage="gleanings",
        what="reading statements and events",
        document=lambda reading: reading.document,
        given=given,
    )
    for reading, found in zip(readings, gleaned, strict=True):
        yield replace(reading, gleaned=found)


def conclude(
    library: Library,
    publications: tuple[Publication, ...],
    people: tuple[Actor, ...],
    readings: Sequence[Reading],
    watch: Watch,
    recall: Recall | None = None,
) -> Record:
    """What only all articles together tell: the chronology, positions, terms, disagreements and gaps."""
    watch.tell(0, 1, "comparing the articles")
    statements = gathered(readings, "statements")
    quantities = gathered(readings, "quantities")
    story = chronology.merge(gathered(readings, "events"), readings, watch, recall)
    events = story.events
    stances = positions.find_positions(readings, events)
    terms = terminology.find_terms(readings, statements)
    disputed = disagreements.find_disagreements(library, readings, story, statements, terms, watch)
    record = Record(
        publications=publications,
        actors=people,
        mentions=tuple(mention for reading in readings for mention in reading.mentions),
        dates=tuple(expression for reading in readings for expression in reading.dates),
        statements=tuple(replace(statement, said=statement.said.settled()) for statement in statements),
        events=events,
        positions=stances,
        terms=terms,
        quantities=quantities,
        disagreements=disputed,
        gaps=gaps.find_gaps(library, readings, events, stances, statements),
        caveats=(*caveats(library, publications), *gathered(readings, "caveats")),
        tiers=tuple(sorted({reading.tier for reading in readings})),
    )
    prove(record, library)
    watch.tell(1, 1, "comparing the articles")
    return record


def gathered(readings: Iterable[Reading], name: str) -> tuple[Any, ...]:
    """What was gleaned from all articles under one name, in their order."""
    return tuple(found for reading in readings for found in reading.gleaned[name])


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
