"""The chronology: what the articles report brought together, one event once, in the order of its days.

Two mentions are one event when nothing forbids it and enough speaks for it (see `sameness`): a merge needs shared days,
place, people, matter or words beyond what any two events of a dispute share.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Self

from detente.evidence import UNKNOWN, Cited, DateRange
from detente.record.entries import ActorId, Event
from detente.record.mentions import EventMention
from detente.record.occurrences import KIND as OCCURRENCE
from detente.record.reading import Reading
from detente.record.recall import Alone, Sharing
from detente.record.sameness import SAYS_NOTHING, Names, Telling, affinity, everyone, is_narrow, may_be_one

__all__ = ["Chronology", "merge"]

ENOUGH = 3.5
FAR_FUTURE = date.max
STATUS_ORDER = ("happened", "retracted", "planned", "proposed", "denied")
VAGUE_MARGIN = 1.0
MANY = 5_000
"""Mentions from which sharing them out pays."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Chronology:
    """The events in order, and for each the mentions it was merged from."""

    events: tuple[Event, ...]
    mentions: tuple[tuple[EventMention, ...], ...]


@dataclass(slots=True)
class Cluster:
    """Mentions taken to be of one event so far, with what they say together."""

    members: list[Telling]
    when: DateRange
    parties: frozenset[ActorId]
    shelves: list["Shelf"] = field(default_factory=list)

    @classmethod
    def of(cls, tellings: Sequence[Telling]) -> Self:
        """The cluster of some mentions, the first its kernel."""
        cluster = cls([tellings[0]], tellings[0].mention.when, tellings[0].parties)
        for telling in tellings[1:]:
            cluster.add(telling)
        return cluster

    def add(self, telling: Telling) -> None:
        """Take in one more mention."""
        self.members.append(telling)
        self.when = narrower(self.when, telling.mention.when)
        self.parties |= telling.parties

    def may_hold(self, telling: Telling) -> bool:
        """Whether nothing forbids that the mention tells of this event."""
        if telling.parties and self.parties and telling.parties.isdisjoint(self.parties):
            return False
        return self.when.overlaps(telling.mention.when) and all(may_be_one(telling, other) for other in self.members)


class Shelf:
    """The clusters of one sort of event and one party, found again by their months and by what is told of them."""

    __slots__ = ("_by_month", "_by_trait", "_clusters", "_places", "_wide")

    def __init__(self) -> None:
        self._clusters: list[Cluster] = []
        self._places: dict[int, int] = {}
        self._by_month: dict[int, list[int]] = {}
        self._by_trait: dict[tuple[str, object], dict[int, None]] = {}
        self._wide: list[int] = []

    def put(self, cluster: Cluster) -> None:
        """Take in a cluster, unless it stands here; its days can only become fewer, so it is found where it was put."""
        if id(cluster) in self._places:
            return
        place = self._places[id(cluster)] = len(self._clusters)
        self._clusters.append(cluster)
        cluster.shelves.append(self)
        months = months_of(cluster.when)
        for month in months or ():
            self._by_month.setdefault(month, []).append(place)
        if months is None:
            self._wide.append(place)
        for member in cluster.members:
            self.note(cluster, member.mention)

    def note(self, cluster: Cluster, mention: EventMention) -> None:
        """Remember what a mention tells of a cluster."""
        for trait in traits_of(mention):
            self._by_trait.setdefault(trait, {})[self._places[id(cluster)]] = None

    def likely(self, mention: EventMention) -> list[Cluster]:
        """The clusters that a mention may belong to, in the order in which they came.

        Those on other days cannot be its home. One whose days say nothing needs a place, a matter, an ordinal or an
        article in common: without these no affinity comes near `ENOUGH`.
        """
        months = months_of(mention.when)
        if months is None:
            places = {place for trait in traits_of(mention) for place in self._by_trait.get(trait, ())}
        else:
            places = {*self._wide, *(place for month in months for place in self._by_month.get(month, ()))}
        return [self._clusters[place] for place in sorted(places)]


def months_of(when: DateRange) -> range | None:
    """The months that a range touches, counted from the year 0; None for one that is open or long."""
    if when.earliest is None or when.latest is None or (when.latest - when.earliest).days > SAYS_NOTHING:
        return None
    return range(12 * when.earliest.year + when.earliest.month, 12 * when.latest.year + when.latest.month + 1)


def traits_of(mention: EventMention) -> Iterator[tuple[str, object]]:
    """What two mentions of one event can have in common besides days and parties."""
    yield "article", mention.document
    yield from (("about", lemma) for lemma in mention.about)
    if mention.place:
        yield "place", mention.place.casefold()
    if mention.ordinal is not None:
        yield "ordinal", mention.ordinal


def merge(mentions: Iterable[EventMention], readings: Sequence[Reading], sharing: Sharing | None = None) -> Chronology:
    """The events behind the mentions of all articles; the order of the mentions does not matter.

    Mentions of two sorts are never of one event, so that many of them can be shared out by their sort.
    """
    names = Names(readings)
    tellings = [names.telling(mention) for mention in sorted(mentions, key=most_telling)]
    sorts: dict[tuple[str, str], list[Telling]] = {}
    for telling in tellings:
        sorts.setdefault(sort_of(telling.mention), []).append(telling)
    largest_first = sorted(sorts.values(), key=len, reverse=True)
    crew = sharing if sharing is not None and len(tellings) >= MANY else Alone()
    merged = crew.each(places_by_event, largest_first, "merging the events", size=1)
    found = [
        Cluster.of([tellings[place] for place in places])
        for tellings, events in zip(largest_first, merged, strict=True)
        for places in events
    ]
    found.sort(key=in_time)
    events = tuple(event_of(cluster, f"ev-{number}", names) for number, cluster in enumerate(found, start=1))
    return Chronology(events=events, mentions=tuple(tuple(t.mention for t in cluster.members) for cluster in found))


def places_by_event(tellings: Sequence[Telling]) -> list[list[int]]:
    """Mentions of one sort brought together: for each event the places of its mentions among them."""
    shelves: dict[ActorId, Shelf] = {}
    events: dict[int, list[int]] = {}
    for place, telling in enumerate(tellings):
        home = best_home(telling, likely_homes(telling, shelves))
        if home is None:
            home = Cluster.of([telling])
        else:
            home.add(telling)
        events.setdefault(id(home), []).append(place)
        for party in sorted(telling.parties) or [""]:
            shelves.setdefault(party, Shelf()).put(home)
        for shelf in home.shelves:
            shelf.note(home, telling.mention)
    return list(events.values())


def likely_homes(telling: Telling, shelves: dict[ActorId, Shelf]) -> list[Cluster]:
    """The clusters that share a party with a mention, or name none, each once; all where the mention names none."""
    parties = telling.parties
    within = [shelves[p] for p in (*sorted(parties), "") if p in shelves] if parties else shelves.values()
    return list({id(c): c for shelf in within for c in shelf.likely(telling.mention)}.values())


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


def best_home(telling: Telling, clusters: Iterable[Cluster]) -> Cluster | None:
    """The cluster the mention belongs to most clearly; None when to none."""
    best, best_score, second = None, ENOUGH, 0.0
    for cluster in clusters:
        if not cluster.may_hold(telling):
            continue
        score = max(affinity(telling, member) for member in cluster.members)
        if score >= best_score and (best is None or score > best_score):
            best, best_score, second = cluster, score, best_score if best is not None else second
        elif best is not None and score > second:
            second = score
    is_vague = not is_narrow(telling.mention)
    return None if is_vague and best is not None and second > ENOUGH - VAGUE_MARGIN else best


def narrower(a: DateRange, b: DateRange) -> DateRange:
    """The days both ranges allow, worded as the narrower one."""
    if not a.is_known:
        return b
    if not b.is_known or not a.overlaps(b):
        return a
    earliest = max((d for d in (a.earliest, b.earliest) if d is not None), default=None)
    latest = min((d for d in (a.latest, b.latest) if d is not None), default=None)
    likely = first_likely(a, b, earliest, latest)
    for candidate in (a, b):
        if (candidate.earliest, candidate.latest) == (earliest, latest):
            return replace(candidate, likely=likely)
    return DateRange(
        earliest=earliest,
        latest=latest,
        granularity="day" if earliest == latest else "range",
        phrase="; ".join(dict.fromkeys(p for p in (a.phrase, b.phrase) if p)),
        reason="the days that all reports of the event allow",
        likely=likely,
    )


def first_likely(a: DateRange, b: DateRange, earliest: date | None, latest: date | None) -> date | None:
    """The earlier likely day of two ranges that lies within the days both allow: what is news was first told then."""
    days = sorted(day for day in (a.likely, b.likely) if day is not None)
    fitting = (d for d in days if (earliest is None or earliest <= d) and (latest is None or d <= latest))
    return next(fitting, None)


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
