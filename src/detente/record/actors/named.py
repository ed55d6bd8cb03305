"""People named in one article: where each sighting's owner stands, by which names, and for whom titles say they act."""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from detente.record.actors.names import Name, NameTable, role_of
from detente.record.actors.people import Sighting
from detente.record.entries import ActorId, Mention
from detente.record.lexicons import word_lists
from detente.record.reading import Reading

__all__ = ["person_mentions", "principals", "span"]

Span = tuple[int, int]
_BYSTANDERS = word_lists("naming.txt")["bystanders"]
_OF_OTHERS = frozenset({"ORG", "FAC", "GPE", "LOC"})
"""Entities whose names may hold a person's: "the Orr Foundation"."""


def span(mention: Mention) -> Span:
    """Where a mention stands."""
    return mention.citation.span.start, mention.citation.span.end


def person_mentions(
    reading: Reading,
    owned: Iterable[tuple[Sighting, ActorId | None]],
    blocked: Collection[Span],
    surnames: Mapping[ActorId, str],
    elsewhere: Mapping[str, ActorId],
) -> list[Mention]:
    """The places where people are named: as sighted, and wherever else the article uses one of those names.

    `owned` are the sightings with whom each is of; nobody is named within `blocked`. `surnames` are those of the people
    sighted, `elsewhere` the surnames that are one person's in the whole pile.
    """
    sighted = [(sighting, actor) for sighting, actor in owned if actor is not None]
    found = list(_where_sighted(reading, sighted, blocked))
    names = {" ".join(sighting.words): Name(actor, "name") for sighting, actor in sighted}
    for actor in dict.fromkeys(m.actor for m in found):
        if len(surnames[actor]) > 3:
            names.setdefault(surnames[actor], Name(actor, "alias"))
    for surname, actor in elsewhere.items():
        names.setdefault(surname, Name(actor, "alias"))
    return [*found, *_where_called(reading, NameTable(names.items()), [*map(span, found), *blocked])]


def _where_sighted(
    reading: Reading, sighted: Iterable[tuple[Sighting, ActorId]], blocked: Iterable[Span]
) -> Iterator[Mention]:
    """The mentions that sightings are, but for those within what is blocked."""
    covered = _offsets(blocked)
    for sighting, actor in sighted:
        if not covered.intersection(range(sighting.start, sighting.end)):
            how = "name" if len(sighting.words) > 1 else "alias"
            yield Mention(actor=actor, citation=reading.document.cite(sighting.start, sighting.end), how=how)


def _where_called(reading: Reading, names: NameTable, taken: Iterable[Span]) -> Iterator[Mention]:
    """The other places where names stand, outside of what is taken and of the longer names of no persons."""
    covered = _offsets(taken)
    for sentence in reading.sentences:
        longer = [e for e in sentence.entities if e.label in _OF_OTHERS]
        for start, end, name in names.find(reading.document.text, sentence.start, sentence.end):
            within = any(e.start <= start and end <= e.end and e.end - e.start > end - start + 4 for e in longer)
            if not within and not covered.intersection(range(start, end)):
                yield Mention(actor=name.actor, citation=reading.document.cite(start, end), how="alias")


def _offsets(spans: Iterable[Span]) -> set[int]:
    """Every offset within some spans."""
    return {offset for start, end in spans for offset in range(start, end)}


def principals(
    reading: Reading, sighting: Sighting, person: ActorId, held: Sequence[Mention], table: NameTable
) -> tuple[ActorId, ...]:
    """Whom a person acts for by the title before the name and the apposition behind it, once for each that tells."""
    text = reading.document.text
    found: list[ActorId] = []
    for start, end in _telling(text, sighting):
        posted = _POSTED.search(text, start, end)
        end = posted.start() if posted else end
        actors = [name.actor for _, _, name in table.find(text, start, end)]
        actors += [m.actor for m in held if start <= m.citation.span.start and m.citation.span.end <= end]
        found += [actor for actor in dict.fromkeys(actors) if actor != person]
    return tuple(found)


def _telling(text: str, sighting: Sighting) -> Iterator[Span]:
    """The words around a name that tell for whom its person acts; those of a bystander tell where he is from only."""
    if sighting.role is not None and sighting.role.name not in _BYSTANDERS:
        yield from (words for words in (sighting.before, sighting.apposed) if words is not None)
        if sighting.after is not None and role_of(text[slice(*sighting.after)]) is not None:
            yield sighting.after
    if sighting.home is not None:
        yield sighting.home


_POSTED = re.compile(r"\s(?:to|in)\s")
"""Where an envoy is posted stands behind these: "Norland's ambassador to Sudland"."""
