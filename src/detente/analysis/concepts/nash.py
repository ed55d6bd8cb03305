"""Nash stability: nothing better is within one's own reach.

Source: [Nash1950]; [KilgourHipelFang1987].
"""

from detente.analysis import kernels
from detente.analysis.concepts import Concept
from detente.analysis.kernels import BoolArray
from detente.dispute.graph import GraphModel

__all__ = ["CONCEPT", "stable"]


def stable(graph: GraphModel, dm: int) -> BoolArray:
    """States from which `dm` has no unilateral improvement.

    R_i^+(s) is empty. Returns shape (n_states,).

    >>> from detente.analysis.samples import prisoners
    >>> [prisoners.label(s) for s in stable(prisoners, 0).nonzero()[0]]
    ['YN', 'YY']
    """
    return kernels.deterred(graph, dm, graph.ranks[dm])


CONCEPT = Concept(
    code="NASH", name="Nash stability", stable=stable, source="Nash1950", implies=("GMR", "SMR", "SEQ", "SSEQ", "SIM")
)
