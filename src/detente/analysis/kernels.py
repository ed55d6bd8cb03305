"""The hot loops of stability: sweeps over moves and improvements, and closures of them.

One formula serves every classical concept: s is stable for i iff

    max over t in R_i(s) of min(r_i(t), f_i(t))  <=  r_i(s)

where f_i(t) is the least that the others' legal sequences from t can leave i with. So nothing is needed but two sweeps:
the minimum of a value over a decision maker's moves, and over its improvements. In option form neither has a list of
moves: states that differ in the mover's two-way options only form a block, and every move ends in the same block or in
one that differs in one-way options.

*Theorem* (option form, ordinal preferences): moves and improvements are transitive, so two consecutive moves of one
decision maker merge, and "nobody twice running" changes no set of states that can be reached; sweeps in any order until
nothing changes are exact. In graph form the last mover is kept.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from detente.analysis import native
from detente.analysis.blocks import blocks_of, ladder_of
from detente.analysis.cube import Cube, cube_of
from detente.dispute.cancellation import poll
from detente.dispute.graph import GraphModel

__all__ = [
    "BoolArray",
    "Values",
    "best",
    "best_elsewhere",
    "deterred",
    "engine_of",
    "has_moves",
    "replies",
    "uncompiled",
    "worst_reply",
]

BoolArray: TypeAlias = NDArray[np.bool_]
Values: TypeAlias = NDArray[np.int32]

NONE = 2**31 - 1
"""Greater than every rank: the minimum of nothing."""

KEPT = 1 << 18
"""Up to so many states, replies are kept with the graph; beyond, they would fill the memory."""

TOGETHER = 1 << 14
"""Up to so many states, the replies to all decision makers are computed at once, in rows of one array."""


def best(graph: GraphModel, dm: int, values: Values) -> Values:
    """The greatest value over the moves of `dm` from each state and the state itself; shape (n_states,)."""
    if graph.is_graph_form:
        greatest: Values = np.maximum(values, -_least_along_moves(graph, dm, -values, improving=False))
        return greatest
    game = native.game_of(graph)
    if game is not None:
        return game.best(dm, values)
    cube = cube_of(graph)
    if cube is None:
        return -_least_by_moves(graph, dm, -values)
    laid = cube.laid_out(values, -NONE)
    cube.spread(laid, dm, np.maximum, -NONE)
    return cube.taken_back(laid)


def best_elsewhere(graph: GraphModel, dm: int, values: NDArray[np.int64], nothing: int) -> NDArray[np.int64]:
    """The greatest value over the moves of `dm` from each state, the state itself left out; `nothing` without moves.

    Shape (n_states,). Within a block the greatest value serves all states but the one that holds it.
    """
    found = np.full(graph.n_states, nothing, dtype=np.int64)
    if graph.moves is not None:
        first, targets = graph.moves[dm]
        moving = np.diff(first) > 0
        if moving.any():
            found[moving] = np.maximum.reduceat(values[targets], first[:-1][moving])
        return found
    blocks = blocks_of(graph, dm)
    order = np.argsort(blocks.of, kind="stable")
    ordered, block = values[order], blocks.of[order]
    greatest = np.maximum.reduceat(ordered, blocks.first)
    # The first holder of each block is set aside; what remains of the block is what that holder can move to.
    places = np.flatnonzero(ordered == greatest[block])
    _, which = np.unique(block[places], return_index=True)
    holders = places[which]
    ordered[holders] = nothing
    found = greatest[blocks.of]
    found[order[holders]] = np.maximum.reduceat(ordered, blocks.first)
    for start, end in blocks.links:
        linked = np.full(blocks.count, nothing, dtype=np.int64)
        linked[start] = greatest[end]
        found = np.maximum(found, linked[blocks.of])
    return found


def deterred(graph: GraphModel, dm: int, worst: Values) -> BoolArray:
    """The states from which every improvement of `dm` is answered: `worst` is f, shape (n_states,)."""
    ranks = graph.ranks[dm]
    stable: BoolArray = best(graph, dm, np.minimum(ranks, worst)) <= ranks
    return stable


def replies(graph: GraphModel, dm: int, *, improving: bool, escape: bool) -> Values:
    """f: the worst for `dm` that the others can bring about from each state, by moves or by improvements only.

    With `escape`, a state counts for as much as `dm` can still make of it by a move of its own.
    Shape (n_states,).
    """
    key = ("replies", improving, escape, dm)
    if key not in graph.rankings:
        together = graph.n_states <= TOGETHER and engine_of(graph) == "numpy" and not graph.is_graph_form
        dms = range(graph.n_dms) if together else (dm,)
        worth = [best(graph, i, graph.ranks[i]) if escape else graph.ranks[i] for i in dms]
        rows: list[Values]
        if together:
            rows = list(_closed(graph, dms, np.stack(worth), improving=improving))
        else:
            rows = [worst_reply(graph, dm, worth[0], improving=improving)]
        if graph.n_states > KEPT:
            return rows[0]
        graph.rankings.update({("replies", improving, escape, i): row for i, row in zip(dms, rows, strict=True)})
    found: Any = graph.rankings[key]
    return found  # type: ignore[no-any-return]


def worst_reply(graph: GraphModel, dm: int, values: Values, *, improving: bool) -> Values:
    """The least value that legal sequences of everybody but `dm` reach from each state, none included.

    Shape (n_states,).
    """
    game = native.game_of(graph)
    if game is not None:
        return game.closed(dm, values, improving=improving)
    if graph.is_graph_form:
        return _closed_legally(graph, [j for j in range(graph.n_dms) if j != dm], values, improving=improving)
    found: Values = _closed(graph, (dm,), values[np.newaxis], improving=improving)[0]
    return found


def engine_of(graph: GraphModel) -> str:
    """What computes this graph: native or numpy."""
    return "numpy" if native.game_of(graph) is None else "native"


def uncompiled(graph: GraphModel) -> GraphModel:
    """The same graph, to be computed with NumPy alone even where compiled kernels are present."""
    plain = replace(graph)
    plain.rankings["native"] = None
    return plain


def has_moves(graph: GraphModel, dm: int) -> BoolArray:
    """The states from which `dm` can move at all."""
    if graph.moves is not None:
        return np.diff(graph.moves[dm][0]) > 0
    blocks = blocks_of(graph, dm)
    crowded: BoolArray = (np.diff(np.append(blocks.first, graph.n_states)) > 1)[blocks.of]
    for start, _ in blocks.links:
        leaves = np.zeros(blocks.count, dtype=np.bool_)
        leaves[start] = True
        crowded |= leaves[blocks.of]
    return crowded


def _closed(graph: GraphModel, dms: Sequence[int], values: Values, *, improving: bool) -> Values:
    """The least value that legal sequences of the others reach from each state, none included.

    One row of `values` for each of `dms`, whose opponents move. Sweeps of all decision makers in turn, until each has
    been quiet once since anything changed. Option form only.
    """
    cube = None if improving else cube_of(graph)
    values = values.copy() if cube is None else cube.laid_out(values, NONE)
    quiet = turn = 0
    # A sweep is idempotent, so one mover's own change does not wake it again.
    while quiet < graph.n_dms:
        poll()
        mover = turn % graph.n_dms
        rows = [row for row, dm in enumerate(dms) if dm != mover]
        if rows:
            before = values[rows]
            after = _swept(graph, cube, mover, before, improving=improving)
            if (after == before).all():
                quiet += 1
            else:
                values[rows], quiet = after, 1
        else:
            quiet += 1
        turn += 1
    return values if cube is None else cube.taken_back(values)


def _swept(graph: GraphModel, cube: Cube | None, mover: int, values: Values, *, improving: bool) -> Values:
    """The least value over what `mover` can do from each state and staying, in each row."""
    if improving:
        return ladder_of(graph, mover).least(values, NONE)
    if cube is None:
        return np.stack([_least_by_moves(graph, mover, row) for row in values])
    laid = values.copy()
    cube.spread(laid, mover, np.minimum, NONE)
    return laid


def _closed_legally(graph: GraphModel, movers: Sequence[int], values: Values, *, improving: bool) -> Values:
    """The same in graph form, where nobody moves twice running.

    `after[k]` is the least value that sequences beginning with a move of k reach; whoever moved last is left out.
    """
    after = {k: np.full(graph.n_states, NONE, dtype=np.int32) for k in movers}
    changed = True
    while changed:
        changed = False
        for k in movers:
            poll()
            arriving = np.minimum.reduce([values, *(after[j] for j in movers if j != k)])
            lower = _least_along_moves(graph, k, arriving, improving=improving)
            if not np.array_equal(lower, after[k]):
                after[k], changed = lower, True
    least: Values = np.minimum.reduce([values, *after.values()])
    return least


def _least_along_moves(graph: GraphModel, dm: int, values: Values, *, improving: bool) -> Values:
    """Graph form: the least value over the moves of `dm` from each state, the state itself left out."""
    assert graph.moves is not None
    first, targets = graph.moves[dm]
    found = np.full(graph.n_states, NONE, dtype=np.int32)
    if len(targets) == 0:
        return found
    carried = values[targets]
    if improving:
        ranks = graph.ranks[dm]
        carried[ranks[targets] <= np.repeat(ranks, np.diff(first))] = NONE
    moving = np.diff(first) > 0
    found[moving] = np.minimum.reduceat(carried, first[:-1][moving])
    return found


def _least_by_moves(graph: GraphModel, dm: int, values: Values) -> Values:
    """The least value over the moves of `dm` from each state and the state itself, by blocks."""
    blocks = blocks_of(graph, dm)
    within = np.full(blocks.count, NONE, dtype=np.int32)
    np.minimum.at(within, blocks.of, values)
    least = within.copy() if blocks.links else within
    for start, end in blocks.links:
        least[start] = np.minimum(least[start], within[end])
    return least[blocks.of]
