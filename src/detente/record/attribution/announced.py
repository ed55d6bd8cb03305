"""Announced: what a noun announces and a colon leads to: "Moscow added a condition: foreign troops must leave"."""

from detente.record.attribution.lexicon import Cues
from detente.record.attribution.ranges import has_verb, trimmed
from detente.record.attribution.spans import Found
from detente.record.attribution.subjects import antecedent, may_speak, source_of
from detente.record.attribution.syntax import Tree

__all__ = ["announced"]

_NOUNS = frozenset("condition reason message answer question explanation rule principle point".split())
"""What else than a noun that reports can announce what follows."""
_VERBS = frozenset("add set attach impose name pose give".split())
"""What somebody does with it, beside the verbs that report together with a noun."""


def announced(tree: Tree, noun: int, quoted: frozenset[int], words: Cues) -> Found | None:
    """The attribution of what stands behind a colon, where the object before it announces a saying."""
    token = tree.tokens[noun]
    verb = token.head
    if token.dep != "dobj" or not (token.lemma in words.nouns or token.lemma in _NOUNS):
        return None
    if tree.tokens[verb].lemma not in words.light and tree.tokens[verb].lemma not in _VERBS:
        return None
    colon = next((n for n in range(noun + 1, len(tree.tokens) - 1) if tree.tokens[n].text == ":"), None)
    subject = tree.subject(verb)
    if colon is None or subject is None or has_verb(tree, (noun + 1, colon)):
        return None
    behind = colon + 1 in quoted
    piece = None if behind else trimmed(tree, colon + 1, len(tree.tokens) - 1)
    if not behind and (piece is None or not has_verb(tree, piece)):
        return None
    if not may_speak(tree, subject, "speech", words, tree.tokens[verb].lemma):
        return None
    return Found(
        cue=(noun, noun),
        verb=noun,
        source=source_of(tree, subject, verb),
        head=antecedent(tree, subject),
        pieces=(piece,) if piece is not None else (),
        kind="speech",
        lemma=token.lemma,
        depth=-1,
        open=behind,
    )
