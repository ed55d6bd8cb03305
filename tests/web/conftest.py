"""A served case for the web tests: the bundled strike, run once, copied for each test that changes it."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from detente import examples
from detente.pipeline import run
from web.served import Served, serve


@pytest.fixture(scope="session")
def ran(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The strike example after one run; read only."""
    folder = tmp_path_factory.mktemp("cases") / "strike"
    shutil.copytree(examples.folder("strike"), folder, ignore=shutil.ignore_patterns(".detente", "__pycache__"))
    run(folder)
    return folder


@pytest.fixture
def served(ran: Path) -> Iterator[Served]:
    """The example, for reading."""
    yield from serve(ran)


@pytest.fixture
def desk(ran: Path, tmp_path: Path) -> Iterator[Served]:
    """A copy of the example, for changing."""
    folder = tmp_path / "strike"
    shutil.copytree(ran, folder)
    yield from serve(folder)
