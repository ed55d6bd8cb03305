"""Improvements that several decision makers make at the same moment, from the same state.

Source: [FraserHipel1984].
"""

from __future__ import annotations

from itertools import product
from typing import Any

import numpy as np
from numpy.typing import NDArray

from detente.analysis import native
from detente.analysis.kernels import BoolArray
from detente.dispute.cancellation import poll
from detente.dispute.graph import GraphModel

__all__ = ["met_at_once"]


def met_at_once(graph: GraphModel, dm: int) -> BoolArray:
    """The states at which improvements of the others made at once undo every improvement of `dm`; option form only.

    For each change a of `dm`, the states where it is an improvement wait for an answer; each combination d of the
    others' changes is tried on those that still wait and where it is made of improvements. Who waits in vain is
    unstable, and waits for nothing more.
    """
    game = native.game_of(graph)
    if game is not None:
        return game.met_at_once(dm)
    index = _Index(graph)
    changes = [_improving_changes(graph, index, j) for j in range(graph.n_dms)]
    others = [changes[j] for j in range(graph.n_dms) if j != dm]
    stable = np.ones(graph.n_states, dtype=np.bool_)
    for change, improves in changes[dm].items():
        waiting = np.flatnonzero(improves & stable)
        for joint in product(*([0, *answers] for answers in others)):
            if len(waiting) == 0:
                break
            poll()
            if any(joint):
                waiting = _unanswered(graph, index, dm, waiting, change, joint, others)
        stable[waiting] = False
    return stable


def _unanswered(
    graph: GraphModel,
    index: _Index,
    dm: int,
    waiting: NDArray[np.intp],
    change: int,
    joint: tuple[int, ...],
    others: list[dict[int, BoolArray]],
) -> NDArray[np.intp]:
    """The waiting states that the change together with the others' joint change does not bring to no better a state."""
    able = waiting
    for part, answers in zip(joint, others, strict=True):
        if part:
            able = able[answers[part][able]]
    if len(able) == 0:
        return waiting
    place = index.find(index.codes[able] ^ np.uint64(change | sum(joint)))
    ranks = graph.ranks[dm]
    answered = able[(place >= 0) & (ranks[place] <= ranks[able])]
    if len(answered) == 0:
        return waiting
    index.mark[answered] = True
    left = waiting[~index.mark[waiting]]
    index.mark[answered] = False
    return left


def _improving_changes(graph: GraphModel, index: _Index, dm: int) -> dict[int, BoolArray]:
    """Where changing each set of options of `dm`, as a mask, is an improvement; sets that never are are left out."""
    own, ranks = graph.own[dm], graph.ranks[dm]
    fixed = (index.codes & np.uint64(graph.forward & own)) | (~index.codes & np.uint64(graph.backward & own))
    found = {}
    change = own
    while change:
        poll()
        place = index.find(index.codes ^ np.uint64(change))
        improves: BoolArray = (place >= 0) & (ranks[place] > ranks) & ((fixed & np.uint64(change)) == 0)
        if improves.any():
            found[change] = improves
        change = (change - 1) & own
    return found


class _Index:
    """Finds states by code; `mark` is room for a set of states."""

    def __init__(self, graph: GraphModel) -> None:
        assert graph.codes is not None
        self.codes = graph.codes
        self.mark = np.zeros(graph.n_states, dtype=np.bool_)
        size = 1 << len(graph.options)
        self._table: NDArray[np.int32] | None = None
        if size <= max(1024, 16 * graph.n_states):
            self._table = np.full(size, -1, dtype=np.int32)
            self._table[graph.codes.astype(np.intp)] = np.arange(graph.n_states, dtype=np.int32)
        self._order = np.argsort(graph.codes)
        self._sorted = graph.codes[self._order]

    def find(self, wanted: NDArray[np.uint64]) -> NDArray[np.signedinteger[Any]]:
        """The index of each code, -1 where there is no such state."""
        if self._table is not None:
            return self._table[wanted.astype(np.intp)]
        place = np.minimum(np.searchsorted(self._sorted, wanted), len(self._sorted) - 1)
        return np.where(self._sorted[place] == wanted, self._order[place], -1)
