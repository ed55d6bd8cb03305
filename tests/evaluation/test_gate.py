"""The gate fails below a floor, and a floor falls only by an explicit act."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from evaluation.gate import judge, updated

LIMITS = {"floors": {"events.recall": 0.9}, "ceilings": {"publication.width": 30.0}}


def test_a_figure_below_its_floor_fails() -> None:
    """Floors are least values, ceilings greatest ones; a figure without either passes."""
    figures = {"events.recall": 0.89, "publication.width": 31.0, "events.date": 0.1}

    assert [False, False, True] == [verdict.holds for verdict in judge(figures, LIMITS)]


def test_a_figure_at_its_limit_holds() -> None:
    """The limit itself is allowed."""
    figures = {"events.recall": 0.9, "publication.width": 30.0}

    assert [True, True] == [verdict.holds for verdict in judge(figures, LIMITS)]


def test_an_update_tightens() -> None:
    """Better figures become the new limits, rounded to the safe side."""
    limits, refused = updated({"events.recall": 0.95678, "publication.width": 12.3456}, LIMITS, allow_regression=False)

    assert [] == refused
    assert {"floors": {"events.recall": 0.956}, "ceilings": {"publication.width": 12.346}} == limits


def test_an_update_refuses_to_loosen() -> None:
    """A worse figure leaves the limit as it is, and says so."""
    limits, refused = updated({"events.recall": 0.5, "publication.width": 40.0}, LIMITS, allow_regression=False)

    assert 2 == len(refused)
    assert LIMITS == limits


def test_loosening_takes_an_explicit_act() -> None:
    """Only `allow_regression` lowers a floor."""
    limits, refused = updated({"events.recall": 0.5}, LIMITS, allow_regression=True)

    assert [] == refused
    assert 0.5 == limits["floors"]["events.recall"]
