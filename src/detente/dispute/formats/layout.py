"""Where each value of a case.yaml begins and ends in its text, so that one can be changed and all else stay."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from detente.dispute.formats import strict_yaml
from detente.errors import InvalidModel, InvalidValue

__all__ = ["Piece", "Step", "layout"]

Step = str | int
"""A key of a table or an index of a list."""


@dataclass(slots=True)
class Piece:
    """A value in the text: code points [start, end), comments behind it left out.

    `kind` is text, list or table; `is_flow` tells `[…]` and `{…}` from lists and tables that are spread over lines.
    `items` are a list's values, or a table's in the order of its `keys`.
    """

    kind: str
    start: int
    end: int
    is_flow: bool
    keys: list["Piece"] = field(default_factory=list)
    names: list[str] = field(default_factory=list)
    items: list["Piece"] = field(default_factory=list)

    def member(self, step: Step) -> "Piece | None":
        """The value under a key or index."""
        if isinstance(step, int):
            return self.items[step] if self.kind == "list" and 0 <= step < len(self.items) else None
        return self.items[self.names.index(step)] if step in self.names else None

    def at(self, path: "tuple[Step, ...]") -> "Piece":
        """The value at the end of a path.

        Raises `InvalidValue` where the path leads nowhere.
        """
        piece = self
        for depth, step in enumerate(path):
            inner = piece.member(step)
            if inner is None:
                raise InvalidValue(f"there is no {'.'.join(map(str, path[: depth + 1]))} in the file")
            piece = inner
        return piece


def layout(text: str) -> Piece:
    """The pieces of a case.yaml.

    Raises `InvalidModel` where it is no YAML that we read.
    """
    tree, problems = strict_yaml.read(text, name="case.yaml")
    if tree is None or problems:
        raise InvalidModel(problems, where=problems[0].where)
    from ruamel.yaml import YAML

    # A byte order mark is no part of the text for the parser, but it is for offsets.
    shift = len(text) - len(text.removeprefix("\ufeff"))
    events = iter(YAML(typ="safe", pure=True).parse(text.removeprefix("\ufeff")))
    for event in events:
        if not type(event).__name__.startswith(("StreamStart", "DocumentStart")):
            return _piece(event, events, text, shift)
    return Piece("table", len(text), len(text), False)


def _piece(event: Any, events: Iterator[Any], text: str, shift: int) -> Piece:
    """The value that begins with an event."""
    name = type(event).__name__
    start = event.start_mark.index + shift
    if name == "ScalarEvent":
        end = event.end_mark.index + shift
        if event.style in ("|", ">"):
            # A block scalar is read up to where the next line's text begins; it ends with its own last letter.
            end = start + len(text[start:end].rstrip())
        return Piece("text", start, end, False)
    piece = Piece("list" if name.startswith("Sequence") else "table", start, start, bool(event.flow_style))
    for inner in events:
        if type(inner).__name__.endswith("EndEvent"):
            # The parser ends a spread-out value where the next one begins; its own last value ends it for us.
            last = piece.items[-1].end if piece.items else start
            piece.end = inner.end_mark.index + shift if piece.is_flow else last
            return piece
        if piece.kind == "table":
            key = _piece(inner, events, text, shift)
            piece.keys.append(key)
            piece.names.append(inner.value)
            piece.items.append(_piece(next(events), events, text, shift))
        else:
            piece.items.append(_piece(inner, events, text, shift))
    return piece
