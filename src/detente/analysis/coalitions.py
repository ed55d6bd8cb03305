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

__all__ = ["CODES", "departures", "stable"]

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
    result = np.ones(graph.n_states, dtype=np.bool_)
    for states in relations.chunks(graph.n_states):
        leaving = relations.closed(inside, _unanswered(graph, group, concept, states))
        result[states] = ~relations.column(leaving, states)
    return result


def departures(graph: GraphModel, group: Sequence[int], concept: str, state: int) -> tuple[int, ...]:
    """The states that tempt the coalition away from `state` and that nothing deters it from, ascending.

    >>> from detente.analysis.samples import prisoners
    >>> [prisoners.label(t) for t in departures(prisoners, (0, 1), "NASH", prisoners.find("YY"))]
    ['NN']
    """
    here = np.array([state])
    reached = relations.reached([relations.arcs_of(graph, j) for j in group], here, graph.n_states)
    open_to = _unanswered(graph, group, concept, here) & reached
    return tuple(int(t) for t in np.flatnonzero(open_to & np.uint64(1)))


def _unanswered(graph: GraphModel, group: Sequence[int], concept: str, states: relations.Indices) -> relations.Words:
    """Bit c of word y: y tempts the coalition at the c-th of `states`, and nobody outside deters it from y."""
    tempting = relations.packed(_tempting(graph, group, states))
    answered = ~tempting
    if concept != "NASH":
        outside = [j for j in range(graph.n_dms) if j not in group]
        replying = [_improving(graph, j) if concept == "SEQ" else relations.arcs_of(graph, j) for j in outside]
        sanction = ~tempting
        if concept == "SMR":
            sanction &= ~relations.closed([relations.arcs_of(graph, j) for j in group], tempting)
        answered = answered | relations.closed(replying, sanction)
    return ~answered


def _improving(graph: GraphModel, dm: int) -> Arcs:
    ranks = graph.ranks[dm]
    return relations.arcs_of(graph, dm, lambda starts, ends: ranks[ends] > ranks[starts])


def _tempting(graph: GraphModel, group: Sequence[int], states: relations.Indices) -> BoolArray:
    """Whether all of `group` prefer y to s, shape (n_states, number of `states`)."""
    ranks = graph.ranks[list(group)]
    tempting: BoolArray = np.logical_and.reduce(ranks[:, :, np.newaxis] > ranks[:, states][:, np.newaxis, :], axis=0)
    return tempting
