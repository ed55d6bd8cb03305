"""Gaps: what the sources do not tell. Silent periods, missing voices, broken text, questions left open."""

from collections.abc import Collection, Iterator, Sequence
from datetime import timedelta
from itertools import pairwise

from detente.record.entries import Event, Gap, Position, Statement
from detente.record.participants import root_of
from detente.record.reading import Gleaner, Reading
from detente.sources.document import Library

__all__ = ["QUESTIONS", "find_gaps"]

LONG_SILENCE = timedelta(days=365)
SILENCE_RATIO = 4
LONGEST_QUESTION = 240
LEAST_MENTIONS = 3


def find_gaps(
    library: Library,
    readings: Sequence[Reading],
    events: Sequence[Event],
    positions: Sequence[Position],
    statements: Sequence[Statement],
) -> tuple[Gap, ...]:
    """Everything the coverage is seen not to tell; premises of a model without evidence are the case's to find."""
    return (
        *silent_periods(events),
        *missing_voices(readings, statements),
        *lone_sources(library, positions, readings[0].vocabulary.issues if readings else ()),
        *open_questions(readings),
        *corrupt_texts(library),
    )


def silent_periods(events: Sequence[Event]) -> Iterator[Gap]:
    """Stretches between dated events far longer than the usual step of the chronology."""
    dated = sorted(
        (
            (e.when.earliest, e.when.latest, e)
            for e in events
            if e.status == "happened" and e.when.earliest and e.when.latest
        ),
        key=lambda item: (item[0], item[1], item[2].id),
    )
    steps = [max(timedelta(0), b[0] - a[1]) for a, b in pairwise(dated)]
    usual = sorted(steps)[(len(steps) - 1) // 2] if steps else timedelta(0)
    reached, last = None, None
    for earliest, latest, event in dated:
        if reached is not None and last is not None:
            silence = earliest - reached
            if silence >= LONG_SILENCE and silence >= SILENCE_RATIO * usual:
                yield Gap(
                    kind="silent period",
                    about=f"{reached.isoformat()} to {earliest.isoformat()}",
                    why=f"no source tells of any event in these {silence.days} days, between {last.id} and {event.id}",
                    citations=(last.cited.citations[0], event.cited.citations[0]),
                )
        if reached is None or latest > reached:
            reached, last = latest, event


def missing_voices(readings: Sequence[Reading], statements: Sequence[Statement]) -> Iterator[Gap]:
    """Parties that the coverage speaks of time and again and never lets speak."""
    if not readings:
        return
    heard = {
        root for s in statements if s.speaker.actor for root in (root_of(s.speaker.actor, readings[0]), s.speaker.actor)
    }
    counts: dict[str, list[int]] = {}
    for number, reading in enumerate(readings):
        for mention in reading.mentions:
            root = root_of(mention.actor, reading)
            counts.setdefault(root, []).append(number)
    for actor, places in sorted(counts.items()):
        entry = readings[0].actors.get(actor)
        if entry is None or entry.kind == "agency" or actor in heard or entry.acts_for is not None:
            continue
        if len(places) >= LEAST_MENTIONS and len(set(places)) >= 2:
            yield Gap(
                kind="missing voice",
                about=entry.name,
                why=f"named {len(places)} times in {len(set(places))} articles and quoted in none",
                citations=entry.cited.citations[:1],
            )


def lone_sources(library: Library, positions: Sequence[Position], issues: Collection[str]) -> Iterator[Gap]:
    """Positions on the case's own issues that one independent origin alone tells."""
    origins: dict[tuple[str, str], set[str]] = {}
    first: dict[tuple[str, str], Position] = {}
    for position in positions:
        pair = (position.actor, position.issue)
        if position.issue not in issues:
            continue
        first.setdefault(pair, position)
        origins.setdefault(pair, set()).update(library.origin_of(c.span.document) for c in position.cited.citations)
    if len({origin for found in origins.values() for origin in found}) < 2:
        return
    for pair, found in sorted(origins.items()):
        if len(found) == 1:
            yield Gap(
                kind="unanswerable",
                about=f"{pair[0]} on {pair[1]}",
                why="this position rests on a single independent source, so nothing in the case can confirm it",
                citations=first[pair].cited.citations[:1],
            )


def open_questions(readings: Sequence[Reading]) -> Iterator[Gap]:
    """Questions that an article itself raises in its own voice."""
    for reading in readings:
        yield from QUESTIONS.of(reading)


def questions_of(reading: Reading) -> Iterator[Gap]:
    """Questions that one article raises."""
    text = reading.document.text
    for sentence in reading.sentences:
        words = text[sentence.start : sentence.end].strip()
        if words.endswith("?") and len(words) <= LONGEST_QUESTION and sentence.passage.kind in {"body", "headline"}:
            start = sentence.start + text[sentence.start : sentence.end].index(words)
            yield Gap(
                kind="unanswerable",
                about=" ".join(words.split()),
                why="an article raises this question; check whether any source answers it",
                citations=(reading.document.cite(start, start + len(words)),),
            )


QUESTIONS = Gleaner("questions", Gap, questions_of)


def corrupt_texts(library: Library) -> Iterator[Gap]:
    """Passages whose text is broken, so that part of what the source said is lost."""
    for passage in library.passages:
        if passage.kind == "corrupt":
            document = library.document(passage.span.document)
            yield Gap(
                kind="corrupt text",
                about=f"passage {passage.number} of {document.file}",
                why="the text breaks off or was spliced; what the source said there is lost",
                citations=(document.cite(passage.span.start, passage.span.end),),
            )
