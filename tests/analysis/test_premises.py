"""Missing premises: the smallest set of unsupported statements that the observed state needs."""

import os
from pathlib import Path

import pytest

from detente.analysis.premises import UNQUOTED, premises
from detente.dispute import load_model, read_model
from detente.dispute.model import DisputeModel

LOCK = """
detente: 1
title: The lock
decision_makers:
  norland:
    options:
      shut: {name: keep the lock shut, basis: [{source: "a", quote: "closed the lock"}]}
  sudland:
    options:
      cut: {name: cut exports, basis: [{source: "a", quote: "cut its exports"}]}
epochs:
  - id: "2031"
    observed: shut & cut
    preferences:
      norland:
        - {want: "shut", says: the lock stays shut, basis: {assumed: analyst, because: nobody says why}}
        - {want: "!shut", says: the lock is open, basis: [{source: "a", quote: "would rather open it"}]}
        - {want: "!cut", says: exports run, basis: {assumed: analyst, because: they need them}}
      sudland:
        - {want: "cut <-> shut", says: an eye for an eye, basis: [{source: "a", quote: "until the lock is open"}]}
"""


def lock() -> DisputeModel:
    """A lock that is kept shut for a reason that nobody quotes."""
    model, problems = read_model(LOCK, name="case.yaml")
    assert model is not None, problems
    return model


def test_the_smallest_set_is_found() -> None:
    """Of two assumed statements only one keeps the party where it is."""
    (found,) = premises(lock())

    assert not found.explained
    assert [("norland", "shut")] == [(party, statement.want) for party, statement in found.missing]


def test_a_party_on_its_quotations_needs_nothing() -> None:
    """What the sources explain is missing no premise."""
    (found,) = premises(lock())

    assert "sudland" not in {party for party, _ in found.missing}


def test_without_a_model_to_search_there_is_nothing() -> None:
    """An epoch that is not asked for is left out."""
    assert () == premises(lock(), epochs=["1999"])


def test_indifference_is_no_explanation() -> None:
    """A party with no supported statement at all has no reason to stay."""
    text = LOCK.replace(
        '        - {want: "!shut", says: the lock is open, basis: [{source: "a", quote: "would rather open it"}]}\n', ""
    )
    model, problems = read_model(text, name="case.yaml")
    assert model is not None, problems
    (found,) = premises(model)

    assert not found.explained


KURIL = Path(os.environ.get("DETENTE_SHARED", Path(__file__).parents[2].parent / "shared")) / "cases" / "kuril"


@pytest.mark.skipif(not KURIL.exists(), reason="the founding case is not here")
def test_the_oldest_deadlock_of_the_founding_case_is_not_explained() -> None:
    """The articles never say why the offer of 1956 was declined; the later years need no assumption."""
    model = load_model(KURIL / "case.yaml")
    quoted = {found.id: found for found in premises(model, unsupported=UNQUOTED)}
    assumed = {found.id: found for found in premises(model)}

    assert not quoted["1956"].explained
    assert [("japan", "four_first")] == [(party, s.want) for party, s in assumed["1956"].missing]
    assert ["1956"] == [id for id, found in assumed.items() if not found.explained]
