"""Reachability as sets of starting states, sixty-four at a time, for concepts that no single rank can decide.

With unknown preferences, and for coalitions, whether a sanction deters depends on the pair of states and not on one
threshold. So the states s are taken in words of 64: bit c of `words[y]` says something of y seen from the c-th s.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from detente.dispute.cancellation import poll
from detente.dispute.graph import GraphModel
from detente.errors import TooManyStates

__all__ = ["WORD", "Arcs", "Words", "arcs_of", "chunks", "closed", "column", "packed", "reached", "some_move"]

Words: TypeAlias = NDArray[np.uint64]
Indices: TypeAlias = NDArray[np.intp]

WORD = 64
"""How many starting states one word holds."""

MAX_ARCS = 2**26
"""More moves than this are not listed."""

Arcs: TypeAlias = tuple[Indices, Indices]
"""(starts, ends), sorted by start."""


def arcs_of(graph: GraphModel, dm: int, keep: Callable[[Indices, Indices], NDArray[np.bool_]] | None = None) -> Arcs:
    """The moves of `dm` as pairs of states, sorted by start; those for which `keep(starts, ends)` holds.

    Raises `TooManyStates` when there are too many to list.
    """
    key = ("arcs", dm)
    if key not in graph.structures:
        graph.structures[key] = _listed(graph, dm)
    starts, ends = graph.structures[key]  # type: ignore[misc]
    if keep is None:
        return starts, ends  # type: ignore[has-type]
    kept = keep(starts, ends)  # type: ignore[has-type]
    return starts[kept], ends[kept]  # type: ignore[has-type]


def chunks(n_states: int) -> Iterator[Indices]:
    """The states in groups of up to 64."""
    for begin in range(0, n_states, WORD):
        yield np.arange(begin, min(begin + WORD, n_states))


def packed(truth: NDArray[np.bool_]) -> Words:
    """Words from truth values of shape (n_states, up to 64): bit c is column c."""
    bits = np.uint64(1) << np.arange(truth.shape[1], dtype=np.uint64)
    words: Words = np.bitwise_or.reduce(np.where(truth, bits, np.uint64(0)), axis=1)
    return words


def column(words: Words, states: Indices) -> NDArray[np.bool_]:
    """For the c-th of `states`, bit c of its own word."""
    shift = np.arange(len(states), dtype=np.uint64)
    return (words[states] >> shift & np.uint64(1)).astype(np.bool_)


def some_move(arcs: Arcs, words: Words) -> Words:
    """The bits of y found at the end of some move that starts at each state."""
    starts, ends = arcs
    found = np.zeros_like(words)
    if len(starts):
        begins = np.flatnonzero(np.append(True, starts[1:] != starts[:-1]))
        found[starts[begins]] = np.bitwise_or.reduceat(words[ends], begins)
    return found


def closed(movers: Sequence[Arcs], words: Words) -> Words:
    """The bits found at the end of some legal sequence of one or more moves that starts at each state.

    Nobody moves twice running: `after[k]` holds what sequences that begin with k's move find.
    """
    after = [np.zeros_like(words) for _ in movers]
    changed = True
    while changed:
        changed = False
        for k, arcs in enumerate(movers):
            poll()
            arriving = words
            for j, found in enumerate(after):
                if j != k:
                    arriving = arriving | found
            more = some_move(arcs, arriving)
            if not np.array_equal(more, after[k]):
                after[k], changed = more, True
    result = np.zeros_like(words)
    for found in after:
        result |= found
    return result


def reached(movers: Sequence[Arcs], states: Indices, n_states: int) -> Words:
    """Bit c of word y: legal sequences of one or more moves lead from the c-th of `states` to y."""
    sources = np.zeros(n_states, dtype=np.uint64)
    sources[states] = np.uint64(1) << np.arange(len(states), dtype=np.uint64)
    return closed([_turned(arcs) for arcs in movers], sources)


def _turned(arcs: Arcs) -> Arcs:
    """The moves backwards."""
    starts, ends = arcs
    order = np.argsort(ends, kind="stable")
    return ends[order], starts[order]


def _listed(graph: GraphModel, dm: int) -> Arcs:
    """All moves of one decision maker."""
    if graph.moves is not None:
        first, targets = graph.moves[dm]
        return np.repeat(np.arange(graph.n_states), np.diff(first)), targets
    assert graph.codes is not None
    own = graph.own[dm]
    if graph.n_states << own.bit_count() > MAX_ARCS:
        raise TooManyStates(
            f"{graph.n_states:,} states with {own.bit_count()} options of {graph.decision_makers[dm]!r} have too many "
            f"moves to list; at most {MAX_ARCS:,}",
            hint="ask for coalitions and unknown preferences in a smaller model",
        )
    order = np.argsort(graph.codes)
    ordered = graph.codes[order]
    fixed = (graph.codes & np.uint64(graph.forward & own)) | (~graph.codes & np.uint64(graph.backward & own))
    starts, ends = [], []
    change = own
    while change:
        poll()
        free = np.flatnonzero((fixed & np.uint64(change)) == 0)
        wanted = graph.codes[free] ^ np.uint64(change)
        place = np.minimum(np.searchsorted(ordered, wanted), len(ordered) - 1)
        there = ordered[place] == wanted
        starts.append(free[there])
        ends.append(order[place[there]])
        change = (change - 1) & own
    if not starts:
        return np.zeros(0, dtype=np.intp), np.zeros(0, dtype=np.intp)
    start, end = np.concatenate(starts), np.concatenate(ends)
    by_start = np.lexsort((end, start))
    return start[by_start], end[by_start]
