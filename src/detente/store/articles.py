"""What lies in sources/: which files, whether they are as they were taken up, what articles they hold."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from detente.errors import SourceError
from detente.evidence import Caveat
from detente.sources.document import Document
from detente.sources.files import load, load_side_file, source_files
from detente.store.database import Store, StoredFile, sha256
from detente.store.folders import SOURCES, has_text_name

__all__ = [
    "changes_on_disk",
    "is_unchanged",
    "placed_at",
    "read_articles",
    "source_paths",
    "unnameable",
]


def source_paths(folder: Path) -> tuple[str, ...]:
    """The files of sources/ whose names are text, each as `sources/NAME`, in name order."""
    return tuple(path for path in _every_path(folder) if has_text_name(path))


def unnameable(folder: Path) -> tuple[Caveat, ...]:
    """A caveat for each file of sources/ whose name is no text."""
    odd = [path for path in _every_path(folder) if not has_text_name(path)]
    message = "refused: the file name is not UTF-8; rename the file"
    shown = (path.encode("utf-8", "backslashreplace").decode() for path in odd)
    return tuple(Caveat(code="unreadable-source", message=message, where=path) for path in shown)


def _every_path(folder: Path) -> tuple[str, ...]:
    sources = folder / SOURCES
    return tuple(f"{SOURCES}/{name}" for name in source_files(sources)) if sources.is_dir() else ()


def is_unchanged(folder: Path, path: str, file: StoredFile) -> bool:
    """Whether a file and its side file are the bytes that were taken up, or are still refused."""
    try:
        data = load(folder / path, root=folder)
        side = load_side_file(folder / path, root=folder)
    except SourceError:
        return file.refused is not None
    return (file.sha256, file.side_sha256 if file.refused is None else None) == (
        sha256(data),
        sha256(side) if side is not None and file.refused is None else None,
    )


def changes_on_disk(store: Store | None, folder: Path) -> tuple[str, ...]:
    """The files of sources/ that differ from what the case has taken up, without reading them as articles."""
    known = {file.path: file for file in store.files()} if store else {}
    paths = source_paths(folder)
    changed = [path for path in paths if path not in known or not is_unchanged(folder, path, known[path])]
    return (*changed, *sorted(known.keys() - set(paths)))


def read_articles(data: bytes, name: str, side: bytes | None) -> tuple[Document, ...]:
    """The articles in a file's bytes; the parsers are loaded only when there is something to read."""
    from detente.sources.reading import read_bytes

    return read_bytes(data, name, side=side)


def placed_at(documents: Sequence[Document], path: str) -> tuple[Document, ...]:
    """The documents under their path in the case."""
    return tuple(replace(document, file=path) for document in documents)
