"""Backups: a whole case in one file, proved before it gets its name, and read only when nothing in it is odd."""

import hashlib
import json
import os
import sqlite3
import struct
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path, PurePosixPath

from detente.errors import UnreadableCase, UnwritableCase
from detente.store import schema, seal
from detente.store.database import writing
from detente.store.folders import MODEL, SOURCES, abandoned, case_folder, draft_beside, own_files, sync_folder

__all__ = ["backup", "prove_database", "unpacked"]

MANIFEST = "manifest.json"
FORMAT = "detente/backup-1"
MOST_BYTES = 64 * 1024**3
ODD_ZIP = (
    zipfile.BadZipFile,
    EOFError,
    KeyError,
    NotImplementedError,
    OSError,
    RuntimeError,
    ValueError,
    struct.error,
    zlib.error,
)
"""What reading a file that is no whole zip can end in."""

EPOCH = (1980, 1, 1, 0, 0, 0)


def backup(folder: Path, target: Path) -> Path:
    """Write the whole case into one file, and prove the copy before it gets its name; the file.

    Raises `UnwritableCase`, also when `target` exists: a backup never replaces another.
    """
    case_folder(folder)
    for left in (*abandoned(target.absolute(), "new"), *abandoned(target.absolute(), "db")):
        with suppress(OSError):
            left.unlink()
    if target.exists():
        raise _taken(target)
    draft = draft_beside(target, "new")
    try:
        _write(draft, folder)
        _prove(draft)
        os.link(draft, target)
        sync_folder(target.parent)
    except FileExistsError:
        raise _taken(target) from None
    except (OSError, sqlite3.Error) as error:
        raise UnwritableCase(
            f"the backup cannot be written: {error}", where=str(target), hint="check the space left"
        ) from error
    finally:
        draft.unlink(missing_ok=True)
    return target


def _taken(target: Path) -> UnwritableCase:
    return UnwritableCase("there is a file of this name", where=str(target), hint="a backup never replaces another")


def _write(draft: Path, folder: Path) -> None:
    """Pack the case while nobody else writes to it."""
    with writing(folder, doing="detente backup") as store:
        copy = folder / schema.FOLDER / f"backup-{os.getpid()}.db"
        try:
            _copy_database(store.connection, copy)
            _pack(draft, folder, copy)
        finally:
            copy.unlink(missing_ok=True)


def _copy_database(connection: sqlite3.Connection, copy: Path) -> None:
    os.close(os.open(copy, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
    with closing(sqlite3.connect(copy)) as target:
        connection.backup(target)


def _pack(draft: Path, folder: Path, database: Path) -> None:
    """The case as a zip: the same case gives the same bytes."""
    files = [(name, folder / name) for name in own_files(folder)] + [(schema.PLACE, database)]
    with os.fdopen(os.open(draft, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600), "w+b") as handle:
        with zipfile.ZipFile(handle, "w", zipfile.ZIP_DEFLATED) as archive:
            listed = {name: _put(archive, name, path) for name, path in files}
            manifest = {"format": FORMAT, "files": listed}
            archive.writestr(_entry(MANIFEST), json.dumps(manifest, ensure_ascii=False, indent=1), zipfile.ZIP_DEFLATED)
        handle.flush()
        os.fsync(handle.fileno())


def _put(archive: zipfile.ZipFile, name: str, path: Path) -> dict[str, object]:
    digest, size = hashlib.sha256(), 0
    with path.open("rb") as source, archive.open(_entry(name), "w", force_zip64=True) as target:
        while chunk := source.read(1 << 20):
            digest.update(chunk)
            size += len(chunk)
            target.write(chunk)
    return {"sha256": digest.hexdigest(), "size": size}


def _entry(name: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, EPOCH)
    entry.external_attr = 0o600 << 16
    entry.compress_type = zipfile.ZIP_DEFLATED
    return entry


def _prove(path: Path) -> None:
    """Read a backup from end to end; raises `UnreadableCase` unless every byte is as its manifest says."""
    for name, chunks in unpacked(path):
        if name != schema.PLACE:
            for _ in chunks:
                pass
        else:
            _prove_packed_database(path, chunks)


def _prove_packed_database(path: Path, chunks: Iterator[bytes]) -> None:
    """Unpack the database of a backup beside it, where there is more room than in memory, and prove it there."""
    spill = path.with_suffix(".db")
    try:
        with os.fdopen(os.open(spill, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as handle:
            for chunk in chunks:
                handle.write(chunk)
        prove_database(spill, path)
    finally:
        spill.unlink(missing_ok=True)


def prove_database(database: Path, shown: Path) -> None:
    """Raise `UnreadableCase` unless a database that was unpacked is whole; `shown` is the backup it came in."""
    connection = schema.connect(database, write=False)
    try:
        problems = seal.examine(connection) if schema.is_ours(connection, shown) else ("it is empty",)
    finally:
        connection.close()
    if problems:
        raise UnreadableCase(f"the database in the backup is damaged: {problems[0]}", where=str(shown))


def unpacked(path: Path) -> Iterator[tuple[str, Iterator[bytes]]]:
    """(name, its bytes) for each file of a backup; every name is one a case can have, every hash is checked.

    Raises `UnreadableCase`.
    """
    with _whole(path), zipfile.ZipFile(path) as archive:
        for name, (digest, size) in _manifest(archive, path).items():
            yield name, _checked(archive, name, digest, size, path)


@contextmanager
def _whole(path: Path) -> Iterator[None]:
    """What the zip format itself complains of becomes an error with a hint."""
    try:
        yield
    except ODD_ZIP as error:
        raise UnreadableCase(
            f"this is no whole backup: {error}", where=str(path), hint="take another backup"
        ) from error


def _manifest(archive: zipfile.ZipFile, path: Path) -> dict[str, tuple[str, int]]:
    try:
        manifest = json.loads(archive.read(MANIFEST))
        if manifest["format"] != FORMAT:
            raise UnreadableCase(
                "the backup is of a format this detente does not know", where=str(path), hint="upgrade detente"
            )
        listed = {str(name): (str(of["sha256"]), int(of["size"])) for name, of in manifest["files"].items()}
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        raise UnreadableCase(
            "this is no backup of a case", where=str(path), hint="`detente backup CASE` makes one"
        ) from error
    folders = {str(parent) for name in listed for parent in PurePosixPath(name).parents}
    strange = [name for name in listed if not _belongs(name) or name in folders]
    if strange or sorted([*listed, MANIFEST]) != sorted(archive.namelist()):
        raise UnreadableCase(f"the backup holds something odd: {strange[:1] or 'unlisted files'}", where=str(path))
    if sum(size for _, size in listed.values()) > MOST_BYTES:
        raise UnreadableCase("the backup is larger than a case can be", where=str(path))
    return listed


def _belongs(name: str) -> bool:
    """Whether a case can hold a file of this name: nothing that leads outside, and no second way to write a name."""
    path = PurePosixPath(name)
    plain = str(path) == name != "." and ".." not in path.parts and not path.is_absolute() and "\x00" not in name
    return plain and (name in (MODEL, schema.PLACE) or (path.parts[0] == SOURCES and len(path.parts) > 1))


def _checked(archive: zipfile.ZipFile, name: str, digest: str, size: int, path: Path) -> Iterator[bytes]:
    found, left = hashlib.sha256(), size
    with _whole(path), archive.open(name) as source:
        while left >= 0 and (chunk := source.read(1 << 20)):
            left -= len(chunk)
            found.update(chunk)
            yield chunk
    if left or found.hexdigest() != digest:
        raise UnreadableCase(f"{name} in the backup is not what was saved", where=str(path), hint="take another backup")
