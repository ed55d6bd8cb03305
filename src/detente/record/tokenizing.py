"""Words and sentences by rules alone, for the tier that needs no language model."""

import re
from collections.abc import Iterator

__all__ = ["rule_sentences"]

_WORD = re.compile(
    r"(?:[A-Z]\.){2,}"  # U.N.
    r"|(?:Mr|Mrs|Ms|Dr|Prof|Sen|Rep|Gov|Gen|Col|Lt|Capt|Adm|St|Jr|vs|No)\.(?=\s)"
    r"|\d+(?:[.,:/]\d+)*%?"
    r"|\w+?(?=n['’]t\b)|n['’]t\b|['’](?:s|re|ve|ll|d|m)\b"
    r"|\w+(?:-\w+){0,20}"
    r"|\.{3}|--|\S"
)
_CLOSERS = frozenset("\"”’')]»")
_STOPS = frozenset({".", "!", "?", "…", "..."})


def rule_sentences(text: str) -> Iterator[list[tuple[int, int]]]:
    """The sentences of `text`, each a list of its words as (start, end).

    A sentence ends behind a stop and the quote marks that close on it, where white space and no lower-case letter
    follows, and at a blank line.

    >>> text = "The lock is shut. Mr. Orr left."
    >>> [text[words[0][0]:words[-1][1]] for words in rule_sentences(text)]
    ['The lock is shut.', 'Mr. Orr left.']
    """
    sentence: list[tuple[int, int]] = []
    ended = False
    for match in _WORD.finditer(text):
        start, end = match.span()
        if sentence:
            gap = text[sentence[-1][1] : start]
            closes = match[0] in _CLOSERS and not gap
            fresh = bool(gap) and not match[0][0].islower()
            if gap.count("\n") > 1 or (ended and fresh and not closes):
                yield sentence
                sentence, ended = [], False
            elif ended and not closes:
                ended = False
        sentence.append((start, end))
        ended = ended or match[0] in _STOPS
    if sentence:
        yield sentence
