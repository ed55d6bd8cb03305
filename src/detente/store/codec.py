"""Frozen dataclasses to JSON and back, driven by their type hints.

pickle would run code from a file somebody sent; pydantic would need a twin of every class of the record. The
classes themselves say all there is to know, so their hints are compiled once into a reader per type.
"""

import json
from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from functools import cache
from json.encoder import encode_basestring
from types import MappingProxyType, NoneType, UnionType
from typing import Any, NewType, TypeVar, Union, get_args, get_origin, get_type_hints

__all__ = ["decode", "encode"]

T = TypeVar("T")
Reader = Callable[[Any], Any]


def encode(value: object) -> str:
    """`value` as compact JSON; object keys stand in the order of the fields."""
    shape: Any = type(value)
    return _writer(shape)(value)


def decode(kind: type[T], text: str) -> T:
    """The `kind` that `encode` wrote; its invariants are checked again as it is built.

    Raises `ValueError`, `TypeError`, `KeyError` or an evidence error where the text is not what was written.
    """
    shape: Any = kind
    value: T = _reader(shape)(json.loads(text))
    return value


def _plain(value: object) -> object:
    if value is None or isinstance(value, (str, int, float, bool)):
        return value
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, (tuple, list)):
        return [_plain(item) for item in value]
    if isinstance(value, Mapping):
        return {key: _plain(item) for key, item in value.items()}
    if is_dataclass(value):
        shape: Any = type(value)
        return {name: _plain(getattr(value, name)) for name in _names(shape)}
    raise TypeError(f"{type(value).__name__} cannot be stored")


@cache
def _names(kind: Any) -> tuple[str, ...]:
    return tuple(f.name for f in fields(kind))


Writer = Callable[[Any], str]


def _json(value: object) -> str:
    """Any value as JSON, as it tells itself."""
    return json.dumps(_plain(value), ensure_ascii=False, separators=(",", ":"))


@cache
def _writer(kind: Any) -> Writer:
    """What turns a value of a type into JSON; what the hints leave open is told by the value itself."""
    if isinstance(kind, NewType):
        return _writer(kind.__supertype__)
    if kind is str:
        return _write_text
    if kind is int:
        return _write_number
    if is_dataclass(kind):
        return _dataclass_writer(kind)
    origin, inside = get_origin(kind), get_args(kind)
    if origin in (Union, UnionType):
        writers = dict.fromkeys(_writer(part) for part in inside if part is not NoneType)
        return _optional_writer(next(iter(writers))) if len(writers) == 1 else _json
    if origin is tuple and len(inside) == 2 and inside[1] is Ellipsis:
        return _tuple_writer(_writer(inside[0]))
    return _json


def _write_text(value: Any) -> str:
    return encode_basestring(value) if type(value) is str else _json(value)


def _write_number(value: Any) -> str:
    return str(value) if type(value) is int else _json(value)


def _optional_writer(writer: Writer) -> Writer:
    return lambda value: "null" if value is None else writer(value)


def _tuple_writer(item: Writer) -> Writer:
    return lambda value: f"[{','.join([item(inner) for inner in value])}]"


def _dataclass_writer(kind: Any) -> Writer:
    hints, names = get_type_hints(kind), _names(kind)
    writers: list[tuple[str, str, Writer]] = []  # filled below: a class may contain itself

    def write(value: Any) -> str:
        if type(value) is not kind:
            return _json(value)
        if not writers:
            writers.extend((f'"{name}":', name, _writer(hints[name])) for name in names)
        return "{" + ",".join([head + writer(getattr(value, name)) for head, name, writer in writers]) + "}"

    return write


@cache
def _reader(kind: Any) -> Reader:
    """What turns plain JSON into `kind`."""
    if isinstance(kind, NewType):
        return _reader(kind.__supertype__)
    origin = get_origin(kind)
    if origin in (Union, UnionType):
        return _union_reader(get_args(kind))
    if origin is tuple:
        return _tuple_reader(get_args(kind))
    if origin is not None and issubclass(origin, Mapping):
        item = _reader(get_args(kind)[1])
        return lambda value: MappingProxyType({key: item(inner) for key, inner in value.items()})
    if kind is date:
        return date.fromisoformat
    if is_dataclass(kind):
        return _dataclass_reader(kind)
    if kind in (str, int, float, bool):
        return _scalar_reader(kind)
    return lambda value: value


def _scalar_reader(kind: type) -> Reader:
    def read(value: Any) -> Any:
        if type(value) is kind:
            return value
        if kind is float and type(value) is int:
            return float(value)
        raise TypeError(f"expected {kind.__name__}, found {type(value).__name__}")

    return read


def _union_reader(kinds: tuple[Any, ...]) -> Reader:
    """At most one member is an object (a dataclass); the others are scalars told apart by their JSON type."""
    objects = [_reader(kind) for kind in kinds if is_dataclass(kind) or get_origin(kind) is not None]
    plain: dict[type, Reader] = {}
    for kind in kinds:
        if kind in (str, int, float, bool):
            plain[kind] = _reader(kind)
        elif kind is date or isinstance(kind, NewType):
            plain[str] = _reader(kind)

    def read(value: Any) -> Any:
        if value is None:
            if NoneType not in kinds:
                raise TypeError("null where a value is required")
            return None
        if isinstance(value, (dict, list)) and objects:
            return objects[0](value)
        return plain[type(value)](value)

    return read


def _tuple_reader(kinds: tuple[Any, ...]) -> Reader:
    if len(kinds) == 2 and kinds[1] is Ellipsis:
        item = _reader(kinds[0])
        return lambda value: tuple([item(inner) for inner in value])
    readers = [_reader(kind) for kind in kinds]
    return lambda value: tuple([read(inner) for read, inner in zip(readers, value, strict=True)])


def _dataclass_reader(kind: Any) -> Reader:
    hints = get_type_hints(kind)
    names = [f.name for f in fields(kind) if f.init]
    readers: list[tuple[str, Reader]] = []  # filled below: a class may contain itself

    def read(value: Any) -> Any:
        if not readers:
            readers.extend((name, _reader(hints[name])) for name in names)
        try:
            return kind(**{name: reader(value[name]) for name, reader in readers})
        except KeyError:  # written before a field was added, which then has a default
            return kind(**{name: reader(value[name]) for name, reader in readers if name in value})

    return read
