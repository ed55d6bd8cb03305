"""Lists of items as text: JSON, JSON lines, CSV, TSV and Markdown, the same bytes for the same items.

A spreadsheet takes a cell that begins with `=` for a formula, and a terminal takes an escape for a command; both
come from articles here, so cells are made harmless on the way out. Nothing is ever cut short.
"""

import csv
import io
import json
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from types import MappingProxyType

__all__ = [
    "FORMATS",
    "cells",
    "columns",
    "csv_rows",
    "harmless",
    "plain",
    "to_csv",
    "to_json",
    "to_lines",
    "to_markdown",
    "to_tsv",
]

Item = Mapping[str, object]

FORMULA = ("=", "+", "-", "@", "\t", "\r")
NUMBER = re.compile(r"[-+]?\d+(?:\.\d+)?")
BIDI = frozenset(
    [*range(0x202A, 0x202F), *range(0x2066, 0x206A), 0x200E, 0x200F, 0x061C, 0x2028, 0x2029, *range(0xE0000, 0xE0080)]
)


def to_json(items: Sequence[Item]) -> str:
    """One JSON array, `[]` when there are no items."""
    return json.dumps(list(items), ensure_ascii=False, indent=2) + "\n"


def to_lines(items: Sequence[Item]) -> str:
    """One JSON object per line."""
    return "".join(json.dumps(item, ensure_ascii=False) + "\n" for item in items)


def to_csv(items: Sequence[Item], *, header: Sequence[str] = ()) -> str:
    """RFC 4180, with a heading row; `header` names the columns where there are no items to take them from."""
    return _separated(items, header, ",", "\r\n")


def csv_rows(items: Iterable[Item], names: Sequence[str]) -> str:
    """The rows of `to_csv` in the columns named, without a heading."""
    out = io.StringIO(newline="")
    csv.writer(out).writerows([_formula_free(cell) for cell in _row(item, names)] for item in items)
    return out.getvalue()


def to_tsv(items: Sequence[Item], *, header: Sequence[str] = ()) -> str:
    """Tab-separated; tabs and line ends inside a cell become spaces, so that every line is a row."""
    names = columns(items) or list(header)
    rows = [names, *(_row(item, names) for item in items)]
    return "".join("\t".join(_formula_free(_one_line(cell)) for cell in row) + "\n" for row in rows)


def to_markdown(items: Sequence[Item], *, header: Sequence[str] = ()) -> str:
    """A pipe table."""
    names = columns(items) or list(header)
    rows = [names, ["---"] * len(names), *(_row(item, names) for item in items)]
    return "".join("| " + " | ".join(_pipe_free(cell) for cell in row) + " |\n" for row in rows)


def columns(items: Iterable[Item]) -> list[str]:
    """The flat columns that any of the items has, in the order of first appearance."""
    names: dict[str, None] = {}
    for item in items:
        for key, value in item.items():
            if isinstance(value, Mapping) and not _is_citation(value):
                names.update((f"{key}.{inner}", None) for inner in value)
            else:
                names[key] = None
    return list(names)


def cells(item: Item) -> dict[str, str]:
    """The item as flat cells: `published.earliest`, lists joined by `; `, citations as `source[start:end] “quote”`."""
    flat: dict[str, str] = {}
    for key, value in item.items():
        if isinstance(value, Mapping) and not _is_citation(value):
            flat |= {f"{key}.{inner}": plain(part) for inner, part in value.items()}
        else:
            flat[key] = plain(value)
    return flat


def plain(value: object) -> str:
    """One cell's text; "" for null."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Mapping):
        if _is_citation(value):
            return f"{value['source']}[{value['start']}:{value['end']}] “{value['quote']}”"
        return ", ".join(f"{key}: {plain(part)}" for key, part in value.items() if plain(part))
    if isinstance(value, (list, tuple)):
        return "; ".join(plain(part) for part in value)
    return str(value)


def harmless(text: str, *, keep_lines: bool = False) -> str:
    """The text with every control, direction and tag character written out, so that it can move no cursor.

    >>> harmless("red\\x1b[31m")
    'red\\\\x1b[31m'
    """
    return "".join(
        character if not _is_control(character) or (keep_lines and character in "\n\t") else _written_out(character)
        for character in text
    )


def _is_control(character: str) -> bool:
    code = ord(character)
    return code < 0x20 or 0x7F <= code < 0xA0 or code in BIDI or 0xD800 <= code < 0xE000


def _written_out(character: str) -> str:
    code = ord(character)
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"


def _is_citation(value: Mapping[str, object]) -> bool:
    return {"source", "start", "end", "quote"} <= value.keys()


def _separated(items: Sequence[Item], header: Sequence[str], delimiter: str, end: str) -> str:
    names = columns(items) or list(header)
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=delimiter, lineterminator=end)
    writer.writerow(names)
    for item in items:
        writer.writerow([_formula_free(cell) for cell in _row(item, names)])
    return out.getvalue()


def _row(item: Item, names: Sequence[str]) -> list[str]:
    flat = cells(item)
    return [flat.get(name, "") for name in names]


def _formula_free(cell: str) -> str:
    return "'" + cell if cell.startswith(FORMULA) and not NUMBER.fullmatch(cell) else cell


def _one_line(cell: str) -> str:
    return " ".join(cell.split()) if any(c in cell for c in "\t\r\n") else cell


def _pipe_free(cell: str) -> str:
    return " ".join(cell.split()).replace("\\", "\\\\").replace("|", "\\|").replace("<", "&lt;")


FORMATS: Mapping[str, Callable[..., str]] = MappingProxyType(
    {"json": to_json, "nl": to_lines, "csv": to_csv, "tsv": to_tsv, "md": to_markdown}
)
"""The formats of every list, by the name of its flag."""
