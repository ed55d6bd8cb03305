"""Kindred words: by what a word is recognised in other words of the same matter."""

from collections.abc import Iterable, Mapping
from functools import cache

from detente.record.clauses import Syntax
from detente.record.disagreements.senses import act_of
from detente.record.lexicons import lines

__all__ = ["are_kindred", "kin", "stem", "stem_at"]

FILE = "kindred.txt"
LONGEST = 7
"""So many letters of a stem tell one word from another."""
SHORTEST = 3
ENDINGS = (
    "ational", "ature", "ically", "ership", "ousness", "fulness",
    "ings", "ance", "ence", "able", "ible", "ment", "ness", "less", "ship", "ally", "ical", "ious", "ying",
    "ing", "ers", "ors", "ion", "ity", "ive", "ful", "ese", "ian", "ist", "ish", "ant", "ent", "age", "ure", "ous",
    "er", "or", "al", "ly", "an", "ed", "es", "y", "e", "s",
)  # fmt: skip


@cache
def stem(word: str) -> str:
    """What a word has in common with the words made from it, more or less.

    >>> stem("signature") == stem("signing"), stem("transmitter") == stem("transponder")
    (True, False)
    """
    if (act := act_of(word)) is not None:
        return act[:LONGEST]
    found = word
    ending = next((e for e in ENDINGS if found.endswith(e) and len(found) - len(e) >= SHORTEST), "")
    found = found[: len(found) - len(ending)]
    if len(found) > SHORTEST and found[-1] == found[-2]:
        found = found[:-1]
    return found[:LONGEST]


@cache
def _groups() -> tuple[Mapping[str, frozenset[int]], frozenset[str]]:
    """(stem or phrase → the groups it stands in, the phrases)."""
    found: dict[str, frozenset[int]] = {}
    phrases: set[str] = set()
    for number, line in enumerate(lines(FILE)):
        for entry in filter(None, map(str.strip, line.split(","))):
            name = entry if " " in entry else stem(entry)
            found[name] = found.get(name, frozenset()) | {number}
            phrases |= {entry} if " " in entry else set()
    return found, frozenset(phrases)


def kin(name: str) -> frozenset[int]:
    """The groups of kindred words that a stem or a phrase stands in."""
    return _groups()[0].get(name, frozenset())


def are_kindred(one: str, other: str) -> bool:
    """Whether two words are one by their stems, or stand in one group: troops and soldiers.

    >>> are_kindred("troop", "soldier"), are_kindred("dam", "tunnel")
    (True, False)
    """
    ours, theirs = stem(one), stem(other)
    return ours == theirs or bool(kin(ours) & kin(theirs))


def stem_at(syntax: Syntax, at: int) -> str:
    """The stem of a word in its sentence; a verb with its particle where the two are known as one word."""
    lemma = syntax.lemma(at)
    if syntax.tokens[at].pos == "VERB":
        companions = [syntax.tokens[i].text.lower() for i in syntax.child(at, "prt", "prep", "advmod", "dobj")]
        for word in companions:
            if f"{lemma} {word}" in _groups()[1]:
                return f"{lemma} {word}"
    return stem(lemma)


def stems_of(words: Iterable[str]) -> frozenset[str]:
    """The stems of some lemmas."""
    return frozenset(map(stem, words))
