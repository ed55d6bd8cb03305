"""The moves of option form without a list of moves: blocks of states, and ladders of improvement within them.

States that differ only in a decision maker's two-way options form a block: it moves freely within. One-way options lead
from block to block. A ladder has each block's states from the best for its mover to the worst, so that one running
minimum answers what every state could improve to.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from detente.dispute.cancellation import poll
from detente.dispute.graph import GraphModel

__all__ = ["Blocks", "Indices", "Ladder", "blocks_of", "ladder_of"]

Indices: TypeAlias = NDArray[np.int32]

DENSE_OPTIONS = 26
"""Up to so many options, blocks are numbered by a table of all combinations when it is not much larger than needed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Blocks:
    """States that one decision maker can move between both ways.

    `of` is each state's block, `count` how many there are, `first` where each begins when states are listed block by
    block. `links` are (from, to) pairs of blocks between which one-way options change, one pair of arrays per set of
    changes.
    """

    of: Indices
    count: int
    first: Indices
    links: tuple[tuple[Indices, Indices], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Ladder:
    """Blocks with their states from the best to the worst for their mover.

    `order` lists the states block by block, best first; `height` is a number that falls from block to block by more
    than any value. `within` is, for each state, the place in `order` of the last state of its own block that it would
    improve to, past the end where there is none; `across` the same for (states, places) by one-way options.
    """

    order: NDArray[np.intp]
    height: NDArray[np.int64]
    within: NDArray[np.intp]
    across: tuple[tuple[Indices, Indices], ...]

    def least(self, values: NDArray[np.int32], nothing: int) -> NDArray[np.int32]:
        """The least value over the improvements from each state and staying; `nothing` is greater than any value.

        `values` has shape (n_states,) or (rows, n_states).
        """
        running = np.empty((*values.shape[:-1], len(self.order) + 1), dtype=np.int32)
        running[..., -1] = nothing
        # One running minimum serves all blocks: each begins below whatever was carried over from the one before.
        falling = values.take(self.order, axis=-1) + self.height
        np.minimum.accumulate(falling, axis=-1, out=falling)
        np.subtract(falling, self.height, out=running[..., :-1], casting="unsafe")
        least = np.minimum(values, running.take(self.within, axis=-1))
        for movers, place in self.across:
            least[..., movers] = np.minimum(least[..., movers], running[..., place])
        return least


def blocks_of(graph: GraphModel, dm: int) -> Blocks:
    """The blocks of a decision maker's moves; option form only."""
    key = ("blocks", dm)
    if key not in graph.structures:
        graph.structures[key] = _built_blocks(graph, dm)
    blocks: Any = graph.structures[key]
    return blocks  # type: ignore[no-any-return]


def ladder_of(graph: GraphModel, dm: int) -> Ladder:
    """The ladder of a decision maker's improvements; option form only."""
    key = ("ladder", dm)
    if key not in graph.rankings:
        graph.rankings[key] = _built_ladder(graph, dm)
    ladder: Any = graph.rankings[key]
    return ladder  # type: ignore[no-any-return]


def _built_blocks(graph: GraphModel, dm: int) -> Blocks:
    assert graph.codes is not None
    one_way = graph.own[dm] & (graph.forward | graph.backward)
    two_way = graph.own[dm] & ~one_way
    keys = graph.codes & np.uint64(~two_way & 2**64 - 1)
    n_options = len(graph.options)
    if n_options <= DENSE_OPTIONS and 1 << n_options <= max(1024, 8 * graph.n_states):
        where = keys.astype(np.intp)
        table = np.zeros(1 << n_options, dtype=np.int32)
        table[where] = 1
        distinct = np.flatnonzero(table).astype(np.uint64)
        of = (np.cumsum(table, dtype=np.int32) - np.int32(1))[where]
    else:
        distinct, inverse = np.unique(keys, return_inverse=True)
        of = inverse.reshape(graph.n_states).astype(np.int32)
    sizes = np.bincount(of, minlength=len(distinct))
    first = (np.cumsum(sizes) - sizes).astype(np.int32)
    return Blocks(of=of, count=len(distinct), first=first, links=_links(graph, distinct, one_way))


def _links(graph: GraphModel, keys: NDArray[np.uint64], one_way: int) -> tuple[tuple[Indices, Indices], ...]:
    """For each set of one-way options, the blocks in which all of them can still change, and where that leads."""
    links = []
    can_change = (~keys & np.uint64(one_way & graph.forward)) | (keys & np.uint64(one_way & graph.backward))
    can_change &= np.uint64(~(graph.forward & graph.backward) & 2**64 - 1)
    change = one_way
    while change:
        poll()
        start = np.flatnonzero((can_change & np.uint64(change)) == np.uint64(change))
        wanted = keys[start] ^ np.uint64(change)
        place = np.minimum(np.searchsorted(keys, wanted), len(keys) - 1)
        there = keys[place] == wanted
        if there.any():
            links.append((start[there].astype(np.int32), place[there].astype(np.int32)))
        change = (change - 1) & one_way
    return tuple(links)


def _built_ladder(graph: GraphModel, dm: int) -> Ladder:
    assert graph.codes is not None
    ranks = graph.ranks[dm]
    n = graph.n_states
    span = int(ranks.max(initial=0)) + 1
    one_way = graph.own[dm] & (graph.forward | graph.backward)
    n_options = len(graph.options)
    if one_way or n_options + span.bit_length() > 62:
        block, count = blocks_of(graph, dm).of.astype(np.int64), blocks_of(graph, dm).count
    else:
        block, count = (graph.codes & np.uint64(~graph.own[dm] & 2**64 - 1)).astype(np.int64), 1 << n_options
    order, ordered = _sorted(block * span + (span - 1 - ranks), count * span)
    numbers = np.arange(n)
    block_in_order = ordered // span
    # Where the block and where the group of tied states begins that a place belongs to.
    begins = np.concatenate(([True], block_in_order[1:] != block_in_order[:-1]))
    ties = np.concatenate(([True], ordered[1:] != ordered[:-1]))
    first = np.maximum.accumulate(np.where(begins, numbers, 0))
    before = np.maximum.accumulate(np.where(ties, numbers, 0)) - 1
    before[before < first] = n
    within = np.empty(n, dtype=np.intp)
    within[order] = before
    return Ladder(
        order=order,
        height=(count - block_in_order) << 31,
        within=within,
        across=_across(graph, dm, ordered, span) if one_way else (),
    )


def _across(graph: GraphModel, dm: int, ordered: NDArray[np.int64], span: int) -> tuple[tuple[Indices, Indices], ...]:
    """For each set of one-way options, the states that can change them and the last place they would improve to."""
    blocks, ranks = blocks_of(graph, dm), graph.ranks[dm]
    found = []
    for start, end in blocks.links:
        target = np.full(blocks.count, -1, dtype=np.int32)
        target[start] = end
        movers = np.flatnonzero(target[blocks.of] >= 0).astype(np.int32)
        goal = target[blocks.of[movers]]
        wanted = goal.astype(np.int64) * span + (span - 1 - ranks[movers])
        place = np.searchsorted(ordered, wanted).astype(np.int32) - np.int32(1)
        place[place < blocks.first[goal]] = graph.n_states
        found.append((movers, place))
    return tuple(found)


def _sorted(keys: NDArray[np.int64], bound: int) -> tuple[NDArray[np.intp], NDArray[np.int64]]:
    """(order, keys in order): sorted together with their index in one word, which is faster than an argsort."""
    bits = max(1, (len(keys) - 1).bit_length())
    if bound.bit_length() + bits > 62:
        order = np.argsort(keys)
        return order, keys[order]
    words = keys << bits
    words |= np.arange(len(keys), dtype=np.int64)
    words.sort()
    return (words & ((1 << bits) - 1)).astype(np.intp), words >> bits
