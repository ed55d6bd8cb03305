"""Stackelberg stability: the leader looks two moves ahead, the follower one.

Source: [FangHipelKilgour1989].
"""

from detente.analysis import foresight
from detente.analysis.concepts import Concept
from detente.analysis.kernels import BoolArray
from detente.dispute.graph import GraphModel

__all__ = ["CONCEPT", "stable"]


def stable(graph: GraphModel, dm: int) -> BoolArray:
    """States that are a Stackelberg equilibrium with `dm` as leader: L_2-stable for it and L_1-stable for the other.

    A state that is stable in this sense for both parties is one whoever leads. Two decision makers only.
    Returns shape (n_states,).

    >>> from detente.analysis.samples import prisoners
    >>> [prisoners.label(s) for s in stable(prisoners, 0).nonzero()[0]]
    ['YY']
    """
    return foresight.stable_at(graph, dm, 2) & foresight.stable_at(graph, 1 - dm, 1)


CONCEPT = Concept(
    code="STACKELBERG", name="Stackelberg stability", stable=stable, source="FangHipelKilgour1989", forms="pair"
)
