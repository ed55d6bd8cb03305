"""Attribution: statements found in news articles against those that annotators marked.

The measure is PolNeAR's development part, read in place: an attribution counts as found when the words reported overlap
by at least half (intersection over union) and the words that name the speaker overlap, or nobody is named in either.

Source: [NewellMargolinRuths2018].
"""

import os
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from detente.record import dating
from detente.record.actors import identify
from detente.record.analyzer import Analyzer, best_analyzer
from detente.record.attribution import link
from detente.record.entries import Statement
from detente.record.extractors.statements import statements
from detente.record.reading import Reading, Vocabulary
from detente.sources import build_library, read_bytes

__all__ = ["Attributed", "compare", "corpus", "gold", "main", "score"]

SHARED = Path(os.environ.get("DETENTE_SHARED", Path(__file__).parents[1].parent / "shared"))
POLNEAR = CORPUS = SHARED / "data" / "polnear"

_ENTITY = re.compile(r"(T\d+)\t([\w-]+) ([\d ;]+)(?:\t|$)")
_RELATION = re.compile(r"E\d+\t(.*)")

Range = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Attributed:
    """One attribution by offsets: the words reported in pieces, those that name the speaker, the reporting words."""

    content: tuple[Range, ...]
    source: tuple[Range, ...]
    cue: tuple[Range, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """How the statements of one article compare: pairs that agree, and what is left over on both sides."""

    text: str
    agreed: int
    found: tuple[Attributed, ...]
    wanted: tuple[Attributed, ...]
    wrong: tuple[Attributed, ...]
    missed: tuple[tuple[Attributed, str], ...]


def corpus(part: str = "dev") -> Iterator[tuple[str, tuple[Attributed, ...]]]:
    """(text, attributions) of each article; of several annotations of one article the first."""
    by_article: dict[str, Path] = {}
    for path in sorted((POLNEAR / part / "attributions").glob("*.ann")):
        by_article.setdefault(path.stem.rpartition("_")[0], path)
    for name, path in by_article.items():
        texts = sorted((POLNEAR / part / "text").glob(f"{name}*"))
        if texts:
            yield texts[0].read_bytes().decode("utf-8"), gold(path.read_bytes().decode("utf-8"))


def gold(annotation: str) -> tuple[Attributed, ...]:
    """The attributions of a standoff file that have a content."""
    entities: dict[str, tuple[Range, ...]] = {}
    found = []
    lines = annotation.split("\n")
    for line in lines:
        if match := _ENTITY.match(line):
            pairs = (part.split() for part in match[3].split(";"))
            entities[match[1]] = tuple((int(start), int(end)) for start, end in pairs)
    for line in lines:
        if match := _RELATION.match(line):
            roles: dict[str, list[Range]] = defaultdict(list)
            for role, _, entity in (part.partition(":") for part in match[1].split()):
                roles[role.rstrip("0123456789")].extend(entities.get(entity, ()))
            if roles["Content"]:
                found.append(Attributed(*(tuple(sorted(roles[role])) for role in ("Content", "Source", "Cue"))))
    return tuple(found)


def read_text(text: str, analyzer: Analyzer) -> tuple[Statement, ...]:
    """The statements of one article, from bytes on as the main job reads it."""
    library = build_library(read_bytes(text.encode("utf-8"), "article.txt"))
    (document,) = library.documents
    passages = library.passages_of(document.id)
    (sentences,) = analyzer.sentences([(document, passages)])
    reading = Reading(document=document, passages=passages, sentences=sentences, tier=analyzer.tier)
    spans = [passage.span for passage in passages if passage.is_prose]
    people, mentions = identify([reading], Vocabulary())
    reading = replace(
        reading,
        actors={actor.id: actor for actor in people},
        mentions=mentions,
        dates=dating.date_expressions(document, published=reading.published, spans=spans),
    )
    return link(statements(reading), [reading])


def as_attributed(statement: Statement) -> Attributed:
    """A statement by offsets."""
    content, source, cue = statement.content.span, statement.speaker.citation, statement.cue
    return Attributed(
        content=((content.start, content.end),),
        source=((source.span.start, source.span.end),) if source else (),
        cue=((cue.span.start, cue.span.end),) if cue else (),
    )


def compare(text: str, found: Sequence[Attributed], wanted: Sequence[Attributed]) -> Comparison:
    """Pair off what was found with what was wanted, the best overlap first; each counts once."""
    contents = [_letters(text, one.content) for one in found], [_letters(text, one.content) for one in wanted]
    overlaps = [
        (len(a & b) / len(a | b), i, j) for i, a in enumerate(contents[0]) for j, b in enumerate(contents[1]) if a & b
    ]
    left, right = dict(enumerate(found)), dict(enumerate(wanted))
    for overlap, i, j in sorted(overlaps, reverse=True):
        if overlap >= 0.5 and i in left and j in right and _same_source(text, found[i], wanted[j]):
            del left[i], right[j]
    best = {j: max((o for o, _, k in overlaps if k == j), default=0.0) for j in right}
    kinds = {j: "speaker" if best[j] >= 0.5 else "bounds" if best[j] >= 0.05 else "missed" for j in right}
    return Comparison(
        text=text,
        agreed=len(found) - len(left),
        found=tuple(found),
        wanted=tuple(wanted),
        wrong=tuple(left.values()),
        missed=tuple((right[j], kinds[j]) for j in right),
    )


def _letters(text: str, spans: Sequence[Range]) -> frozenset[int]:
    """The offsets of the characters of some spans that are not white space."""
    return frozenset(i for start, end in spans for i in range(start, end) if not text[i].isspace())


def _same_source(text: str, one: Attributed, other: Attributed) -> bool:
    """Whether two attributions name an overlapping speaker, or neither names any."""
    a, b = _letters(text, one.source), _letters(text, other.source)
    return bool(a & b) or (not a and not b)


def _compared(part: str, every: int) -> list[Comparison]:
    """The comparisons of each `every`-th article of a part of the corpus."""
    analyzer = best_analyzer()
    articles = list(corpus(part))[::every]
    return [compare(text, [as_attributed(s) for s in read_text(text, analyzer)], wanted) for text, wanted in articles]


def figures(compared: Sequence[Comparison]) -> dict[str, float]:
    """Precision, recall and F1 of attributions, and precision and recall of the words reported."""
    agreed = sum(c.agreed for c in compared)
    found, wanted = sum(len(c.found) for c in compared), sum(len(c.wanted) for c in compared)
    words = Counter[str]()
    for c in compared:
        reported, true = (
            _letters(c.text, [span for one in side for span in one.content]) for side in (c.found, c.wanted)
        )
        words.update(found=len(reported), wanted=len(true), both=len(reported & true))
    precision, recall = agreed / max(found, 1), agreed / max(wanted, 1)
    return {
        "attribution_precision": precision,
        "attribution_recall": recall,
        "attribution_f1": 2 * precision * recall / max(precision + recall, 1e-9),
        "content_precision": words["both"] / max(words["found"], 1),
        "content_recall": words["both"] / max(words["wanted"], 1),
    }


def score() -> dict[str, float]:
    """The figures on the development part; nothing where the corpus is absent."""
    return figures(_compared("dev", 1)) if POLNEAR.is_dir() else {}


def main(part: str = "dev", every: str = "1") -> None:
    """Print the figures and the errors by class, with the reporting words that are missed most."""
    if not POLNEAR.is_dir():
        print(f"no corpus at {POLNEAR}")
        return
    compared = _compared(part, int(every))
    for name, value in figures(compared).items():
        print(f"{name:24}{value:8.3f}")
    classes = Counter(kind for c in compared for _, kind in c.missed)
    classes["wrong or too much"] = sum(len(c.wrong) for c in compared)
    for name, count in sorted(classes.items(), key=lambda item: (-item[1], item[0])):
        print(f"{name:24}{count:8}")
    cues = Counter(
        " ".join(c.text[start:end] for start, end in one.cue).lower()
        for c in compared
        for one, kind in c.missed
        if kind == "missed"
    )
    print("missed most:", ", ".join(f"{cue} {count}" for cue, count in cues.most_common(20)))


if __name__ == "__main__":
    main(*sys.argv[1:])
