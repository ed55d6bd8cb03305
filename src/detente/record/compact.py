"""What was made of one article as plain JSON values, and back.

Dataclasses become lists in the order of their fields, and a citation of the article itself its two offsets: the words
are taken from the text again, so that what was kept can never quote what does not stand there.
"""

from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from functools import cache, lru_cache
from types import NoneType, UnionType
from typing import Any, NewType, Union, get_args, get_origin, get_type_hints

from detente.evidence import Citation, DateRange, Span
from detente.sources.document import Document

__all__ = ["packed", "unpacked"]

Packer = Callable[[Any, Document], Any]
OFFSETS = 2
"""A list so long is a citation of the article at hand."""


def packed(value: object, kind: object, document: Document) -> Any:
    """A value of a type (a dataclass, or a tuple, frozenset or mapping of such) as plain JSON values."""
    return _packer(kind)(value, document)


def unpacked(plain: Any, kind: object, document: Document) -> Any:
    """The value that was packed.

    Raises `LookupError`, `TypeError`, `ValueError` or an evidence error where the values are not what was packed.
    """
    return _unpacker(kind)(plain, document)


def _as_it_is(value: Any, document: Document) -> Any:
    return value


@cache
def _packer(kind: Any) -> Packer:
    """What packs a type; `_as_it_is` where JSON has it."""
    return _coder(kind, _packer, _PACKING)


@cache
def _unpacker(kind: Any) -> Packer:
    """What unpacks a type."""
    return _coder(kind, _unpacker, _UNPACKING)


Makers = Mapping[str, Callable[..., Packer]]


def _coder(kind: Any, of: Callable[[Any], Packer], make: Makers) -> Packer:
    """The packer or unpacker of a type, from those of its parts."""
    if isinstance(kind, NewType):
        return of(kind.__supertype__)
    if kind is Citation or kind is date:
        return make[kind.__name__]()
    if is_dataclass(kind):
        return make["dataclass"](kind)
    origin, inside = get_origin(kind), get_args(kind)
    if origin in (Union, UnionType):
        return _union(kind, of, make)
    if origin is frozenset:
        return make["frozenset"](of(inside[0]))
    if origin is tuple:
        each = len(inside) == OFFSETS and inside[1] is Ellipsis
        return make["tuple"](of(inside[0])) if each else make["row"]([of(part) for part in inside])
    if origin is not None and issubclass(origin, Mapping):
        return make["mapping"](of(inside[-1]))  # a Counter names only its keys
    return _as_it_is


def _union(kind: Any, of: Callable[[Any], Packer], make: Makers) -> Packer:
    """At most one member of a union needs packing; the others are None and scalars."""
    whole = [part for part in get_args(kind) if part is not NoneType]
    made = [(part, code) for part in whole if (code := of(part)) is not _as_it_is]
    if not made:
        return _as_it_is
    (part, code), alone = made[0], len(whole) == 1
    return make["optional"](code) if alone else make["either"](part, code)


# ── packing ──────────────────────────────────────────────────────────────────────────────────────────────────


def _pack_citation() -> Packer:
    def pack(value: Citation, document: Document) -> list[Any]:
        span = value.span
        if span.document == document.id and document.text[span.start : span.end] == value.quote:
            return [span.start, span.end]
        return [span.document, span.start, span.end, value.quote]

    return pack


def _pack_date() -> Packer:
    return lambda value, document: value.isoformat()


def _pack_dataclass(kind: Any) -> Packer:
    hints = get_type_hints(kind)
    names = [f.name for f in fields(kind) if f.init]
    packers: list[tuple[str, Packer]] = []  # filled below: a class may contain itself

    def pack(value: Any, document: Document) -> list[Any]:
        if not packers:
            packers.extend((name, _packer(hints[name])) for name in names)
        return [code(getattr(value, name), document) for name, code in packers]

    return pack


def _pack_set(item: Packer) -> Packer:
    return lambda value, document: [item(inner, document) for inner in sorted(value)]


def _pack_tuple(item: Packer) -> Packer:
    return lambda value, document: [item(inner, document) for inner in value]


def _pack_row(parts: list[Packer]) -> Packer:
    return lambda value, document: [code(inner, document) for code, inner in zip(parts, value, strict=True)]


def _pack_mapping(item: Packer) -> Packer:
    return lambda value, document: {key: item(inner, document) for key, inner in value.items()}


def _pack_optional(code: Packer) -> Packer:
    return lambda value, document: None if value is None else code(value, document)


def _pack_either(kind: Any, code: Packer) -> Packer:
    plain = get_origin(kind) or kind
    return lambda value, document: code(value, document) if isinstance(value, plain) else value


# ── unpacking ────────────────────────────────────────────────────────────────────────────────────────────────


def _unpack_citation() -> Packer:
    whole = _unpack_dataclass(Span)
    new = object.__new__
    put_document, put_start, put_end = (Span.__dict__[name].__set__ for name in ("document", "start", "end"))
    put_span, put_quote = (Citation.__dict__[name].__set__ for name in ("span", "quote"))

    def unpack(value: Any, document: Document) -> Citation:
        if len(value) != OFFSETS:
            return Citation(span=whole(value[:3], document), quote=value[3])
        start, end = value
        text = document.text
        if type(start) is not int or type(end) is not int or not 0 <= start < end <= len(text):
            return document.cite(start, end)  # which tells what is wrong with it
        span, found = new(Span), new(Citation)
        put_document(span, document.id)
        put_start(span, start)
        put_end(span, end)
        put_span(found, span)
        put_quote(found, text[start:end])
        return found

    return unpack


def _unpack_date() -> Packer:
    return lambda value, document: date.fromisoformat(value)


def _unpack_dataclass(kind: Any) -> Packer:
    if kind is DateRange:
        return _unpack_range
    hints = get_type_hints(kind)
    names = [f.name for f in fields(kind)]
    places = [kind.__dict__[name].__set__ for name in names]  # filling the slots spares a frozen class's long way round
    check = getattr(kind, "__post_init__", None)
    new, count = object.__new__, len(names)
    made: list[tuple[list[_Part], list[tuple[int, _Put, Packer]]]] = []  # filled below: a class may contain itself

    def parts() -> tuple[list[_Part], list[tuple[int, _Put, Packer]]]:
        """The fields that JSON has as they are, and those to be unpacked."""
        codes = [_unpacker(hints[name]) for name in names]
        found = [(place, put, code) for place, (put, code) in enumerate(zip(places, codes, strict=True))]
        plain = [(place, put) for place, put, code in found if code is _as_it_is]
        return plain, [part for part in found if part[2] is not _as_it_is]

    def unpack(value: Any, document: Document) -> Any:
        if not made:
            made.append(parts())
        if type(value) is not list or len(value) != count:
            raise ValueError(f"no {kind.__name__}")
        plain, coded = made[0]
        found = new(kind)
        for place, put in plain:
            put(found, value[place])
        for place, put, code in coded:
            put(found, code(value[place], document))
        if check is not None:
            check(found)
        return found

    return unpack


_Put = Callable[[Any, Any], None]
_Part = tuple[int, _Put]


def _unpack_range(value: Any, document: Document) -> DateRange:
    """A range of days; one that was met before is the same object, since few days are told of many times."""
    return _range_of(*_items(value))


@lru_cache(maxsize=1 << 16)
def _range_of(
    earliest: str | None, latest: str | None, granularity: str, phrase: str, reason: str, likely: str | None
) -> DateRange:
    first, last, day = (None if one is None else date.fromisoformat(one) for one in (earliest, latest, likely))
    return DateRange(earliest=first, latest=last, granularity=granularity, phrase=phrase, reason=reason, likely=day)


def _items(value: Any) -> list[Any]:
    """The items of a list; a text or an object has none, however it is gone through."""
    if type(value) is not list:
        raise TypeError("no list")
    return value


def _unpack_set(item: Packer) -> Packer:
    if item is _as_it_is:
        return lambda value, document: frozenset(_items(value))
    return lambda value, document: frozenset(item(inner, document) for inner in _items(value))


def _unpack_tuple(item: Packer) -> Packer:
    if item is _as_it_is:
        return lambda value, document: tuple(_items(value))
    return lambda value, document: tuple([item(inner, document) for inner in _items(value)])


def _unpack_row(parts: list[Packer]) -> Packer:
    return lambda value, document: tuple(
        [code(inner, document) for code, inner in zip(parts, _items(value), strict=True)]
    )


def _unpack_mapping(item: Packer) -> Packer:
    return lambda value, document: {key: item(inner, document) for key, inner in value.items()}


def _unpack_either(kind: Any, code: Packer) -> Packer:
    return lambda value, document: code(value, document) if isinstance(value, (list, dict)) else value


_PACKING: Makers = {
    "Citation": _pack_citation,
    "date": _pack_date,
    "dataclass": _pack_dataclass,
    "frozenset": _pack_set,
    "tuple": _pack_tuple,
    "row": _pack_row,
    "mapping": _pack_mapping,
    "optional": _pack_optional,
    "either": _pack_either,
}
_UNPACKING: Makers = {
    "Citation": _unpack_citation,
    "date": _unpack_date,
    "dataclass": _unpack_dataclass,
    "frozenset": _unpack_set,
    "tuple": _unpack_tuple,
    "row": _unpack_row,
    "mapping": _unpack_mapping,
    "optional": _pack_optional,
    "either": _unpack_either,
}
