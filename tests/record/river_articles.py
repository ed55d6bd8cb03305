"""Invented coverage for the record's tests: articles given as text, and the record read from them."""

from datetime import date

from detente.evidence import DateRange, DocumentId
from detente.record import Record, Vocabulary, VocabularyActor
from detente.record.build import build_record
from detente.sources import build_library
from detente.sources.document import Document, Library

__all__ = ["RIVER", "article", "library_of", "record_of"]

RIVER = Vocabulary(
    actors=(
        VocabularyActor("norland", "Norland", ("Vessby",), ("Karin Falk",)),
        VocabularyActor("sudland", "Sudland", ("Corrada",), ("Tomas Rell",)),
        VocabularyActor("westland", "Westland"),
    )
)


def article(id: str, text: str, published: str | None = "2031-05-09") -> Document:
    """One article with a stated day of publication."""
    when = DateRange.day(date.fromisoformat(published)) if published else None
    return Document(id=DocumentId(id), file=f"sources/{id}.txt", text=text, published=when)


def library_of(*articles: Document) -> Library:
    """The library of these articles."""
    return build_library(articles)


def record_of(*articles: Document, vocabulary: Vocabulary = RIVER) -> Record:
    """The record of these articles."""
    return build_record(library_of(*articles), vocabulary)
