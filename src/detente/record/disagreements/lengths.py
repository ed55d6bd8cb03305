"""How long something took: "lasted three hours", "spent an hour together", "was over in fifty minutes"."""

from detente.record.clauses import Syntax

__all__ = ["LAST", "is_length", "looked_back_to"]

LAST = "last"
"""The family of figures of how long something took."""
UNITS = frozenset({"second", "minute", "hour", "day", "week", "month"})
LASTING = frozenset("last take spend run go continue stretch drag endure persist".split())
ENDING = frozenset("be break end finish close conclude".split())
"""Verbs that tell with "after", "in" or "for" how long something was."""
MARKS = frozenset({"after", "in", "within", "for"})
MEANT = frozenset({"it", "this", "that"})
NOUNS = frozenset({"NOUN", "PROPN"})


def is_length(syntax: Syntax, at: int, verb: int, unit: str) -> bool:
    """Whether the number at a token tells how long what the verb tells took."""
    if unit not in UNITS:
        return False
    if syntax.lemma(verb) in LASTING:
        return True
    noun = syntax.tokens[at].head
    mark = syntax.tokens[noun].head
    under = syntax.tokens[mark].dep == "prep" and syntax.lemma(mark) in MARKS
    return under and syntax.lemma(verb) in ENDING and syntax.lemma(noun) == unit


def looked_back_to(syntax: Syntax, before: Syntax) -> int | None:
    """The token of the sentence before that its "it" means: what that sentence is of, or a lone noun; None where the
    sentence has no such word."""
    subjects = [i for i, t in enumerate(syntax.tokens) if t.dep in {"nsubj", "nsubjpass"}]
    if not before.parsed or not subjects or syntax.tokens[subjects[0]].text.lower() not in MEANT:
        return None
    roots = [i for i, t in enumerate(before.tokens) if t.dep == "ROOT"]
    told = [i for root in roots for i in (root, *before.subjects(root))]
    return next((i for i in told if before.tokens[i].pos == "NOUN"), None)
