"""The case database in use: reading and writing its library, record and bookkeeping.

`reading` gives a consistent view and never changes a byte; `writing` holds the writer's lock. Both refuse a
database whose bytes are not those that were written (`detente.store.seal`).
"""

import hashlib
import json
import os
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import Any, TypeVar, get_args, get_type_hints

from detente.case import Verdict
from detente.errors import DetenteError, UnwritableCase
from detente.evidence import Caveat, DocumentId, Span
from detente.record.entries import Record
from detente.sources.document import Document, Library, Origin, Passage
from detente.store import schema, seal
from detente.store.codec import decode, encode
from detente.store.folders import refuse_links, sweep, sync_folder
from detente.store.locking import WAIT_SECONDS, writer

__all__ = ["Store", "StoredFile", "exists", "reading", "sha256", "writing"]


T = TypeVar("T")


ODD_FILE = (
    "typeof(path) != 'text' OR typeof(sha256) != 'text' OR typeof(side_sha256) NOT IN ('text', 'null') "
    "OR typeof(added_by) NOT IN ('integer', 'null') OR typeof(copied) != 'integer' "
    "OR refused IS NOT NULL AND NOT CASE WHEN json_valid(refused) THEN json_type(refused) = 'array' "
    "AND json_array_length(refused) = 3 AND json_type(refused, '$[0]') = 'text' "
    "AND json_type(refused, '$[1]') = 'text' AND json_type(refused, '$[2]') = 'text' ELSE 0 END"
)
"""A row about a source as no version writes it; SQLite itself keeps whatever kind of value it is given."""

ODD_PASSAGE = (
    "typeof(document) != 'text' OR typeof(number) != 'integer' OR typeof(kind) != 'text' "
    'OR typeof("start") != \'integer\' OR typeof("end") != \'integer\' OR "start" < 0 OR "end" <= "start"'
)
"""The same of a passage."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredFile:
    """A file of sources/ that the case has taken up, or has refused (`refused` is then the error's JSON).

    `path` is relative to the case; `copied` whether `add` put it there.
    """

    path: str
    sha256: str
    side_sha256: str | None = None
    refused: str | None = None
    added_by: int | None = None
    copied: bool = False


@dataclass(frozen=True, slots=True)
class Store:
    """An open case database."""

    folder: Path
    connection: sqlite3.Connection

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All of it or none; on disk when this returns."""
        self._execute("BEGIN IMMEDIATE")
        try:
            yield
        except BaseException:
            if self.connection.in_transaction:
                self.connection.execute("ROLLBACK")
            raise
        self._execute("COMMIT")

    def _execute(self, statement: str) -> None:
        try:
            self.connection.execute(statement)
        except sqlite3.Error as error:
            if self.connection.in_transaction:
                self.connection.execute("ROLLBACK")
            raise schema.unwritable(self.folder, f"the case database cannot be written: {error}") from error

    def meta(self, key: str) -> str | None:
        """One bookkeeping value."""
        row = self.connection.execute("SELECT value FROM meta WHERE key = ?", (key,)).fetchone()
        return str(row[0]) if row else None

    def set_meta(self, key: str, value: str) -> None:
        """Keep a bookkeeping value."""
        if self.meta(key) != value:  # a run that finds nothing new leaves every byte as it was
            self.connection.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", (key, value))

    # ── bytes and files ──────────────────────────────────────────────────────────────────────────────────────

    def keep_bytes(self, data: bytes) -> str:
        """Keep original bytes under their SHA-256, which is returned."""
        digest = sha256(data)
        self.connection.execute("INSERT OR IGNORE INTO blobs VALUES (?, ?)", (digest, data))
        return digest

    def bytes_of(self, digest: str) -> bytes | None:
        """The bytes kept under a SHA-256."""
        row = self.connection.execute("SELECT bytes FROM blobs WHERE sha256 = ?", (digest,)).fetchone()
        return bytes(row[0]) if row else None

    def files(self) -> tuple[StoredFile, ...]:
        """Every file taken up or refused, by path."""
        query = "SELECT path, sha256, side_sha256, refused, added_by, copied FROM files ORDER BY path"
        odd = f"SELECT 1 FROM ({query}) WHERE {ODD_FILE} LIMIT 1"
        if self.connection.execute(odd).fetchone():
            raise schema.damaged(self.database, "what it says of a source is of another kind")
        return tuple(
            StoredFile(path=path, sha256=digest, side_sha256=side, refused=refused, added_by=by, copied=bool(copied))
            for path, digest, side, refused, by, copied in self.connection.execute(query)
        )

    def put_file(self, file: StoredFile, documents: Iterable[Document]) -> None:
        """Take up a file with the documents read from it, in place of what was there under its path.

        Their ids are the file's own, which others may have too, until all sources are settled anew.
        """
        self.drop_file(file.path)
        self.connection.execute("DELETE FROM meta WHERE key = 'library_key'")
        self.connection.execute(
            "INSERT INTO files VALUES (?, ?, ?, ?, ?, ?)",
            (file.path, file.sha256, file.side_sha256, file.refused, file.added_by, int(file.copied)),
        )
        rows = [
            (file.path, part, d.id, d.text, _text_sha256(d.text), encode(replace(d, text="")))
            for part, d in enumerate(documents)
        ]
        self.connection.executemany("INSERT INTO documents VALUES (?, ?, ?, ?, ?, ?)", rows)

    def drop_file(self, path: str) -> None:
        """Forget a file and what was read from it; its bytes stay for `undo` until they are purged."""
        self.connection.execute("DELETE FROM documents WHERE path = ?", (path,))
        self.connection.execute("DELETE FROM files WHERE path = ?", (path,))

    # ── library ──────────────────────────────────────────────────────────────────────────────────────────────

    def documents(self) -> tuple[Document, ...]:
        """Every document in the order of files, each proved against the hash of its text."""
        rows = self.connection.execute("SELECT id, text, text_sha256, fields FROM documents ORDER BY path, part")
        return tuple(self._document(*row) for row in rows)

    def documents_of(self, path: str) -> tuple[Document, ...]:
        """The documents read from one file, in its order."""
        query = "SELECT id, text, text_sha256, fields FROM documents WHERE path = ? ORDER BY part"
        return tuple(self._document(*row) for row in self.connection.execute(query, (path,)))

    def _document(self, document: str, text: str, text_sha256: str, stored: str) -> Document:
        if not isinstance(text, str) or _text_sha256(text) != text_sha256:
            raise schema.damaged(self.database, f"the text of {document!r} is not the one that was stored")
        return replace(self._decode(Document, stored), text=text)

    @property
    def database(self) -> Path:
        """The database's file."""
        return self.folder / schema.PLACE

    def library(self) -> Library:
        """The sources as they were last settled, with the files that were refused as caveats."""
        query = 'SELECT document, number, kind, "start", "end" FROM passages ORDER BY document, number'
        odd = self.connection.execute(f"SELECT 1 FROM passages WHERE {ODD_PASSAGE} LIMIT 1").fetchone()
        passages = (
            ()
            if odd
            else tuple(
                Passage(span=Span(document=DocumentId(document), start=start, end=end), kind=kind, number=number)
                for document, number, kind, start, end in self.connection.execute(query)
            )
        )
        documents = tuple(sorted(self.documents(), key=lambda document: document.id))
        lengths = {document.id: len(document.text) for document in documents}
        if odd or any(passage.span.end > lengths.get(passage.span.document, 0) for passage in passages):
            raise schema.damaged(self.database, "a passage lies in no source")
        return Library(
            documents=documents,
            passages=passages,
            origins=self._entries("origin", Origin),
            caveats=self._entries("library_caveat", Caveat),
        )

    def put_library(self, library: Library) -> None:
        """Keep the documents' ids, the passages, origins and caveats; index what is new or changed."""
        before = self._indexed()
        self._put_ids(library)
        now: dict[str, _Indexed] = {d.id: (_text_sha256(d.text), []) for d in library.documents}
        for p in library.passages:
            now[p.span.document][1].append((p.number, p.kind, p.span.start, p.span.end))
        for document in sorted({*before, *now}):
            if before.get(document) != now.get(document):
                self._drop_passages(document)
                if document in now:
                    self._put_passages(library.document(DocumentId(document)), now[document][1])
        self._put_entries("origin", library.origins)
        self._put_entries("library_caveat", library.caveats)
        self.set_meta("indexed", json.dumps({document: digest for document, (digest, _) in sorted(now.items())}))

    def _indexed(self) -> dict[str, "_Indexed"]:
        """What the index holds, by document: the hash of its text, and its passages."""
        stored = json.loads(self.meta("indexed") or "{}")
        found: dict[str, _Indexed] = {document: (digest, []) for document, digest in stored.items()}
        query = 'SELECT document, number, kind, "start", "end" FROM passages ORDER BY document, number'
        for document, number, kind, start, end in self.connection.execute(query):
            found[document][1].append((number, kind, start, end))
        return found

    def _put_ids(self, library: Library) -> None:
        """Write the ids that the whole library gave its documents over those each file gave."""
        stored = {
            (path, part): id for path, part, id in self.connection.execute("SELECT path, part, id FROM documents")
        }
        of_file: dict[str, list[Document]] = {}
        for document in sorted(library.documents, key=lambda document: (document.file, document.number)):
            of_file.setdefault(document.file, []).append(document)
        for path, documents in sorted(of_file.items()):
            for part, document in enumerate(documents):
                if stored.get((path, part)) != document.id:
                    self.connection.execute(
                        "UPDATE documents SET id = ?, fields = ? WHERE path = ? AND part = ?",
                        (document.id, encode(replace(document, text="")), path, part),
                    )

    def _put_passages(self, document: Document, rows: "list[_Row]") -> None:
        self.connection.executemany(
            "INSERT INTO passages VALUES (?, ?, ?, ?, ?)", [(document.id, *row) for row in rows]
        )
        self.connection.executemany(
            "INSERT INTO passage_text (text, document, number) VALUES (?, ?, ?)",
            [(document.text[start:end], document.id, number) for number, _, start, end in rows],
        )

    def _drop_passages(self, document: str) -> None:
        found = self.connection.execute("SELECT 1 FROM passages WHERE document = ? LIMIT 1", (document,)).fetchone()
        if found:
            self.connection.execute("DELETE FROM passage_text WHERE document = ?", (document,))
            self.connection.execute("DELETE FROM passages WHERE document = ?", (document,))

    # ── record ───────────────────────────────────────────────────────────────────────────────────────────────

    def record(self) -> Record | None:
        """The record the last run built; None before the first run."""
        if self.meta("record_key") is None:
            return None
        hints = get_type_hints(Record)
        found: dict[str, Any] = {f.name: self._entries(f.name, get_args(hints[f.name])[0]) for f in fields(Record)}
        return Record(**found)

    def put_record(self, record: Record, key: str) -> None:
        """Keep the record, and from what it was built."""
        for f in fields(record):
            self._put_entries(f.name, getattr(record, f.name))
        self.set_meta("record_key", key)

    def _put_entries(self, kind: str, entries: Iterable[object]) -> None:
        """Keep the entries of a kind in place of those before; a row that is as it was is left alone."""
        query = "SELECT id, entry FROM entries WHERE kind = ? ORDER BY position"
        before = iter(self.connection.execute(query, (kind,)).fetchall())
        rows = [(getattr(entry, "id", None), encode(entry)) for entry in entries]
        changed = [(kind, n, *row) for n, row in enumerate(rows) if next(before, None) != row]
        self.connection.execute("DELETE FROM entries WHERE kind = ? AND position >= ?", (kind, len(rows)))
        self.connection.executemany("INSERT OR REPLACE INTO entries VALUES (?, ?, ?, ?)", changed)

    def _entries(self, kind: str, entry: type[T]) -> tuple[T, ...]:
        query = "SELECT entry FROM entries WHERE kind = ? ORDER BY position"
        return tuple(self._decode(entry, row[0]) for row in self.connection.execute(query, (kind,)))

    def _decode(self, kind: type[T], text: str) -> T:
        try:
            return decode(kind, text)
        except (ValueError, TypeError, KeyError, DetenteError) as error:
            raise schema.damaged(self.database, f"a {kind.__name__.lower()} cannot be read: {error}") from error

    # ── decisions of people ──────────────────────────────────────────────────────────────────────────────────

    def verdicts(self) -> dict[str, Verdict]:
        """What people decided, by item."""
        query = 'SELECT item, verdict, "by", because FROM verdicts ORDER BY item'
        return {
            item: Verdict(item=item, verdict=verdict, by=by, because=because)
            for item, verdict, by, because in self.connection.execute(query)
        }


_Row = tuple[int, str, int, int]
_Indexed = tuple[str, list[_Row]]


def _text_sha256(text: str) -> str:
    return sha256(text.encode("utf-8", "surrogatepass"))


def sha256(data: bytes) -> str:
    """The SHA-256 of some bytes, in hexadecimal."""
    return hashlib.sha256(data).hexdigest()


def exists(folder: Path) -> bool:
    """Whether the folder has a case database."""
    return (folder / schema.PLACE).is_file()


@contextmanager
def reading(folder: Path) -> Iterator[Store | None]:
    """A consistent, proved view of the case's database; None where there is none yet.

    Raises `UnreadableCase` or `UnsupportedVersion`.
    """
    path = folder / schema.PLACE
    refuse_links(folder)
    if _is_blank(path):
        yield None
        return
    connection = schema.connect(path, write=False)
    try:
        ours = schema.is_ours(connection, path)
        if ours and schema.is_old(connection):
            connection.close()
            with writing(folder, doing="detente, upgrading the case"):
                pass
            connection = schema.connect(path, write=False)
        if not ours:
            if path.stat().st_size:
                raise schema.damaged(path, "it holds nothing")
            yield None  # a writer was killed while it made the database
            return
        with _damage_named(path):
            connection.execute("BEGIN")
            connection.execute("SELECT count(*) FROM sqlite_master").fetchone()  # from here on nobody commits
        seal.prove(connection, path)  # so the seal that is read now is that of these bytes
        with _damage_named(path):
            yield Store(folder, connection)
    finally:
        connection.close()


@contextmanager
def writing(folder: Path, *, doing: str, wait: float = WAIT_SECONDS) -> Iterator[Store]:
    """The case's database with the writer's lock held; made when there is none.

    Raises `CaseBusy`, `UnwritableCase`, `UnreadableCase` or `UnsupportedVersion`.
    """
    home = folder / schema.FOLDER
    path = folder / schema.PLACE
    refuse_links(folder)
    _make_private(home)
    with writer(home, doing=doing, wait=wait):
        sweep(folder)
        blank = _is_blank(path)
        _touch_private(path)
        connection = schema.connect(path, write=True)
        try:
            if schema.is_ours(connection, path):
                seal.prove(connection, path)
            elif not blank and path.stat().st_size:
                raise schema.damaged(path, "it holds nothing")
            seal.remove(path)
            with _damage_named(path):
                schema.upgrade(connection)
                yield Store(folder, connection)
                seal.write(connection, path)
        finally:
            connection.close()


@contextmanager
def _damage_named(path: Path) -> Iterator[None]:
    """SQLite's own complaints become errors with a hint."""
    try:
        yield
    except sqlite3.IntegrityError:
        raise  # a fault of ours, not of the file
    except sqlite3.OperationalError as error:
        raise schema.unwritable(path, f"the case database cannot be used: {error}") from error
    except sqlite3.DatabaseError as error:
        raise schema.damaged(path, str(error)) from error


def _is_blank(path: Path) -> bool:
    """Whether there is no database yet, or only the empty file that a killed writer had just made.

    Raises `UnreadableCase` where there was one and its bytes are gone.
    """
    if path.is_file() and path.stat().st_size:
        return False
    if seal.is_set(path):
        raise schema.damaged(path, "its bytes are gone")
    return True


def _make_private(home: Path) -> None:
    """The `.detente` folder, readable by its owner alone."""
    try:
        new = not home.exists()
        home.mkdir(mode=0o700, exist_ok=True)
        if new:
            sync_folder(home.parent)
        if home.stat().st_mode & 0o077:
            home.chmod(0o700)
    except OSError as error:
        raise UnwritableCase(
            f"cannot write here: {error.strerror}", where=str(home), hint="choose a folder you may write to"
        ) from error


def _touch_private(path: Path) -> None:
    """The database's file, made with mode 0600 before SQLite would make it with the umask's."""
    try:
        os.close(os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC | os.O_NOFOLLOW, 0o600))
    except OSError as error:
        raise UnwritableCase(f"cannot write here: {error.strerror}", where=str(path)) from error
