"""Simultaneous stability: an improvement fails when others improve at the same moment and the moves collide.

Source: [FraserHipel1984].
"""

from detente.analysis import simultaneous
from detente.analysis.concepts import Concept
from detente.analysis.kernels import BoolArray
from detente.dispute.graph import GraphModel

__all__ = ["CONCEPT", "stable"]


def stable(graph: GraphModel, dm: int) -> BoolArray:
    """States from which every unilateral improvement of `dm` is met by improvements that others make at once.

    For all x in R_i^+(s) there is a non-empty set of opponents, each with an improvement from s (not from x), such
    that x and those moves applied together give a feasible state y with r_i(y) <= r_i(s). It is judged at every state;
    classical conflict analysis applies it only where every decision maker is otherwise unstable.
    Returns shape (n_states,). Needs options: simultaneous moves cannot be combined in graph form.

    >>> from detente.analysis.samples import prisoners
    >>> [prisoners.label(s) for s in stable(prisoners, 0).nonzero()[0]]
    ['NN', 'YN', 'YY']
    """
    return simultaneous.met_at_once(graph, dm)


CONCEPT = Concept(code="SIM", name="simultaneous stability", stable=stable, source="FraserHipel1984", forms="option")
