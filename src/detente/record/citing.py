"""Which citations an entry of the record holds, found by looking only where its type can hold one."""

from collections.abc import Callable, Iterator
from dataclasses import fields, is_dataclass
from functools import cache
from types import UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

from detente.evidence import Citation
from detente.record.entries import Record

__all__ = ["citations_of"]


Gatherer = Callable[[Any, list[Citation]], None]


def citations_of(value: object) -> Iterator[Citation]:
    """Every citation within an entry of the record, a tuple of entries, or the record itself, in reading order."""
    if isinstance(value, tuple):
        for item in value:
            yield from _gathered(item)
    elif isinstance(value, Record):
        for f in fields(value):
            part = getattr(value, f.name)
            if isinstance(part, tuple):
                yield from citations_of(part)  # a record's own: as they are asked for
            else:
                yield from _gathered(part)
    else:
        yield from _gathered(value)


def _gathered(value: object) -> list[Citation]:
    found: list[Citation] = []
    _gather(value, found)
    return found


def _gather(value: object, found: list[Citation]) -> None:
    """Add the citations in a value of whatever type."""
    if isinstance(value, tuple):
        for item in value:
            _gather(item, found)
    else:
        kind: Any = type(value)
        gatherer = _gatherer(kind)
        if gatherer is not None:
            gatherer(value, found)


@cache
def _gatherer(hint: Any) -> Gatherer | None:
    """What adds the citations in a value of a type; None where there can be none."""
    if not _can_hold(hint, ()):
        return None
    if hint is Citation:
        return lambda value, found: found.append(value)
    if get_origin(hint) is tuple and get_args(hint) == (Citation, ...):
        return lambda value, found: found.extend(value)
    return _gatherer_of_fields(hint) if is_dataclass(hint) else _gather_any


def _gather_any(value: object, found: list[Citation]) -> None:
    if value is not None:
        _gather(value, found)


def _gatherer_of_fields(kind: Any) -> Gatherer:
    """The gatherer of a dataclass, from those of its fields."""
    parts: list[tuple[str, Gatherer]] | None = None  # found below: a class may contain itself

    def gather(value: Any, found: list[Citation]) -> None:
        nonlocal parts
        if parts is None:
            hints = get_type_hints(kind)
            parts = [(f.name, one) for f in fields(kind) if (one := _gatherer(hints[f.name])) is not None]
        for name, one in parts:
            one(getattr(value, name), found)

    return gather


def _can_hold(hint: Any, above: tuple[Any, ...]) -> bool:
    """Whether a value of a type can have a citation in it; `above` are the types that it stands in."""
    if hint is Citation or hint is Any or hint is object:
        return True
    origin = get_origin(hint)
    if origin in (tuple, Union, UnionType):
        return any(_can_hold(part, above) for part in get_args(hint))
    if is_dataclass(hint) and hint not in above:
        hints = get_type_hints(hint)
        return any(_can_hold(hints[f.name], (*above, hint)) for f in fields(hint))
    return False
