"""Keeping a case safe: backup, restore, verification, purging, putting a damaged database aside."""

import ctypes
import hashlib
import json
import os
import shutil
import sqlite3
import struct
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from detente.errors import CaseError, DetenteError, NotACase, UnknownItem, UnreadableCase, UnwritableCase
from detente.sources.files import load, source_files
from detente.store import schema, seal
from detente.store.annotations import drop_lost_notes
from detente.store.articles import has_text_name
from detente.store.database import Store, reading, writing
from detente.store.folders import (
    MODEL,
    REPORT,
    SOURCES,
    abandoned,
    case_folder,
    draft_beside,
    refuse_links,
    source_path,
)
from detente.store.history import note
from detente.store.locking import writer
from detente.store.opening import open_case
from detente.store.settling import forget_record, settle

__all__ = ["Finding", "backup", "manifest", "purge", "put_aside", "restore", "verify"]

MANIFEST = "manifest.json"
FORMAT = "detente/backup-1"
DATABASE = f"{schema.FOLDER}/{schema.DATABASE}"
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """Something that verification found wrong: where, and what."""

    where: str
    message: str


# ── verify ───────────────────────────────────────────────────────────────────────────────────────────────────


def verify(folder: Path) -> tuple[Finding, ...]:
    """Everything that does not hold in the case, all hashes and citations computed anew; () when all holds.

    Raises `UnreadableCase` when the database cannot be read at all.
    """
    case_folder(folder)
    with reading(folder) as store:
        if store is None:
            return (Finding(where=str(folder), message="the case has no database yet; `detente run` makes it"),)
        broken = [Finding(where=DATABASE, message=problem) for problem in seal.examine(store.connection)]
        broken += _differing_files(store)
    if any(finding.where == DATABASE for finding in broken):
        return tuple(broken)
    try:
        case = open_case(folder)
    except DetenteError as error:
        return (*broken, Finding(where=error.where or DATABASE, message=error.message))
    broken += [Finding(where=problem.where, message=problem.message) for problem in case.problems]
    return tuple(broken)


def manifest(folder: Path) -> str:
    """The SHA-256 of case.yaml and of every source, one a line, as `sha256sum --check` reads them.

    Signed with a key of one's own it shows later, without this program, that nothing was changed. A name with a line
    break or a backslash is escaped as `sha256sum` does.
    """
    lines = []
    for name in _names(case_folder(folder)):
        digest = hashlib.sha256((folder / name).read_bytes()).hexdigest()
        plain = name.replace("\\", "\\\\").replace("\n", "\\n").replace("\r", "\\r")
        lines.append(f"{'' if plain == name else chr(92)}{digest}  {plain}\n")
    return "".join(lines)


def _differing_files(store: Store) -> list[Finding]:
    """The files of sources/ that are not what the case took up."""
    found = []
    known = {file.path: file for file in store.files()}
    for path, file in known.items():
        try:
            data = load(store.folder / path, root=store.folder)
        except DetenteError as error:
            if file.refused is None:
                found.append(Finding(where=path, message=error.message))
            continue
        if file.refused is None and hashlib.sha256(data).hexdigest() != file.sha256:
            found.append(Finding(where=path, message="the file is not the one that was taken up"))
    for name in source_files(store.folder / SOURCES) if (store.folder / SOURCES).is_dir() else ():
        if f"{SOURCES}/{name}" not in known:
            found.append(
                Finding(where=f"{SOURCES}/{name}", message="the file has not been taken up; `detente run` does")
            )
    return found


# ── backup ───────────────────────────────────────────────────────────────────────────────────────────────────


def backup(folder: Path, target: Path) -> Path:
    """Write the whole case into one file, and prove the copy before it gets its name; the file.

    Raises `UnwritableCase`, also when `target` exists: a backup never replaces another.
    """
    case_folder(folder)
    for left in (*abandoned(target.absolute(), "new"), *abandoned(target.absolute(), "db")):
        with suppress(OSError):
            left.unlink()
    if target.exists():
        raise UnwritableCase("there is a file of this name", where=str(target), hint="a backup never replaces another")
    draft = draft_beside(target, "new")
    home = folder / schema.FOLDER
    try:
        with writing(folder, doing="detente backup") as store:
            copy = home / f"backup-{os.getpid()}.db"
            try:
                _copy_database(store.connection, copy)
                _pack(draft, folder, copy)
            finally:
                copy.unlink(missing_ok=True)
        _prove(draft)
        os.link(draft, target)
        _sync(target.parent)
    except FileExistsError:
        raise UnwritableCase(
            "there is a file of this name", where=str(target), hint="a backup never replaces another"
        ) from None
    except (OSError, sqlite3.Error) as error:
        raise UnwritableCase(
            f"the backup cannot be written: {error}", where=str(target), hint="check the space left"
        ) from error
    finally:
        draft.unlink(missing_ok=True)
    return target


def _copy_database(connection: sqlite3.Connection, copy: Path) -> None:
    os.close(os.open(copy, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
    with closing(sqlite3.connect(copy)) as target:
        connection.backup(target)


def _pack(draft: Path, folder: Path, database: Path) -> None:
    """The case as a zip: the same case gives the same bytes."""
    files = [(name, folder / name) for name in _names(folder)] + [(DATABASE, database)]
    with os.fdopen(os.open(draft, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600), "w+b") as handle:
        with zipfile.ZipFile(handle, "w", zipfile.ZIP_DEFLATED) as archive:
            listed = {name: _put(archive, name, path) for name, path in files}
            manifest = {"format": FORMAT, "files": listed}
            archive.writestr(_entry(MANIFEST), json.dumps(manifest, ensure_ascii=False, indent=1), zipfile.ZIP_DEFLATED)
        handle.flush()
        os.fsync(handle.fileno())


def _names(folder: Path) -> list[str]:
    """What belongs to the case besides its database: case.yaml and every plain file below sources/."""
    model = folder / MODEL
    names = [MODEL] if model.is_file() and not model.is_symlink() else []
    sources = folder / SOURCES
    if sources.is_dir():
        for path in sorted(sources.rglob("*")):
            if path.is_file() and not path.is_symlink() and has_text_name(str(path)):
                names.append(path.relative_to(folder).as_posix())
    return names


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
    for name, chunks in _unpacked(path):
        if name != DATABASE:
            for _ in chunks:
                pass
        else:
            _prove_database(path, chunks)


def _prove_database(path: Path, chunks: Iterator[bytes]) -> None:
    """Open the database of a backup in memory, or beside it when it is large, and examine it."""
    spill = path.with_suffix(".db")
    try:
        with os.fdopen(os.open(spill, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as handle:
            for chunk in chunks:
                handle.write(chunk)
        _examine(spill, path)
    finally:
        spill.unlink(missing_ok=True)


def _examine(database: Path, shown: Path) -> None:
    connection = schema.connect(database, write=False)
    try:
        problems = seal.examine(connection) if schema.is_ours(connection, shown) else ("it is empty",)
    finally:
        connection.close()
    if problems:
        raise UnreadableCase(f"the database in the backup is damaged: {problems[0]}", where=str(shown))


def _unpacked(path: Path) -> Iterator[tuple[str, Iterator[bytes]]]:
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
    return plain and (name in (MODEL, DATABASE) or (path.parts[0] == SOURCES and len(path.parts) > 1))


def _checked(archive: zipfile.ZipFile, name: str, digest: str, size: int, path: Path) -> Iterator[bytes]:
    found, left = hashlib.sha256(), size
    with _whole(path), archive.open(name) as source:
        while left >= 0 and (chunk := source.read(1 << 20)):
            left -= len(chunk)
            found.update(chunk)
            yield chunk
    if left or found.hexdigest() != digest:
        raise UnreadableCase(f"{name} in the backup is not what was saved", where=str(path), hint="take another backup")


# ── restore ──────────────────────────────────────────────────────────────────────────────────────────────────


def restore(folder: Path, source: Path) -> Path | None:
    """Put a backup in the place of the case; where the case that was there has gone, None if there was none.

    The backup is unpacked and proved beside the case first; then the two change places at once.

    Raises `UnreadableCase` and leaves everything as it was when the backup is not whole.
    """
    if not source.is_file():
        raise NotACase("there is no such backup", where=str(source), hint="`detente backup CASE` makes one")
    folder = Path(os.path.abspath(folder))
    draft = draft_beside(folder, "restoring")
    for left in abandoned(folder, "restoring"):
        shutil.rmtree(left, ignore_errors=True)
    try:
        try:
            _unpack(source, draft)
            _settle_folders(draft)
            if folder.exists():
                return _change_places(draft, folder)
            draft.rename(folder)
            _sync(folder.parent)
            return None
        except BaseException:
            shutil.rmtree(draft, ignore_errors=True)
            raise
    except OSError as error:
        raise UnwritableCase(
            f"cannot be restored here: {error.strerror or error}",
            where=str(folder),
            hint="check the space left and who may write beside the case; what was there is kept",
        ) from error


def _change_places(draft: Path, folder: Path) -> Path:
    """Put the unpacked case in the place of the one that is there, which is never deleted; where it has gone.

    It gets its new name first and the place second, so that whatever stops this, both cases stand somewhere under a
    name a person can see.
    """
    home = folder / schema.FOLDER
    refuse_links(folder)
    home.mkdir(mode=0o700, exist_ok=True)
    with writer(home, doing="detente restore"):
        replaced = _free(folder.with_name(f"{folder.name}.replaced"))
        draft.rename(replaced)
        try:
            _exchange(replaced, folder)
        except OSError:
            with suppress(OSError):  # it is still the unpacked one
                replaced.rename(draft)
            raise
    _sync(folder.parent)
    return replaced


def _unpack(source: Path, draft: Path) -> None:
    draft.mkdir(mode=0o700)
    for name, chunks in _unpacked(source):
        target = draft / name
        target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        with os.fdopen(os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as handle:
            for chunk in chunks:
                handle.write(chunk)
            handle.flush()
            os.fsync(handle.fileno())
    if (draft / DATABASE).exists():
        _examine(draft / DATABASE, source)


def _settle_folders(draft: Path) -> None:
    """Make the names in the folders last, as their files do."""
    for folder, _, _ in os.walk(draft):
        _sync(Path(folder))


def _free(path: Path) -> Path:
    number = 1
    while (candidate := path.with_name(f"{path.name}-{number}")).exists():
        number += 1
    return candidate


def _exchange(first: Path, second: Path) -> None:
    """Let two folders change names in one step, so that there is no moment without a case."""
    at_here, exchange = -100, 2
    with suppress(AttributeError):
        renameat2 = ctypes.CDLL(None, use_errno=True).renameat2
        if renameat2(at_here, os.fsencode(first), at_here, os.fsencode(second), exchange) == 0:
            return
    between = second.with_name(f".{second.name}.{os.getpid()}.old")  # a file system without exchange: two steps
    second.rename(between)
    try:
        first.rename(second)
    except OSError:
        between.rename(second)
        raise
    between.rename(first)


# ── purge, damage ────────────────────────────────────────────────────────────────────────────────────────────


def purge(folder: Path, sources: Sequence[str] = ()) -> tuple[str, ...]:
    """Delete for good what is no longer in the case, and the named sources with it; what was deleted, in words.

    Overwrites the freed pages and rebuilds the database's file. Backups, and blocks that a disk has set aside
    itself, are beyond its reach.
    """
    case_folder(folder)
    gone: list[str] = []
    with writing(folder, doing="detente purge") as store:
        paths = [_path_of(store, source) for source in sources]
        for path in paths:  # before they leave the database: a purge that was killed can be asked for again
            _overwrite(source_path(folder, path))
            _overwrite(source_path(folder, f"{path}.meta.yaml"))
        with store.transaction():
            for path in paths:
                store.drop_file(path)
                gone.append(path)
            if paths:
                forget_record(store)
        settle(store)  # also what an interrupted purge has left
        with store.transaction():
            gone += _drop_unused(store)
            note(store, "purge", f"purge {len(gone)} things")
        store.connection.execute("INSERT INTO passage_text(passage_text) VALUES ('rebuild')")
        store.connection.execute("VACUUM")
    remains = sorted((folder / schema.FOLDER).glob("damaged-*"))
    if paths and (folder / REPORT).exists():
        remains.append(folder / REPORT)  # it quotes what has just been deleted
    for remnant in remains:
        _overwrite(remnant)
        gone.append(remnant.relative_to(folder).as_posix())
    return tuple(gone)


def _path_of(store: Store, source: str) -> str:
    query = "SELECT path FROM documents WHERE id = ?1 OR path = ?1 UNION SELECT path FROM files WHERE path = ?1"
    row = store.connection.execute(query, (source,)).fetchone()
    if row is None:
        hint = "`detente sources CASE` lists them; `detente purge CASE` alone ends a purge that was interrupted"
        raise UnknownItem(f"no source {source!r}", hint=hint)
    return str(row[0])


def _drop_unused(store: Store) -> list[str]:
    """Bytes that nothing of the case refers to any more, and the log entries that would bring them back."""
    used = {f.sha256 for f in store.files()} | {f.side_sha256 for f in store.files()} | {store.meta("noted_model")}
    every = [row[0] for row in store.connection.execute("SELECT sha256 FROM blobs ORDER BY sha256")]
    unused = [digest for digest in every if digest not in used]
    store.connection.executemany("DELETE FROM blobs WHERE sha256 = ?", [(digest,) for digest in unused])
    standing = {f.added_by for f in store.files()} | drop_lost_notes(store)
    for (number,) in store.connection.execute("SELECT number FROM history ORDER BY number").fetchall():
        if number not in standing:
            store.connection.execute("DELETE FROM history WHERE number = ?", (number,))
    store.connection.execute("DELETE FROM parses")
    return [f"bytes {digest[:12]}…" for digest in unused]


def _overwrite(path: Path) -> None:
    """Delete a file after writing zeros over it."""
    if not path.is_file() or path.is_symlink():
        return
    with path.open("r+b") as handle:
        left = path.stat().st_size
        while left > 0:
            left -= handle.write(b"\0" * min(left, 1 << 20))
        handle.flush()
        os.fsync(handle.fileno())
    path.unlink()


def put_aside(folder: Path) -> Path:
    """Move a damaged database out of the way, its bytes kept; where it is now."""
    home = folder / schema.FOLDER
    database = home / schema.DATABASE
    if not database.exists():
        raise CaseError("there is no database to put aside", where=str(folder))
    with writer(home, doing="detente run"):
        kept = _free(home / "damaged")
        for suffix in ("-journal", "-wal", "-shm"):
            beside = database.with_name(database.name + suffix)
            if beside.exists():
                beside.rename(kept.with_name(kept.name + suffix))
        database.rename(kept)
        seal.remove(database)
    return kept


def _sync(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
