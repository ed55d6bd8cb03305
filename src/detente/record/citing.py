"""Which citations an entry of the record holds, found by looking only where its type can hold one."""

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from functools import cache
from types import UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

from detente.evidence import Citation

__all__ = ["citations_of"]


def citations_of(value: object) -> Iterator[Citation]:
    """Every citation within an entry of the record, a tuple of entries, or the record itself, in reading order."""
    if isinstance(value, tuple):
        for item in value:
            yield from citations_of(item)
    elif is_dataclass(value) and not isinstance(value, Citation):
        shape: Any = type(value)
        for name in _holders(shape):
            part = getattr(value, name)
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
    kind: Any = type(value)
    if isinstance(value, Citation):
        found.append(value)
    elif isinstance(value, tuple):
        for item in value:
            _gather(item, found)
    else:
        for name in _holders(kind):
            _gather(getattr(value, name), found)


@cache
def _holders(kind: Any) -> tuple[str, ...]:
    """The fields of a dataclass in which a citation can be; none of anything else."""
    if not is_dataclass(kind):
        return ()
    hints = get_type_hints(kind)
    return tuple(f.name for f in fields(kind) if _can_hold(hints[f.name], (kind,)))


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
