"""Described: bodies and people that an article gives no name, only a common noun: "the ministry", "a nurse"."""

from collections.abc import Iterator
from dataclasses import dataclass

from detente.record.actors.impressions import nouns_for_bodies
from detente.record.actors.names import roles
from detente.record.attribution.lexicon import cues
from detente.record.attribution.ranges import noun_phrase
from detente.record.attribution.syntax import Tree
from detente.record.lexicons import word_lists
from detente.record.reading import Sentence

__all__ = ["Described", "described_bodies", "described_people", "is_body_noun"]

_WORDS = word_lists("naming.txt")


@dataclass(frozen=True, slots=True)
class Described:
    """A noun phrase [start, end) whose head noun stands at `head`; `leads` where it is the main clause's subject.

    `gender` is what the noun tells ("m", "f" or "").
    """

    start: int
    end: int
    head: int
    leads: bool
    gender: str = ""


def described_bodies(sentence: Sentence) -> Iterator[Described]:
    """The single bodies that are subjects in a sentence by a common noun, none of several that stand together."""
    tree = Tree(sentence)
    for node, token in enumerate(sentence.tokens):
        is_subject = token.dep in {"nsubj", "nsubjpass"} and token.tag == "NN"
        if is_subject and is_body_noun(token.lemma.lower()) and tree.child(node, "conj") is None:
            yield _described(tree, node)


def described_people(sentence: Sentence) -> Iterator[Described]:
    """The single people whom a sentence tells of by a common noun alone: as subjects, objects or behind "by".

    Whose something is, what somebody is called and what stands beside a name are nobody by themselves: "the mayor's
    wife", "Orr is a nurse", "Orr, a nurse".
    """
    tree = Tree(sentence)
    for node, token in enumerate(sentence.tokens):
        if token.tag == "NN" and token.dep in _PARTS and _is_person(token.lemma.lower()) and not _is_beside(tree, node):
            yield _described(tree, node)


_PARTS = frozenset({"nsubj", "nsubjpass", "dobj", "dative", "pobj"})
"""What somebody who is told of can be in a sentence."""


def _is_person(noun: str) -> bool:
    """Whether a common noun stands for one person."""
    known = noun in cues().people or noun in _WORDS["kin"] or (noun,) in roles() or noun in _WORDS["bystanders"]
    return noun in _WORDS["firm or person"] or (
        known and not is_body_noun(noun) and noun not in _WORDS["no one person"]
    )


def _is_beside(tree: Tree, node: int) -> bool:
    """Whether a noun stands with another, with a name that tells who it is, behind "as", or is denied ("no nurse")."""
    beside = tree.children(node, "conj", "cc")
    named = [child for child in tree.children(node, "appos") if tree.tokens[child].pos == "PROPN"]
    denied = any(tree.tokens[child].text.lower() in {"no", "any", "every"} for child in tree.children(node, "det"))
    head = tree.tokens[tree.tokens[node].head]
    return bool(beside or named) or denied or (tree.tokens[node].dep == "pobj" and head.text.lower() in {"as", "like"})


def _described(tree: Tree, node: int) -> Described:
    """The phrase of a head noun."""
    low, high = noun_phrase(tree, node)
    first, last, head = tree.tokens[low], tree.tokens[high], tree.tokens[node]
    noun = head.lemma.lower()
    gender = "m" if noun in _WORDS["male"] else "f" if noun in _WORDS["female"] else ""
    leads = head.dep in {"nsubj", "nsubjpass"} and tree.tokens[head.head].dep == "ROOT"
    return Described(first.start, last.end, head.start, leads, gender)


def is_body_noun(noun: str) -> bool:
    """Whether a common noun stands for one body that can speak.

    >>> is_body_noun("ministry"), is_body_noun("minister")
    (True, False)
    """
    return noun in nouns_for_bodies() or any(noun in _WORDS[kind] for kind in ("bodies", "offices", "governing"))
