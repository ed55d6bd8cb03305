"""Failing every write of a command, one after another: kill, input/output error, full disk; and all it asks memory by.

    python tests/store/fault_points.py                                          everything (or: make faults)
    python tests/store/fault_points.py --command restore --fault EIO+ --step 3
    python tests/store/fault_points.py --command add --fault ENOMEM

`strace` injects the fault into the N-th call of each kind that changes the disk, or for ENOMEM that asks the system for
memory; `+` makes every later call fail too. After each fault nothing acknowledged may be missing,
nothing may be there by half, no traceback may be shown, a command that says it went through must have done so, nothing
may be left behind, and the next undisturbed run must finish. Needs strace.
"""

import argparse
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from faulted import COMMANDS, Command, make_template
from forks import Run, load, run

__all__ = ["FAULTS", "calls", "calls_of", "points", "trial", "tried"]

WRITES = (
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
ASKS = ("mmap", "mremap", "brk")
FAULTS = ("kill", "EIO", "EIO+", "ENOSPC", "ENOSPC+", "ENOMEM", "ENOMEM+")


def calls(fault: str) -> tuple[str, ...]:
    """The calls of a command that a fault may hit."""
    return ASKS if fault.startswith("ENOMEM") else WRITES


def calls_of(
    command: Command, template: Path, place: Path, counted: tuple[str, ...] = WRITES
) -> tuple[dict[str, int], set[str]]:
    """How often an undisturbed run makes each call, and the names of the files there are afterwards."""
    shutil.copytree(template, place)
    listing = place.with_name("count")
    run(command.argv(place), ["-c", "-U", "name,calls", "-e", f"trace={','.join(counted)}", "-o", str(listing)])
    command.finished(place, run(command.argv(place)))
    names = _names(place)
    shutil.rmtree(place)
    lines = listing.read_text().splitlines()
    counts = {parts[0]: int(parts[1]) for line in lines if len(parts := line.split()) == 2 and parts[0] in counted}
    return counts, names


def _names(place: Path) -> set[str]:
    """The files below a place; a number in a name is any number."""
    return {re.sub(r"\d+", "N", path.relative_to(place).as_posix()) for path in place.rglob("*")}


def points(counts: dict[str, int], fault: str, step: int = 1) -> Iterator[tuple[str, list[str]]]:
    """(name of the point, the arguments for `strace` that make it fail there)."""
    later = "+" if fault.endswith("+") else ""
    kind = "signal=KILL" if fault == "kill" else f"error={fault.rstrip('+')}"
    for call, count in sorted(counts.items()):
        for when in range(1, count + 1, step):
            inject = f"inject={call}:{kind}:when={when}{later}"
            yield f"{call} {when}{later}", ["-o", "/dev/null", "-e", f"trace={call}", "-e", inject]


def trial(
    command: Command,
    template: Path,
    place: Path,
    watch: list[str] | None = None,
    *,
    known: set[str] | None = None,
) -> tuple[Run, str]:
    """One run with a fault, and what was wrong afterwards ("" when nothing was); `known` are the names it may leave."""
    shutil.copytree(template, place)
    ran = run(command.argv(place), watch)
    try:
        if b"Traceback" in ran.stderr or b"internal" in ran.stderr:
            return ran, ran.stderr.decode()[-1000:]
        silent = ran.returncode == 0 and command.finished(place, ran)
        if silent:
            return ran, f"said to have gone through: {silent}"
        wrong = command.faulted(place, ran) or command.finished(place, run(command.argv(place)))
        left = sorted(_names(place) - known - {*command.waits}) if known is not None else []
        return ran, wrong or (f"left behind: {left}" if left else "")
    except Exception as error:
        return ran, f"{type(error).__name__}: {error}"
    finally:
        shutil.rmtree(place, ignore_errors=True)


def tried(command: Command, fault: str, template: Path, folder: Path, step: int = 1) -> tuple[int, int, list[str]]:
    """(points tried, points there are, what was wrong) of one command under one fault."""
    counts, known = calls_of(command, template, folder / "whole", calls(fault))
    wrong, done = [], 0
    for point, watch in points(counts, fault, step):
        _, problem = trial(command, template, folder / "place", watch, known=known)
        done += 1
        if problem:
            wrong.append(f"{point}: {problem}")
    return done, sum(counts.values()), wrong


def main() -> int:
    """Go through the points; exit code 1 when anything was wrong after any of them."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--command", choices=sorted(COMMANDS), action="append", help="default: all of them")
    parser.add_argument("--fault", choices=FAULTS, action="append", help="default: all of them")
    parser.add_argument("--step", type=int, default=1, help="only every so-manieth call")
    given = parser.parse_args()
    if not _can_watch():
        parser.error("this needs strace, and the right to watch processes")
    total, every, bad, begun = 0, 0, 0, time.monotonic()
    with tempfile.TemporaryDirectory() as name:
        chosen = given.command or sorted(COMMANDS)
        template = make_template(Path(name) / "template", study="run" in chosen)
        for which in chosen:
            _warmed(COMMANDS[which], template, Path(name) / "warm")
            for fault in given.fault or FAULTS:
                done, there_are, wrong = tried(COMMANDS[which], fault, template, Path(name), given.step)
                total, every, bad = total + done, every + there_are, bad + len(wrong)
                print(f"{which} {fault}: {done} points of {there_are}, {len(wrong)} with something wrong", flush=True)
                for line in wrong[:20]:
                    print(" ", line, flush=True)
    spent = sum(os.times()[:4])
    print(
        f"in all {total} points of {every}, {bad} with something wrong; "
        f"{time.monotonic() - begun:.0f} s, {spent:.0f} s of processor time"
    )
    return 1 if bad else 0


def _can_watch() -> bool:
    try:
        tried = subprocess.run(["strace", "-o", os.devnull, "true"], capture_output=True, check=False)
    except OSError:
        return False
    return tried.returncode == 0


def _warmed(command: Command, template: Path, place: Path) -> None:
    """Load what the command loads, so that the forks need not."""
    shutil.copytree(template, place)
    argv = command.argv(place)
    if argv[0] != "-c":
        load(argv)
    shutil.rmtree(place)


if __name__ == "__main__":
    sys.exit(main())
