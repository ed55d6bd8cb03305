"""The writer's lock: one at a time, named, bounded, and gone with whoever held it."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from detente.errors import CaseBusy, UnwritableCase
from detente.store.locking import writer

HOLDER = """
import sys, time
from pathlib import Path
from detente.store.locking import writer
with writer(Path(sys.argv[1]), doing="a long import"):
    print("held", flush=True)
    time.sleep(600)
"""


@pytest.fixture
def holder(tmp_path: Path):
    """Another process that holds the lock of a folder."""
    with subprocess.Popen([sys.executable, "-c", HOLDER, str(tmp_path)], stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        process.stdout.readline()
        yield process
        process.kill()


def test_a_second_writer_is_told_who_the_first_is(tmp_path: Path, holder: subprocess.Popen[bytes]):
    """After the wait it asked for, no longer."""
    begun = time.monotonic()
    with (
        pytest.raises(CaseBusy, match=rf"process {holder.pid} \(a long import\)"),
        writer(tmp_path, doing="x", wait=0.3),
    ):
        pass

    assert 0.3 <= time.monotonic() - begun < 30


def test_the_lock_goes_with_a_holder_that_is_killed(tmp_path: Path, holder: subprocess.Popen[bytes]):
    """Nothing has to be cleaned up, and the next writer does not wait its turn out."""
    holder.send_signal(signal.SIGKILL)
    holder.wait()
    begun = time.monotonic()
    with writer(tmp_path, doing="x"):
        taken = time.monotonic() - begun

    assert taken < 5


def test_a_stopped_holder_keeps_the_lock(tmp_path: Path, holder: subprocess.Popen[bytes]):
    """A process that hangs is still a writer: the wait ends with its name, not with two writers."""
    holder.send_signal(signal.SIGSTOP)
    with pytest.raises(CaseBusy, match="a long import"), writer(tmp_path, doing="x", wait=0.2):
        pass
    holder.send_signal(signal.SIGCONT)


def test_a_waiting_writer_gets_the_lock_when_it_is_free(tmp_path: Path):
    """It need not be started again."""
    program = HOLDER.replace("600", "0.5")
    with subprocess.Popen([sys.executable, "-c", program, str(tmp_path)], stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        process.stdout.readline()
        with writer(tmp_path, doing="x", wait=20):
            said = (tmp_path / "lock").read_text()

    assert f"process {os.getpid()} (x)" == said


def test_the_name_goes_when_the_lock_is_given_back(tmp_path: Path):
    """An empty file tells that nobody writes."""
    with writer(tmp_path, doing="x"):
        pass

    assert "" == (tmp_path / "lock").read_text()


def test_a_link_in_the_place_of_the_lock_is_not_followed(tmp_path: Path):
    """A foreign case must not make us write elsewhere."""
    (tmp_path / "target").write_text("kept")
    (tmp_path / "lock").symlink_to(tmp_path / "target")
    with pytest.raises(UnwritableCase), writer(tmp_path, doing="x"):
        pass

    assert "kept" == (tmp_path / "target").read_text()


def test_a_file_system_without_locks_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """What cannot be locked is not written to."""

    def refuse(*_: object) -> None:
        raise OSError(38, "Function not implemented")

    monkeypatch.setattr("fcntl.flock", refuse)
    with pytest.raises(UnwritableCase, match="gives no locks"), writer(tmp_path, doing="x"):
        pass
