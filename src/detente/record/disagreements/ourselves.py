"""Whom "we" and "us" mean: the party of whoever says it, or that whose name stands over its own press release."""

from collections.abc import Iterable

from detente.record.clauses import Syntax
from detente.record.disagreements.voices import VOICING
from detente.record.participants import Cast, root_of
from detente.record.reading import Reading

__all__ = ["of_us"]

OURSELVES = frozenset({"we", "us", "ourselves"})
SAYING = frozenset("tell insist complain write explain answer reply argue declare protest shout".split())
HEAD = 400
HEAD_LINES = 4
"""Where whose article it is stands."""


def of_us(syntax: Syntax, heads: Iterable[int], cast: Cast) -> frozenset[str]:
    """Whom "we" and "us" mean, by id and by what its name says that it is: the party of who says it, else that whose
    name stands over the article."""
    if not any(syntax.tokens[i].text.lower() in OURSELVES and not cast.names(syntax.tokens[i].start) for i in heads):
        return frozenset()
    sayings = [i for i, t in enumerate(syntax.tokens) if t.pos == "VERB" and syntax.lemma(i) in VOICING | SAYING]
    told = [actor for i in sayings for who in syntax.subjects(i) for actor in cast.actors_of(syntax, who)]
    parties = [root_of(actor, cast.reading) for actor in told] or writers(cast.reading)
    names = [cast.reading.actors[party].name.lower().split() for party in parties if party in cast.reading.actors]
    return frozenset({*(f"a:{party}" for party in parties), *(name[-1] for name in names)})


def writers(reading: Reading) -> list[str]:
    """The parties whose name is a line of its own at the head of an article: whose press release it is."""
    head = {line.strip().casefold() for line in reading.document.text[:HEAD].splitlines()[:HEAD_LINES]}
    return [id for id, actor in reading.actors.items() if any(name.casefold() in head for name in actor.names)]
