"""The case's SQLite: original bytes, text, record, findings, history; one writer; citations proved on opening."""

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
