"""`draft` with and without a language model: off by default, marked when on, and nothing of the network when off."""

import ast
import os
import subprocess
import sys
from pathlib import Path

import pytest

import detente
from completions import Server, completion
from river import make_case

SOURCE = Path(detente.__file__).parent
NETWORK = {"asyncio", "ftplib", "http", "requests", "smtplib", "socket", "socketserver", "ssl", "urllib", "urllib3"}
ALLOWED = {"language_model", "web"}
LINE = (
    '{"lines": [{"kind": "option", "party": "sudland", "quote": "A fair share, not the whole bill"},'
    ' {"kind": "preference", "party": "norland", "option": "open", "stance": "for",'
    ' "quote": "We will reopen it when Sudland pays for the repairs"}]}'
)
WATCHED = """
import sys
heard = []
watch = ("socket.__new__", "socket.connect", "socket.getaddrinfo", "socket.bind", "socket.sendto", "urllib.Request")
def hear(event, args):
    frame, files = sys._getframe(1) if event in watch else None, []
    while frame:
        files.append(frame.f_code.co_filename)
        frame = frame.f_back
    if files and not any("urllib3" in file for file in files):  # which spaCy loads; it tries for IPv6 without a packet
        heard.append(event)
sys.addaudithook(hear)
from detente.cli import main
sys.argv[1:] = ["draft", CASE, "--whole"]
try:
    main()
except SystemExit as end:
    assert end.code in (0, None), end.code
print("HEARD", heard, [name for name in sys.modules if name.startswith("detente.language_model")], file=sys.stderr)
"""


def run(*words: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """The program on its own."""
    return subprocess.run(
        [sys.executable, "-m", "detente", *words],
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )


def test_switched_off_nothing_of_the_network_is_reached(tmp_path: Path) -> None:
    """Drafting makes no socket, asks for no name, and does not load the room that could."""
    case = make_case(tmp_path / "case")
    program = f"CASE = {str(case)!r}\n{WATCHED}"

    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True, timeout=120)

    assert "HEARD [] []" == done.stderr[done.stderr.index("HEARD") :].strip()


def imports(path: Path) -> set[str]:
    """The modules that a file imports, wherever the import stands; of detente the room and the module."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found |= {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
    return found


def test_only_this_room_and_the_local_app_know_of_a_network() -> None:
    """The core has no client: urllib.parse, which only takes URLs apart, is no way out."""
    knowing = {
        path.relative_to(SOURCE).parts[0].removesuffix(".py")
        for path in SOURCE.rglob("*.py")
        for name in imports(path)
        if name.split(".")[0] in NETWORK and not name.startswith("urllib.parse") and name != "urllib"
    }

    assert "language_model" in knowing
    assert knowing <= {*ALLOWED, "cli"}


def test_only_the_command_that_asks_imports_this_room() -> None:
    """No other path leads to it."""
    importing = {
        str(path.relative_to(SOURCE))
        for path in SOURCE.rglob("*.py")
        if path.relative_to(SOURCE).parts[0] != "language_model"
        and any(name.startswith("detente.language_model") for name in imports(path))
    }

    assert {"cli/advising.py"} == importing


def test_a_draft_with_help_marks_what_it_got(tmp_path: Path, server: Server) -> None:
    """The option stands under the model's name, as a question, with the whole sentence."""
    case = make_case(tmp_path / "case")
    server.say = lambda call: completion(LINE)
    done = run("draft", str(case), "--whole", "--model-endpoint", server.url, "--model", "tiny")

    assert 0 == done.returncode, done.stderr
    assert "proposed by the language model tiny, not yet judged by a person" in done.stdout
    assert "The language model tiny points at" in done.stdout
    assert f"3 articles go to {server.url[7:-3]}" in done.stderr
    assert 3 == len(server.calls)


def test_changes_with_help_leave_the_model_alone(tmp_path: Path, server: Server) -> None:
    """Only new articles are sent, and the file on disk stays as it was, byte for byte."""
    case = make_case(tmp_path / "case")
    before = (case / "case.yaml").read_bytes()
    server.say = lambda call: completion(LINE)
    done = run("draft", str(case), "--model-endpoint", server.url, "--model", "tiny")

    assert 0 == done.returncode, done.stderr
    assert "The language model tiny points at" in done.stdout
    assert ["03-local"] == [name for name in ("01-wire", "02-rewrite", "03-local") if f"({name})" in done.stdout]
    assert before == (case / "case.yaml").read_bytes()


def test_the_key_comes_from_the_environment_or_a_file(tmp_path: Path, server: Server) -> None:
    """A file wins; neither is printed."""
    case = make_case(tmp_path / "case")
    (tmp_path / "key").write_text("from-a-file\n", encoding="utf-8")
    asking = ("draft", str(case), "--whole", "--model-endpoint", server.url, "--model", "tiny")
    first = run(*asking, DETENTE_MODEL_KEY="from-the-environment")
    second = run(*asking, "--model-key-file", str(tmp_path / "key"), DETENTE_MODEL_KEY="from-the-environment")
    sent = [call.headers["Authorization"] for call in server.calls]

    assert ["Bearer from-the-environment"] * 3 + ["Bearer from-a-file"] * 3 == sent
    assert not any("from-a-file" in text for done in (first, second) for text in (done.stdout, done.stderr))


def test_a_dead_endpoint_costs_the_help_and_not_the_draft(tmp_path: Path) -> None:
    """The draft is what it is without help, and a warning says so."""
    case = make_case(tmp_path / "case")
    plain = run("draft", str(case), "--whole")
    done = run("draft", str(case), "--whole", "--model-endpoint", "http://127.0.0.1:9/v1", "--model", "tiny")

    assert 0 == done.returncode
    assert "warning: 01-wire: no answer from 127.0.0.1:9" in done.stderr
    assert plain.stdout.splitlines()[-20:] == done.stdout.splitlines()[-20:]


@pytest.mark.parametrize(
    "words",
    [
        ("--model", "tiny"),
        ("--model-endpoint", "http://127.0.0.1:9/v1"),
        ("--model-endpoint", "http://example.invalid/v1", "--model", "tiny"),
        ("--model-endpoint", "http://127.0.0.1:9/v1", "--model", "tiny", "--model-key-file", "no-such-file"),
    ],
)
def test_half_an_endpoint_is_refused(words: tuple[str, ...], tmp_path: Path) -> None:
    """What cannot be asked safely is not asked."""
    done = run("draft", str(make_case(tmp_path / "case")), *words)

    assert 2 == done.returncode
    assert "Traceback" not in done.stderr
