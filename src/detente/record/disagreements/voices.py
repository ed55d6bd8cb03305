"""Whose words a clause is: the noun or name of who says it."""

from detente.record.clauses import Syntax

__all__ = ["VOICING", "speaker_over"]

VOICING = frozenset("say confirm put estimate count record speak reckon calculate list report give claim add".split())
"""What whoever gives a figure does."""


def speaker_over(syntax: Syntax, at: int) -> str:
    """The noun or name of whoever says a clause; "" where the article says it."""
    for _ in range(6):
        token = syntax.tokens[at]
        for mark in syntax.child(at, "prep"):
            if syntax.tokens[mark].text.lower() == "according":
                return next(
                    (syntax.lemma(noun) for i in syntax.child(mark, "prep") for noun in syntax.child(i, "pobj")), ""
                )
        above = at if syntax.lemma(at) in VOICING else token.head if token.dep == "ccomp" else None
        if above is not None:
            named = [i for i in syntax.subjects(above) if syntax.tokens[i].pos in {"NOUN", "PROPN"}]
            if named or above != at or token.dep != "ccomp":
                return syntax.lemma(named[0]) if named else ""
        if token.head == at:
            return ""
        at = token.head
    return ""
