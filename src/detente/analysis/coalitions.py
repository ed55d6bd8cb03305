"""Stability for coalitions: several decision makers who move together, when all of them gain.

A coalition's moves are the legal sequences of its members, step by step through feasible states; it does not jump.
Sanctions of SEQ are the outsiders' individual improvements (the other published variant lets outsiders form
coalitions of their own). For a coalition of one these are the individual concepts.

Source: [KilgourHipelFangPeng2001]; [InoharaHipel2008].
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from detente.analysis import relations
from detente.analysis.kernels import BoolArray
from detente.analysis.relations import Arcs
from detente.dispute.graph import GraphModel

__all__ = ["CODES", "stable"]

CODES = ("NASH", "GMR", "SMR", "SEQ")
"""The concepts that have a coalition version."""


def stable(graph: GraphModel, group: Sequence[int], concept: str) -> BoolArray:
    """States that the coalition of the decision makers `group` has no reason to leave; shape (n_states,).

    Write R_H(s) for what the members' legal sequences reach from s, and say that t tempts H at s when every member
    prefers t to s. NASH: no t in R_H(s) tempts. GMR: from each that tempts, the outsiders can move on to some y that
    does not tempt; SEQ: by improvements; SMR: to such a y from which H reaches nothing that tempts.

    >>> from detente.analysis.samples import prisoners
    >>> [prisoners.label(s) for s in stable(prisoners, (0, 1), "NASH").nonzero()[0]]
    ['NN', 'YN', 'NY']
    """
    inside = [relations.arcs_of(graph, j) for j in group]
    outside = [j for j in range(graph.n_dms) if j not in group]
    replying = [_improving(graph, j) if concept == "SEQ" else relations.arcs_of(graph, j) for j in outside]
    result = np.ones(graph.n_states, dtype=np.bool_)
    for states in relations.chunks(graph.n_states):
        tempting = relations.packed(_tempting(graph, group, states))
        answered = ~tempting
        if concept != "NASH":
            sanction = ~tempting
            if concept == "SMR":
                sanction &= ~relations.closed(inside, tempting)
            answered = answered | relations.closed(replying, sanction)
        leaving = relations.closed(inside, ~answered)
        result[states] = ~relations.column(leaving, states)
    return result


def _improving(graph: GraphModel, dm: int) -> Arcs:
    ranks = graph.ranks[dm]
    return relations.arcs_of(graph, dm, lambda starts, ends: ranks[ends] > ranks[starts])


def _tempting(graph: GraphModel, group: Sequence[int], states: relations.Indices) -> BoolArray:
    """Whether all of `group` prefer y to s, shape (n_states, number of `states`)."""
    ranks = graph.ranks[list(group)]
    tempting: BoolArray = np.logical_and.reduce(ranks[:, :, np.newaxis] > ranks[:, states][:, np.newaxis, :], axis=0)
    return tempting
