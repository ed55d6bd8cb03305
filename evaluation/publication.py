"""How often the true day of publication lies in the interval inferred without it (BASIL), and how wide the
interval is.
"""

import json
import statistics
import sys
from datetime import date
from pathlib import Path

from detente.evidence import DateRange, DocumentId
from detente.record.entries import Publication
from detente.record.publication import infer_publications
from detente.sources.document import Document, Library

__all__ = ["main", "score"]

CORPUS = Path(__file__).parents[1].parent / "shared" / "data" / "basil" / "articles"


def articles(corpus: Path) -> list[tuple[Document, date]]:
    """Each article without its date, and the date; its address is left out, since it often holds the day."""
    found = []
    for path in sorted(corpus.glob("*/*.json")):
        raw = json.loads(path.read_text(encoding="utf-8"))
        paragraphs = ["".join(sentence + " " for sentence in paragraph).strip() for paragraph in raw["body-paragraphs"]]
        text = "\n\n".join([raw["title"], *paragraphs])
        found.append(
            (
                Document(id=DocumentId(path.stem), file=path.name, text=text, title=raw["title"], outlet=raw["source"]),
                date.fromisoformat(raw["date"]),
            )
        )
    return found


def judged(known: int = 0) -> list[tuple[Document, date, Publication]]:
    """Each hidden article with its true day and what was inferred; `known` says that every nth keeps its date."""
    pile = articles(CORPUS)
    documents = []
    for number, (document, day) in enumerate(pile):
        keeps = known and number % known == 0
        documents.append(
            Document(
                id=document.id,
                file=document.file,
                text=document.text,
                title=document.title,
                outlet=document.outlet,
                published=DateRange.day(day),
            )
            if keeps
            else document
        )
    inferred = infer_publications(Library(documents=tuple(documents)))
    return [(d, day, p) for d, (_, day), p in zip(documents, pile, inferred, strict=True) if not p.stated]


def figures(results: list[tuple[Document, date, Publication]]) -> dict[str, float]:
    """Share with the truth inside, width in days, shares with unknown ends."""
    inside = sum(DateRange.day(day).within(p.when) for _, day, p in results)
    widths = [p.when.width.days for _, _, p in results if p.when.width is not None]
    return {
        "articles": len(results),
        "inside": inside / len(results),
        "bounded": len(widths) / len(results),
        "mean_width": statistics.mean(widths) if widths else float("nan"),
        "median_width": statistics.median(widths) if widths else float("nan"),
        "no_earliest": sum(p.when.earliest is None for _, _, p in results) / len(results),
        "no_latest": sum(p.when.latest is None for _, _, p in results) / len(results),
    }


def score() -> dict[str, float]:
    """All dates hidden, and with every third article dated."""
    return {
        f"{name}_{key}": value
        for name, known in (("all_hidden", 0), ("third_known", 3))
        for key, value in figures(judged(known)).items()
    }


def main() -> None:
    """Print the table; with --errors every interval that misses the truth."""
    for name, value in score().items():
        print(f"{name:28} {value:.3f}")
    if "--errors" in sys.argv:
        for document, day, p in [*judged(), *judged(3)]:
            if not DateRange.day(day).within(p.when):
                print(document.id, day, p.when.earliest, p.when.latest, p.when.reason)


if __name__ == "__main__":
    main()
