"""Every concept, from every engine, agrees with its definition written out in sets."""

from itertools import combinations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from detente.analysis import coalitions, concepts, kernels, small, strength, uncertainty
from detente.dispute.graph import compile_model
from reference import definitions
from reference.random_models import game_of, random_model

SEEDS = st.integers(min_value=0, max_value=2**32)


@pytest.mark.parametrize("code", ["NASH", "GMR", "SMR", "SEQ", "SSEQ", "SIM"])
@given(seed=SEEDS)
@settings(max_examples=60, deadline=None)
def test_verdicts_are_those_of_the_definition(code: str, seed: int) -> None:
    """Compiled kernels, arrays and plain lists all say what the definition says, for every state and decision maker."""
    graph = compile_model(random_model(seed))
    if code == "SIM" and graph.is_graph_form:
        return
    game = game_of(graph)
    plain, arrays = small.SmallGame(graph), kernels.uncompiled(graph)
    for dm in range(graph.n_dms):
        expected = [definitions.CONCEPTS[code](game, dm, s) for s in range(graph.n_states)]

        assert expected == concepts.find(code).stable(graph, dm).tolist()
        assert expected == concepts.find(code).stable(arrays, dm).tolist()
        assert expected == list(small.stable(plain, code, dm))


@pytest.mark.parametrize("base", uncertainty.BASES)
@given(seed=SEEDS)
@settings(max_examples=40, deadline=None)
def test_unknown_variants_are_those_of_the_definition(base: str, seed: int) -> None:
    """Variants a to d say what the definition says where some comparisons are unknown."""
    graph = compile_model(random_model(seed, unknown=True))
    game = game_of(graph)
    for dm in range(graph.n_dms):
        for variant in uncertainty.VARIANTS:
            expected = [definitions.unknown_variant(game, base, variant, dm, s) for s in range(graph.n_states)]

            assert expected == uncertainty.stable(graph, dm, base, variant).tolist()


@pytest.mark.parametrize("code", coalitions.CODES)
@given(seed=SEEDS)
@settings(max_examples=30, deadline=None)
def test_coalition_verdicts_are_those_of_the_definition(code: str, seed: int) -> None:
    """Every coalition, the grand one and those of one included, is judged as the definition says."""
    graph = compile_model(random_model(seed, max_states=12))
    game = game_of(graph)
    for size in range(1, graph.n_dms + 1):
        for group in combinations(range(graph.n_dms), size):
            expected = [definitions.coalition(game, code, group, s) for s in range(graph.n_states)]

            assert expected == coalitions.stable(graph, group, code).tolist()


@pytest.mark.parametrize("horizon", [1, 2, 3, 4])
@given(seed=SEEDS)
@settings(max_examples=40, deadline=None)
def test_limited_foresight_is_that_of_the_definition(horizon: int, seed: int) -> None:
    """G_h computed for all states at once ends play where the recursion ends it."""
    graph = compile_model(random_model(seed, max_dms=2, max_states=10))
    game = game_of(graph)
    for dm in range(2):
        expected = [definitions.limited_move(game, horizon, dm, s) for s in range(graph.n_states)]

        assert expected == concepts.find("L").stable(graph, dm, horizon=horizon).tolist()


@given(seed=SEEDS)
@settings(max_examples=100, deadline=None)
def test_nonmyopic_stability_is_stability_under_every_long_horizon(seed: int) -> None:
    """NM holds where L_h holds for all h in a stretch long after foresight has settled."""
    graph = compile_model(random_model(seed, max_dms=2, max_states=10))
    for dm in range(2):
        long = [concepts.find("L").stable(graph, dm, horizon=h) for h in range(40, 64)]

        assert np.logical_and.reduce(long).tolist() == concepts.find("NM").stable(graph, dm).tolist()


@pytest.mark.parametrize("code", strength.CODES)
@given(seed=SEEDS, dreaded=st.integers(0, 2**24))
@settings(max_examples=40, deadline=None)
def test_strong_stability_is_that_of_the_definition(code: str, seed: int, dreaded: int) -> None:
    """Whatever set of states is dreaded, compiled kernels and arrays find the states that are strongly stable."""
    graph = compile_model(random_model(seed))
    game = game_of(graph)
    far_worse = {s for s in range(graph.n_states) if dreaded >> s & 1}
    truth = np.array([s in far_worse for s in range(graph.n_states)])
    for dm in range(graph.n_dms):
        expected = [definitions.strongly(game, code, far_worse, dm, s) for s in range(graph.n_states)]

        assert expected == strength.strongly_stable(graph, dm, code, truth).tolist()
        assert expected == strength.strongly_stable(kernels.uncompiled(graph), dm, code, truth).tolist()
