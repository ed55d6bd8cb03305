"""Which file system a folder lies on: locks over a network bind only those who ask the same server in the same way."""

import os
from pathlib import Path

__all__ = ["NETWORK", "file_system"]

NETWORK = frozenset(
    "afs ceph cifs coda fuse.glusterfs fuse.rclone fuse.sshfs glusterfs lustre ncpfs nfs nfs4 smb3 smbfs".split()
)
"""File systems whose locks cannot be relied on between two machines."""

TABLE = Path("/proc/self/mountinfo")


def file_system(folder: Path) -> str:
    """The type of the file system that holds `folder`, as the kernel names it; "" where that is not known."""
    try:
        device = os.stat(folder).st_dev
        lines = TABLE.read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return ""
    number = f"{os.major(device)}:{os.minor(device)}"
    for line in lines:
        place, found, kind = line.partition(" - ")
        if found and place.split()[2:3] == [number]:
            return kind.split()[0]
    return ""
