"""detente: find out why a negotiation is stuck, and what would unstick it.

The names below are the library's public surface. Each is loaded when it is first used, so `import detente` loads neither
NumPy nor spaCy nor Jinja; a game theorist never loads the text half, a journalist never the game half.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # pragma: no cover — for type checkers and editors; at run time `__getattr__` below loads them
    from detente.analysis import Findings, analyse
    from detente.case import Case
    from detente.dispute import DisputeModel, load_model
    from detente.errors import DetenteError
    from detente.evidence import Citation, DateRange
    from detente.pipeline import run
    from detente.record.build import build_record
    from detente.record.entries import Record
    from detente.sources import read
    from detente.sources.document import Document, Library
    from detente.store import open_case

__version__ = "0.1.0"

_HOMES = {
    "Case": "detente.case",
    "Citation": "detente.evidence",
    "DateRange": "detente.evidence",
    "DetenteError": "detente.errors",
    "DisputeModel": "detente.dispute",
    "Document": "detente.sources.document",
    "Findings": "detente.analysis",
    "Library": "detente.sources.document",
    "Record": "detente.record.entries",
    "analyse": "detente.analysis",
    "build_record": "detente.record.build",
    "load_model": "detente.dispute",
    "open_case": "detente.store",
    "read": "detente.sources",
    "run": "detente.pipeline",
}

__all__ = [
    "Case",
    "Citation",
    "DateRange",
    "DetenteError",
    "DisputeModel",
    "Document",
    "Findings",
    "Library",
    "Record",
    "__version__",
    "analyse",
    "build_record",
    "load_model",
    "open_case",
    "read",
    "run",
]


def __getattr__(name: str) -> object:
    """Load a public name from its room when it is first asked for."""
    if name not in _HOMES:
        raise AttributeError(f"module 'detente' has no attribute {name!r}")
    value = getattr(import_module(_HOMES[name]), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    """The public names."""
    return sorted(__all__)
