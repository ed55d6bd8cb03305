"""Writers and readers at once lose nothing and refuse nobody; `crowd.py` does this for ten minutes."""

import importlib.util
import sys
from pathlib import Path

import pytest

SPEC = importlib.util.spec_from_file_location("store_crowd", Path(__file__).with_name("crowd.py"))
assert SPEC is not None
assert SPEC.loader is not None
crowd = importlib.util.module_from_spec(SPEC)
sys.modules["store_crowd"] = crowd
SPEC.loader.exec_module(crowd)


@pytest.mark.slow
def test_a_crowd_loses_no_update_and_refuses_no_reader(tmp_path: Path):
    """Two writers and four readers: each update is counted once, and no reader takes a change for damage."""
    outcome = crowd.crowd(tmp_path, writers=2, readers=4, seconds=4)

    assert (0, 0, 0) == (outcome.lost, outcome.refused_readers, outcome.refused_writers), outcome.notes
    assert outcome.updates > 0
    assert outcome.reads > 0
    assert [] == outcome.notes
