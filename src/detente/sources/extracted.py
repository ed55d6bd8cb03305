"""What a format is, and what its parser hands over: pure values, small enough to cross a process boundary."""

from collections.abc import Callable
from dataclasses import dataclass

__all__ = ["Doubt", "Extracted", "Format", "Stated"]


@dataclass(frozen=True, slots=True)
class Doubt:
    """A caveat before the document has an id; `start` and `end` are offsets into the text, None for all of it."""

    code: str
    message: str
    start: int | None = None
    end: int | None = None


@dataclass(frozen=True, slots=True)
class Stated:
    """One piece of metadata that the file itself carries outside its prose, and where (`meta tag og:title`)."""

    key: str
    value: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Extracted:
    """One article as a parser found it: its text, the encoding it was decoded with, metadata and doubts."""

    text: str
    encoding: str = "utf-8"
    metadata: tuple[Stated, ...] = ()
    doubts: tuple[Doubt, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Format:
    """An input format.

    `sniff` tells from the first bytes whether a file of another or no suffix is of this format; `parse` gives one
    article or several, and raises `UnreadableSource` for bytes that are not of the format and `TooLarge` above a
    limit. A `risky` parser is run in a limited child process.
    """

    name: str
    suffixes: tuple[str, ...]
    sniff: Callable[[bytes], bool]
    parse: Callable[[bytes], tuple[Extracted, ...]]
    risky: bool = True
