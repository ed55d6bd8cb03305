"""Plain pairs: two sentences in two articles that differ on one thing, or only look as if they did.

They were written by whoever mended the rules: most before the rule that would find them was looked at, and those that
only look alike against the rules as they were then. So the shares tell what was known to be missed, and nothing of
coverage that nobody has read. A pair counts as found where a disagreement of its kind is found, and
one that only looks alike as an alarm where any is.
"""

import sys
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from detente.evidence import DateRange, DocumentId
from detente.record import Vocabulary, VocabularyActor, build_record
from detente.sources import build_library
from detente.sources.document import Document

__all__ = ["PAIRS", "Pair", "kinds", "main", "pairs", "score"]

PAIRS = Path(__file__).parent / "data" / "plain_pairs.toml"
PARTIES = Vocabulary(actors=(VocabularyActor("norland", "Norland"), VocabularyActor("sudland", "Sudland")))
ARTICLES = (
    ("2031-05-14", "There was more news of the matter this week. {told} Nothing else was known by the evening."),
    ("2031-05-16", "Readers have asked how things stand between the sides. {told} We will report again on Saturday."),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """Two sentences, and the kind of what they differ on: "" where they do not."""

    kind: str
    first: str
    second: str


@cache
def pairs() -> tuple[Pair, ...]:
    """The pairs, in the order of the file."""
    return tuple(Pair(**item) for item in tomllib.loads(PAIRS.read_text(encoding="utf-8"))["pair"])


def kinds(pair: Pair) -> frozenset[str]:
    """The kinds of the disagreements found between the two articles."""
    documents = tuple(
        Document(
            id=DocumentId(name),
            file=f"sources/{name}.txt",
            text=around.format(told=told),
            published=DateRange.day(date.fromisoformat(day)),
        )
        for name, told, (day, around) in zip("ab", (pair.first, pair.second), ARTICLES, strict=True)
    )
    return frozenset(found.kind for found in build_record(build_library(documents), PARTIES).disagreements)


def judged() -> Iterator[tuple[Pair, bool]]:
    """Each pair, and whether it came out as it should."""
    for pair in pairs():
        found = kinds(pair)
        yield pair, pair.kind in found if pair.kind else not found


def score() -> dict[str, float]:
    """The share found of those that differ, and kept quiet of those that only look alike."""
    told = list(judged())
    differing = [right for pair, right in told if pair.kind]
    alike = [right for pair, right in told if not pair.kind]
    return {"found": sum(differing) / len(differing), "kept quiet": sum(alike) / len(alike)}


def main() -> None:
    """Print what was missed, what was an alarm, and the two shares."""
    for pair, right in judged():
        if not right:
            print(f"{f'missed ({pair.kind})' if pair.kind else 'alarm'}: {pair.first} | {pair.second}")
    print(score())


if __name__ == "__main__":
    sys.exit(main())
