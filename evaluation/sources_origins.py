"""Scores origins: synthetic wire copies of the articles given, and stories that several outlets tell by themselves.

Usage: `python evaluation/sources_origins.py [--basil FOLDER] [--copies N]`; without a folder, invented wire stories.
Prints pair precision and recall by the share of text kept, and the pairs of one story's outlets taken for copies.
"""

import argparse
import json
import random
import time
from collections import defaultdict
from collections.abc import Sequence
from itertools import combinations
from pathlib import Path

from detente.evidence import DocumentId
from detente.sources import Document, Origin, build_library

__all__ = ["independent_stories", "main", "pair_scores", "wire_copies"]

SHARED = Path(__file__).parents[1].parent / "shared" / "data" / "basil" / "articles"


def edited(words: Sequence[str], rate: float, pool: Sequence[str], chance: random.Random) -> list[str]:
    """The words with `rate` of them changed: exchanged, left out, or followed by another."""
    result: list[str] = []
    for word in words:
        roll = chance.random() / rate
        if roll < 0.6:
            result.append(chance.choice(pool))
        elif roll < 0.8:
            continue
        elif roll < 1.0:
            result += [word, chance.choice(pool)]
        else:
            result.append(word)
    return result


def shortened(paragraphs: Sequence[str], kept: float, how: int, chance: random.Random) -> list[str]:
    """The part of a story that a paper prints: its beginning (0), some paragraphs (1), or words from the top (2)."""
    count = max(1, round(len(paragraphs) * kept))
    if how == 0:
        return list(paragraphs[:count])
    if how == 1:
        chosen = sorted(chance.sample(range(len(paragraphs)), count))
        return [paragraphs[n] for n in chosen]
    left = round(sum(len(p.split()) for p in paragraphs) * kept)
    result = []
    for paragraph in paragraphs:
        words = paragraph.split()[:left]
        left -= len(words)
        if words:
            result.append(" ".join(words))
    return result


def wire_copies(
    stories: Sequence[tuple[str, Sequence[str]]],
    *,
    copies: int,
    rate: float = 0.2,
    kept: tuple[float, float] = (0.35, 1.0),
    seed: int = 1,
) -> tuple[list[Document], dict[str, str]]:
    """(documents, story by document id): each story once as sent and `copies` times as printed elsewhere."""
    chance = random.Random(seed)
    pool = [word for _, paragraphs in stories for paragraph in paragraphs for word in paragraph.split()]
    documents, home = [], {}
    for number, (title, paragraphs) in enumerate(stories):
        for copy in range(copies + 1):
            printed = list(paragraphs)
            if copy:
                part = shortened(paragraphs, chance.uniform(*kept), chance.randrange(3), chance)
                printed = [" ".join(edited(paragraph.split(), rate, pool, chance)) for paragraph in part]
            name = DocumentId(f"s{number:05}-{copy}")
            text = "\n\n".join([title, *printed])
            documents.append(Document(id=name, file=f"{name}.txt", text=text, title=title))
            home[name] = f"s{number:05}"
    return documents, home


def independent_stories(folder: Path) -> tuple[list[Document], dict[str, str]]:
    """(documents, story by id) of a folder of BASIL articles: three outlets a story, none a copy."""
    documents, home = [], {}
    for path in sorted(folder.rglob("*.json")):
        article = json.loads(path.read_text(encoding="utf-8"))
        body = [" ".join(paragraph) for paragraph in article["body-paragraphs"]]
        text = "\n\n".join([article["title"], *body])
        documents.append(Document(id=DocumentId(path.stem), file=path.name, text=text, title=article["title"]))
        home[path.stem] = path.stem.rpartition("_")[0]
    return documents, home


def pair_scores(origins: Sequence[Origin], home: dict[str, str]) -> tuple[float, float, int, int]:
    """(precision, recall, pairs found, true pairs) of the grouping."""
    found = {frozenset(pair) for origin in origins for pair in combinations(origin.documents, 2)}
    members: dict[str, list[str]] = defaultdict(list)
    for document, story in home.items():
        members[story].append(document)
    true = {frozenset(pair) for group in members.values() for pair in combinations(group, 2)}
    right = len(found & true)
    return right / max(1, len(found)), right / max(1, len(true)), len(found), len(true)


def main() -> None:
    """Print the table."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--basil", type=Path, default=SHARED)
    arguments.add_argument("--copies", type=int, default=2)
    options = arguments.parse_args()
    apart, stories_of = independent_stories(options.basil)
    began = time.perf_counter()
    merged = [pair for origin in build_library(apart).origins for pair in combinations(origin.documents, 2)]
    print(f"{len(apart)} independent articles of {len(set(stories_of.values()))} stories: {len(merged)} "
f"pairs taken for copies "
          f"({time.perf_counter() - began:.1f} s)")  # fmt: skip
    for pair in merged:
        print("   wrong:", *pair)
    stories = [(d.title or "", d.text.split("\n\n")[1:]) for d in apart]
    for low, high in ((0.35, 1.0), (0.35, 0.5), (0.5, 0.7), (0.7, 1.0)):
        documents, home = wire_copies(stories, copies=options.copies, kept=(low, high))
        began = time.perf_counter()
        precision, recall, found, true = pair_scores(build_library(documents).origins, home)
        took = time.perf_counter() - began
        print(
            f"20 % changed, {low:.0%}-{high:.0%} kept: P {precision:.3f} R {recall:.3f} ({found} found, "
            f"{true} true, {took:.1f} s)"
        )


if __name__ == "__main__":
    main()
