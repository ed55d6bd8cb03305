"""Every concept, from every engine, agrees with its definition written out in sets."""

from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from detente.analysis import coalitions, concepts, small, uncertainty
from detente.dispute.graph import compile_model
from reference import definitions
from reference.random_models import game_of, random_model

SEEDS = st.integers(min_value=0, max_value=2**32)


@pytest.mark.parametrize("code", ["NASH", "GMR", "SMR", "SEQ", "SSEQ", "SIM"])
@given(seed=SEEDS)
@settings(max_examples=60, deadline=None)
def test_verdicts_are_those_of_the_definition(code: str, seed: int) -> None:
    """The array engine and the plain engine both say what the definition says, for every state and decision maker."""
    graph = compile_model(random_model(seed))
    if code == "SIM" and graph.is_graph_form:
        return
    game = game_of(graph)
    plain = small.SmallGame(graph)
    for dm in range(graph.n_dms):
        expected = [definitions.CONCEPTS[code](game, dm, s) for s in range(graph.n_states)]

        assert expected == concepts.find(code).stable(graph, dm).tolist()
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
