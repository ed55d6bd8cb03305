"""What was made of each article, kept from run to run under keys that name all that it was made of.

A key is the hash of the article, of the program's version and of whatever of the pile the work was handed, so an entry
can be out of date only by never being asked for again. What is damaged, or stands under another's key, is made anew.
"""

import json
import zlib
from collections.abc import Callable, Iterator, Mapping, MutableMapping, Sequence
from dataclasses import replace
from hashlib import sha256
from typing import Any, Protocol, TypeVar

from detente.errors import EvidenceError
from detente.evidence import DocumentId
from detente.record.compact import packed, unpacked
from detente.sources.document import Document, Passage
from detente.sources.processes import each

__all__ = ["Kept", "Recall", "article_key", "hash_of", "plain"]

T = TypeVar("T")
R = TypeVar("R")

Kept = MutableMapping[str, bytes]
"""What was made before, by key."""

MOST_BYTES = 1 << 26
"""What is longer when unpacked is no result of one article."""

DAMAGED = (AttributeError, LookupError, TypeError, ValueError, RecursionError, zlib.error, EvidenceError)
"""What reading an entry that is not what was kept can end in."""


class Sharing(Protocol):
    """Who shares work out to processes and tells how far it is."""

    def each(self, function: Callable[[T], R], items: Sequence[T], what: str) -> Iterator[R]:
        """`function` of every item in order."""


class Alone:
    """Does the work itself and tells nobody."""

    def each(self, function: Callable[[T], R], items: Sequence[T], what: str) -> Iterator[R]:
        """`function` of every item in order."""
        return each(function, items)


def article_key(document: Document, passages: Sequence[Passage], *more: str) -> str:
    """What everything made of one article follows from: all of the document, its passages, and `more`."""
    text = sha256(document.text.encode("utf-8", "surrogatepass")).hexdigest()
    rows = [(passage.span.start, passage.span.end, passage.kind) for passage in passages]
    return hash_of([text, packed(replace(document, text=""), Document, document), rows, more])


def plain(value: object) -> object:
    """A dataclass of the evidence or the record as plain JSON values, for a key."""
    return packed(value, type(value), _NOWHERE)


_NOWHERE = Document(id=DocumentId(""), file="", text="")


def hash_of(parts: object) -> str:
    """The hash of plain JSON values."""
    return sha256(json.dumps(parts, separators=(",", ":")).encode()).hexdigest()


class Recall:
    """Work over articles, done once for each that is as it was: the same results from cold and from kept ones.

    `keys` holds the key of every article; without `kept` all work is done. `ready` is told the articles that are
    worked on, before processes are started for them.
    """

    def __init__(
        self,
        kept: Kept | None = None,
        *,
        keys: Mapping[str, str] | None = None,
        sharing: Sharing | None = None,
        ready: Callable[[Sequence[Document]], None] = lambda documents: None,
    ) -> None:
        self._kept = kept
        self._keys = keys or {}
        self.sharing = sharing or Alone()
        self._ready = ready
        self._known = set(kept) if kept is not None else set[str]()

    def each(
        self,
        work: Callable[[T], R],
        items: Sequence[T],
        kind: object,
        *,
        stage: str,
        what: str,
        document: Callable[[T], Document],
        given: Callable[[T], object] = lambda item: None,
        parsed: bool = True,
    ) -> Iterator[R]:
        """`work` of every item in order, a value of type `kind` of one article.

        `given` is what the work takes besides the article, as plain JSON values: the key has it too. `parsed` tells
        that it reads sentences.
        """
        names = [self._name(stage, document(item), given(item)) for item in items]
        new = [n for n, name in enumerate(names) if name not in self._known]
        fresh = set(new)
        if new and parsed:
            self._ready([document(items[n]) for n in new])

        def made(number: int) -> bytes:
            item = items[number]
            return _sealed(names[number], packed(work(item), kind, document(item)))

        bodies = self.sharing.each(made, new, what)
        for number, (item, name) in enumerate(zip(items, names, strict=True)):
            if number in fresh:
                body = next(bodies)
                self._keep(name, body)
                yield unpacked(_opened(name, body), kind, document(item))
            else:
                yield self._again(name, kind, item, document(item), number, made)
        for _ in bodies:  # to its end, so that the last step is told
            pass

    def knows(self, stage: str, document: Document) -> bool:
        """Whether something is kept of an article that took nothing of the pile."""
        return self._name(stage, document, None) in self._known

    def _name(self, stage: str, document: Document, given: object) -> str:
        """The key of one result."""
        if self._kept is None:
            return stage
        return f"{stage}:{hash_of([self._keys[document.id], given])}"

    def _again(
        self, name: str, kind: object, item: T, document: Document, number: int, made: Callable[[int], bytes]
    ) -> Any:
        """What was kept, or where that is damaged the same made anew."""
        try:
            return unpacked(_opened(name, self._kept[name] if self._kept is not None else b""), kind, document)
        except DAMAGED:
            body = made(number)
            self._keep(name, body)
            return unpacked(_opened(name, body), kind, document)

    def _keep(self, name: str, body: bytes) -> None:
        if self._kept is not None:
            self._kept[name] = body
            self._known.add(name)


def _sealed(name: str, plain: object) -> bytes:
    """A result as bytes that tell whose it is and whether they are whole."""
    return zlib.compress(json.dumps([name, plain], separators=(",", ":")).encode(), 1)


def _opened(name: str, body: bytes) -> Any:
    """The plain values of a result; raises one of `DAMAGED` where the bytes are not that result's."""
    opened = zlib.decompressobj()
    text = opened.decompress(body, MOST_BYTES)
    if not opened.eof:
        raise ValueError("not whole")
    found = json.loads(text)
    if found[0] != name:
        raise ValueError("another's")
    return found[1]
