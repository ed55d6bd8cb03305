"""What sentences are about, and how much two of them have in common: the words they share, weighed by how rare.

Two articles seldom use the same words for one matter. So what stands around a sentence counts as well, and words that
are kindred count for a part.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from math import log
from typing import TypeVar

from detente.evidence import Citation
from detente.record.clauses import Grammar, Syntax
from detente.record.disagreements.bounds import sentence_bounds
from detente.record.disagreements.kindred import kin, stem_at
from detente.record.numerals import is_numeral
from detente.record.participants import Cast, root_of
from detente.record.reading import Gleaner, Reading

__all__ = ["MATTERS", "RARE", "Matter", "Matters", "key_of", "matters_of", "stems_in"]

T = TypeVar("T")

Key = tuple[str, int]
"""(document, where its sentence begins)."""

TELLING = frozenset({"NOUN", "VERB", "ADJ", "PROPN"})
SHORTEST = 3
EMPTY = frozenset(
    "be have do say tell make take give get go come put know think want year month week day time new other such same "
    "more last next first own part number people person thing way lot many much several".split()
)
KINDRED = 0.6
AROUND = 0.45
"""What a word counts that stands in the sentence on one side, and beside it on the other."""
LEADING = 4
FOLLOWING = 2
"""Sentences before and behind one that judges something, among which stands what it judges."""
FEW = 60
"""Of fewer sentences it cannot be said how rare their words are: they are taken as part of so many."""
USUAL = 9
"""Sentences of more telling words share some by chance."""
RARE = 24
MOST = 60
"""Words that stand in more sentences bring no two of them together."""
PEOPLE = 0.7
"""A party counts less than a thing as rare: all sentences of a dispute name its parties."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Matter:
    """One sentence's telling words by their stems, and the parties it names as "a:…"; `passage` is its paragraph."""

    document: str
    start: int
    end: int
    passage: int
    words: frozenset[str]


def matters_in(reading: Reading) -> Iterator[Matter]:
    """What the sentences of an article's body are about."""
    cast = Cast(reading)
    for sentence in reading.sentences:
        if sentence.passage.kind == "body":
            syntax = reading.once(Grammar).of(sentence)
            start, end = sentence_bounds(reading, sentence)
            yield Matter(
                document=reading.document.id,
                start=start,
                end=end,
                passage=sentence.passage.span.start,
                words=stems_in(syntax, range(len(syntax.tokens)), cast),
            )


MATTERS = Gleaner("matters", Matter, matters_in)


def stems_in(syntax: Syntax, places: Iterable[int], cast: Cast) -> frozenset[str]:
    """The stems of the telling words among some tokens, and the parties they name; no dates, no numbers."""
    found: set[str] = set()
    for at in places:
        token = syntax.tokens[at]
        named = cast.mentions_at(token.start)
        if named:
            found |= {f"a:{root_of(m.actor, cast.reading)}" for m in named}
        if named and any(m.how == "pronoun" for m in named):
            continue
        lemma = syntax.lemma(at)
        if token.pos not in TELLING or len(lemma) < SHORTEST or lemma in EMPTY or not lemma[:1].isalpha():
            continue
        if not cast.is_date(token.start) and not is_numeral(lemma):
            found.add(stem_at(syntax, at))
    return frozenset(found)


class Weights(dict[str, float]):
    """How much each word tells, worked out when it is first asked for."""

    __slots__ = ("_counts", "_most")

    def __init__(self, counts: Mapping[str, int], sentences: int) -> None:
        self._counts = counts
        self._most = log(sentences + 1)

    def __missing__(self, word: str) -> float:
        rare = 1.0 - log(max(1, self._counts[word])) / self._most
        weight = self[word] = rare * rare * (PEOPLE if word.startswith("a:") else 1.0)
        return weight


class Matters:
    """The sentences of a pile, and how rare their words are."""

    __slots__ = ("_around", "_bringing", "_counts", "_kin", "_places", "_told", "_weights", "own")

    def __init__(self, readings: Sequence[Reading]) -> None:
        told = [matter for reading in readings for matter in MATTERS.of(reading)]
        self._counts = Counter(word for matter in told for word in matter.words)
        self._weights = Weights(self._counts, max(len(told), FEW))
        self._kin: dict[str, Sequence[tuple[int, float]]] = {}
        self._bringing: dict[Key, frozenset[str]] = {}
        self.own: dict[Key, frozenset[str]] = {}
        self._around: dict[Key, frozenset[str]] = {}
        self._told = told
        self._places = {(matter.document, matter.start): place for place, matter in enumerate(told)}
        for place, matter in enumerate(told):
            key = matter.document, matter.start
            self.own[key] = matter.words
            beside = (*told[max(0, place - 1) : place], *told[place + 1 : place + 2])
            near = [m for m in beside if m.document == matter.document]
            self._around[key] = frozenset(word for m in near for word in m.words) - matter.words

    def weight(self, word: str) -> float:
        """How much a word tells: 1 where it stands once in the pile, 0 where it stands in each sentence."""
        return self._weights[word]

    def count(self, word: str) -> int:
        """In how many sentences a word stands."""
        return self._counts[word]

    def of(self, key: Key) -> frozenset[str]:
        """The words of the sentence that begins there."""
        return self.own.get(key, frozenset())

    def rare(self, key: Key) -> frozenset[str]:
        """The words of a sentence that stand in few others."""
        return frozenset(word for word in self.of(key) if 1 < self.count(word) <= RARE)

    def bringing(self, key: Key) -> frozenset[str]:
        """The words in a sentence and beside it that stand in few sentences: they bring it together with others."""
        found = self._bringing.get(key)
        if found is None:
            words = self.of(key) | self.around(key)
            found = self._bringing[key] = frozenset(word for word in words if self.count(word) <= RARE)
        return found

    def around(self, key: Key) -> frozenset[str]:
        """The words of the sentences on both sides of it that it has not itself."""
        return self._around.get(key, frozenset())

    def leading_to(self, key: Key) -> frozenset[str]:
        """The words of the sentence, of the few that lead up to it and of the next ones: what it may be about."""
        place = self._places.get(key)
        if place is None:
            return frozenset()
        near = self._told[max(0, place - LEADING) : place + FOLLOWING + 1]
        return frozenset(word for matter in near if matter.document == key[0] for word in matter.words)

    def shared(self, a: frozenset[str], b: frozenset[str]) -> float:
        """The weight of the words two sets share, and in part of those that are kindred."""
        same = a & b
        return sum(map(self._weights.__getitem__, same)) + self.kindred(a - same, b - same)

    def kindred(self, a: frozenset[str], b: frozenset[str]) -> float:
        """The weight of the words of two sets that are kindred, each group once."""
        ours, theirs = self._groups(a), self._groups(b)
        return KINDRED * sum(ours[group] * theirs[group] for group in ours.keys() & theirs.keys())

    def _groups(self, words: frozenset[str]) -> Mapping[int, float]:
        """group → the weight of its rarest word here; a word of many groups counts in the one, a part in others."""
        found: dict[int, float] = {}
        for word in words:
            for group, weight in self._groups_of(word):
                if weight > found.get(group, 0.0):
                    found[group] = weight
        return found

    def _groups_of(self, word: str) -> Sequence[tuple[int, float]]:
        """The groups of one word, with what it weighs in each."""
        found = self._kin.get(word)
        if found is None:
            groups = kin(word)
            found = self._kin[word] = [(group, self.weight(word) / len(groups) ** 0.5) for group in groups]
        return found

    def ties(
        self, a: Key, b: Key, ours: frozenset[str], theirs: frozenset[str], idle: frozenset[str] = frozenset()
    ) -> float:
        """What two sentences share, what their clauses (`ours`, `theirs`) share once more by half, and in part what
        stands around them; `idle` words do not count."""
        mine, yours = self.of(a) - idle, self.of(b) - idle
        before, after = self.around(a), self.around(b)
        beside = (mine & after) | (before & yours)
        far = (before & after) - beside - idle
        weight = self._weights.__getitem__
        near = AROUND * sum(map(weight, beside - (mine & yours)))
        both = self.shared(mine, yours) + near + AROUND**2 * sum(map(weight, far)) + self.shared(ours, theirs) / 2
        return float(both * min(1.0, USUAL / max(1.0, (len(mine) * len(yours)) ** 0.5)))

    def pairs(
        self, told: Sequence[T], clause: Callable[[T], Citation], marks: Callable[[T], frozenset[str]]
    ) -> Iterator[tuple[T, T]]:
        """The pairs that share a rare word in their sentences, or one beside the other, or a rare mark of their own."""
        held: dict[str, list[int]] = {}
        for place, one in enumerate(told):
            for word in self.bringing(key_of(clause(one))) | marks(one):
                held.setdefault(word, []).append(place)
        pairs: set[tuple[int, int]] = set()
        for places in held.values():
            if len(places) <= MOST:
                pairs.update(combinations(places, 2))
        yield from ((told[first], told[second]) for first, second in sorted(pairs))


def matters_of(readings: Sequence[Reading]) -> Matters:
    """The matters of all articles together."""
    return Matters(readings)


def key_of(citation: Citation) -> Key:
    """By what the sentence that a citation is of is found."""
    return str(citation.span.document), citation.span.start
