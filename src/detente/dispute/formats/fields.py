"""Reading lists and texts of a JSON document against what its format expects.

What is wrong is collected with its place, which is found again in the text, and reading goes on with what there is.
"""

from dataclasses import dataclass, field

from detente.dispute.formats import strict_json
from detente.dispute.formats.strict_json import Json
from detente.errors import InvalidValue, ModelError

__all__ = ["Fields", "Path"]

Path = tuple[str | int, ...]
"""The keys and indices that lead to a value."""

MAX_LOCATED = 100
"""How many errors are kept; each has to be found again in the text."""

MAX_PLACED = 30_000
"""Characters of a text up to which the place of every element is looked up."""


@dataclass(slots=True)
class Fields:
    """Reads values of the kind that is expected; `problems` collects every other."""

    text: str
    name: str
    problems: list[ModelError] = field(default_factory=list)

    def items(self, value: Json, path: Path) -> list[Json]:
        """A list; None is an empty one."""
        if value is None or isinstance(value, list):
            return value or []
        self.add(InvalidValue, "a list was expected", path)
        return []

    def texts(self, value: Json, path: Path) -> tuple[str, ...]:
        """A list of strings."""
        return tuple(self.string(item, (*path, i)) for i, item in enumerate(self.items(value, path)))

    def string(self, value: Json, path: Path) -> str:
        """A string."""
        if isinstance(value, str):
            return value
        self.add(InvalidValue, f"a text was expected, not {value!r:.40}", path)
        return ""

    def add(self, kind: type[ModelError], message: str, path: Path, hint: str = "") -> None:
        """Collect an error, up to `MAX_LOCATED` of them."""
        if len(self.problems) < MAX_LOCATED:
            where = strict_json.place(self.text, self.name, path)
            self.problems.append(kind(message, where=where, hint=hint))

    def place(self, path: Path) -> str:
        """Where an element stands; only the file's name where looking up every one would take long."""
        return strict_json.place(self.text, self.name, path) if len(self.text) < MAX_PLACED else self.name
