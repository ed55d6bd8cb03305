"""The invented disputes and their answers: `evaluation/{disputes, strangers, held_out}/NAME/{sources, gold.json}`.

`disputes` were written by those who wrote the program, `strangers` by people who had not seen it; both have been read.
Those of `held_out` were written by strangers too, and nobody who changes the program reads them.

What stands under `not_scored` was labelled with the rest, and the program was not made better by it.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from detente.evidence import Citation
from detente.record import Record, Vocabulary, VocabularyActor
from detente.record.build import build_record
from detente.sources import Library, build_library, read_file

__all__ = ["DISPUTES", "HELD_OUT", "STRANGERS", "Dispute", "Place", "disputes", "held_out", "strangers", "touches"]

DISPUTES = Path(__file__).parent / "disputes"
STRANGERS = Path(__file__).parent / "strangers"
HELD_OUT = Path(__file__).parent / "held_out"
"""Disputes by which nothing is tuned: only their figures are looked at."""


@dataclass(frozen=True)
class Place:
    """A stretch of a source that an answer points at."""

    document: str
    start: int
    end: int


@dataclass(frozen=True)
class Dispute:
    """One invented dispute: its answers, its sources and the record built from them."""

    name: str
    gold: dict[str, Any]
    library: Library
    record: Record

    def place(self, source: str, quote: str) -> Place:
        """Where a quotation of the answers stands; its first occurrence."""
        document = next(d for d in self.library.documents if str(d.id).startswith(source))
        start = document.text.index(quote)
        return Place(str(document.id), start, start + len(quote))


def touches(citations: Sequence[Citation], place: Place) -> bool:
    """Whether some citation shares words with a place."""
    return any(
        c.span.document == place.document and c.span.start < place.end and place.start < c.span.end for c in citations
    )


def disputes() -> tuple[Dispute, ...]:
    """Our own disputes with their records, in the order of their names."""
    return loaded(DISPUTES)


def strangers() -> tuple[Dispute, ...]:
    """The disputes that strangers to the program wrote, with their records."""
    return loaded(STRANGERS)


def held_out() -> tuple[Dispute, ...]:
    """The disputes kept aside, with their records."""
    return loaded(HELD_OUT)


@cache
def loaded(root: Path) -> tuple[Dispute, ...]:
    """Every dispute of a folder."""
    return tuple(load(folder) for folder in sorted(root.iterdir()) if (folder / "gold.json").exists())


def load(folder: Path) -> Dispute:
    """One dispute, read as a case folder is."""
    gold = json.loads((folder / "gold.json").read_text(encoding="utf-8"))
    paths = sorted((folder / "sources").iterdir())
    library = build_library(document for path in paths for document in read_file(path, root=folder))
    return Dispute(folder.name, gold, library, build_record(library, vocabulary_of(gold.get("vocabulary", {}))))


def vocabulary_of(block: dict[str, Any]) -> Vocabulary:
    """The case's own words, as the answers give them."""
    actors = tuple(
        VocabularyActor(id, entry["name"], tuple(entry.get("also", ())), tuple(entry.get("people", ())))
        for id, entry in block.get("actors", {}).items()
    )
    terms = {concept: tuple(names) for concept, names in block.get("terms", {}).items()}
    return Vocabulary(actors=actors, terms=terms, issues=dict(block.get("issues", {})))
