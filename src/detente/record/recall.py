"""What was made of each article, kept from run to run under keys that name all that it was made of.

A key is the hash of the article, of the program's version and of whatever of the pile the work was handed, so an entry
can be out of date only by never being asked for again. What is damaged, or stands under another's key, is made anew.
"""

import json
import zlib
from collections.abc import Callable, Iterator, Mapping, MutableMapping, Sequence
from dataclasses import replace
from functools import partial
from hashlib import sha256
from typing import Any, Protocol, TypeVar

import msgspec

from detente.errors import EvidenceError
from detente.evidence import DocumentId
from detente.record.compact import packed, unpacked
from detente.sources.document import Document, Passage
from detente.sources.processes import each

__all__ = ["Kept", "Recall", "Row", "article_key", "hash_of", "plain"]

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

    def each(self, function: Callable[[T], R], items: Sequence[T], what: str, *, size: int = 8) -> Iterator[R]:
        """`function` of every item in order; `size` items are one task."""


class Alone:
    """Does the work itself and tells nobody."""

    def each(self, function: Callable[[T], R], items: Sequence[T], what: str, *, size: int = 8) -> Iterator[R]:
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
        rows = self.rows(
            lambda item: {_ALONE: work(item)},
            items,
            {_ALONE: kind},
            stage=stage,
            what=what,
            document=document,
            given=given,
            parsed=parsed,
        )
        for row in rows:
            yield row[_ALONE]

    def rows(
        self,
        work: Callable[[T], Mapping[str, Any]],
        items: Sequence[T],
        kinds: Mapping[str, object],
        *,
        stage: str,
        what: str,
        document: Callable[[T], Document],
        given: Callable[[T], object] = lambda item: None,
        parsed: bool = True,
    ) -> Iterator["Row"]:
        """`work` of every item in order: several values of one article by name, each unfolded when it is asked for."""
        if self._kept is None:
            names = [stage] * len(items)
        else:
            names = [self._name(stage, document(item), given(item)) for item in items]
        new = [n for n, name in enumerate(names) if name not in self._known]
        fresh = set(new)
        if new and parsed:
            self._ready([document(items[n]) for n in new])

        def made(number: int) -> bytes:
            found, article = work(items[number]), document(items[number])
            return _sealed(names[number], [packed(found[name], kind, article) for name, kind in kinds.items()])

        def again(number: int) -> list[bytes]:
            return _opened(names[number], made(number), len(kinds))

        bodies = self.sharing.each(made, new, what)
        for number, (item, name) in enumerate(zip(items, names, strict=True)):
            if number in fresh:
                body = next(bodies)
                self._keep(name, body)
                parts = _opened(name, body, len(kinds))
            else:
                try:
                    parts = _opened(name, self._kept[name] if self._kept is not None else b"", len(kinds))
                except DAMAGED:
                    body = made(number)
                    self._keep(name, body)
                    parts = _opened(name, body, len(kinds))
            yield Row(name, kinds, parts, document(item), partial(again, number))
        for _ in bodies:  # to its end, so that the last step is told
            pass

    @property
    def keeps(self) -> bool:
        """Whether anything is kept."""
        return self._kept is not None

    def key_of(self, document: Document) -> str:
        """What everything made of an article follows from; "" where nothing is kept."""
        return self._keys.get(document.id, "")

    def of_pile(self, name: str) -> Any:
        """What was kept of all articles together under a name, as plain JSON values; None where nothing is."""
        key = _PILE + name
        try:
            return _read(_opened(key, self._kept[key], 1)[0]) if self._kept is not None else None
        except DAMAGED:
            return None

    def keep_of_pile(self, name: str, value: object) -> None:
        """Keep plain JSON values of all articles together; what stood under the name before is gone."""
        self._keep(_PILE + name, _sealed(_PILE + name, [value]))

    def _name(self, stage: str, document: Document, given: object) -> str:
        """The key of one result."""
        return f"{stage}:{hash_of([self._keys[document.id], given])}"

    def _keep(self, name: str, body: bytes) -> None:
        if self._kept is not None:
            self._kept[name] = body
            self._known.add(name)


class Row(Mapping[str, Any]):
    """What was made of one article by name, each unfolded when it is first asked for.

    `key` tells all that it was made of. A part that is damaged is made again with all others.
    """

    __slots__ = ("_again", "_document", "_found", "_kinds", "_parts", "key")

    def __init__(
        self,
        key: str,
        kinds: Mapping[str, object],
        parts: list[bytes],
        document: Document,
        again: Callable[[], list[bytes]],
    ) -> None:
        self.key = key
        self._kinds = kinds
        self._parts = dict(zip(kinds, parts, strict=True))
        self._document = document
        self._again = again
        self._found: dict[str, Any] = {}

    def __getitem__(self, name: str) -> Any:
        if name not in self._found:
            try:
                found = unpacked(_read(self._parts[name]), self._kinds[name], self._document)
            except DAMAGED:
                if name not in self._kinds:
                    raise
                self._parts = dict(zip(self._kinds, self._again(), strict=True))
                found = unpacked(_read(self._parts[name]), self._kinds[name], self._document)
            self._found[name] = found
            self._parts[name] = b""
        return self._found[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._kinds)

    def __len__(self) -> int:
        return len(self._kinds)


def _read(part: bytes) -> Any:
    """The plain values of one part; msgspec reads faster, and all but halves of characters and what is no number."""
    try:
        return _DECODER.decode(part)
    except msgspec.DecodeError:
        return json.loads(part)


_DECODER = msgspec.json.Decoder()
_PILE = "pile:"
"""The beginning of the keys of what is kept of all articles together."""

_ALONE = ""
"""The name of a result that is the only one of its work."""


def _sealed(name: str, parts: Sequence[object]) -> bytes:
    """Results as bytes that tell whose they are and whether they are whole."""
    bodies = [json.dumps(part, separators=(",", ":")).encode() for part in parts]
    head = json.dumps([name, *map(len, bodies)]).encode()
    return zlib.compress(b"\n".join([head, *bodies]), 1)


def _opened(name: str, body: bytes, count: int) -> list[bytes]:
    """The plain values of results, as bytes; raises one of `DAMAGED` where they are not that work's."""
    opened = zlib.decompressobj()
    text = opened.decompress(body, MOST_BYTES)
    if not opened.eof:
        raise ValueError("not whole")
    head, *parts = text.split(b"\n")
    if _read(head) != [name, *map(len, parts)] or len(parts) != count:
        raise ValueError("another's")
    return parts
