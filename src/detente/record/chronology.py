"""The chronology: what the articles report brought together, one event once, in the order of its days.

Two mentions are one event when nothing forbids it and enough speaks for it. Forbidden are another kind, days that
cannot be the same, another place, another ordinal, exchanged parts ("A accused B", "B accused A") and another
subject matter; a merge needs shared days, place, people, matter or words beyond what any two events of a dispute share.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from detente.evidence import UNKNOWN, Cited, DateRange
from detente.record.entries import ActorId, Event
from detente.record.mentions import EventMention, is_mutual
from detente.record.occurrences import KIND as OCCURRENCE
from detente.record.participants import root_of
from detente.record.reading import Reading

__all__ = ["Chronology", "merge"]

MATTER_COUNTS = frozenset("offer refusal demand declaration withdrawal measure attack ruling vote agreement".split())
ENOUGH = 3.5
FAR_FUTURE = date.max
STATUS_ORDER = ("happened", "retracted", "planned", "proposed", "denied")
WIDE = 62
SAYS_NOTHING = 366
"""Days of a range from which on it says nothing about which event is meant."""

SAME_DAY = 3.0
VAGUE_MARGIN = 1.0
GATHERINGS = frozenset({"forum", "conference", "gathering", "hearing", "session"})
SCHEDULED = frozenset({"meeting", "visit", "vote", "ruling"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Chronology:
    """The events in order, and for each the mentions it was merged from."""

    events: tuple[Event, ...]
    mentions: tuple[tuple[EventMention, ...], ...]


@dataclass(slots=True)
class Cluster:
    """Mentions taken to be of one event so far, with what they say together."""

    members: list[EventMention]
    when: DateRange
    roots: frozenset[ActorId]
    shelves: list["Shelf"] = field(default_factory=list)

    def add(self, mention: EventMention, roots: frozenset[ActorId]) -> None:
        """Take in one more mention."""
        self.members.append(mention)
        self.when = narrower(self.when, mention.when)
        self.roots |= roots


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
            self.note(cluster, member)

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


def merge(mentions: Iterable[EventMention], readings: Sequence[Reading]) -> Chronology:
    """The events behind the mentions of all articles; the order of the mentions does not matter."""
    by_document: dict[str, Reading] = {reading.document.id: reading for reading in readings}
    names = Names(by_document)
    ordered = sorted(mentions, key=most_telling)
    found: list[Cluster] = []
    sorts: dict[tuple[str, str], dict[ActorId, Shelf]] = {}
    for mention in ordered:
        roots = names.of(mention)
        shelves = sorts.setdefault(sort_of(mention), {})
        within = [shelves[root] for root in (*sorted(roots), "") if root in shelves] if roots else shelves.values()
        candidates = {id(c): c for shelf in within for c in shelf.likely(mention)}
        home = best_home(mention, list(candidates.values()), names)
        if home is None:
            home = Cluster([mention], mention.when, roots)
            found.append(home)
        else:
            home.add(mention, roots)
        for root in sorted(roots) or [""]:
            shelves.setdefault(root, Shelf()).put(home)
        for shelf in home.shelves:
            shelf.note(home, mention)
    found.sort(key=lambda cluster: in_time(cluster, by_document))
    events = tuple(event_of(cluster, f"ev-{number}", names) for number, cluster in enumerate(found, start=1))
    return Chronology(events=events, mentions=tuple(tuple(cluster.members) for cluster in found))


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


def everyone(mention: EventMention) -> tuple[ActorId, ...]:
    """All who take part, each once."""
    return tuple(dict.fromkeys((*mention.agents, *mention.patients, *mention.others)))


class Names:
    """Actors' parties and names, asked by article."""

    __slots__ = ("_of", "_parties", "_readings", "_roots", "_sets")

    def __init__(self, readings: Mapping[str, Reading]) -> None:
        self._readings = readings
        self._roots: dict[ActorId, ActorId] = {}
        self._sets: dict[tuple[ActorId, ...], frozenset[ActorId]] = {}
        self._of: dict[int, frozenset[ActorId]] = {}
        self._parties: dict[str, bool] = {}

    def of(self, mention: EventMention) -> frozenset[ActorId]:
        """The parties behind all who take part in what a mention tells."""
        if id(mention) not in self._of:
            self._of[id(mention)] = self.roots(mention.document, everyone(mention))
        return self._of[id(mention)]

    def roots(self, document: str, actors: tuple[ActorId, ...]) -> frozenset[ActorId]:
        """The parties the actors act for."""
        if actors not in self._sets:
            self._sets[actors] = frozenset(self.root(document, actor) for actor in actors)
        return self._sets[actors]

    def root(self, document: str, actor: ActorId) -> ActorId:
        """The party one actor acts for."""
        if actor not in self._roots:
            self._roots[actor] = root_of(actor, self._readings[document])
        return self._roots[actor]

    def name(self, document: str, actor: ActorId) -> str:
        """The actor's name."""
        found = self._readings[document].actors.get(actor)
        return found.name if found is not None else actor

    def is_party(self, document: str, place: str) -> bool:
        """Whether a place is the name of an actor (a country rather than a town)."""
        if place not in self._parties:
            actors = self._readings[document].actors.values()
            self._parties[place] = any(place in actor.names for actor in actors if actor.kind == "state")
        return self._parties[place]


def best_home(mention: EventMention, clusters: Sequence[Cluster], names: Names) -> Cluster | None:
    """The cluster the mention belongs to most clearly; None when to none."""
    best, best_score, second = None, ENOUGH, 0.0
    roots = names.of(mention)
    for cluster in clusters:
        if roots and cluster.roots and not roots & cluster.roots:
            continue
        if not cluster.when.overlaps(mention.when):
            continue
        if not all(may_be_one(mention, member, names) for member in cluster.members):
            continue
        score = max(affinity(mention, member, names) for member in cluster.members)
        if score >= best_score and (best is None or score > best_score):
            best, best_score, second = cluster, score, best_score if best is not None else second
        elif best is not None and score > second:
            second = score
    is_vague = not narrow(mention)
    return None if is_vague and best is not None and second > ENOUGH - VAGUE_MARGIN else best


def may_be_one(a: EventMention, b: EventMention, names: Names) -> bool:
    """Whether nothing forbids that two mentions of one kind are of one event."""
    if not a.when.overlaps(b.when) or not agree_in_status(a, b):
        return False
    if a.clause.span.overlaps(b.clause.span):
        return False  # two words of one sentence tell two events
    if a.ordinal is not None and b.ordinal is not None and a.ordinal != b.ordinal:
        return False
    if a.place and b.place and not same_place(a, b, names):
        return False
    if (a.passage == "caption") != (b.passage == "caption") and not fits_caption(a, b):
        return False
    if a.paper and b.paper:
        return True
    if (a.lemma in GATHERINGS) != (b.lemma in GATHERINGS) or not fits_occurrence(a, b):
        return False
    if is_directed(a, b) and not same_direction(a, b, names):
        return False
    if not is_directed(a, b):
        ours, theirs = names.of(a), names.of(b)
        if ours and theirs and not (ours <= theirs or theirs <= ours):
            return False
    return not (a.kind in MATTER_COUNTS and a.about and b.about and not set(a.about) & set(b.about))


def fits_occurrence(a: EventMention, b: EventMention) -> bool:
    """Whether two occurrences are told by one verb, of one matter; a headline leaves out most of the matter."""
    if a.kind != OCCURRENCE:
        return True
    headline = a.document == b.document and "headline" in {a.passage, b.passage}
    return a.lemma == b.lemma and (headline or not a.about or not b.about or bool(set(a.about) & set(b.about)))


def is_directed(a: EventMention, b: EventMention) -> bool:
    """Whether the parties of such an event have different parts."""
    return not (is_mutual(a.kind, a.lemma) and is_mutual(b.kind, b.lemma))


def agree_in_status(a: EventMention, b: EventMention) -> bool:
    """What happened and what is denied are two entries; a plan and its outcome are one when its time is bounded."""
    pair = {a.status, b.status}
    if len(pair) == 1:
        return a.standing == b.standing
    if "denied" in pair:
        return False
    if "happened" in pair and "proposed" in pair and a.kind not in SCHEDULED:
        return False
    if "happened" in pair:
        return a.when.is_bounded and b.when.is_bounded and narrow(a) and narrow(b)
    return True


def fits_caption(a: EventMention, b: EventMention) -> bool:
    """A caption's occasion is one the body tells only when the day, or the place and some days, agree."""
    if a.when.is_bounded and b.when.is_bounded and shared_days(a.when, b.when) >= SAME_DAY:
        return True
    is_told = bool(a.when.phrase and b.when.phrase) and narrow(a) and narrow(b)
    return is_told and bool(a.place and b.place and a.place.casefold() == b.place.casefold())


def narrow(mention: EventMention) -> bool:
    """Whether the mention's days span at most two months."""
    width = mention.when.width
    return width is not None and width.days <= WIDE


def same_place(a: EventMention, b: EventMention, names: Names) -> bool:
    """Whether two places can be one: the same name, one within the other's name, or a town and a country."""
    ours, theirs = (a.place or "").casefold(), (b.place or "").casefold()
    if ours == theirs or ours in theirs or theirs in ours:
        return True
    return names.is_party(a.document, a.place or "") != names.is_party(b.document, b.place or "")


def same_direction(a: EventMention, b: EventMention, names: Names) -> bool:
    """Whether the same party acts on the same other one, as far as both mentions say."""
    ours, theirs = names.roots(a.document, a.agents), names.roots(b.document, b.agents)
    if ours and theirs and not ours & theirs:
        return False
    suffer, undergo = names.roots(a.document, a.patients) - ours, names.roots(b.document, b.patients) - theirs
    if suffer and undergo and not suffer & undergo:
        return False
    return not (ours and undergo and ours == undergo) and not (theirs and suffer and theirs == suffer)


def affinity(a: EventMention, b: EventMention, names: Names) -> float:
    """How much speaks for two mentions being of one event."""
    score = shared_days(a.when, b.when)
    if a.place and b.place and a.place.casefold() == b.place.casefold():
        score += 2
    ours, theirs = names.of(a), names.of(b)
    shared = ours & theirs
    score += 1.5 if len(shared) >= 2 else 1.0 if shared else 0.0
    score += min(2.0, float(len(set(a.about) & set(b.about))))
    if a.lemma == b.lemma or a.kind in SCHEDULED:
        score += 0.5
    if a.paper and b.paper and shared_days(a.when, b.when) >= 1.0:
        score += 2.5
    if score >= SAME_DAY and (a.nominal or b.nominal) and not (ours and theirs):
        score += 1
    if a.ordinal is not None and a.ordinal == b.ordinal:
        score += 2
    if a.document == b.document:
        if "headline" in {a.passage, b.passage} and a.passage != b.passage:
            score += 1.5
        elif abs(a.trigger.span.start - b.trigger.span.start) < 600:
            score += 1.5 if a.status == b.status else 1
    return score


def shared_days(a: DateRange, b: DateRange) -> float:
    """How telling the overlap of two ranges is: the wider they are, the less."""
    if a.width is None or b.width is None:
        return 0.0
    widest = max(a.width.days, b.width.days)
    return (
        3.0
        if widest == 0
        else 2.5
        if widest <= 7
        else 2.0
        if widest <= 31
        else 1.5
        if widest <= 92
        else 1.0
        if widest <= SAYS_NOTHING
        else 0.0
    )


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


def in_time(cluster: Cluster, readings: Mapping[str, Reading]) -> tuple[object, ...]:
    """The place of an event in the chronology: by its days, undated ones last, then by source."""
    when = cluster.when
    first = when.earliest or when.latest or FAR_FUTURE
    lead = min(cluster.members, key=lambda m: (m.document, m.trigger.span.start))
    return (first, when.latest or FAR_FUTURE, lead.document, lead.trigger.span.start, lead.kind)


def event_of(cluster: Cluster, name: str, names: Names) -> Event:
    """The entry of the record for a cluster, told in the words of its clearest mention."""
    members = sorted(cluster.members, key=clearest)
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
    told = any(m.status in {"happened", "retracted"} and not m.nominal for m in cluster.members)
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
