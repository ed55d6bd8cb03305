"""What the tests of the store share: a case taken up, and the number of a process that has ended."""

import subprocess
from pathlib import Path

import pytest

from detente.store.database import writing
from detente.store.ingest import take_up
from river import make_case


@pytest.fixture
def case(tmp_path: Path) -> Path:
    """A case whose sources are taken up."""
    folder = make_case(tmp_path / "case")
    with writing(folder, doing="test") as store:
        take_up(store)
    return folder


@pytest.fixture
def ended() -> int:
    """The number of a process that has ended."""
    process = subprocess.Popen(["true"])
    process.wait()
    return process.pid
