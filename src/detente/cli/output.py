"""What the commands print: lists in every format, tables for people, errors in one line.

Words of articles and names of files are made harmless before they reach a terminal.
"""

import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

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

    >>> _folded("  the lock is shut", 12)
    ['  the lock', '    is shut']
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
    """A table fitted to the terminal, or aligned columns where nobody looks."""
    if not sys.stdout.isatty():
        every: list[Sequence[str]] = [heading, *rows]
        widths = [max(len(row[n]) for row in every) for n in range(len(heading))]
        for row in every:
            write("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() + "\n")
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
