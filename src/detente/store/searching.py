"""Full-text search over the passages of a case, each hit with its exact place."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from itertools import count as count_from
from typing import Any

from detente.case import Case
from detente.errors import InvalidSyntax, UnknownDocument
from detente.evidence import Citation, DocumentId, Span
from detente.store import schema
from detente.store.database import Store

__all__ = ["MOST_RANKED", "Hit", "Page", "blocks_of", "count", "page_of", "search", "search_open"]

MOST_RANKED = 10_000
"""Passages with the words of a query that are weighed against each other; nobody pages through more."""

BEGIN, END = "\x02", "\x03"


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """A passage that has all the words, and where they stand in it."""

    passage: Citation
    number: int
    kind: str
    words: tuple[Citation, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """Some of the hits of a query, and how many there are in all."""

    hits: tuple[Hit, ...]
    total: int


def search(store: Store, query: str, *, limit: int | None = None, offset: int = 0) -> tuple[Hit, ...]:
    """The passages that hold every word and every "phrase" of `query`, the most telling first.

    Case and accents do not matter; `word*` finds every word that begins so. `limit` hits are given, those from
    `offset` on; with a limit only the first `MOST_RANKED` passages that match are weighed against each other. Raises
    `InvalidSyntax` for a query without a word.
    """
    expression = _expression(query)
    hits = (_hit(*row) for row in _rows(store, expression, _ranked(store, expression, limit, offset)))
    return tuple(hit for hit in hits if hit is not None)


def count(store: Store, query: str) -> int:
    """How many passages hold the words; raises `InvalidSyntax` for a query without a word."""
    found: int = _asked(store, "SELECT count(*) FROM passage_text WHERE passage_text MATCH ?", _expression(query))[0][0]
    return found


def search_open(case: Case, query: str, *, limit: int | None = None, offset: int = 0) -> tuple[Hit, ...]:
    """The same for a case that is open already, without waiting for the whole database to be proved once more.

    What is found is held against the case's own proved texts: a hit that is not in them to the letter is left out.
    """
    return page_of(case, query, limit=limit, offset=offset).hits


def blocks_of(case: Case, query: str, *, size: int = 500) -> Iterator[tuple[Hit, ...]]:
    """All the hits for a case that is open already, some at a time, however many there are.

    They are ranked when the first are asked for; each block may be asked for by another thread.
    """
    path = case.folder / schema.PLACE
    if not path.is_file():
        return
    expression = _expression(query)
    ranked: list[int] = []
    for start in count_from(0, size):
        with closing(schema.connect(path, write=False)) as connection:
            store = Store(case.folder, connection)
            ranked = ranked or _ranked(store, expression, None, 0)
            rows = _rows(store, expression, ranked[start : start + size])
        if not rows:
            return
        hits = (_hit(*row) for row in rows)
        yield tuple(hit for hit in hits if hit is not None and _stands(hit.passage, case))


def page_of(case: Case, query: str, *, limit: int | None = None, offset: int = 0) -> Page:
    """The hits from `offset` on and how many there are, for a case that is open already (see `search_open`)."""
    path = case.folder / schema.PLACE
    if not path.is_file():
        return Page(hits=(), total=0)
    with closing(schema.connect(path, write=False)) as connection:
        store = Store(case.folder, connection)
        found, total = search(store, query, limit=limit, offset=offset), count(store, query)
    return Page(hits=tuple(hit for hit in found if _stands(hit.passage, case)), total=total)


def _stands(passage: Citation, case: Case) -> bool:
    try:
        return case.library.text_of(passage.span) == passage.quote
    except UnknownDocument:
        return False


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


def _ranked(store: Store, expression: str, limit: int | None, offset: int) -> list[int]:
    """The rows of the index that match, the best first; equals in the order of their documents."""
    statement = "SELECT bm25(passage_text), rowid FROM passage_text WHERE passage_text MATCH ? LIMIT ?"
    rows = sorted(_asked(store, statement, expression, -1 if limit is None else MOST_RANKED))
    end = len(rows) if limit is None else offset + limit
    if end < len(rows):
        rows = rows[: next((n for n in range(end, len(rows)) if rows[n][0] != rows[end - 1][0]), len(rows))]
    place = "SELECT document, number FROM passage_text WHERE rowid = ?"
    placed = [(score, *store.connection.execute(place, (row,)).fetchone(), row) for score, row in rows]
    return [row for *_, row in sorted(placed)[offset:end]]


def _rows(store: Store, expression: str, ranked: list[int]) -> list[tuple[str, int, str, int, str, str]]:
    statement = """
        SELECT passages.document, passages.number, passages.kind, passages."start", passage_text.text,
               highlight(passage_text, 0, ?, ?)
        FROM passage_text
        JOIN passages ON passages.document = passage_text.document AND passages.number = passage_text.number
        WHERE passage_text MATCH ? AND passage_text.rowid = ?
    """
    return [found for row in ranked for found in store.connection.execute(statement, (BEGIN, END, expression, row))]


def _asked(store: Store, statement: str, expression: str, *more: int) -> list[tuple[Any, ...]]:
    try:
        return store.connection.execute(statement, (expression, *more)).fetchall()
    except sqlite3.OperationalError as error:
        raise InvalidSyntax(f"the query cannot be read: {error}", hint="write plain words") from error


def _hit(document: str, number: int, kind: str, start: int, text: str, marked: str) -> Hit | None:
    if not text or not isinstance(start, int) or not isinstance(kind, str):
        return None  # in a forged database the index and the passages say different things
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
