"""Rows that no version of the program writes, in a database whose hashes fit: refused as damage, never a fault of ours."""

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from detente.cli.entry import run
from river import make_case

FORGED = (
    "UPDATE passages SET document = 'nobody' WHERE document = '01-wire' AND number = 1",
    "UPDATE passages SET \"end\" = 'x' WHERE document = '01-wire'",
    "UPDATE passages SET \"end\" = 999999999 WHERE document = '01-wire'",
    "UPDATE passages SET \"start\" = -7 WHERE document = '01-wire'",
    'UPDATE passages SET "start" = 1e308, "end" = 1e308',
    "UPDATE passages SET kind = x'ff'",
    "UPDATE files SET refused = '0'",
    "UPDATE files SET refused = '[1, 2, 3]'",
    "UPDATE files SET refused = '99' || hex(zeroblob(3000))",
    "UPDATE files SET added_by = 'x'",
    "UPDATE documents SET id = 'nobody' WHERE id = '01-wire'",
    "UPDATE documents SET fields = '[]'",
    "UPDATE documents SET text = 7",
    "UPDATE blobs SET bytes = 7",
    "UPDATE blobs SET bytes = 'x'",
    "UPDATE history SET before = NULL",
    "UPDATE history SET before = '['",
    "UPDATE entries SET entry = '{}' WHERE kind = 'statements'",
    "UPDATE meta SET value = '[' WHERE key = 'indexed'",
)
COMMANDS = ("sources", "statements", "search", "verify", "log", "solve", "undo", "purge", "run")
MORE = {"search": ["Norland"], "purge": ["--yes"]}


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A case that was run."""
    case = make_case(tmp_path_factory.mktemp("whole") / "case")
    assert run(["--quiet", "run", str(case)]) == 0
    return case


@pytest.mark.parametrize("statement", FORGED)
def test_a_forged_row_is_no_fault_of_the_program(
    whole: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], statement: str
) -> None:
    """Every command answers, or says in one line what is wrong with the database."""
    case = shutil.copytree(whole, tmp_path / "case")
    (case / ".detente" / "case.db.sha256").unlink()
    with closing(sqlite3.connect(case / ".detente" / "case.db")) as connection:
        connection.execute(statement)
        connection.commit()
    wrong = []
    for command in COMMANDS:
        capsys.readouterr()
        code = run(["--quiet", command, str(case), *MORE.get(command, [])])
        said = "".join(capsys.readouterr())
        if code not in (0, 1, 2) or "internal" in said or "Traceback" in said:
            wrong.append((command, code, said[-200:]))

    assert [] == wrong
