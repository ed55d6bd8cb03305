"""What the documentation shows is what the program does."""

import doctest
import re
from pathlib import Path

import pytest

from detente.analysis import solving
from detente.dispute.check import check_text
from detente.dispute.formats.schema import SECTIONS

DOCS = Path(__file__).parents[2] / "docs"
REFERENCE = (DOCS / "reference" / "case-yaml.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"```yaml\n(.*?)```", REFERENCE, re.S)


@pytest.mark.parametrize("text", [block for block in BLOCKS if block.startswith("detente:")])
def test_whole_files_in_the_reference_have_no_error(text):
    """They are read, checked and solved as they stand."""
    model, problems = check_text(text, name="case.yaml")

    assert () == problems
    assert solving.analyse(model).epochs[0].status_quo is not None


def test_the_piece_about_rankings_fits_into_the_first_file():
    """It stands for the statements of a party."""
    ranking = next(block for block in BLOCKS if "ranking: [peace, [s3" in block and not block.startswith("detente:"))
    line = ranking.strip().splitlines()[1].strip()
    text = re.sub(r"      norland:\n(        - .*\n)+", f"      {line}\n", BLOCKS[0])

    assert ["infeasible"] != [p.code for p in check_text(text, name="c")[1]]
    assert () == check_text(text, name="c")[1]


def test_the_reference_names_every_key():
    """A key that the loader takes is explained."""
    missing = [
        key
        for section in SECTIONS.values()
        for key in section.keys
        if f"`{key}`" not in REFERENCE and f"{key}:" not in REFERENCE
    ]

    assert [] == missing


@pytest.mark.parametrize("name", ["how-to/gmcr.md", "how-to/whatif.md"])
def test_examples_in_the_guides_run(name):
    """Python examples print what the page says."""
    failed, tried = doctest.testfile(str(DOCS / name), module_relative=False, verbose=False)

    assert (0, True) == (failed, tried > 0)
