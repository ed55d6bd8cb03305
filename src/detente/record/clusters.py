"""Clusters: mentions of one sort of event brought together, each with the event it belongs to most clearly.

A mention finds its home among those that came before it. So where a few mentions are new or gone, most of the others
have the home they had the last time: it is looked for again only where the clusters that a mention may belong to are
not those of then (`homes_again`). The events are those that a search for every mention finds.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import pairwise
from typing import Self

from detente.evidence import DateRange
from detente.record.entries import ActorId
from detente.record.mentions import EventMention
from detente.record.sameness import SAYS_NOTHING, Telling, affinity, is_narrow, may_be_one

__all__ = ["Cluster", "Homes", "homes_again", "homes_of"]

ENOUGH = 3.5
VAGUE_MARGIN = 1.0


@dataclass(frozen=True, slots=True)
class Homes:
    """Where mentions of one sort are at home: of each the number of its event, in the order in which events began.

    `torn` are the places of mentions that fit several events about as well, and so begin one of their own.
    """

    events: list[int]
    torn: list[int]

    def is_of(self, count: int) -> bool:
        """Whether they can be the homes of so many mentions: each event begins with the first number not used."""
        reached = 0
        for event in self.events:
            if type(event) is not int or not 0 <= event <= reached:
                return False
            reached = max(reached, event + 1)
        return len(self.events) == count and all(type(place) is int and 0 <= place < count for place in self.torn)

    def members(self) -> list[list[int]]:
        """For each event the places of its mentions."""
        found: list[list[int]] = [[] for _ in range(max(self.events, default=-1) + 1)]
        for place, event in enumerate(self.events):
            found[event].append(place)
        return found


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


class Shelves:
    """The clusters of one sort of event by party; those of nobody stand on a shelf of their own."""

    __slots__ = ("_by_party",)

    def __init__(self) -> None:
        self._by_party: dict[ActorId, Shelf] = {}

    def put(self, cluster: Cluster, telling: Telling) -> None:
        """Have a cluster that has taken in a mention stand wherever it is looked for."""
        for party in sorted(telling.parties) or [""]:
            self._by_party.setdefault(party, Shelf()).put(cluster)
        for shelf in cluster.shelves:
            shelf.note(cluster, telling.mention)

    def likely(self, telling: Telling) -> list[Cluster]:
        """Those that share a party with a mention, or name none, each once; all where the mention names none."""
        parties, shelves = telling.parties, self._by_party
        within = [shelves[p] for p in (*sorted(parties), "") if p in shelves] if parties else shelves.values()
        return list({id(c): c for shelf in within for c in shelf.likely(telling.mention)}.values())


def homes_of(tellings: Sequence[Telling]) -> Homes:
    """Where mentions of one sort are at home; each looks for its event among those before it."""
    shelves = Shelves()
    found = Homes([], [])
    numbers: dict[int, int] = {}
    for place, telling in enumerate(tellings):
        home, is_torn = best_home(telling, shelves.likely(telling))
        if is_torn:
            found.torn.append(place)
        if home is None:
            home = Cluster.of([telling])
        else:
            home.add(telling)
        found.events.append(numbers.setdefault(id(home), len(numbers)))
        shelves.put(home, telling)
    return found


def homes_again(tellings: Sequence[Telling], marks: Sequence[str], before: Mapping[str, int], homes: Homes) -> Homes:
    """The same, where `homes` were found for the mentions whose marks have places in `before`.

    A mark tells all that a mention is compared by, and whose it is: no two mentions have the same.
    """
    known = [before.get(mark) for mark in marks]
    common = [place for place in known if place is not None]
    if any(first >= second for first, second in pairwise(common)):
        return homes_of(tellings)
    return homes if len(common) == len(before) == len(marks) else _Again(known, homes).of(tellings)


class _Again:
    """A search for homes that goes along with an earlier one, as far as what it finds does not differ.

    A mention stays where it was unless its event has lost or won a mention, it was torn between events, or a cluster
    that is not as it was then may hold it. A cluster that is gone or has less in it changes nothing for any other
    mention: one that was at home elsewhere preferred that, one that found no home finds none among fewer.
    """

    def __init__(self, known: Sequence[int | None], before: Homes) -> None:
        self._known = known
        self._before = before
        self._torn = frozenset(before.torn)
        there = {place for place in known if place is not None}
        self._changed = {event for place, event in enumerate(before.events) if place not in there}
        self._as_then: dict[int, Cluster] = {}
        self._then: dict[int, int] = {}
        self._all, self._others = Shelves(), Shelves()
        self._apart: set[int] = set()
        self._waiting: list[tuple[Cluster, Telling]] = []

    def of(self, tellings: Sequence[Telling]) -> Homes:
        """The homes of the mentions."""
        found = Homes([], [])
        clusters: list[Cluster] = []
        numbers: dict[int, int] = {}
        for place, (telling, then) in enumerate(zip(tellings, self._known, strict=True)):
            event = None if then is None else self._before.events[then]
            if event is not None and self._stays(telling, then, event):
                home = self._join(telling, event)
            else:
                best, is_torn = self._search(telling)
                if is_torn:
                    found.torn.append(place)
                home = self._settle(telling, best, event)
            if id(home) not in numbers:
                numbers[id(home)] = len(clusters)
                clusters.append(home)
            found.events.append(numbers[id(home)])
            self._waiting.append((home, telling))
        return found

    def _stays(self, telling: Telling, then: int | None, event: int) -> bool:
        """Whether a mention is surely where it was."""
        return event not in self._changed and then not in self._torn and not self._others.likely(telling)

    def _search(self, telling: Telling) -> tuple[Cluster | None, bool]:
        """The best home of all there are; the shelves are filled only now, which many a sort never needs."""
        for cluster, member in self._waiting:
            self._all.put(cluster, member)
        self._waiting = []
        return best_home(telling, self._all.likely(telling))

    def _join(self, telling: Telling, event: int) -> Cluster:
        """The cluster of an event as it was, with one more of its mentions."""
        home = self._as_then.get(event)
        if home is None:
            home = self._as_then[event] = Cluster.of([telling])
            self._then[id(home)] = event
        else:
            home.add(telling)
        return home

    def _settle(self, telling: Telling, best: Cluster | None, event: int | None) -> Cluster:
        """The home of a mention that was looked for; what is not as it was is set apart."""
        if event is not None and event not in self._changed:
            if best is self._as_then.get(event):
                return self._join(telling, event)
            self._set_apart(self._as_then.get(event), event)
        home = best or Cluster.of([telling])
        if best is not None:
            home.add(telling)
        self._set_apart(home, self._then.get(id(home)))
        self._others.put(home, telling)
        return home

    def _set_apart(self, cluster: Cluster | None, event: int | None) -> None:
        """A cluster, and the event that it was, are not as they were."""
        if event is not None:
            self._changed.add(event)
        if cluster is not None and id(cluster) not in self._apart:
            self._apart.add(id(cluster))
            for member in cluster.members:
                self._others.put(cluster, member)


def best_home(telling: Telling, clusters: Iterable[Cluster]) -> tuple[Cluster | None, bool]:
    """The cluster the mention belongs to most clearly, None when to none; and whether it is torn between several."""
    best, best_score, second = None, ENOUGH, 0.0
    for cluster in clusters:
        if not cluster.may_hold(telling):
            continue
        score = max(affinity(telling, member) for member in cluster.members)
        if score >= best_score and (best is None or score > best_score):
            best, best_score, second = cluster, score, best_score if best is not None else second
        elif best is not None and score > second:
            second = score
    is_torn = best is not None and second > ENOUGH - VAGUE_MARGIN and not is_narrow(telling.mention)
    return (None, True) if is_torn else (best, False)


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
