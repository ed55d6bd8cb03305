"""Whether two mentions can be of one event: what forbids it, and how much speaks for it.

Forbidden are another kind, days that cannot be the same, another place, another ordinal, exchanged parts ("A accused
B", "B accused A") and another subject matter; shared days, place, people, matter and words speak for it.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from detente.evidence import DateRange
from detente.record.entries import Actor, ActorId
from detente.record.mentions import EventMention, is_mutual
from detente.record.occurrences import KIND as OCCURRENCE
from detente.record.participants import root_of
from detente.record.reading import Reading

__all__ = ["SAME_DAY", "SAYS_NOTHING", "Names", "Telling", "affinity", "everyone", "is_narrow", "may_be_one"]

MATTER_COUNTS = frozenset("offer refusal demand declaration withdrawal measure attack ruling vote agreement".split())
GATHERINGS = frozenset({"forum", "conference", "gathering", "hearing", "session"})
SCHEDULED = frozenset({"meeting", "visit", "vote", "ruling"})
WIDE = 62
SAYS_NOTHING = 366
"""Days of a range from which on it says nothing about which event is meant."""

SAME_DAY = 3.0
WEIGHTS = ((0, SAME_DAY), (7, 2.5), (31, 2.0), (92, 1.5), (SAYS_NOTHING, 1.0))
"""What an overlap is worth when the wider of two ranges has at most so many days."""


@dataclass(frozen=True, slots=True, eq=False)
class Telling:
    """A mention in the form in which it is compared: people by the party they act for, words as sets.

    `doers` are the parties of its agents, `sufferers` those of its patients that are no doers, `parties` all of them.
    """

    mention: EventMention
    parties: frozenset[ActorId]
    doers: frozenset[ActorId]
    sufferers: frozenset[ActorId]
    about: frozenset[str]
    place: str
    is_state: bool
    is_one_sided: bool


def everyone(mention: EventMention) -> tuple[ActorId, ...]:
    """All who take part, each once."""
    return tuple(dict.fromkeys((*mention.agents, *mention.patients, *mention.others)))


class Names:
    """Actors' parties and names, asked by article."""

    __slots__ = ("_parties", "_readings", "_roots", "_states")

    def __init__(self, readings: Iterable[Reading]) -> None:
        self._readings: dict[str, Reading] = {reading.document.id: reading for reading in readings}
        self._roots: dict[ActorId, ActorId] = {}
        self._parties: dict[tuple[ActorId, ...], frozenset[ActorId]] = {}
        lists = {id(reading.actors): reading.actors for reading in self._readings.values()}
        self._states = frozenset(name for actors in lists.values() for name in state_names(actors))

    def telling(self, mention: EventMention) -> Telling:
        """What a mention tells, ready to be compared."""
        doers = self.parties(mention.document, mention.agents)
        return Telling(
            mention=mention,
            parties=self.parties(mention.document, everyone(mention)),
            doers=doers,
            sufferers=self.parties(mention.document, mention.patients) - doers,
            about=frozenset(mention.about),
            place=(mention.place or "").casefold(),
            is_state=mention.place in self._states,
            is_one_sided=not is_mutual(mention.kind, mention.lemma),
        )

    def parties(self, document: str, actors: tuple[ActorId, ...]) -> frozenset[ActorId]:
        """The parties the actors act for."""
        if actors not in self._parties:
            self._parties[actors] = frozenset(self.root(document, actor) for actor in actors)
        return self._parties[actors]

    def root(self, document: str, actor: ActorId) -> ActorId:
        """The party one actor acts for."""
        if actor not in self._roots:
            self._roots[actor] = root_of(actor, self._readings[document])
        return self._roots[actor]

    def name(self, document: str, actor: ActorId) -> str:
        """The actor's name."""
        found = self._readings[document].actors.get(actor)
        return found.name if found is not None else actor


def state_names(actors: Mapping[ActorId, Actor]) -> Iterable[str]:
    """The names of countries, which stand as places for more than a town does."""
    return (name for actor in actors.values() if actor.kind == "state" for name in actor.names)


def may_be_one(a: Telling, b: Telling) -> bool:
    """Whether nothing forbids that two mentions of one kind are of one event."""
    one, other = a.mention, b.mention
    if not agree_in_parts(a, b) or not one.when.overlaps(other.when) or not agree_in_status(one, other):
        return False
    if one.clause.span.overlaps(other.clause.span):
        return False  # two words of one sentence tell two events
    if one.ordinal is not None and other.ordinal is not None and one.ordinal != other.ordinal:
        return False
    if a.place and b.place and not may_be_one_place(a, b):
        return False
    if (one.passage == "caption") != (other.passage == "caption") and not fits_caption(a, b):
        return False
    if one.paper and other.paper:
        return True
    if (one.lemma in GATHERINGS) != (other.lemma in GATHERINGS) or not fits_occurrence(a, b):
        return False
    return not (one.kind in MATTER_COUNTS and a.about and b.about and a.about.isdisjoint(b.about))


def agree_in_parts(a: Telling, b: Telling) -> bool:
    """Whether the parties can be the same in the same parts; of two dated papers nobody's part is compared."""
    if a.mention.paper and b.mention.paper:
        return True
    if a.is_one_sided or b.is_one_sided:
        return same_direction(a, b)
    return not a.parties or not b.parties or a.parties <= b.parties or b.parties <= a.parties


def same_direction(a: Telling, b: Telling) -> bool:
    """Whether the same party acts on the same other one, as far as both mentions say."""
    if a.doers and b.doers and a.doers.isdisjoint(b.doers):
        return False
    if a.sufferers and b.sufferers and a.sufferers.isdisjoint(b.sufferers):
        return False
    return not (a.doers and a.doers == b.sufferers) and not (b.doers and b.doers == a.sufferers)


def agree_in_status(a: EventMention, b: EventMention) -> bool:
    """What happened and what is denied are two entries; a plan and its outcome are one when its time is bounded."""
    if a.status == b.status:
        return a.standing == b.standing
    pair = {a.status, b.status}
    if "denied" in pair:
        return False
    if "happened" in pair and "proposed" in pair and a.kind not in SCHEDULED:
        return False
    if "happened" in pair:
        return a.when.is_bounded and b.when.is_bounded and is_narrow(a) and is_narrow(b)
    return True


def fits_occurrence(a: Telling, b: Telling) -> bool:
    """Whether two occurrences are told by one verb, of one matter; a headline leaves out most of the matter."""
    one, other = a.mention, b.mention
    if one.kind != OCCURRENCE:
        return True
    headline = one.document == other.document and "headline" in {one.passage, other.passage}
    return one.lemma == other.lemma and (headline or not a.about or not b.about or not a.about.isdisjoint(b.about))


def fits_caption(a: Telling, b: Telling) -> bool:
    """A caption's occasion is one the body tells only when the day, or the place and some days, agree."""
    one, other = a.mention, b.mention
    if shared_days(one.when, other.when) >= SAME_DAY:
        return True
    is_told = bool(one.when.phrase and other.when.phrase) and is_narrow(one) and is_narrow(other)
    return is_told and bool(a.place) and a.place == b.place


def is_narrow(mention: EventMention) -> bool:
    """Whether the mention's days span at most two months."""
    width = mention.when.width
    return width is not None and width.days <= WIDE


def may_be_one_place(a: Telling, b: Telling) -> bool:
    """Whether two places can be one: the same name, one within the other's name, or a town and a country."""
    return a.place in b.place or b.place in a.place or a.is_state != b.is_state


def affinity(a: Telling, b: Telling) -> float:
    """How much speaks for two mentions being of one event."""
    one, other = a.mention, b.mention
    days = shared_days(one.when, other.when)
    score = days + parties_shared(a, b) + min(2.0, float(len(a.about & b.about)))
    if a.place and a.place == b.place:
        score += 2
    if one.lemma == other.lemma or one.kind in SCHEDULED:
        score += 0.5
    if one.paper and other.paper and days >= 1.0:
        score += 2.5
    if score >= SAME_DAY and (one.nominal or other.nominal) and not (a.parties and b.parties):
        score += 1
    if one.ordinal is not None and one.ordinal == other.ordinal:
        score += 2
    return score + (nearness(one, other) if one.document == other.document else 0.0)


def parties_shared(a: Telling, b: Telling) -> float:
    """What the parties in common are worth."""
    shared = len(a.parties & b.parties)
    return 1.5 if shared >= 2 else 1.0 if shared else 0.0


def nearness(a: EventMention, b: EventMention) -> float:
    """What it is worth to stand in one article near each other, or as its headline and its text."""
    if "headline" in {a.passage, b.passage} and a.passage != b.passage:
        return 1.5
    if abs(a.trigger.span.start - b.trigger.span.start) < 600:
        return 1.5 if a.status == b.status else 1.0
    return 0.0


def shared_days(a: DateRange, b: DateRange) -> float:
    """How telling the overlap of two ranges is: the wider they are, the less."""
    if a.width is None or b.width is None:
        return 0.0
    widest = max(a.width.days, b.width.days)
    return next((worth for days, worth in WEIGHTS if widest <= days), 0.0)
