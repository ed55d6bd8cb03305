"""Keys that tell whether something stored still follows from what it was made of.

A key names the inputs by their hashes and the program by the hash of its own files, so a newer detente, or a
changed word list, makes an old record stale without anybody remembering to raise a number.
"""

import hashlib
import json
import os
import sys
from functools import cache
from importlib.metadata import entry_points
from pathlib import Path

from detente.record.reading import Vocabulary
from detente.store.codec import encode

__all__ = ["key_of", "program", "reader", "record_key"]

PACKAGE = Path(__file__).parents[1]
ANALYZERS = ("spacy-", "en_core_web_", "en-core-web-")
"""Beginnings of the distributions whose presence changes how prose is read."""


def key_of(*parts: str | None) -> str:
    """One key for several parts; None is told apart from the empty string."""
    return hashlib.sha256(json.dumps(parts).encode()).hexdigest()


@cache
def program(*rooms: str) -> str:
    """The hash of the program's own files in these rooms, word lists and templates included."""
    digest = hashlib.sha256()
    for room in rooms:
        home = PACKAGE / room
        files = [home.with_suffix(".py")] if not home.is_dir() else sorted(home.rglob("*"))
        for file in files:
            if file.is_file() and file.suffix != ".pyc":
                digest.update(str(file.relative_to(PACKAGE)).encode())
                digest.update(hashlib.sha256(file.read_bytes()).digest())
    return digest.hexdigest()


def record_key(library_key: str, vocabulary: Vocabulary) -> str:
    """What a record is made of: the sources, the case's own words, the language models at hand, the program."""
    return key_of(library_key, encode(vocabulary), reader())


def reader() -> str:
    """What reads articles into the record: the program, and the language models and extractors at hand."""
    return key_of(_analyzers(), program("evidence", "sources", "record"))


@cache
def _analyzers() -> str:
    """The language engine and models that are installed, and added extractors and formats; nothing is loaded.

    Names of folders tell as much as the metadata in them, and are read in a tenth of the time.
    """
    found = {
        entry.name.removesuffix(".dist-info")
        for place in sys.path
        if place and os.path.isdir(place)
        for entry in os.scandir(place)
        if entry.name.endswith(".dist-info") and entry.name.lower().startswith(ANALYZERS)
    }
    groups = ("detente.record", "detente.sources")
    added = sorted(point.value for group in groups for point in entry_points(group=group))
    return json.dumps([sorted(found), added])
