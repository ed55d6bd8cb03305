"""What the tests of the store share: the number of a process that has ended."""

import subprocess

import pytest


@pytest.fixture
def ended() -> int:
    """The number of a process that has ended."""
    process = subprocess.Popen(["true"])
    process.wait()
    return process.pid
