"""Caveats: doubt as data. They travel to the report, never to a log."""

from dataclasses import dataclass

from detente.evidence.citation import Span

__all__ = ["Caveat"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Caveat:
    """Something a reader should know before relying on a text.

    `code` is a stable kebab-case name with a page in the docs, `where` the words concerned, or the file's name
    where no text could be had.
    """

    code: str
    message: str
    where: Span | str
