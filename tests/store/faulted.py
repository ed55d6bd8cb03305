"""What each command that writes promises when a write of it fails, and where it is tried."""

import hashlib
import json
import random
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from forks import DETENTE, Run, run

from detente.store import schema, seal
from detente.store.backups import backup
from detente.store.database import reading
from detente.store.folders import REPORT
from detente.store.restoring import restore
from detente.store.verifying import verify

__all__ = ["COMMANDS", "Command", "make_template"]

ARTICLES = 20
READ = 3
"""Articles of the case that is read and reported anew."""

MARK = "Sallowmere"
"""A word that only the article to be purged holds, and the report that quotes it."""

LATER = """
import sys
from pathlib import Path
from detente.store import schema
schema.STEPS += (
    ("ALTER TABLE verdicts ADD COLUMN weight TEXT NOT NULL DEFAULT ''",),
    ("CREATE TABLE marks (item TEXT PRIMARY KEY)", "INSERT INTO marks SELECT path FROM files"),
)
from detente.errors import DetenteError
from detente.store import seal
from detente.store.database import reading
try:
    with reading(Path(sys.argv[1])) as store:
        found = f"{len(store.documents())} {seal.examine(store.connection)}"
except DetenteError as error:
    sys.exit(str(error))
try:
    print(found, flush=True)
except OSError:
    sys.exit(74)
"""
"""A program two versions ahead, which upgrades the case that it opens."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Command:
    """What is run in a copy of the template, and what must hold.

    `faulted` holds whatever happened, `finished` when a run says that it went through, and after the next run.
    Each says what is wrong, "" when nothing is. `waits` is what may stay until the next writer comes.
    """

    argv: Callable[[Path], list[str]]
    faulted: Callable[[Path, Run], str]
    finished: Callable[[Path, Run], str]
    waits: tuple[str, ...] = ()


# ── add ──────────────────────────────────────────────────────────────────────────────────────────────────────


def _add(place: Path) -> list[str]:
    return [*DETENTE, "add", str(place / "empty"), str(place / "press"), "--nl"]


def _acknowledged(ran: Run) -> dict[str, str]:
    heard = [json.loads(line) for line in ran.stdout.splitlines() if line.startswith(b"{") and line.endswith(b"}")]
    return {line["file"]: line["sha256"] for line in heard if line["file"]}


def _added(place: Path, ran: Run) -> str:
    with reading(place / "empty") as store:
        files = {file.path: file for file in store.files()} if store else {}
        lost = [p for p, digest in _acknowledged(ran).items() if p not in files or files[p].sha256 != digest]
        half = [p for p, f in files.items() if store and not (store.bytes_of(f.sha256) and store.documents_of(p))]
    return f"lost {lost}" if lost else f"half {half}" if half else ""


def _all_added(place: Path, ran: Run) -> str:
    if ran.returncode or len(ran.stdout.splitlines()) != ARTICLES:
        return f"the run fails: {ran.stderr.decode()[-300:]}"
    return _unverified(place / "empty")


def _unverified(case: Path) -> str:
    found = verify(case)
    return f"does not verify: {found[0].where} {found[0].message}" if found else ""


# ── backup and restore ───────────────────────────────────────────────────────────────────────────────────────


def _backed_up(place: Path, _: Run) -> str:
    """The case is untouched; a backup of the name asked for is whole or not there."""
    wrong = _unverified(place / "case")
    if wrong or not (place / "out.zip").exists():
        return wrong
    restore(place / "again", place / "out.zip")
    try:
        return _unverified(place / "again") or (
            "" if _tree(place / "again") == _tree(place / "case") else "another case"
        )
    finally:
        shutil.rmtree(place / "again")


def _whole_backup(place: Path, ran: Run) -> str:
    if not (place / "out.zip").exists():
        return f"the backup fails: {ran.stderr.decode()[-300:]}"
    return _backed_up(place, ran)


def _tree(case: Path) -> dict[str, str]:
    """Everything of a case but its database, its report and hidden drafts, by name."""
    left_out = {schema.FOLDER, REPORT}
    every = [path for path in case.rglob("*") if path.is_file() and not path.name.startswith(".")]
    paths = sorted(path for path in every if not left_out & {*path.parts})
    return {path.relative_to(case).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in paths}


def _known(place: Path, name: str) -> dict[str, str]:
    """A tree written down when the template was made."""
    known: dict[str, str] = json.loads((place / f"{name}.json").read_text())
    return known


def _restored(place: Path, _: Run) -> str:
    """The case is the old one or the new one, and the old one still stands somewhere."""
    old, new = _known(place, "old"), _known(place, "new")
    if _tree(place / "case") not in (old, new):
        return "the case is neither the old one nor the new one"
    kept = [path for path in place.iterdir() if path.is_dir() and path.name != "press" and _tree(path) == old]
    return _unverified(place / "case") if kept else "the old case is gone"


def _is_new(place: Path, ran: Run) -> str:
    if ran.returncode or _tree(place / "case") != _known(place, "new"):
        return f"the restore fails: {ran.stderr.decode()[-300:]}"
    return _restored(place, ran)


# ── run ──────────────────────────────────────────────────────────────────────────────────────────────────────


def _ran(place: Path, _: Run) -> str:
    """Nothing of the user's is touched, the database opens, and a report that is there is a whole one."""
    if _tree(place / "study") != _known(place, "study"):
        return "case.yaml or a source has changed"
    report = place / "study" / REPORT
    if report.exists() and report.read_bytes() != (place / "report.html").read_bytes():
        return "another report"
    with reading(place / "study") as store:
        problems = seal.examine(store.connection) if store else ()
    return str(problems[0]) if problems else ""


def _reported(place: Path, ran: Run) -> str:
    if ran.returncode or not (place / "study" / REPORT).exists():
        return f"the run fails: {ran.stderr.decode()[-300:]}"
    return _ran(place, ran) or _unverified(place / "study")


# ── purge and upgrade ────────────────────────────────────────────────────────────────────────────────────────


def _purged(place: Path, _: Run) -> str:
    """The other articles are whole, whatever became of the one."""
    with reading(place / "case") as store:
        assert store is not None
        problems = seal.examine(store.connection)
        rest = [file for file in store.files() if not file.path.endswith("003.txt")]
        short = len(rest) != ARTICLES - 1 or not all(store.documents_of(file.path) for file in rest)
    return str(problems[0]) if problems else "other articles are missing" if short else ""


def _all_purged(place: Path, ran: Run) -> str:
    if ran.returncode and b"unknown-item" not in ran.stderr:
        return f"the purge fails: {ran.stderr.decode()[-300:]}"
    if ran.returncode:
        run([*DETENTE, "purge", str(place / "case"), "--yes"])
    left = [p for p in (place / "case").rglob("*") if p.is_file() and MARK.encode() in p.read_bytes()]
    return f"the purged words are still in {left[0].name}" if left else _unverified(place / "case")


def _upgraded(place: Path, _: Run) -> str:
    """A database of the one version or the other, with all it held; looked at by the later program, in a copy."""
    copy = shutil.copytree(place / "case", place / "copy", dirs_exist_ok=True)
    ran = run(["-c", LATER, str(copy)])
    return "" if ran.stdout.decode() == f"{ARTICLES} ()\n" else (ran.stdout + ran.stderr).decode()[-300:]


def _all_upgraded(place: Path, ran: Run) -> str:
    return f"the upgrade fails: {ran.stderr.decode()[-300:]}" if ran.returncode else _upgraded(place, ran)


COMMANDS = {
    "add": Command(argv=_add, faulted=_added, finished=_all_added),
    "backup": Command(
        argv=lambda place: [*DETENTE, "backup", str(place / "case"), str(place / "out.zip")],
        faulted=_backed_up,
        finished=_whole_backup,
    ),
    "restore": Command(
        argv=lambda place: [*DETENTE, "restore", str(place / "case"), str(place / "other.zip")],
        faulted=_restored,
        finished=_is_new,
    ),
    "purge": Command(
        argv=lambda place: [*DETENTE, "purge", str(place / "case"), "003", "--yes"],
        faulted=_purged,
        finished=_all_purged,
    ),
    "run": Command(
        argv=lambda place: [*DETENTE, "run", str(place / "study")],
        faulted=_ran,
        finished=_reported,
    ),
    "upgrade": Command(
        argv=lambda place: ["-c", LATER, str(place / "case")],
        faulted=_upgraded,
        finished=_all_upgraded,
        waits=("case/.detente/case.db.new", "copy/.detente/case.db.new"),  # the later program only reads
    ),
}


# ── the place ────────────────────────────────────────────────────────────────────────────────────────────────


def make_template(place: Path, *, study: bool = True) -> Path:
    """Twenty articles beside an empty case, a case that has them, the backup of another, and a case to be read."""
    (place / "press").mkdir(parents=True)
    chance = random.Random(7)
    for number in range(ARTICLES):
        words = " ".join(f"w{chance.randrange(5000)}" for _ in range(120))
        said = f"Dispatch {number}\n\nThe {MARK if number == 3 else 'Norland'} lock was shut on day {number}. {words}\n"
        (place / "press" / f"{number:03}.txt").write_text(said)
    for name in ("empty", "case", "other", "study"):
        (place / name / "sources").mkdir(parents=True)
    run([*DETENTE, "add", str(place / "case"), str(place / "press")])
    (place / "case" / REPORT).write_text(f"<p>The {MARK} lock was shut.</p>")
    run([*DETENTE, "add", str(place / "other"), str(place / "press" / "000.txt")])
    backup(place / "other", place / "other.zip")
    if study:
        _make_study(place)
    for name, case in (("old", "case"), ("new", "other"), ("study", "study")):
        (place / f"{name}.json").write_text(json.dumps(_tree(place / case)))
    shutil.rmtree(place / "other")
    return place


def _make_study(place: Path) -> None:
    """A case that has a model and was never run, and beside it the report that it will have."""
    for number in range(READ):
        said = f"The lock\n\nNorland shut the lock on {3 + number} March 2019. Sudland said it would not pay.\n"
        (place / "study" / "sources" / f"{number}.txt").write_text(said)
    (place / "study" / "case.yaml").write_text(STUDY)
    tried = shutil.copytree(place / "study", place / "tried")
    ran = run([*DETENTE, "run", str(tried)])
    assert ran.returncode == 0, ran.stderr
    (tried / REPORT).rename(place / "report.html")
    shutil.rmtree(tried)


STUDY = """\
detente: 1
title: The lock
decision_makers:
  norland:
    options:
      open: {name: open the lock, basis: [{source: "0", quote: Norland shut the lock}]}
  sudland:
    options:
      pay: {name: pay the toll, basis: [{source: "0", quote: Sudland said it would not pay}]}
epochs:
  - id: "2019"
    name: Closure
    from: 2019-03-03
    observed: "!open & !pay"
    basis: [{source: "0", quote: Norland shut the lock}]
    preferences:
      norland: [{want: pay, basis: {assumed: analyst, because: it built the lock}}]
      sudland: [{want: open, basis: {assumed: analyst, because: it ships grain}}]
"""
