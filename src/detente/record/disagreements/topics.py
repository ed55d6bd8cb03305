"""What single sentences are about, by the words that few sentences of the pile have.

Two sentences of different articles rarely share two such words; where they do, they mostly tell the same matter. So
the rules that compare articles need not know all the ways in which one thing can be told.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import TypeVar

from detente.evidence import Citation
from detente.record.clauses import Syntax
from detente.record.disagreements.claims import clauses_of
from detente.record.disagreements.figures import sentence_bounds
from detente.record.disagreements.senses import act_of, root
from detente.record.participants import Cast
from detente.record.reading import Gleaner, Reading

__all__ = ["ALIKE", "TOPICS", "Topic", "Topics", "topics_of"]

T = TypeVar("T")

TELLING = frozenset({"NOUN", "VERB", "ADJ", "PROPN"})
FEW = 3
SHARE = 0.06
MOST = 10
"""A word is rare that stands in `FEW` sentences, or in a `SHARE` of all as long as they are no more than `MOST`."""
LEAST = 20
"""In fewer sentences no word can be said to be rare."""
SHORTEST = 3
ALIKE = 2
"""Sentences of one matter share so many rare words."""
EMPTY = frozenset(
    root(word)
    for word in "say tell make take give have get go come put know think want people year month week day time "
    "new other such same more last next first second two three one own part number".split()
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Topic:
    """One sentence's telling words, each as the verb it is made from begins."""

    document: str
    start: int
    words: frozenset[str]


def topics_in(reading: Reading) -> Iterator[Topic]:
    """What the sentences of an article's body are about."""
    cast = Cast(reading)
    for sentence in clauses_of(reading):
        start, _ = sentence_bounds(reading, sentence)
        yield Topic(document=reading.document.id, start=start, words=frozenset(telling(Syntax(sentence), cast)))


def telling(syntax: Syntax, cast: Cast) -> Iterator[str]:
    """The roots of a sentence's telling words; no dates."""
    for at, token in enumerate(syntax.tokens):
        lemma = syntax.lemma(at)
        if token.pos in TELLING and len(lemma) >= SHORTEST and lemma.isalnum() and not cast.is_date(token.start):
            word = root(lemma) if token.pos == "VERB" else (act_of(lemma) or root(lemma))
            if word not in EMPTY:
                yield word


TOPICS = Gleaner("topics", Topic, topics_in)


class Topics:
    """The rare words of every sentence of a pile."""

    __slots__ = ("_rare",)

    def __init__(self, topics: Sequence[Topic]) -> None:
        counts = Counter(word for topic in topics for word in topic.words)
        limit = max(FEW, min(MOST, SHARE * len(topics)))
        rare = {word for word, count in counts.items() if 1 < count <= limit and len(topics) >= LEAST}
        self._rare = {(topic.document, topic.start): topic.words & rare for topic in topics}

    def of(self, clause: Citation) -> frozenset[str]:
        """The rare words of the sentence that a clause is."""
        return self._rare.get((clause.span.document, clause.span.start), frozenset())

    def shared(self, a: Citation, b: Citation) -> frozenset[str]:
        """The rare words that two sentences share."""
        return self.of(a) & self.of(b)

    def pairs(self, told: Sequence[T], clause: Callable[[T], Citation], least: int = ALIKE) -> Iterator[tuple[T, T]]:
        """The pairs of two articles of which the sentences share at least so many rare words."""
        held: dict[str, list[int]] = {}
        for place, one in enumerate(told):
            for word in self.of(clause(one)):
                held.setdefault(word, []).append(place)
        shared: Counter[tuple[int, int]] = Counter()
        for word in sorted(held):
            shared.update(combinations(held[word], 2))
        for (first, second), count in sorted(shared.items()):
            a, b = told[first], told[second]
            if count >= least and clause(a).span.document != clause(b).span.document:
                yield a, b


def topics_of(readings: Sequence[Reading]) -> Topics:
    """The topics of all articles together."""
    return Topics([topic for reading in readings for topic in TOPICS.of(reading)])
