"""Improvements that several decision makers make at the same moment, from the same state.

Source: [FraserHipel1984].
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from detente.analysis.kernels import BoolArray, best
from detente.dispute.graph import GraphModel

__all__ = ["met_at_once"]

CHUNK = 1 << 20
"""How many combinations of simultaneous moves are looked up at a time."""


def met_at_once(graph: GraphModel, dm: int) -> BoolArray:
    """The states at which improvements of the others made at once undo every improvement of `dm`; option form only."""
    assert graph.codes is not None
    ranks = graph.ranks
    improvable = [best(graph, j, ranks[j]) > ranks[j] for j in range(graph.n_dms)]
    others = [j for j in range(graph.n_dms) if j != dm]
    result: BoolArray = ~improvable[dm]
    open_ = improvable[dm] & np.logical_or.reduce([improvable[j] for j in others], axis=0) if others else result & False
    index = _Index(graph.codes)
    for state in np.flatnonzero(open_).tolist():
        own = _improving_changes(graph, index, dm, state)
        joint = np.zeros(1, dtype=np.uint64)
        for j in others:
            if improvable[j][state]:
                changes = np.append(np.uint64(0), _improving_changes(graph, index, j, state))
                joint = np.bitwise_or.outer(joint, changes).ravel()
        result[state] = _all_met(graph, index, dm, state, own, joint[1:])
    return result


def _all_met(
    graph: GraphModel, index: _Index, dm: int, state: int, own: NDArray[np.uint64], joint: NDArray[np.uint64]
) -> bool:
    """Whether each own change, made together with some joint change, ends no better than `state`."""
    assert graph.codes is not None
    ranks = graph.ranks[dm]
    code = graph.codes[state]
    rows = max(1, CHUNK // len(joint))
    for begin in range(0, len(own), rows):
        ends = (code ^ own[begin : begin + rows, np.newaxis]) ^ joint[np.newaxis, :]
        place = index.find(ends.ravel())
        bad = (place >= 0) & (ranks[place] <= ranks[state])
        if not bad.reshape(ends.shape).any(axis=1).all():
            return False
    return True


def _improving_changes(graph: GraphModel, index: _Index, dm: int, state: int) -> NDArray[np.uint64]:
    """The sets of options, as masks, whose change improves `state` for `dm`."""
    assert graph.codes is not None
    code = int(graph.codes[state])
    free = graph.own[dm] & ~(graph.forward & code) & ~(graph.backward & ~code)
    changes = np.zeros(1, dtype=np.uint64)
    for option in range(len(graph.options)):
        if free >> option & 1:
            changes = np.concatenate([changes, changes | np.uint64(1 << option)])
    place = index.find(changes ^ np.uint64(code))
    ranks = graph.ranks[dm]
    return np.compress((place >= 0) & (ranks[place] > ranks[state]), changes)


class _Index:
    """Finds states by code."""

    def __init__(self, codes: NDArray[np.uint64]) -> None:
        self.order = np.argsort(codes)
        self.codes = codes[self.order]

    def find(self, wanted: NDArray[np.uint64]) -> NDArray[np.intp]:
        """The index of each code, -1 where there is no such state."""
        place = np.minimum(np.searchsorted(self.codes, wanted), len(self.codes) - 1)
        return np.where(self.codes[place] == wanted, self.order[place], -1)
