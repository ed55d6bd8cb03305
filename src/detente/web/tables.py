"""The table twin of a page: the rows of its list as CSV, never cut short."""

from collections.abc import Sequence

from detente.report.tables import Item, to_csv
from detente.web.listing import View

__all__ = ["csv_bytes"]


def csv_bytes(view: View) -> bytes:
    """RFC 4180 with a heading row."""
    rows = view.twin
    assert isinstance(rows, Sequence)
    items: list[Item] = [row for row in rows if isinstance(row, dict)]
    return to_csv(items).encode("utf-8", "replace")
