"""Antecedents: the people an article names, to whom its pronouns and descriptions look back."""

from bisect import bisect_left, insort
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from detente.record.actors.facts import Known
from detente.record.actors.quoted import Quoted
from detente.record.entries import ActorId, Mention
from detente.record.lexicons import word_lists
from detente.record.reading import Reading, Sentence, Token

__all__ = ["Antecedent", "Named", "antecedents", "is_leading", "start_of"]

_LEADERS = word_lists("naming.txt")["leaders"]


@dataclass(frozen=True, slots=True)
class Antecedent:
    """A person named in the article: where, in which sentence, whether as a subject and whether within a quotation.

    `leads` tells that the person is the subject of the sentence's main clause.
    """

    actor: ActorId
    start: int
    sentence: int
    subject: bool
    quoted: bool
    leads: bool = False


def start_of(antecedent: Antecedent) -> int:
    """Where somebody is named."""
    return antecedent.start


class Named:
    """The people named in an article, and those whom its pronouns and descriptions were found to mean so far."""

    def __init__(self, people: Sequence[Antecedent], known: Mapping[ActorId, Known]) -> None:
        self.people = people
        self.meant: list[Antecedent] = []
        self.all = sorted(people, key=start_of)
        self._known = known
        self._fitting: dict[tuple[str | None, ActorId | None, bool], frozenset[ActorId]] = {}

    def add(self, antecedent: Antecedent) -> None:
        """Take up whom a pronoun or a description means."""
        self.meant.append(antecedent)
        insort(self.all, antecedent, key=start_of)

    def leading(self, *, since: int, before: int) -> Antecedent | None:
        """The last who is the subject of a main clause outside quotations, of those named between two offsets."""
        near = self.all[bisect_left(self.all, since, key=start_of) : bisect_left(self.all, before, key=start_of)]
        return next((person for person in reversed(near) if person.leads and not person.quoted), None)

    def fitting(self, wanted: str | None, state: ActorId | None, *, former: bool = False) -> frozenset[ActorId]:
        """Those of the people named who can be meant by an office and a state; by a `former` office rather those who
        hold it no more."""
        key = (wanted, state, former)
        if key not in self._fitting:
            actors = dict.fromkeys(p.actor for p in self.people)
            fits = [a for a in actors if _fits(self._known[a], *key)]
            past = [a for a in fits if former and not _fits(self._known[a], wanted, state, False)]
            self._fitting[key] = frozenset(past or fits)
        return self._fitting[key]

    def rivals(self, actors: frozenset[ActorId], before: int) -> frozenset[ActorId]:
        """Those of some who are named in the last sentence before an offset that names one of them."""
        found: set[ActorId] = set()
        sentence = 0
        for place in range(bisect_left(self.people, before, key=start_of) - 1, -1, -1):
            person = self.people[place]
            if found and person.sentence != sentence:
                break
            if person.actor in actors:
                found.add(person.actor)
                sentence = person.sentence
        return frozenset(found)

    def last_of(self, actors: frozenset[ActorId], before: int) -> ActorId | None:
        """Who of some was last meant, or else named, before an offset."""
        named = islice(reversed(self.people), len(self.people) - bisect_left(self.people, before, key=start_of), None)
        meant = (p.actor for p in reversed(self.meant) if p.actor in actors and p.start < before)
        return next(meant, None) or next((p.actor for p in named if p.actor in actors), None)


def antecedents(
    reading: Reading, mentions: Sequence[Mention], known: Mapping[ActorId, Known], quoted: Quoted
) -> list[Antecedent]:
    """The people named in an article, in order."""
    named = {m.citation.span.start: m for m in mentions if known.get(m.actor) and known[m.actor].kind == "person"}
    found = []
    for number, sentence in enumerate(reading.sentences):
        for token in sentence.tokens:
            mention = named.get(token.start)
            if mention:
                inside = [t for t in sentence.tokens if token.start <= t.start < mention.citation.span.end]
                subject = any(_is_subject(t, sentence) for t in inside)
                leads = any(_is_subject(t, sentence) and is_leading(t, sentence) for t in inside)
                found.append(Antecedent(mention.actor, token.start, number, subject, token.start in quoted, leads))
    return found


def _is_subject(token: Token, sentence: Sentence) -> bool:
    """Whether a token is a subject, or set beside one: "the captain, Ada Orr, said"; or who "according to" names."""
    above = sentence.tokens[token.head] if token.dep == "appos" else token
    return above.dep in {"nsubj", "nsubjpass"} or _is_source(above, sentence)


def _is_source(token: Token, sentence: Sentence) -> bool:
    """Whether a token is whom "according to" names, who speaks in that sentence as a subject would."""
    to = sentence.tokens[token.head]
    return token.dep == "pobj" and to.text.lower() == "to" and sentence.tokens[to.head].text.lower() == "according"


def is_leading(token: Token, sentence: Sentence) -> bool:
    """Whether a subject, or what is set beside one, is the main clause's."""
    above = sentence.tokens[token.head] if token.dep == "appos" else token
    return sentence.tokens[above.head].dep == "ROOT"


def _fits(person: Known, wanted: str | None, state: ActorId | None, former: bool) -> bool:
    """Whether somebody can be meant by an office and a state; whoever held it before only by "the former …"."""
    if state is not None and person.acts_for != state:
        return False
    held = (*person.roles, *person.past) if former else person.roles
    if wanted is None or any(_is_office(role, wanted) for role in held):
        return True
    if wanted in {"leader", "head"}:
        return bool(_LEADERS & set(held))
    return not person.roles and not person.past and state is not None and wanted in _LEADERS


def _is_office(role: str, wanted: str) -> bool:
    """Whether an office can go by a shorter name: a foreign minister is "the minister", a deputy no minister."""
    return role == wanted or (role.endswith(f" {wanted}") and role.removesuffix(f" {wanted}") not in {"deputy", "vice"})
