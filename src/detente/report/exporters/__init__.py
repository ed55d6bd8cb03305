"""Exporters, one file each: a module of this folder defines EXPORTER, and the output exists.

An exporter turns a case into bytes: the same bytes for the same case, and nothing in them that is fetched from
elsewhere. Data are complete and never cut short; a report, which people read, says what it leaves out of a large one.
"""

from collections.abc import Callable
from dataclasses import dataclass

from detente.case import Case
from detente.errors import UnknownItem
from detente.plugins import discover

__all__ = ["Exporter", "export", "exporters", "find"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Exporter:
    """One output: its name on the command line, what its files end with, and the case's bytes in it.

    `about` says in one line what is in it and who reads it. `side` gives what the format has no place for; it is
    written beside the file, under its name with `side_suffix` added. `whole` is what a report is with nothing left out.
    """

    name: str
    suffix: str
    media_type: str
    about: str
    export: Callable[[Case], bytes]
    side_suffix: str = ""
    side: Callable[[Case], bytes] | None = None
    whole: Callable[[Case], bytes] | None = None


def exporters() -> dict[str, Exporter]:
    """All exporters by name, in name order."""
    return discover("detente.report.exporters", "EXPORTER", group="detente.report", key=lambda e: e.name)


def find(name: str) -> Exporter:
    """The exporter called `name`.

    Raises `UnknownItem` with the names there are.
    """
    known = exporters()
    if name in known:
        return known[name]
    raise UnknownItem(f"no export format {name!r}", where=name, hint=f"there are: {', '.join(known)}")


def export(case: Case, name: str) -> bytes:
    """The case in the format called `name`."""
    return find(name).export(case)
