"""What the tests of several rooms share: one real browser for the whole session."""

from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import settings

from browsing import launched

settings.register_profile("patient", deadline=None)  # what a crowded machine does must fail no test
settings.load_profile("patient")


@pytest.fixture(scope="session")
def chromium() -> Iterator[Any]:
    """Chromium, started once."""
    with launched() as browser:
        yield browser
