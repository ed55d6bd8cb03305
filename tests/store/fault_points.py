"""Failing every write of a command, one after another: kill, input/output error, full disk, until it goes through.

    python tests/store/fault_points.py --command add --fault kill
    python tests/store/fault_points.py --command restore --fault EIO+ --step 3
    python tests/store/fault_points.py --command add --fault memory

`strace` injects the fault into the N-th call of each kind that changes the disk; `+` makes every later call fail too.
`memory` gives the command 4 MB more address space each time. After each fault nothing acknowledged may be missing,
nothing may be there by half, no traceback may be shown, and the next undisturbed run must finish. Needs strace.

The commands run in forks of this process, which has loaded everything already: a start would cost more than a trial.
"""

import argparse
import hashlib
import importlib
import json
import os
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import traceback
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import NoReturn

from detente.cli import main as detente
from detente.store import schema, seal
from detente.store.custody import backup, restore, verify
from detente.store.database import reading

__all__ = ["COMMANDS", "FAULTS", "Command", "calls_of", "points", "trial"]

CALLS = (
    "pwrite64",
    "write",
    "fsync",
    "fdatasync",
    "ftruncate",
    "rename",
    "renameat2",
    "link",
    "unlink",
    "mkdir",
    "rmdir",
)
FAULTS = ("kill", "EIO", "EIO+", "ENOSPC", "ENOSPC+")
ARTICLES = 20
MARK = "Sallowmere"
"""A word that only the article to be purged holds."""

DETENTE = ["detente", "--quiet"]
LOADED = (
    "detente.cli.entry",
    "detente.cli.cases",
    "detente.cli.custody",
    "detente.store.ingest",
    "detente.sources.library",
)
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

Run = subprocess.CompletedProcess[bytes]


@dataclass(frozen=True, slots=True, kw_only=True)
class Command:
    """What is run in a copy of the template, what must hold after a fault, and what after the next run.

    `faulted` and `finished` say what is wrong, "" when nothing is.
    """

    argv: Callable[[Path], list[str]]
    faulted: Callable[[Path, Run], str]
    finished: Callable[[Path, Run], str]


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
        return f"the next run fails: {ran.stderr.decode()[-300:]}"
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
    return _unverified(place / "again") or ("" if _tree(place / "again") == _tree(place / "case") else "another case")


def _whole_backup(place: Path, ran: Run) -> str:
    if not (place / "out.zip").exists():
        return f"the next backup fails: {ran.stderr.decode()[-300:]}"
    shutil.rmtree(place / "again", ignore_errors=True)
    return _backed_up(place, ran)


def _tree(case: Path) -> dict[str, str]:
    """Everything of a case but its database, by name."""
    paths = sorted(path for path in case.rglob("*") if path.is_file() and schema.FOLDER not in path.parts)
    return {path.relative_to(case).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in paths}


def _restored(place: Path, _: Run) -> str:
    """The case is the old one or the new one, and the old one still stands somewhere."""
    old, new = (json.loads((place / f"{name}.json").read_text()) for name in ("old", "new"))
    if _tree(place / "case") not in (old, new):
        return "the case is neither the old one nor the new one"
    kept = [path for path in place.iterdir() if path.is_dir() and path.name != "press" and _tree(path) == old]
    return _unverified(place / "case") if kept else "the old case is gone"


def _is_new(place: Path, ran: Run) -> str:
    if ran.returncode or _tree(place / "case") != json.loads((place / "new.json").read_text()):
        return f"the next restore fails: {ran.stderr.decode()[-300:]}"
    return _restored(place, ran)


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
        return f"the next purge fails: {ran.stderr.decode()[-300:]}"
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
    return f"the next upgrade fails: {ran.stderr.decode()[-300:]}" if ran.returncode else _upgraded(place, ran)


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
    "upgrade": Command(
        argv=lambda place: ["-c", LATER, str(place / "case")],
        faulted=_upgraded,
        finished=_all_upgraded,
    ),
}


# ── the trials ───────────────────────────────────────────────────────────────────────────────────────────────


def make_template(place: Path) -> Path:
    """Twenty articles beside an empty case, a case that has them, and the backup of another case."""
    (place / "press").mkdir(parents=True)
    for number in range(ARTICLES):
        words = f"Dispatch {number}\n\nThe lock was shut. " + (MARK if number == 3 else "Norland") + " waits. "
        (place / "press" / f"{number:03}.txt").write_text(words * 20)
    for name in ("empty", "case", "other"):
        (place / name / "sources").mkdir(parents=True)
    run([*DETENTE, "add", str(place / "case"), str(place / "press")])
    one = place / "press" / "000.txt"
    run([*DETENTE, "add", str(place / "other"), str(one)])
    backup(place / "other", place / "other.zip")
    for name, case in (("old", "case"), ("new", "other")):
        (place / f"{name}.json").write_text(json.dumps(_tree(place / case)))
    shutil.rmtree(place / "other")
    return place


def run(argv: list[str], watch: list[str] | None = None, memory: int | None = None) -> Run:
    """Run a command in a fork of this process, under `strace` with these arguments, or with so much memory."""
    sys.stdout.flush()
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
        child = os.fork()
        if child == 0:
            os.dup2(out.fileno(), 1)
            os.dup2(err.fileno(), 2)
            _be(argv, stop=watch is not None, memory=memory)
        tracer = _watched(child, watch) if watch is not None else None
        _, status = os.waitpid(child, 0)
        if tracer:
            tracer.wait()
        out.seek(0)
        err.seek(0)
        return subprocess.CompletedProcess(argv, os.waitstatus_to_exitcode(status), out.read(), err.read())


def _be(argv: list[str], *, stop: bool, memory: int | None) -> NoReturn:
    """The child: wait for the tracer, become the command, end as it would."""
    code: object = 1
    try:
        if stop:
            os.kill(os.getpid(), signal.SIGSTOP)
        if memory is not None:
            resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
        code = _outcome(argv)
        sys.stdout.flush()
        sys.stderr.flush()
    finally:
        os._exit(code if isinstance(code, int) else 1 if code else 0)


def _outcome(argv: list[str]) -> object:
    """What the command ends with; what is raised is shown as the interpreter would show it."""
    try:
        if argv[0] == "-c":
            sys.argv = argv[1:]
            exec(argv[1], {"__name__": "__main__"})
        else:
            sys.argv = argv
            detente()
    except SystemExit as end:
        if isinstance(end.code, str):
            print(end.code, file=sys.stderr)
        return end.code
    except BaseException:
        traceback.print_exc()
        return 1
    return 0


def _watched(child: int, watch: list[str]) -> subprocess.Popen[bytes]:
    """Put `strace` on a child that has stopped, and let it go on."""
    os.waitpid(child, os.WUNTRACED)
    tracer = subprocess.Popen(["strace", "-f", *watch, "-p", str(child)], stderr=subprocess.DEVNULL)
    while "TracerPid:\t0\n" in Path(f"/proc/{child}/status").read_text():
        time.sleep(0.001)
    os.kill(child, signal.SIGCONT)
    return tracer


def calls_of(command: Command, template: Path, place: Path) -> dict[str, int]:
    """How often an undisturbed run makes each call."""
    shutil.copytree(template, place)
    listing = place.with_name("count")
    run(command.argv(place), ["-c", "-U", "name,calls", "-e", f"trace={','.join(CALLS)}", "-o", str(listing)])
    shutil.rmtree(place)
    lines = listing.read_text().splitlines()
    return {parts[0]: int(parts[1]) for line in lines if len(parts := line.split()) == 2 and parts[0] in CALLS}


def points(counts: dict[str, int], fault: str, step: int = 1) -> Iterator[tuple[str, list[str]]]:
    """(name of the point, the arguments for `strace` that make it fail there)."""
    later = "+" if fault.endswith("+") else ""
    kind = "signal=KILL" if fault == "kill" else f"error={fault.rstrip('+')}"
    for call, count in sorted(counts.items()):
        for when in range(1, count + 1, step):
            inject = f"inject={call}:{kind}:when={when}{later}"
            yield f"{call} {when}{later}", ["-o", "/dev/null", "-e", f"trace={call}", "-e", inject]


def trial(
    command: Command, template: Path, place: Path, watch: list[str] | None = None, memory: int | None = None
) -> tuple[Run, str]:
    """One run with a fault, and what was wrong afterwards ("" when nothing was)."""
    shutil.copytree(template, place)
    ran = run(command.argv(place), watch, memory)
    try:
        if b"Traceback" in ran.stderr or b"internal" in ran.stderr:
            return ran, ran.stderr.decode()[-1000:]
        return ran, command.faulted(place, ran) or command.finished(place, run(command.argv(place)))
    except Exception as error:
        return ran, f"{type(error).__name__}: {error}"
    finally:
        shutil.rmtree(place, ignore_errors=True)


def _memory(command: Command, template: Path, folder: Path) -> tuple[int, list[str]]:
    """(steps, what was wrong) from 64 MB of address space up, until the command goes through twice."""
    wrong, passed, step = [], 0, 0
    while passed < 2 and step < 400:
        size = (64 + 4 * step) << 20
        ran, problem = trial(command, template, folder / f"memory-{step}", memory=size)
        passed = passed + 1 if ran.returncode == 0 else 0
        step += 1
        if problem:
            wrong.append(f"{size >> 20} MB: {problem}")
    return step, wrong


def main() -> int:
    """Go through the points; exit code 1 when anything was wrong after any of them."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--command", choices=sorted(COMMANDS), default="add")
    parser.add_argument("--fault", choices=[*FAULTS, "memory"], default="kill")
    parser.add_argument("--step", type=int, default=1, help="only every so-manieth call")
    given = parser.parse_args()
    command, wrong, tried = COMMANDS[given.command], [], 0
    for module in LOADED:
        importlib.import_module(module)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        template = make_template(folder / "template")
        if given.fault == "memory":
            tried, wrong = _memory(command, template, folder)
            total = tried
        else:
            counts = calls_of(command, template, folder / "whole")
            total = sum(counts.values())
            for point, watch in points(counts, given.fault, given.step):
                _, problem = trial(command, template, folder / "case", watch)
                tried += 1
                if problem:
                    wrong.append(f"{point}: {problem}")
    print(f"{given.command} {given.fault}: {tried} points of {total}, {len(wrong)} with something wrong", flush=True)
    for line in wrong[:20]:
        print(" ", line)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
