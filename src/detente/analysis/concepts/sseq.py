"""Symmetric sequential stability: a credible reply undoes the improvement, and leaves no escape.

Source: [RegoVieira2017].
"""

from detente.analysis import kernels
from detente.analysis.concepts import Concept
from detente.analysis.kernels import BoolArray
from detente.dispute.graph import GraphModel

__all__ = ["CONCEPT", "stable"]


def stable(graph: GraphModel, dm: int) -> BoolArray:
    """States from which every improvement of `dm` is answered by improvements of the others, with no escape.

    For all x in R_i^+(s) there is y in R_O^+(x) with r_i(y) <= r_i(s) and r_i(z) <= r_i(s) for all z in R_i(y).
    The form for more than two decision makers replaces the opponent's improvements by R_O^+.
    Returns shape (n_states,).

    >>> from detente.analysis.samples import prisoners
    >>> [prisoners.label(s) for s in stable(prisoners, 0).nonzero()[0]]
    ['NN', 'YN', 'YY']
    """
    return kernels.deterred(graph, dm, kernels.replies(graph, dm, improving=True, escape=True))


CONCEPT = Concept(
    code="SSEQ",
    name="symmetric sequential stability",
    stable=stable,
    source="RegoVieira2017",
    implies=("GMR", "SMR", "SEQ"),
)
