"""Gleanings: all that is taken from one article by itself, once it is known who is named in it and when it appeared.

The rules that compare articles work on gleanings, so that adding an article does not make the others be read again.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from detente.errors import EvidenceError
from detente.evidence import Caveat, Cited
from detente.record.actors.names import is_adjective_of, words_of
from detente.record.attribution import link
from detente.record.contested import CONSTRUALS
from detente.record.disagreements import GLEANERS
from detente.record.entries import Actor, ActorId, Quantity, Statement
from detente.record.extraction import Extractor
from detente.record.gaps import QUESTIONS
from detente.record.mentions import EventMention
from detente.record.positions import STANCES
from detente.record.reading import Gleaner, Reading
from detente.record.terminology import NAMINGS

__all__ = ["KINDS", "Acquaintance", "gleanings_of"]

EXTRACTED: Mapping[str, Any] = {
    "statements": Statement,
    "events": EventMention,
    "quantities": Quantity,
    "caveats": Caveat,
}
"""What extractors give; caveats tell which of them could not read the article."""

TAKEN: tuple[Gleaner[Any], ...] = (STANCES, NAMINGS, CONSTRUALS, QUESTIONS, *GLEANERS)

KINDS: Mapping[str, Any] = {**EXTRACTED, **{gleaner.name: gleaner.kind for gleaner in TAKEN}}
"""All that is gleaned from an article, by name, with its type."""


def gleanings_of(reading: Reading, extractors: Iterable[Extractor]) -> dict[str, tuple[Any, ...]]:
    """Everything that is taken from one article, by name: what the extractors find, with the statements of headlines
    joined to those of the body, then what the rules that compare articles take from it."""
    listed: dict[str, list[Any]] = {name: [] for name in EXTRACTED}
    listed["caveats"] += [c for one in extractors if (c := _extract(one, reading, listed)) is not None]
    found: dict[str, tuple[Any, ...]] = {name: tuple(entries) for name, entries in listed.items()}
    found["statements"] = link(found["statements"], [reading])
    known = replace(reading, gleaned=found)
    for gleaner in TAKEN:  # each finds what those before it took
        try:
            found[gleaner.name] = tuple(gleaner.take(known))
        except FAILURES as error:
            found[gleaner.name] = ()
            found["caveats"] += (_failed(gleaner.name, reading, error),)
    return found


FAILURES = (ArithmeticError, AttributeError, LookupError, TypeError, ValueError, EvidenceError)
"""What a rule that meets an article it was not made for can end in; it costs a caveat, not the record."""


def _extract(extractor: Extractor, reading: Reading, found: Mapping[str, list[Any]]) -> Caveat | None:
    """Add what an extractor gives of one article; a caveat where it fails on it."""
    try:
        found[extractor.gives].extend(extractor.extract(reading))
    except FAILURES as error:
        return _failed(extractor.code, reading, error)
    return None


def _failed(code: str, reading: Reading, error: Exception) -> Caveat:
    """That a rule could not read an article."""
    message = f"the extractor {code!r} failed on this article: {type(error).__name__}"
    return Caveat(code="extractor-failed", message=message, where=reading.document.file)


class Acquaintance:
    """Whom of the pile's actors an article can mean by its words."""

    def __init__(self, people: Iterable[Actor]) -> None:
        self._actors: dict[ActorId, Actor] = {actor.id: actor for actor in people}
        self._places = {actor: place for place, actor in enumerate(self._actors)}
        self._by_name: dict[str, ActorId] = {}
        self._by_beginning: dict[str, list[tuple[str, ActorId]]] = {}
        for actor in self._actors.values():
            for name in actor.names:
                self._by_name.setdefault(name, actor.id)
                self._by_beginning.setdefault(name[:BEGINNING], []).append((name, actor.id))
        self._adjectives: dict[str, ActorId | None] = {}

    def within(self, reading: Reading) -> list[Actor]:
        """Those whom the article names, all they act for, the first that each of its words is the adjective of, and its
        author; in the order of the pile."""
        found: dict[ActorId, None] = {}
        waiting = [*dict.fromkeys(mention.actor for mention in reading.mentions), *self._beside(reading)]
        while waiting:
            actor = self._actors.get(waiting.pop())
            if actor is not None and actor.id not in found:
                found[actor.id] = None
                waiting += [actor.acts_for] if actor.acts_for is not None else []
        return [self._actors[actor] for actor in sorted(found, key=self._places.__getitem__)]

    def to(self, reading: Reading) -> Mapping[ActorId, Actor]:
        """The same by id, cited where the article first names anybody: what other articles say is not for it to see."""
        here: Sequence[Actor] = self.within(reading)
        if not reading.mentions:
            return {actor.id: actor for actor in here}
        cited = Cited((reading.mentions[0].citation,))
        return {actor.id: replace(actor, cited=cited) for actor in here}

    def _beside(self, reading: Reading) -> list[ActorId]:
        """The author, and whoever the article's words are adjectives of."""
        authors = [self._by_name.get(item.value) for item in reading.document.metadata.get("byline", ())]
        capitals = (word for word in words_of(reading.document.text) if word[:1].isupper())
        owners = [self._owner(word) for word in dict.fromkeys(capitals)]
        return [actor for actor in (*authors, *owners) if actor is not None]

    def _owner(self, word: str) -> ActorId | None:
        """The first actor of whose name a word is the adjective."""
        if word not in self._adjectives:
            alike = self._by_beginning.get(word[:BEGINNING], ())
            self._adjectives[word] = next((actor for name, actor in alike if is_adjective_of(word, name)), None)
        return self._adjectives[word]


BEGINNING = 3
"""So many letters an adjective has in common with the name it is made of, at the least."""
