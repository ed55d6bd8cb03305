"""Identification: one actor for all the names the coverage gives somebody, and whom they act for.

The case's vocabulary comes first, then the world's states and news agencies, then names the analyzer sees. A person
keeps an id of their own and acts for somebody when the coverage says so: a title with a state before the name
("Norlandic Foreign Minister Ada Orr"), an apposition behind it, or the case file.
"""

import re
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from sys import intern
from typing import Any, Protocol

from detente.evidence import Citation, Cited
from detente.record.actors.impressions import Impression, impression_of
from detente.record.actors.listed import listed_mentions, listed_names, states_named, term_spans
from detente.record.actors.names import Name, NameTable, agencies, is_adjective_of, role_of, slug, states, words_of
from detente.record.actors.offices import offices_owned, sole_holders
from detente.record.actors.parties import Parties, gather_parties
from detente.record.actors.people import Person, Sighting, gather_people, sightings
from detente.record.actors.references import Known, genders, references
from detente.record.entries import Actor, ActorId, Mention
from detente.record.lexicons import word_lists
from detente.record.reading import Reading, Vocabulary
from detente.record.recall import Recall, Row

__all__ = ["identify"]

Rows = Iterator[Row]
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


def identify(
    readings: Sequence[Reading], vocabulary: Vocabulary, recall: Recall | None = None
) -> tuple[tuple[Actor, ...], tuple[Mention, ...]]:
    """Everybody who acts or speaks in the coverage, and every place where they are named or meant.

    Actors are sorted by id, mentions by document and offset; no mention overlaps another. What is read in an article
    follows from the article and from what of the pile's names its own words can be, so that `recall` spares it.
    """
    work = _Work(readings, recall or Recall())
    drafts = _listed_drafts(vocabulary)
    names = list(listed_names(vocabulary))
    impressions = [row["impression"] for row in work.rows(_first_impression, _IMPRESSION, stage="impression")]
    written = {word for impression in impressions for word in impression.words}
    lexes = [_interned(impression) for impression in impressions]
    parties = gather_parties(impressions, NameTable(names))
    del impressions
    _settle(drafts, parties)
    names += parties.names()
    names += _adjectives(written, [d for d in drafts.values() if d.kind == "state"])
    terms = NameTable((term, Name("", "term")) for words in vocabulary.terms.values() for term in words)
    persons = frozenset(d.id for d in drafts.values() if d.kind == "person")
    known = _Names(NameTable(names), terms, _by_first(parties.people), _by_first(parties.places), persons)
    tables = [known.among(lex) for lex in lexes]
    looks = list(work.with_pile(_first_look, _LOOK, tables, stage="look"))
    vocabularies = {tuple(words_of(d.name)): d.id for d in drafts.values() if d.kind == "person"}
    people, owner = gather_people([sighting for look in looks for sighting in look["sightings"]], vocabularies)
    for person in people.values():
        drafts.setdefault(person.id, Draft(person.id, person.name, "person")).person = person
    surnames = _Surnames(_surnames(people, written))
    owned = [
        _Owned(
            table.table,
            look,
            tuple(owner.get((sighting.document, sighting.start)) for sighting in look["sightings"]),
            people,
            surnames.among(lex),
        )
        for lex, table, look in zip(lexes, tables, looks, strict=True)
    ]
    held = list(work.with_pile(_people_named, _NAMED, owned, stage="named"))
    for found in held:
        for actor, principals in found["principals"]:
            drafts[actor].acts_for.update(principals)
    _give_offices(drafts, [office for found in held for office in found["offices"]])
    facts = {d.id: _known(d, parties) for d in drafts.values()}
    _learn_genders(work, held, facts)
    meant = [_Meant(table.table, one, _facts_of(one["who"], facts)) for table, one in zip(tables, held, strict=True)]
    mentions = [m for one in work.with_pile(_all_named, _MEANT, meant, stage="meant") for m in one["mentions"]]
    return _actors(drafts, mentions), tuple(mentions)


class _Work:
    """Work on one article after another, with what of the pile it takes."""

    def __init__(self, readings: Sequence[Reading], recall: Recall) -> None:
        self._readings = readings
        self._recall = recall

    def rows(self, work: Callable[[Reading], Mapping[str, Any]], kinds: Mapping[str, object], *, stage: str) -> Rows:
        """`work` of every article, which takes nothing else."""
        return self._recall.rows(
            work, self._readings, kinds, stage=stage, what=_WHO, document=lambda reading: reading.document
        )

    def with_pile(
        self,
        work: Callable[[Reading, Any], Mapping[str, Any]],
        kinds: Mapping[str, object],
        given: Sequence["_Given"],
        *,
        stage: str,
    ) -> Rows:
        """`work` of every article and what it is given of the pile."""
        return self._recall.rows(
            lambda item: work(*item),
            list(zip(self._readings, given, strict=True)),
            kinds,
            stage=stage,
            what=_WHO,
            document=lambda item: item[0].document,
            given=lambda item: item[1].plain(),
        )


_WHO = "finding who is who"
_IMPRESSION = {"impression": Impression}
_LOOK = {
    "mentions": tuple[Mention, ...],
    "terms": tuple[tuple[int, int], ...],
    "sightings": tuple[Sighting, ...],
}
"""The first look at an article: the names known beforehand, where the case's terms stand, and people sighted."""
_NAMED = {
    "mentions": tuple[Mention, ...],
    "who": tuple[ActorId, ...],
    "principals": tuple[tuple[ActorId, tuple[ActorId, ...]], ...],
    "offices": tuple[tuple[str, ActorId], ...],
}
"""Everybody named in an article, each once too; for whom those act who have a title, each time it shows; and whose the
offices are that it names."""
_GENDERS = {"told": tuple[tuple[ActorId, str], ...]}
_MEANT = {"mentions": tuple[Mention, ...]}


def _first_impression(reading: Reading) -> Mapping[str, Any]:
    """What an article by itself tells of names."""
    return {"impression": impression_of(reading)}


class _Given(Protocol):
    """What of the pile the work on an article takes."""

    def plain(self) -> object:
        """The same as plain JSON values."""


Lex = tuple[str, ...]
"""The words of an article by which names are looked up."""


def _interned(impression: Impression) -> Lex:
    """The words of an article; those of all articles are one string each."""
    return tuple(map(intern, (*impression.words, *impression.parts)))


def _by_first(names: Iterable[tuple[str, ...]]) -> Mapping[str, list[tuple[str, ...]]]:
    """Names by their first words."""
    found: dict[str, list[tuple[str, ...]]] = {}
    for name in sorted(names):
        found.setdefault(name[0], []).append(name)
    return found


def _fitting(names: Mapping[str, list[tuple[str, ...]]], lex: Lex) -> dict[str, list[tuple[str, ...]]]:
    """The names that an article of these words can show, by their first words."""
    known = frozenset(lex)
    fitting = {first: [name for name in names[first] if known.issuperset(name)] for first in known & names.keys()}
    return {first: found for first, found in fitting.items() if found}


@dataclass(frozen=True, slots=True)
class _Names:
    """What the pile knows of names before people are gathered."""

    table: NameTable
    terms: NameTable
    people: Mapping[str, list[tuple[str, ...]]]
    places: Mapping[str, list[tuple[str, ...]]]
    persons: frozenset[ActorId]

    def among(self, lex: Lex) -> "_Names":
        """What of it an article of these words can show."""
        table = self.table.among(lex)
        return _Names(
            table,
            self.terms.among(lex),
            _fitting(self.people, lex),
            _fitting(self.places, lex),
            self.persons & {entry[2] for entry in table.entries()},
        )

    def plain(self) -> object:
        """The same as plain JSON values."""
        tables = self.table.entries(), self.terms.entries()
        return [*tables, sorted(self.people.items()), sorted(self.places.items()), sorted(self.persons)]


def _first_look(reading: Reading, names: _Names) -> Mapping[str, Any]:
    """The mentions of actors known beforehand, and the sightings of people outside of those that are no persons."""
    listed = tuple(listed_mentions(reading, names.table, names.terms))
    terms = tuple(term_spans(reading, names.terms))
    others = [*(_span(m) for m in listed if m.actor not in names.persons), *terms]
    people = frozenset(name for found in names.people.values() for name in found)
    places = frozenset(name for found in names.places.values() for name in found)
    return {"mentions": listed, "terms": terms, "sightings": tuple(sightings(reading, others, people, places))}


class _Surnames:
    """The surnames that stand for one person in the whole pile, by their first words."""

    def __init__(self, surnames: Mapping[str, Name]) -> None:
        self._by_first: dict[str, list[tuple[str, str]]] = {}
        for word, name in sorted(surnames.items()):
            self._by_first.setdefault((words_of(word) or [word])[0], []).append((word, name.actor))

    def among(self, lex: Lex) -> dict[str, ActorId]:
        """Those that an article of these words can show."""
        return dict(pair for word in lex for pair in self._by_first.get(word, ()))


@dataclass(frozen=True, slots=True)
class _Owned:
    """Who the sightings of an article are, and what else is known of names in it."""

    table: NameTable
    look: Row
    owners: tuple[ActorId | None, ...]
    people: Mapping[str, Person]
    surnames: Mapping[str, ActorId]

    def plain(self) -> object:
        """The same as plain JSON values."""
        called = [(actor, self.people[actor].words[-1]) for actor in self.owners if actor]
        return [self.look.key, self.owners, called, sorted(self.surnames.items())]


def _people_named(reading: Reading, given: _Owned) -> Mapping[str, Any]:
    """The mentions of an article with those of people, in order, and whom these act for."""
    look = given.look
    held = [*look["mentions"], *_person_mentions(reading, given)]
    held.sort(key=_span)
    principals = tuple(
        (actor, found)
        for sighting, actor in zip(look["sightings"], given.owners, strict=True)
        if actor and (found := _principals(reading, sighting, actor, held, given.table))
    )
    who = tuple(dict.fromkeys(m.actor for m in held))
    return {"mentions": held, "who": who, "principals": principals, "offices": tuple(offices_owned(reading, held))}


@dataclass(frozen=True, slots=True)
class _Meant:
    """What is known of those who are named in an article."""

    table: NameTable
    named: Row
    facts: Mapping[ActorId, Known]

    def plain(self) -> object:
        """The same as plain JSON values."""
        facts = [
            (actor, k.kind, k.acts_for, k.roles, k.gender, k.names, sorted(k.called))
            for actor, k in sorted(self.facts.items())
        ]
        return [self.named.key, facts]


def _facts_of(who: Iterable[ActorId], facts: Mapping[ActorId, Known]) -> dict[ActorId, Known]:
    """What is known of those who are named."""
    return {actor: facts[actor] for actor in who if actor in facts}


def _all_named(reading: Reading, given: _Meant) -> Mapping[str, Any]:
    """The mentions of an article with those by pronouns, offices and descriptions, in order."""
    named = given.named["mentions"]
    meant = references(reading, named, given.facts, given.table)
    return {"mentions": tuple(sorted([*named, *meant], key=_span))}


@dataclass(frozen=True, slots=True)
class _Kinds:
    """Who of those named in an article are people."""

    named: Row
    facts: Mapping[ActorId, Known]

    def plain(self) -> object:
        """The same as plain JSON values."""
        return [self.named.key, sorted(actor for actor, known in self.facts.items() if known.kind == "person")]


def _genders_told(reading: Reading, given: _Kinds) -> Mapping[str, Any]:
    """The genders that an article's pronouns tell."""
    return {"told": tuple(genders(reading, given.named["mentions"], given.facts))}


def _listed_drafts(vocabulary: Vocabulary) -> dict[ActorId, Draft]:
    """The actors of the case's vocabulary with their people."""
    drafts: dict[ActorId, Draft] = {}
    for actor in vocabulary.actors:
        kind = "state" if states_named(actor.name, *actor.also) else _kind_of(actor.name)
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


def _adjectives(written: Collection[str], unlisted: Sequence[Draft]) -> list[tuple[str, Name]]:
    """The adjectives the pile makes of the names of states that no list knows: "Orvian" of Orvia."""
    known = {demonym for state in states() for demonym in state.demonyms} | {state.name for state in states()}
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


def _kind_of(name: str) -> str:
    """The kind of an actor by the look of its name."""
    words = {word.lower() for word in words_of(name)}
    if words & _WORDS["offices"]:
        return "office"
    return "organisation" if words & _WORDS["bodies"] or name.isupper() else "party"


def _span(mention: Mention) -> tuple[int, int]:
    """Where a mention stands."""
    return mention.citation.span.start, mention.citation.span.end


def _surnames(people: Mapping[str, Person], written: Collection[str]) -> dict[str, Name]:
    """The surnames that are one person's in the whole pile and no common word of it."""
    owners: dict[str, list[str]] = {}
    for person in people.values():
        if len(person.words) > 1 and len(person.words[-1]) > 3:
            owners.setdefault(person.words[-1], []).append(person.id)
    return {
        word: Name(ids[0], "alias") for word, ids in owners.items() if len(ids) == 1 and word.lower() not in written
    }


def _person_mentions(reading: Reading, given: _Owned) -> list[Mention]:
    """The places where people are named: as sighted, and wherever else the article uses one of those names.

    What describes a person before a comma ("the ferry's captain, Ada Orr,") means that person too.
    """
    names: dict[str, Name] = {}
    found: dict[int, Mention] = {}
    blocked = [*map(_span, given.look["mentions"]), *given.look["terms"]]
    listed = {offset for start, end in blocked for offset in range(start, end)}
    for sighting, actor in zip(given.look["sightings"], given.owners, strict=True):
        if actor is None:
            continue
        names[" ".join(sighting.words)] = Name(actor, "name")
        if listed.intersection(range(sighting.start, sighting.end)):
            continue
        how = "name" if len(sighting.words) > 1 else "alias"
        cite = reading.document.cite
        found[sighting.start] = Mention(actor=actor, citation=cite(sighting.start, sighting.end), how=how)
    for actor in dict.fromkeys(m.actor for m in found.values()):
        surname = given.people[actor].words[-1]
        if len(surname) > 3:
            names.setdefault(surname, Name(actor, "alias"))
    for surname, actor in given.surnames.items():
        names.setdefault(surname, Name(actor, "alias"))
    table = NameTable(names.items())
    spans = [*map(_span, found.values()), *blocked]
    covered = {offset for start, end in spans for offset in range(start, end)}
    for sentence in reading.sentences:
        longer = [e for e in sentence.entities if e.label in {"ORG", "FAC", "GPE", "LOC"}]
        for start, end, name in table.find(reading.document.text, sentence.start, sentence.end):
            within = any(e.start <= start and end <= e.end and e.end - e.start > end - start + 4 for e in longer)
            if not within and not covered.intersection(range(start, end)):
                found[start] = Mention(actor=name.actor, citation=reading.document.cite(start, end), how="alias")
    return list(found.values())


def _principals(
    reading: Reading, sighting: Sighting, person: ActorId, held: Sequence[Mention], table: NameTable
) -> tuple[ActorId, ...]:
    """Whom a person acts for by the title before the name and the apposition behind it, once for each that tells."""
    text = reading.document.text
    found: list[ActorId] = []
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
        found += [actor for actor in dict.fromkeys(actors) if actor != person]
    return tuple(found)


_POSTED = re.compile(r"\s(?:to|in)\s")
"""Where an envoy is posted stands behind these: "Norland's ambassador to Sudland"."""


def _known(draft: Draft, parties: Parties) -> Known:
    """What is known of an actor that a description can appeal to."""
    if draft.person is not None:
        return Known(draft.kind, draft.principal, tuple(draft.person.roles), draft.person.gender)
    called = Counter[str]()
    if any(tuple(words_of(name)) in parties.people for name in draft.names):
        return Known("person", draft.principal)  # one of the case's parties is a person
    for name in draft.names:
        called.update(parties.called.get(tuple(words_of(name)), Counter()))
    names = tuple(draft.names) or (draft.name,)
    return Known(draft.kind, draft.principal, names=names, called=frozenset(called))


def _learn_genders(work: _Work, named: Sequence[Row], facts: dict[ActorId, Known]) -> None:
    """Learn the gender of people whom no title tells from the pronouns that can mean nobody else."""
    votes: dict[ActorId, Counter[str]] = {}
    kinds = [_Kinds(one, _facts_of(one["who"], facts)) for one in named]
    for row in work.with_pile(_genders_told, _GENDERS, kinds, stage="genders"):
        for actor, gender in row["told"]:
            votes.setdefault(actor, Counter())[gender] += 1
    for actor, counted in votes.items():
        best, other = max("fm", key=lambda g: counted[g]), min("fm", key=lambda g: counted[g])
        if not facts[actor].gender and counted[best] > 2 * counted[other]:
            facts[actor] = replace(facts[actor], gender=best)


def _give_offices(drafts: Mapping[ActorId, Draft], offices: Iterable[tuple[str, ActorId]]) -> None:
    """Let the one holder of an office that only one party is said to have act for that party."""
    held = [(role, draft.id) for draft in drafts.values() if draft.person for role in draft.person.roles]
    for holder, owner in sole_holders(offices, held):
        if drafts[holder].principal is None:
            drafts[holder].acts_for[owner] += 1


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
