"""Writes that fail: a few of the points; `make faults` goes through all of them."""

import subprocess
import sys
from pathlib import Path

import pytest

PROGRAM = Path(__file__).with_name("fault_points.py")


@pytest.mark.parametrize(
    ("command", "fault"),
    [("add", "ENOSPC+"), ("backup", "kill"), ("purge", "EIO"), ("restore", "EIO+"), ("upgrade", "kill")],
)
def test_a_write_that_fails_loses_nothing_and_is_told(command: str, fault: str) -> None:
    """Of each kind of call the first and every hundredth: nothing lost, half, silent or left behind."""
    argv = [sys.executable, str(PROGRAM), "--command", command, "--fault", fault, "--step", "100"]
    ran = subprocess.run(argv, capture_output=True, text=True, check=False)
    if "needs strace" in ran.stderr:
        pytest.skip("strace cannot watch a process here")

    assert 0 == ran.returncode, ran.stdout + ran.stderr
