"""The twins of a page: its data as JSON and, where it is a table, as CSV; never cut short, long ones bit by bit."""

import json
from collections.abc import Iterator

from detente.report.tables import columns, csv_rows, to_csv
from detente.web.listing import Rows, View

__all__ = ["MOST_AT_ONCE", "csv_twin", "json_twin"]

MOST_AT_ONCE = 1_000
"""Rows up to which a table is made at once, and remembered."""


def json_twin(view: View) -> bytes | Iterator[bytes]:
    """The page's data; a table is an array with a row on each line."""
    if not isinstance(view.twin, Rows):
        return (json.dumps(view.twin, ensure_ascii=False, indent=1) + "\n").encode("utf-8", "replace")
    return _at_once(view.twin, _json_pieces(view.twin))


def csv_twin(view: View) -> bytes | Iterator[bytes]:
    """RFC 4180 with a heading row."""
    if isinstance(view.twin, Rows):
        return _at_once(view.twin, _csv_pieces(view.twin))
    assert isinstance(view.twin, (list, tuple))
    return to_csv([row for row in view.twin if isinstance(row, dict)]).encode("utf-8", "replace")


def _at_once(rows: Rows, pieces: Iterator[bytes]) -> bytes | Iterator[bytes]:
    return pieces if rows.total > MOST_AT_ONCE else b"".join(pieces)


def _json_pieces(rows: Rows) -> Iterator[bytes]:
    before = "[\n"
    for block in rows.blocks():
        lines = [json.dumps(item, ensure_ascii=False) for item in block]
        if lines:
            yield (before + ",\n".join(lines)).encode("utf-8", "replace")
            before = ",\n"
    yield b"[]\n" if before == "[\n" else b"\n]\n"


def _csv_pieces(rows: Rows) -> Iterator[bytes]:
    """The heading names what any row has, so the rows are read twice."""
    names = columns(rows)
    yield to_csv([], header=names).encode("utf-8", "replace")
    for block in rows.blocks():
        yield csv_rows(block, names).encode("utf-8", "replace")
