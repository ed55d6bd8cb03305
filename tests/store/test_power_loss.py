"""A loss of power: whatever the disk kept of what was not yet synced, nothing acknowledged is lost."""

import importlib
import random
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

sys.path.append(str(Path(__file__).parent))  # the programs beside this file import each other by name
power_loss = importlib.import_module("power_loss")
Disk, Step = power_loss.Disk, power_loss.Step


@pytest.mark.skipif(shutil.which("strace") is None, reason="needs strace")
def test_no_state_of_the_disk_loses_what_was_acknowledged() -> None:
    """A few of the states; `python tests/store/power_loss.py` tries a thousand."""
    command = [sys.executable, str(Path(__file__).with_name("power_loss.py")), "--states", "40"]
    told = subprocess.run(command, capture_output=True, text=True, check=False).stdout

    assert told.startswith("40 states: 0 with acknowledged articles lost, 0 by half, 0 that do not open, 0 "), told


def test_a_disk_keeps_what_was_synced_and_forgets_the_rest() -> None:
    """Without a sync neither bytes nor names need be there; with it both are."""
    disk = Disk()
    for step in (
        Step(what="create", file=1, path="/c/a"),
        Step(what="write", file=1, data=b"one"),
        Step(what="sync", file=1),
        Step(what="sync", path="/c"),
        Step(what="write", file=1, at=3, data=b"two"),
        Step(what="create", file=2, path="/c/b"),
    ):
        disk.do(step)
    found = [disk.after(random.Random(seed), in_order=False) for seed in range(50)]

    assert {b"one", b"onetwo"} == {files["/c/a"] for files in found}
    assert {True, False} == {"/c/b" in files for files in found}
