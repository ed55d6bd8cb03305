"""A writer that is killed loses nothing it has acknowledged; `faults.py` repeats this a thousand times."""

import importlib.util
import sys
from pathlib import Path

SPEC = importlib.util.spec_from_file_location("store_faults", Path(__file__).with_name("faults.py"))
assert SPEC is not None
assert SPEC.loader is not None
faults = importlib.util.module_from_spec(SPEC)
sys.modules["store_faults"] = faults
SPEC.loader.exec_module(faults)


def test_nothing_acknowledged_is_lost_by_a_kill(tmp_path: Path):
    """Killed at random moments, the case has every acknowledged article whole, and the next run finishes it."""
    tally = faults.trials(4, tmp_path, seed=1)

    assert (tally.lost, tally.half, tally.damaged, tally.unfinished) == (0, 0, 0, 0), tally.notes
