"""Every kind of refusal, provoked: one line that says what, nearly always where, and what to do."""

import json
import re
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from detente.cli.entry import run
from detente.store.locking import writer
from river import ARTICLES, MODEL, make_case

LINE = re.compile(r"^(?P<where>.*?)(?:: )?(?:error|remark) (?P<code>[a-z-]+): (?P<message>.+)$")
"""A refusal as users meet it."""

Provoked = Callable[[Path], list[str]]
TOLL = {
    "format": "detente/model-1",
    "decision_makers": [{"id": "norland"}, {"id": "sudland"}],
    "options": [{"id": f"o{n}", "decision_maker": "norland"} for n in range(40)],
    "preferences": {"norland": ["o1"], "sudland": ["o2"]},
}


def _model(old: str, new: str, *command: str) -> Provoked:
    """A command on a case whose model has one thing changed."""

    def provoke(case: Path) -> list[str]:
        text = MODEL.replace(old, new, 1)
        assert text != MODEL
        (case / "case.yaml").write_text(text, encoding="utf-8")
        return [*(command or ("check",)), str(case)]

    return provoke


def _source(name: str, data: bytes) -> Provoked:
    """Adding a file."""

    def provoke(case: Path) -> list[str]:
        path = case.parent / name
        path.write_bytes(data)
        return ["add", str(case), str(path)]

    return provoke


def _database(statement: str) -> Provoked:
    """Reading a case whose database was changed behind its back."""

    def provoke(case: Path) -> list[str]:
        assert run(["--quiet", "add", str(case), str(case / "sources" / "01-wire.txt")]) == 0
        (case / ".detente" / "case.db.sha256").unlink(missing_ok=True)
        with closing(sqlite3.connect(case / ".detente" / "case.db")) as connection:
            connection.execute(statement)
            connection.commit()
        return ["sources", str(case)]

    return provoke


def _file(name: str, content: object, *command: str) -> Provoked:
    """A command on a file beside the case."""

    def provoke(case: Path) -> list[str]:
        path = case.parent / name
        path.write_text(content if isinstance(content, str) else json.dumps(content), encoding="utf-8")
        return [word.replace("FILE", str(path)) for word in command]

    return provoke


def _busy(case: Path) -> list[str]:
    (case / ".detente").mkdir()
    held = writer(case / ".detente", doing="a test")
    held.__enter__()
    HELD.append(held)
    return ["add", str(case), str(case / "sources" / "01-wire.txt")]


def _removed(case: Path) -> list[str]:
    shutil.rmtree(case)
    return ["run", str(case)]


def _ambiguous(case: Path) -> list[str]:
    first = case / "sources" / "01-wire.txt"
    first.write_text(ARTICLES["01-wire.txt"] * 2, encoding="utf-8")
    return ["check", str(case)]


HELD: list[object] = []
PAY = "pay: {name: pay for the repairs"
REFUSALS: dict[str, tuple[str, Provoked]] = {
    "a PDF that is none": ("unreadable-source", _source("a.pdf", b"%PDF-1.4\nnothing")),
    "a Word file that is none": ("unreadable-source", _source("a.docx", b"PK\x03\x04nothing")),
    "bytes of no format": ("unknown-format", _source("a.xyz", bytes(range(128, 256)) * 9)),
    "a file above the limit": ("too-large", _source("a.txt", b"a" * 20_000_001)),
    "a quotation that is not there": (
        "quote-not-found",
        _model("Sudland rejected the demand", "Sudland took it", "check"),
    ),
    "a quotation that is there twice": ("ambiguous-quote", _ambiguous),
    "a source that is not there": ("unknown-document", _model('"01"', '"77"')),
    "YAML that is none": ("invalid-syntax", _model("title: ", "title: [")),
    "a condition that is none": ("invalid-syntax", _model("traffic: open", "traffic: open &")),
    "a key that does not exist": ("unknown-key", _model("outcomes:", "outcome:")),
    "a key that is missing": ("missing-key", _model("title: The lock on the Ash\n", "")),
    "a value of the wrong kind": ("invalid-value", _model("from: 2031-03-04", "from: [x]")),
    "an option nobody has": ("undefined-option", _model("want: pay", "want: paid")),
    "an option two have": (
        "ambiguous-option",
        _model(PAY, "open: {name: open it, basis: {assumed: a, because: b}}\n      " + PAY),
    ),
    "one id twice": ("duplicate-id", _model("epochs:\n", 'epochs:\n  - {id: "2031-03", observed: "open & pay"}\n')),
    "a line that rests on nothing": (
        "missing-basis",
        _model(", basis: {assumed: analyst, because: it is a lever}", ""),
    ),
    "no state left": (
        "no-feasible-state",
        _model("outcomes:", 'infeasible:\n  - {when: "open | !open", basis: {assumed: a, because: b}}\noutcomes:'),
    ),
    "an observed state that is infeasible": (
        "no-observed-state",
        _model("outcomes:", 'infeasible:\n  - {when: "!open & !pay", basis: {assumed: a, because: b}}\noutcomes:'),
    ),
    "an observed state that is none": ("ambiguous-observed-state", _model('"!open & !pay"', '"open | pay"')),
    "a state that does not exist": ("undefined-state", lambda case: ["why", str(case), "s99"]),
    "a concept that does not exist": ("unknown-concept", lambda case: ["solve", str(case), "--concept", "XYZ"]),
    "more states than can be held": ("too-many-states", _file("m.json", TOLL, "solve", "FILE")),
    "a folder that is no case": ("not-a-case", lambda case: ["run", str(case.parent)]),
    "a folder that is not there": ("not-a-case", _removed),
    "a database of somebody else": ("unreadable-case", _database("PRAGMA application_id = 7")),
    "a database with a trigger": (
        "unreadable-case",
        _database("CREATE TRIGGER t AFTER INSERT ON meta BEGIN DELETE FROM meta; END"),
    ),
    "a newer database": ("unsupported-version", _database("PRAGMA user_version = 99")),
    "a case that somebody writes to": ("case-busy", _busy),
    "a backup over a file": ("unwritable-case", lambda case: ["backup", str(case), str(case / "case.yaml")]),
    "a backup that is none": ("unreadable-case", _file("b.zip", "no zip", "restore", "X", "FILE")),
    "a source to purge that is not there": ("unknown-item", lambda case: ["purge", str(case), "zz", "--yes"]),
    "a model file that is not there": ("not-a-case", lambda case: ["solve", str(case / "x.json")]),
    "JSON that is none": ("invalid-syntax", _file("m.json", "{", "check", "FILE")),
    ".gmcr with the wrong numbers": (
        "invalid-value",
        _file("m.gmcr", {"decisionMakers": [{"name": "A", "options": [7]}], "options": []}, "check", "FILE"),
    ),
}


@pytest.fixture
def case(tmp_path: Path) -> Path:
    """A new case."""
    return make_case(tmp_path / "case")


def _answer(case: Path, capsys: pytest.CaptureFixture[str], provoke: Provoked) -> tuple[int, list[str]]:
    """(exit code, lines said) of a refused command; hints are left out."""
    words = [str(case.parent / "new") if word == "X" else word for word in provoke(case)]
    capsys.readouterr()
    code = run(["--quiet", *words])
    while HELD:
        HELD.pop().__exit__(None, None, None)  # type: ignore[attr-defined]
    said = capsys.readouterr()
    lines = [line for line in f"{said.out}\n{said.err}".splitlines() if LINE.match(line)]
    assert "Traceback" not in said.out + said.err
    return code, lines


@pytest.mark.parametrize("what", REFUSALS)
def test_a_refusal_is_one_line_with_its_code(case: Path, capsys: pytest.CaptureFixture[str], what: str) -> None:
    """The line has the code that is documented, and the command does not end as if it had worked."""
    expected, provoke = REFUSALS[what]
    code, lines = _answer(case, capsys, provoke)
    codes = [found["code"] for line in lines if (found := LINE.match(line))]

    assert code in (1, 2)
    assert expected in codes


def test_refusals_name_their_place(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """At least nine in ten say where: a file, a line, an argument."""
    placeless = []
    for number, (what, (expected, provoke)) in enumerate(REFUSALS.items()):
        folder = tmp_path / str(number)
        folder.mkdir()
        _, lines = _answer(make_case(folder / "case"), capsys, provoke)
        mine = [found for line in lines if (found := LINE.match(line)) and found["code"] == expected]
        if not mine or not all(found["where"] for found in mine):
            placeless.append(what)

    assert len(placeless) <= len(REFUSALS) / 10, placeless
