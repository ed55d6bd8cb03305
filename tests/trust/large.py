"""Files far larger than any article, added together with two articles: what is refused, how fast, with how much memory.

    python tests/trust/large.py

A text of 100 MB, one line of 100 MB and a sparse file of 8 GB, one after another. Exit code 1 when one is not refused, an
article of the same `add` is not taken up, or more than 300 MB were needed.
"""

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

__all__ = ["LARGE", "Outcome", "added"]

MOST_MEGABYTES = 300
LINE = b"The lock was shut on Monday, the ministry said.\n"


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What became of the large file and of the articles beside it, and what it cost, children included."""

    large: str
    articles: int
    seconds: float
    megabytes: int


def _text(path: Path) -> None:
    with path.open("wb") as handle:
        for _ in range(100):
            handle.write(LINE * (1_000_000 // len(LINE)))


def _line(path: Path) -> None:
    with path.open("wb") as handle:
        for _ in range(100):
            handle.write(b"a" * 1_000_000)


def _sparse(path: Path) -> None:
    with path.open("wb") as handle:
        handle.truncate(8 << 30)


LARGE: Mapping[str, Callable[[Path], None]] = MappingProxyType(
    {"text of 100 MB": _text, "line of 100 MB": _line, "sparse file of 8 GB": _sparse}
)


def added(make: Callable[[Path], None], folder: Path) -> Outcome:
    """Add the file with an article before and one after it to a new case."""
    press, case = folder / "press", folder / "case"
    for place in (press, case / "sources"):
        place.mkdir(parents=True)
    for name in ("a", "z"):
        (press / f"{name}.txt").write_text(f"Article {name}\n\nNorland shut the lock, article {name} says.\n")
    make(press / "large.txt")
    command = [sys.executable, "-m", "detente", "--quiet", "add", str(case), str(press), "--nl"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as process:
        assert process.stdout is not None
        lines = [json.loads(line) for line in process.stdout]
        _, _, used = os.wait4(process.pid, 0)
        process.returncode = 0
    status = {Path(line["given"]).name: line["status"] for line in lines}
    return Outcome(
        large=status.get("large.txt", "nothing said"),
        articles=sum(status.get(f"{name}.txt") == "added" for name in ("a", "z")),
        seconds=used.ru_utime + used.ru_stime,
        megabytes=used.ru_maxrss // 1024,
    )


def main() -> int:
    """Add each in turn."""
    wrong = 0
    for name, make in LARGE.items():
        with tempfile.TemporaryDirectory() as folder:
            found = added(make, Path(folder))
        print(
            f"{name}: {found.large}, {found.articles} of 2 articles beside it taken up, "
            f"{found.seconds:.1f} s of processor time, {found.megabytes} MB at most"
        )
        wrong += found.large != "refused" or found.articles != 2 or found.megabytes > MOST_MEGABYTES
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
