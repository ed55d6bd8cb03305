"""Interrupting `detente run` at random moments: how long until it has ended, and whether it leaves a process behind.

python tests/trust/cancelling.py --trials 20
"""

import argparse
import contextlib
import random
import signal
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path

__all__ = ["Outcome", "interrupted"]

PAGE = "<html><head><title>{0}</title></head><body><article><h1>Dispatch {0}</h1>{1}</article></body></html>"
SENTENCE = "<p>Norland said on 4 March 2031 that it would open lock {0} if Sudland paid {1} million crowns.</p>"
ARTICLES = 200
GRACE = 2.0
"""Seconds within which whatever the run had started must have ended: the bar for the run itself."""


@dataclass
class Outcome:
    """What came of the interruptions: seconds until the end, processes left, other ends than "cancelled"."""

    seconds: list[float] = field(default_factory=list)
    orphans: int = 0
    strange: list[str] = field(default_factory=list)

    def __str__(self) -> str:
        times = sorted(self.seconds)
        middle = times[len(times) // 2] if times else 0.0
        return (
            f"{len(times)} interruptions: median {middle:.2f} s, longest {max(times, default=0):.2f} s, "
            f"{self.orphans} processes left, {len(self.strange)} strange ends"
        )


def interrupted(folder: Path, trials: int, *, seed: int = 0, longest: float = 8.0) -> Outcome:
    """Interrupt so many runs of a case of web pages, each read in a child process."""
    chance, outcome = random.Random(seed), Outcome()
    for number in range(trials):
        case = folder / f"case-{number}"
        (case / "sources").mkdir(parents=True)
        for article in range(ARTICLES):
            body = "".join(SENTENCE.format(article, line) for line in range(30))
            (case / "sources" / f"{article:03}.html").write_text(PAGE.format(article, body))
        _interrupt(case, chance.uniform(0.3, longest), outcome)
    return outcome


def _interrupt(case: Path, after: float, outcome: Outcome) -> None:
    command = [sys.executable, "-m", "detente", "run", str(case)]
    with subprocess.Popen(
        command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, preexec_fn=_listen_to_interrupts
    ) as process:
        children: set[int] = set()
        until = time.monotonic() + after
        while time.monotonic() < until and process.poll() is None:
            children |= _children(process.pid)
            time.sleep(0.05)
        children |= _children(process.pid)
        begun = time.monotonic()
        process.send_signal(signal.SIGINT)
        _, err = process.communicate(timeout=120)
    outcome.seconds.append(time.monotonic() - begun)
    until = time.monotonic() + GRACE
    while any(map(_lives, children)) and time.monotonic() < until:
        time.sleep(0.05)
    outcome.orphans += sum(map(_lives, children))
    if process.returncode not in (130, -signal.SIGINT, 0) or b"Traceback" in err:
        outcome.strange.append(f"after {after:.2f} s: code {process.returncode}: {err[-300:].decode()}")


def _listen_to_interrupts() -> None:
    """A job in the background of a shell inherits deafness to interrupts."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def _lives(process: int) -> bool:
    """Whether the process runs; one that has ended, and that nobody has asked about, does not."""
    try:
        state = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0]
    except OSError:
        return False
    return state not in "ZX"


def _children(process: int) -> set[int]:
    """The children of all threads of a process."""
    found: set[int] = set()
    with contextlib.suppress(OSError):
        for path in Path(f"/proc/{process}/task").glob("*/children"):
            found |= {int(child) for child in path.read_text().split()}
    return found


def main() -> int:
    """Make the interruptions asked for; exit code 1 when a process was left or an end was strange."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--trials", type=int, default=20)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        outcome = interrupted(Path(folder), given.trials)
    print(outcome)
    for line in outcome.strange[:10]:
        print(" ", line)
    return 1 if outcome.orphans or outcome.strange else 0


if __name__ == "__main__":
    sys.exit(main())
