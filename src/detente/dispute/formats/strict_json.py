"""JSON without surprises: duplicate keys, NaN and bottomless nesting are refused, and any value can be located.

The standard reader is fast and forgets places, so a place is found again, only when there is an error to report.
"""

import json
import re
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache
from typing import NoReturn

from detente.errors import InvalidSyntax

__all__ = ["Json", "place", "read"]

Json = None | bool | int | float | str | list["Json"] | dict[str, "Json"]

MAX_CHARACTERS = 200_000_000
MOST_KEPT = 4_000_000
"""Characters of a text up to which the places of its members are kept from one error to the next."""


def read(text: str, *, name: str) -> Json:
    """The value that `text` gives.

    Raises `InvalidSyntax` with `name:line:column`.
    """
    text = text.removeprefix("\ufeff")
    if len(text) > MAX_CHARACTERS:
        raise InvalidSyntax(f"a file of {len(text)} characters; at most {MAX_CHARACTERS} are read", where=name)
    try:
        value: Json = json.loads(text, object_pairs_hook=_object, parse_constant=_constant)
    except json.JSONDecodeError as problem:
        where = f"{name}:{problem.lineno}:{problem.colno}"
        raise InvalidSyntax(f"not JSON: {problem.msg}", where=where, hint="compare quotes, commas, brackets") from None
    except RecursionError:
        raise InvalidSyntax("the file nests too deeply", where=f"{name}:1:1") from None
    except ValueError as problem:
        raise InvalidSyntax(str(problem), where=f"{name}:1:1") from None
    return value


def place(text: str, name: str, path: Sequence[str | int]) -> str:
    """Where the value at `path` begins, as `name:line:column`; the deepest part of the path that exists.

    >>> place('{"ranks": {"moe": [7, 6]}}', "m.json", ("ranks", "moe", 1))
    'm.json:1:23'
    """
    position = _skip_space(text.removeprefix("\ufeff"), 0)
    text = text.removeprefix("\ufeff")
    for step in path:
        inner = _member(text, position, step)
        if inner is None:
            break
        position = inner
    line = text.count("\n", 0, position) + 1
    return f"{name}:{line}:{position - text.rfind(chr(10), 0, position)}"


def _member(text: str, position: int, step: str | int) -> int | None:
    """Where member `step` of the value at `position` begins."""
    if text[position] not in "{[" or (text[position] == "{") != isinstance(step, str):
        return None
    find = _members if len(text) <= MOST_KEPT else _members.__wrapped__
    return find(text, position).get(step)


@lru_cache(maxsize=16)
def _members(text: str, position: int) -> dict[str | int, int]:
    """Where each member of the value at `position` begins; kept, since a file with one error often has hundreds."""
    closing = "}" if text[position] == "{" else "]"
    position = _skip_space(text, position + 1)
    found: dict[str | int, int] = {}
    while text[position] != closing:
        key: str | int = len(found)
        if closing == "}":
            key, position = _DECODER.raw_decode(text, position)
            position = _skip_space(text, _skip_space(text, position) + 1)
        found[key] = position
        _, position = _DECODER.raw_decode(text, position)
        position = _skip_space(text, position)
        if text[position] == ",":
            position = _skip_space(text, position + 1)
    return found


_DECODER = json.JSONDecoder()
_SPACE = re.compile(r"[ \t\r\n]*")


def _skip_space(text: str, position: int) -> int:
    match = _SPACE.match(text, position)
    assert match is not None
    return match.end()


def _object(pairs: list[tuple[str, Json]]) -> dict[str, Json]:
    table = dict(pairs)
    if len(table) < len(pairs):
        counts = Counter(key for key, _ in pairs)
        twice = next(key for key, count in counts.items() if count > 1)
        raise ValueError(f"key {twice!r} stands twice in one object")
    return table


def _constant(word: str) -> NoReturn:
    raise ValueError(f"{word} is no JSON number")
