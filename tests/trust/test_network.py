"""No command asks anybody over a network, as the kernel hears it; `network.py` runs more of them."""

import sys
from pathlib import Path

import pytest

from trust import network


@pytest.fixture(autouse=True)
def watching() -> None:
    """Skipped where processes cannot be watched."""
    if not network.can_watch():
        pytest.skip("strace cannot watch a process here")


@pytest.mark.slow
def test_a_run_addresses_nobody(tmp_path: Path) -> None:
    """Pages, mails and a feed that name foreign servers are read by children, and nobody is asked."""
    case = network.make(tmp_path)
    code, calls = network.heard([sys.executable, "-m", "detente", "--quiet", "run", str(case)], tmp_path / "calls")

    assert (0, []) == (code, calls)


@pytest.mark.parametrize(
    "asked",
    [
        "socket.socket().connect_ex(('127.0.0.1', 9))",
        "socket.socket(socket.AF_INET6).connect_ex(('::1', 9))",
        "socket.socket(type=socket.SOCK_DGRAM).sendto(b'x', ('127.0.0.1', 53))",
        "socket.socket(type=socket.SOCK_DGRAM).sendmsg([b'x'], [], 0, ('127.0.0.1', 53))",
    ],
)
def test_whoever_asks_is_heard(tmp_path: Path, asked: str) -> None:
    """Also where there is no route, and by a child."""
    child = f"import socket\ntry:\n    {asked}\nexcept OSError:\n    pass\n"
    program = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {child!r}])"
    _, calls = network.heard([sys.executable, "-c", program], tmp_path / "calls")

    assert 1 == len(calls), calls
