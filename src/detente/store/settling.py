"""Settling the sources: passages labelled and origins grouped over all articles of a case together."""

import json
from dataclasses import replace
from pathlib import Path

from detente.errors import SourceError
from detente.evidence import Caveat
from detente.sources.document import Document, Library
from detente.sources.files import load, load_side_file
from detente.sources.processes import processors
from detente.store.articles import is_unchanged, placed_at, read_articles, source_paths, unnameable
from detente.store.database import Store
from detente.store.fingerprints import key_of, program
from detente.store.parses import KeptResults, settled

__all__ = ["forget_record", "library_key", "library_of", "library_on_disk", "settle"]


def settle(store: Store) -> None:
    """Label the passages and group the origins of all sources together, unless that was done for just these."""
    key = library_key(store)
    if store.meta("library_key") != key:
        with settled(store) as kept:
            library = _built(store, kept)
        with store.transaction():
            store.put_library(library)
            store.set_meta("library_key", key)


def library_of(store: Store) -> Library:
    """The case's sources; settled here, without writing, where a writer was killed before it had settled them."""
    return store.library() if store.meta("library_key") == library_key(store) else _built(store)


def library_on_disk(store: Store | None, folder: Path) -> Library:
    """The sources as they lie on disk now, read afresh where the case does not have them, with nothing written."""
    known = {file.path: file for file in store.files()} if store else {}
    from detente.sources.library import build_library  # loads NumPy

    documents: list[Document] = []
    caveats: list[Caveat] = []
    for path in source_paths(folder):
        try:
            if store and path in known and known[path].refused is None and is_unchanged(folder, path, known[path]):
                documents += store.documents_of(path)
            else:
                data = load(folder / path, root=folder)
                side = load_side_file(folder / path, root=folder)
                documents += placed_at(read_articles(data, path, side), path)
        except SourceError as error:
            caveats.append(Caveat(code=error.code, message=f"refused: {error.message}", where=path))
    library = build_library(documents)
    return replace(library, caveats=(*library.caveats, *caveats, *unnameable(folder)))


def forget_record(store: Store) -> None:
    """Drop a record, and the answer of a run, that quote texts which are no longer there, inside the caller's
    transaction."""
    store.connection.execute("DELETE FROM entries WHERE kind NOT IN ('origin', 'library_caveat', 'findings')")
    store.connection.execute("DELETE FROM meta WHERE key IN ('record_key', 'run_key', 'report_key', 'answer')")


def library_key(store: Store) -> str:
    """What passages and origins follow from: the files, and the program that reads them."""
    files = [(file.path, file.sha256, file.side_sha256, file.refused) for file in store.files()]
    odd = [caveat.where for caveat in unnameable(store.folder)]
    return key_of(program("evidence", "sources"), json.dumps(files), json.dumps(odd) if odd else None)


def _built(store: Store, kept: KeptResults | None = None) -> Library:
    from detente.sources.library import build_library  # loads NumPy

    library = build_library(store.documents(), kept=kept, workers=processors())
    return replace(library, caveats=(*library.caveats, *_refusals(store)))


def _refusals(store: Store) -> tuple[Caveat, ...]:
    """A caveat for each file of sources/ that could not be taken up."""
    caveats = []
    for file in store.files():
        if file.refused:
            code, message, hint = json.loads(file.refused)
            words = f"{message}; {hint}" if hint else message
            caveats.append(Caveat(code=code, message=f"refused: {words}", where=file.path))
    return (*caveats, *unnameable(store.folder))
