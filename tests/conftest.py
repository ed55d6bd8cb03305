"""What the tests of several rooms share: one real browser for the whole session."""

from collections.abc import Iterator
from typing import Any

import pytest

from browsing import launched


@pytest.fixture(scope="session")
def chromium() -> Iterator[Any]:
    """Chromium, started once."""
    with launched() as browser:
        yield browser
