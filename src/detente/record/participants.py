"""Who takes part in what a clause tells, and where: the actors behind its subject, objects and phrases."""

import re
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass

from detente.record.actors.names import is_adjective_of
from detente.record.clauses import Syntax
from detente.record.entries import ActorId, Mention
from detente.record.reading import Reading
from detente.record.stretches import beginning_in, date_over
from detente.record.wordlists import words, words_by_kind

__all__ = ["Cast", "Role", "root_of"]

PLACES = frozenset({"GPE", "LOC", "FAC"})
PLACE_PREPOSITIONS = frozenset({"in", "at", "near", "outside"})
COUNTERPARTS = frozenset({"with", "to", "against", "for", "from", "between", "of", "by", "on", "opposite"})
PAIR_WORDS = frozenset({"two", "both", "pair"})
PARTY_NOUNS = frozenset(
    "country nation leader side party government president minister state neighbour neighbor premier "
    "capital delegation men man woman counterpart company union board they".split()
)
PERSON_NOUNS = frozenset("leader president minister premier man woman chief envoy".split())
STATE_NOUNS = frozenset("country nation government state neighbour neighbor capital".split())
PEOPLE = frozenset({"person", "office"})
STATES = frozenset({"state", "party"})
SHORTEST_BODY = 4
APART = frozenset({"relcl", "acl", "appos", "prep", "advcl"})
"""Arcs below a name to what is no part of it."""
SCENE = re.compile(r"\b(?:in|at|near|outside)\s+(?:the\s+)?(?:[A-Z][\w’'-]*(?:\s+[A-Z][\w’'-]*){0,2},\s+)?$")
SPEAKING_FOR = frozenset(
    "negotiator spokesman spokeswoman lawyer delegate representative envoy attorney counsel".split()
)
"""Those who act for whom "for" names."""
FAR_BACK = 60
DOING = ("ers", "ists", "men", "ants")
"""How the plurals of those end who are called by what they do."""
THINGS = frozenset(
    "number order paper letter matter river water tower border winter summer power danger shoulder offer layer server "
    "center centre computer character chapter corner finger flower folder gender shower sister brother daughter mother "
    "father weather feather leather counter quarter plaster poster printer reminder remainder disaster barrier carrier "
    "trailer container meter metre litre member cancer pointer filter trigger answer premier fever buyer lawyer "
    "plant restaurant grant variant covenant warrant pollutant list price shutter boulder helicopter bulldozer".split()
)
"""Nouns with such endings that name nobody who acts, or that other lists hold."""


@dataclass(frozen=True, slots=True)
class Role:
    """Actors by their part: who did it, to whom, and who else is named beside it."""

    agents: tuple[ActorId, ...] = ()
    patients: tuple[ActorId, ...] = ()
    others: tuple[ActorId, ...] = ()

    @property
    def everyone(self) -> tuple[ActorId, ...]:
        """All of them once, agents first."""
        return tuple(dict.fromkeys((*self.agents, *self.patients, *self.others)))

    def together(self) -> "Role":
        """The same people with one part: in a meeting nobody acts on another."""
        return Role(agents=self.everyone)


def told_to(syntax: Syntax, at: int) -> list[int]:
    """Who is to do what is demanded, proposed or laid to them: the subject of the clause below."""
    if not syntax.parsed:
        return []
    return [i for clause in syntax.child(at, "ccomp") for i in syntax.child(clause, "nsubj", "nsubjpass")]


def across(syntax: Syntax, at: int) -> list[int]:
    """Who is on the other side of what two do by means of a thing: "shook hands with X", "sat at a table with X"."""
    things = [*syntax.patients(at), *(i for mark, i in syntax.obliques(at) if mark in {"at", "across", "around"})]
    marks = {"with", "from"} if syntax.lemma(at) == "sit" else {"with"}
    return (
        [] if syntax.is_passive(at) else [i for thing in things for mark, i in syntax.obliques(thing) if mark in marks]
    )


def root_of(actor: ActorId, reading: Reading) -> ActorId:
    """The party an actor finally acts for, as far as the coverage names it; itself when it acts for nobody."""
    seen = {actor}
    while (found := reading.actors.get(actor)) is not None:
        if found.acts_for is None or found.acts_for in seen or found.acts_for not in reading.actors:
            break
        actor = found.acts_for
        seen.add(actor)
    return actor


class Cast:
    """The actors of one article by place in its text."""

    __slots__ = ("_mentions", "_sides", "_starts", "reading")

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self._mentions = reading.mentions
        self._starts = [mention.citation.span.start for mention in reading.mentions]
        self._sides: dict[frozenset[str], list[ActorId]] = {}

    def mentions_at(self, offset: int) -> list[Mention]:
        """The mentions that cover an offset (several when words name several actors)."""
        last = bisect_right(self._starts, offset)
        near = self._mentions[max(0, last - 8) : last]
        return [m for m in near if m.citation.span.start <= offset < m.citation.span.end]

    def mentions_within(self, start: int, end: int) -> list[Mention]:
        """The mentions that begin in a stretch of text."""
        first = bisect_right(self._starts, start - 1)
        return list(self._mentions[first : bisect_right(self._starts, end - 1)])

    def names(self, offset: int) -> bool:
        """Whether the word at an offset names an actor."""
        return bool(self.mentions_at(offset))

    def is_date(self, offset: int) -> bool:
        """Whether the word at an offset belongs to a date."""
        return date_over(self.reading.dates, offset) is not None

    def has_date(self, start: int, end: int) -> bool:
        """Whether a date begins in a stretch of text."""
        return bool(beginning_in(self.reading.dates, start, end))

    def actors_of(self, syntax: Syntax, at: int) -> list[ActorId]:
        """The actors a noun phrase stands for: its head's, else its owner's, else the pair it speaks of."""
        token = syntax.tokens[at]
        direct = [m.actor for m in self.mentions_at(token.start)]
        if direct:
            return list(dict.fromkeys((*self.named_beside(syntax, at), *direct)))
        inside = syntax.child(at, "poss", "compound", "amod", "appos", "nmod")
        for mark in syntax.child(at, "prep"):
            acting = syntax.tokens[mark].text.lower() == "for" and syntax.lemma(at) in SPEAKING_FOR
            if acting or syntax.tokens[mark].text.lower() in {"of", "from", "between", "by"}:
                nouns = [i for noun in syntax.child(mark, "pobj") for i in syntax.conjuncts(noun)]
                inside += nouns
                inside += [i for n in nouns if syntax.tokens[n].pos == "NOUN" for i in syntax.child(n, "compound")]
        owned = [m.actor for i in inside for m in self.mentions_at(syntax.tokens[i].start)]
        if owned:
            return list(dict.fromkeys(owned))
        return self.pair(syntax, at) or self.by_adjective(syntax, at) or self.described(syntax, at)

    def named_beside(self, syntax: Syntax, at: int) -> list[ActorId]:
        """The people joined to a person by "and" whom the parse took for parts of the name's title."""
        inside = syntax.subtree(at, without=APART) if syntax.parsed else []
        joints = [syntax.tokens[i].start for i in inside if i < at and syntax.tokens[i].text.lower() == "and"]
        if not joints:
            return []
        named = (m for i in inside if i < at for m in self.mentions_at(syntax.tokens[i].start))
        return [m.actor for m in named if self.kind_of(m.actor) == "person" and m.citation.span.end <= joints[-1]]

    def by_adjective(self, syntax: Syntax, at: int) -> list[ActorId]:
        """The party an adjective is made from: "Orvian artillery" is Orvia's."""
        for index in syntax.child(at, "amod", "compound"):
            word = syntax.tokens[index].text
            if word[:1].isupper() and len(word) > SHORTEST_BODY:
                for actor in self.reading.actors.values():
                    if any(is_adjective_of(word, name) for name in actor.names):
                        return [actor.id]
        return []

    def described(self, syntax: Syntax, at: int) -> list[ActorId]:
        """The body that "the union" or "the council" means: the last one named before whose name ends so."""
        token = syntax.tokens[at]
        definite = any(
            syntax.tokens[i].text.lower() in {"the", "this", "its", "their"} for i in syntax.child(at, "det", "poss")
        )
        word = token.text.casefold()
        if not definite or token.tag == "NNS" or len(word) < SHORTEST_BODY:
            return []
        for mention in reversed(self._mentions[: bisect_right(self._starts, token.start)]):
            actor = self.reading.actors.get(mention.actor)
            if actor is None or actor.kind not in {"organisation", "office", "people"}:
                continue
            if any(name.casefold().split()[-1:] == [word] and name.casefold() != word for name in actor.names):
                return [mention.actor]
        return []

    def pair(self, syntax: Syntax, at: int) -> list[ActorId]:
        """The two parties that "both countries" or "the two leaders" speak of."""
        token = syntax.tokens[at]
        numbers = {syntax.tokens[i].text.lower() for i in syntax.children[at]}
        bare = token.text.lower() == "both" or (
            token.text.lower() in {"two", "they"} and token.dep in {"nsubj", "nsubjpass"}
        )
        if not bare and not (syntax.lemma(at) in PARTY_NOUNS and numbers & PAIR_WORDS):
            return []
        if self.is_some_pair(syntax, at):
            return []
        if syntax.lemma(at) in PERSON_NOUNS:
            return self.two_sides(PEOPLE) or self.last_two(token.start, frozenset())
        if syntax.lemma(at) in STATE_NOUNS:
            return self.last_two(token.start, STATES) or self.two_sides()
        return [] if token.text.lower() == "they" else self.two_sides()

    def is_some_pair(self, syntax: Syntax, at: int) -> bool:
        """Whether a pair is told by what it is like, among more than two: "both downstream countries"."""
        if not syntax.child(at, "amod", "compound"):
            return False
        named = {root_of(m.actor, self.reading) for m in self._mentions}
        return sum(self.kind_of(actor) in STATES | {"organisation"} for actor in named) > 2

    def two_sides(self, kinds: frozenset[str] = frozenset()) -> list[ActorId]:
        """The two parties that the article names most, in the order of their first naming; [] unless there are two.

        With `kinds` the two actors of these kinds, of different parties, themselves.
        """
        if kinds not in self._sides:
            self._sides[kinds] = self._most_named(kinds)
        return list(self._sides[kinds])

    def _most_named(self, kinds: frozenset[str]) -> list[ActorId]:
        """The two sides, counted."""
        counts: dict[ActorId, int] = {}
        for mention in self._mentions:
            actor = mention.actor if kinds else root_of(mention.actor, self.reading)
            if (
                self.kind_of(actor) == "agency"
                or (kinds and self.kind_of(actor) not in kinds)
                or self.is_scene(mention)
            ):
                continue
            counts[actor] = counts.get(actor, 0) + 1
        most: list[ActorId] = []
        for actor in sorted(counts, key=lambda actor: -counts[actor]):
            if root_of(actor, self.reading) not in {root_of(other, self.reading) for other in most}:
                most.append(actor)
        return [actor for actor in counts if actor in most[:2]] if len(most) >= 2 else []

    def last_two(self, offset: int, kinds: frozenset[str]) -> list[ActorId]:
        """The last two actors of such kinds named before an offset, of different parties; [] unless there are two."""
        found: list[ActorId] = []
        before = self._mentions[: bisect_right(self._starts, offset)]
        for mention in reversed(before[-FAR_BACK:]):
            actor = root_of(mention.actor, self.reading) if kinds == STATES else mention.actor
            kind = self.kind_of(actor)
            if mention.how == "pronoun" or kind == "agency" or (kinds and kind not in kinds) or self.is_scene(mention):
                continue
            if root_of(actor, self.reading) not in {root_of(other, self.reading) for other in found}:
                found.append(actor)
            if len(found) == 2:
                return found[::-1]
        return []

    def is_scene(self, mention: Mention) -> bool:
        """Whether an actor's name only says where something was ("in Singapore")."""
        text, start = self.reading.document.text, mention.citation.span.start
        return mention.how != "pronoun" and SCENE.search(text, max(0, start - 40), start) is not None

    def party_mentions(self, start: int, end: int) -> list[ActorId]:
        """The actors a stretch of text names as such: no news agencies, no mere places."""
        found = [
            m.actor
            for m in self.mentions_within(start, end)
            if not self.is_scene(m) and self.kind_of(m.actor) != "agency"
        ]
        return list(dict.fromkeys(found))

    def kind_of(self, actor: ActorId) -> str:
        """The actor's kind, or "" where it is not known."""
        return self.reading.actors[actor].kind if actor in self.reading.actors else ""

    def role(self, syntax: Syntax, at: int, verb: int | None) -> Role:
        """The parts the actors have in a predicate, or in the noun that names the event."""
        if verb is None:
            return self.noun_role(syntax, at)
        agents = self.all_of(syntax, syntax.agents(verb)) or self.all_of(syntax, self.speakers(syntax, verb))
        if verb == at:
            patients = self.all_of(syntax, syntax.patients(at))
            patients += self.all_of(syntax, told_to(syntax, at))
            particles = syntax.child(at, "prt", "advmod")  # "handed back to Norland"
            phrases = [*syntax.obliques(at), *(phrase for i in particles for phrase in syntax.obliques(i))]
            others = self.all_of(syntax, [i for mark, i in phrases if mark in COUNTERPARTS])
            others += self.all_of(syntax, across(syntax, at))
        else:
            own = self.noun_role(syntax, at)
            agents = agents or list(own.agents)
            patients = list(own.patients)
            others = [
                *own.others,
                *own.agents,
                *self.all_of(syntax, [i for mark, i in syntax.obliques(verb) if mark in COUNTERPARTS]),
            ]
        if not syntax.parsed and not agents:
            agents = [m.actor for m in self.mentions_within(syntax.sentence.start, syntax.tokens[at].start)][-1:]
        taken = dict.fromkeys(agents)
        patients = [a for a in dict.fromkeys(patients) if a not in taken]
        others = [a for a in dict.fromkeys(others) if a not in taken and a not in patients]
        return Role(tuple(taken), tuple(patients), tuple(others))

    def speakers(self, syntax: Syntax, verb: int) -> list[int]:
        """Whom "it" or "they" means in what somebody says of themselves: the subject of the saying."""
        token = syntax.tokens[verb]
        pronouns = [i for i in syntax.agents(verb) if syntax.tokens[i].pos == "PRON"]
        return syntax.subjects(token.head) if pronouns and token.dep == "ccomp" and token.head != verb else []

    def noun_role(self, syntax: Syntax, at: int) -> Role:
        """Norland's offer to Sudland; a meeting between the two; the attack by X on Y."""
        agents = self.all_of(syntax, syntax.child(at, "poss", "compound", "amod", "nmod"))
        patients: list[ActorId] = []
        others: list[ActorId] = []
        for mark, index in syntax.obliques(at):
            found = self.actors_of(syntax, index)
            if mark in {"by", "between", "of", "from"}:
                agents += found
            elif mark in {"on", "against", "to"}:
                patients += found
            elif mark in {"with", "for"}:
                others += found
        taken = dict.fromkeys(agents)
        return Role(
            tuple(taken),
            tuple(a for a in dict.fromkeys(patients) if a not in taken),
            tuple(a for a in dict.fromkeys(others) if a not in taken and a not in patients),
        )

    def all_of(self, syntax: Syntax, heads: Iterable[int]) -> list[ActorId]:
        """The actors behind several phrase heads, each once."""
        found = dict.fromkeys(actor for head in heads for actor in self.actors_of(syntax, head))
        return [actor for actor in found if self.kind_of(actor) != "agency"]

    def place(self, syntax: Syntax, at: int, verb: int | None) -> str | None:
        """Where it was: the place a phrase of the noun or verb names."""
        for anchor in dict.fromkeys(i for i in (at, verb) if i is not None):
            for mark, index in syntax.obliques(anchor):
                if mark in PLACE_PREPOSITIONS and (name := self.place_name(syntax, index)):
                    return name
            for index in syntax.child(anchor, "compound", "nmod"):
                if syntax.tokens[anchor].pos == "NOUN" and (name := self.place_name(syntax, index)):
                    return name
        return self.place_of_company(syntax, at)

    def bodies(self, syntax: Syntax, heads: Iterable[int]) -> list[str]:
        """The words for people or bodies that are no actors, among phrase heads: "a judge", "nurses", "the Senate"."""
        found = []
        for at in heads:
            is_noun = syntax.tokens[at].pos in {"NOUN", "PROPN"}
            acts = words("event_words", "bodies", "words") | words("event_words", "bodies", "hands")
            if is_noun and syntax.lemma(at) in acts:
                start, end = syntax.phrase(at)
                found.append(" ".join(self.reading.document.text[start:end].removeprefix("whose ").split()))
        return list(dict.fromkeys(found))

    def crowds(self, syntax: Syntax, heads: Iterable[int]) -> list[str]:
        """The words for many people who bear the name of what they do: "whalers", "dockers", "separatists"."""
        found = []
        for at in heads:
            token = syntax.tokens[at]
            word = token.text.lower()
            if token.tag == "NNS" and word.endswith(DOING) and syntax.lemma(at) not in THINGS:
                start, end = syntax.phrase(at)
                found.append(" ".join(self.reading.document.text[start:end].split()))
        return list(dict.fromkeys(found))

    def place_of_company(self, syntax: Syntax, at: int) -> str | None:
        """The place of the occasion the clause names: "agreed … during a summit in Moscow"."""
        for mark, index in syntax.obliques(at):
            if mark in {"during", "at", "on"}:
                for inner, deeper in syntax.obliques(index):
                    if inner in PLACE_PREPOSITIONS and (name := self.place_name(syntax, deeper)):
                        return name
        return None

    def place_name(self, syntax: Syntax, at: int) -> str | None:
        """The words of a place entity at a token; None when the token names no place."""
        token = syntax.tokens[at]
        for entity in syntax.sentence.entities:
            if entity.label in PLACES and entity.start <= token.start < entity.end:
                text = self.reading.document.text[entity.start : entity.end]
                return " ".join(text.removeprefix("the ").removesuffix("'s").removesuffix("’s").split())
        if (
            token.pos == "PROPN"
            and token.text[:1].isupper()
            and not self.names(token.start)
            and not self.is_date(token.start)
        ):
            start, end = syntax.phrase(at)
            name = " ".join(self.reading.document.text[start:end].removeprefix("the ").split())
            is_name = name[:1].isupper() and name.replace(" ", "").replace("-", "").isalpha()
            return name if is_name and syntax.lemma(at) not in words_by_kind("event_words", "nouns") else None
        return None
