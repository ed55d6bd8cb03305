"""One kind of work over many articles, shared out to processes that inherit all there is and send back what they made.

A forked child sees the articles, the language model and the actors without a byte being copied to it; only results
travel. Which child does what changes nothing: results come in the order of the items. Where processes cannot be
forked, or one of them dies, the work is done here.
"""

import ctypes
import gc
import os
import pickle
import select
import signal
import struct
import sys
import warnings
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from typing import Any, TypeVar

__all__ = ["FEWEST", "die_with", "each", "processors"]

T = TypeVar("T")
R = TypeVar("R")
Tell = Callable[[int], None]

FEWEST = 16
"""Items from which sharing the work out pays."""

POLL_MILLISECONDS = 100
TASK = struct.Struct("<I")
RESULT = struct.Struct("<IQ")
MOST_TASKS = 8_000
"""The numbers of the tasks wait in a pipe, which takes 64 KB before a writer would have to wait."""

DIE_WITH_PARENT = 1


def processors() -> int:
    """How many processes this one may keep busy."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def each(
    function: Callable[[T], R],
    items: Sequence[T],
    *,
    workers: int = 1,
    size: int = 8,
    fewest: int = FEWEST,
    tell: Tell | None = None,
) -> Iterator[R]:
    """`function` of every item, in their order; `size` items are one task of one process.

    Fewer than `fewest` items are not shared out.

    `tell` is told how many items are done, several times a second also when none is; what it raises stops the work.

    >>> list(each(len, ["lock", "gate"]))
    [4, 4]
    """
    tell = tell or (lambda done: None)
    if workers < 2 or len(items) < fewest or not _can_fork():
        for number, item in enumerate(items):
            tell(number)
            yield function(item)
    else:
        size = max(size, -(-len(items) // MOST_TASKS))
        tasks = [items[start : start + size] for start in range(0, len(items), size)]
        for results in _shared_out(function, tasks, workers, lambda done: tell(min(done * size, len(items)))):
            yield from results
    tell(len(items))


def die_with(parent: int) -> None:
    """Do not outlive a process, the one that started this one: it may have died before the kernel was asked to watch.

    The kernel watches the thread that did, so let it be the main one.
    """
    with suppress(OSError, AttributeError):
        ctypes.CDLL(None).prctl(DIE_WITH_PARENT, signal.SIGKILL)
    if os.getppid() != parent:
        os._exit(0)


def _can_fork() -> bool:
    """Whether children can be forked here; on macOS its own libraries do not survive it."""
    return hasattr(os, "fork") and sys.platform != "darwin"


@dataclass(slots=True)
class _Worker:
    """A child process, the pipe its results come through, and what has come of the next one."""

    process: int
    pipe: int
    received: bytearray = field(default_factory=bytearray)

    def results(self) -> Iterator[tuple[int, Any]]:
        """(task, what was made of its items) for each result that has come whole; None for a task that failed."""
        while len(self.received) >= RESULT.size:
            task, length = RESULT.unpack_from(self.received)
            if len(self.received) < RESULT.size + length:
                return
            body = bytes(self.received[RESULT.size : RESULT.size + length])
            del self.received[: RESULT.size + length]
            yield task, pickle.loads(body) if body else None  # from our own child, through our own pipe

    def end(self) -> None:
        """Stop the child, whatever it is doing, and leave nothing behind."""
        with suppress(ProcessLookupError):
            os.kill(self.process, signal.SIGKILL)
        with suppress(ChildProcessError):
            os.waitpid(self.process, 0)
        os.close(self.pipe)


def _shared_out(
    function: Callable[[T], R], tasks: Sequence[Sequence[T]], workers: int, tell: Tell
) -> Iterator[Sequence[R]]:
    """What was made of each task's items, in order."""
    crew: list[_Worker] = []
    made: dict[int, Any] = {}
    try:
        _hire(crew, function, tasks, min(workers, len(tasks)))
        finished = 0
        for number in range(len(tasks)):
            while number not in made:
                tell(finished)
                if not _receive(crew, made):
                    made[number] = None
                finished = number + len(made)
            results = made.pop(number)
            yield [function(item) for item in tasks[number]] if results is None else results
    finally:
        for worker in crew:
            worker.end()


def _receive(crew: list[_Worker], made: dict[int, Any]) -> bool:
    """Take in what has come within a moment; False when nobody is left to send anything."""
    if not crew:
        return False
    poll = select.poll()
    by_pipe = {worker.pipe: worker for worker in crew}
    for pipe in by_pipe:
        poll.register(pipe, select.POLLIN)
    for pipe, _ in poll.poll(POLL_MILLISECONDS):
        worker = by_pipe[pipe]
        if chunk := os.read(pipe, 1 << 20):
            worker.received += chunk
            made.update(worker.results())
        else:
            crew.remove(worker)
            worker.end()
    return True


def _hire(crew: list[_Worker], function: Callable[[T], R], tasks: Sequence[Sequence[T]], workers: int) -> None:
    """Add the children at work to the crew, each taking the number of the next task from one pipe."""
    waiting, numbers = os.pipe()
    parent = os.getpid()
    try:
        os.write(numbers, b"".join(TASK.pack(number) for number in range(len(tasks))))
        for _ in range(workers):
            with _uninterrupted():
                pipe, into = os.pipe()
                try:
                    process = _fork()
                except OSError:  # no memory or no process left: those at work do it all, or else the parent
                    os.close(pipe)
                    os.close(into)
                    return
                if not process:
                    others = [numbers, pipe, *(worker.pipe for worker in crew)]
                    _work(parent, function, tasks, waiting, into, others)
                os.close(into)
                crew.append(_Worker(process, pipe))
    finally:
        os.close(waiting)
        os.close(numbers)


@contextmanager
def _uninterrupted() -> Iterator[None]:
    """An interrupt waits, so that no child is started that nobody knows of."""
    before = signal.pthread_sigmask(signal.SIG_BLOCK, ())
    try:
        signal.pthread_sigmask(signal.SIG_BLOCK, (signal.SIGINT, signal.SIGTERM))
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _fork() -> int:
    """The child's number, 0 in the child; the threads that stay behind are others' and idle."""
    sys.stdout.flush()
    sys.stderr.flush()
    gc.freeze()
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", DeprecationWarning)
            process = os.fork()
    finally:
        gc.unfreeze()
    return process


def _work(
    parent: int,
    function: Callable[[T], R],
    tasks: Sequence[Sequence[T]],
    waiting: int,
    into: int,
    others: Sequence[int],
) -> None:
    """The child's life: task after task until none waits, then out without tidying up what is the parent's."""
    try:
        gc.disable()
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # an interrupt is the parent's
        signal.signal(signal.SIGTERM, signal.SIG_DFL)
        signal.pthread_sigmask(signal.SIG_UNBLOCK, (signal.SIGTERM,))
        die_with(parent)
        for descriptor in others:
            os.close(descriptor)
        while number := os.read(waiting, TASK.size):
            task = TASK.unpack(number)[0]
            _send(into, task, _made(function, tasks[task]))
    finally:
        os._exit(0)


def _made(function: Callable[[T], R], items: Sequence[T]) -> bytes:
    """What was made of the items; nothing where something was raised: the parent meets the same error."""
    try:
        return pickle.dumps([function(item) for item in items], protocol=pickle.HIGHEST_PROTOCOL)
    except Exception:
        return b""


def _send(into: int, task: int, body: bytes) -> None:
    view = memoryview(RESULT.pack(task, len(body)) + body)
    while view:
        view = view[os.write(into, view) :]
