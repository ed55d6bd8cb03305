"""Full-text search over the passages of a case, each hit with its exact place."""

import sqlite3
from dataclasses import dataclass

from detente.case import Case
from detente.errors import InvalidSyntax
from detente.evidence import Citation, DocumentId, Span
from detente.store import schema
from detente.store.database import Store

__all__ = ["Hit", "search", "search_open"]

BEGIN, END = "\x02", "\x03"


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """A passage that has all the words, and where they stand in it."""

    passage: Citation
    number: int
    kind: str
    words: tuple[Citation, ...]


def search(store: Store, query: str, *, limit: int | None = None) -> tuple[Hit, ...]:
    """The passages that hold every word and every "phrase" of `query`, the most telling first.

    Case and accents do not matter; `word*` finds every word that begins so. Raises `InvalidSyntax` for a query
    without a word.
    """
    rows = _matches(store, _expression(query), limit)
    return tuple(hit for row in rows if (hit := _hit(*row)) is not None)


def search_open(case: Case, query: str, *, limit: int | None = None) -> tuple[Hit, ...]:
    """The same for a case that is open already, without waiting for the whole database to be proved once more.

    What is found is held against the case's own proved texts: a hit that is not in them to the letter is left out.
    """
    path = case.folder / schema.FOLDER / schema.DATABASE
    if not path.is_file():
        return ()
    connection = schema.connect(path, write=False)
    try:
        found = search(Store(case.folder, connection), query, limit=limit)
    finally:
        connection.close()
    known = {document.id: document.text for document in case.library.documents}
    return tuple(hit for hit in found if _stands(hit.passage, known.get(hit.passage.span.document, "")))


def _stands(passage: Citation, text: str) -> bool:
    return text[passage.span.start : passage.span.end] == passage.quote


def _expression(query: str) -> str:
    """The query in the index's own language, every word quoted so that nothing in it is an operator."""
    parts: list[str] = []
    for position, piece in enumerate(query.split('"')):
        parts += [piece] if position % 2 else piece.split()
    terms = []
    for part in parts:
        words = part.rstrip("*").replace("\x00", " ")
        if any(character.isalnum() for character in words):
            terms.append(f'"{words}"' + ("*" if part.endswith("*") else ""))
    if not terms:
        raise InvalidSyntax(f"there is no word in the query {query!r}", hint='write words or a "phrase" to look for')
    return " ".join(terms)


def _matches(store: Store, expression: str, limit: int | None) -> list[tuple[str, int, str, int, str, str]]:
    statement = """
        SELECT passages.document, passages.number, passages.kind, passages."start", passage_text.text,
               highlight(passage_text, 0, ?, ?)
        FROM passage_text
        JOIN passages ON passages.document = passage_text.document AND passages.number = passage_text.number
        WHERE passage_text MATCH ?
        ORDER BY bm25(passage_text), passages.document, passages.number
        LIMIT ?
    """
    try:
        return store.connection.execute(statement, (BEGIN, END, expression, -1 if limit is None else limit)).fetchall()
    except sqlite3.OperationalError as error:
        raise InvalidSyntax(f"the query cannot be read: {error}", hint="write plain words") from error


def _hit(document: str, number: int, kind: str, start: int, text: str, marked: str) -> Hit | None:
    if not text:
        return None
    passage = Citation(span=Span(document=DocumentId(document), start=start, end=start + len(text)), quote=text)
    return Hit(passage=passage, number=number, kind=kind, words=_words(document, start, text, marked))


def _words(document: str, start: int, text: str, marked: str) -> tuple[Citation, ...]:
    """The marked words as citations; none where the text itself holds the marks."""
    if BEGIN in text or END in text:
        return ()
    found, offset, opened = [], 0, 0
    for character in marked:
        if character == BEGIN:
            opened = offset
        elif character == END:
            span = Span(document=DocumentId(document), start=start + opened, end=start + offset)
            found.append(Citation(span=span, quote=text[opened:offset]))
        else:
            offset += 1
    return tuple(found)
