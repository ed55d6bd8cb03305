"""Editing case.yaml as text: one value set, put in, taken out or moved, comments and order kept.

Only the characters of the value concerned change. Every edit is proved before it is returned: the new text, read by the
strict reader, must say exactly what the old one says with that one edit.
"""

import json
import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from detente.dispute.formats import strict_yaml
from detente.dispute.formats.layout import Piece, Step, layout
from detente.dispute.formats.strict_yaml import List, Node, Text
from detente.errors import InvalidValue

__all__ = ["Value", "delete", "insert", "move", "set_value"]

Value = str | int | Sequence["Value"] | Mapping[str, "Value"]
"""What can be written: texts, `nth`, lists and tables of them."""

Path = tuple[Step, ...]


def set_value(text: str, path: Path, value: Value) -> str:
    """The text with the value at `path` replaced, or, where the last key is not there yet, added to its table.

    >>> set_value("title: River  # for now\\n", ("title",), "The river: a dispute")
    'title: "The river: a dispute"  # for now\\n'

    Raises `InvalidValue` where the path leads nowhere, `InvalidModel` for a text that is no case.yaml.
    """
    piece = layout(text)
    owner, step = piece.at(path[:-1]), path[-1]
    old = owner.member(step)
    if old is None:
        if isinstance(step, int) or owner.kind != "table":
            raise InvalidValue(f"there is no {'.'.join(map(str, path))} in the file")
        return _proved(text, _with_key(text, owner, step, value), path, lambda _: _plain(value))
    written = flow(value)
    before = " " if old.start == old.end and text[old.start - 1 : old.start] in (":", "-") else ""
    if old.kind != "text" and not old.is_flow:
        before = _indent_free(text, old)
        return _proved(text, before + written + text[old.end :], path, lambda _: _plain(value))
    return _proved(text, text[: old.start] + before + written + text[old.end :], path, lambda _: _plain(value))


def insert(text: str, path: Path, index: int, value: Value) -> str:
    """The text with `value` put into the list at `path`, before what stands at `index`."""
    owner = layout(text).at(path)
    if owner.kind == "text" and owner.start == owner.end:
        return set_value(text, path, [value])
    if owner.kind != "list" or not 0 <= index <= len(owner.items):
        raise InvalidValue(f"nothing can be put at place {index + 1} of {'.'.join(map(str, path))}")
    written = flow(value)
    if owner.is_flow:
        if not owner.items:
            new = text[: owner.start] + f"[{written}]" + text[owner.end :]
        elif index < len(owner.items):
            at = owner.items[index].start
            new = text[:at] + written + ", " + text[at:]
        else:
            at = owner.items[-1].end
            new = text[:at] + ", " + written + text[at:]
        return _proved(text, new, path, lambda items: [*items[:index], _plain(value), *items[index:]])
    if index < len(owner.items):
        at = _dash(text, owner.items[index])
        new = text[:at] + f"- {written}\n" + _margin(text, at) + text[at:]
    else:
        at = _line_end(text, owner.items[-1].end)
        new = text[:at] + "\n" + _margin(text, _dash(text, owner.items[-1])) + f"- {written}" + text[at:]
    return _proved(text, new, path, lambda items: [*items[:index], _plain(value), *items[index:]])


def delete(text: str, path: Path) -> str:
    """The text without the list item or table entry at `path`, nor the comment on its line."""
    piece = layout(text)
    owner, step = piece.at(path[:-1]), path[-1]
    piece.at(path)
    place = step if isinstance(step, int) else owner.names.index(step)
    starts = _starts(text, owner)
    if len(owner.items) == 1:
        empty = "[]" if owner.kind == "list" else "{}"
        if owner.is_flow:
            new = text[: owner.start] + empty + text[owner.end :]
        else:
            new = _indent_free(text, owner) + empty + text[_line_end(text, owner.end) :]
    elif owner.is_flow:
        first, last = (
            (starts[place], starts[place + 1])
            if place + 1 < len(starts)
            else (owner.items[-2].end, owner.items[-1].end)
        )
        new = text[:first] + text[last:]
    else:
        line, behind = _line_start(text, starts[place]), _line_end(text, owner.items[place].end)
        if not text[line : starts[place]].strip():
            # The whole lines go; comments on lines of their own above the next entry belong to it, and stay.
            new = text[:line] + text[behind + 1 :] if behind < len(text) else text[: max(line - 1, 0)]
        else:
            # The first key of an item, behind the item's dash: the next key takes its place.
            new = text[: starts[place]] + text[starts[place + 1] :]
    return _proved(text, new, path[:-1], lambda data: _without(data, step))


def move(text: str, path: Path, start: int, end: int) -> str:
    """The text with the item at `start` of the list at `path` taken to place `end`, its comment with it."""
    owner = layout(text).at(path)
    if owner.kind != "list" or not all(0 <= place < len(owner.items) for place in (start, end)):
        raise InvalidValue(f"there are {len(owner.items)} places in {'.'.join(map(str, path))}")
    order = list(range(len(owner.items)))
    order.insert(end, order.pop(start))
    if owner.is_flow:
        spans = [(item.start, item.end) for item in owner.items]
    else:
        spans = [(_dash(text, item), _line_end(text, item.end)) for item in owner.items]
    parts = [text[: spans[0][0]]]
    for place, source in enumerate(order):
        parts.append(text[slice(*spans[source])])
        following = spans[place + 1][0] if place + 1 < len(spans) else len(text)
        parts.append(text[spans[place][1] : following])
    return _proved(text, "".join(parts), path, lambda items: _moved(items, start, end))


def flow(value: Value) -> str:
    """A value on one line, quoted where it could be read as anything else.

    >>> flow({"want": "!cede", "basis": [{"source": "004", "quote": "as ever", "nth": 2}]})
    '{want: "!cede", basis: [{source: "004", quote: as ever, nth: 2}]}'
    """
    if isinstance(value, str):
        return value if _UNQUOTED.fullmatch(value) and value.lower() not in _WORDS else _quoted(value)
    if isinstance(value, int):
        return str(value)
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{flow(key)}: {flow(inner)}" for key, inner in value.items()) + "}"
    return "[" + ", ".join(flow(inner) for inner in value) + "]"


_UNQUOTED = re.compile(r"[A-Za-z_](?:[A-Za-z0-9_./()' -]*[A-Za-z0-9_.)])?")
_WORDS = {"true", "false", "null", "yes", "no", "on", "off", "y", "n"}


def _quoted(value: str) -> str:
    """In double quotes, with everything escaped that a reader of YAML could take for a line's end."""
    text = json.dumps(value, ensure_ascii=False)
    return re.sub("[\x7f-\x9f\u2028\u2029\ufeff]", lambda match: f"\\u{ord(match[0]):04x}", text)


def _with_key(text: str, owner: Piece, key: str, value: Value) -> str:
    """The text with an entry more in a table, the last."""
    written = f"{flow(key)}: {flow(value)}"
    if owner.is_flow:
        if not owner.items:
            return text[: owner.start] + "{" + written + "}" + text[owner.end :]
        at = owner.items[-1].end
        return text[:at] + ", " + written + text[at:]
    if not owner.keys:
        return text + ("" if not text or text.endswith("\n") else "\n") + written + "\n"
    at = _line_end(text, owner.items[-1].end)
    # The first key of an item stands behind its dash, so the margin is the key's column.
    column = owner.keys[0].start - _line_start(text, owner.keys[0].start)
    return text[:at] + "\n" + " " * column + written + text[at:]


def _starts(text: str, owner: Piece) -> list[int]:
    """Where each entry begins: its dash, its key, or in flow style the value."""
    if owner.kind == "table":
        return [key.start for key in owner.keys]
    return [item.start if owner.is_flow else _dash(text, item) for item in owner.items]


def _dash(text: str, item: Piece) -> int:
    """The dash before an item of a spread-out list."""
    at = item.start
    if text[at : at + 1] == "-" and item.kind == "text" and item.start == item.end:
        return at
    while at > 0:
        at -= 1
        if text[at] == "-":
            return at
        if not text[at].isspace():
            # A comment between the dash and its value.
            at = text.rfind("#", 0, at + 1)
    raise InvalidValue("a list item without its dash")


def _indent_free(text: str, piece: Piece) -> str:
    """The text before a spread-out value, up to the colon or dash that it belongs to, and a space."""
    at = _dash(text, piece.items[0]) if piece.kind == "list" else piece.keys[0].start
    head = text[:at].rstrip()
    while (line := _line_start(head, len(head))) < len(head) and head[line:].lstrip().startswith("#"):
        head = head[:line].rstrip()
    comment = re.search(r"[ \t]+#.*$", head[_line_start(head, len(head)) :])
    if comment:
        head = head[: _line_start(head, len(head)) + comment.start()]
    return head + " "


def _line_start(text: str, at: int) -> int:
    return text.rfind("\n", 0, at) + 1


def _line_end(text: str, at: int) -> int:
    """The end of the line on which a value ends, its comment included; for block scalars the end of their last line."""
    if at > 0 and text[at - 1] == "\n":
        return at - 1
    found = text.find("\n", at)
    return len(text) if found < 0 else found


def _margin(text: str, at: int) -> str:
    """The white space that a line at this column begins with."""
    return " " * (at - _line_start(text, at))


def _proved(old: str, new: str, path: Path, change: Callable[[Any], Any]) -> str:
    """The new text, when it says what the old one says with the value at `path` changed.

    Raises `InvalidValue` otherwise, which no layout that we know of does.
    """
    tree, problems = strict_yaml.read(new, name="case.yaml")
    if tree is None or problems or _tree(tree) != _changed(_data(old), path, change):
        raise InvalidValue(
            f"{'.'.join(map(str, path)) or 'the file'} cannot be edited as it is laid out",
            hint="edit the file by hand",
        )
    return new


def _changed(data: Any, path: Path, change: Callable[[Any], Any]) -> Any:
    """Plain data with the value at a path changed."""
    if not path:
        return change(data)
    step, rest = path[0], path[1:]
    if isinstance(step, int):
        return [_changed(item, rest, change) if place == step else item for place, item in enumerate(data)]
    return {**data, step: _changed(data.get(step), rest, change)}


def _without(data: Any, step: Step) -> Any:
    if isinstance(data, dict):
        return {key: value for key, value in data.items() if key != step}
    return [item for place, item in enumerate(data) if place != step]


def _moved(items: list[Any], start: int, end: int) -> list[Any]:
    rest = items[:start] + items[start + 1 :]
    return [*rest[:end], items[start], *rest[end:]]


def _data(text: str) -> Any:
    tree, _ = strict_yaml.read(text, name="case.yaml")
    return {} if tree is None else _tree(tree)


def _tree(node: Node) -> Any:
    """A tree of YAML as plain texts, lists and tables."""
    if isinstance(node, Text):
        return node.text
    if isinstance(node, List):
        return [_tree(item) for item in node.items]
    return {key.text: _tree(value) for key, value in node.entries}


def _plain(value: Value) -> Any:
    """A value as it is read back: every scalar a text."""
    if isinstance(value, str | int):
        return str(value)
    if isinstance(value, Mapping):
        return {key: _plain(inner) for key, inner in value.items()}
    return [_plain(inner) for inner in value]
