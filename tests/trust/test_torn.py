"""A file that somebody writes to while it is read is taken whole or refused, never half old and half new."""

import threading
import time
from pathlib import Path

from detente.errors import UnreadableSource
from detente.sources.files import load

OLD, NEW = b"Norland waits. " * 20_000, b"Sudland pays!! " * 20_000
READS = 12


def test_no_text_is_torn(tmp_path: Path) -> None:
    """A writer goes over the file again and again, in pieces and in place; each reading is of one version or refused."""
    path, over, seen, refused = tmp_path / "a.txt", threading.Event(), [], []
    path.write_bytes(OLD)

    def write() -> None:
        version = NEW
        with path.open("r+b", buffering=0) as handle:
            while not over.is_set():
                handle.seek(0)
                for start in range(0, len(version), 50_000):
                    handle.write(version[start : start + 50_000])
                version = OLD if version == NEW else NEW
                time.sleep(0.01)

    writer = threading.Thread(target=write)
    writer.start()
    try:
        for _ in range(READS):
            try:
                seen.append(load(path))
            except UnreadableSource as error:
                refused.append(error.message)
    finally:
        over.set()
        writer.join()

    assert READS == len(seen) + len(refused)
    assert {"the file changed while it was read"} >= set(refused)
    assert not [data for data in seen if data not in (OLD, NEW)]
