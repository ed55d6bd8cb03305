"""Long work beside the server: progress, results, failure, cancel, death and silence."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from detente.errors import InvalidValue
from detente.web import jobs as work_room
from detente.web.jobs import Job, Jobs

Progress = Callable[[int, int, str], None]
Cancel = Callable[[], bool]


def is_gone(pid: int | None) -> bool:
    """Whether a process has ended and was collected within five seconds; the kernel is asked, as a waiter may race."""
    assert pid is not None
    for _ in range(100):
        try:
            os.kill(pid, 0)
        except ProcessLookupError:
            return True
        time.sleep(0.05)
    return False


def counts(arguments: tuple[str, ...], progress: Progress, cancel: Cancel) -> str:
    """Work that reports three steps."""
    for step in range(3):
        progress(step + 1, 3, "counting")
    return f"counted {arguments[0]}"


def fails(arguments: tuple[str, ...], progress: Progress, cancel: Cancel) -> str:
    """Work that cannot be done."""
    raise InvalidValue("no such thing", hint="try another")


def breaks(arguments: tuple[str, ...], progress: Progress, cancel: Cancel) -> str:
    """Work with a bug."""
    return str(1 / 0)


def dies(arguments: tuple[str, ...], progress: Progress, cancel: Cancel) -> str:
    """Work whose process is killed."""
    os.kill(os.getpid(), signal.SIGKILL)
    return ""


def hangs(arguments: tuple[str, ...], progress: Progress, cancel: Cancel) -> str:
    """Work whose whole process stands still."""
    progress(1, 2, "about to stop")
    os.kill(os.getpid(), signal.SIGSTOP)
    return ""


def spins(arguments: tuple[str, ...], progress: Progress, cancel: Cancel) -> str:
    """Work that never looks whether it was cancelled."""
    progress(1, 2, "spinning")
    while True:
        pass


def finish(jobs: Jobs, job: Job, patience: float = 30) -> Job:
    """The job when it is over."""
    last = job
    for state in jobs.changes(job.id, patience=patience):
        last = state or last
    return last


def test_work_ends_with_its_sentence() -> None:
    """The last change of a job is its result, after its progress."""
    jobs = Jobs()
    over = finish(jobs, jobs.start("count", counts, ("sheep",)))

    assert (over.state, over.message, over.done, over.total) == ("done", "counted sheep", 3, 3)


@pytest.mark.parametrize(
    ("work", "says"), [(fails, "no such thing"), (breaks, "ZeroDivisionError"), (dies, "signal 9")]
)
def test_failed_work_says_why(work: work_room.Work, says: str) -> None:
    """An error, a bug and a killed process are failed jobs with a reason; none is left running."""
    jobs = Jobs()
    over = finish(jobs, jobs.start("fail", work, ()))

    assert "failed" == over.state
    assert says in over.message


def test_a_worker_that_falls_silent_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    """A stopped process sends no heartbeat, so the job is failed and the process gone."""
    monkeypatch.setattr(work_room, "SILENCE", 1.0)
    jobs = Jobs()
    job = jobs.start("hang", hangs, ())
    process = jobs._processes[job.id].process
    over = finish(jobs, job)

    assert "failed" == over.state
    assert "silent" in over.message
    assert is_gone(process.pid)


def test_cancelling_ends_even_work_that_does_not_listen() -> None:
    """Cancel takes at most the grace time, whatever the work does, and leaves no process behind."""
    jobs = Jobs()
    job = jobs.start("spin", spins, ())
    process = jobs._processes[job.id].process
    while (state := jobs.get(job.id)) and not state.done:
        time.sleep(0.05)
    jobs.cancel(job.id)
    over = finish(jobs, job)

    assert "cancelled" == over.state
    assert is_gone(process.pid)


SERVER = """
import os, signal, time
from detente.web.jobs import Jobs
from web.test_jobs import spins
jobs = Jobs()
job = jobs.start("spin", spins, ())
while not jobs.get(job.id).done:
    time.sleep(0.05)
os.kill(os.getpid(), signal.SIGTERM)
"""


def test_a_server_that_is_ended_leaves_nothing_behind(unmeasured: dict[str, str]) -> None:
    """Killed in the middle of a job it prints no word, of semaphores or of anything else, and its job ends too."""
    folder = Path(__file__).parents[1]
    ended = subprocess.run(
        [sys.executable, "-c", SERVER],
        capture_output=True, text=True, timeout=120, check=False, env={**unmeasured, "PYTHONPATH": str(folder)},
    )  # fmt: skip

    assert (-signal.SIGTERM, "") == (ended.returncode, ended.stderr)


def test_one_job_runs_at_a_time() -> None:
    """A case has one writer, so a second start is the first job."""
    jobs = Jobs()
    first = jobs.start("spin", spins, ())

    assert first.id == jobs.start("count", counts, ("x",)).id
    jobs.stop()
