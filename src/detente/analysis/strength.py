"""Strength of preference: whether what deters a party is merely no better, or far worse.

Some states are far worse for a party than others: t is *strongly* less preferred than s when t is one of a given set,
s is not, and s is preferred to t. A stable state is strongly stable when every improvement can be answered by such a
state (for SMR and SSEQ, and escapes from it lead only to such states), and weakly stable otherwise.

Source: [HamoudaKilgourHipel2004].
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from detente.analysis import kernels
from detente.analysis.findings import EpochFindings, Verdict
from detente.analysis.kernels import NONE, BoolArray
from detente.dispute.graph import GraphModel
from detente.errors import InapplicableConcept

__all__ = ["CODES", "strong_verdicts", "strongly_stable"]

CODES = ("GMR", "SMR", "SEQ", "SSEQ")
"""The concepts for which stable states are strongly or weakly stable."""


def strongly_stable(graph: GraphModel, dm: int, concept: str, far_worse: BoolArray) -> BoolArray:
    """States stable for `dm` under `concept` because every improvement risks a state that is far worse.

    `far_worse`, shape (n_states,), is the set of states that `dm` dreads; `graph.matching` gives it for a condition.
    Returns shape (n_states,). A state that is stable and not strongly stable is weakly stable.

    Raises `InapplicableConcept` for other concepts.

    >>> from detente.analysis.samples import chicken
    >>> strongly_stable(chicken, 0, "GMR", chicken.matching("ann & bob")).tolist()
    [True, True, True, False]
    """
    if concept not in CODES:
        raise InapplicableConcept(f"{concept} has no strength", hint="choose among " + ", ".join(CODES))
    ranks = graph.ranks[dm]
    # Only dreaded states can sanction; with escapes, only those from which every escape is dreaded too.
    sanction = np.where(far_worse, ranks, np.int32(NONE))
    if concept in ("SMR", "SSEQ"):
        sanction = kernels.best(graph, dm, sanction)
    worst = kernels.worst_reply(graph, dm, sanction, improving=concept in ("SEQ", "SSEQ"))
    # What is only as bad as the start is not far worse: one more, so that equal no longer deters.
    beyond = np.where(worst < NONE, worst + np.int32(1), worst)
    stable: BoolArray = np.where(
        far_worse, kernels.deterred(graph, dm, ranks), kernels.deterred(graph, dm, beyond.astype(np.int32))
    )
    return stable


def strong_verdicts(found: EpochFindings, dreads: Mapping[str, str]) -> dict[str, dict[str, Verdict]]:
    """By concept and party, of those for which `dreads` gives a condition: where the party is strongly stable.

    `dreads` says by decision maker which states it dreads: a condition, an outcome, a pattern or a state. The concepts
    are those among the findings that have a strength.

    Raises `UndefinedOption` for a decision maker who is not in play, and what reading the conditions raises.

    >>> from detente.analysis.samples import chicken
    >>> from detente.analysis.solving import analyse_graph
    >>> strong_verdicts(analyse_graph(chicken, concepts=["GMR"]), {"ann": "ann & bob"})
    {'GMR': {'ann': (True, True, True, False)}}
    """
    graph = found.graph
    sets = {party: (graph.dm(party), graph.matching(condition)) for party, condition in dreads.items()}
    return {
        code: {party: tuple(strongly_stable(graph, dm, code, states).tolist()) for party, (dm, states) in sets.items()}
        for code in CODES
        if code in found.stable
    }
