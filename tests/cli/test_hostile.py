"""Every command on every kind of broken place: an exit code, one clear line, never a traceback."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from detente.cli.entry import cli
from river import MODEL, make_case

ARGUMENTS = {
    "path": ["--to", "s1"],
    "deal": ["--outcome", "traffic"],
    "purge": ["--yes"],
    "search": ["lock"],
    "show": ["01"],
    "why": ["s1"],
    "export": ["json"],
    "add": ["/dev/null"],
    "restore": ["/dev/null"],
    "whatif": ["norland: out"],
    "diff": ["/dev/null"],
    "import": ["/dev/null"],
}
LEFT_OUT = {"serve", "demo", "init", "doctor"}
COMMANDS = [name for name in cli.list_commands(None) if name not in LEFT_OUT]  # type: ignore[arg-type]


def folder_for_model(case: Path) -> None:
    """case.yaml is a folder."""
    (case / "case.yaml").unlink()
    (case / "case.yaml").mkdir()


def file_for_sources(case: Path) -> None:
    """sources is a file."""
    (case / "sources").rename(case / "elsewhere")
    (case / "sources").write_text("x", encoding="utf-8")


def links(case: Path) -> None:
    """A link back to the case, and one out of it."""
    os.symlink(case, case / "sources" / "loop")
    os.symlink("/etc/hostname", case / "sources" / "out.txt")


def device(case: Path) -> None:
    """A named pipe among the sources, which would block a naive reader."""
    os.mkfifo(case / "sources" / "pipe.txt")


def odd_names(case: Path) -> None:
    """A name with an escape sequence and a line end, and one that is no UTF-8."""
    (case / "sources" / "a\x1b[31m\nb.txt").write_text("Norland said no.\n", encoding="utf-8")
    Path(os.fsdecode(os.fsencode(case / "sources") + b"/\xff\xfe.txt")).write_text(
        "Sudland said yes.\n", encoding="utf-8"
    )


def written(name: str, data: bytes) -> Callable[[Path], None]:
    """A file of the case with these bytes."""

    def damage(case: Path) -> None:
        path = case / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(data)

    return damage


def made(name: str) -> Callable[[Path], None]:
    """A folder where a file should be."""
    return lambda case: (case / name).mkdir(parents=True)


DAMAGES = {
    "model is a folder": folder_for_model,
    "sources is a file": file_for_sources,
    "links": links,
    "pipe": device,
    "names": odd_names,
    "model is binary": written("case.yaml", bytes(range(256))),
    "model is empty": written("case.yaml", b""),
    "model is a list": written("case.yaml", b"- 1\n- 2\n"),
    "model without epochs": written("case.yaml", MODEL[: MODEL.index("epochs:")].encode()),
    "database is a folder": made(".detente/case.db"),
    "database is rubbish": written(".detente/case.db", b"rubbish" * 100),
    "lock is a folder": made(".detente/lock"),
    "report is a folder": made("report.html"),
}


@pytest.mark.slow
@pytest.mark.parametrize("damage", DAMAGES.values(), ids=DAMAGES)
def test_no_command_breaks_on_a_broken_case(detente, tmp_path: Path, damage: Callable[[Path], None]):
    """The exit code is 0, 1 or 2; 2 comes with a reason; nothing is raw, nothing is internal."""
    case = make_case(tmp_path / "case")
    damage(case)
    broken = []
    for command in COMMANDS:
        answer = detente("--quiet", command, case, *ARGUMENTS.get(command, []))
        both = answer.out + answer.err
        silent = answer.code == 2 and not answer.err.strip()
        if answer.code not in (0, 1, 2) or silent or "internal" in answer.err or "Traceback" in both or "\x1b" in both:
            broken.append((command, answer.code, answer.err[-300:]))

    assert broken == []


def test_a_file_whose_name_is_no_text_is_refused(detente, tmp_path: Path):
    """It can be cited nowhere, so it is left out and said to be."""
    case = make_case(tmp_path / "case")
    odd_names(case)

    answer = detente("run", case)

    assert answer.code == 0
    assert "the file name is not UTF-8" in answer.err
    assert answer.out.startswith("4 articles")


def test_lists_work_after_an_undo(detente, tmp_path: Path):
    """What was taken back is in no list any more."""
    case = make_case(tmp_path / "case")
    (tmp_path / "04.txt").write_text("Tarn is calm, a spokesman said.\n", encoding="utf-8")
    detente("run", case)
    detente("add", case, tmp_path / "04.txt")
    detente("undo", case)

    answer = detente("statements", case, "--json")

    assert answer.code == 0
    assert '"04"' not in answer.out
    assert detente("show", case, "04").code == 2


def test_a_model_without_epochs_is_no_error(detente, tmp_path: Path):
    """Nothing to solve yet, and nothing wrong with that."""
    case = make_case(tmp_path / "case", model=MODEL[: MODEL.index("epochs:")])

    assert detente("check", case).code == 0
    assert detente("run", case).code == 0
