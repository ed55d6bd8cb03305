"""The command line: parsing and printing. Each command is one call of pipeline, store, analysis or report."""

import os
import sys

from detente.cli.version import VERSION

__all__ = ["main"]


def main() -> None:
    """Run the command line and end the process with its exit code.

    0 done · 1 done, and the answer is negative · 2 it could not be answered · 130 cancelled.
    """
    os.umask(0o077)
    if sys.argv[1:] == ["--version"]:  # answered before anything is loaded
        print(f"detente {VERSION}")
        sys.exit(0)
    from detente.cli.entry import run

    sys.exit(run())
