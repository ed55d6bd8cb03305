"""Running the command line in this process, on a case of invented coverage that was run once."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from detente.cli.entry import run
from river import make_case

Detente = Callable[..., "Answer"]


@dataclass(frozen=True)
class Answer:
    """What a command answered."""

    code: int
    out: str
    err: str


@pytest.fixture
def detente(capsys: pytest.CaptureFixture[str]) -> Detente:
    """Run `detente` with these arguments."""

    def call(*arguments: object) -> Answer:
        capsys.readouterr()
        code = run([str(argument) for argument in arguments])
        captured = capsys.readouterr()
        return Answer(code, captured.out, captured.err)

    return call


@pytest.fixture(scope="session")
def river(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The river case, run once; tests only read it."""
    folder = make_case(tmp_path_factory.mktemp("river") / "river")
    assert run(["--quiet", "run", str(folder)]) == 0
    return folder
