"""Where a clause tells something to be, by the names behind "in", "at" and their like."""

from detente.record.clauses import Syntax
from detente.record.participants import Cast

__all__ = ["places_under"]

WHERE = frozenset({"in", "at", "near", "off", "outside"})


def places_under(syntax: Syntax, verb: int, cast: Cast, *, without: frozenset[str]) -> frozenset[str]:
    """The names of where a predicate's clause tells something to be; `without` are arcs into other clauses."""
    return frozenset(
        syntax.lemma(i)
        for mark in syntax.subtree(verb, without=without)
        if syntax.tokens[mark].text.lower() in WHERE
        for i in syntax.child(mark, "pobj")
        if syntax.tokens[i].pos == "PROPN" and not cast.is_date(syntax.tokens[i].start)
    )
