"""What makes two figures figures of two things, whatever else they have in common."""

import re
from functools import lru_cache

from detente.record.disagreements.figures import Figure, is_person

__all__ = ["HARM", "PLAIN", "are_far_apart", "are_unlike"]

FARTHEST = 20
NUMERAL = re.compile(r"\d[\d,.]*\d|\d")
HOPING = frozenset("hope expect await aim plan want seek wish predict forecast anticipate foresee".split())
"""Who does that tells a figure to come."""
OTHER_TIMES = frozenset("second third fourth fifth sixth another".split())
"""What tells one of several occasions from the others."""
EARLY = frozenset("draft provisional preliminary initial early interim".split())
FINAL = frozenset("final definitive definite eventual revised ultimate".split())
"""What tells the first version of a text or a count from the last."""
HARM = frozenset({"kill", "injure"})
SOME = HARM | {"learn"}
"""What is told of some people among others: the dead, the wounded, and those who go to a school."""
PLAIN = frozenset({"have", "told", "be", "find", "see", "carry"})
"""Verbs of any number."""


def are_unlike(a: Figure, b: Figure) -> bool:
    """Whether two figures are a hope and an outcome, of two occasions or versions, a figure and its own past, or far
    apart."""
    if is_hope_alone(a, b) or are_far_apart(a, b) or other_times(a) != other_times(b):
        return True
    return is_unlike_in(a, b) or is_unlike_in(b, a)


def is_unlike_in(a: Figure, b: Figure) -> bool:
    """Whether the first of two figures makes the other one of another thing or time."""
    return is_of_harm_alone(a, b) or are_versions(a, b) or told_beside(a, b)


def is_hope_alone(a: Figure, b: Figure) -> bool:
    """Whether one figure is hoped for and the other is not; what both sides of a table want is demanded of each."""
    return (a.verb in HOPING) != (b.verb in HOPING) and not (a.proposers and a.proposers == b.proposers)


def other_times(figure: Figure) -> frozenset[str]:
    """The words of another occasion in a figure's sentence; a third of a number is none."""
    told = figure.context & OTHER_TIMES
    if not told:
        return told
    written = figure.quantity.citation.quote.casefold().split()
    return told - frozenset(word.removesuffix("s") for word in written)


def are_versions(a: Figure, b: Figure) -> bool:
    """Whether one figure is of a first version and the other of the last: a draft has other pages than the text."""
    return bool(a.context & EARLY and b.context & FINAL)


def told_beside(a: Figure, b: Figure) -> bool:
    """Whether the sentence of one figure gives the other too: "23,500 members now, against 22,000 in September"."""
    written = NUMERAL.search(b.quantity.citation.quote)
    if a.document == b.document or written is None:
        return False
    return written.group() in numerals_in(a.clause.quote)


@lru_cache(maxsize=1 << 16)
def numerals_in(text: str) -> frozenset[str]:
    """The numbers that are written in a sentence."""
    return frozenset(NUMERAL.findall(text))


def is_of_harm_alone(a: Figure, b: Figure) -> bool:
    """Whether one counts the dead or wounded among people, and the other people to whom something else is done."""
    harmed = any(a.families & {some} and not b.families & ((HARM if some in HARM else {some}) | PLAIN) for some in SOME)
    return harmed and not b.measure and is_person(a.head) and is_person(b.head)


def are_far_apart(a: Figure, b: Figure) -> bool:
    """Whether one figure is many times the other: that is a part and a whole, and no two accounts."""
    low, high = sorted((a.quantity.value, b.quantity.value))
    return a.quantity.unit == b.quantity.unit and low > 0 and high > FARTHEST * low
