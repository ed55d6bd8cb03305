"""Broken prose: a sentence that stops and another that begins in the middle of it, or a text cut off.

The text is never repaired; the place is flagged, and the passage around it is divided there, so that a reader of the
second sentence does not take the first one's subject.
"""

import re

__all__ = ["splice_in", "stops_short"]

_HANGING = r"(?:the|a|an|its|their|his|her|our|this|these|those|of|to|for|in|on|at|by|from|with|into|and|or|which|that|than|as|between|against|under|after|before|during|about|over|whose|is|was|are|were|be|been|has|have|had|will|would)"
_STARTER = r"(?:The|This|These|Those|It|He|She|They|We|However|But|Meanwhile|Although|Earlier|Later|According|There|When|While|After|Before|In|On|At|Both|Many|Some|Several|His|Her|Their|Its)"
STARTS_WITHIN = re.compile(rf"(?<=[ \t\xa0]){_STARTER}(?=[ \t\xa0]+[a-z])")
HANGS = re.compile(rf"(?<![\w'’-])(?P<hanging>{_HANGING})[ \t\xa0]+$")
SENTENCE_END = re.compile(r"[.!?…][\"”’»)\]]*[ \t\xa0]+(?=[\"“‘(]?[^\W\d_a-z])")
SHORT_STOP = re.compile(
    r"\b(?:the|a|an|its|their|his|her|of|to|for|from|with|into|and|or|which|whose|than|between|against)$"
)
VERBISH = re.compile(
    r"\b(?:is|was|are|were|has|have|had|will|would|can|could|may|also|did|does|do|said|says|told|added|agreed|announced|called|met|made|held|took|\w+ed)\b"
)


def splice_in(text: str) -> tuple[int, int, int] | None:
    """(start of the broken sentence, end of it, start of what follows) of the first splice in a paragraph.

    A word that cannot end a sentence ("for the") is followed by a capital that begins one ("The two leaders also …").

    >>> text = "They met. The note calls for the The two leaders also met again."
    >>> start, end, after = splice_in(text)
    >>> text[start:end], text[after:]
    ('The note calls for the', 'The two leaders also met again.')
    """
    for starter in STARTS_WITHIN.finditer(text):
        hanging = HANGS.search(text, max(0, starter.start() - 12), starter.start())
        if hanging is None or not _is_splice(text, hanging, starter):
            continue
        ends = [end.end() for end in SENTENCE_END.finditer(text, 0, starter.start())]
        return (ends[-1] if ends else 0), hanging.end("hanging"), starter.start()
    return None


def _is_splice(text: str, hung: re.Match[str], started: re.Match[str]) -> bool:
    """Not a title ("in The time of …"), a quotation, or a name that holds an article."""
    hanging, starter = hung["hanging"], started.group()
    before = text[max(0, hung.start() - 2) : hung.start()]
    if before.endswith(("“", '"', "‘", "'", "«")):
        return False
    following = text[started.start() : started.start() + 160]
    stop = re.search(r"[.!?\"”“]", following)
    clause = following[: stop.start()] if stop else following
    if len(clause.split()) < 4 or not VERBISH.search(clause):
        return False
    if hanging in ("is", "was", "are", "were", "that", "be", "been", "has", "have", "had", "will", "would"):
        return starter in ("The", "However", "Meanwhile", "According", "These", "Both") and hanging != "that"
    determiner = hanging in ("the", "a", "an", "its", "their", "his", "her", "our", "this", "these", "those")
    if determiner:
        return starter not in ("In", "On", "At", "After", "Before", "It") or hanging in ("a", "an")
    return starter in (
        "The",
        "However",
        "Meanwhile",
        "According",
        "Although",
        "These",
        "Those",
        "There",
        "They",
        "He",
        "She",
        "But",
    )


def stops_short(text: str) -> bool:
    """Whether a paragraph ends on a word that cannot end a sentence.

    >>> stops_short("The two sides agreed to step up the"), stops_short("A long way to go to")
    (True, False)
    """
    words = text.split()
    return (
        len(words) >= 6
        and SHORT_STOP.search(text) is not None
        and (words[-1] not in {"to", "of", "for", "from", "with"} or words[-2] in {"which", "calls", "is", "was"})
    )
