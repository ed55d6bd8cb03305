"""What the tests of several rooms share: one real browser for the whole session, and a case taken up."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings

from browsing import launched
from detente.store.database import writing
from detente.store.ingest import take_up
from river import make_case

settings.register_profile("patient", deadline=None)  # what a crowded machine does must fail no test
settings.load_profile("patient")


@pytest.fixture(scope="session")
def chromium() -> Iterator[Any]:
    """Chromium, started once."""
    with launched() as browser:
        yield browser


@pytest.fixture
def case(tmp_path: Path) -> Path:
    """A case whose sources are taken up."""
    folder = make_case(tmp_path / "case")
    with writing(folder, doing="test") as store:
        take_up(store)
    return folder


@pytest.fixture
def unmeasured() -> dict[str, str]:
    """The environment for a process that no measuring of coverage joins: it would load modules and write warnings."""
    return {name: value for name, value in os.environ.items() if not name.startswith("COVERAGE_PROCESS")}
