"""Broken prose: a sentence that stops and another that begins in the middle of it, or a text cut off.

The text is never repaired; the place is flagged, and the passage around it is divided there, so that a reader of the
second sentence does not take the first one's subject.
"""

import re
from itertools import islice

__all__ = ["splice_in", "stops_short"]

DETERMINERS = frozenset("the a an its their his her our this these those".split())
AUXILIARIES = frozenset("is was are were be been has have had will would".split())
LINKS = frozenset(
    "of to for in on at by from with into and or which that than as between against under after "
    "before during about over whose".split()
)
NOT_NAMES = frozenset("The However Meanwhile According Although These Those There They He She But".split())
"""Words that begin a sentence and, unlike "In" or "It", hardly ever a title."""

STARTERS = NOT_NAMES | frozenset(
    "This It We Earlier Later When While After Before In On At Both Many Some Several His Her Their Its".split()
)
STARTS_WITHIN = re.compile(" (?P<starter>" + "|".join(sorted(STARTERS)) + r")(?=[ \t\xa0][a-z])")
HANGS = re.compile(r"(?<![\w'’-])([a-z]{1,7})[ \t\xa0]*$")
SENTENCE_END = re.compile(r"[.!?…][\"”’»)\]]*[ \t\xa0]+(?=[\"“‘(]?[^\W\d_a-z])")
CLAUSE_END = re.compile(r"[.!?\"”“]")
VERBISH = re.compile(
    r"\b(?:is|was|are|were|has|have|had|will|would|can|could|may|also|did|does|do|said|says|told|"
    r"agreed|met|made|held|took|\w+ed)\b"
)
ENDS_HANGING = re.compile(r"\b(?:the|a|an|its|their|his|her|and|or|which|whose|than|between|against|into)$")
ENDS_ASKING = re.compile(r"\b(?:which|calls?|called|asks?|is|was) (?:to|of|for|from|with)$")
CLAUSE = 160
MOST = 200
"""Candidates looked at in one paragraph; no prose has as many."""


def splice_in(text: str) -> tuple[int, int, int] | None:
    """(start of the broken sentence, end of it, start of what follows) of the first splice in a paragraph.

    A word that cannot end a sentence ("for the") is followed by a capital that begins one ("The two leaders also …").

    >>> text = "They met. The note calls for the The two leaders also met again."
    >>> start, end, after = splice_in(text)
    >>> text[start:end], text[after:]
    ('The note calls for the', 'The two leaders also met again.')
    """
    for found in islice(STARTS_WITHIN.finditer(text), MOST):
        window = max(0, found.start() - 12)
        hung = HANGS.search(text[window : found.start()])
        if hung is None or not _belong_apart(hung[1], found["starter"]):
            continue
        opening = text[max(0, window + hung.start() - 2) : window + hung.start()]
        if opening.endswith(("“", '"', "‘", "'", "«")) or not _is_clause(text, found.start("starter")):
            continue
        ends = [end.end() for end in SENTENCE_END.finditer(text, 0, found.start())]
        return (ends[-1] if ends else 0), window + hung.end(1), found.start("starter")
    return None


def _belong_apart(word: str, starter: str) -> bool:
    """Whether no sentence or title has `starter` after `word`."""
    if word in DETERMINERS:
        return starter not in ("In", "On", "At", "After", "Before", "It") or word in ("a", "an")
    if word in AUXILIARIES:
        return starter in ("The", "However", "Meanwhile", "According", "These", "Both")
    return word in LINKS and starter in NOT_NAMES


def _is_clause(text: str, start: int) -> bool:
    """Whether words with a verb follow, as in a sentence and unlike in most titles."""
    following = text[start : start + CLAUSE]
    stop = CLAUSE_END.search(following)
    clause = following[: stop.start()] if stop else following
    return len(clause.split()) >= 4 and VERBISH.search(clause) is not None


def stops_short(text: str) -> bool:
    """Whether a paragraph ends on a word that cannot end a sentence.

    >>> stops_short("The two sides agreed to step up the"), stops_short("There is still a long way to go to")
    (True, False)
    """
    ending = text[-40:]
    return text.count(" ") >= 5 and (ENDS_HANGING.search(ending) is not None or ENDS_ASKING.search(ending) is not None)
