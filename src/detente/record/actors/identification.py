"""Identification: one actor for all the names the coverage gives somebody, and whom they act for.

The case's vocabulary comes first, then the world's states and news agencies, then names the analyzer sees. A person
keeps an id of their own and acts for somebody when the coverage says so: a title with a state before the name
("Norlandic Foreign Minister Ada Orr"), an apposition behind it, or the case file.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from detente.evidence import Citation, Cited
from detente.record.actors.names import Name, NameTable, agencies, role_of, slug, states, words_of
from detente.record.actors.people import Person, Sighting, gather_people, sightings
from detente.record.actors.references import Known, references
from detente.record.entries import Actor, ActorId, Mention
from detente.record.lexicons import word_lists
from detente.record.reading import Reading, Sentence, Vocabulary

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
    table = NameTable(_listed_names(vocabulary))
    terms = NameTable((term, Name("", "term")) for words in vocabulary.terms.values() for term in words)
    listed = {r.document.id: list(_listed_mentions(r, table, terms)) for r in readings}
    blocked: Spans = {
        r.document.id: [_span(m) for m in listed[r.document.id]] + _term_spans(r, terms) for r in readings
    }
    known = {tuple(words_of(d.name)): d.id for d in drafts.values() if d.kind == "person"}
    people, owner = gather_people(readings, blocked, known)
    for person in people.values():
        drafts.setdefault(person.id, Draft(person.id, person.name, "person")).person = person
    for reading in readings:
        held = listed[reading.document.id]
        held.extend(_person_mentions(reading, people, owner, blocked[reading.document.id]))
        held.extend(_organisation_mentions(reading, held, blocked[reading.document.id], drafts, table))
        held.sort(key=_span)
        for sighting in sightings(reading, blocked[reading.document.id]):
            actor = owner.get((sighting.document, sighting.start))
            if actor:
                _note_principal(reading, sighting, drafts[actor], held, table)
    facts = {d.id: Known(d.kind, d.principal, *_person_facts(d)) for d in drafts.values()}
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
                yield Mention(actor=name.actor, citation=reading.document.cite(start, end), how=how)


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


def _person_mentions(
    reading: Reading, people: Mapping[str, Person], owner: Mapping[tuple[str, int], str], blocked: list[tuple[int, int]]
) -> list[Mention]:
    """The places where people are named: as sighted, and wherever else the article uses one of those names."""
    names: dict[str, Name] = {}
    found: dict[int, Mention] = {}
    for sighting in sightings(reading, blocked):
        if (sighting.document, sighting.start) not in owner:
            continue
        actor = owner[sighting.document, sighting.start]
        names[" ".join(sighting.words)] = Name(actor, "name")
        found[sighting.start] = Mention(
            actor=actor,
            citation=reading.document.cite(sighting.start, sighting.end),
            how="name" if len(sighting.words) > 1 else "alias",
        )
    for actor in dict.fromkeys(m.actor for m in found.values()):
        surname = people[actor].words[-1]
        if len(surname) > 3:
            names.setdefault(surname, Name(actor, "alias"))
    table = NameTable(names.items())
    covered = {o for m in found.values() for o in range(*_span(m))} | {o for a, b in blocked for o in range(a, b)}
    for sentence in reading.sentences:
        for start, end, name in table.find(reading.document.text, sentence.start, sentence.end):
            if not covered.intersection(range(start, end)):
                citation = reading.document.cite(start, end)
                found[start] = Mention(actor=name.actor, citation=citation, how="alias")
    return list(found.values())


def _organisation_mentions(
    reading: Reading,
    held: Sequence[Mention],
    blocked: Sequence[tuple[int, int]],
    drafts: dict[ActorId, Draft],
    table: NameTable,
) -> list[Mention]:
    """The bodies and unlisted states that the analyzer sees acting: as subject, agent or by the kind of their name."""
    covered = {o for m in held for o in range(*_span(m))} | {o for a, b in blocked for o in range(a, b)}
    found: list[Mention] = []
    for sentence in reading.sentences:
        for entity in sentence.entities:
            if entity.label not in {"ORG", "GPE", "NORP"}:
                continue
            start, end = _bare_name(reading.document.text, entity.start, entity.end)
            name = reading.document.text[start:end]
            words = words_of(name)
            if not words or not words[0][:1].isupper() or covered.intersection(range(start, end)):
                continue
            kind = "state" if entity.label == "GPE" else _kind_of(name)
            if kind == "party":
                kind = "people" if entity.label == "NORP" else "organisation"
            by_name = kind != "organisation" or {w.lower() for w in words} & _WORDS["bodies"]
            if not _is_acting(sentence, start, end) and not (entity.label == "ORG" and by_name):
                continue
            draft = drafts.setdefault(slug(name), Draft(slug(name), " ".join(name.split()), kind))
            for _, _, listed in table.find(reading.document.text, start, end):
                if listed.actor != draft.id and draft.kind in {"office", "organisation"}:
                    draft.acts_for[listed.actor] += 1
            found.append(Mention(actor=draft.id, citation=reading.document.cite(start, end), how="name"))
    return found


def _bare_name(text: str, start: int, end: int) -> tuple[int, int]:
    """A name without its article and possessive."""
    if text[start : start + 4].lower() == "the ":
        start += 4
    for ending in ("'s", "’s", "'", "’"):
        if text[start:end].endswith(ending):
            end -= len(ending)
            break
    return (start, start) if text[start:end].endswith((" of", " and", " the", " for")) else (start, end)


def _is_acting(sentence: Sentence, start: int, end: int) -> bool:
    """Whether the words stand as a subject or an agent."""
    inside = [t for t in sentence.tokens if start <= t.start < end]
    return any(t.dep == "nsubj" or (t.dep == "pobj" and sentence.tokens[t.head].text.lower() == "by") for t in inside)


def _note_principal(
    reading: Reading, sighting: Sighting, draft: Draft, held: Sequence[Mention], table: NameTable
) -> None:
    """Count whom a person acts for by the title before the name and the apposition behind it."""
    if sighting.role is None or sighting.role.name in _WORDS["bystanders"]:
        return
    text = reading.document.text
    for span in (sighting.before, sighting.after):
        if span is None or (span is sighting.after and role_of(text[slice(*span)]) is None):
            continue
        actors = [name.actor for _, _, name in table.find(text, *span)]
        actors += [m.actor for m in held if span[0] <= m.citation.span.start and m.citation.span.end <= span[1]]
        for actor in dict.fromkeys(actors):
            if actor != draft.id:
                draft.acts_for[actor] += 1


def _person_facts(draft: Draft) -> tuple[tuple[str, ...], str]:
    """The offices and the gender of an actor who is a person."""
    return (tuple(draft.person.roles), draft.person.gender) if draft.person else ((), "")


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
