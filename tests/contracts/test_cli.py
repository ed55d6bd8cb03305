"""What holds for every command: help with an example, no traceback, the same bytes in every environment."""

import hashlib
import os
import re
import subprocess
import sys
import time
from pathlib import Path

import pytest

from detente.cli.entry import cli, run
from detente.cli.version import VERSION
from river import ARTICLES, MODEL

COMMANDS = cli.list_commands(None)  # type: ignore[arg-type]


def detente(*arguments: object, **environment: str) -> subprocess.CompletedProcess[bytes]:
    """Run `detente` in a process of its own."""
    command = [sys.executable, "-m", "detente", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, env={**os.environ, **environment}, check=False, timeout=300)


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help_with_an_example(command: str, capsys: pytest.CaptureFixture[str]):
    """`detente COMMAND --help` says what it does and shows how."""
    code = run([command, "--help"])

    out = capsys.readouterr().out
    assert code == 0
    assert re.search(rf"Example:\s+detente {command}\b", out)


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_survives_a_place_that_is_not_there(command: str, capsys: pytest.CaptureFixture[str]):
    """One line and a hint, or click's usage; never a traceback, never exit code 0 by accident."""
    extra = {"path": ["--to", "s1"], "deal": ["--outcome", "x"], "purge": ["--yes"]}
    needs = {"search": ["x"], "show": ["x"], "why": ["s1"], "export": ["json"], "add": ["x"], "restore": ["x"]}
    if command in ("init", "demo", "doctor"):
        pytest.skip("makes or examines whatever it is given")

    code = run(["--quiet", command, "/nowhere/at/all", *needs.get(command, []), *extra.get(command, [])])

    err = capsys.readouterr().err
    assert code == 2
    assert "Traceback" not in err
    assert "internal" not in err
    assert err.strip()


def test_completion_offers_the_commands():
    """The shell completes the names without loading the commands."""
    found = detente(_DETENTE_COMPLETE="bash_complete", COMP_WORDS="detente st", COMP_CWORD="1")

    assert b"statements" in found.stdout


def test_a_reader_that_stops_early_is_no_error(tmp_path: Path):
    """`detente … | head -1` ends quietly."""
    make(tmp_path / "case", list(ARTICLES))
    command = f"{sys.executable} -m detente check {tmp_path / 'case'} --json | head -c 0; exit ${{PIPESTATUS[0]}}"

    found = subprocess.run(["bash", "-c", command], capture_output=True, check=False, timeout=60)

    assert (found.returncode, found.stderr) == (0, b"")


def test_an_interrupt_is_one_line_and_keeps_what_was_done(tmp_path: Path):
    """Ctrl-C: exit code 130; the next run goes on."""
    case = make(tmp_path / "case", list(ARTICLES))
    started = subprocess.Popen(
        [sys.executable, "-m", "detente", "run", str(case)], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    deadline = time.monotonic() + 60
    while not (case / ".detente" / "case.db").exists() and time.monotonic() < deadline:
        time.sleep(0.02)
    started.send_signal(2)
    _, err = started.communicate(timeout=60)

    assert b"Traceback" not in err, err
    assert started.returncode in (0, 130)
    assert detente("run", case).returncode == 0


HEAVY = ("numpy", "spacy", "jinja2", "fastapi", "trafilatura", "pydantic", "ruamel", "rich", "sqlite3")


def test_the_version_is_told_without_loading_anything_heavy(unmeasured):
    """What makes a command slow to start is what it loads; how fast it is, `benchmarks` measures."""
    code = (
        "import sys; from detente.cli import main; sys.argv = ['detente', '--version']\n"
        "try: main()\nexcept SystemExit: pass\n"
        f"print([name for name in {HEAVY!r} if name in sys.modules])"
    )
    asked = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, env=unmeasured)

    assert [f"detente {VERSION}", "[]"] == asked.stdout.splitlines()


def test_importing_loads_nothing_heavy():
    """Neither NumPy nor spaCy nor Jinja nor pydantic stands behind `import detente`."""
    code = (
        "import sys, detente; print([m for m in ('numpy', 'spacy', 'jinja2', 'pydantic', 'click') if m in sys.modules])"
    )
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True)

    assert found.stdout == b"[]\n"


def make(folder: Path, order: list[str]) -> Path:
    """The river case, its files made in this order."""
    (folder / "sources").mkdir(parents=True)
    for name in order:
        (folder / "sources" / name).write_text(ARTICLES[name], encoding="utf-8")
    (folder / "case.yaml").write_text(MODEL, encoding="utf-8")
    return folder


ENVIRONMENTS = [
    {"PYTHONHASHSEED": "0", "TZ": "UTC", "LANG": "C.UTF-8", "LC_ALL": "C.UTF-8"},
    {"PYTHONHASHSEED": "4242", "TZ": "Asia/Kathmandu", "LANG": "C", "LC_ALL": "C", "OMP_NUM_THREADS": "1"},
    {
        "PYTHONHASHSEED": "7",
        "TZ": "America/St_Johns",
        "LANG": "tr_TR.UTF-8",
        "LC_ALL": "",
        "COLUMNS": "40",
        "TERM": "dumb",
    },
]


@pytest.mark.slow
def test_the_same_input_gives_the_same_bytes_everywhere(tmp_path: Path):
    """Hash seed, time zone, locale, file order and cores change no byte of answer, lists, findings or report."""
    digests = set()
    for number, environment in enumerate(ENVIRONMENTS):
        order = sorted(ARTICLES, reverse=bool(number % 2))
        case = make(tmp_path / str(number) / "case", order)
        cores = {0} if number == 1 else os.sched_getaffinity(0)
        before = os.sched_getaffinity(0)
        os.sched_setaffinity(0, cores)
        try:
            parts = [detente("run", case, **environment).stdout.replace(str(case).encode(), b"CASE")]
            for name in ("sources", "dates", "statements", "events", "positions", "terms", "disagreements", "gaps"):
                parts.append(detente(name, case, "--json", **environment).stdout)
            parts += [detente("solve", case, "--json", **environment).stdout, (case / "report.html").read_bytes()]
            parts.append(detente("statements", case, "--csv", **environment).stdout)
        finally:
            os.sched_setaffinity(0, before)
        digests.add(hashlib.sha256(b"\0".join(parts)).hexdigest())

    assert len(digests) == 1
