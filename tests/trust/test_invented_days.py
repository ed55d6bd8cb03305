"""No day is invented, and none read as another; `invented_days.py` tries ten thousand texts."""

import importlib.util
import sys
from pathlib import Path

import pytest

SPEC = importlib.util.spec_from_file_location("trust_invented_days", Path(__file__).with_name("invented_days.py"))
assert SPEC is not None
assert SPEC.loader is not None
days = importlib.util.module_from_spec(SPEC)
sys.modules["trust_invented_days"] = days
SPEC.loader.exec_module(days)


@pytest.mark.parametrize("kind", days.KINDS)
def test_nothing_but_what_is_written_gives_a_day(kind: str) -> None:
    """Figures, impossible days and words without a publication give none; a day in full gives itself or is left."""
    assert [] == days.invented(kind, 100, seed=5)


def test_the_generated_days_are_read() -> None:
    """Otherwise nothing could be read wrongly either."""
    assert days.read(100, seed=5) >= 60
