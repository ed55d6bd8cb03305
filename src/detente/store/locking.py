"""One writer at a time: a lock the kernel holds, so that it goes when its owner dies."""

import fcntl
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from detente.errors import CaseBusy, UnwritableCase

__all__ = ["WAIT_SECONDS", "writer"]

WAIT_SECONDS = 10.0
POLL_SECONDS = 0.05


@contextmanager
def writer(folder: Path, *, doing: str, wait: float = WAIT_SECONDS) -> Iterator[None]:
    """Hold the writer's lock of the `.detente` folder; `doing` is what others are told while they wait.

    Raises `CaseBusy`, with the owner's name, after `wait` seconds.
    """
    path = folder / "lock"
    try:
        handle = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC | os.O_NOFOLLOW, 0o600)
    except OSError as error:
        raise UnwritableCase(f"cannot write here: {error.strerror}", where=str(path)) from error
    try:
        _acquire(handle, path, wait)
        _sign(handle, f"process {os.getpid()} ({doing})")
        yield
        _sign(handle, "")
    finally:
        os.close(handle)


def _sign(handle: int, words: str) -> None:
    """Tell those who wait who holds the lock; on a full disk the lock holds without a name."""
    with suppress(OSError):
        os.ftruncate(handle, 0)
        os.pwrite(handle, words.encode(), 0)


def _acquire(handle: int, path: Path, wait: float) -> None:
    deadline = time.monotonic() + wait
    while True:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if time.monotonic() >= deadline:
                owner = os.pread(handle, 200, 0).decode(errors="replace") or "another process"
                raise CaseBusy(
                    f"{owner} is writing to this case",
                    where=str(path.parent.parent),
                    hint="wait until it has finished; the lock goes with the process that holds it",
                ) from None
            time.sleep(POLL_SECONDS)
        except OSError as error:
            raise UnwritableCase(
                f"the file system gives no locks: {error.strerror}",
                where=str(path.parent.parent),
                hint="move the case to a local disk; without a lock two writers could lose each other's work",
            ) from error
        else:
            return
