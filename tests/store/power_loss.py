"""Power loss while `detente add` writes, on a disk that keeps what it likes of what was not yet synced.

    python tests/store/power_loss.py --states 1000

Records every write, sync and change of a folder by `strace`, builds what a disk may hold after the power has gone at a
point of that sequence, opens it, and goes on. What a sync has covered is kept; of everything later the disk keeps any
part: single blocks of writes, lengths, names. Half of the states keep the changes of a folder in their order, as
journalling file systems do, the other half do not. Prints how many states were tried and what was lost. Needs strace.
"""

import argparse
import hashlib
import json
import random
import re
import shutil
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from forks import DETENTE, load, run

from detente.store.database import reading
from detente.store.verifying import verify

__all__ = ["Disk", "Step", "Tally", "record", "states", "trials"]

ARTICLES = 20
BLOCK = 4096
TRACED = (
    *("openat", "creat", "close", "read", "lseek", "write", "pwrite64", "writev", "pwritev", "ftruncate", "truncate"),
    *("fsync", "fdatasync", "sync_file_range", "rename", "renameat", "renameat2", "link", "linkat", "unlink"),
    *(
        "unlinkat",
        "mkdir",
        "mkdirat",
        "rmdir",
        "sendfile",
        "copy_file_range",
        "fallocate",
        "mmap",
        "dup",
        "dup2",
        "dup3",
    ),
)
UNKNOWN = ("creat", "writev", "pwritev", "truncate", "sync_file_range", "sendfile", "copy_file_range", "fallocate")
"""Calls that would change a case without this program knowing how."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One thing done to the disk: `what` to which file (by number) or name."""

    what: str
    file: int = 0
    at: int = 0
    data: bytes = b""
    path: str = ""
    other: str = ""


@dataclass
class Tally:
    """What came of the states."""

    states: int = 0
    lost: int = 0
    half: int = 0
    damaged: int = 0
    unfinished: int = 0
    notes: list[str] = field(default_factory=list)

    def __str__(self) -> str:
        return (
            f"{self.states} states: {self.lost} with acknowledged articles lost, {self.half} by half, {self.damaged} "
            f"that do not open, {self.unfinished} that could not be finished"
        )


# ── recording ────────────────────────────────────────────────────────────────────────────────────────────────

CALL = re.compile(
    r"(?P<pid>\d+) +(?P<name>\w+)\((?P<rest>.*)\) += (?P<result>-?\d+|0x[0-9a-f]+)(?:<(?P<opened>.*)>)?.*"
)
HANDLE = re.compile(r"(?P<number>-?\d+|AT_FDCWD)(?:<(?P<path>[^>]*)>)?")
TEXT = re.compile(r'"((?:\\x[0-9a-f]{2})*)"(\.\.\.)?')


def record(place: Path) -> tuple[Step, ...]:
    """What `detente add` of the articles in `place`/press does to `place`/case, in order, with its acknowledgements."""
    listing = place / "calls"
    watch = ["-y", "-xx", "-s", "100000000", "-e", f"trace={','.join(TRACED)}", "-o", str(listing)]
    ran = run([*DETENTE, "add", str(place / "case"), str(place / "press"), "--nl"], watch)
    assert ran.returncode == 0, ran.stderr
    return tuple(_Recorder(str(place / "case")).steps(_whole_lines(listing)))


def _whole_lines(listing: Path) -> Iterator[str]:
    """The calls in the order in which they ended; one that another interrupted is put together."""
    begun: dict[str, str] = {}
    for line in listing.read_text(encoding="ascii").splitlines():
        pid = line.split(" ", 1)[0]
        if line.endswith("<unfinished ...>"):
            begun[pid] = line.removesuffix("<unfinished ...>").rstrip()
        elif " resumed>" in line:
            yield begun.pop(pid) + line.partition(" resumed>")[2]
        else:
            yield line


class _Recorder:
    """Turns calls into steps: gives every file a number, which it keeps when its name changes."""

    def __init__(self, case: str) -> None:
        self.case, self.numbers, self.positions = case, dict[str, int](), dict[tuple[str, str], int]()
        self.next = 1

    def steps(self, lines: Iterator[str]) -> Iterator[Step]:
        for line in lines:
            call = CALL.fullmatch(line)
            if call is None or call["result"].startswith("-"):
                continue
            if call["name"] == "write" and call["rest"].startswith("1<") and "pipe:" not in call["rest"][:20]:
                yield from _acknowledged(_bytes(call["rest"]))
            elif call["name"] == "openat":
                yield from self._opened(call["pid"], call["rest"], _path(call["opened"] or ""))
            elif handle := HANDLE.match(call["rest"]):
                yield from self._changed(call["pid"], call["name"], call["rest"], _path(handle["path"] or ""))
            else:
                yield from self._named(call["name"], *map(_name, _texts(call["rest"])))

    def _named(self, name: str, path: str = "", other: str = "") -> Iterator[Step]:
        """A call that changes names."""
        if not path.startswith(self.case):
            return
        assert name in ("rename", "renameat2", "unlink", "mkdir", "link"), name
        number = self.numbers.get(path, 0)
        if other:
            self.numbers[other] = number
        if name in ("rename", "renameat2", "unlink"):
            del self.numbers[path]
        yield Step(what=name.removesuffix("at2"), file=number, path=path, other=other)

    def _opened(self, pid: str, rest: str, path: str) -> Iterator[Step]:
        if not path.startswith(self.case):
            return
        self.positions[(pid, path)] = 0
        if "O_CREAT" in rest and path not in self.numbers:
            self.numbers[path] = self.next
            self.next += 1
            yield Step(what="create", file=self.numbers[path], path=path)
        if "O_TRUNC" in rest:
            yield Step(what="truncate", file=self.numbers[path], at=0)

    def _changed(self, pid: str, name: str, rest: str, path: str) -> Iterator[Step]:
        """A call on a handle."""
        if not path.startswith(self.case):
            return
        assert name not in UNKNOWN, name
        number, key = self.numbers.get(path, 0), (pid, path)
        if name == "pwrite64":
            yield Step(what="write", file=number, at=int(rest.rsplit(", ", 1)[1]), data=_bytes(rest))
        elif name == "write":
            data = _bytes(rest)
            yield Step(what="write", file=number, at=self.positions[key], data=data)
            self.positions[key] += len(data)
        elif name == "lseek":
            place, how = rest.rsplit(", ", 2)[1:]
            assert how in ("SEEK_SET", "SEEK_CUR") or place == "0", rest
            self.positions[key] = int(place) if how == "SEEK_SET" else self.positions[key]
        elif name == "ftruncate":
            yield Step(what="truncate", file=number, at=int(rest.rsplit(", ", 1)[1]))
        elif name in ("fsync", "fdatasync"):
            yield Step(what="sync", file=number, path="" if number else path)


def _texts(rest: str) -> list[bytes]:
    return [bytes.fromhex(found[1].replace("\\x", "")) for found in TEXT.finditer(rest)]


def _bytes(rest: str) -> bytes:
    found = TEXT.search(rest)
    assert found is not None, rest[:100]
    assert found[2] is None, rest[:100]
    return bytes.fromhex(found[1].replace("\\x", ""))


def _name(found: bytes) -> str:
    return found.decode("utf-8", "surrogateescape")


def _path(shown: str) -> str:
    """The name beside a handle, which strace writes in hexadecimal as well."""
    return _name(bytes.fromhex(shown.replace("\\x", ""))) if "\\x" in shown else shown


def _acknowledged(data: bytes) -> Iterator[Step]:
    for line in data.splitlines():
        told = json.loads(line)
        if told["file"]:
            yield Step(what="told", path=told["file"], data=bytes.fromhex(told["sha256"]))


# ── what a disk may hold ─────────────────────────────────────────────────────────────────────────────────────


@dataclass
class Disk:
    """What is certain to be on the disk, and what it may or may not have written besides."""

    names: dict[str, int] = field(default_factory=dict)
    contents: dict[int, bytearray] = field(default_factory=dict)
    pending_names: list[Step] = field(default_factory=list)
    pending: dict[int, list[Step]] = field(default_factory=dict)
    told: dict[str, str] = field(default_factory=dict)

    def do(self, step: Step) -> None:
        """Take one step; what a sync covers becomes certain."""
        if step.what == "told":
            self.told[step.path] = step.data.hex()
        elif step.what in ("write", "truncate"):
            self.pending.setdefault(step.file, []).append(step)
        elif step.what != "sync":
            self.pending_names.append(step)
        elif step.file:
            for one in self.pending.pop(step.file, []):
                _write(self.contents, one)
        else:
            covered = [one for one in self.pending_names if str(Path(one.path).parent) == step.path]
            self.pending_names = [one for one in self.pending_names if one not in covered]
            for one in covered:
                _rename(self.names, one)

    def after(self, chance: random.Random, *, in_order: bool) -> dict[str, bytes]:
        """The files that may be found after the power has gone, by name."""
        kept = chance.choice((0.0, 0.1, 0.5, 0.9, 1.0))
        names = dict(self.names)
        last = chance.randint(0, len(self.pending_names))
        for number, step in enumerate(self.pending_names):
            if number < last if in_order else chance.random() < kept:
                _rename(names, step)
        contents = {number: bytearray(data) for number, data in self.contents.items()}
        for _, steps in sorted(self.pending.items()):
            kept = chance.choice((0.0, 0.1, 0.5, 0.9, 1.0))
            for step in (one for whole in steps for one in _blocks(whole)):
                if chance.random() < kept:
                    _write(contents, step)
        return {path: bytes(contents.get(number, b"")) for path, number in names.items() if number}


def _rename(names: dict[str, int], step: Step) -> None:
    if step.what == "unlink":
        names.pop(step.path, None)
    elif step.what == "rename":
        names.pop(step.path, None)
        names[step.other] = step.file
    elif step.what == "link":
        names[step.other] = step.file
    else:
        names[step.path] = step.file


def _blocks(step: Step) -> Iterator[Step]:
    """A write, block by block: a disk can keep one and lose the next."""
    if step.what != "write":
        yield step
        return
    at, end = step.at, step.at + len(step.data)
    while at < end:
        upto = min(end, (at // BLOCK + 1) * BLOCK)
        yield Step(what="write", file=step.file, at=at, data=step.data[at - step.at : upto - step.at])
        at = upto


def _write(contents: dict[int, bytearray], step: Step) -> None:
    found = contents.setdefault(step.file, bytearray())
    end = step.at + len(step.data)
    found.extend(bytes(max(0, end - len(found))))
    if step.what == "write":
        found[step.at : end] = step.data
    else:
        del found[step.at :]


def states(steps: tuple[Step, ...], count: int, seed: int) -> Iterator[tuple[dict[str, bytes], dict[str, str]]]:
    """(files found, what had been acknowledged by then) for so many moments, spread evenly over the sequence."""
    chance, disk, done = random.Random(seed), Disk(), 0
    moments = sorted(chance.randint(1, len(steps)) for _ in range(count))
    for number, moment in enumerate(moments):
        for step in steps[done:moment]:
            disk.do(step)
        done = moment
        yield disk.after(chance, in_order=number % 2 == 0), dict(disk.told)


# ── the trials ───────────────────────────────────────────────────────────────────────────────────────────────


def trials(count: int, folder: Path, *, seed: int = 0, finish: int = 10) -> Tally:
    """Record one run, open `count` states, and finish the work in every `finish`-th."""
    chance = random.Random(seed)
    (folder / "press").mkdir(parents=True)
    for number in range(ARTICLES):
        words = " ".join(f"w{chance.randrange(5000)}" for _ in range(1500))
        (folder / "press" / f"{number:03}.txt").write_text(f"Dispatch {number}\n\nThe lock was shut. {words}\n")
    case = folder / "case"
    (case / "sources").mkdir(parents=True)
    steps = record(folder)
    tally = Tally()
    for found, told in states(steps, count, seed):
        shutil.rmtree(case)
        for path in (str(case / "sources"), *found):
            (Path(path) if path.endswith("sources") else Path(path).parent).mkdir(parents=True, exist_ok=True)
        for path, data in found.items():
            Path(path).write_bytes(data)
        _look(case, told, tally, f"state {tally.states}")
        if tally.states % finish == 0:
            _finish(folder, tally)
        tally.states += 1
    return tally


def _look(case: Path, told: dict[str, str], tally: Tally, where: str) -> None:
    try:
        with reading(case) as store:
            files = {file.path: file for file in store.files()} if store else {}
            half = [p for p, f in files.items() if store and not (store.bytes_of(f.sha256) and store.documents_of(p))]
    except Exception as error:
        tally.damaged += 1
        tally.notes.append(f"{where}: {error!r}")
        return
    lost = [path for path, digest in told.items() if path not in files or files[path].sha256 != digest]
    torn = [path for path, digest in told.items() if _hash(case / path) != digest]
    tally.lost += bool(lost or torn)
    tally.half += bool(half)
    if lost or torn or half:
        tally.notes.append(f"{where}: {len(lost)} rows lost, {len(torn)} files lost, {len(half)} half of {len(told)}")


def _hash(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else ""


def _finish(folder: Path, tally: Tally) -> None:
    ran = run([*DETENTE, "add", str(folder / "case"), str(folder / "press"), "--nl"])
    found = verify(folder / "case") if ran.returncode == 0 else ()
    if ran.returncode or len(ran.stdout.splitlines()) != ARTICLES or found:
        tally.unfinished += 1
        tally.notes.append(f"state {tally.states}: {ran.stderr.decode()[-300:]} {found[:1]}")


def main() -> int:
    """Try the states asked for; exit code 1 when anything was lost."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--states", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=0)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        (Path(name) / "warm" / "sources").mkdir(parents=True)
        load([*DETENTE, "add", str(Path(name) / "warm"), __file__])
        tally = trials(given.states, Path(name).resolve(), seed=given.seed)
    print(tally)
    for line in tally.notes[:20]:
        print(" ", line)
    return 1 if tally.lost or tally.half or tally.damaged or tally.unfinished else 0


if __name__ == "__main__":
    sys.exit(main())
