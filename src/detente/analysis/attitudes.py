"""Attitudes: stability when parties act for or against each other, and not for themselves alone.

Decision maker i's attitude towards j is e_ij: + (it acts for j's good), - (against it) or 0 (it does not care); e_ii is
its attitude towards itself. Write s >=_j t for j's preference. State t is *related* to s for i, t TRP_i s, when for
every j

    e_ij = +    t >=_j s           devoted: no worse for j
    e_ij = -    not t >=_j s       aggressive: worse for j
    e_ij = 0                       anything

i's *relational replies* from s are the moves to related states, TRR_i(s) = {t in R_i(s): t TRP_i s}. A state s is

    RNASH   if TRR_i(s) is empty
    RGMR    if for every x in TRR_i(s) the others can go on to some y with s TRP_i y
    RSMR    if also i can then go to no z other than s with z TRP_i s
    RSEQ    as RGMR, where each of the others makes relational replies only

The others move by legal sequences, nobody twice running. With the attitudes everybody is usually assumed to have
(e_ii = +, e_ij = 0) and rankings without ties, these are NASH, GMR, SMR and SEQ. With ties they are not: a move to a
state that is only as good is a reply too.

The concepts are published; the definitions here were written down again from the accounts of them and checked against
the published propositions (equality with the usual concepts under those attitudes; RGMR and RSEQ equal, and RNASH and
RSMR equal where moves are free, when everybody is indifferent to everybody). Where an original says otherwise, it is
right.

Source: [InoharaHipelWalker2007]; the propositions: [InoharaHipel2009].
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from detente.analysis import relations
from detente.analysis.findings import EpochFindings
from detente.dispute.graph import GraphModel
from detente.errors import InapplicableConcept, InvalidValue

if TYPE_CHECKING:
    from detente.analysis.kernels import BoolArray
    from detente.analysis.relations import Arcs, Indices, Words

__all__ = ["CODES", "Attitudes", "attitudes_of", "stable", "with_attitudes"]

CODES = ("RNASH", "RGMR", "RSMR", "RSEQ")
"""The relational concepts."""

SIGNS = ("+", "0", "-")

Attitudes = Mapping[str, Mapping[str, str]]
"""By decision maker, by the one it is towards: +, 0 or -; left out, + towards oneself and 0 towards others."""


def attitudes_of(graph: GraphModel, attitudes: Attitudes) -> tuple[tuple[str, ...], ...]:
    """The sign of every decision maker in play towards every one.

    Raises `InvalidValue` for a sign that is none, `UndefinedOption` for a decision maker who is not in play.

    >>> from detente.analysis.samples import prisoners
    >>> attitudes_of(prisoners, {"ann": {"bob": "+"}})
    (('+', '+'), ('0', '+'))
    """
    table = [["+" if i == j else "0" for j in range(graph.n_dms)] for i in range(graph.n_dms)]
    for party, towards in attitudes.items():
        for other, sign in towards.items():
            if sign not in SIGNS:
                raise InvalidValue(f"{sign!r} is no attitude of {party!r} towards {other!r}", hint="write +, 0 or -")
            table[graph.dm(party)][graph.dm(other)] = sign
    return tuple(map(tuple, table))


def stable(graph: GraphModel, dm: int, concept: str, attitudes: Attitudes) -> BoolArray:
    """States stable for `dm` under a relational concept and these attitudes; shape (n_states,).

    Raises `InapplicableConcept` for other concepts, what `attitudes_of` raises, and `TooManyStates`.

    >>> from detente.analysis.samples import prisoners
    >>> devoted = {"ann": {"ann": "0", "bob": "+"}, "bob": {"ann": "+", "bob": "0"}}
    >>> [prisoners.label(s) for s in stable(prisoners, 0, "RNASH", devoted).nonzero()[0]]
    ['NN', 'NY']
    """
    if concept not in CODES:
        raise InapplicableConcept(f"{concept} knows no attitudes", hint="choose among " + ", ".join(CODES))
    signs = attitudes_of(graph, attitudes)
    leaving = _replies(graph, dm, signs[dm])
    if concept == "RNASH":
        still = np.ones(graph.n_states, dtype=np.bool_)
        still[leaving[0]] = False
        return still
    others = [j for j in range(graph.n_dms) if j != dm]
    replying = [_replies(graph, j, signs[j]) if concept == "RSEQ" else relations.arcs_of(graph, j) for j in others]
    result = np.ones(graph.n_states, dtype=np.bool_)
    for states in relations.chunks(graph.n_states):
        sanction = relations.packed(_related(graph, signs[dm], states, back=True))
        if concept == "RSMR":
            sanction &= ~relations.some_move(relations.arcs_of(graph, dm), _escapes(graph, signs[dm], states))
        unanswered = relations.some_move(leaving, ~relations.closed(replying, sanction))
        result[states] = ~relations.column(unanswered, states)
    return result


def with_attitudes(found: EpochFindings, attitudes: Attitudes) -> EpochFindings:
    """The findings of an epoch with the relational concepts beside the others.

    >>> from detente.analysis.samples import prisoners
    >>> from detente.analysis.solving import analyse_graph
    >>> found = with_attitudes(analyse_graph(prisoners, concepts=["NASH"]), {"ann": {"bob": "+"}, "bob": {"ann": "+"}})
    >>> found.equilibria
    {'NASH': (3,), 'RNASH': (0, 1, 2, 3), 'RGMR': (0, 1, 2, 3), 'RSMR': (0, 1, 2, 3), 'RSEQ': (0, 1, 2, 3)}
    """
    graph = found.graph
    verdicts = {
        code: {
            party: tuple(stable(graph, dm, code, attitudes).tolist()) for dm, party in enumerate(graph.decision_makers)
        }
        for code in CODES
    }
    equilibria = {
        code: tuple(state for state in range(graph.n_states) if all(row[state] for row in by_party.values()))
        for code, by_party in verdicts.items()
    }
    return replace(found, stable={**found.stable, **verdicts}, equilibria={**found.equilibria, **equilibria})


def _replies(graph: GraphModel, dm: int, signs: Sequence[str]) -> Arcs:
    """The moves of `dm` to related states."""

    def keep(starts: Indices, ends: Indices) -> BoolArray:
        kept = np.ones(len(starts), dtype=np.bool_)
        for ranks, sign in zip(graph.ranks, signs, strict=True):
            if sign != "0":
                devoted = ranks[ends] >= ranks[starts]
                kept &= devoted if sign == "+" else ~devoted
        return kept

    return relations.arcs_of(graph, dm, keep)


def _related(graph: GraphModel, signs: Sequence[str], states: Indices, *, back: bool = False) -> BoolArray:
    """Whether y TRP s, or with `back` s TRP y, for each y and each s of `states`; shape (n_states, len(states))."""
    found = np.ones((graph.n_states, len(states)), dtype=np.bool_)
    for ranks, sign in zip(graph.ranks, signs, strict=True):
        if sign != "0":
            y, s = ranks[:, np.newaxis], ranks[states][np.newaxis, :]
            devoted = s >= y if back else y >= s
            found &= devoted if sign == "+" else ~devoted
    return found


def _escapes(graph: GraphModel, signs: Sequence[str], states: Indices) -> Words:
    """Bit c of word z: z is another state than the c-th of `states`, and related to it."""
    related = _related(graph, signs, states)
    related[states, np.arange(len(states))] = False
    return relations.packed(related)
