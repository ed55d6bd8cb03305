"""A damaged database: put aside with all its bytes, so that the case can be made anew from its sources."""

from pathlib import Path

from detente.errors import CaseError
from detente.store import schema, seal
from detente.store.folders import unused_name
from detente.store.locking import writer

__all__ = ["kept_aside", "put_aside"]

NAME = "damaged"


def put_aside(folder: Path) -> Path:
    """Move a damaged database out of the way, its bytes kept; where it is now."""
    database = folder / schema.PLACE
    if not database.exists():
        raise CaseError("there is no database to put aside", where=str(folder))
    with writer(database.parent, doing="detente run"):
        kept = unused_name(database.with_name(NAME))
        for suffix in ("-journal", "-wal", "-shm"):
            beside = database.with_name(database.name + suffix)
            if beside.exists():
                beside.rename(kept.with_name(kept.name + suffix))
        database.rename(kept)
        seal.remove(database)
    return kept


def kept_aside(folder: Path) -> list[Path]:
    """The files of the damaged databases that were put aside in a case."""
    return sorted((folder / schema.FOLDER).glob(f"{NAME}-*"))
