"""Drafts: the actors of a pile while it is read, and what is known of them by the case file and the whole coverage."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from detente.evidence import Citation, Cited
from detente.record.actors.facts import Known
from detente.record.actors.listed import states_named
from detente.record.actors.names import Name, agencies, is_adjective_of, slug, states, words_of
from detente.record.actors.offices import sole_holders
from detente.record.actors.parties import Parties
from detente.record.actors.people import Person
from detente.record.entries import Actor, ActorId, Mention
from detente.record.lexicons import word_lists
from detente.record.reading import Vocabulary

__all__ = ["Draft", "actors_of", "adjectives_of", "give_offices", "known_of", "listed_drafts", "settle", "surnames_of"]

_WORDS = word_lists("naming.txt")


@dataclass(slots=True)
class Draft:
    """An actor while the coverage is read: whom it acts for by how many sightings, its names and where they stand."""

    id: ActorId
    name: str
    kind: str
    stated_for: ActorId | None = None
    acts_for: Counter[ActorId] = field(default_factory=Counter)
    names: dict[str, None] = field(default_factory=dict)
    person: Person | None = None

    @property
    def principal(self) -> ActorId | None:
        """Whom the actor acts for: as the case file states, else as most of the coverage says."""
        if self.stated_for or not self.acts_for:
            return self.stated_for
        return max(sorted(self.acts_for), key=lambda actor: self.acts_for[actor])


def listed_drafts(vocabulary: Vocabulary) -> dict[ActorId, Draft]:
    """The actors of the case's vocabulary with their people."""
    drafts: dict[ActorId, Draft] = {}
    for actor in vocabulary.actors:
        kind = "state" if states_named(actor.name, *actor.also) else _kind_of(actor.name)
        drafts[actor.id] = Draft(actor.id, actor.name, kind, names=dict.fromkeys((actor.name, *actor.also)))
        for person in actor.people:
            drafts[slug(person)] = Draft(slug(person), person, "person", stated_for=actor.id)
    return drafts


def _kind_of(name: str) -> str:
    """The kind of an actor by the look of its name."""
    words = {word.lower() for word in words_of(name)}
    if words & _WORDS["offices"]:
        return "office"
    return "organisation" if words & _WORDS["bodies"] or name.isupper() else "party"


def settle(drafts: dict[ActorId, Draft], parties: Parties) -> None:
    """Add the parties that the pile shows, and tell the case's own parties that are states or bodies by how it speaks
    of them."""
    for draft in drafts.values():
        if draft.kind == "party":
            kind = parties.kinds.get(tuple(words_of(draft.name)))
            draft.kind = {"body": "organisation", "state": "state"}.get(kind or "", draft.kind)
    for party in parties.found.values():
        drafts.setdefault(party.id, Draft(party.id, party.name, party.kind, names=dict.fromkeys(party.names)))


def adjectives_of(drafts: Iterable[Draft], written: Collection[str]) -> list[tuple[str, Name]]:
    """The adjectives the pile makes of the names of states that no list knows: "Orvian" of Orvia."""
    known = {demonym for state in states() for demonym in state.demonyms} | {state.name for state in states()}
    unlisted = [draft for draft in drafts if draft.kind == "state"]
    names = [(draft.id, name) for draft in unlisted for name in draft.names if name not in known and " " not in name]
    words = {word for word in written if word[:1].isupper() and word not in known}
    alike: dict[str, list[str]] = {}
    for word in sorted(words - {name for _, name in names}):
        alike.setdefault(word[:3], []).append(word)
    return [
        (word, Name(actor, "demonym"))
        for actor, name in names
        for word in alike.get(name[:3], ())
        if is_adjective_of(word, name)
    ]


def surnames_of(people: Iterable[Person], written: Collection[str]) -> dict[str, ActorId]:
    """The surnames that are one person's in the whole pile and no common word of it."""
    owners: dict[str, list[ActorId]] = {}
    for person in people:
        if len(person.words) > 1 and len(person.words[-1]) > 3:
            owners.setdefault(person.words[-1], []).append(person.id)
    return {word: ids[0] for word, ids in owners.items() if len(ids) == 1 and word.lower() not in written}


def give_offices(drafts: Mapping[ActorId, Draft], offices: Iterable[tuple[str, ActorId]]) -> None:
    """Let the one holder of an office that only one party is said to have act for that party."""
    held = [(role, draft.id) for draft in drafts.values() if draft.person for role in draft.person.roles]
    for holder, owner in sole_holders(offices, held):
        if drafts[holder].principal is None:
            drafts[holder].acts_for[owner] += 1


def known_of(draft: Draft, parties: Parties) -> Known:
    """What is known of an actor that a description can appeal to."""
    if draft.person is not None:
        roles = tuple(draft.person.roles)
        past = tuple(role for role in draft.person.past if role not in roles)
        return Known(draft.kind, draft.principal, roles, draft.person.gender, past=past)
    called = Counter[str]()
    if any(tuple(words_of(name)) in parties.people for name in draft.names):
        return Known("person", draft.principal)  # one of the case's parties is a person
    for name in draft.names:
        called.update(parties.called.get(tuple(words_of(name)), Counter()))
    names = tuple(draft.names) or (draft.name,)
    return Known(draft.kind, draft.principal, names=names, called=frozenset(called))


def actors_of(drafts: Mapping[ActorId, Draft], mentions: Sequence[Mention]) -> tuple[Actor, ...]:
    """The actors that the coverage mentions, each with the places where it is named (all of them, in order)."""
    places: dict[ActorId, list[Citation]] = {}
    names: dict[ActorId, set[str]] = {}
    for mention in mentions:
        places.setdefault(mention.actor, []).append(mention.citation)
        if mention.how in {"name", "alias"}:
            names.setdefault(mention.actor, set()).add(" ".join(mention.citation.quote.split()))
    world = {draft.id: draft for draft in _world()}
    found = []
    for actor in sorted(places):
        draft = drafts.get(actor) or world.get(actor) or Draft(actor, actor, "state")
        found.append(
            Actor(
                id=actor,
                name=draft.name,
                kind=draft.kind,
                names=tuple(sorted({*draft.names, *names.get(actor, ())})),
                acts_for=draft.principal,
                cited=Cited(tuple(places[actor])),
            )
        )
    return tuple(found)


def _world() -> Iterator[Draft]:
    """The world's states and news agencies, which need no drafts to be named."""
    yield from (Draft(slug(state.name), state.name, "state") for state in states())
    yield from (Draft(slug(name), name, "agency") for name in agencies().values())
