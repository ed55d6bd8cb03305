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
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from detente.dispute.graph import GraphModel

__all__ = ["BoolArray", "Values", "best", "best_elsewhere", "deterred", "has_moves", "replies"]

BoolArray: TypeAlias = NDArray[np.bool_]
Values: TypeAlias = NDArray[np.int32]
Indices: TypeAlias = NDArray[np.int32]

NONE = np.int32(2**31 - 1)
"""Greater than every rank: the minimum of nothing."""


def best(graph: GraphModel, dm: int, values: Values) -> Values:
    """The greatest value over the moves of `dm` from each state and the state itself; shape (n_states,)."""
    return -_least_by_moves(graph, dm, -values)


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
    blocks = _blocks(graph, dm)
    ordered = values[blocks.order]
    greatest = np.maximum.reduceat(ordered, blocks.first)
    holds = ordered == greatest[blocks.of[blocks.order]]
    # The first holder of each block is set aside; what remains of the block is what that holder can move to.
    places = np.flatnonzero(holds)
    _, which = np.unique(blocks.of[blocks.order[places]], return_index=True)
    holders = places[which]
    ordered[holders] = nothing
    found = greatest[blocks.of]
    found[blocks.order[holders]] = np.maximum.reduceat(ordered, blocks.first)
    for start, end in blocks.links:
        least = np.full(len(blocks.first), nothing, dtype=np.int64)
        least[start] = greatest[end]
        found = np.maximum(found, least[blocks.of])
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
    key = ("replies", dm, improving, escape)
    if key not in graph.rankings:
        ranks = graph.ranks[dm]
        others = [j for j in range(graph.n_dms) if j != dm]
        worth = best(graph, dm, ranks) if escape else ranks
        closure = _closed_legally if graph.is_graph_form else _closed
        graph.rankings[key] = closure(graph, others, worth, improving=improving)
    return graph.rankings[key]  # type: ignore[return-value]


def has_moves(graph: GraphModel, dm: int) -> BoolArray:
    """The states from which `dm` can move at all."""
    if graph.moves is not None:
        return np.diff(graph.moves[dm][0]) > 0
    blocks = _blocks(graph, dm)
    crowded = (np.diff(np.append(blocks.first, graph.n_states)) > 1)[blocks.of]
    for start, _ in blocks.links:
        leaves = np.zeros(len(blocks.first), dtype=np.bool_)
        leaves[start] = True
        crowded |= leaves[blocks.of]
    return crowded


def _closed(graph: GraphModel, movers: Sequence[int], values: Values, *, improving: bool) -> Values:
    """The least value that sequences of the movers reach from each state, none included: sweeps until all is quiet."""
    sweep = _least_by_improvements if improving else _least_by_moves
    quiet = 0
    turn = 0
    while quiet < len(movers):
        lower = sweep(graph, movers[turn % len(movers)], values)
        # A sweep is idempotent, so one mover's own change does not wake it again.
        quiet = quiet + 1 if np.array_equal(lower, values) else 1
        values = lower
        turn += 1
    return values


def _closed_legally(graph: GraphModel, movers: Sequence[int], values: Values, *, improving: bool) -> Values:
    """The same in graph form, where nobody moves twice running.

    `after[k]` is the least value that sequences beginning with a move of k reach; whoever moved last is left out.
    """
    after = {k: np.full(graph.n_states, NONE, dtype=np.int32) for k in movers}
    changed = True
    while changed:
        changed = False
        for k in movers:
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


@dataclass(frozen=True, slots=True, kw_only=True)
class _Blocks:
    """States that one decision maker can move between both ways.

    `of` is each state's block; `order` lists the states block by block, `first` where each block begins. `links` are
    (from, to) pairs of blocks between which one-way options change, one array pair per set of changes.
    """

    of: Indices
    order: Indices
    first: Indices
    links: tuple[tuple[Indices, Indices], ...]


def _blocks(graph: GraphModel, dm: int) -> _Blocks:
    key = ("blocks", dm)
    if key not in graph.structures:
        graph.structures[key] = _built_blocks(graph, dm)
    return graph.structures[key]  # type: ignore[return-value]


def _built_blocks(graph: GraphModel, dm: int) -> _Blocks:
    assert graph.codes is not None
    one_way = graph.own[dm] & (graph.forward | graph.backward)
    two_way = graph.own[dm] & ~one_way
    keys = graph.codes & np.uint64(~two_way & 2**64 - 1)
    order = np.argsort(keys, kind="stable").astype(np.int32)
    ordered = keys[order]
    begins = np.append(True, ordered[1:] != ordered[:-1])
    first = np.flatnonzero(begins).astype(np.int32)
    of = np.empty(graph.n_states, dtype=np.int32)
    of[order] = np.cumsum(begins, dtype=np.int32) - np.int32(1)
    return _Blocks(of=of, order=order, first=first, links=_links(graph, ordered[first], one_way))


def _links(graph: GraphModel, keys: NDArray[np.uint64], one_way: int) -> tuple[tuple[Indices, Indices], ...]:
    """For each set of one-way options, the blocks in which all of them can still change, and where that leads."""
    links = []
    can_change = (~keys & np.uint64(one_way & graph.forward)) | (keys & np.uint64(one_way & graph.backward))
    can_change &= np.uint64(~(graph.forward & graph.backward) & 2**64 - 1)
    change = one_way
    while change:
        start = np.flatnonzero((can_change & np.uint64(change)) == np.uint64(change))
        wanted = keys[start] ^ np.uint64(change)
        place = np.minimum(np.searchsorted(keys, wanted), len(keys) - 1)
        there = keys[place] == wanted
        if there.any():
            links.append((start[there].astype(np.int32), place[there].astype(np.int32)))
        change = (change - 1) & one_way
    return tuple(links)


def _least_by_moves(graph: GraphModel, dm: int, values: Values) -> Values:
    """The least value over the moves of `dm` from each state and the state itself."""
    if graph.is_graph_form:
        return np.minimum(values, _least_along_moves(graph, dm, values, improving=False))
    blocks = _blocks(graph, dm)
    within = np.minimum.reduceat(values[blocks.order], blocks.first)
    least = within.copy() if blocks.links else within
    for start, end in blocks.links:
        least[start] = np.minimum(least[start], within[end])
    return least[blocks.of]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Ladder:
    """Blocks with their states from the best to the worst for their mover.

    `order` lists the states block by block, best first; `height` is a number that falls from block to block by more
    than any value. `better` pairs states with the place in `order` of the last state of a block within reach that they
    would improve to, so that a running minimum up to there answers for all of them.
    """

    order: Indices
    height: NDArray[np.int64]
    better: tuple[tuple[Indices | slice, Indices], ...]


def _ladder(graph: GraphModel, dm: int) -> _Ladder:
    key = ("ladder", dm)
    if key not in graph.rankings:
        graph.rankings[key] = _built_ladder(graph, dm)
    return graph.rankings[key]  # type: ignore[return-value]


def _built_ladder(graph: GraphModel, dm: int) -> _Ladder:
    blocks, ranks = _blocks(graph, dm), graph.ranks[dm].astype(np.int64)
    span = np.int64(ranks.max(initial=0) + 1)
    keys = blocks.of * span + (span - 1 - ranks)
    order = np.argsort(keys).astype(np.int32)
    ordered = keys[order]
    within = _last_better(ordered, keys, blocks.first[blocks.of], graph.n_states)
    better: list[tuple[Indices | slice, Indices]] = [(slice(None), within)]
    for start, end in blocks.links:
        target = np.full(len(blocks.first), -1, dtype=np.int32)
        target[start] = end
        movers = np.flatnonzero(target[blocks.of] >= 0).astype(np.int32)
        goal = target[blocks.of[movers]]
        wanted = goal * span + (span - 1 - ranks[movers])
        better.append((movers, _last_better(ordered, wanted, blocks.first[goal], graph.n_states)))
    height = (len(blocks.first) - blocks.of[order]).astype(np.int64) << 32
    return _Ladder(order=order, height=height, better=tuple(better))


def _last_better(ordered: NDArray[np.int64], wanted: NDArray[np.int64], first: Indices, nowhere: int) -> Indices:
    """The place before the first key not less than `wanted`, or `nowhere` when that lies before the block."""
    place = np.searchsorted(ordered, wanted).astype(np.int32) - np.int32(1)
    place[place < first] = nowhere
    return place


def _least_by_improvements(graph: GraphModel, dm: int, values: Values) -> Values:
    """The least value over the improvements of `dm` from each state and the state itself; option form."""
    ladder = _ladder(graph, dm)
    running = np.empty(graph.n_states + 1, dtype=np.int32)
    running[-1] = NONE
    # One running minimum serves all blocks: each begins below whatever was carried over from the one before.
    running[:-1] = np.minimum.accumulate(values[ladder.order] + ladder.height) - ladder.height
    least = values.copy()
    for movers, place in ladder.better:
        least[movers] = np.minimum(least[movers], running[place])
    return least
