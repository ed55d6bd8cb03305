"""What was worked out of articles before, by key: read where it is kept, worked out and kept where it is not."""

from collections.abc import Callable, MutableMapping, Sequence
from typing import TypeVar

from detente.sources.processes import each

__all__ = ["Kept", "kept_or_made"]

T = TypeVar("T")
R = TypeVar("R")

Kept = MutableMapping[str, bytes]
"""Results by key, kept from an earlier time by whoever calls."""

ENOUGH_TO_SHARE = 256
"""Articles from which the work is worth the starting of processes."""


def kept_or_made(
    make: Callable[[T], R],
    items: Sequence[T],
    *,
    kept: Kept | None,
    key: Callable[[T], str],
    packed: Callable[[R], bytes],
    unpacked: Callable[[bytes, T], R | None],
    workers: int = 1,
) -> list[R]:
    """`make` of every item, in order; what `kept` holds under an item's `key` is unpacked instead.

    The key tells all that the result follows from. `unpacked` gives None for bytes that are no such result: it is then
    made again. `workers` processes share what is to be made.
    """
    if kept is None:
        return list(each(make, items, workers=workers, size=32, fewest=ENOUGH_TO_SHARE))
    keys = [key(item) for item in items]
    found = [unpacked(kept.get(name, b""), item) for name, item in zip(keys, items, strict=True)]
    new = [place for place, result in enumerate(found) if result is None]
    made = each(lambda place: make(items[place]), new, workers=workers, size=32, fewest=ENOUGH_TO_SHARE)
    for place, result in zip(new, made, strict=True):
        found[place] = result
        kept[keys[place]] = packed(result)
    return [result for result in found if result is not None]
