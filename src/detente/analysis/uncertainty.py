"""Stability where some comparisons are unknown: four answers, from the most cautious reading to the boldest.

An unknown pair is neither better nor no better. The variants differ in who leaves and what deters::

    a   leaves for better or unknown    deterred only by what is surely no better
    b   leaves for better only          deterred only by what is surely no better
    c   leaves for better or unknown    deterred by what is no better or unknown
    d   leaves for better only          deterred by what is no better or unknown

so a state stable under a is stable under b and c, and one stable under either is stable under d. Sequential sanctions
use the others' moves to better or unknown states. Improvements need not be transitive here, so legal sequences are
followed with their last mover.

Source: [LiHipelKilgourFang2004].
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from detente.analysis import relations
from detente.analysis.kernels import BoolArray
from detente.analysis.relations import Arcs, Words
from detente.dispute.graph import GraphModel

__all__ = ["BASES", "VARIANTS", "stable"]

BASES = ("NASH", "GMR", "SMR", "SEQ")
"""The concepts that have the four variants."""

VARIANTS = ("a", "b", "c", "d")
"""Who leaves, and what deters."""


def stable(graph: GraphModel, dm: int, base: str, variant: str) -> BoolArray:
    """States stable for `dm` under `base` in one of `VARIANTS`; shape (n_states,).

    >>> from detente.analysis.samples import doubtful
    >>> [stable(doubtful, 0, "NASH", variant).tolist() for variant in "ab"]
    [[False, False, False, True], [True, True, False, True]]
    """
    leaving = _leaving(graph, dm, or_unknown=variant in "ac")
    if base == "NASH":
        still = np.ones(graph.n_states, dtype=np.bool_)
        still[leaving[0]] = False
        return still
    replying = [
        _leaving(graph, j, or_unknown=True) if base == "SEQ" else relations.arcs_of(graph, j)
        for j in range(graph.n_dms)
        if j != dm
    ]
    result = np.ones(graph.n_states, dtype=np.bool_)
    for states in relations.chunks(graph.n_states):
        deterrent = _deterrent(graph, dm, states, or_unknown=variant in "cd")
        if base == "SMR":
            deterrent &= ~relations.some_move(relations.arcs_of(graph, dm), ~deterrent)
        unanswered = relations.some_move(leaving, ~relations.closed(replying, deterrent))
        result[states] = ~relations.column(unanswered, states)
    return result


def _leaving(graph: GraphModel, dm: int, *, or_unknown: bool) -> Arcs:
    """The moves to better states, or to better and unknown ones."""
    ranks, unknown = graph.ranks[dm], _unknown_keys(graph, dm)

    def keep(starts: relations.Indices, ends: relations.Indices) -> BoolArray:
        is_unknown = np.isin(starts * graph.n_states + ends, unknown)
        better: BoolArray = (ranks[ends] > ranks[starts]) & ~is_unknown
        return better | is_unknown if or_unknown else better

    return relations.arcs_of(graph, dm, keep)


def _deterrent(graph: GraphModel, dm: int, states: relations.Indices, *, or_unknown: bool) -> Words:
    """Bit c of word y: y deters `dm` at the c-th of `states`."""
    ranks = graph.ranks[dm]
    truth = ranks[:, np.newaxis] <= ranks[states][np.newaxis, :]
    pairs = np.array([pair for s, t in graph.unknown[dm] for pair in ((s, t), (t, s))], dtype=np.intp).reshape(-1, 2)
    seen = pairs[(pairs[:, 0] >= states[0]) & (pairs[:, 0] <= states[-1])]
    truth[seen[:, 1], seen[:, 0] - states[0]] = or_unknown
    return relations.packed(truth)


def _unknown_keys(graph: GraphModel, dm: int) -> NDArray[np.intp]:
    """Both orders of each unknown pair, as one number."""
    pairs = graph.unknown[dm]
    return np.array([key for s, t in pairs for key in (s * graph.n_states + t, t * graph.n_states + s)], dtype=np.intp)
