"""A brief that a person can read from top to bottom, kept word for word."""

from pathlib import Path

from detente.report.exporters import export
from report.dispute import river

GOLDEN = Path(__file__).parents[1] / "golden" / "lock-on-the-aln.brief.md"


def test_the_brief_of_the_lock_reads_as_it_did():
    """A change of a sentence is a change of this file: read it before you accept it."""
    assert GOLDEN.read_text(encoding="utf-8") == export(river(), "brief").decode()
