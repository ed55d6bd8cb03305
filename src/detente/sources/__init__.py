"""Files → documents → labelled passages."""

from typing import TYPE_CHECKING

from detente.sources.document import BOILERPLATE_KINDS, Document, Library, Metadatum, Origin, Passage

if TYPE_CHECKING:
    from detente.sources.files import source_files
    from detente.sources.library import build_library
    from detente.sources.reading import read_bytes, read_file, read_files

__all__ = [
    "BOILERPLATE_KINDS",
    "Document",
    "Library",
    "Metadatum",
    "Origin",
    "Passage",
    "build_library",
    "read_bytes",
    "read_file",
    "read_files",
    "source_files",
]

_HOMES = {
    "build_library": "detente.sources.library",
    "read_bytes": "detente.sources.reading",
    "read_file": "detente.sources.reading",
    "read_files": "detente.sources.reading",
    "source_files": "detente.sources.files",
}


def __getattr__(name: str) -> object:
    """The functions that need NumPy or a child process, loaded when first used."""
    from importlib import import_module

    if name in _HOMES:
        return getattr(import_module(_HOMES[name]), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
