"""An unknown comparison matters exactly where its answers lead to different equilibria."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from detente.analysis.pivots import ANSWERS, equilibria, pivots
from detente.analysis.samples import doubtful, prisoners
from detente.dispute.graph import compile_model
from detente.errors import Cancelled, InapplicableConcept
from reference import definitions
from reference.random_models import game_of, random_model


@given(seed=st.integers(0, 2**32), concept=st.sampled_from(["NASH", "GMR", "SMR", "SEQ"]))
@settings(max_examples=40, deadline=None)
def test_equilibria_are_those_of_the_definitions(seed, concept):
    """With every pair left unknown the four variants give what their definitions give."""
    graph = compile_model(random_model(seed, unknown=True, max_states=10))
    game = game_of(graph)
    for variant in "abcd":
        expected = tuple(
            s for s in game.states if all(definitions.unknown_variant(game, concept, variant, i, s) for i in game.dms)
        )

        assert expected == equilibria(graph, concept, variant)


@given(seed=st.integers(0, 2**32))
@settings(max_examples=40, deadline=None)
def test_answering_as_ranked_is_knowing(seed):
    """A pair answered as its ranks say gives what the same model gives without that pair."""
    graph = compile_model(random_model(seed, unknown=True, max_states=10))
    for dm, pairs in enumerate(graph.unknown):
        for s, t in pairs[:2]:
            row = graph.rank_rows[dm]
            sign = (row[s] > row[t]) - (row[s] < row[t])
            fewer = tuple(tuple(p for p in own if (j, p) != (dm, (s, t))) for j, own in enumerate(graph.unknown))
            known = equilibria(replace(graph, unknown=fewer), "SEQ", "a")

            assert known == equilibria(graph, "SEQ", "a", {(dm, s, t): sign, (dm, t, s): -sign})


def test_a_pivot_lists_what_each_answer_gives():
    """Whether Ann would confess alone decides nothing about both confessing, and is told so."""
    (found,) = pivots(doubtful, concept="NASH", variants="ad")
    matters = pivots(replace(prisoners, unknown=(((2, 3),), ())), concept="NASH", variants="ad")[0].to_dict()

    assert ("ann", (0, 1), False) == (found.decision_maker, found.pair, found.matters)
    assert {(3,)} == {states for by_variant in found.answers.values() for states in by_variant.values()}
    assert matters["matters"]
    assert [[2], [2, 3], [3]] == [matters["answers"][answer]["a"] for answer in ANSWERS]


def test_pivots_are_asked_of_concepts_with_variants():
    """Others have no definition for what is unknown, and a stop is obeyed."""
    with pytest.raises(InapplicableConcept):
        pivots(doubtful, concept="SIM")
    with pytest.raises(Cancelled):
        pivots(doubtful, cancel=lambda: True)
