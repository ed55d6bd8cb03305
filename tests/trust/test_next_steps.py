"""Every kind of refusal tells what to do next, in a line of its own."""

from pathlib import Path

import pytest

from detente.cli.entry import run
from river import make_case
from trust.test_refusals import HELD, LINE, REFUSALS


@pytest.mark.parametrize("what", REFUSALS)
def test_a_refusal_is_followed_by_what_to_do(tmp_path: Path, capsys: pytest.CaptureFixture[str], what: str) -> None:
    """The hint stands right below the refusal."""
    expected, provoke = REFUSALS[what]
    words = [str(tmp_path / "new") if word == "X" else word for word in provoke(make_case(tmp_path / "case"))]
    capsys.readouterr()
    run(["--quiet", *words])
    while HELD:
        HELD.pop().__exit__(None, None, None)  # type: ignore[attr-defined]
    lines = [line for said in capsys.readouterr() for line in said.splitlines()]
    refused = [n for n, line in enumerate(lines) if (found := LINE.match(line)) and found["code"] == expected]

    assert refused
    assert "hint: " in lines[refused[0] + 1]
