"""Commands run in forks of a process that has loaded everything, on their own or under `strace`.

A start would cost more than a trial.
"""

import ctypes
import importlib
import os
import resource
import signal
import subprocess
import sys
import tempfile
import time
import traceback
from pathlib import Path
from typing import NoReturn

from detente.cli import main as detente
from detente.record import analyzer

__all__ = ["DETENTE", "Run", "load", "run"]

TRIM_THRESHOLD, TOP_PAD, MMAP_THRESHOLD = -1, -2, -3
"""The settings of `mallopt`."""
DETENTE = ["detente", "--quiet"]
Run = subprocess.CompletedProcess[bytes]
LISTING = """
import sys
from detente.cli import main
try:
    sys.argv = sys.argv[1:]
    main()
finally:
    print("\\n" + " ".join(sys.modules), file=sys.stderr)
"""


def load(argv: list[str]) -> None:
    """Import here all that a command imports."""
    for name in run(["-c", LISTING, *argv]).stderr.decode().splitlines()[-1].split():
        if name.startswith(("detente.", "numpy", "email.", "lxml", "concurrent.", "sqlite3", "html", "jinja2")):
            importlib.import_module(name)


def run(argv: list[str], watch: list[str] | None = None) -> Run:
    """Run a command in a fork of this process, under `strace` with these arguments if there are any."""
    sys.stdout.flush()
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
        child = os.fork()
        if child == 0:
            os.dup2(out.fileno(), 1)
            os.dup2(err.fileno(), 2)
            _be(argv, stop=watch is not None)
        tracer = _watched(child, watch) if watch is not None else None
        _, status = os.waitpid(child, 0)
        if tracer:
            tracer.wait()
        out.seek(0)
        err.seek(0)
        return subprocess.CompletedProcess(argv, os.waitstatus_to_exitcode(status), out.read(), err.read())


def _be(argv: list[str], *, stop: bool) -> NoReturn:
    """The child: wait for the tracer, become the command, end as it would."""
    code: object = 1
    try:
        if stop:
            _ask_for_memory_often()
            os.kill(os.getpid(), signal.SIGSTOP)
        code = _outcome(argv)
        sys.stdout.flush()
        sys.stderr.flush()
    finally:
        os._exit(code if isinstance(code, int) else 1 if code else 0)


def _ask_for_memory_often() -> None:
    """Make the C library ask the system for all that is larger than a page, and give back what is free: else a command
    would live on what its parent has to spare, and no call for memory could be made to fail."""
    library = ctypes.CDLL(None)
    for setting, size in ((TRIM_THRESHOLD, 0), (TOP_PAD, 0), (MMAP_THRESHOLD, resource.getpagesize())):
        library.mallopt(setting, size)


def _outcome(argv: list[str]) -> object:
    """What the command ends with; what is raised is shown as the interpreter would show it.

    Articles are read by rules: a language model writes nothing, and takes seconds to load.
    """
    analyzer.best_analyzer = lambda **_: analyzer.rule_analyzer()  # type: ignore[assignment]
    try:
        if argv[0] == "-c":
            sys.argv = argv[1:]
            exec(argv[1], {"__name__": "__main__"})
        else:
            sys.argv = argv
            detente()
    except SystemExit as end:
        if isinstance(end.code, str):
            print(end.code, file=sys.stderr)
        return end.code
    except BaseException:
        traceback.print_exc()
        return 1
    return 0


def _watched(child: int, watch: list[str]) -> subprocess.Popen[bytes]:
    """Put `strace` on a child that has stopped, and let it go on."""
    os.waitpid(child, os.WUNTRACED)
    tracer = subprocess.Popen(["strace", "-f", *watch, "-p", str(child)], stderr=subprocess.DEVNULL)
    while "TracerPid:\t0\n" in Path(f"/proc/{child}/status").read_text():
        time.sleep(0.001)
    os.kill(child, signal.SIGCONT)
    return tracer
