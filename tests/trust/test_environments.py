"""What a run leaves behind does not depend on where it runs, stays in its folder, and nobody is asked over a network."""

import hashlib
import os
import subprocess
import sys
from pathlib import Path

import pytest

from river import ARTICLES, make_case

SEEDS = ("0", "1", "77", "4242")
ZONES = ("UTC", "Asia/Tokyo", "America/St_Johns", "Pacific/Apia")
LANGUAGES = ("C", "C.UTF-8", "tr_TR.UTF-8", "de_DE.UTF-8")
LISTS = ("sources", "dates", "statements", "events", "positions", "terms", "disagreements", "gaps")

WATCHED = """
import sys
heard = []
sys.addaudithook(lambda event, args: heard.append(f"{event} {args}") if event in WATCH else None)
from detente.cli import main
for words in COMMANDS:
    sys.argv[1:] = words
    try:
        main()
    except SystemExit as end:
        if end.code not in (0, None):
            raise
print("HEARD", heard, file=sys.stderr)
"""
LISTING = """
import sys
from detente.cli import main
case, names = sys.argv[1], sys.argv[2:]
for name in names:
    sys.argv[1:] = [name, case, "--json"]
    try:
        main()
    except SystemExit as end:
        assert end.code in (0, None), (name, end.code)
"""


def _run(*command: str, **environment: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, *command], env={**os.environ, **environment}, capture_output=True, check=True, timeout=120
    )


def _hash_of_everything(folder: Path, number: int) -> str:
    """Run a case made in its own order of files, in its own environment; the hash of all it says."""
    place = folder / f"place-{number}"
    place.mkdir()
    case = make_case(place / "case")
    for name in sorted(ARTICLES, reverse=bool(number % 2)):  # written anew, so that the folder lists them otherwise
        path = case / "sources" / name
        data = path.read_bytes()
        path.unlink()
        path.write_bytes(data)
    environment = {
        "PYTHONHASHSEED": SEEDS[number % 4],
        "TZ": ZONES[number // 4 % 4],
        "LANG": LANGUAGES[(number + number // 4) % 4],
        "LC_ALL": LANGUAGES[(number + number // 4) % 4],
        "OMP_NUM_THREADS": str(1 + number % 2),
    }
    _run("-m", "detente", "--quiet", "run", str(case), **environment)
    lists = _run("-c", LISTING, str(case), *LISTS, **environment).stdout
    return hashlib.sha256((case / "report.html").read_bytes() + b"\0" + lists).hexdigest()


@pytest.mark.slow
def test_sixteen_environments_give_one_hash(tmp_path: Path) -> None:
    """Hash seed, time zone, language, order of files, number of threads: the report and every list are the same bytes."""
    assert 1 == len({_hash_of_everything(tmp_path, number) for number in range(16)})


def test_no_command_asks_over_a_network(tmp_path: Path) -> None:
    """Running, drafting and reporting open no connection and look no name up."""
    case = str(make_case(tmp_path / "case"))
    commands = [["run", case], ["draft", case], ["report", case], ["report", case, "--format", "md"]]
    watch = ("socket.connect", "socket.getaddrinfo", "socket.gethostbyname", "socket.sendto", "urllib.Request")
    program = f"WATCH = {watch!r}\nCOMMANDS = {commands!r}\n{WATCHED}"

    heard = _run("-c", program).stderr.decode().rpartition("HEARD ")[2].strip()

    assert "[]" == heard


def test_the_watch_hears_a_connection() -> None:
    """The hook that hears nothing from us does hear somebody who asks."""
    program = (
        "import sys, socket\nheard = []\nsys.addaudithook(lambda event, args: heard.append(event))\n"
        'try:\n    socket.create_connection(("127.0.0.1", 9), timeout=1)\nexcept OSError:\n    pass\nprint(heard)'
    )

    said = _run("-c", program).stdout.decode()

    assert "socket.connect" in said
    assert "socket.getaddrinfo" in said


def test_nothing_is_left_outside_the_project(tmp_path: Path) -> None:
    """After a run, a draft and a backup no file outside the case holds a word of its articles."""
    case = make_case(tmp_path / "case")
    marker = "unmistakable-heron-61"
    (case / "sources" / "04-marked.txt").write_text(f"Norland said the {marker} was shut.\n", encoding="utf-8")
    places = {name: tmp_path / name.lower() for name in ("TMPDIR", "HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME")}
    for place in places.values():
        place.mkdir()
    outside = {name: str(place) for name, place in places.items()}
    for words in (["run"], ["draft"], ["verify"]):
        _run("-m", "detente", "--quiet", *words, str(case), **outside)

    left = [path for place in places.values() for path in place.rglob("*") if path.is_file()]
    assert any(marker.encode() in path.read_bytes() for path in case.rglob("*") if path.is_file())
    assert [] == [path for path in left if marker.encode() in path.read_bytes() or marker in path.name]
