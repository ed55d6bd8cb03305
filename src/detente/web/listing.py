"""What a page shows and how lists are cut into pages."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

from detente.report.listing import Item

__all__ = ["FEW_PER_PAGE", "PER_PAGE", "Listing", "Query", "Rows", "View", "cut", "listed", "one", "page_of"]

PER_PAGE = 100

FEW_PER_PAGE = 25
"""Entries on a page where each takes much room."""

BLOCK = 200
"""Rows written at a time, so that a long table takes no more memory than a short one."""

Query = Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Rows:
    """A table of `total` rows, made block by block whenever somebody reads it."""

    total: int
    blocks: Callable[[], Iterator[Sequence[Item]]]

    def __iter__(self) -> Iterator[Item]:
        return (item for block in self.blocks() for item in block)

    @classmethod
    def of(cls, entries: Sequence[Any], item: Callable[[Any], Item]) -> "Rows":
        """The rows of a list whose entries are written as data only when they are read."""

        def blocks() -> Iterator[Sequence[Item]]:
            for start in range(0, len(entries), BLOCK):
                yield [item(entry) for entry in entries[start : start + BLOCK]]

        return cls(len(entries), blocks)


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """What a page shows: its template, the template's values, and the twin's data (`Rows` for a table)."""

    template: str
    values: Mapping[str, object]
    twin: object
    csv: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """One page of a list."""

    items: list[Any]
    page: int
    pages: int
    total: int
    path: str
    query: Mapping[str, str] = field(default_factory=dict)

    def url(self, page: int) -> str:
        """The address of another page of the same list."""
        return f"{self.path}?{urlencode({**self.query, 'page': page})}"


def one(query: Query, name: str, otherwise: str = "") -> str:
    """The first value of a query parameter."""
    values = query.get(name, ())
    return values[0] if values else otherwise


def page_of(total: int, query: Query, *, per_page: int = PER_PAGE) -> int:
    """The page that the query asks for, from 1; one beyond the end is the last."""
    asked = one(query, "page", "1")
    pages = max(1, -(-total // per_page))
    return min(max(1, int(asked)), pages) if asked.isascii() and asked.isdigit() and len(asked) < 9 else 1


def cut(items: Sequence[Any], total: int, path: str, query: Query, *, per_page: int = PER_PAGE) -> Listing:
    """The page of a list of `total` items that holds `items`."""
    kept = {name: values[0] for name, values in query.items() if name != "page" and values and values[0]}
    return Listing(
        items=list(items),
        page=page_of(total, query, per_page=per_page),
        pages=max(1, -(-total // per_page)),
        total=total,
        path=path,
        query=kept,
    )


def listed(
    every: Sequence[Any],
    path: str,
    query: Query,
    item: Callable[[Any], Any] = lambda entry: entry,
    *,
    per_page: int = PER_PAGE,
) -> Listing:
    """The page of `every` that the query asks for, each entry as `item` writes it."""
    start = (page_of(len(every), query, per_page=per_page) - 1) * per_page
    shown = [item(entry) for entry in every[start : start + per_page]]
    return cut(shown, len(every), path, query, per_page=per_page)
