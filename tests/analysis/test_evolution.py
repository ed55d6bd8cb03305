"""Paths are shortest legal sequences, and simultaneous moves count only where nothing else leads there."""

from collections import deque
from dataclasses import replace
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from detente.analysis.evolution import evolution, find_path
from detente.analysis.samples import dispute_of_ranks
from detente.dispute.graph import compile_model
from detente.dispute.model import Exclusion
from reference import definitions
from reference.random_models import game_of, random_model


def distance(game, start, goal, *, improving):
    """The length of the shortest legal sequence, by search over (state, last mover)."""
    waiting, seen = deque([(start, None, 0)]), set()
    while waiting:
        state, last, length = waiting.popleft()
        for j in game.dms:
            if j != last:
                ends = definitions.improvements(game, j, state) if improving else game.moves[j][state]
                for end in sorted(ends):
                    if end == goal:
                        return length + 1
                    if (end, j) not in seen:
                        seen.add((end, j))
                        waiting.append((end, j, length + 1))
    return None


@given(seed=st.integers(0, 2**32))
@settings(max_examples=60, deadline=None)
def test_paths_are_shortest_and_legal(seed):
    """Each path has the least length, begins and ends right, and nobody moves twice running."""
    graph = compile_model(random_model(seed, max_states=10))
    game = game_of(graph)
    for start in game.states:
        for goal in game.states:
            if start == goal:
                continue
            path = find_path(graph, start, goal)
            for steps, improving in ((path.by_moves, False), (path.by_improvements, True)):
                assert distance(game, start, goal, improving=improving) == (None if steps is None else len(steps))
                if steps is None:
                    continue
                assert [start, *(step.end for step in steps)] == [*(step.start for step in steps), goal]
                assert all(a.dm != b.dm for a, b in pairwise(steps))
                for step in steps:
                    ends = (
                        definitions.improvements(game, step.dm, step.start)
                        if improving
                        else game.moves[step.dm][step.start]
                    )
                    assert step.end in ends


@given(seed=st.integers(0, 2**32))
@settings(max_examples=60, deadline=None)
def test_evolution_ends_in_traps_or_cycles(seed):
    """From every state that improvements reach, they lead on to a trap or into a cycle."""
    graph = compile_model(random_model(seed, max_states=12))
    game = game_of(graph)
    for start in game.states:
        found = evolution(graph, start)
        inside = {state for cycle in found.cycles for state in cycle}

        assert all(not definitions.improvements(game, i, s) for s in found.traps for i in game.dms)
        for cycle in found.cycles:
            assert all(set(cycle) >= {t for i in game.dms for t in definitions.improvements(game, i, s)} for s in cycle)
        for state, _ in [(start, ()), *found.reached]:
            onward = {state} | closure(game, state)
            assert onward & (set(found.traps) | inside)


def closure(game, state):
    """All that improvements lead to, whoever makes them."""
    found, waiting = set(), [state]
    while waiting:
        here = waiting.pop()
        for end in {t for i in game.dms for t in definitions.improvements(game, i, here)} - found:
            found.add(end)
            waiting.append(end)
    return found


def test_a_simultaneous_move_counts_only_where_nothing_else_leads():
    """Where every step in between is excluded, both must move at the same moment."""
    model = dispute_of_ranks("Both at once", ann=(1, 2, 3, 4), bob=(1, 2, 3, 4))
    open_graph = compile_model(model)
    ids = [f"{option.decision_maker}.{option.id}" for option in model.options]
    apart = tuple(Exclusion(when=when) for when in (f"{ids[0]} & !{ids[1]}", f"!{ids[0]} & {ids[1]}"))
    epoch = replace(model.epochs[0], preferences={})
    closed = compile_model(replace(model, infeasible=apart, epochs=(epoch,)))

    assert ("improvements", False) == (find_path(open_graph, 0, 3).kind, find_path(open_graph, 0, 3).joint)
    assert {"from": 0, "to": 1, "by_improvements": None, "by_moves": None, "joint": True} == find_path(
        closed, 0, 1
    ).to_dict()
    assert ((), (), False) == (
        find_path(closed, 1, 1).by_improvements,
        find_path(closed, 1, 1).by_moves,
        find_path(closed, 1, 1).joint,
    )
