"""Work shared out to several processes: the same results in the same order, and nothing left behind."""

import os
import signal
import time
from pathlib import Path

import pytest

from detente.sources.processes import each


def test_results_come_in_the_order_of_the_items() -> None:
    """Whoever finishes first, the results stand in the order of the items."""

    def slow_at_first(number: int) -> int:
        time.sleep(0.05 if number < 8 else 0)
        return number * number

    assert [n * n for n in range(100)] == list(each(slow_at_first, range(100), workers=3, size=4))


def test_the_work_is_shared_out() -> None:
    """Two workers means two processes, neither of them this one."""
    found = set(each(lambda _: (time.sleep(0.01), os.getpid())[1], range(40), workers=2, size=1))

    assert (2, False) == (len(found), os.getpid() in found)


def test_few_items_are_done_here() -> None:
    """A handful of items is not worth a process."""
    assert {os.getpid()} == set(each(lambda _: os.getpid(), range(5), workers=2))


def test_an_error_is_raised_as_it_was() -> None:
    """What the function raises reaches the caller, not a report about a worker."""

    def refuse(number: int) -> int:
        if number == 30:
            raise LookupError("no such gate")
        return number

    with pytest.raises(LookupError, match="no such gate"):
        list(each(refuse, range(40), workers=2))


def test_a_killed_worker_costs_time_not_results() -> None:
    """A child that the system ends is replaced by the parent's own work."""
    parent = os.getpid()

    def deadly(number: int) -> int:
        if number == 20 and os.getpid() != parent:
            os.kill(os.getpid(), signal.SIGKILL)
        return number

    assert list(range(60)) == list(each(deadly, range(60), workers=2, size=2))


@pytest.mark.parametrize("forks", [0, 1])
def test_where_no_process_can_be_started_the_work_is_done_by_those_there_are(
    monkeypatch: pytest.MonkeyPatch, forks: int
) -> None:
    """No child or one instead of three: the same results, and no pipe is left open."""
    fork, allowed = os.fork, iter(range(forks))

    def seldom() -> int:
        if next(allowed, None) is None:
            raise BlockingIOError(11, "Resource temporarily unavailable")
        return fork()

    monkeypatch.setattr("os.fork", seldom)
    before = len(os.listdir("/proc/self/fd"))

    assert list(range(40)) == list(each(lambda number: number, range(40), workers=3))
    assert before == len(os.listdir("/proc/self/fd"))


def test_a_stop_ends_the_workers_at_once(tmp_path: Path) -> None:
    """What `tell` raises stops the work within a second, and no child is left."""

    def long(number: int) -> int:
        (tmp_path / str(os.getpid())).touch()
        time.sleep(30)
        return number

    def stop(done: int) -> None:
        if len(list(tmp_path.iterdir())) == 2:
            raise KeyboardInterrupt

    begun = time.monotonic()
    with pytest.raises(KeyboardInterrupt):
        list(each(long, range(40), workers=2, tell=stop))

    assert time.monotonic() - begun < 20
    for child in tmp_path.iterdir():
        with pytest.raises(ProcessLookupError):
            os.kill(int(child.name), 0)


def test_large_results_come_whole() -> None:
    """Results larger than a pipe holds arrive as they were made."""
    assert [b"x" * 300_000] * 20 == list(each(lambda _: b"x" * 300_000, range(20), workers=2, size=3))
