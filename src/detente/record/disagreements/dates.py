"""Disagreements over days: one event on two days, and a weekday that is not the date's."""

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import timedelta

from detente.evidence import DateRange
from detente.record.chronology import Chronology
from detente.record.disagreements.findings import Finding, Told
from detente.record.disagreements.neighbours import pairs_within
from detente.record.entries import Event
from detente.record.mentions import EventMention
from detente.record.participants import root_of
from detente.record.reading import Reading
from detente.record.wordlists import words

__all__ = ["find"]

Dated = tuple[Event, tuple[EventMention, ...]]

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
WEEKDAY = re.compile(r"\b(" + "|".join(WEEKDAYS) + r")\b", re.IGNORECASE)
AGAIN = re.compile(r"\b(?:again|another|once more)\b")
BESIDE = re.compile(r"\b(?:after|before|since)\b")
CLOSE_DAYS = 21
UNIQUE_KINDS = frozenset({"agreement", "vote", "ruling", "attack", "withdrawal", "measure"})
MATTER = 2
LARGEST_PAIR = 2
ONCE = frozenset("open launch found appoint dissolve annex approve elect resign".split())


def find(readings: Sequence[Reading], chronology: Chronology) -> Iterator[Finding]:
    """Events that two articles date differently, and dates whose weekday is another."""
    yield from calendar_slips(readings)
    by_document: dict[str, Reading] = {reading.document.id: reading for reading in readings}
    told = [
        (event, members)
        for event, members in zip(chronology.events, chronology.mentions, strict=True)
        if event.status == "happened" and event.when.is_bounded
    ]
    for group in grouped(told).values():
        days = [event.when if event.kind in UNIQUE_KINDS else None for event, _ in group]
        for number, other in pairs_within(days, timedelta(days=CLOSE_DAYS)):
            (a, ours), (b, theirs) = group[number], group[other]
            if is_one_event(a, ours, b, theirs, by_document) and not is_series(ours[0], group):
                yield finding(a, ours, b, theirs)


def grouped(told: Sequence[Dated]) -> dict[tuple[str, ...], list[Dated]]:
    """The events by act and object: only such can be one."""
    found: dict[tuple[str, ...], list[Dated]] = {}
    for entry in told:
        keys = dict.fromkeys((m.kind, m.lemma, *m.object[:1]) for m in entry[1] if m.object)
        for key in keys:
            found.setdefault(key, []).append(entry)
    return found


def calendar_slips(readings: Sequence[Reading]) -> Iterator[Finding]:
    """ "Monday, 13 March 2018", which was a Tuesday: an article against the calendar."""
    for reading in readings:
        for expression in reading.dates:
            match = WEEKDAY.search(expression.citation.quote)
            when = expression.when
            if (
                match is None
                or not re.search(r"\d{4}", expression.citation.quote)
                or when.earliest is None
                or when.earliest != when.latest
            ):
                continue
            real = WEEKDAYS[when.earliest.weekday()]
            if real != match.group(1).lower():
                yield Finding(
                    key=("weekday", str(expression.citation.span.document), str(expression.citation.span.start)),
                    question=f"On which day was {when.earliest.isoformat()}?",
                    kind="date",
                    verdict="conflict",
                    severity="minor",
                    accounts=(
                        Told(match.group(1), (expression.citation,)),
                        Told(real.capitalize(), (expression.citation,)),
                    ),
                    why=f"{when.earliest.isoformat()} is a {real.capitalize()}, not a {match.group(1).capitalize()}",
                )


def is_one_event(
    a: Event, ours: Sequence[EventMention], b: Event, theirs: Sequence[EventMention], readings: Mapping[str, Reading]
) -> bool:
    """Whether two events on different days look like one told twice: same act, parties, object, and close days."""
    if a.kind != b.kind or a.when.overlaps(b.when) or a.kind not in UNIQUE_KINDS:
        return False
    if {m.document for m in ours} & {m.document for m in theirs}:
        return False
    if a.place and b.place and a.place.casefold() != b.place.casefold():
        return False
    if not close(a.when, b.when):
        return False
    return any(alike(m, n, readings) for m in ours for n in theirs)


def is_series(mention: EventMention, told: Sequence[Dated]) -> bool:
    """Whether the same is told of three occasions or more: then two days are two occasions."""
    same = [
        e
        for e, members in told
        if any(m.lemma == mention.lemma and m.object[:1] == mention.object[:1] for m in members)
    ]
    return len(same) > LARGEST_PAIR


def close(a: DateRange, b: DateRange) -> bool:
    """Days a few weeks apart, or years that differ while both are told to the year."""
    if a.earliest is None or a.latest is None or b.earliest is None or b.latest is None:
        return False
    apart = (b.earliest - a.latest).days if a.latest < b.earliest else (a.earliest - b.latest).days
    if a.granularity == b.granularity == "day":
        return apart <= CLOSE_DAYS
    return False


def alike(a: EventMention, b: EventMention, readings: Mapping[str, Reading]) -> bool:
    """Whether two mentions tell one act: the verb, its parties, its object and what surrounds it."""
    if a.lemma != b.lemma or a.nominal != b.nominal or a.object[:1] != b.object[:1]:
        return False
    if any(AGAIN.search(m.clause.quote) or is_beside_its_date(m) for m in (a, b)):
        return False
    if set(a.object[1:]) and set(b.object[1:]) and not set(a.object[1:]) & set(b.object[1:]):
        return False
    ours = {root_of(x, readings[a.document]) for x in (*a.agents, *a.patients, *a.others)}
    theirs = {root_of(x, readings[b.document]) for x in (*b.agents, *b.patients, *b.others)}
    if ours and theirs and not (ours <= theirs or theirs <= ours):
        return False
    needed = 1 if is_once(a) and is_once(b) else MATTER if ours and theirs else MATTER + 1
    shared = {*a.object, *a.about} & {*b.object, *b.about}
    return bool(a.object) and len(shared) >= needed


def is_beside_its_date(mention: EventMention) -> bool:
    """Whether the date belongs to what it only went before or after: "condemned it on Friday, after it opened …"."""
    text, phrase = mention.clause.quote, mention.when.phrase
    told = text.find(phrase) if phrase else -1
    at = mention.trigger.span.start - mention.clause.span.start
    return 0 <= told < at and BESIDE.search(text, told + len(phrase), at) is not None


def is_once(mention: EventMention) -> bool:
    """Whether the act is one that is done once to its object: a given pact is signed, an inquiry opened, once."""
    return mention.lemma in words("event_words", "objects", "pact_verbs") | ONCE and bool(mention.object)


def finding(a: Event, ours: Sequence[EventMention], b: Event, theirs: Sequence[EventMention]) -> Finding:
    """The finding for one event on two days."""
    lead, other = ours[0], theirs[0]
    assert a.when.earliest is not None
    assert b.when.earliest is not None
    apart = abs((b.when.earliest - a.when.earliest).days)
    what = " ".join((*reversed(lead.object[1:]), *lead.object[:1]))
    return Finding(
        key=("date", lead.kind, lead.lemma, *lead.object[:1]),
        question=f"When did they {lead.lemma} the {what}?".replace("  ", " "),
        kind="date",
        verdict="conflict",
        severity="moderate",
        accounts=(
            Told(shown(a.when), tuple(m.clause for m in ours)),
            Told(shown(b.when), tuple(m.clause for m in theirs)),
        ),
        why=f"“{lead.trigger.quote}” and “{other.trigger.quote}” tell one act of the same parties {apart} days apart",
    )


def shown(when: DateRange) -> str:
    """A range as ISO days."""
    if when.earliest == when.latest:
        return str(when.earliest)
    return f"{when.earliest} to {when.latest}"
