"""Bases: the quotations of the record as a model file writes them."""

import re
from collections.abc import Iterable

from detente.evidence import Assumed, Basis, Citation, Inferred, Quoted, Reference
from detente.sources.document import Library

__all__ = ["basis_of", "reference"]

LONG = 240
QUOTES = 4
"""A line shows at most so many quotations."""


def reference(citation: Citation, library: Library) -> Reference:
    """The quotation as case.yaml writes it: by the file's name, and by number where the words repeat."""
    document = library.document(citation.span.document)
    words = citation.quote.split()
    pattern = re.compile(r"(?=" + r"\s+".join(map(re.escape, words)) + ")")
    starts = [match.start() for match in pattern.finditer(document.text)]
    nth = starts.index(citation.span.start) + 1 if len(starts) > 1 and citation.span.start in starts else None
    return Reference(source=prefix_of(document.file.rpartition("/")[2], library), quote=" ".join(words), nth=nth)


def prefix_of(name: str, library: Library) -> str:
    """The shortest beginning of a file's name, three characters at least, that no other source's name has."""
    names = [document.file.rpartition("/")[2] for document in library.documents]
    for length in range(3, len(name)):
        if sum(other.startswith(name[:length]) for other in names) == 1:
            return name[:length]
    return name


def basis_of(citations: Iterable[Citation], library: Library, *, rule: str = "") -> Basis:
    """Quotations as a basis, in the order given: one per source first, long ones last; with a rule they are its
    premises."""
    ordered = sorted(dict.fromkeys(citations), key=lambda c: len(c.quote) > LONG)
    firsts = {c.span.document: c for c in reversed(ordered)}
    ranked = sorted(ordered, key=lambda c: firsts[c.span.document] != c)
    references = tuple(reference(c, library) for c in ranked[:QUOTES])
    if not references:
        return Assumed(by="draft", because=rule or "nothing in the coverage says it")
    return Inferred(rule=rule, premises=references) if rule else Quoted(references)
