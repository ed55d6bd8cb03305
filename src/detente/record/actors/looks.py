"""Looks: what identification takes from one article after another, kept from run to run.

Each look follows from the article, from looks before it, and from what of the pile's names the article's own words can
be; `plain` of what a look is given tells all of it, so that it is part of the key under which the look is kept.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from sys import intern
from typing import Any, Protocol

from detente.record.actors.facts import Known
from detente.record.actors.impressions import Impression, impression_of
from detente.record.actors.listed import listed_mentions, term_spans
from detente.record.actors.named import person_mentions, principals, span
from detente.record.actors.names import NameTable, words_of
from detente.record.actors.offices import offices_owned
from detente.record.actors.people import Person, Sighting, sightings
from detente.record.actors.references import genders, references
from detente.record.entries import ActorId, Mention
from detente.record.reading import Reading
from detente.record.recall import Recall, Row

__all__ = ["Articles", "Lex", "Meant", "Names", "Owned", "Peopled", "Surnames", "by_first", "lex_of"]

Lex = tuple[str, ...]
"""The words of an article by which names are looked up."""

Rows = Iterator[Row]


def lex_of(impression: Impression) -> Lex:
    """The words of an article; those of all articles are one string each."""
    return tuple(map(intern, (*impression.words, *impression.parts)))


class _Given(Protocol):
    """What of the pile a look takes."""

    def plain(self) -> object:
        """The same as plain JSON values."""


@dataclass(frozen=True, slots=True)
class Names:
    """What the pile knows of names before people are gathered; `people` and `places` by their first words."""

    table: NameTable
    terms: NameTable
    people: Mapping[str, list[tuple[str, ...]]]
    places: Mapping[str, list[tuple[str, ...]]]
    persons: frozenset[ActorId]

    def among(self, lex: Lex) -> "Names":
        """What of it an article of these words can show."""
        table = self.table.among(lex)
        return Names(
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


def by_first(names: Iterable[tuple[str, ...]]) -> Mapping[str, list[tuple[str, ...]]]:
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


class Surnames:
    """The surnames that stand for one person in the whole pile, by their first words."""

    def __init__(self, surnames: Mapping[str, ActorId]) -> None:
        self._by_first: dict[str, list[tuple[str, ActorId]]] = {}
        for word, actor in sorted(surnames.items()):
            self._by_first.setdefault((words_of(word) or [word])[0], []).append((word, actor))

    def among(self, lex: Lex) -> dict[str, ActorId]:
        """Those that an article of these words can show."""
        return dict(pair for word in lex for pair in self._by_first.get(word, ()))


@dataclass(frozen=True, slots=True)
class Owned:
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


@dataclass(frozen=True, slots=True)
class Peopled:
    """Who of those named in an article are people."""

    named: Row
    facts: Mapping[ActorId, Known]

    def plain(self) -> object:
        """The same as plain JSON values."""
        return [self.named.key, sorted(actor for actor, known in self.facts.items() if known.kind == "person")]


@dataclass(frozen=True, slots=True)
class Meant:
    """What is known of those who are named in an article."""

    table: NameTable
    named: Row
    facts: Mapping[ActorId, Known]

    def plain(self) -> object:
        """The same as plain JSON values."""
        facts = [
            (actor, k.kind, k.acts_for, k.roles, k.gender, k.names, sorted(k.called), k.past)
            for actor, k in sorted(self.facts.items())
        ]
        return [self.named.key, facts]


class Articles:
    """The articles of a pile, looked at in turn; one look per article, in order."""

    def __init__(self, readings: Sequence[Reading], recall: Recall) -> None:
        self._readings = readings
        self._recall = recall

    def impressions(self) -> Rows:
        """`impression`: what an article by itself tells of names."""
        return self._recall.rows(
            _impression, self._readings, _IMPRESSION, stage="impression", what=_WHAT, document=lambda r: r.document
        )

    def first_looks(self, names: Sequence[Names]) -> Rows:
        """`mentions` of names known beforehand, where the case's `terms` stand, and `sightings` of people."""
        return self._looks(_first_look, _LOOK, names, stage="look")

    def named(self, owned: Sequence[Owned]) -> Rows:
        """`mentions` of everybody by name, `who` is among them, for whom they act by title (`principals`, each time it
        shows), and whose the `offices` are that the article names."""
        return self._looks(_named, _NAMED, owned, stage="named")

    def genders(self, peopled: Sequence[Peopled]) -> Rows:
        """`told`: the genders that an article's pronouns tell."""
        return self._looks(_genders, _GENDERS, peopled, stage="genders")

    def meant(self, meant: Sequence[Meant]) -> Rows:
        """`mentions` of everybody, those by pronouns, offices and descriptions too."""
        return self._looks(_meant, _MEANT, meant, stage="meant")

    def _looks(
        self,
        look: Callable[[Reading, Any], Mapping[str, Any]],
        kinds: Mapping[str, object],
        given: Sequence[_Given],
        *,
        stage: str,
    ) -> Rows:
        """A look at every article with what it is given of the pile."""
        return self._recall.rows(
            lambda item: look(*item),
            list(zip(self._readings, given, strict=True)),
            kinds,
            stage=stage,
            what=_WHAT,
            document=lambda item: item[0].document,
            given=lambda item: item[1].plain(),
        )


_WHAT = "finding who is who"
_IMPRESSION = {"impression": Impression}
_LOOK = {
    "mentions": tuple[Mention, ...],
    "terms": tuple[tuple[int, int], ...],
    "sightings": tuple[Sighting, ...],
}
_NAMED = {
    "mentions": tuple[Mention, ...],
    "who": tuple[ActorId, ...],
    "principals": tuple[tuple[ActorId, tuple[ActorId, ...]], ...],
    "offices": tuple[tuple[str, ActorId], ...],
}
_GENDERS = {"told": tuple[tuple[ActorId, str], ...]}
_MEANT = {"mentions": tuple[Mention, ...]}


def _impression(reading: Reading) -> Mapping[str, Any]:
    """What an article by itself tells of names."""
    return {"impression": impression_of(reading)}


def _first_look(reading: Reading, names: Names) -> Mapping[str, Any]:
    """The mentions of actors known beforehand, and the sightings of people outside of those that are no persons."""
    listed = tuple(listed_mentions(reading, names.table, names.terms))
    terms = tuple(term_spans(reading, names.terms))
    others = [*(span(m) for m in listed if m.actor not in names.persons), *terms]
    people = frozenset(name for found in names.people.values() for name in found)
    places = frozenset(name for found in names.places.values() for name in found)
    return {"mentions": listed, "terms": terms, "sightings": tuple(sightings(reading, others, people, places))}


def _named(reading: Reading, given: Owned) -> Mapping[str, Any]:
    """The mentions of an article with those of people, in order, and whom these act for."""
    look = given.look
    owned = list(zip(look["sightings"], given.owners, strict=True))
    blocked = [*map(span, look["mentions"]), *look["terms"]]
    surnames = {actor: given.people[actor].words[-1] for actor in given.owners if actor}
    held = [*look["mentions"], *person_mentions(reading, owned, blocked, surnames, given.surnames)]
    held.sort(key=span)
    acting = tuple(
        (actor, found)
        for sighting, actor in owned
        if actor and (found := principals(reading, sighting, actor, held, given.table))
    )
    who = tuple(dict.fromkeys(m.actor for m in held))
    return {"mentions": held, "who": who, "principals": acting, "offices": tuple(offices_owned(reading, held))}


def _genders(reading: Reading, given: Peopled) -> Mapping[str, Any]:
    """The genders that an article's pronouns tell."""
    return {"told": tuple(genders(reading, given.named["mentions"], given.facts))}


def _meant(reading: Reading, given: Meant) -> Mapping[str, Any]:
    """The mentions of an article with those by pronouns, offices and descriptions, in order."""
    named = given.named["mentions"]
    meant = references(reading, named, given.facts, given.table)
    return {"mentions": tuple(sorted([*named, *meant], key=span))}
