"""Names known beforehand, of the case, of the world's states and of news agencies, and the places where they stand."""

import re
from collections.abc import Iterator

from detente.record.actors.names import Name, NameTable, agencies, slug, states, words_of
from detente.record.entries import ActorId, Mention
from detente.record.lexicons import word_lists
from detente.record.reading import Reading, Vocabulary

__all__ = ["listed_mentions", "listed_names", "states_named", "term_spans"]

_NAMED_AFTER = frozenset({"PERSON", "ORG", "FAC", "WORK_OF_ART", "LAW", "EVENT", "PRODUCT"})
"""Entities that may be named after a state without being it."""

_GOVERNMENT = re.compile(r"['’]s\s+(\w+)")
_NEXT_WORD = re.compile(r"\s+(\w+)")
_WORD_BEFORE = re.compile(r"(\w+)\s+(?:the\s+)?\Z")

_WORDS = word_lists("naming.txt")


def states_named(*names: str) -> list[str]:
    """The world's states that one of the names is."""
    wanted = {name.removeprefix("the ") for name in names}
    return [state.name for state in states() if wanted & {state.name, *state.names}]


def listed_names(vocabulary: Vocabulary) -> Iterator[tuple[str, Name]]:
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
        owners.update(dict.fromkeys(states_named(actor.name, *actor.also), actor.id))
    for state in states():
        owner = owners.get(state.name, slug(state.name))
        yield state.name, Name(owner, "name")
        yield from ((name, Name(owner, "alias")) for name in state.names)
        yield from ((name, Name(owner, "seat")) for name in state.seats)
        yield from ((name, Name(owner, "demonym")) for name in state.demonyms)
    for name, chief in agencies().items():
        yield name, Name(slug(chief), "agency")


def listed_mentions(reading: Reading, table: NameTable, terms: NameTable) -> Iterator[Mention]:
    """The places where an actor known beforehand is named."""
    text = reading.document.text
    blocked = term_spans(reading, terms)
    for sentence in reading.sentences:
        longer = [e for e in sentence.entities if e.label in _NAMED_AFTER]
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


def term_spans(reading: Reading, terms: NameTable) -> list[tuple[int, int]]:
    """Where the case's terms stand: names of things, whatever the analyzer takes them for."""
    text = reading.document.text
    return [(a, b) for s in reading.sentences for a, b, _ in terms.find(text, s.start, s.end)]
