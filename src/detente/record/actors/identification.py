"""Identification: one actor for all the names the coverage gives somebody, and whom they act for.

The case's vocabulary comes first, then the world's states and news agencies, then names the analyzer sees. A person
keeps an id of their own and acts for somebody when the coverage says so: a title with a state before the name
("Norlandic Foreign Minister Ada Orr"), an apposition behind it, or the case file.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from detente.evidence import Citation, Cited, DocumentId
from detente.record.actors.names import Name, NameTable, agencies, is_adjective_of, role_of, slug, states, words_of
from detente.record.actors.parties import Parties, gather_parties
from detente.record.actors.people import Person, Sighting, gather_people, sightings
from detente.record.actors.references import Known, genders, references
from detente.record.entries import Actor, ActorId, Mention
from detente.record.lexicons import word_lists
from detente.record.reading import Reading, Vocabulary

__all__ = ["identify"]

_NAMED_AFTER = frozenset({"PERSON", "ORG", "FAC", "WORK_OF_ART", "LAW", "EVENT", "PRODUCT"})
"""Entities that may be named after a state without being it."""

Spans = dict[str, list[tuple[int, int]]]

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


def identify(readings: Sequence[Reading], vocabulary: Vocabulary) -> tuple[tuple[Actor, ...], tuple[Mention, ...]]:
    """Everybody who acts or speaks in the coverage, and every place where they are named or meant.

    Actors are sorted by id, mentions by document and offset; no mention overlaps another.
    """
    drafts = _listed_drafts(vocabulary)
    names = list(_listed_names(vocabulary))
    parties = gather_parties(readings, NameTable(names))
    _settle(drafts, parties)
    names += parties.names()
    names += _adjectives(readings, [d for d in drafts.values() if d.kind == "state"])
    table = NameTable(names)
    _note_owners(drafts, parties, table)
    terms = NameTable((term, Name("", "term")) for words in vocabulary.terms.values() for term in words)
    listed = {r.document.id: list(_listed_mentions(r, table, terms)) for r in readings}
    blocked: Spans = {
        r.document.id: [_span(m) for m in listed[r.document.id]] + _term_spans(r, terms) for r in readings
    }
    known = {tuple(words_of(d.name)): d.id for d in drafts.values() if d.kind == "person"}
    persons = frozenset(d.id for d in drafts.values() if d.kind == "person")
    others = {
        r.document.id: [_span(m) for m in listed[r.document.id] if m.actor not in persons] + _term_spans(r, terms)
        for r in readings
    }
    seen = {r.document.id: tuple(sightings(r, others[r.document.id], parties.people, parties.places)) for r in readings}
    people, owner = gather_people([sighting for held in seen.values() for sighting in held], known)
    for person in people.values():
        drafts.setdefault(person.id, Draft(person.id, person.name, "person")).person = person
    surnames = _surnames(people, readings)
    for reading in readings:
        held = listed[reading.document.id]
        held.extend(_person_mentions(reading, seen[reading.document.id], people, owner, surnames, blocked))
        held.sort(key=_span)
        for sighting in seen[reading.document.id]:
            actor = owner.get((sighting.document, sighting.start))
            if actor:
                _note_principal(reading, sighting, drafts[actor], held, table)
    facts = {d.id: _known(d, parties) for d in drafts.values()}
    _learn_genders(readings, listed, facts)
    found: list[Mention] = []
    for reading in readings:
        held = listed[reading.document.id]
        found.extend(sorted([*held, *references(reading, held, facts, table)], key=_span))
    return _actors(drafts, found), tuple(found)


def _listed_drafts(vocabulary: Vocabulary) -> dict[ActorId, Draft]:
    """The actors of the case's vocabulary with their people."""
    drafts: dict[ActorId, Draft] = {}
    for actor in vocabulary.actors:
        kind = "state" if _states_named(actor.name, *actor.also) else _kind_of(actor.name)
        drafts[actor.id] = Draft(actor.id, actor.name, kind, names=dict.fromkeys((actor.name, *actor.also)))
        for person in actor.people:
            drafts[slug(person)] = Draft(slug(person), person, "person", stated_for=actor.id)
    return drafts


def _settle(drafts: dict[ActorId, Draft], parties: Parties) -> None:
    """Add the parties that the pile shows, and tell the case's own parties that are states or bodies by how it speaks
    of them."""
    for draft in drafts.values():
        if draft.kind == "party":
            kind = parties.kinds.get(tuple(words_of(draft.name)))
            draft.kind = {"body": "organisation", "state": "state"}.get(kind or "", draft.kind)
    for party in parties.found.values():
        drafts.setdefault(party.id, Draft(party.id, party.name, party.kind, names=dict.fromkeys(party.names)))


def _note_owners(drafts: Mapping[ActorId, Draft], parties: Parties, table: NameTable) -> None:
    """Count for whom ministries and bodies act that bear a party's name: "the Norlandic Foreign Ministry"."""
    inside = table.without([party.id for party in parties.found.values() if party.kind != "state"])
    for party in parties.found.values():
        if party.kind in {"office", "organisation"}:
            for _, _, owner in inside.find(party.name, 0, len(party.name)):
                if party.kind == "office" or owner.how != "alias":
                    drafts[party.id].acts_for[owner.actor] += 1


def _adjectives(readings: Sequence[Reading], unlisted: Sequence[Draft]) -> list[tuple[str, Name]]:
    """The adjectives the pile makes of the names of states that no list knows: "Orvian" of Orvia."""
    known = {demonym for state in states() for demonym in state.demonyms} | {state.name for state in states()}
    names = [(draft.id, name) for draft in unlisted for name in draft.names if name not in known and " " not in name]
    words = {
        token.text
        for reading in readings
        for sentence in reading.sentences
        for token in sentence.tokens
        if token.text[:1].isupper() and token.text not in known
    }
    alike: dict[str, list[str]] = {}
    for word in sorted(words - {name for _, name in names}):
        alike.setdefault(word[:3], []).append(word)
    return [
        (word, Name(actor, "demonym"))
        for actor, name in names
        for word in alike.get(name[:3], ())
        if is_adjective_of(word, name)
    ]


def _kind_of(name: str) -> str:
    """The kind of an actor by the look of its name."""
    words = {word.lower() for word in words_of(name)}
    if words & _WORDS["offices"]:
        return "office"
    return "organisation" if words & _WORDS["bodies"] or name.isupper() else "party"


def _states_named(*names: str) -> list[str]:
    """The world's states that one of the names is."""
    wanted = {name.removeprefix("the ") for name in names}
    return [state.name for state in states() if wanted & {state.name, *state.names}]


def _listed_names(vocabulary: Vocabulary) -> Iterator[tuple[str, Name]]:
    """Every name known beforehand; where the vocabulary has a state, all of that state's names are its actor's."""
    owners: dict[str, ActorId] = {}
    for actor in vocabulary.actors:
        for name in (actor.name, *actor.also):
            yield name, Name(actor.id, "name" if name == actor.name else "alias", certain=True)
        for person in actor.people:
            yield person, Name(slug(person), "name", certain=True)
            yield from (
                (word, Name(slug(person), "alias", certain=True)) for word in words_of(person)[-1:] if len(word) > 3
            )
        owners.update(dict.fromkeys(_states_named(actor.name, *actor.also), actor.id))
    for state in states():
        owner = owners.get(state.name, slug(state.name))
        yield state.name, Name(owner, "name")
        yield from ((name, Name(owner, "alias")) for name in state.names)
        yield from ((name, Name(owner, "seat")) for name in state.seats)
        yield from ((name, Name(owner, "demonym")) for name in state.demonyms)
    for name, chief in agencies().items():
        yield name, Name(slug(chief), "agency")


def _listed_mentions(reading: Reading, table: NameTable, terms: NameTable) -> Iterator[Mention]:
    """The places where an actor known beforehand is named."""
    text = reading.document.text
    blocked = _term_spans(reading, terms)
    for sentence in reading.sentences:
        longer = [
            e
            for e in sentence.entities
            if e.label in {"PERSON", "ORG", "FAC", "WORK_OF_ART", "LAW", "EVENT", "PRODUCT"}
        ]
        for start, end, name in table.find(text, sentence.start, sentence.end):
            if any(a <= start and end <= b for a, b in blocked):
                continue
            inside = any(e.start <= start and end <= e.end and e.end - e.start > end - start + 4 for e in longer)
            if inside and not name.certain and text[end : end + 1] not in {"'", "’"}:
                continue
            if name.how == "demonym":
                yield from _from_demonym(reading, start, end, name)
            elif name.how == "seat" or name.how == "alias":
                possessive = text[end : end + 2] in {"'s", "’s"}
                if possessive or not _is_place(text, start, name):
                    yield Mention(actor=name.actor, citation=reading.document.cite(start, end), how="alias")
            else:
                how = "alias" if name.how == "agency" else name.how
                governing = _GOVERNMENT.match(text, end)
                if governing is not None and governing[1].lower() in _WORDS["governing"]:
                    end, how = governing.end(), "title"
                yield Mention(actor=name.actor, citation=reading.document.cite(start, end), how=how)


_GOVERNMENT = re.compile(r"['’]s\s+(\w+)")
_NEXT_WORD = re.compile(r"\s+(\w+)")
_WORD_BEFORE = re.compile(r"(\w+)\s+(?:the\s+)?\Z")


def _from_demonym(reading: Reading, start: int, end: int, name: Name) -> Iterator[Mention]:
    """ "the Norlandic government" and "the Norlandic side" are Norland; the demonym alone names nobody."""
    follows = _NEXT_WORD.match(reading.document.text, end)
    if follows and follows[1].lower() in _WORDS["governing"]:
        yield Mention(actor=name.actor, citation=reading.document.cite(start, follows.end()), how="title")


def _is_place(text: str, start: int, name: Name) -> bool:
    """Whether a seat of government is named as a place: "in Port Vell"."""
    before = _WORD_BEFORE.search(text, max(0, start - 24), start)
    if before is None:
        return False
    small = before[1].lower()
    if small in _WORDS["directional"]:
        return name.how == "seat" and not name.certain
    return small in _WORDS["locative"] and (name.how == "seat" or name.certain)


def _term_spans(reading: Reading, terms: NameTable) -> list[tuple[int, int]]:
    """Where the case's terms stand: names of things, whatever the analyzer takes them for."""
    text = reading.document.text
    return [(a, b) for s in reading.sentences for a, b, _ in terms.find(text, s.start, s.end)]


def _span(mention: Mention) -> tuple[int, int]:
    """Where a mention stands."""
    return mention.citation.span.start, mention.citation.span.end


def _surnames(people: Mapping[str, Person], readings: Sequence[Reading]) -> dict[str, Name]:
    """The surnames that are one person's in the whole pile and no common word of it."""
    owners: dict[str, list[str]] = {}
    for person in people.values():
        if len(person.words) > 1 and len(person.words[-1]) > 3:
            owners.setdefault(person.words[-1], []).append(person.id)
    small = {word.lower() for word in owners}
    common = {t.text for r in readings for s in r.sentences for t in s.tokens if t.text in small}
    return {word: Name(ids[0], "alias") for word, ids in owners.items() if len(ids) == 1 and word.lower() not in common}


def _person_mentions(
    reading: Reading,
    seen: Sequence[Sighting],
    people: Mapping[str, Person],
    owner: Mapping[tuple[str, int], str],
    surnames: Mapping[str, Name],
    blocked: Mapping[str, list[tuple[int, int]]],
) -> list[Mention]:
    """The places where people are named: as sighted, and wherever else the article uses one of those names.

    What describes a person before a comma ("the ferry's captain, Ada Orr,") means that person too.
    """
    names: dict[str, Name] = {}
    found: dict[int, Mention] = {}
    listed = {offset for start, end in blocked[reading.document.id] for offset in range(start, end)}
    for sighting in seen:
        if (sighting.document, sighting.start) not in owner:
            continue
        actor = owner[sighting.document, sighting.start]
        names[" ".join(sighting.words)] = Name(actor, "name")
        if listed.intersection(range(sighting.start, sighting.end)):
            continue
        how = "name" if len(sighting.words) > 1 else "alias"
        cite = reading.document.cite
        found[sighting.start] = Mention(actor=actor, citation=cite(sighting.start, sighting.end), how=how)
    for actor in dict.fromkeys(m.actor for m in found.values()):
        surname = people[actor].words[-1]
        if len(surname) > 3:
            names.setdefault(surname, Name(actor, "alias"))
    for surname, name in surnames.items():
        names.setdefault(surname, name)
    table = NameTable(names.items())
    spans = [*map(_span, found.values()), *blocked[reading.document.id]]
    covered = {offset for start, end in spans for offset in range(start, end)}
    for sentence in reading.sentences:
        longer = [e for e in sentence.entities if e.label in {"ORG", "FAC", "GPE", "LOC"}]
        for start, end, name in table.find(reading.document.text, sentence.start, sentence.end):
            within = any(e.start <= start and end <= e.end and e.end - e.start > end - start + 4 for e in longer)
            if not within and not covered.intersection(range(start, end)):
                found[start] = Mention(actor=name.actor, citation=reading.document.cite(start, end), how="alias")
    return list(found.values())


def _note_principal(
    reading: Reading, sighting: Sighting, draft: Draft, held: Sequence[Mention], table: NameTable
) -> None:
    """Count whom a person acts for by the title before the name and the apposition behind it."""
    text = reading.document.text
    official = sighting.role is not None and sighting.role.name not in _WORDS["bystanders"]
    for span in (sighting.before, sighting.apposed, sighting.after, sighting.home):
        if span is None or (not official and span is not sighting.home):
            continue
        if span is sighting.after and role_of(text[slice(*span)]) is None:
            continue
        posted = _POSTED.search(text, *span)
        span = (span[0], posted.start()) if posted else span
        actors = [name.actor for _, _, name in table.find(text, *span)]
        actors += [m.actor for m in held if span[0] <= m.citation.span.start and m.citation.span.end <= span[1]]
        for actor in dict.fromkeys(actors):
            if actor != draft.id:
                draft.acts_for[actor] += 1


_POSTED = re.compile(r"\s(?:to|in)\s")
"""Where an envoy is posted stands behind these: "Norland's ambassador to Sudland"."""


def _known(draft: Draft, parties: Parties) -> Known:
    """What is known of an actor that a description can appeal to."""
    if draft.person is not None:
        return Known(draft.kind, draft.principal, tuple(draft.person.roles), draft.person.gender)
    called = Counter[str]()
    for name in draft.names:
        called.update(parties.called.get(tuple(words_of(name)), Counter()))
    names = tuple(draft.names) or (draft.name,)
    return Known(draft.kind, draft.principal, names=names, called=frozenset(called))


def _learn_genders(
    readings: Sequence[Reading], mentions: Mapping[DocumentId, Sequence[Mention]], facts: dict[ActorId, Known]
) -> None:
    """Learn the gender of people whom no title tells from the pronouns that can mean nobody else."""
    votes: dict[ActorId, Counter[str]] = {}
    for reading in readings:
        for actor, gender in genders(reading, mentions[reading.document.id], facts):
            votes.setdefault(actor, Counter())[gender] += 1
    for actor, counted in votes.items():
        best, other = max("fm", key=lambda g: counted[g]), min("fm", key=lambda g: counted[g])
        if not facts[actor].gender and counted[best] > 2 * counted[other]:
            facts[actor] = replace(facts[actor], gender=best)


def _actors(drafts: Mapping[ActorId, Draft], mentions: Iterable[Mention]) -> tuple[Actor, ...]:
    """The actors that the coverage mentions, each with the places where it is named (all of them, in order)."""
    places: dict[ActorId, list[Citation]] = {}
    names: dict[ActorId, dict[str, None]] = {}
    listed = {slug(s.name): s.name for s in states()} | {slug(name): name for name in agencies().values()}
    agency_ids = {slug(name) for name in agencies().values()}
    for mention in mentions:
        named = mention.how in {"name", "alias"}
        places.setdefault(mention.actor, []).append(mention.citation)
        if named:
            names.setdefault(mention.actor, {})[" ".join(mention.citation.quote.split())] = None
    found = []
    for actor in sorted(places):
        draft = drafts.get(actor) or Draft(
            actor, listed.get(actor, actor), "agency" if actor in agency_ids else "state"
        )
        found.append(
            Actor(
                id=actor,
                name=draft.name,
                kind=draft.kind,
                names=tuple(sorted({*draft.names, *names.get(actor, {})})),
                acts_for=draft.principal,
                cited=Cited(tuple(places[actor])),
            )
        )
    return tuple(found)
