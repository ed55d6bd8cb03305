"""Heavy work cut into tasks: run here, on local processes or on a cluster, stopped, kept and taken up again.

A job is a range of draws and a function that counts over any part of it. Counts add up, so the total is the same
however the range is cut, in which order parts finish, and where they ran.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from importlib import import_module
from itertools import islice
from typing import Any, Protocol

from detente.analysis.ensembles import Ensemble, Tally, tally, tally_all
from detente.analysis.solving import Cancel, Progress
from detente.dispute.cancellation import cancelled_by, poll
from detente.errors import Cancelled, InvalidValue

__all__ = ["Done", "Pool", "cluster", "here", "processes", "run"]

POLL_SECONDS = 0.2
"""How often a stop is looked for while tasks run elsewhere."""


class Pool(Protocol):
    """Somewhere to run tasks: what `concurrent.futures.Executor` and `distributed.Client` have in common."""

    def submit(self, function: Callable[..., Any], /, *arguments: Any, **options: Any) -> Any:
        """Begin a task; what is returned has `result`, `done` and `cancel`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Done:
    """What is finished of a job: whose it is, which parts of the range, and their counts.

    `fingerprint` is the ensemble's, `seed` None where all orderings are counted in turn.
    """

    fingerprint: str
    seed: int | None
    parts: tuple[tuple[int, int], ...]
    counts: Tally | None

    @property
    def draws(self) -> int:
        """How many draws are finished."""
        return sum(stop - start for start, stop in self.parts)


def run(
    ensemble: Ensemble,
    draws: int,
    *,
    seed: int | None = 0,
    pool: Pool | None = None,
    workers: int = 1,
    size: int = 4096,
    resume: Done | None = None,
    keep: Callable[[Done], None] | None = None,
    progress: Progress | None = None,
    cancel: Cancel | None = None,
) -> Tally:
    """The counts over the first `draws` draws; `seed` None counts the orderings themselves in their order.

    `size` is how many draws one task has. `pool` runs them elsewhere (see `processes` and `cluster`), `workers` of
    them at a time; None runs them here. `keep` is handed what is finished after every task; pass the last of it as
    `resume` to go on from there.

    Raises `Cancelled` when `cancel` says so, within a sweep's time here, at once elsewhere; `InvalidValue` when
    `resume` belongs to another job.
    """
    finished = resume or Done(fingerprint=ensemble.fingerprint(), seed=seed, parts=(), counts=None)
    if (finished.fingerprint, finished.seed) != (ensemble.fingerprint(), seed):
        raise InvalidValue("what was kept belongs to another model or seed", hint="begin again without it")
    parts = _missing(finished.parts, draws, size)
    work = partial(_part, ensemble, seed)
    results = here(work, parts, cancel) if pool is None else _elsewhere(pool, work, parts, workers, cancel)
    for part, counts in results:
        total = counts if finished.counts is None else finished.counts + counts
        finished = Done(
            fingerprint=finished.fingerprint, seed=seed, parts=tuple(sorted((*finished.parts, part))), counts=total
        )
        if keep is not None:
            keep(finished)
        if progress is not None:
            progress(finished.draws, draws, "orderings")
    if finished.counts is None:
        return tally(ensemble, seed=0, start=0, stop=0)
    return finished.counts


Part = tuple[int, int]
Work = Callable[[Part], Tally]


def here(work: Work, parts: Iterable[Part], cancel: Cancel | None = None) -> Iterator[tuple[Part, Tally]]:
    """Run tasks one after another in this process."""
    for part in parts:
        with cancelled_by(cancel):
            poll()
            counts = work(part)
        yield part, counts


@contextmanager
def processes(workers: int) -> Iterator[Pool]:
    """So many processes on this machine."""
    with ProcessPoolExecutor(max_workers=workers) as pool:
        yield pool


@contextmanager
def cluster(address: str | None = None, *, workers: int = 2) -> Iterator[Pool]:
    """A Dask cluster at `address`, or one of local workers; needs the extra `cluster`.

    Raises `InvalidValue` when Dask is not installed.
    """
    dask = _dask()
    if address is not None:
        with dask.Client(address) as client:
            yield client
        return
    with (
        dask.LocalCluster(n_workers=workers, threads_per_worker=1, dashboard_address=None) as local,
        dask.Client(local) as client,
    ):
        yield client


def _dask() -> Any:
    """The library, loaded only where a cluster is asked for."""
    try:
        return import_module("distributed")
    except ImportError as error:
        raise InvalidValue("a cluster needs Dask", hint="pip install 'detente[cluster]'") from error


def _part(ensemble: Ensemble, seed: int | None, part: Part) -> Tally:
    start, stop = part
    if seed is None:
        return tally_all(ensemble, start=start, stop=stop)
    return tally(ensemble, seed=seed, start=start, stop=stop)


def _missing(parts: Iterable[Part], draws: int, size: int) -> Iterator[Part]:
    """What is left of the range, in tasks."""
    begin = 0
    for start, stop in [*sorted(parts), (draws, draws)]:
        while begin < min(start, draws):
            end = min(begin + size, start, draws)
            yield begin, end
            begin = end
        begin = max(begin, stop)


def _elsewhere(
    pool: Pool, work: Work, parts: Iterator[Part], workers: int, cancel: Cancel | None
) -> Iterator[tuple[Part, Tally]]:
    """Keep each worker busy with one task and one waiting; hand results on as they come."""
    running: dict[Any, Part] = {pool.submit(work, part): part for part in islice(parts, 2 * workers)}
    while running:
        finished = _first_done(list(running))
        try:
            with cancelled_by(cancel):
                poll()
        except Cancelled:
            for task in running:
                task.cancel()
            raise
        for task in finished:
            part = running.pop(task)
            following = next(parts, None)
            if following is not None:
                running[pool.submit(work, following)] = following
            yield part, task.result()


def _first_done(tasks: list[Any]) -> list[Any]:
    """The tasks that are done after a short wait."""
    if isinstance(tasks[0], Future):
        wait(tasks, timeout=POLL_SECONDS, return_when=FIRST_COMPLETED)
    else:
        dask = _dask()
        try:
            dask.wait(tasks, timeout=POLL_SECONDS, return_when=FIRST_COMPLETED)
        except dask.TimeoutError:
            return []
    return [task for task in tasks if task.done()]
