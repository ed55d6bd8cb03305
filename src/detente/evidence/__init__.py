"""What every other room may rely on: citations, bases, date ranges, caveats."""

from detente.evidence.basis import Assumed, Basis, Inferred, Quoted, Reference, basis_word, references_of
from detente.evidence.caveats import Caveat
from detente.evidence.citation import Citation, Cited, DocumentId, Span, cite, find_quote, verify
from detente.evidence.dates import UNKNOWN, DateRange

__all__ = [
    "UNKNOWN",
    "Assumed",
    "Basis",
    "Caveat",
    "Citation",
    "Cited",
    "DateRange",
    "DocumentId",
    "Inferred",
    "Quoted",
    "Reference",
    "Span",
    "basis_word",
    "cite",
    "find_quote",
    "references_of",
    "verify",
]
