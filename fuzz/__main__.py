"""Fuzz one target under coverage guidance (needs `pip install atheris`).

    python -m fuzz condition --executions 1000000 --work /tmp/fuzz

The kept corpus in fuzz/corpus/TARGET is the start; new inputs go to WORK/TARGET/corpus, an input that breaks a law to
WORK/TARGET/findings, one for each kind of failure. Prints executions, seconds of processor time and findings.
"""

import argparse
import hashlib
import json
import logging
import sys
import time
import traceback
import warnings
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

CORPUS = Path(__file__).with_name("corpus")
LIBRARIES = {"pdf": ("pypdf",), "feed": ("feedparser",)}
"""Packages whose coverage guides as well, by target; that of ruamel.yaml would make its targets ten times slower."""

SLOW = 1.0
"""Seconds of processor time above which an input counts as a hang."""


class Watched:
    """A target that goes on after a failure, keeping the first input of each kind, and counts what it was given."""

    def __init__(self, run: Callable[[bytes], None], folder: Path, executions: int) -> None:
        self._run, self._folder, self._wanted = run, folder, executions
        self.executions, self.slowest = 0, 0.0
        self.kinds: dict[str, int] = {}
        self._told = time.monotonic()

    def __call__(self, data: bytes) -> None:
        """One execution."""
        begun = time.process_time()
        try:
            self._run(data)
        except KeyboardInterrupt:
            raise
        except BaseException as error:
            self._keep(_kind(error), data, traceback.format_exc())
        took = time.process_time() - begun
        if took > SLOW:
            self._keep("slow", data, f"{took:.2f} s")
        self.slowest = max(self.slowest, took)
        self.executions += 1
        if self.executions == self._wanted or time.monotonic() - self._told > 10:
            self.tell()

    def _keep(self, kind: str, data: bytes, story: str) -> None:
        self.kinds[kind] = self.kinds.get(kind, 0) + 1
        if self.kinds[kind] == 1:
            name = hashlib.sha256(kind.encode()).hexdigest()[:8]
            (self._folder / name).write_bytes(data)
            (self._folder / f"{name}.txt").write_text(f"{kind}\n\n{story}")

    def tell(self) -> None:
        """Write down what has been done so far."""
        self._told = time.monotonic()
        told = {
            "executions": self.executions,
            "seconds": round(time.process_time(), 1),
            "slowest": round(self.slowest, 3),
            "findings": self.kinds,
        }
        (self._folder.parent / f"tally-{START}.json").write_text(json.dumps(told, indent=1))


START = int(time.time())


def _kind(error: BaseException) -> str:
    """What kind of failure: the exception, and the last two places it came through."""
    places = [
        f"{Path(frame.filename).name}:{frame.lineno}"
        for frame in traceback.extract_tb(error.__traceback__)
        if "fuzz/__main__" not in frame.filename
    ]
    return " ".join([type(error).__name__, *places[-2:]])


def main() -> None:
    """Fuzz the target named on the command line."""
    parser = argparse.ArgumentParser(prog="python -m fuzz", description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("target")
    parser.add_argument("--executions", type=int, default=100_000)
    parser.add_argument("--seconds", type=int, default=0, help="stop after so many seconds, 0: never")
    parser.add_argument("--work", type=Path, default=Path("/tmp/fuzz"))
    given = parser.parse_args()
    import atheris

    logging.disable(logging.CRITICAL)
    warnings.simplefilter("ignore")
    with atheris.instrument_imports(
        include=["detente", *LIBRARIES.get(given.target, ())], enable_loader_override=False
    ):
        from fuzz.targets import TARGETS

        target = TARGETS[given.target]
        _load(target.run, CORPUS / given.target)
    findings, corpus = given.work / given.target / "findings", given.work / given.target / "corpus"
    findings.mkdir(parents=True, exist_ok=True)
    corpus.mkdir(exist_ok=True)
    words = given.work / given.target / "words"
    words.write_text("".join(f'"{_escaped(word)}"\n' for word in target.words))
    watched = Watched(target.run, findings, given.executions)
    flags = [f"-runs={given.executions}", f"-max_len={target.most}", "-timeout=30", "-rss_limit_mb=3000"]
    flags += [f"-artifact_prefix={findings}/", f"-max_total_time={given.seconds}", "-verbosity=0"]
    flags += [f"-dict={words}"] if target.words else []
    kept = CORPUS / given.target
    atheris.Setup([sys.argv[0], *flags, str(corpus), *([str(kept)] if kept.is_dir() else [])], watched)
    atheris.Fuzz()


def _load(run: Callable[[bytes], None], kept: Path) -> None:
    """Let the reader import what it imports late, so that its coverage guides as well."""
    for path in sorted(kept.iterdir()):
        with suppress(Exception):
            run(path.read_bytes())


def _escaped(word: str) -> str:
    return "".join(chr(b) if 32 < b < 127 and b not in b'"\\' else f"\\x{b:02x}" for b in word.encode())


if __name__ == "__main__":
    main()
