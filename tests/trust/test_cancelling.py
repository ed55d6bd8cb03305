"""An interrupted run ends soon, says so, and leaves no process behind; `cancelling.py` repeats this and takes the time."""

import importlib.util
import sys
from pathlib import Path

import pytest

SPEC = importlib.util.spec_from_file_location("trust_cancelling", Path(__file__).with_name("cancelling.py"))
assert SPEC is not None
assert SPEC.loader is not None
cancelling = importlib.util.module_from_spec(SPEC)
sys.modules["trust_cancelling"] = cancelling
SPEC.loader.exec_module(cancelling)

AT_MOST = 10.0
"""Seconds: five times the bar, since tests run beside each other on a few cores."""


@pytest.mark.slow
def test_an_interrupted_run_leaves_nothing_behind(tmp_path: Path) -> None:
    """Neither a process nor a traceback, and the end comes soon."""
    outcome = cancelling.interrupted(tmp_path, 2, seed=3, longest=4.0)

    assert (0, []) == (outcome.orphans, outcome.strange)
    assert max(outcome.seconds) < AT_MOST
