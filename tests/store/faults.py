"""Killing `detente add` again and again, to see whether anything acknowledged is ever lost.

    python tests/store/faults.py --trials 1000

Prints how many trials were made, how many acknowledged articles were missing afterwards, how many were there by
half, and how many databases did not verify. `tests/store/test_kill.py` makes a few trials of it.
"""

import argparse
import json
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path

from detente.store.database import reading
from detente.store.verifying import verify

__all__ = ["Tally", "trials"]

ARTICLES = 300
ATTEMPTS = 60


@dataclass
class Tally:
    """What came of the trials."""

    trials: int = 0
    acknowledged: int = 0
    lost: int = 0
    half: int = 0
    damaged: int = 0
    unfinished: int = 0
    notes: list[str] = field(default_factory=list)

    def __str__(self) -> str:
        return (
            f"{self.trials} kills, {self.acknowledged} acknowledged articles: {self.lost} lost, {self.half} by half, "
            f"{self.damaged} cases that do not verify, {self.unfinished} that could not be finished"
        )


def trials(count: int, folder: Path, *, seed: int = 0) -> Tally:
    """Kill `count` runs of `detente add` at random moments; after each kill, look; finish each case by a last run."""
    chance = random.Random(seed)
    press = folder / "press"
    press.mkdir()
    for number in range(ARTICLES):
        words = " ".join(f"w{chance.randrange(5000)}" for _ in range(300))
        (press / f"{number:03}.txt").write_text(f"Dispatch {number}\n\nOn day {number} the lock was shut. {words}\n")
    tally = Tally()
    begins, ends = _span(folder / "whole", press)
    while tally.trials < count:
        case = folder / f"case-{tally.trials}"
        (case / "sources").mkdir(parents=True)
        acknowledged: dict[str, str] = {}
        for _ in range(ATTEMPTS):
            if tally.trials >= count or len(acknowledged) == ARTICLES:
                break
            acknowledged |= _killed(case, press, chance.uniform(0.8 * begins, 1.05 * ends))
            tally.trials += 1
            _look(case, acknowledged, tally)
        finished = subprocess.run(_add(case, press), capture_output=True, check=False)
        if finished.returncode or len(finished.stdout.splitlines()) != ARTICLES or verify(case):
            tally.unfinished += 1
            tally.notes.append(f"{case.name}: {finished.stderr.decode()[-200:]}")
        tally.acknowledged += len(acknowledged)
    return tally


def _span(case: Path, press: Path) -> tuple[float, float]:
    """When an undisturbed run gives its first line, and when it ends, in seconds from its start."""
    (case / "sources").mkdir(parents=True)
    start = time.monotonic()
    with subprocess.Popen(_add(case, press), stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        process.stdout.readline()
        first = time.monotonic() - start
        process.stdout.read()
    return first, time.monotonic() - start


def _add(case: Path, press: Path) -> list[str]:
    return [sys.executable, "-m", "detente", "--quiet", "add", str(case), str(press), "--nl"]


def _killed(case: Path, press: Path, after: float) -> dict[str, str]:
    """What a run acknowledged, file → hash, until it was killed so many seconds after its start."""
    with subprocess.Popen(_add(case, press), stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as process:
        assert process.stdout is not None
        os.set_blocking(process.stdout.fileno(), False)
        heard, begun = b"", time.monotonic()
        while process.poll() is None:
            heard += process.stdout.read() or b""
            if time.monotonic() - begun >= after:
                process.send_signal(signal.SIGKILL)
            time.sleep(0.002)
        heard += process.stdout.read() or b""
    lines = [json.loads(line) for line in heard.splitlines() if line.endswith(b"}")]
    return {line["file"]: line["sha256"] for line in lines if line["file"]}


def _look(case: Path, acknowledged: dict[str, str], tally: Tally) -> None:
    """Compare what was acknowledged with what is there."""
    try:
        with reading(case) as store:
            files = {file.path: file for file in store.files()} if store else {}
            half = [
                f.path
                for f in files.values()
                if store and not (store.bytes_of(f.sha256) and store.documents_of(f.path))
            ]
    except Exception as error:
        tally.damaged += 1
        tally.notes.append(f"{case.name}: {error!r}")
        return
    tally.half += len(half)
    tally.lost += sum(path not in files or files[path].sha256 != digest for path, digest in acknowledged.items())


def main() -> int:
    """Make the trials asked for; exit code 1 when anything was lost."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--trials", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=0)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        tally = trials(given.trials, Path(folder), seed=given.seed)
    print(tally)
    for line in tally.notes[:20]:
        print(" ", line)
    return 1 if tally.lost or tally.half or tally.damaged or tally.unfinished else 0


if __name__ == "__main__":
    sys.exit(main())
