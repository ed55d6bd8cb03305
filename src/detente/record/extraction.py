"""Extractors: what reads one article and gives cited entries, one file each in `record/extractors`."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from detente.plugins import discover
from detente.record.reading import Reading

__all__ = ["Extractor", "extractors"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Extractor:
    """Reads one kind of entry from one article.

    `gives` names the part of the record its entries go to: statements, events (as mentions, which the chronology
    merges) or quantities. `extract` never raises whatever the text, is deterministic, and cites all it gives.
    """

    code: str
    gives: str
    extract: Callable[[Reading], tuple[Any, ...]]


def extractors() -> tuple[Extractor, ...]:
    """Every extractor of the folder, in name order, then those of installed packages."""
    found: dict[str, Extractor] = discover(
        "detente.record.extractors", "EXTRACTOR", group="detente.record", key=lambda extractor: extractor.code
    )
    return tuple(found.values())
