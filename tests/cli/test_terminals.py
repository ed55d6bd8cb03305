"""What a person at a terminal sees: folded lines, fitted tables, a moving line of progress, and faults in one line."""

import io
import re
from pathlib import Path

import pytest

from detente.cli import progress as progress_module
from detente.cli.entry import run
from detente.cli.progress import Speed, progress
from detente.errors import Cancelled
from river import make_case


class Terminal(io.StringIO):
    """A stream that somebody looks at."""

    def isatty(self) -> bool:
        """It is one."""
        return True

    def fileno(self) -> int:
        """Nothing of the operating system stands behind it."""
        raise OSError

    def reconfigure(self, **_: object) -> None:
        """It is UTF-8 already."""


def seen(monkeypatch: pytest.MonkeyPatch, width: int, *arguments: object) -> str:
    """What stands on a terminal so many columns wide, without its colours."""
    screen = Terminal()
    monkeypatch.setenv("COLUMNS", str(width))
    monkeypatch.setattr("sys.stdout", screen)
    assert 0 == run([str(argument) for argument in arguments])
    return re.sub(r"\x1b\[[0-9;]*m", "", screen.getvalue())


@pytest.mark.parametrize("command", ["events", "statements", "sources"])
@pytest.mark.parametrize("width", [40, 80, 200])
def test_a_list_fits_the_terminal(river: Path, monkeypatch: pytest.MonkeyPatch, command: str, width: int) -> None:
    """A table where there is room, else a block for each row; every id is there either way."""
    wide = seen(monkeypatch, 500, command, river)
    screen = seen(monkeypatch, width, command, river)

    assert max(map(len, screen.splitlines())) <= width or width == 40
    assert set(re.findall(r"\b(?:ev|st|dis)-[\w-]+\d\b", wide)) == set(
        re.findall(r"\b(?:ev|st|dis)-[\w-]+\d\b", screen)
    )


def test_sentences_are_folded_and_whole(river: Path, monkeypatch: pytest.MonkeyPatch, detente) -> None:
    """The words are those that a file gets, in lines of the terminal's width."""
    plain = detente("why", river, "s1").out
    folded = seen(monkeypatch, 50, "why", river, "s1")

    assert max(map(len, folded.splitlines())) <= 50 < max(map(len, plain.splitlines()))
    assert plain.split() == folded.split()


def test_progress_is_one_line_written_over(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each stage anew; at the end of one nothing is left of it."""
    screen, now = Terminal(), iter(n / 2 for n in range(1, 100))
    monkeypatch.setattr("sys.stderr", screen)
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setattr(progress_module.time, "monotonic", lambda: next(now))
    meter = progress()
    assert meter is not None
    for done in range(4):
        meter(done, 4, "reading")
    meter(1, 2, "writing")
    meter(4, 4, "writing")

    written = screen.getvalue()
    assert "\n" not in written
    assert "reading: 3 of 4, 2.0/s, about 0 s left" in written
    assert "writing: 1 of 2" in written
    assert written.endswith("\r")
    assert "" == written.split("\r")[-2].strip()


def test_progress_that_comes_too_fast_is_not_written(monkeypatch: pytest.MonkeyPatch) -> None:
    """Ten times a second is enough."""
    screen = Terminal()
    monkeypatch.setattr("sys.stderr", screen)
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setattr(progress_module.time, "monotonic", lambda: 5.0)
    meter = progress()
    assert meter is not None
    for done in range(1, 50):
        meter(done, 100, "reading")

    assert ["reading: 1 of 100"] == [part for part in screen.getvalue().split("\r") if part.strip()]


def test_a_log_gets_a_line_now_and_then(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """Every few seconds of one stage."""
    now = iter(range(1, 100))
    monkeypatch.setattr(progress_module.time, "monotonic", lambda: float(next(now)))
    meter = progress()
    assert meter is not None
    for done in range(12):
        meter(done, 12, "reading")
    meter(12, 12, "writing")

    assert ["reading: 5 of 12", "reading: 10 of 12"] == [
        line.partition(",")[0] for line in capsys.readouterr().err.splitlines()
    ]


def test_a_rate_counts_from_the_first_thing_done() -> None:
    """None before half a second has passed, nor before anything was done."""
    speed = Speed()

    assert ["", "", "", ", 4.0/s, about 2 s left"] == [
        speed.words(0, 10, 1.0), speed.words(1, 10, 2.0), speed.words(2, 10, 2.25), speed.words(3, 10, 2.5)
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("fault", "code", "told"),
    [
        (KeyboardInterrupt(), 130, "cancelled; what was finished is kept"),
        (Cancelled("enough", hint="go on later"), 130, "cancelled: enough"),
        (OSError(28, "No space left on device", "/x/y"), 2, "/x/y: error os: No space left on device"),
        (OSError("odd"), 2, "error os: odd"),
        (MemoryError(), 2, "error too-large: more memory is needed"),
        (RuntimeError("odd"), 2, "error internal: RuntimeError: odd"),
        (BrokenPipeError(), 0, ""),
    ],
)
def test_a_fault_is_one_line(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], fault: BaseException, code: int, told: str
) -> None:
    """With the exit code of its kind and no traceback; a reader that has gone is no fault."""

    def broken(*_: object, **__: object) -> None:
        raise fault

    monkeypatch.setattr("detente.cli.entry.cli.main", broken)
    if isinstance(fault, BrokenPipeError):
        monkeypatch.setattr("sys.stdout", Terminal())
    ended = run(["sources", "nowhere"])
    err = capsys.readouterr().err

    assert (code, told) == (ended, err.splitlines()[0][: len(told)] if err else "")
    assert "Traceback" not in err


def test_a_fault_is_shown_whole_to_whom_asks(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """With DETENTE_TRACEBACK in the environment."""

    def broken(*_: object, **__: object) -> None:
        raise RuntimeError("odd")

    monkeypatch.setattr("detente.cli.entry.cli.main", broken)
    monkeypatch.setenv("DETENTE_TRACEBACK", "1")

    assert 2 == run(["sources", "nowhere"])
    assert "Traceback" in capsys.readouterr().err


def test_a_command_that_is_nearly_one_is_named(detente) -> None:
    """And one that is like none is not."""
    near, far = detente("sorces", "x"), detente("xyzzy", "x")

    assert (2, 2) == (near.code, far.code)
    assert "Did you mean 'sources'?" in near.err
    assert "Did you mean" not in far.err


def test_a_draft_goes_to_a_new_file_only(detente, tmp_path: Path) -> None:
    """What stands there is not written over; where nothing can be written, it says so."""
    case = make_case(tmp_path / "case", model=None)
    new = tmp_path / "draft.yaml"
    first, again = detente("draft", case, "-o", new), detente("draft", case, "-o", new)
    nowhere = detente("draft", case, "-o", tmp_path / "no" / "draft.yaml")

    assert (0, 2, 2) == (first.code, again.code, nowhere.code)
    assert new.read_text(encoding="utf-8").lstrip("# \n")
    assert "there is a file already" in again.err
    assert "cannot be written" in nowhere.err


def test_what_a_record_of_nothing_drafts(detente, tmp_path: Path) -> None:
    """No party, and no epoch that model JSON could describe."""
    case = tmp_path / "case"
    (case / "sources").mkdir(parents=True)
    (case / "sources" / "a.txt").write_text("It rained.\n", encoding="utf-8")
    words, data = detente("draft", case), detente("draft", case, "--json")

    assert (0, 2) == (words.code, data.code)
    assert "nobody who could decide" in words.err
    assert "no epoch" in data.err
