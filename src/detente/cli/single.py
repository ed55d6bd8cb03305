"""The dates of one file that belongs to no case."""

import sys
from datetime import date
from pathlib import Path

from detente.case import Case
from detente.errors import InvalidValue
from detente.evidence import UNKNOWN, DateRange
from detente.record.dating import date_expressions
from detente.record.entries import DateExpression, Record
from detente.report.listing import Item, items
from detente.sources.document import Document, Library
from detente.sources.files import load, load_side_file
from detente.sources.reading import read_bytes

__all__ = ["dates_of"]


def dates_of(path: Path, published: str | None) -> list[Item]:
    """Every expression of time in a file, in the order of the text; nothing is masked.

    `published` is the day it was printed; without it, the day that the file itself states, if it does.
    """
    documents = _documents(path)
    expressions: list[DateExpression] = []
    for document in documents:
        when = _day(published) if published is not None else document.published or UNKNOWN
        expressions += date_expressions(document, published=when, spans=None)
    library = Library(documents=documents)
    return items(Case(folder=path.parent, library=library, record=Record(dates=tuple(expressions))), "dates")


def _documents(path: Path) -> tuple[Document, ...]:
    if str(path) == "-":
        return read_bytes(sys.stdin.buffer.read(), "stdin.txt")
    return read_bytes(load(path), path.name, side=load_side_file(path))


def _day(text: str) -> DateRange:
    try:
        return DateRange.day(date.fromisoformat(text), phrase=text, reason="stated on the command line")
    except ValueError:
        raise InvalidValue(f"{text!r} is no day", where="--published", hint="write it as YYYY-MM-DD") from None
