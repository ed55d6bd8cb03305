"""Limited-move stability: looking h moves ahead, staying is best.

Source: [Zagare1984]; [Kilgour1985]; [FangHipelKilgour1989].
"""

from detente.analysis import foresight
from detente.analysis.concepts import Concept
from detente.analysis.kernels import BoolArray
from detente.dispute.graph import GraphModel

__all__ = ["CONCEPT", "stable"]


def stable(graph: GraphModel, dm: int, *, horizon: int) -> BoolArray:
    """States at which `dm`, moving first with `horizon` alternating moves to come, prefers to stay.

    G_h(i, s) = s, with G as in `detente.analysis.foresight`, where the rule for ties is stated. L1 is Nash stability.
    Two decision makers only: for more, published definitions differ. Returns shape (n_states,).

    >>> from detente.analysis.samples import prisoners
    >>> [prisoners.label(s) for s in stable(prisoners, 0, horizon=2).nonzero()[0]]
    ['NN', 'YN', 'YY']
    """
    return foresight.stable_at(graph, dm, horizon)


CONCEPT = Concept(
    code="L",
    name="limited-move stability",
    stable=stable,
    source="FangHipelKilgour1989",
    forms="pair",
    has_horizon=True,
)
