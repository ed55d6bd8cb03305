"""Each kernel gives what its definition gives over the moves listed one by one, whichever way it sweeps."""

from collections.abc import Callable, Iterator
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from detente.analysis import blocks, kernels
from detente.analysis.cube import cube_of
from detente.dispute.graph import GraphModel, compile_model
from detente.dispute.model import DecisionMaker, DisputeModel, Epoch, Exclusion, Option
from reference.random_models import random_model

SEEDS = st.integers(min_value=0, max_value=2**32)
NOTHING = -(10**6)


def ways(graph: GraphModel) -> Iterator[tuple[str, GraphModel]]:
    """The graph as each engine takes it: as it comes, along the cube, and block by block."""
    yield "as it comes", graph
    yield "cube", kernels.uncompiled(graph)
    without_cube = replace(kernels.uncompiled(graph), structures={"cube": None})
    without_cube.rankings["native"] = None
    yield "blocks", without_cube


def values_of(graph: GraphModel, seed: int) -> np.ndarray:
    """Any value for each state, ties included."""
    return np.random.default_rng(seed).integers(-5, 6, graph.n_states).astype(np.int32)


def moves(graph: GraphModel, dm: int, state: int) -> list[int]:
    """Where `dm` can move from a state."""
    return [int(target) for target in graph.reachable(dm, state)]


def gains(graph: GraphModel, dm: int, state: int) -> list[int]:
    """Where `dm` would move from a state."""
    return [int(target) for target in graph.improvements(dm, state)]


def reached(graph: GraphModel, dm: int, state: int, *, improving: bool) -> set[int]:
    """The states that sequences of everybody but `dm` lead to, nobody twice running, none included."""
    step = gains if improving else moves
    found, open_ends = {(state, -1)}, [(state, -1)]
    while open_ends:
        here, last = open_ends.pop()
        for mover in range(graph.n_dms):
            if mover not in (dm, last):
                for there in step(graph, mover, here):
                    if (there, mover) not in found:
                        found.add((there, mover))
                        open_ends.append((there, mover))
    return {end for end, _ in found}


def by_definition(graph: GraphModel, of: Callable[[int], int]) -> list[int]:
    """A value for each state."""
    return [int(of(state)) for state in range(graph.n_states)]


@given(seed=SEEDS)
@settings(max_examples=25, deadline=None)
def test_the_best_is_the_greatest_over_moves_and_staying(seed: int) -> None:
    """max of v(t) over t in R(s) and s itself."""
    graph = compile_model(random_model(seed, max_states=16))
    values = values_of(graph, seed)
    for dm in range(graph.n_dms):
        expected = by_definition(graph, lambda s, dm=dm: max(values[t] for t in (s, *moves(graph, dm, s))))

        assert [(way, expected) for way, _ in ways(graph)] == [
            (way, kernels.best(form, dm, values).tolist()) for way, form in ways(graph)
        ]


@given(seed=SEEDS)
@settings(max_examples=25, deadline=None)
def test_the_best_elsewhere_leaves_the_state_itself_out(seed: int) -> None:
    """max of v(t) over t in R(s); the number given where there is no move."""
    graph = compile_model(random_model(seed, max_states=16))
    values = values_of(graph, seed).astype(np.int64)
    for dm in range(graph.n_dms):
        expected = by_definition(graph, lambda s, dm=dm: max((values[t] for t in moves(graph, dm, s)), default=NOTHING))

        assert expected == kernels.best_elsewhere(graph, dm, values, NOTHING).tolist()


@given(seed=SEEDS)
@settings(max_examples=25, deadline=None)
def test_who_can_move_has_a_move(seed: int) -> None:
    """R(s) is not empty."""
    graph = compile_model(random_model(seed, max_states=16))
    for dm in range(graph.n_dms):
        expected = [bool(moves(graph, dm, s)) for s in range(graph.n_states)]

        assert expected == kernels.has_moves(graph, dm).tolist()


@pytest.mark.parametrize("improving", [False, True])
@given(seed=SEEDS)
@settings(max_examples=15, deadline=None)
def test_the_worst_reply_is_the_least_that_the_others_reach(improving: bool, seed: int) -> None:
    """min of v(u) over the ends u of legal sequences of the others, the state itself included."""
    graph = compile_model(random_model(seed, max_states=16))
    values = values_of(graph, seed)
    for dm in range(graph.n_dms):
        expected = by_definition(
            graph, lambda s, dm=dm: min(values[t] for t in reached(graph, dm, s, improving=improving))
        )

        for way, form in ways(graph):
            assert (way, expected) == (way, kernels.worst_reply(form, dm, values, improving=improving).tolist())


@pytest.mark.parametrize("escape", [False, True])
@pytest.mark.parametrize("improving", [False, True])
@given(seed=SEEDS)
@settings(max_examples=12, deadline=None)
def test_replies_count_what_the_mover_is_left_with(escape: bool, improving: bool, seed: int) -> None:
    """The least rank that the others can leave; with an escape, of the best that can still be made of it."""
    graph = compile_model(random_model(seed, max_states=16))
    for dm in range(graph.n_dms):
        ranks = graph.ranks[dm]
        worth = [max(ranks[t] for t in (s, *(moves(graph, dm, s) if escape else ()))) for s in range(graph.n_states)]
        expected = by_definition(
            graph, lambda s, dm=dm, worth=worth: min(worth[t] for t in reached(graph, dm, s, improving=improving))
        )

        for way, form in ways(graph):
            assert (way, expected) == (way, kernels.replies(form, dm, improving=improving, escape=escape).tolist())


@given(seed=SEEDS)
@settings(max_examples=25, deadline=None)
def test_a_state_is_deterred_where_every_improvement_is_answered(seed: int) -> None:
    """No t in R+(s) whose worst is better than s."""
    graph = compile_model(random_model(seed, max_states=16))
    worst = values_of(graph, seed)
    for dm in range(graph.n_dms):
        ranks = graph.ranks[dm]
        expected = [all(worst[t] <= ranks[s] for t in gains(graph, dm, s)) for s in range(graph.n_states)]

        for way, form in ways(graph):
            assert (way, expected) == (way, kernels.deterred(form, dm, worst).tolist())


@given(seed=SEEDS)
@settings(max_examples=15, deadline=None)
def test_replies_are_the_same_one_by_one_and_all_together(seed: int) -> None:
    """Small graphs have them computed for all decision makers at once; the limit changes no answer."""
    graph = kernels.uncompiled(compile_model(random_model(seed, max_states=16)))
    each = kernels.uncompiled(graph)
    for dm in range(graph.n_dms):
        alone = kernels.worst_reply(each, dm, graph.ranks[dm], improving=True).tolist()

        assert alone == kernels.replies(graph, dm, improving=True, escape=False).tolist()


def test_what_was_computed_is_kept_with_the_graph() -> None:
    """Every concept asks for the same replies."""
    graph = kernels.uncompiled(compile_model(random_model(3)))
    first = kernels.replies(graph, 0, improving=False, escape=False)

    assert kernels.replies(graph, 0, improving=False, escape=False) is first
    assert cube_of(graph) is cube_of(graph)
    assert blocks.blocks_of(graph, 0) is blocks.blocks_of(graph, 0)
    assert blocks.ladder_of(graph, 0) is blocks.ladder_of(graph, 0)


def test_to_compute_with_numpy_alone_leaves_the_graph_as_it_was() -> None:
    """The copy has no compiled game; what was given keeps its own."""
    graph = compile_model(random_model(5, max_states=24))
    engine = kernels.engine_of(graph)

    assert ("numpy", engine) == (kernels.engine_of(kernels.uncompiled(graph)), kernels.engine_of(graph))


def crowd(n_options: int, feasible: int) -> GraphModel:
    """Options of one party of which at most `feasible` can be taken together."""
    ids = [f"o{k}" for k in range(n_options)]
    options = tuple(Option(id=name, decision_maker="norland", name="") for name in ids)
    together = tuple(Exclusion(when=f"{a} & {b}") for i, a in enumerate(ids) for b in ids[:i]) if feasible == 1 else ()
    return compile_model(
        DisputeModel(
            title="crowd",
            decision_makers=(DecisionMaker(id="norland", name="", options=options),),
            epochs=(Epoch(id="", name="", since=None, observed=None, preferences={}),),
            infeasible=together,
        )
    )


@pytest.mark.parametrize(
    ("graph", "is_cube"),
    [(crowd(3, 3), True), (crowd(10, 1), True), (crowd(11, 1), False), (crowd(11, 11), True)],
)
def test_a_cube_is_laid_out_where_states_fill_it(graph: GraphModel, is_cube: bool) -> None:
    """Up to 1,024 places always; beyond, at most four places for a state."""
    assert is_cube == (cube_of(graph) is not None)


def test_a_cube_without_gaps_needs_no_places() -> None:
    """All combinations in order are the cube itself; one excluded leaves a place outside."""
    whole, gaps = cube_of(crowd(3, 3)), cube_of(crowd(3, 1))

    assert whole is not None
    assert gaps is not None
    assert (8, None, None) == (whole.size, whole.places, whole.outside)
    assert ([0, 1, 2, 4], [3, 5, 6, 7]) == (gaps.places.tolist(), gaps.outside.tolist())
