"""What stays on the disk: nothing outside the case, and of what was purged nothing in it either."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from river import make_case

MARK = "unmistakable-heron-61"
PLACES = ("TMPDIR", "HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME")
BEFORE = (
    ("run", "CASE"),
    ("draft", "CASE"),
    ("verify", "CASE"),
    ("search", "CASE", MARK),
    ("statements", "CASE", "--json"),
    ("report", "CASE", "--format", "md"),
    ("dates", "FILE"),
    ("backup", "CASE", "CASE.zip"),
    ("restore", "CASE", "CASE.zip"),
    ("undo", "CASE"),
)
FILES = {
    "marked.txt": f"Norland said on 4 March 2031 that the {MARK} was shut.\n",
    "marked.html": f"<title>t</title><p>Sudland said that the {MARK} was open, and would stay so for years.</p>",
    "marked.eml": f"From: a@river.example\nSubject: {MARK}\nDate: Mon, 3 Mar 2031 10:00:00 +0000\n\nNorland shut it.\n",
    f"{MARK}.csv": f"title,text\nOne,Norland said that the {MARK} was shut.\n",
}


def _holding(folder: Path) -> list[str]:
    """The files below a folder that hold the mark, or have it in their names."""
    return sorted(
        str(path.relative_to(folder))
        for path in folder.rglob("*")
        if path.is_file() and (MARK.encode() in path.read_bytes() or MARK in path.name)
    )


@pytest.fixture
def used(tmp_path: Path) -> tuple[Path, Path]:
    """(a case that every command has been tried on, the folder with all other places a program writes to)."""
    case, outside = make_case(tmp_path / "project" / "case"), tmp_path / "outside"
    for name, text in FILES.items():
        (case / "sources" / name).write_text(text, encoding="utf-8")
    places = {name: str(outside / name.lower()) for name in PLACES}
    for place in places.values():
        Path(place).mkdir(parents=True)
    for words in BEFORE:
        filled = [word.replace("CASE", str(case)).replace("FILE", str(case / "sources/marked.html")) for word in words]
        command = [sys.executable, "-m", "detente", "--quiet", *filled]
        ran = subprocess.run(command, cwd=outside, env={**os.environ, **places}, capture_output=True, timeout=120)
        assert ran.returncode in (0, 1), ran.stderr
    return case, outside


@pytest.mark.slow
def test_nothing_outside_the_project_holds_a_word_of_it(used: tuple[Path, Path]) -> None:
    """Neither temporary folders nor the user's own, whatever was run."""
    case, outside = used

    assert _holding(case)
    assert [] == _holding(outside)


@pytest.mark.slow
def test_nothing_of_a_purged_article_is_left_in_the_case(used: tuple[Path, Path]) -> None:
    """Neither in the database and its journals, nor in a report or a copy, nor in the log's words."""
    case, _ = used
    ids = [*dict.fromkeys(Path(name).stem for name in FILES), "marked-2", "marked-3"]
    subprocess.run(
        [sys.executable, "-m", "detente", "--quiet", "purge", str(case), *ids, "--yes"], check=True, capture_output=True
    )

    assert [] == _holding(case)
