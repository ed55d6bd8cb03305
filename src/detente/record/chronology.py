"""The chronology: what the articles report brought together, one event once, in the order of its days.

Two mentions are one event when nothing forbids it and enough speaks for it (see `sameness`): a merge needs shared days,
place, people, matter or words beyond what any two events of a dispute share.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import blake2b
from typing import Any

from detente.evidence import UNKNOWN, Cited, DateRange
from detente.record.clusters import Cluster, Homes, homes_again, homes_of
from detente.record.entries import Event
from detente.record.mentions import EventMention
from detente.record.occurrences import KIND as OCCURRENCE
from detente.record.reading import Reading
from detente.record.recall import Alone, Recall, Row, Sharing
from detente.record.sameness import Names, Telling, everyone

__all__ = ["Chronology", "merge"]

FAR_FUTURE = date.max
STATUS_ORDER = ("happened", "retracted", "planned", "proposed", "denied")
MANY = 5_000
"""Mentions from which sharing them out pays."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Chronology:
    """The events in order, and for each the mentions it was merged from."""

    events: tuple[Event, ...]
    mentions: tuple[tuple[EventMention, ...], ...]


def merge(
    mentions: Iterable[EventMention],
    readings: Sequence[Reading],
    sharing: Sharing | None = None,
    recall: Recall | None = None,
) -> Chronology:
    """The events behind the mentions of all articles; the order of the mentions does not matter.

    Mentions of two sorts are never of one event, so that many of them can be shared out by their sort. `recall` has
    where the mentions of the last time were at home, which spares most of them the search.
    """
    names = Names(readings)
    tellings = [names.telling(mention) for mention in sorted(mentions, key=most_telling)]
    by_sort: dict[tuple[str, str], list[Telling]] = {}
    for telling in tellings:
        by_sort.setdefault(sort_of(telling.mention), []).append(telling)
    sorts = sorted(by_sort.items(), key=lambda item: len(item[1]), reverse=True)
    homes = homes_in(sorts, marks_of(readings), sharing if len(tellings) >= MANY else None, recall or Recall())
    found = [
        Cluster.of([tellings[place] for place in places])
        for (_, tellings), one in zip(sorts, homes, strict=True)
        for places in one.members()
    ]
    found.sort(key=in_time)
    events = tuple(event_of(cluster, f"ev-{number}", names) for number, cluster in enumerate(found, start=1))
    return Chronology(events=events, mentions=tuple(tuple(t.mention for t in cluster.members) for cluster in found))


Sort = tuple[str, str]


def homes_in(
    sorts: Sequence[tuple[Sort, Sequence[Telling]]],
    marks: Mapping[int, str],
    sharing: Sharing | None,
    recall: Recall,
) -> list[Homes]:
    """Where the mentions of each sort are at home; kept for the next time where all of them have marks."""
    before = homes_before(recall.of_pile(HOMES))

    def found(item: tuple[Sort, Sequence[Telling]]) -> Homes:
        sort, tellings = item
        if sort not in before:
            return homes_of(tellings)
        return homes_again(tellings, [mark_of(t, marks) for t in tellings], *before[sort])

    homes = list((sharing or Alone()).each(found, sorts, "merging the events", size=1))
    if recall.keeps:
        rows = [
            [*sort, [mark_of(t, marks) for t in tellings], one.events, one.torn]
            for (sort, tellings), one in zip(sorts, homes, strict=True)
        ]
        recall.keep_of_pile(HOMES, rows)
    return homes


HOMES = "homes"
"""The name under which it is kept where mentions are at home."""


def marks_of(readings: Iterable[Reading]) -> dict[int, str]:
    """What tells the mentions of articles that are kept from all others, by object."""
    return {
        id(mention): f"{row.key}/{number}"
        for reading in readings
        if isinstance(row := reading.gleaned, Row)
        for number, mention in enumerate(row["events"])
    }


def mark_of(telling: Telling, marks: Mapping[int, str]) -> str:
    """What tells a mention from all others, with what the pile adds to it; "" where nothing does."""
    mark = marks.get(id(telling.mention), "")
    pile = "|".join(" ".join(sorted(them)) for them in (telling.parties, telling.doers, telling.sufferers))
    return blake2b(f"{mark}|{pile}|{telling.is_state}".encode(), digest_size=16).hexdigest() if mark else ""


def homes_before(kept: Any) -> dict[Sort, tuple[dict[str, int], Homes]]:
    """The places of marks and the homes that were kept, by sort; what is of another shape is left out."""
    found: dict[Sort, tuple[dict[str, int], Homes]] = {}
    for row in kept if type(kept) is list else ():
        match row:
            case [str(kind), str(lemma), [*marks], [*events], [*torn]]:
                places = {mark: place for place, mark in enumerate(marks) if isinstance(mark, str) and mark}
                homes = Homes(events, torn)
                if len(places) == len(marks) and homes.is_of(len(marks)):
                    found[kind, lemma] = places, homes
            case _:
                pass
    return found


def sort_of(mention: EventMention) -> tuple[str, str]:
    """What two mentions of one event have in common at the least: their kind, and two occurrences their verb."""
    return mention.kind, mention.lemma if mention.kind == OCCURRENCE else ""


def most_telling(mention: EventMention) -> tuple[object, ...]:
    """Mentions with exact days and places first: the vague ones then find a home among them."""
    width = mention.when.width
    return (
        width.days if width is not None else 10**7,
        mention.place is None,
        -len(everyone(mention)),
        mention.document,
        mention.trigger.span.start,
    )


def in_time(cluster: Cluster) -> tuple[object, ...]:
    """The place of an event in the chronology: by its days, undated ones last, then by source."""
    when = cluster.when
    first = when.earliest or when.latest or FAR_FUTURE
    lead = min((t.mention for t in cluster.members), key=lambda m: (m.document, m.trigger.span.start))
    return (first, when.latest or FAR_FUTURE, lead.document, lead.trigger.span.start, lead.kind)


def event_of(cluster: Cluster, name: str, names: Names) -> Event:
    """The entry of the record for a cluster, told in the words of its clearest mention."""
    members = sorted((telling.mention for telling in cluster.members), key=clearest)
    lead = members[0]
    actors = dict.fromkeys(actor for m in members for actor in (*m.agents,))
    actors |= dict.fromkeys(actor for m in members for actor in (*m.patients, *m.others))
    whose = {actor: m.document for m in members for actor in everyone(m)}
    unnamed = () if actors and lead.agents else dict.fromkeys(words for m in members for words in m.unnamed)
    citations = dict.fromkeys(m.clause for m in members)
    return Event(
        id=name,
        kind=lead.kind,
        status=min((m.status for m in members), key=STATUS_ORDER.index),
        when=day_of(cluster),
        participants=tuple(dict.fromkeys((*(names.name(whose[actor], actor) for actor in actors), *unnamed))),
        actors=tuple(actors),
        place=next((m.place for m in members if m.place), None),
        summary=" ".join(lead.clause.quote.split()),
        cited=Cited(tuple(citations)),
    )


def day_of(cluster: Cluster) -> DateRange:
    """The days of an event: what has happened and is told as such by a verb has its likely day."""
    if not cluster.when.is_known:
        return UNKNOWN
    mentions = (telling.mention for telling in cluster.members)
    told = any(m.status in {"happened", "retracted"} and not m.nominal for m in mentions)
    return cluster.when.settled() if told else cluster.when


def clearest(mention: EventMention) -> tuple[object, ...]:
    """Told in a sentence of the body, without hedge, by a verb, with the most people, and early."""
    return (
        STATUS_ORDER.index(mention.status),
        mention.hedged,
        mention.passage not in {"body"},
        mention.nominal,
        -len(everyone(mention)),
        len(mention.clause.quote),
        mention.document,
        mention.trigger.span.start,
    )
