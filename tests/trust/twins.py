"""Twins, copies and wires by the hundred: what is taken for one origin that is two, and for two that is one.

    python tests/trust/twins.py --pairs 300

Every article is invented from a seed. A twin is the article with two names in each other's place, everywhere or in half of
its sentences; a typographic copy has other quotation marks, dashes, spaces, case or soft hyphens; a wire is printed by
twelve papers under their own headlines, some of them cut short. Exit code 1 when anything is taken wrongly.
"""

import argparse
import random
import sys
from collections.abc import Callable

from detente.evidence import DocumentId
from detente.sources import Document, Library, build_library

__all__ = ["copies_missed", "twins_merged", "wires_inflated"]

NAMES = (
    "Norland Sudland Tarn Varn Ostmark Westria Calder Ilmen Brenta Sorvia Keld Marenne Dunmore Aldoria Fenwick".split()
)
THINGS = (
    "lock harbour bridge canal dam ferry pier railway tunnel mine mill quarry lighthouse airfield reservoir".split()
)
SAYINGS = (
    "{a} accused {b} of {deed} the {thing} at {place} on {day}.",
    "Officials of {a} told {b} that the {thing} would be {state} before the end of {month}.",
    "{a} offered {b} {number} million for the {thing}, and {b} has not said whether it will take the money.",
    "Ministers from {a} met those of {b} in {place} for {number} hours and parted without a word to the press.",
    "The {thing} was built {number} years ago by {a}, which leased it to {b} under the treaty of {place}.",
    "“We have waited {number} months for {b},” the envoy of {a} said after the talks about the {thing}.",
    "{a} asked the commission in {place} to look into what {b} had done to the {thing} since {month}.",
    "Some {number} workers of {b} went home on {day} when {a} shut the gates of the {thing}.",
    "{b} called the step unlawful; {a} answered that the {thing} had been its own since {month}.",
    "Prices in {place} rose by {number} percent after {a} told {b} to keep away from the {thing}.",
    "A judge in {place} found for {a} and against {b}, who must pay {number} thousand for the {thing} by {day}.",
    "The harbour board of {place} said on {day} that {b} owed {a} the rent of the {thing} for {number} weeks.",
)


def _story(chance: random.Random) -> tuple[list[str], str, str]:
    """(sentences, the two names) of one invented article."""
    a, b = chance.sample(NAMES, 2)
    places = [name for name in NAMES if name not in (a, b)]

    def filled(saying: str) -> str:
        return saying.format(
            a=a,
            b=b,
            place=chance.choice(places),
            thing=chance.choice(THINGS),
            number=chance.randint(2, 90),
            deed=chance.choice(("closing", "flooding", "selling", "mining", "guarding")),
            state=chance.choice(("open", "shut", "sold", "rebuilt")),
            day=chance.choice(("Monday", "Tuesday", "Thursday", "Friday", "Sunday")),
            month=chance.choice(("March", "April", "June", "October", "December")),
        )

    return [filled(saying) for saying in chance.sample(SAYINGS, chance.randint(7, len(SAYINGS)))], a, b


def _swapped(sentence: str, a: str, b: str) -> str:
    return sentence.replace(a, "\0").replace(b, a).replace("\0", b)


def _document(name: str, title: str, sentences: list[str]) -> Document:
    paragraphs = [" ".join(sentences[at : at + 2]) for at in range(0, len(sentences), 2)]
    return Document(id=DocumentId(name), file=f"{name}.txt", text="\n\n".join([title, *paragraphs]))  # type: ignore[arg-type]


def _grouped(library: Library) -> list[set[str]]:
    return [set(origin.documents) for origin in library.origins if len(origin.documents) > 1]


def twins_merged(pairs: int, seed: int = 0) -> int:
    """How many of so many articles were put into one origin with their twin."""
    chance, merged = random.Random(seed), 0
    for number in range(pairs):
        sentences, a, b = _story(chance)
        every = chance.random() < 0.5
        twin = [_swapped(one, a, b) if every or at % 2 == 0 else one for at, one in enumerate(sentences)]
        merged += bool(
            _grouped(
                build_library((_document("a", f"Report {number}", sentences), _document("b", f"News {number}", twin)))
            )
        )
    return merged


TYPOGRAPHY: tuple[Callable[[str], str], ...] = (
    lambda text: text.replace(" ", "\u00a0"),
    lambda text: text.replace("“", '"').replace("”", '"'),
    lambda text: text.replace(", ", " – "),
    lambda text: text.upper(),
    lambda text: text.replace("tt", "t\u00adt").replace("ill", "i\u00adll"),
    lambda text: text.replace("fi", "\ufb01").replace("fl", "\ufb02"),
)


def copies_missed(pairs: int, seed: int = 0) -> int:
    """How many of so many typographic copies were not put into one origin with what they are copies of."""
    chance, missed = random.Random(seed), 0
    for number in range(pairs):
        sentences, _, _ = _story(chance)
        change = TYPOGRAPHY[number % len(TYPOGRAPHY)]
        copy = [change(one) for one in sentences]
        missed += not _grouped(
            build_library((_document("a", f"Report {number}", sentences), _document("b", f"News {number}", copy)))
        )
    return missed


def wires_inflated(wires: int, seed: int = 0) -> int:
    """How many of so many wires, each printed by twelve papers, were counted as more than one origin."""
    chance, inflated = random.Random(seed), 0
    for _ in range(wires):
        sentences, _, _ = _story(chance)
        printed = [
            _document(
                f"p{paper:02}", f"Paper {paper} has its own headline", sentences[: chance.choice((None, None, 6, 5))]
            )
            for paper in range(12)
        ]
        inflated += _grouped(build_library(printed)) != [{document.id for document in printed}]
    return inflated


def main() -> int:
    """Count all three; exit code 1 when one is not 0."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--pairs", type=int, default=300)
    given = parser.parse_args()
    wires = max(1, given.pairs // 10)
    merged, missed, inflated = twins_merged(given.pairs), copies_missed(given.pairs), wires_inflated(wires)
    print(f"{given.pairs} reversed twins: {merged} taken for one origin")
    print(f"{given.pairs} typographic copies: {missed} not grouped")
    print(f"{wires} wires in twelve papers each: {inflated} counted as more than one origin")
    return 1 if merged or missed or inflated else 0


if __name__ == "__main__":
    sys.exit(main())
