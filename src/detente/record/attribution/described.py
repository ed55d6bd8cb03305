"""Described: bodies that an article gives no name, only a common noun: "the ministry", "the lock company's board"."""

from collections.abc import Iterator
from dataclasses import dataclass

from detente.record.actors.impressions import nouns_for_bodies
from detente.record.attribution.ranges import noun_phrase
from detente.record.attribution.syntax import Tree
from detente.record.lexicons import word_lists
from detente.record.reading import Sentence

__all__ = ["Described", "described_bodies", "is_body_noun"]

_WORDS = word_lists("naming.txt")


@dataclass(frozen=True, slots=True)
class Described:
    """A noun phrase [start, end) whose head noun stands at `head`; `leads` where it is the main clause's subject."""

    start: int
    end: int
    head: int
    leads: bool


def described_bodies(sentence: Sentence) -> Iterator[Described]:
    """The single bodies that are subjects in a sentence by a common noun, none of several that stand together."""
    tree = Tree(sentence)
    for node, token in enumerate(sentence.tokens):
        is_subject = token.dep in {"nsubj", "nsubjpass"} and token.tag == "NN"
        if is_subject and is_body_noun(token.lemma.lower()) and tree.child(node, "conj") is None:
            yield _described(tree, node)


def _described(tree: Tree, node: int) -> Described:
    """The phrase of a head noun."""
    low, high = noun_phrase(tree, node)
    first, last, head = tree.tokens[low], tree.tokens[high], tree.tokens[node]
    return Described(first.start, last.end, head.start, tree.tokens[head.head].dep == "ROOT")


def is_body_noun(noun: str) -> bool:
    """Whether a common noun stands for one body that can speak.

    >>> is_body_noun("ministry"), is_body_noun("minister")
    (True, False)
    """
    return noun in nouns_for_bodies() or any(noun in _WORDS[kind] for kind in ("bodies", "offices", "governing"))
