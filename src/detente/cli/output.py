"""What the commands print: lists in every format, tables for people, errors in one line.

Words of articles and names of files are made harmless before they reach a terminal.
"""

import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from unicodedata import combining, east_asian_width

import click

from detente.errors import DetenteError
from detente.report.tables import FORMATS, Item, harmless

__all__ = [
    "Output",
    "emit",
    "formats",
    "is_quiet",
    "joined",
    "one_line",
    "print_error",
    "print_problem",
    "print_problems",
    "quietly",
    "remark",
    "shorten",
    "tell",
    "write",
]


LONG_WORD = 14
"""Letters from which a word may be broken to fit a table."""

MOST_PROBLEMS = 10
"""How many problems of a model are told where another question was asked."""


@dataclass
class Output:
    """How this run of the program speaks."""

    quiet: bool = False


def formats(command: Callable[..., object]) -> Callable[..., object]:
    """The options of every list: `--json --nl --csv --tsv --md`."""
    helps = {
        "json": "One JSON array.",
        "nl": "One JSON object per line.",
        "csv": "Comma-separated, for spreadsheets.",
        "tsv": "Tab-separated.",
        "md": "A Markdown table.",
    }
    for name in reversed(list(FORMATS)):
        option = click.option(f"--{name}", "form", flag_value=name, default=None, help=helps[name])
        command = option(command)
    return command


def quietly(command: Callable[..., object]) -> Callable[..., object]:
    """The option `--quiet`, on the command as well as before it."""

    def note(context: click.Context, _: click.Parameter, value: bool) -> None:
        output = context.ensure_object(Output)
        output.quiet = output.quiet or value

    return click.option(
        "--quiet", "-q", is_flag=True, expose_value=False, callback=note, help="No progress and no remarks on stderr."
    )(command)


def write(text: str) -> None:
    """Print text to stdout as it is."""
    sys.stdout.write(text)


def tell(lines: Iterable[str]) -> None:
    """Print sentences: one to a line, and on a terminal folded at its width, the rest of a line further in."""
    width = _columns()
    for line in lines:
        plain = harmless(line)
        write(("\n".join(_folded(plain, width)) if width else plain) + "\n")


def _columns() -> int:
    """The width of the terminal, 0 where nobody looks."""
    if not sys.stdout.isatty():
        return 0
    from shutil import get_terminal_size

    return get_terminal_size().columns


def _folded(line: str, width: int) -> list[str]:
    """A line in pieces of at most `width` characters, indented as it was and two further from the second on.

    >>> _folded("  the lock on the Aln is shut again", 24)
    ['  the lock on the Aln is', '    shut again']
    """
    import textwrap

    indent = line[: len(line) - len(line.lstrip())]
    further = indent + ("     " if line.lstrip()[:1].isdigit() and ". " in line[:6] else "  ")
    return textwrap.wrap(
        line.strip(), max(width, 24), initial_indent=indent, subsequent_indent=further, break_on_hyphens=False
    ) or [""]


def emit(
    items: Sequence[Item],
    form: str | None,
    *,
    columns: Mapping[str, Callable[[Item], str]],
    header: Sequence[str],
    rows: Sequence[Item] | None = None,
    empty: str = "",
) -> None:
    """Print a list: in the format asked for, else as a table of `columns` (heading → cell of an item).

    `rows` stand in for the items in spreadsheets; `header` names the columns of an empty spreadsheet.
    """
    if form in ("json", "nl"):
        write(FORMATS[form](items))
    elif form:
        write(FORMATS[form](items if rows is None else rows, header=header))
    elif items:
        _table([[harmless(cell(item)) for cell in columns.values()] for item in items], list(columns))
    elif empty:
        remark(empty)


def _table(rows: Sequence[Sequence[str]], heading: Sequence[str]) -> None:
    """A table fitted to the terminal, a block for each row where that is too narrow; aligned where nobody looks."""
    if not sys.stdout.isatty():
        every: list[Sequence[str]] = [heading, *rows]
        widths = [max(_cells(row[n]) for row in every) for n in range(len(heading))]
        for row in every:
            padded = (cell + " " * (width - _cells(cell)) for cell, width in zip(row, widths, strict=True))
            write("  ".join(padded).rstrip() + "\n")
        return
    if _least(rows, heading) > _columns():
        write("\n\n".join("\n".join(_block(row, heading, _columns())) for row in rows) + "\n")
        return
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(box=None, pad_edge=False, header_style="bold")
    for name in heading:
        table.add_column(name, overflow="fold", ratio=None)
    for row in rows:
        table.add_row(*(Text(cell) for cell in row))
    Console(soft_wrap=False, highlight=False).print(table)


def _least(rows: Sequence[Sequence[str]], heading: Sequence[str]) -> int:
    """The narrowest terminal in which a table breaks no word but long ones."""
    words = (max(map(_cells, (" ".join(row[n] for row in (heading, *rows))).split())) for n in range(len(heading)))
    return sum(min(longest, LONG_WORD) for longest in words) + 2 * (len(heading) - 1)


def _block(row: Sequence[str], heading: Sequence[str], width: int) -> list[str]:
    """One row of a table written down the page; what is empty is left out.

    >>> _block(["ev-1", "", "the lock is shut"], ["id", "where", "what"], 30)
    ['id     ev-1', 'what   the lock is shut']
    """
    import textwrap

    margin = max(map(_cells, heading)) + 2
    lines = []
    for name, cell in zip(heading, row, strict=True):
        if cell:
            beginning = name + " " * (margin - _cells(name))
            lines += textwrap.wrap(
                cell, max(width, margin + 12), initial_indent=beginning, subsequent_indent=" " * margin
            )
    return lines


def _cells(text: str) -> int:
    """How many columns of a terminal a text takes: East Asian characters take two, marks above others none.

    >>> _cells("日本"), _cells("Küril")
    (4, 5)
    """
    if text.isascii():
        return len(text)
    return sum(0 if combining(c) else 2 if east_asian_width(c) in "WF" else 1 for c in text)


def remark(text: str) -> None:
    """A remark on stderr, unless `--quiet`."""
    if not is_quiet():
        print(harmless(text), file=sys.stderr)


def is_quiet() -> bool:
    """Whether this run of the program was asked to keep its remarks and its progress to itself."""
    context = click.get_current_context(silent=True)
    return context is not None and isinstance(context.obj, Output) and context.obj.quiet


def print_error(message: str, hint: str = "") -> None:
    """An error on stderr, and what to do about it."""
    _to_stderr(harmless(message))
    if hint:
        _to_stderr(f"  hint: {harmless(hint)}")


def _to_stderr(text: str) -> None:
    try:
        print(text, file=sys.stderr, flush=True)
    except OSError:
        return


def print_problem(error: DetenteError, *, folder: Path | None = None) -> None:
    """`file:line:column: error CODE: message`, then the hint."""
    print_error(one_line(error, folder=folder), error.hint)


def print_problems(
    problems: Sequence[DetenteError], *, see: str, folder: Path | None = None, warning: bool = False
) -> None:
    """The first few problems with their hints, and how many more `detente check` lists; `see` is what to check."""
    for problem in problems[:MOST_PROBLEMS]:
        line = one_line(problem, folder=folder)
        print_error(f"warning: {line}" if warning else line, "" if warning else problem.hint)
    more = len(problems) - MOST_PROBLEMS
    if more > 0:
        print_error(f"… and {more} more; `detente check {see}` lists all {len(problems)}")


def one_line(error: DetenteError, *, folder: Path | None = None) -> str:
    """The error in one line; places inside a case are shown from where the user stands."""
    where = error.where
    if folder is not None and where.startswith("case.yaml"):
        where = str(folder / where)
    place = f"{where}: " if where else "detente: "
    return " ".join(f"{place}error {error.code}: {error.message}".split())


def shorten(text: str, most: int = 100) -> str:
    """The text in one line of at most `most` characters, for tables that people read."""
    line = " ".join(text.split())
    return line if len(line) <= most else line[: most - 1] + "…"


def joined(values: Iterable[object], most: int = 3) -> str:
    """The first few values, and how many more there are."""
    every = [str(value) for value in values]
    more = f" +{len(every) - most}" if len(every) > most else ""
    return ", ".join(every[:most]) + more
