"""YAML without surprises: text → tables, lists and texts, each with its place; every scalar keeps its letters.

A subset of YAML 1.2 read from the event stream of ruamel.yaml, so that `NO`, `004` and `1956-10-19` stay what was
typed and each value knows its line and column. Aliases, merge keys, duplicate keys, tags and several documents are
refused, and size, depth and number of values are bounded, so a hostile file costs one error.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from detente.errors import InvalidSyntax, ModelError

__all__ = ["MAX_CHARACTERS", "MAX_DEPTH", "MAX_VALUES", "List", "Node", "Table", "Text", "read"]

MAX_CHARACTERS = 1_000_000
MAX_DEPTH = 40
MAX_VALUES = 30_000


@dataclass(frozen=True, slots=True)
class Text:
    """A scalar as typed; `at` is the place of its first character, `is_plain` whether it stood without quotes."""

    text: str
    at: str
    is_plain: bool = True

    @property
    def is_empty(self) -> bool:
        """Whether nothing was written at all, as after `key:`."""
        return self.is_plain and not self.text


@dataclass(frozen=True, slots=True)
class List:
    """A sequence."""

    items: tuple["Node", ...]
    at: str


@dataclass(frozen=True, slots=True)
class Table:
    """A mapping; the keys are distinct texts, in the order of the file."""

    entries: tuple[tuple[Text, "Node"], ...]
    at: str

    def get(self, key: str) -> "Node | None":
        """The value of `key`, None where the table does not have it."""
        return next((value for name, value in self.entries if name.text == key), None)


Node = Text | List | Table


def read(text: str, *, name: str) -> tuple[Node | None, tuple[ModelError, ...]]:
    """The one document in `text` and everything that was refused in it; None where it cannot be read at all.

    >>> node, problems = read("id: 2022", name="case.yaml")
    >>> node.get("id")
    Text(text='2022', at='case.yaml:1:5', is_plain=True)
    """
    if len(text) > MAX_CHARACTERS:
        message = f"a file of {len(text)} characters; at most {MAX_CHARACTERS} are read"
        return None, (InvalidSyntax(message, where=name),)
    builder = _Builder(text.removeprefix("\ufeff"), name)
    try:
        node = builder.document()
    except InvalidSyntax as problem:
        return None, (*builder.problems, problem)
    return node, tuple(builder.problems)


class _Builder:
    """Builds the tree from events, without recursion beyond `MAX_DEPTH`, and collects what is refused."""

    def __init__(self, text: str, name: str) -> None:
        self.name = name
        self.lines = text.split("\n")
        self.events = self._checked(text)
        self.problems: list[ModelError] = []
        self.values = 0

    def document(self) -> Node:
        """The tree of the only document."""
        event = next(self.events)
        while _kind(event) in ("StreamStart", "DocumentStart"):
            if _kind(event) == "DocumentStart" and (event.version not in (None, (1, 2)) or event.tags):
                self._refuse(event, "a %YAML or %TAG directive", "remove the line; the file is read as YAML 1.2")
            event = next(self.events)
        if _kind(event) == "StreamEnd":
            return Table((), f"{self.name}:1:1")
        node = self._node(event, depth=0)
        for event in self.events:
            if _kind(event) == "DocumentStart":
                raise InvalidSyntax(
                    "a second document in one file",
                    where=self._place(event.start_mark),
                    hint="remove the line '---' and what follows, or join the two",
                )
        return node

    def _node(self, event: Any, depth: int) -> Node:
        """The value that begins with `event`."""
        self.values += 1
        if depth > MAX_DEPTH or self.values > MAX_VALUES:
            limit = f"nests deeper than {MAX_DEPTH} levels" if depth > MAX_DEPTH else f"has over {MAX_VALUES} values"
            raise InvalidSyntax(f"the file {limit}", where=self._place(event.start_mark))
        kind = _kind(event)
        at = self._place(event.start_mark)
        if kind == "Alias":
            self._refuse(
                event, f"an alias, '*{event.anchor}'", "write the value out; quote a text that begins with '*'"
            )
            return Text("", at, is_plain=False)
        self._check_properties(event)
        if kind == "Scalar":
            if any("\ud800" <= letter <= "\udfff" for letter in event.value):
                self._refuse(event, "half a character (a lone surrogate)", "write the character itself")
            return Text(event.value, self._text_place(event), is_plain=event.style is None)
        if kind == "SequenceStart":
            return List(tuple(self._items(depth)), at)
        return self._table(at, depth)

    def _items(self, depth: int) -> Iterator[Node]:
        for event in self.events:
            if _kind(event) == "SequenceEnd":
                return
            yield self._node(event, depth + 1)

    def _table(self, at: str, depth: int) -> Table:
        entries: list[tuple[Text, Node]] = []
        first: dict[str, str] = {}
        for event in self.events:
            if _kind(event) == "MappingEnd":
                break
            key = self._node(event, depth + 1)
            value = self._node(next(self.events), depth + 1)
            if not isinstance(key, Text):
                self.problems.append(InvalidSyntax("a key must be a word, not a list or table", where=key.at))
            elif key.text == "<<" and key.is_plain:
                hint = "write out what should be merged"
                self.problems.append(InvalidSyntax("a merge key, '<<'", where=key.at, hint=hint))
            elif key.text in first:
                message = f"key {key.text!r} stands twice in one table, first at {first[key.text]}"
                hint = "remove one of them, or rename it"
                self.problems.append(InvalidSyntax(message, where=key.at, hint=hint))
            else:
                first[key.text] = key.at
                entries.append((key, value))
        return Table(tuple(entries), at)

    def _check_properties(self, event: Any) -> None:
        """Neither a tag nor an anchor may stand before a value."""
        if event.anchor is not None:
            self._refuse(event, f"an anchor, '&{event.anchor}'", "remove it; quote a text that begins with '&'")
        tag = str(getattr(event, "ctag", None) or getattr(event, "tag", None) or "")
        if tag and tag != "None":
            self._refuse(event, f"a tag, {tag!r}", f'quote a condition that begins with "!": "{tag}"')

    def _refuse(self, event: Any, what: str, hint: str) -> None:
        self.problems.append(
            InvalidSyntax(f"{what} is not allowed here", where=self._place(event.start_mark), hint=hint)
        )

    def _checked(self, text: str) -> Iterator[Any]:
        """The events of the parser; what it raises, as our own error with its place."""
        from ruamel.yaml import YAML
        from ruamel.yaml.error import MarkedYAMLError, YAMLError

        try:
            yield from YAML(typ="safe", pure=True).parse(text)
        except MarkedYAMLError as problem:
            mark = problem.problem_mark or problem.context_mark
            where = self._place(mark) if mark else f"{self.name}:1:1"
            message = " ".join(part for part in (problem.context, problem.problem) if part)
            raise InvalidSyntax(_plain(message), where=where, hint=_hint(message)) from None
        except (YAMLError, ValueError, OverflowError, RecursionError) as problem:
            raise InvalidSyntax(_plain(str(problem)), where=self._character(text, problem)) from None

    def _character(self, text: str, problem: Exception) -> str:
        """The place of a character that YAML does not allow."""
        position = getattr(problem, "position", None)
        if not isinstance(position, int):
            return f"{self.name}:1:1"
        line = text.count("\n", 0, position) + 1
        return f"{self.name}:{line}:{position - text.rfind(chr(10), 0, position)}"

    def _place(self, mark: Any) -> str:
        return f"{self.name}:{mark.line + 1}:{mark.column + 1}"

    def _text_place(self, event: Any) -> str:
        """Where a scalar's first own character stands: behind the quote mark, on the line after `|` or `>`."""
        mark = event.start_mark
        if event.style in ("'", '"'):
            return f"{self.name}:{mark.line + 1}:{mark.column + 2}"
        if event.style in ("|", ">") and mark.line + 1 < len(self.lines):
            line = self.lines[mark.line + 1]
            return f"{self.name}:{mark.line + 2}:{len(line) - len(line.lstrip()) + 1}"
        return self._place(mark)


def _kind(event: Any) -> str:
    return type(event).__name__.removesuffix("Event")


def _plain(message: str) -> str:
    """The parser's message on one line."""
    message = message.partition(' in "<unicode string>"')[0]
    return " ".join(message.split()).replace("<block end>", "the end of the block")


def _hint(message: str) -> str:
    """What usually helps."""
    if "\\t" in message:
        return "indent with spaces, not tabs"
    if "anchor" in message or "tag" in message or "alias" in message:
        return 'quote texts that begin with "!", "&" or "*"'
    if "mapping values" in message:
        return 'quote a text that holds ": "'
    return "compare indentation, quotes and brackets with the lines around"
