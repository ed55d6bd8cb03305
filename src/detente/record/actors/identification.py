"""Identification: one actor for all the names the coverage gives somebody, and whom they act for.

The case's vocabulary comes first, then the world's states and news agencies, then names the analyzer sees. A person
keeps an id of their own and acts for somebody when the coverage says so: a title with a state before the name
("Norlandic Foreign Minister Ada Orr"), an apposition behind it, or the case file.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from detente.record.actors.drafts import (
    Draft,
    actors_of,
    adjectives_of,
    give_offices,
    known_of,
    listed_drafts,
    settle,
    surnames_of,
)
from detente.record.actors.facts import Known
from detente.record.actors.listed import listed_names
from detente.record.actors.looks import Articles, Lex, Meant, Names, Owned, Peopled, Surnames, by_first, lex_of
from detente.record.actors.names import Name, NameTable, words_of
from detente.record.actors.parties import Parties, gather_parties
from detente.record.actors.people import gather_people
from detente.record.entries import Actor, ActorId, Mention
from detente.record.reading import Reading, Vocabulary
from detente.record.recall import Recall, Row

__all__ = ["identify"]


def identify(
    readings: Sequence[Reading], vocabulary: Vocabulary, recall: Recall | None = None
) -> tuple[tuple[Actor, ...], tuple[Mention, ...]]:
    """Everybody who acts or speaks in the coverage, and every place where they are named or meant.

    Actors are sorted by id, mentions by document and offset; no mention overlaps another. What is read in an article
    follows from the article and from what of the pile's names its own words can be, so that `recall` spares it.
    """
    articles = Articles(readings, recall or Recall())
    drafts = listed_drafts(vocabulary)
    pile = _overview(articles, vocabulary)
    settle(drafts, pile.parties)
    known = _names(pile, drafts, vocabulary)
    names = [known.among(lex) for lex in pile.lexes]
    looks = list(articles.first_looks(names))
    named = list(articles.named(_owned(drafts, looks, names, pile)))
    _learn_principals(drafts, named)
    facts = {draft.id: known_of(draft, pile.parties) for draft in drafts.values()}
    _learn_genders(articles, named, facts)
    meant = [Meant(own.table, one, _among(one["who"], facts)) for own, one in zip(names, named, strict=True)]
    mentions = [mention for one in articles.meant(meant) for mention in one["mentions"]]
    return actors_of(drafts, mentions), tuple(mentions)


@dataclass(frozen=True, slots=True)
class _Pile:
    """What all articles together show at first: the words of each, those that stand in any, and the parties."""

    lexes: Sequence[Lex]
    written: frozenset[str]
    parties: Parties


def _overview(articles: Articles, vocabulary: Vocabulary) -> _Pile:
    """The pile as the impressions of its articles show it; they are let go of again."""
    impressions = [row["impression"] for row in articles.impressions()]
    written = frozenset(word for impression in impressions for word in impression.words)
    parties = gather_parties(impressions, NameTable(listed_names(vocabulary)))
    return _Pile([lex_of(impression) for impression in impressions], written, parties)


def _names(pile: _Pile, drafts: Mapping[ActorId, Draft], vocabulary: Vocabulary) -> Names:
    """What the pile knows of names before people are gathered."""
    adjectives = adjectives_of(drafts.values(), pile.written)
    return Names(
        NameTable([*listed_names(vocabulary), *pile.parties.names(), *adjectives]),
        NameTable((term, Name("", "term")) for words in vocabulary.terms.values() for term in words),
        by_first(pile.parties.people),
        by_first(pile.parties.places),
        frozenset(draft.id for draft in drafts.values() if draft.kind == "person"),
    )


def _owned(drafts: dict[ActorId, Draft], looks: Sequence[Row], names: Sequence[Names], pile: _Pile) -> list[Owned]:
    """Who the sightings of each article are; the people found become drafts."""
    listed = {tuple(words_of(draft.name)): draft.id for draft in drafts.values() if draft.kind == "person"}
    people, owner = gather_people([sighting for look in looks for sighting in look["sightings"]], listed)
    for person in people.values():
        drafts.setdefault(person.id, Draft(person.id, person.name, "person")).person = person
    surnames = Surnames(surnames_of(people.values(), pile.written))
    return [
        Owned(
            own.table,
            look,
            tuple(owner.get((sighting.document, sighting.start)) for sighting in look["sightings"]),
            people,
            surnames.among(lex),
        )
        for lex, own, look in zip(pile.lexes, names, looks, strict=True)
    ]


def _learn_principals(drafts: Mapping[ActorId, Draft], named: Sequence[Row]) -> None:
    """Learn for whom people act from their titles, then from the offices that only one party has."""
    for one in named:
        for actor, principals in one["principals"]:
            drafts[actor].acts_for.update(principals)
    give_offices(drafts, [office for one in named for office in one["offices"]])


def _learn_genders(articles: Articles, named: Sequence[Row], facts: dict[ActorId, Known]) -> None:
    """Learn the gender of people whom no title tells from the pronouns that can mean nobody else."""
    votes: dict[ActorId, Counter[str]] = {}
    for row in articles.genders([Peopled(one, _among(one["who"], facts)) for one in named]):
        for actor, gender in row["told"]:
            votes.setdefault(actor, Counter())[gender] += 1
    for actor, counted in votes.items():
        best, other = max("fm", key=lambda g: counted[g]), min("fm", key=lambda g: counted[g])
        if not facts[actor].gender and counted[best] > 2 * counted[other]:
            facts[actor] = replace(facts[actor], gender=best)


def _among(who: Iterable[ActorId], facts: Mapping[ActorId, Known]) -> dict[ActorId, Known]:
    """What is known of those who are named."""
    return {actor: facts[actor] for actor in who if actor in facts}
