"""Transcripts: lines that open with their speaker's name or with Q and A, and how far each of them speaks."""

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from detente.record.lexicons import word_lists
from detente.record.reading import Reading

__all__ = ["ANSWERING", "ASKING", "Utterance", "utterances"]

_WORDS = word_lists("speaking.txt")
ASKING = _WORDS["asking"]
"""Labels, in small letters, of whoever asks."""
ANSWERING = _WORDS["answering"]
"""Labels, in small letters, of whoever is asked."""

_LABEL = re.compile(r"^[ \t]*[\"“‘']?([A-Z][\w.'’()-]*(?:[ \t]+[\w.'’()-]+){0,6}?)[ \t]*:[ \t]+(?=\S)", re.MULTILINE)
_FEWEST = 3


@dataclass(frozen=True, slots=True)
class Utterance:
    """What one speaker of a transcript says at a stretch: the label, the name in it, and the words behind it."""

    label: tuple[int, int]
    pieces: tuple[tuple[int, int], ...]

    @property
    def end(self) -> int:
        """Where it ends."""
        return self.pieces[-1][1]


def utterances(reading: Reading) -> tuple[Utterance, ...]:
    """The utterances of an article that is a transcript, in order; () for any other.

    An article is one when three lines or more open with labels and a label comes twice, or with Q and A. A paragraph
    without a label goes on with the speech before it, unless no label follows.
    """
    text = reading.document.text
    spans = dict.fromkeys(
        (s.passage.span.start, s.passage.span.end) for s in reading.sentences if s.passage.kind in {"body", "corrupt"}
    )
    found = [m for start, end in spans for m in _LABEL.finditer(text, start, end) if _is_label(m[1])]
    counted = Counter(m[1] for m in found)
    found = [m for m in found if counted[m[1]] > 1 or " " in m[1] or m[1].lower() in ASKING | ANSWERING]
    names = [m[1] for m in found]
    if not any(name.lower() in ASKING | ANSWERING for name in names) and (
        len(found) < _FEWEST or len(set(names)) == len(names)
    ):
        return ()
    if len(found) < 2:
        return ()
    last = next(end for start, end in spans if start <= found[-1].start() < end)
    stops = [m.start() for m in found[1:]] + [last]
    whole = list(spans)
    made = (Utterance(m.span(1), _pieces(text, m.end(), stop, whole)) for m, stop in zip(found, stops, strict=True))
    return tuple(u for u in made if u.pieces)


def _is_label(label: str) -> bool:
    """Whether words before a colon can name who speaks: capitals, or a name in which every word has one."""
    if label.lower() in ASKING | ANSWERING:
        return True
    words = [word for word in label.split() if word.lower() not in {"of", "the", "and", "de", "van", "al"}]
    return label.isupper() or (1 < len(words) <= 5 and all(word.strip("(").istitle() for word in words))


def _pieces(text: str, start: int, stop: int, spans: Sequence[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    """The stretches of paragraphs between two offsets, without the white space around them."""
    found = []
    first = bisect_right(spans, start, key=lambda span: span[1])
    for low, high in spans[first : bisect_left(spans, stop, key=lambda span: span[0])]:
        begin, end = max(low, start), min(high, stop)
        while begin < end and text[begin].isspace():
            begin += 1
        while end > begin and text[end - 1].isspace():
            end -= 1
        if begin < end:
            found.append((begin, end))
    return tuple(found)
