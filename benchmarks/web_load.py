"""How fast pages answer under load: an open-loop client in a process of its own, with a heavy job running or not.

::

    python -m benchmarks.web_load CASE --rate 200 --seconds 60 --job

CASE is copied first and opened; how long that takes is a line of its own. Requests are sent on a clock, whether or not
the answers before them have come, and a request's time runs from the moment it was due: a server that stalls is
charged for everybody who waited. `--job` keeps `detente` busy in the background, as a person does who adds articles
while others read: new articles are put into sources/ and taken up, again and again until the minute is over.
"""

import argparse
import asyncio
import json
import os
import random
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import quote, urlsplit

__all__ = ["Tally", "load"]

CONNECTIONS = 64
"""Connections kept open; a request waits for a free one, and its waiting is counted."""

PATHS = (
    "/", "/sources", "/chronology", "/statements", "/disagreements", "/positions", "/terms", "/model", "/outcomes",
    "/why", "/paths", "/deals", "/whatif", "/gaps", "/proposals", "/export", "/log", "/search?q=treaty",
    "/search?q=minister", "/statements.json", "/outcomes.json", "/index.json", "/static/app.css", "/static/app.js",
)  # fmt: skip


LISTS = ("/sources", "/chronology", "/statements", "/disagreements", "/positions")

ARTICLES = 60
"""Articles that are read, drawn from all; most are asked for the first time while the clock runs."""


@dataclass(slots=True)
class Tally:
    """What happened: (milliseconds, path, second in which it was due), and answers that were no 200."""

    times: list[tuple[float, str, int]] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)

    def percentile(self, share: float) -> float:
        """The time that `share` of the requests did not exceed."""
        ordered = sorted(time for time, _, _ in self.times)
        return ordered[min(len(ordered) - 1, int(share * len(ordered)))] if ordered else float("nan")

    def slow_seconds(self, limit: float = 100) -> list[int]:
        """The seconds in which one request in ten or more took longer than `limit` milliseconds."""
        due, late = Counter(s for _, _, s in self.times), Counter(s for ms, _, s in self.times if ms > limit)
        return [second for second in sorted(due) if late[second] >= due[second] / 10]


@dataclass(frozen=True, slots=True)
class Usage:
    """What a process has used: CPU seconds, and memory in MB."""

    cpu: float
    memory: float


def usage(process: int) -> Usage:
    """The usage of one process, without its children."""
    fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    ticks = os.sysconf("SC_CLK_TCK")
    return Usage((int(fields[11]) + int(fields[12])) / ticks, int(fields[21]) * os.sysconf("SC_PAGE_SIZE") / 2**20)


async def load(origin: str, cookie: str, paths: Sequence[str], *, rate: int, seconds: float) -> Tally:
    """Send `rate` requests a second, each when it is due."""
    tally, host = Tally(), urlsplit(origin).netloc
    free: asyncio.Queue[_Line] = asyncio.Queue()
    for _ in range(CONNECTIONS):
        free.put_nowait(_Line(host, cookie))
    chosen, begun, waiting = random.Random(7), time.perf_counter(), []
    for number in range(int(rate * seconds)):
        due = begun + number / rate
        if (ahead := due - time.perf_counter()) > 0:
            await asyncio.sleep(ahead)
        waiting.append(asyncio.create_task(_one(free, tally, chosen.choice(paths), due, int(due - begun))))
    await asyncio.gather(*waiting)
    return tally


async def _one(free: "asyncio.Queue[_Line]", tally: Tally, path: str, due: float, second: int) -> None:
    line = await free.get()
    try:
        status = await asyncio.wait_for(line.get(path), timeout=30)
        tally.times.append(((time.perf_counter() - due) * 1000, path, second))
        if status != 200:
            tally.errors.append(f"{path}: {status}")
    except (OSError, TimeoutError, asyncio.IncompleteReadError) as error:
        tally.errors.append(f"{path}: {type(error).__name__}")
        line.close()
    finally:
        free.put_nowait(line)


class _Line:
    """One connection that is kept open, as a browser does."""

    def __init__(self, host: str, cookie: str) -> None:
        self.host, self.cookie = host, cookie
        self.reader: asyncio.StreamReader | None = None
        self.writer: asyncio.StreamWriter | None = None

    async def get(self, path: str) -> int:
        """Ask for a page and read it whole; its status."""
        for fresh in (False, True):
            if self.writer is None or fresh:
                name, _, port = self.host.partition(":")
                self.reader, self.writer = await asyncio.open_connection(name, int(port))
                fresh = True
            try:
                return await self._ask(path)
            except (ConnectionError, asyncio.IncompleteReadError):
                self.close()
                if fresh:  # a kept connection may have been closed meanwhile; a new one may not
                    raise
        raise ConnectionError(path)

    async def _ask(self, path: str) -> int:
        assert self.reader is not None
        assert self.writer is not None
        self.writer.write(f"GET {path} HTTP/1.1\r\nHost: {self.host}\r\nCookie: {self.cookie}\r\n\r\n".encode())
        head = (await self.reader.readuntil(b"\r\n\r\n")).decode("latin-1")
        length = re.search(r"(?im)^content-length: *(\d+)", head)
        if length:
            await self.reader.readexactly(int(length[1]))
        return int(head.split(" ", 2)[1])

    def close(self) -> None:
        """Forget the connection."""
        if self.writer is not None:
            self.writer.close()
        self.reader = self.writer = None


# ── the server and the heavy job ─────────────────────────────────────────────────────────────────────────────


@contextmanager
def served(case: Path) -> Iterator[tuple[int, str, str]]:
    """`detente serve` over a case: (process, origin, cookie)."""
    command = [sys.executable, "-m", "detente", "--quiet", "serve", str(case), "--no-browser"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        try:
            address = urlsplit(process.stdout.readline().strip())
            head = asyncio.run(
                _raw(address.netloc, f"GET /?{address.query} HTTP/1.1\r\nHost: {address.netloc}\r\n\r\n")
            )
            cookie = re.search(r"(?im)^set-cookie: *([^;]+)", head)
            assert cookie, head
            yield process.pid, f"http://{address.netloc}", cookie[1]
        finally:
            process.send_signal(signal.SIGTERM)
            process.wait(timeout=20)


async def _raw(host: str, request: str) -> str:
    """An answer whole, on a connection of its own."""
    name, _, port = host.partition(":")
    reader, writer = await asyncio.open_connection(name, int(port))
    writer.write(request.replace("\r\n\r\n", "\r\nConnection: close\r\n\r\n", 1).encode())
    answer = await reader.read()
    writer.close()
    return answer.decode("utf-8", "replace")


async def _paths(origin: str, cookie: str) -> list[str]:
    """Every kind of page, further pages of the lists and articles drawn from all.

    A twin too long to be sent whole (it comes in pieces) is asked for once and left out of the load.
    """
    host = urlsplit(origin).netloc
    asked = {
        path: await _raw(host, f"GET {path} HTTP/1.1\r\nHost: {host}\r\nCookie: {cookie}\r\n\r\n")
        for path in ("/sources.json", *PATHS)
    }
    ids = sorted(set(re.findall(r'(?m)^\{"id": "([^"]+)"', asked.pop("/sources.json"))))
    long = [
        path
        for path, answer in asked.items()
        if "transfer-encoding: chunked" in answer.partition("\r\n\r\n")[0].lower()
    ]
    pages = [f"{path}?page={number}" for path in LISTS for number in (2, 3, 5, 8)]
    drawn = random.Random(11).sample(ids, min(len(ids), ARTICLES))
    print(f"{len(ids):,} articles; left out, being long: {', '.join(long) or 'nothing'}")
    return [*(path for path in PATHS if path not in long), *pages, *(f"/sources/{quote(id)}" for id in drawn)]


async def _keep_busy(case: Path, origin: str, cookie: str, key: str, spare: list[Path]) -> int:
    """Put spare articles into the case and take them up, over and over; how many jobs were started."""
    host, started = urlsplit(origin).netloc, 0
    while True:
        for path in spare[:40]:
            shutil.copy(path, case / "sources")
        del spare[:40]
        body = "{}"
        request = (
            f"POST /run HTTP/1.1\r\nHost: {host}\r\nCookie: {cookie}\r\nOrigin: {origin}\r\nX-Detente-Key: {key}\r\n"
            f"Content-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n{body}"
        )
        answer = await _raw(host, request)
        started += 1
        number = json.loads(answer.partition("\r\n\r\n")[2])["job"]
        await _raw(host, f"GET /jobs/{number}/events HTTP/1.1\r\nHost: {host}\r\nCookie: {cookie}\r\n\r\n")


async def _loaded(
    case: Path,
    process: int,
    origin: str,
    cookie: str,
    paths: Sequence[str],
    settings: argparse.Namespace,
    spare: list[Path],
) -> tuple[Usage, Tally]:
    """A few seconds to warm up, then the measured time; what the server had used when that began."""
    busy = None
    if settings.job:
        front = await _raw(
            urlsplit(origin).netloc, f"GET / HTTP/1.1\r\nHost: {urlsplit(origin).netloc}\r\nCookie: {cookie}\r\n\r\n"
        )
        key = re.search(r'name="detente-key" content="([^"]+)"', front)
        assert key
        busy = asyncio.create_task(_keep_busy(case, origin, cookie, key[1], spare))
    await load(origin, cookie, paths, rate=min(settings.rate, 50), seconds=10)
    warm = usage(process)
    tally = await load(origin, cookie, paths, rate=settings.rate, seconds=settings.seconds)
    if busy is not None:
        if busy.done():
            busy.result()
        busy.cancel()
    return warm, tally


def main() -> None:
    """Measure and print one line a figure."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("case", type=Path)
    parser.add_argument("--rate", type=int, default=200)
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--job", action="store_true", help="keep a heavy job running")
    parser.add_argument("--articles", type=Path, help="a folder of articles for the job")
    settings = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        case = Path(shutil.copytree(settings.case, Path(folder) / "case", copy_function=_copied))
        os.chmod(case, 0o700)
        os.chmod(case / "sources", 0o700)
        spare = sorted(settings.articles.iterdir()) if settings.articles else []
        with served(case) as (process, origin, cookie):
            begun = time.perf_counter()
            paths = asyncio.run(_paths(origin, cookie))
            print(f"the case was open {time.perf_counter() - begun:.1f} s after the first request")
            cpu = time.process_time()
            first, tally = asyncio.run(_loaded(case, process, origin, cookie, paths, settings, spare))
            last = usage(process)
        share = (last.cpu - first.cpu) / settings.seconds
        print(f"requests {len(tally.times)} in {settings.seconds:.0f} s, errors {len(tally.errors)} {tally.errors[:3]}")
        print("milliseconds " + ", ".join(f"p{100 * s:g} {tally.percentile(s):.1f}" for s in (0.5, 0.9, 0.99, 0.999)))
        print(f"slowest {[(round(time), path) for time, path, _ in sorted(tally.times)[-5:]]}")
        print(f"seconds in which one request in ten took over 100 ms: {tally.slow_seconds()}")
        client = time.process_time() - cpu
        print(f"server CPU {last.cpu - first.cpu:.1f} s ({share:.0%} of one processor); client {client:.1f} s")
        memory = f"memory {first.memory:.0f} MB when the minute began, {last.memory:.0f} MB at its end"
        print(f"{memory}; load average {os.getloadavg()[0]:.1f}")


def _copied(source: str, target: str) -> str:
    """A copy that may be written, whatever the original allows."""
    shutil.copyfile(source, target)
    return target


if __name__ == "__main__":
    main()
