"""Long work beside the server: a process of its own, progress as it comes, cancel within two seconds.

Each job runs in a spawned process, so a heavy computation never holds up a page and a crash never takes the server
with it. The child sends progress and, from a thread, a heartbeat; a child that dies or falls silent is a failed job
with a reason. They speak through one pipe: a semaphore shared with a process that is killed would be left behind.
"""

import multiprocessing
import os
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from multiprocessing.connection import Connection
from multiprocessing.context import SpawnProcess
from typing import Literal

from detente.errors import Cancelled, DetenteError

__all__ = ["Job", "Jobs", "Work"]

Progress = Callable[[int, int, str], None]
Work = Callable[[tuple[str, ...], Progress, Callable[[], bool]], str]
"""A module-level function: (arguments, progress, cancel) → one sentence about what was done."""

HEARTBEAT = 0.5
SILENCE = 15.0
GRACE = 1.5
KEPT = 50
NICENESS = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """What is known of one piece of long work; `message` is its result, or why it failed."""

    id: int
    what: str
    state: Literal["running", "done", "failed", "cancelled"] = "running"
    done: int = 0
    total: int = 0
    stage: str = ""
    message: str = ""

    @property
    def is_over(self) -> bool:
        """Whether nothing more happens."""
        return self.state != "running"


@dataclass(slots=True)
class _Worker:
    """A job's process, our end of its pipe, and whether it was asked to stop."""

    process: SpawnProcess
    pipe: Connection
    is_cancelled: bool = False

    def cancel(self) -> None:
        """Ask it to stop; one that is gone already need not be asked."""
        if not self.is_cancelled:
            self.is_cancelled = True
            with suppress(OSError):
                self.pipe.send("cancel")


class Jobs:
    """The jobs of one server, newest last; at most one runs at a time, since a case has one writer."""

    def __init__(self) -> None:
        self._jobs: dict[int, Job] = {}
        self._processes: dict[int, _Worker] = {}
        self._changed = threading.Condition()
        self._next = 1

    def start(self, what: str, work: Work, arguments: tuple[str, ...]) -> Job:
        """Start `work`; the job already running, if any, is returned instead."""
        with self._changed:
            if running := next((job for job in self._jobs.values() if not job.is_over), None):
                return running
            job = Job(id=self._next, what=what)
            self._next += 1
            self._jobs[job.id] = job
            for old in sorted(self._jobs)[:-KEPT]:
                del self._jobs[old]
        context = multiprocessing.get_context("spawn")
        ours, theirs = context.Pipe()
        process = context.Process(target=_child, args=(theirs, work, arguments), daemon=True)
        process.start()
        theirs.close()
        self._processes[job.id] = _Worker(process, ours)
        threading.Thread(target=self._watch, args=(job.id, process, ours), daemon=True).start()
        return job

    def get(self, job: int) -> Job | None:
        """The job with this number, None when there is none (any more)."""
        return self._jobs.get(job)

    def all(self) -> tuple[Job, ...]:
        """Every job still remembered, oldest first."""
        return tuple(self._jobs[number] for number in sorted(self._jobs))

    def running(self) -> Job | None:
        """The job at work, if any."""
        return next((job for job in reversed(self.all()) if not job.is_over), None)

    def is_running(self) -> bool:
        """Whether a job is at work."""
        return self.running() is not None

    def cancel(self, job: int) -> None:
        """Ask the job to stop; it is ended by force when it does not within the grace time."""
        worker = self._processes.get(job)
        if worker is None:
            return
        worker.cancel()
        threading.Thread(target=self._end, args=(job, worker.process), daemon=True).start()

    def stop(self) -> None:
        """End every process; called when the server stops."""
        for worker in list(self._processes.values()):
            worker.cancel()
            worker.process.join(GRACE)
            _kill(worker.process)

    def changes(self, job: int, *, patience: float = 20.0) -> Iterator[Job | None]:
        """The job each time something changes, last when it is over; None after each silence of `patience` seconds."""
        seen: Job | None = None
        while True:
            with self._changed:
                self._changed.wait_for(self._differs(job, seen), timeout=patience)
                current = self._jobs.get(job)
            if current is None:
                return
            yield current if current != seen else None
            seen = current
            if current.is_over:
                return

    def _differs(self, job: int, seen: Job | None) -> Callable[[], bool]:
        return lambda: self._jobs.get(job) != seen

    def _update(self, job: int, **changes: object) -> None:
        with self._changed:
            current = self._jobs.get(job)
            if current is not None and not current.is_over:
                self._jobs[job] = replace(current, **changes)  # type: ignore[arg-type]
                self._changed.notify_all()

    def _watch(self, job: int, process: SpawnProcess, pipe: Connection) -> None:
        """Read the child's messages until it ends, one way or another."""
        heard = time.monotonic()
        try:
            while True:
                if pipe.poll(HEARTBEAT):
                    heard = time.monotonic()
                    kind, *rest = pipe.recv()
                    if kind == "progress":
                        done, total, stage = rest
                        self._update(job, done=done, total=total, stage=stage)
                    elif kind != "beat":
                        self._update(job, state=kind, message=rest[0])
                        break
                elif time.monotonic() - heard > SILENCE:
                    self._update(
                        job, state="failed", message=f"the worker fell silent for {SILENCE:.0f} seconds and was ended"
                    )
                    break
        except (EOFError, OSError):
            process.join(GRACE)
            if not self._was_cancelled(job):  # else `_end` says so
                why = f"the worker died ({_how(process.exitcode)}); what was finished before is kept"
                self._update(job, state="failed", message=why)
        finally:
            process.join(GRACE)
            _kill(process)
            pipe.close()
            self._processes.pop(job, None)

    def _was_cancelled(self, job: int) -> bool:
        worker = self._processes.get(job)
        return worker is not None and worker.is_cancelled

    def _end(self, job: int, process: SpawnProcess) -> None:
        process.join(GRACE)
        if process.is_alive():
            _kill(process)
        self._update(job, state="cancelled", message="cancelled; what was finished before is kept")


def _how(code: int | None) -> str:
    return f"signal {-code}" if code is not None and code < 0 else f"exit code {code}"


def _kill(process: SpawnProcess) -> None:
    if process.is_alive():
        process.kill()
        process.join()


def _child(pipe: Connection, work: Work, arguments: tuple[str, ...]) -> None:
    """The worker process: do the work, report, and beat in between; it stands back behind whoever reads pages."""
    os.nice(NICENESS)
    lock = threading.Lock()
    over, cancel = threading.Event(), threading.Event()

    def tell(*message: object) -> None:
        with lock:
            pipe.send(message)

    def beat() -> None:
        while not over.wait(HEARTBEAT * 4):
            tell("beat")

    def listen() -> None:
        """Whatever comes down the pipe asks to stop; where the server is gone, nobody waits longer than the grace."""
        try:
            pipe.recv()
            cancel.set()
        except (EOFError, OSError):
            cancel.set()
            if not over.wait(GRACE):
                os._exit(1)

    threading.Thread(target=beat, daemon=True).start()
    threading.Thread(target=listen, daemon=True).start()
    try:
        result = (
            "done",
            work(arguments, lambda done, total, stage: tell("progress", done, total, stage), cancel.is_set),
        )
    except Cancelled:
        result = ("cancelled", "cancelled; what was finished before is kept")
    except DetenteError as error:
        result = ("failed", f"{error}\n{error.hint}".strip())
    except Exception as error:  # a bug must not leave a job running for ever
        result = ("failed", f"internal error: {type(error).__name__}: {error}")
    over.set()
    tell(*result)
