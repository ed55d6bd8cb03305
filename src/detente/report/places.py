"""Where a citation stands, as people read it and as links reach it: `07 ¶5` and `#07-handover-p5`.

Every page, list and export names places through this module, so that a label means the same thing everywhere.
"""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property
from urllib.parse import quote

from detente.evidence import Citation, DocumentId, Span
from detente.sources.document import Document, Library, Passage

__all__ = ["Place", "Places"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A citation's place: the document, the number of its passage (0 where no passage holds it) and both names.

    `label` is short (`07 ¶5`), `anchor` the id of the passage in every page that shows it.
    """

    citation: Citation
    document: Document
    passage: int
    label: str
    anchor: str

    @property
    def pilcrow(self) -> str:
        """The passage's number alone, for where the document was just named."""
        return f"¶{self.passage}" if self.passage else self.label

    @property
    def href(self) -> str:
        """The link to the passage within the page."""
        return "#" + quote(self.anchor, safe="-._~()!*,")


@dataclass(frozen=True, kw_only=True)
class Places:
    """All the places of a library."""

    library: Library
    _known: dict[Citation, Place] = field(default_factory=dict, repr=False, compare=False)

    def of(self, citation: Citation) -> Place:
        """The place of a citation."""
        if citation not in self._known:
            passage = self.library.passage_at(citation.span)
            number = passage.number if passage else 0
            document = citation.span.document
            self._known[citation] = Place(
                citation=citation,
                document=self.library.document(document),
                passage=number,
                label=f"{self.short(document)} ¶{number}" if number else self.short(document),
                anchor=self.anchor(document, number),
            )
        return self._known[citation]

    def all(self, citations: Iterable[Citation]) -> tuple[Place, ...]:
        """The places of several citations, in their order, each passage once per quotation."""
        return tuple(self.of(citation) for citation in dict.fromkeys(citations))

    def short(self, document: DocumentId) -> str:
        """The document's shortest telling name: what stands before the first `_` or `-`, if nobody shares it."""
        return self._short[document]

    def anchor(self, document: DocumentId, passage: int | Passage) -> str:
        """The id of a passage; that of the document itself for passage 0."""
        number = passage.number if isinstance(passage, Passage) else passage
        stem = self._anchors[document]
        return f"{stem}-p{number}" if number else stem

    def span_label(self, span: Span) -> str:
        """The short label of a stretch of text that is no citation, such as a caveat's."""
        return self.of(self.library.document(span.document).cite(span.start, span.end)).label

    @cached_property
    def _short(self) -> dict[DocumentId, str]:
        stems = {d.id: re.split(r"[_\-.\s]", d.id, maxsplit=1)[0] for d in self.library.documents}
        shared = Counter(stems.values())
        return {d: stem if stem and shared[stem] == 1 and len(stem) <= 12 else str(d) for d, stem in stems.items()}

    @cached_property
    def _anchors(self) -> dict[DocumentId, str]:
        """An id may hold anything but white space, and no two may be the same."""
        taken: set[str] = set()
        anchors: dict[DocumentId, str] = {}
        for document in self.library.documents:
            stem = re.sub(r"[\s\x00-\x1f\x7f]", "_", document.id) or "_"
            while stem in taken:
                stem += "_"
            taken.add(stem)
            anchors[document.id] = stem
        return anchors
