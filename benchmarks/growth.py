"""What a case costs as it grows: taking up, adding one article, repeating, searching, and the record stage by stage.

::

    python -m benchmarks.growth 2000              everything but the record
    python -m benchmarks.growth 500 --record      the record too, from files to report.html

Wall and CPU seconds (children included) stand side by side: on a busy machine only the second says anything.
"""

import time
from argparse import ArgumentParser
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from resource import RUSAGE_CHILDREN, RUSAGE_SELF, getrusage
from tempfile import TemporaryDirectory

from benchmarks.coverage import articles, write
from detente.pipeline import run
from detente.store.database import reading, writing
from detente.store.ingest import add, take_up
from detente.store.searching import count, search

QUERIES = (
    "the", "harbour", "customs post", '"flood barrier"', "Foreign Minister Tomas", "rejected proposal", "fish*",
    "agreement signed", "water level near", "nosuchword",
)  # fmt: skip


def cpu() -> float:
    """CPU seconds of this process and of the children it has waited for."""
    used = (getrusage(RUSAGE_SELF), getrusage(RUSAGE_CHILDREN))
    return sum(one.ru_utime + one.ru_stime for one in used)


def peak() -> str:
    """The largest memory of this process, and of its largest child."""
    own, child = (getrusage(who).ru_maxrss // 1024 for who in (RUSAGE_SELF, RUSAGE_CHILDREN))
    return f"peak {own} MB, largest child {child} MB"


@contextmanager
def measured(what: str, many: int = 0) -> Iterator[None]:
    """Print what the block took, and how many a CPU second."""
    wall, begun = time.perf_counter(), cpu()
    yield
    wall, used = time.perf_counter() - wall, cpu() - begun
    rate = f", {many / used:,.0f} a CPU second" if many else ""
    print(f"{what:34} {wall:8.1f} s wall {used:8.1f} s CPU{rate}; {peak()}", flush=True)


def stages() -> Callable[[int, int, str], None]:
    """A progress callback that prints each stage of a run when the next begins."""
    stage, since, used = "opening", time.perf_counter(), cpu()

    def tell(done: int, total: int, what: str) -> None:
        nonlocal stage, since, used
        if what != stage:
            wall, spent = time.perf_counter() - since, cpu() - used
            print(f"  {stage:32} {wall:8.1f} s wall {spent:8.1f} s CPU; {peak()}", flush=True)
            stage, since, used = what, time.perf_counter(), cpu()

    return tell


def searched(case: Path) -> str:
    """The slowest and the middle of many searches for fifty hits and their number, CPU milliseconds."""
    times = []
    with reading(case) as store:
        assert store is not None
        for query in QUERIES * 10:
            begun = time.process_time()
            search(store, query, limit=50)
            count(store, query)
            times.append(1000 * (time.process_time() - begun))
    times.sort()
    return f"p99 {times[-2]:.0f} ms, median {times[len(times) // 2]:.1f} ms CPU of {len(times)} searches"


def main() -> None:
    """Print the table."""
    parser = ArgumentParser(description="What a case costs as it grows.")
    parser.add_argument("articles", type=int)
    parser.add_argument("--record", action="store_true", help="build the record and the report too")
    given = parser.parse_args()
    with TemporaryDirectory() as place:
        case = Path(place) / "case"
        words = write(case / "sources", given.articles)
        print(f"{given.articles:,} articles, {words:,} words")
        with measured("take up, label, find origins", given.articles), writing(case, doing="benchmark") as store:
            take_up(store)
        with measured("the same again", given.articles), writing(case, doing="benchmark") as store:
            again = take_up(store)
        print(f"rows changed by the same again: {len(again)}")
        for number, article in enumerate(articles(2, seed=77)):
            path = Path(place) / f"later-{number}.txt"
            path.write_text(article.text, encoding="utf-8")
            with measured("add one article"), writing(case, doing="benchmark") as store:
                add(store, [path])
        print(f"search: {searched(case)}")
        if given.record:
            with measured("run, words", words):
                run(case, progress=stages())
            latest = case / "sources" / "latest.txt"
            texts = [article.text for article in articles(2, seed=78)]
            for what, change in (
                ("one article more", lambda: latest.write_text(texts[0], encoding="utf-8")),
                ("one article changed", lambda: latest.write_text(texts[1], encoding="utf-8")),
                ("one article deleted", latest.unlink),
            ):
                change()
                with measured(f"{what}, and run again"):
                    run(case, progress=stages())


if __name__ == "__main__":
    main()
