"""A stored case that was altered anywhere is refused or reported, and an intact one never is."""

import os
import random
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from detente.errors import DetenteError
from detente.store.verifying import verify

TRIALS = int(os.environ.get("DETENTE_TRIALS", "25"))
"""Of each of the four kinds of alteration, and four times as many intact ones; a release is tried with 250."""

DATABASE = Path(".detente") / "case.db"
SEAL = Path(".detente") / "case.db.sha256"
QUOTES = ("when Sudland pays for the repairs", "asked to pay 80 million crowns", "Sudland rejected the demand")


def _is_found(folder: Path) -> bool:
    try:
        return bool(verify(folder))
    except DetenteError:
        return True


def _flipped(data: bytes, at: int, bit: int) -> bytes:
    return data[:at] + bytes([data[at] ^ 1 << bit]) + data[at + 1 :]


def _alterations(path: Path, chance: random.Random, first: int = 0, end: int | None = None) -> Iterator[int]:
    """One flipped bit after the other at random places of a file, each put right again."""
    whole = path.read_bytes()
    for _ in range(TRIALS):
        at = chance.randrange(first, end or len(whole))
        path.write_bytes(_flipped(whole, at, chance.randrange(8)))
        yield at
    path.write_bytes(whole)


def test_a_flipped_bit_of_the_database_is_found(case: Path) -> None:
    """Whatever byte it hits."""
    unnoticed = [at for at in _alterations(case / DATABASE, random.Random(1)) if not _is_found(case)]

    assert [] == unnoticed
    assert not _is_found(case)


def test_a_flipped_bit_of_a_source_is_found(case: Path) -> None:
    """The file in the folder is compared with what was taken up."""
    path = case / "sources" / "01-wire.txt"
    unnoticed = [at for at in _alterations(path, random.Random(2)) if not _is_found(case)]

    assert [] == unnoticed
    assert not _is_found(case)


def test_a_changed_letter_of_a_quotation_is_found(case: Path) -> None:
    """A quotation that differs by one letter from what stands in the source is not exact."""
    chance = random.Random(3)
    path = case / "case.yaml"
    whole = path.read_text(encoding="utf-8")
    unnoticed = []
    for _ in range(TRIALS):
        words = chance.choice(QUOTES)
        at = chance.choice([place for place, letter in enumerate(words) if letter.isalpha()])
        letter = chance.choice([c for c in "abcdefghijklmnopqrstuvwxyz" if c != words[at].lower()])
        path.write_text(whole.replace(words, words[:at] + letter + words[at + 1 :]), encoding="utf-8")
        if not _is_found(case):
            unnoticed.append((words, at, letter))
    path.write_text(whole, encoding="utf-8")

    assert [] == unnoticed
    assert not _is_found(case)


def test_a_text_altered_without_its_seal_is_found(case: Path) -> None:
    """Somebody who knows the database and removes the seal is still given away by the text's own hash."""
    chance = random.Random(4)
    (case / SEAL).unlink()
    whole = (case / DATABASE).read_bytes()
    unnoticed = []
    for _ in range(TRIALS):
        with closing(sqlite3.connect(case / DATABASE)) as connection:
            rows = connection.execute("SELECT id, text FROM documents ORDER BY id").fetchall()
            name, text = chance.choice(rows)
            at = chance.randrange(len(text))
            forged = text[:at] + chance.choice([c for c in "xyz" if c != text[at]]) + text[at + 1 :]
            connection.execute("UPDATE documents SET text = ? WHERE id = ?", (forged, name))
            connection.commit()
        if not _is_found(case):
            unnoticed.append((name, at))
        (case / DATABASE).write_bytes(whole)

    assert [] == unnoticed


def test_intact_cases_raise_no_alarm(case: Path, tmp_path: Path) -> None:
    """Verified again and again, here and as a copy elsewhere, nothing is found."""
    alarms = sum(_is_found(case) for _ in range(4 * TRIALS))
    alarms += _is_found(shutil.copytree(case, tmp_path / "copy"))

    assert 0 == alarms
