"""The seal of a large database, which is hashed piece by piece: the same hash, and no lock is lost by reading it."""

import subprocess
import sys
from pathlib import Path

import pytest

from detente.errors import UnreadableCase
from detente.store import schema, seal
from detente.store.database import reading, writing
from detente.store.ingest import take_up
from river import make_case

WRITES = "import sqlite3, sys; sqlite3.connect(sys.argv[1], timeout=0.1).execute('DELETE FROM meta')"


@pytest.fixture
def case(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A case whose database counts as large."""
    monkeypatch.setattr(seal, "COPIED_BYTES", 0)
    monkeypatch.setattr(seal, "PIECE", 1000)
    folder = make_case(tmp_path / "case")
    with writing(folder, doing="test") as store:
        take_up(store)
    return folder


def _database(case: Path) -> Path:
    return case / schema.FOLDER / schema.DATABASE


def test_pieces_give_the_hash_of_the_whole(case: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What was sealed piece by piece is proved from a copy, and the other way round."""
    monkeypatch.setattr(seal, "COPIED_BYTES", 1 << 30)
    with reading(case) as store:
        assert store is not None
        assert len(store.files()) > 0


def test_a_flipped_bit_of_a_large_database_is_found(case: Path) -> None:
    """Also in its last piece."""
    whole = _database(case).read_bytes()
    _database(case).write_bytes(whole[:-1] + bytes([whole[-1] ^ 1]))

    with pytest.raises(UnreadableCase, match="its bytes are not those"), reading(case):
        pass


def test_reading_the_pieces_drops_no_lock(case: Path) -> None:
    """While a view is open, another process cannot write into the database."""
    with reading(case) as store:
        assert store is not None
        other = subprocess.run(
            [sys.executable, "-c", WRITES + ".connection.commit()", str(_database(case))],
            capture_output=True,
            text=True,
            check=False,
        )

    assert "database is locked" in other.stderr


def test_a_handle_is_opened_once(case: Path) -> None:
    """However often a database is proved."""
    before = len(seal.HELD)
    for _ in range(5):
        with reading(case):
            pass

    assert before == len(seal.HELD)
