"""All the sources of a case together: unique ids, passages with the evidence of repetition, origins, caveats."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import PurePosixPath

from detente.evidence import Caveat, Citation, DocumentId, Span
from detente.sources.document import Document, Library, Metadatum
from detente.sources.kept import Kept
from detente.sources.origins import origins
from detente.sources.segment import caveats_of, passages

__all__ = ["build_library", "renamed", "stem_of", "with_unique_ids"]


def build_library(documents: Iterable[Document], *, kept: Kept | None = None, workers: int = 1) -> Library:
    """The library of these documents, whatever their order: sorted by id, ids made unique.

    `kept` spares what was worked out for the same documents before, `workers` processes share the rest; neither
    changes anything in the library.
    """
    ordered = with_unique_ids(documents)
    found = passages(ordered, kept=kept, workers=workers)
    library = Library(documents=ordered, passages=found)
    caveats: list[Caveat] = []
    for document in ordered:
        caveats += document.caveats
        caveats += caveats_of(document, library.passages_of(document.id))
        if document.language not in (None, "en"):
            message = f"the article seems to be in {document.language!r}; only English is read into the record"
            caveats.append(Caveat(code="not-english", message=message, where=document.file))
    return replace(library, origins=origins(ordered, found, kept=kept, workers=workers), caveats=tuple(caveats))


def with_unique_ids(documents: Iterable[Document]) -> tuple[Document, ...]:
    """The documents sorted by id, each id given once.

    Files are named in the order of their paths: the first `a` keeps its name, the next become `a-2`, `a-3`, …; a
    name that some file has by itself is never given to another.
    """
    ordered = sorted(documents, key=lambda document: (document.file, document.number, document.sha256))
    own = [_own_id(document, ordered) for document in ordered]
    taken: set[str] = set()
    given: list[str] = []
    reserved = Counter(own)
    for wished in own:
        id, number = wished, 2
        while id in taken or (id != wished and reserved[id]):
            id, number = f"{wished}-{number}", number + 1
        taken.add(id)
        given.append(id)
    named = (renamed(document, DocumentId(id)) for document, id in zip(ordered, given, strict=True))
    return tuple(sorted(named, key=lambda document: document.id))


def _own_id(document: Document, _: Sequence[Document]) -> str:
    """The id a document has by itself: its file's stem, with a number where the file holds several."""
    stem = stem_of(document.file)
    several = document.number > 1 or str(document.id) == f"{stem}-1"
    return f"{stem}-{document.number}" if several else stem


def stem_of(name: str) -> str:
    """A file's name without folders, suffix and characters that cannot be seen.

    >>> stem_of("sources/2019/lock-closed.html")
    'lock-closed'
    """
    stem = PurePosixPath(name).stem
    shown = "".join(char if char.isprintable() else "_" for char in stem).strip()
    return shown or "source"


def renamed(document: Document, id: DocumentId) -> Document:
    """The document under another id, with every span that names it."""
    if document.id == id:
        return document
    metadata = {key: tuple(_moved_item(item, id) for item in items) for key, items in document.metadata.items()}
    caveats = tuple(
        replace(caveat, where=_moved(caveat.where, id) if isinstance(caveat.where, Span) else caveat.where)
        for caveat in document.caveats
    )
    return replace(document, id=id, metadata=metadata, caveats=caveats)


def _moved_item(item: Metadatum, id: DocumentId) -> Metadatum:
    if item.citation is None:
        return item
    return replace(item, citation=Citation(span=_moved(item.citation.span, id), quote=item.citation.quote))


def _moved(span: Span, id: DocumentId) -> Span:
    return replace(span, document=id)
