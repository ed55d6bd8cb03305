"""The file system of a folder, as the kernel's table of mounts has it."""

import os
from pathlib import Path

import pytest

from detente.store import mounts


@pytest.mark.parametrize("kind", ["ext4", "nfs4", "cifs", "fuse.sshfs"])
def test_the_type_is_that_of_the_device(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: str):
    """Found by the device's number, whatever stands before and after."""
    device = os.stat(tmp_path).st_dev
    table = tmp_path / "mountinfo"
    table.write_text(
        f"22 1 999:1 / /x rw - tmpfs tmpfs rw\n\n"
        f"23 1 {os.major(device)}:{os.minor(device)} / /y rw,relatime shared:1 - {kind} server:/home rw\n"
    )
    monkeypatch.setattr(mounts, "TABLE", table)

    assert kind == mounts.file_system(tmp_path)


def test_an_unknown_device_has_no_type(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """Nothing is guessed, and a missing table is no error."""
    monkeypatch.setattr(mounts, "TABLE", tmp_path / "none")

    assert "" == mounts.file_system(tmp_path)
    assert "" == mounts.file_system(tmp_path / "nowhere")


def test_network_file_systems_are_named():
    """Those that people keep their homes on are among them."""
    assert {"nfs", "nfs4", "cifs", "smb3", "fuse.sshfs"} <= mounts.NETWORK
    assert not {"ext4", "xfs", "btrfs", "tmpfs", "overlay"} & mounts.NETWORK
