"""Citations: a quotation and the exact place where it stands.

Offsets count Unicode code points of `Document.text`, half-open, as Python slices do. The text is never
cleaned, so an offset stays true for as long as the source's bytes do.
"""

import re
from dataclasses import astuple, dataclass
from typing import NewType

from detente.errors import AmbiguousQuote, QuoteMismatch, QuoteNotFound, UncitedEntry
from detente.evidence.display import html_table

__all__ = ["Citation", "Cited", "DocumentId", "Span", "cite", "find_quote", "verify"]

DocumentId = NewType("DocumentId", str)
"""A source's id: its file name without folders and suffix, made unique within the case."""


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Span:
    """The half-open range [start, end) of code points in a document's text."""

    document: DocumentId
    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end:
            raise QuoteMismatch(f"[{self.start}, {self.end}) is no range of text", where=self.document)

    def contains(self, other: "Span") -> bool:
        """Whether `other` lies within this span, in the same document."""
        return self.document == other.document and self.start <= other.start and other.end <= self.end

    def overlaps(self, other: "Span") -> bool:
        """Whether the two share at least one code point."""
        return self.document == other.document and self.start < other.end and other.start < self.end


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Citation:
    """A quotation with its place: `text[start:end] == quote`.

    Build it with `cite`, which slices the text; `verify` proves it again at every door.
    """

    span: Span
    quote: str

    def __post_init__(self) -> None:
        if len(self.quote) != self.span.end - self.span.start:
            raise QuoteMismatch("the quotation and its offsets differ in length", where=self.span.document)

    def _repr_html_(self) -> str:
        """The words and their place, for notebooks."""
        return html_table("citation", ("source", "start", "end", "quote"), [(*astuple(self.span), self.quote)])


@dataclass(frozen=True, slots=True)
class Cited:
    """The evidence of one entry of the record: one citation or more, never none."""

    citations: tuple[Citation, ...]

    def __post_init__(self) -> None:
        if not self.citations:
            raise UncitedEntry("an entry of the record needs at least one citation")


def cite(text: str, document: DocumentId, start: int, end: int) -> Citation:
    """The citation of `text[start:end]`.

    >>> cite("Norland closed the lock.", DocumentId("a"), 0, 7).quote
    'Norland'
    """
    if end > len(text):
        raise QuoteMismatch(f"offset {end} lies behind the end of the text", where=document)
    return Citation(span=Span(document=document, start=start, end=end), quote=text[start:end])


def verify(citation: Citation, text: str) -> None:
    """Prove that the quotation stands where the citation says.

    Raises `QuoteMismatch` with what stands there instead.
    """
    found = text[citation.span.start : citation.span.end]
    if found != citation.quote:
        raise QuoteMismatch(
            f"quoted {citation.quote[:80]!r}, but the source reads {found[:80]!r}",
            where=f"{citation.span.document}[{citation.span.start}:{citation.span.end}]",
            hint="the source or the quotation was changed after it was recorded",
        )


def find_quote(text: str, document: DocumentId, quote: str, *, nth: int | None = None) -> Citation:
    """Where `quote` stands in `text`, runs of white space taken as one space.

    `nth` counts from 1 and is needed only where the quotation repeats. The citation gives the exact
    characters found.

    >>> find_quote("a treaty\\r\\nwithout conditions", DocumentId("a"), "treaty without").quote
    'treaty\\r\\nwithout'

    Raises `QuoteNotFound` and `AmbiguousQuote`.
    """
    words = quote.split()
    if not words:
        raise QuoteNotFound("an empty quotation proves nothing", where=document, hint="quote some words of the source")
    pattern = r"\s+".join(map(re.escape, words))
    found = [match.span() for match in re.finditer(f"(?={pattern})", text)]
    starts = [start for start, _ in found]
    if not starts:
        raise QuoteNotFound(
            f"{quote[:80]!r} does not stand in the source",
            where=document,
            hint="quotations are verbatim: compare quote marks, dashes and spelling",
        )
    if nth is None and len(starts) > 1:
        raise AmbiguousQuote(
            f"{quote[:80]!r} stands in the source {len(starts)} times",
            where=document,
            hint=f"add nth: 1 … {len(starts)}, or quote more words",
        )
    position = 0 if nth is None else nth - 1
    if not 0 <= position < len(starts):
        raise QuoteNotFound(
            f"{quote[:80]!r} stands in the source {len(starts)} times, not {nth}",
            where=document,
            hint=f"nth counts from 1 to {len(starts)}",
        )
    match = re.compile(pattern).match(text, starts[position])
    assert match is not None
    return cite(text, document, *match.span())
