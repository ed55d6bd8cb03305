"""The case's SQLite: original bytes, text, record, findings, history; one writer; citations proved on opening."""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from detente.store.database import Store, StoredFile, exists, reading, writing
    from detente.store.folders import MODEL, REPORT, SOURCES, case_folder
    from detente.store.opening import open_case

__all__ = [
    "MODEL",
    "REPORT",
    "SOURCES",
    "Store",
    "StoredFile",
    "case_folder",
    "exists",
    "open_case",
    "reading",
    "writing",
]

_HOMES = {
    "database": ("Store", "StoredFile", "exists", "reading", "writing"),
    "folders": ("MODEL", "REPORT", "SOURCES", "case_folder"),
    "opening": ("open_case",),
}


def __getattr__(name: str) -> object:
    """Load a public name's module when the name is first used: most commands need a few of them."""
    for module, names in _HOMES.items():
        if name in names:
            return getattr(import_module(f"detente.store.{module}"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
