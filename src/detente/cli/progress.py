"""How far the work is, on stderr: a moving line on a terminal, a line now and then in a log."""

import os
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, field

import click

from detente.cli.output import is_quiet

__all__ = ["Speed", "progress"]

LOG_SECONDS = 5.0
FRAME_SECONDS = 0.1


@dataclass(slots=True)
class Speed:
    """Rate and estimate of one stage, counted from the first thing done: what is loaded before is not work."""

    since: float = 0.0
    first: int = 0

    def words(self, done: int, total: int, now: float) -> str:
        """`, 3.1/s, about 20 s left`; "" before there is anything to go by.

        >>> speed = Speed()
        >>> speed.words(1, 10, now=5.0), speed.words(4, 10, now=6.0)
        ('', ', 3.0/s, about 2 s left')
        """
        if not done:
            return ""
        if not self.since:
            self.since, self.first = now, done
        if done <= self.first or now - self.since < 0.5:
            return ""
        rate = (done - self.first) / (now - self.since)
        return f", {rate:.1f}/s, about {(total - done) / rate:.0f} s left"


@dataclass(slots=True)
class _Meter:
    """One line that is written over."""

    what: str = ""
    shown: float = 0.0
    width: int = 0
    speed: Speed = field(default_factory=Speed)

    def __call__(self, done: int, total: int, what: str) -> None:
        now = time.monotonic()
        if what != self.what:
            self.clear()
            self.what, self.shown, self.speed = what, 0.0, Speed()
        speed = self.speed.words(done, total, now)
        if now - self.shown < FRAME_SECONDS and done < total:
            return
        self.shown = now
        line = f"{what}: {done} of {total}{speed}"
        print("\r" + line.ljust(self.width), end="", file=sys.stderr, flush=True)
        self.width = len(line)
        if done >= total:
            self.clear()

    def clear(self) -> None:
        """Leave an empty line to whatever is printed next."""
        if self.width:
            print("\r" + " " * self.width + "\r", end="", file=sys.stderr, flush=True)
            self.width = 0


@dataclass(slots=True)
class _Lines:
    """A line every few seconds, for a log."""

    what: str = ""
    shown: float = 0.0
    speed: Speed = field(default_factory=Speed)

    def __call__(self, done: int, total: int, what: str) -> None:
        now = time.monotonic()
        if what != self.what:
            self.what, self.shown, self.speed = what, now, Speed()
        speed = self.speed.words(done, total, now)
        if now - self.shown >= LOG_SECONDS:
            self.shown = now
            print(f"{what}: {done} of {total}{speed}", file=sys.stderr, flush=True)

    def clear(self) -> None:
        """Nothing stands half-written in a log."""


def progress() -> Callable[[int, int, str], None] | None:
    """A progress callback for this run of the program; None when it is to be quiet."""
    context = click.get_current_context(silent=True)
    if is_quiet():
        return None
    meter = _Meter() if sys.stderr.isatty() and os.environ.get("TERM") != "dumb" else _Lines()
    if context is not None:
        context.call_on_close(meter.clear)
    return meter
