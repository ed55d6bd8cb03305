"""Word lists of the record, plain text with their origin at the head, and how they are read."""

from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files
from types import MappingProxyType

__all__ = ["lines", "sections", "word_lists"]


def lines(name: str) -> Iterator[str]:
    """The lines of a lexicon without comments and blank lines."""
    for line in files(__name__).joinpath(name).read_text(encoding="utf-8").splitlines():
        bare = line.strip()
        if bare and not bare.startswith("#"):
            yield bare


def sections(name: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    """(heading, lines) of a lexicon whose parts are headed `[heading]`; a heading may come several times."""
    heading, held = "", list[str]()
    for line in lines(name):
        if line.startswith("[") and line.endswith("]"):
            if held:
                yield heading, tuple(held)
            heading, held = line[1:-1], []
        else:
            held.append(line)
    if held:
        yield heading, tuple(held)


@cache
def word_lists(name: str) -> Mapping[str, frozenset[str]]:
    """The words under each heading of a lexicon; a line with semicolons lists phrases, any other words."""
    found: dict[str, frozenset[str]] = {}
    for heading, held in sections(name):
        items = (item.strip() for line in held for item in (line.split(";") if ";" in line else line.split()))
        found[heading] = found.get(heading, frozenset()) | frozenset(item for item in items if item)
    return MappingProxyType(found)
