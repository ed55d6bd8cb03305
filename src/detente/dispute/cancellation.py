"""A stop that the user may ask for, looked for inside long computations.

Moves, ranks and concepts are functions of a model and nothing else, and some run for a long time. So whoever starts a
job says once who is asked (`cancelled_by`), and the loops below ask (`poll`), without a parameter through every layer.
What is asked belongs to the thread, or task, that began the job.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from detente.errors import Cancelled

__all__ = ["Cancel", "cancelled_by", "poll"]

Cancel = Callable[[], bool]
"""Asked often; True stops the work."""

_asked: ContextVar[tuple[Cancel, ...]] = ContextVar("asked", default=())


@contextmanager
def cancelled_by(cancel: Cancel | None) -> Iterator[None]:
    """While inside, `poll` also asks `cancel`; None asks nobody new.

    >>> with cancelled_by(lambda: True):
    ...     poll()
    Traceback (most recent call last):
    detente.errors.Cancelled: error cancelled: stopped before the work was done
    """
    if cancel is None:
        yield
        return
    token = _asked.set((*_asked.get(), cancel))
    try:
        yield
    finally:
        _asked.reset(token)


def poll() -> None:
    """Raise `Cancelled` when whoever is asked says so."""
    for cancel in _asked.get():
        if cancel():
            raise Cancelled("stopped before the work was done", hint="run it again to finish")
