"""Reading tables, lists and texts of a case.yaml against the keys that each kind of table has.

What is wrong is collected with its place and the nearest right word, and reading goes on with what there is.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from detente.dispute.conditions import RESERVED
from detente.dispute.formats.schema import ID_PATTERN, SECTIONS
from detente.dispute.formats.strict_yaml import List, Node, Table, Text
from detente.errors import InvalidValue, MissingKey, ModelError, UnknownKey

__all__ = ["Tables", "nearest"]

T = TypeVar("T")


@dataclass(slots=True)
class Tables:
    """Reads values of the kind that is expected; `problems` collects every other."""

    problems: list[ModelError]

    def section(self, node: Node, kind: str, what: str) -> dict[str, Node]:
        """The values of a table of this kind, after every key was checked."""
        section = SECTIONS[kind]
        table: dict[str, Node] = {}
        for key, value in self.entries(node, what):
            if key.text in section.keys:
                table[key.text] = value
            else:
                message = f"unknown key {key.text!r} in {what}"
                self.problems.append(UnknownKey(message, where=key.at, hint=nearest(key.text, section.keys)))
        is_table = isinstance(node, Table) or (isinstance(node, Text) and node.is_empty)
        for key_name in section.required:
            if key_name not in table and is_table:
                hint = f"{what} needs " + ", ".join(section.required)
                self.problems.append(MissingKey(f"{what} has no {key_name!r}", where=node.at, hint=hint))
        return table

    def named(
        self, table: Mapping[str, Node], key: str, one: Callable[[Text, Node], T], *, required: bool = False
    ) -> Iterator[T]:
        """Each entry of a table whose keys are ids."""
        entries = self.entries(table.get(key), key)
        if required and key in table and not entries:
            self.wrong(table[key], f"{key} is empty", "name at least one")
        for name, node in entries:
            if not re.fullmatch(ID_PATTERN, name.text):
                self.wrong(name, f"{name.text!r} is no id", "ids are letters, digits and _, and begin with no digit")
            elif name.text in RESERVED:
                self.wrong(name, f"{name.text!r} is a word of conditions and no id", "choose another id")
            yield one(name, node)

    def entries(self, node: Node | None, what: str) -> tuple[tuple[Text, Node], ...]:
        """Keys and values of a table; an empty or absent one has none."""
        if node is None or (isinstance(node, Text) and node.is_empty):
            return ()
        if isinstance(node, Table):
            return node.entries
        self.wrong(node, f"{what} must be a table of keys and values, not {_kind(node)}")
        return ()

    def items(self, node: Node | None, what: str) -> tuple[Node, ...]:
        """The items of a list; an empty or absent one has none."""
        if node is None or (isinstance(node, Text) and node.is_empty):
            return ()
        if isinstance(node, List):
            return node.items
        self.wrong(node, f"{what} must be a list, not {_kind(node)}", "begin each item with '- '")
        return ()

    def texts(self, node: Node | None, what: str) -> tuple[str, ...]:
        """A list of texts."""
        return tuple(self.text(item) for item in self.items(node, what))

    def text(self, node: Node | None) -> str:
        """A scalar's text, "" for none."""
        if node is None:
            return ""
        if isinstance(node, Text):
            return node.text
        self.wrong(
            node, f"a text was expected, not {_kind(node)}", "write a word or a sentence; quote one with signs in it"
        )
        return ""

    def wrong(self, node: Node, message: str, hint: str = "") -> None:
        """Collect that a value is not what its place asks for."""
        self.problems.append(InvalidValue(message, where=node.at, hint=hint))


def _kind(node: Node) -> str:
    if isinstance(node, List):
        return "a list"
    return "a table" if isinstance(node, Table) else f"the text {node.text[:40]!r}"


MOST_COMPARED = 80
"""Words that one is compared with for a hint: a file may hold thousands of wrong ones."""


def nearest(word: str, known: Sequence[str]) -> str:
    """The nearest of the words that would do, or all of them; the first of them where there are very many."""
    from difflib import get_close_matches

    near = get_close_matches(word, known[:MOST_COMPARED], n=1, cutoff=0.6)
    if near:
        return f"did you mean {near[0]!r}?"
    return "known are: " + ", ".join(known[:20]) if known else "none is defined"
