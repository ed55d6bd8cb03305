"""Whose proposal a figure is: of those who propose, demand or promise it, or whose offer it is the size of."""

import re

from detente.record.clauses import Syntax
from detente.record.participants import Cast, root_of
from detente.record.wordlists import words

__all__ = ["makers_of", "proposers"]

_ARTICLE = re.compile(r"^(?:the|an?)\s+", re.IGNORECASE)
OUTSIDE = frozenset({"relcl", "advcl", "conj", "parataxis", "ROOT"})


def proposers(syntax: Syntax, verb: int, cast: Cast) -> frozenset[str] | None:
    """Who proposes, demands or promises what a clause tells; None where nobody does."""
    at = verb
    for _ in range(6):
        token = syntax.tokens[at]
        if syntax.lemma(at) in words("figures", "generic", "proposing") and (
            at != verb or token.pos in {"VERB", "ADJ"}
        ):
            heads = syntax.subjects(at) or syntax.subjects(token.head)
            found = [root_of(a, cast.reading) for a in cast.all_of(syntax, heads)] or cast.bodies(syntax, heads)
            if found:
                return frozenset(map(_plain, found))
        if token.head == at or token.dep in OUTSIDE:
            break
        at = token.head
    return None


def makers_of(syntax: Syntax, measure: int | None, cast: Cast) -> frozenset[str] | None:
    """Whose an offer or a demand is that has a figure for its size: "the port's offer was 4 percent"."""
    if measure is None or syntax.lemma(measure) not in {"offer", "proposal", "demand", "bid"}:
        return None
    heads = syntax.child(measure, "poss") or [i for mark, i in syntax.obliques(measure) if mark == "of"]
    found = [root_of(a, cast.reading) for a in cast.all_of(syntax, heads)] or cast.bodies(syntax, heads)
    return frozenset(map(_plain, found)) or None


def _plain(name: str) -> str:
    """The words for a body without their article and the mark of possession: "The company's" offer, the company's."""
    return _ARTICLE.sub("", name).removesuffix("'s").removesuffix("’s")
