"""Many writers and readers on one case at once, to see whether an update is lost or a reader refused.

    python tests/store/crowd.py --seconds 600 --writers 4 --readers 8

Each writer adds one to a number kept in the case, judges an item of its own and, now and then, takes up one more
article. Each reader opens the case, proves it, and looks that nothing has gone backwards.
`tests/store/test_crowd.py` does a few seconds of it.
"""

import argparse
import multiprocessing
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from multiprocessing.queues import Queue
from pathlib import Path

from detente.errors import CaseBusy
from detente.store.database import reading, writing
from detente.store.ingest import take_up
from detente.store.verifying import verify

__all__ = ["Outcome", "crowd"]

EVERY = 20
"""After so many updates a writer takes up an article."""

Told = dict[str, float | int | list[str]]


@dataclass
class Outcome:
    """What came of it."""

    updates: int = 0
    reads: int = 0
    lost: int = 0
    refused_readers: int = 0
    refused_writers: int = 0
    longest_wait: float = 0.0
    notes: list[str] = field(default_factory=list)

    def __str__(self) -> str:
        return (
            f"{self.updates} updates, {self.reads} reads: {self.lost} updates lost, {self.refused_readers} readers refused, "
            f"{self.refused_writers} writers refused, longest wait of a writer {self.longest_wait:.1f} s"
        )


def crowd(folder: Path, *, writers: int, readers: int, seconds: float) -> Outcome:
    """Let writers and readers loose on a new case for so many seconds."""
    case = folder / "case"
    (case / "sources").mkdir(parents=True)
    (case / "sources" / "first.txt").write_text("Norland closed the upper lock on Monday.\n")
    with writing(case, doing="crowd") as store:
        take_up(store)
    queue: Queue[Told] = multiprocessing.Queue()
    until = time.time() + seconds
    jobs: list[tuple[Callable[..., None], int]] = [(_write, n) for n in range(writers)]
    jobs += [(_read, n) for n in range(readers)]
    processes = [multiprocessing.Process(target=job, args=(case, n, until, queue)) for job, n in jobs]
    for process in processes:
        process.start()
    told = [queue.get(timeout=seconds + 120) for _ in processes]
    for process in processes:
        process.join()
    return _summed(case, told)


def _summed(case: Path, told: list[Told]) -> Outcome:
    outcome = Outcome()
    for one in told:
        for name, value in one.items():
            if name == "longest_wait":
                outcome.longest_wait = max(outcome.longest_wait, float(value))  # type: ignore[arg-type]
            else:
                setattr(outcome, name, getattr(outcome, name) + value)
    with reading(case) as store:
        assert store is not None
        kept = int(store.meta("crowd") or 0)
        judged = len(store.verdicts())
    outcome.lost = abs(outcome.updates - kept) + abs(outcome.updates - judged)
    found = [finding for finding in verify(case) if "not been taken up" not in finding.message]
    outcome.notes += [f"{finding.where}: {finding.message}" for finding in found]
    return outcome


def _write(case: Path, number: int, until: float, queue: "Queue[Told]") -> None:
    updates, refused, longest, notes = 0, 0, 0.0, []
    while time.time() < until:
        begun = time.monotonic()
        try:
            with writing(case, doing=f"writer {number}", wait=60) as store:
                longest = max(longest, time.monotonic() - begun)
                with store.transaction():
                    store.set_meta("crowd", str(int(store.meta("crowd") or 0) + 1))
                    store.connection.execute(
                        "INSERT INTO verdicts VALUES (?, 'accept', ?, '')", (f"{number}-{updates}", f"writer {number}")
                    )
                updates += 1
                if updates % EVERY == 0:
                    (case / "sources" / f"{number}-{updates}.txt").write_text(f"Dispatch {updates} of {number}.\n")
                    take_up(store)
        except CaseBusy as error:
            refused += 1
            notes.append(f"writer {number}: {error}")
        except Exception as error:
            refused += 1
            notes.append(f"writer {number}: {type(error).__name__}: {error}")
    queue.put({"updates": updates, "refused_writers": refused, "longest_wait": longest, "notes": notes[:3]})


def _read(case: Path, number: int, until: float, queue: "Queue[Told]") -> None:
    reads, refused, notes, last = 0, 0, [], (0, 0)
    while time.time() < until:
        try:
            with reading(case) as store:
                assert store is not None
                seen = (int(store.meta("crowd") or 0), len(store.documents()))
                assert len(store.verdicts()) == seen[0], "half an update is seen"
            assert seen >= last, f"backwards from {last} to {seen}"
            last = seen
            reads += 1
        except Exception as error:
            refused += 1
            notes.append(f"reader {number}: {type(error).__name__}: {error}")
    queue.put({"reads": reads, "refused_readers": refused, "notes": notes[:3]})


def main() -> int:
    """Make the crowd asked for; exit code 1 when anything was lost or refused."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--seconds", type=float, default=600)
    parser.add_argument("--writers", type=int, default=4)
    parser.add_argument("--readers", type=int, default=8)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        outcome = crowd(Path(folder), writers=given.writers, readers=given.readers, seconds=given.seconds)
    print(outcome)
    for line in outcome.notes[:20]:
        print(" ", line)
    return 1 if outcome.lost or outcome.refused_readers or outcome.refused_writers or outcome.notes else 0


if __name__ == "__main__":
    sys.exit(main())
