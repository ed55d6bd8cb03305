"""Documents, passages and the library: what `sources` hands to the rest of the house."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from detente.errors import UnknownDocument
from detente.evidence import Caveat, Citation, DateRange, DocumentId, Span, cite
from detente.evidence.display import html_table

__all__ = ["BOILERPLATE_KINDS", "Document", "Library", "Metadatum", "Origin", "Passage"]

BOILERPLATE_KINDS = frozenset(
    {
        "subscribe",
        "comment_form",
        "related",
        "furniture",
        "credit",
        "byline",
        "dateline",
        "reference",
        "url",
        "repeated_title",
        "front_matter",
    }
)
"""Passage kinds that are not the article's own prose. They are labelled, never deleted."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Metadatum:
    """One thing known about a document, and how.

    `stated` is True when a person stated it (front matter or side file) or the article prints it, False when it
    was inferred; `citation` gives the words when they stand in the text.
    """

    value: str
    stated: bool
    reason: str
    citation: Citation | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """One article, exactly as it was decoded.

    `text` is never repaired; `file` is relative to the case (`sources/NAME`); `sha256` is that of the original
    bytes. `published` is the date that is *printed or stated*, None where there is none: inferring one is the
    record's work. `metadata` holds title, outlet, byline, agency, url, language, reliability, … each with its reason.
    """

    id: DocumentId
    file: str
    text: str
    title: str | None = None
    outlet: str | None = None
    published: DateRange | None = None
    agencies: tuple[str, ...] = ()
    url: str | None = None
    language: str | None = None
    format: str = "plain_text"
    encoding: str = "utf-8"
    sha256: str = ""
    metadata: Mapping[str, tuple[Metadatum, ...]] = field(default_factory=dict)
    caveats: tuple[Caveat, ...] = ()
    number: int = 1
    """Which article of its file it is, from 1; a feed or a list of articles gives several."""

    def cite(self, start: int, end: int) -> Citation:
        """The citation of `text[start:end]`."""
        return cite(self.text, self.id, start, end)


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """A stretch of a document with one role, and its number among the document's passages (from 1).

    `kind` is headline, body, caption, corrupt (spliced or broken prose), or one of `BOILERPLATE_KINDS`.
    """

    span: Span
    kind: str
    number: int

    def _repr_html_(self) -> str:
        """Where it stands, for notebooks; its words are the document's."""
        row = (self.span.document, self.number, self.kind, self.span.start, self.span.end)
        return html_table("passage", ("source", "¶", "kind", "start", "end"), [row])

    @property
    def is_prose(self) -> bool:
        """Whether the record reads statements, events and dates from it."""
        return self.kind in {"headline", "body", "caption", "corrupt"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """Documents that tell one story by one hand: reprints, truncated copies and rewrites of each other.

    `near_duplicates` pairs documents whose texts all but coincide. `reason` says what showed it, for each member
    beyond the first.
    """

    id: str
    documents: tuple[DocumentId, ...]
    near_duplicates: tuple[tuple[DocumentId, DocumentId], ...] = ()
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Library:
    """All the sources of a case, in the order of their ids."""

    documents: tuple[Document, ...]
    passages: tuple[Passage, ...] = ()
    origins: tuple[Origin, ...] = ()
    caveats: tuple[Caveat, ...] = ()

    @cached_property
    def _by_id(self) -> dict[DocumentId, Document]:
        return {document.id: document for document in self.documents}

    @cached_property
    def _passages_by_document(self) -> dict[DocumentId, tuple[Passage, ...]]:
        found: dict[DocumentId, list[Passage]] = {document.id: [] for document in self.documents}
        for passage in self.passages:
            found[passage.span.document].append(passage)
        return {document: tuple(passages) for document, passages in found.items()}

    @cached_property
    def _origin_by_document(self) -> dict[DocumentId, Origin]:
        return {document: origin for origin in self.origins for document in origin.documents}

    def document(self, document: DocumentId) -> Document:
        """The document with this id; raises `UnknownDocument`."""
        try:
            return self._by_id[document]
        except KeyError:
            raise UnknownDocument(f"no source {document!r}", hint="`detente sources CASE` lists them") from None

    def passages_of(self, document: DocumentId) -> tuple[Passage, ...]:
        """The document's passages in order."""
        return self._passages_by_document.get(document, ())

    def passage_at(self, span: Span) -> Passage | None:
        """The passage in which `span` begins."""
        inside = (p for p in self.passages_of(span.document) if p.span.start <= span.start < p.span.end)
        return next(inside, None)

    def origin_of(self, document: DocumentId) -> str:
        """The id of the document's origin; a document alone is its own."""
        origin = self._origin_by_document.get(document)
        return origin.id if origin else str(document)

    def text_of(self, span: Span) -> str:
        """The words of a span."""
        return self.document(span.document).text[span.start : span.end]

    def named(self, prefix: str) -> Document:
        """The one document whose file name starts with `prefix`; raises `UnknownDocument`.

        An exact id or file name wins over longer names that it begins.
        """
        exact = [d for d in self.documents if prefix in (d.id, d.file, d.file.rpartition("/")[2])]
        found = exact or [d for d in self.documents if d.file.rpartition("/")[2].startswith(prefix)]
        if len(found) == 1:
            return found[0]
        if not found:
            raise UnknownDocument(
                f"no source's file name starts with {prefix!r}", hint="`detente sources CASE` lists them"
            )
        names = ", ".join(d.file for d in found[:4])
        raise UnknownDocument(f"{prefix!r} fits {len(found)} sources: {names}", hint="write a longer prefix")
