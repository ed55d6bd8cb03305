"""Which lines an outlet repeats from article to article: its furniture.

Articles are compared by the hashes of their lines. These are kept, so that for one article more no other is cut into
lines again.
"""

import json
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from hashlib import sha256

from detente.sources.document import Document
from detente.sources.front_matter import front_matter
from detente.sources.kept import Kept, kept_or_made
from detente.sources.metadata import host_of
from detente.sources.units import Unit, units_of

__all__ = ["Outline", "cut", "line_hash", "outline_of", "outlines", "repeated_lines"]

REPEATED_IN = 3
"""Articles in which a line stands from which it is furniture."""


HASH = 16
HEXADECIMAL = frozenset("0123456789abcdef")


@dataclass(frozen=True, slots=True)
class Outline:
    """The lines of an article by their hashes, in order: all of them, and those as long as a sentence of prose."""

    lines: tuple[str, ...]
    long: tuple[str, ...]


def cut(document: Document) -> tuple[int, list[Unit]]:
    """Where a document's front matter ends, and the units of what follows."""
    front = front_matter(document.text)[0] if document.format in ("plain_text", "markdown") else 0
    return front, units_of(document.text, front)


def line_hash(plain: str) -> str:
    """The hash by which a line is compared with others."""
    return sha256(plain.encode("utf-8", "surrogatepass")).hexdigest()[:HASH]


def outline_of(document: Document) -> Outline:
    """The outline of one document."""
    _, units = cut(document)
    hashes = [line_hash(unit.plain) for unit in units]
    long = (digest for digest, unit in zip(hashes, units, strict=True) if unit.is_long)
    return Outline(lines=tuple(hashes), long=tuple(long))


def outlines(documents: Sequence[Document], *, kept: Kept | None = None, workers: int = 1) -> list[Outline]:
    """The outlines of all documents, in order; what `kept` holds is not worked out again."""
    return kept_or_made(outline_of, documents, kept=kept, key=_key, packed=_packed, unpacked=_unpacked, workers=workers)


def _key(document: Document) -> str:
    """What an outline follows from."""
    return f"outline:{sha256(json.dumps([document.format, document.text]).encode()).hexdigest()}"


def _packed(outline: Outline) -> bytes:
    return json.dumps([outline.lines, outline.long], separators=(",", ":")).encode()


def _unpacked(body: bytes, document: Document) -> Outline | None:
    """The outline that was kept; None where it is none."""
    try:
        lines, long = json.loads(body)
        sound = all(len(line) == HASH and set(line) <= HEXADECIMAL for line in (*lines, *long))
    except (TypeError, ValueError):
        return None
    return Outline(lines=tuple(lines), long=tuple(long)) if sound else None


def repeated_lines(read: Iterable[tuple[Document, Outline]]) -> dict[str, frozenset[str]]:
    """For each document, the hashes of the lines that its outlet repeats in articles that are otherwise different.

    Copies of one story share lines too: a document most of whose long lines stand elsewhere says nothing about
    furniture, only about copying.
    """
    by_outlet: dict[str, list[tuple[Document, Outline]]] = {}
    for document, outline in read:
        by_outlet.setdefault(_outlet_key(document), []).append((document, outline))
    shared: dict[str, frozenset[str]] = {}
    for articles in by_outlet.values():
        homes = Counter(line for _, outline in articles for line in set(outline.lines))
        for document, outline in articles:
            often = frozenset(line for line in outline.lines if homes[line] >= REPEATED_IN)
            copied = sum(homes[line] > 1 for line in outline.long)
            if often and (copied <= 0.5 * len(outline.long) or not outline.long):
                shared[document.id] = often
    return shared


def _outlet_key(document: Document) -> str:
    if document.outlet:
        return document.outlet.casefold()
    return host_of(document.url) if document.url else ""
