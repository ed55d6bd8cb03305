"""Coalitions that upset a state: found where stability says so, with a legal way that all members gain by."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from detente.analysis import coalitions
from detente.analysis.samples import prisoners
from detente.analysis.upsets import upsets
from detente.dispute.graph import compile_model
from detente.errors import Cancelled, InapplicableConcept
from reference.random_models import random_model

SEEDS = st.integers(0, 2**32)


@pytest.mark.parametrize("concept", coalitions.CODES)
@given(seed=SEEDS)
@settings(max_examples=40, deadline=None)
def test_a_coalition_upsets_exactly_the_states_that_are_not_stable_for_it(concept: str, seed: int) -> None:
    """And then it has somewhere to go."""
    graph = compile_model(random_model(seed, max_states=16, max_dms=3))
    found = upsets(graph, concept=concept, states=range(graph.n_states))
    for members in {upset.members for upset in found.upsets}:
        stable = coalitions.stable(graph, members, concept)
        upset = {one.state for one in found.upsets if one.members == members}

        assert {state for state in range(graph.n_states) if not stable[state]} == upset
    assert all(one.departures for one in found.upsets)
    assert {state for state in range(graph.n_states) if not found.of(state)} == set(found.firm)


@pytest.mark.parametrize("concept", coalitions.CODES)
@given(seed=SEEDS)
@settings(max_examples=40, deadline=None)
def test_every_departure_is_a_legal_way_that_all_members_gain_by(concept: str, seed: int) -> None:
    """Move by move, by members only, nobody twice running, to a state that each of them prefers."""
    graph = compile_model(random_model(seed, max_states=16, max_dms=4))
    for upset in upsets(graph, concept=concept, states=range(graph.n_states)).upsets:
        for departure in upset.departures:
            steps = departure.steps
            assert (upset.state, departure.to) == (steps[0].start, steps[-1].end)
            assert all(step.end in graph.successors_of(step.dm, step.start) for step in steps)
            assert all(step.dm in upset.members for step in steps)
            assert all(a.end == b.start and a.dm != b.dm for a, b in pairwise(steps))
            assert all(graph.rank_rows[dm][departure.to] > graph.rank_rows[dm][upset.state] for dm in upset.members)


def test_single_parties_upset_no_equilibrium() -> None:
    """By default the equilibria are asked about, and only coalitions of two and more can upset these."""
    found = upsets(prisoners, concept="NASH")

    assert (3,) == found.states
    assert [(0, 1)] == [upset.members for upset in found.upsets]


def test_what_has_no_coalition_version_is_refused() -> None:
    """SIM has none; and the search can be stopped."""
    with pytest.raises(InapplicableConcept):
        upsets(prisoners, concept="SIM")
    with pytest.raises(Cancelled):
        upsets(prisoners, cancel=lambda: True)
