"""What a page shows and how lists are cut into pages."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import urlencode

from detente.report.listing import Item

__all__ = ["PER_PAGE", "Listing", "Query", "View", "listed", "one"]

PER_PAGE = 100

Query = Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """What a page shows: its template, the template's values, and the twin's data."""

    template: str
    values: Mapping[str, object]
    twin: object
    csv: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """One page of a list."""

    items: list[Item]
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


def listed(every: list[Item], path: str, query: Query) -> Listing:
    """The page of `every` that the query asks for; a page beyond the end is the last one."""
    pages = max(1, -(-len(every) // PER_PAGE))
    asked = one(query, "page", "1")
    page = min(max(1, int(asked)), pages) if asked.isascii() and asked.isdigit() and len(asked) < 9 else 1
    kept = {name: values[0] for name, values in query.items() if name != "page" and values and values[0]}
    return Listing(
        items=every[(page - 1) * PER_PAGE : page * PER_PAGE],
        page=page,
        pages=pages,
        total=len(every),
        path=path,
        query=kept,
    )
