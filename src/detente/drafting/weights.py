"""Weights: how telling a word is in this pile, and when two sets of words speak of one thing."""

import math
import re
from collections import Counter
from collections.abc import Iterable

from detente.drafting.act import Act

__all__ = ["ALIKE", "Weights", "counted", "figures", "is_general", "stem"]

ALIKE = 0.5
"""From this share of the smaller set's weight on, two sets of words speak of one thing."""

GENERAL = frozenset(
    (
        "vote offer proposal plan promise condition refuse welcome idea bid invitation suggestion "
        "initiative deal it that this figure move step"
    ).split()
)
"""Words that name what was put forward without saying what it is."""

ENDINGS = ("ations", "ation", "ments", "ment", "tions", "tion", "als", "al", "ing", "ers", "er", "ed", "es", "e", "s")
SHORTEST = 4
NUMBERS = (
    "two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen "
    "nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred thousand"
)
COUNTED = re.compile(
    rf"\b(\d[\d.,]{{0,20}}|{'|'.join(NUMBERS.split())})\s+(?:(?:[a-z]+er|disputed|small|new)\s+)?([a-z]{{3,}})"
)
BARE = re.compile(
    rf"(?:\b(?:to|with|for|at) |: |^)(\d[\d.,]{{0,20}}|{'|'.join(NUMBERS.split())})\b(?=\s+(?:this|that|and|or)\b|\W*$)"
)
FUNCTION = frozenset("thi that and for from with without under before after who which per than would will".split())
"""Words, as `stem` leaves them, that count nothing."""
TIMES = frozenset(
    (
        "day week month year hour minute minut time countri part nation side leader january february march april may "
        "june july august september october november december"
    ).split()
)


class Weights:
    """How telling a word is: one that stands in every act ("treaty") says little about which one it is."""

    def __init__(self, acts: Iterable[Act]) -> None:
        every = [{stem(topic) for topic in act.topics} for act in acts]
        counts = Counter(topic for topics in every for topic in topics)
        self._weights = {topic: math.log((len(every) + 1) / n) for topic, n in counts.items()}

    def of(self, topics: Iterable[str]) -> float:
        """The summed weight of some topics."""
        return sum(self._weights.get(topic, 1.0) for topic in sorted({stem(topic) for topic in topics}))

    def alike(self, a: Iterable[str], b: Iterable[str]) -> float:
        """Shared weight over the smaller set's, from 0 to 1."""
        ours, theirs = {stem(topic) for topic in a}, {stem(topic) for topic in b}
        least = min(self.of(ours), self.of(theirs))
        return self.of(ours & theirs) / least if least > 0 else 0.0


def stem(word: str) -> str:
    """A word without its endings, so that merger and merge, settlement and settle are one."""
    for ending in ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= SHORTEST:
            return stem(word[: -len(ending)])
    return word


def counted(text: str) -> frozenset[tuple[str, str]]:
    """(number, noun) of the things a text counts, times and people's sides left out: two islands, ten kilometres."""
    found = (
        (m[1].rstrip(".,"), stem(m[2].removesuffix("s")))
        for m in COUNTED.finditer(text.lower().replace("per cent", "percent"))
    )
    return frozenset((number, noun) for number, noun in found if noun not in TIMES | FUNCTION)


def figures(text: str) -> frozenset[tuple[str, str]]:
    """What a text counts; a bare figure that something goes to or ends at ("go to seven") has the unit ""."""
    return counted(text) or frozenset((m[1], "") for m in BARE.finditer(text.lower()))


def is_general(topics: Iterable[str]) -> bool:
    """Whether words name what was put forward without saying what it is ("the final offer")."""
    return all(topic in GENERAL or topic in {"final", "first", "new", "last", "own"} for topic in topics)
