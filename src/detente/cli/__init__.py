"""The command line: parsing and printing. Each command is one call of pipeline, store, analysis or report."""

import os
import sys

from detente.cli.version import VERSION

__all__ = ["main"]

CANCELLED = 130


def main() -> None:
    """Run the command line and end the process with its exit code.

    0 done · 1 done, and the answer is negative · 2 it could not be answered · 130 cancelled.
    """
    os.umask(0o077)
    if sys.argv[1:] == ["--version"]:  # answered before anything is loaded
        print(f"detente {VERSION}")
        sys.exit(0)
    try:
        from detente.cli.entry import run

        code = run()
    except KeyboardInterrupt:
        print("\ncancelled", file=sys.stderr)
        code = CANCELLED
    if code == CANCELLED:
        _end_at_once()
    sys.exit(code)


def _end_at_once() -> None:
    """Leave without the interpreter's own end, which after an interrupt may replace the exit code by the signal."""
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except OSError:
            continue
    os._exit(CANCELLED)
