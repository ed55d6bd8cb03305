"""Non-myopic stability: however far one looks ahead, from some horizon on, staying is best.

Source: [BramsWittman1981]; [FangHipelKilgour1989].
"""

from detente.analysis import foresight
from detente.analysis.concepts import Concept
from detente.analysis.kernels import BoolArray
from detente.dispute.graph import GraphModel

__all__ = ["CONCEPT", "stable"]


def stable(graph: GraphModel, dm: int) -> BoolArray:
    """States that are L_h-stable for `dm` for every h from some t' on; two decision makers only.

    Returns shape (n_states,).

    >>> from detente.analysis.samples import prisoners
    >>> [prisoners.label(s) for s in stable(prisoners, 0).nonzero()[0]]
    ['NN', 'YN', 'YY']
    """
    return foresight.stable_for_good(graph, dm)


CONCEPT = Concept(code="NM", name="non-myopic stability", stable=stable, source="FangHipelKilgour1989", forms="pair")
