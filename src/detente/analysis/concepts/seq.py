"""Sequential stability: an improvement is given up when a credible reply would undo it.

Source: [FraserHipel1979]; several decision makers as in [FangHipelKilgour1993].
"""

from detente.analysis import kernels
from detente.analysis.concepts import Concept
from detente.analysis.kernels import BoolArray
from detente.dispute.graph import GraphModel

__all__ = ["CONCEPT", "stable"]


def stable(graph: GraphModel, dm: int) -> BoolArray:
    """States from which every unilateral improvement of `dm` is answered by improvements of the others.

    For all x in R_i^+(s) there is y in R_O^+(x) with r_i(y) <= r_i(s), where R_O^+(x) is what the other decision
    makers reach from x by legal sequences in which each step improves its mover. Returns shape (n_states,).

    >>> from detente.analysis.samples import prisoners
    >>> [prisoners.label(s) for s in stable(prisoners, 0).nonzero()[0]]
    ['NN', 'YN', 'YY']
    """
    return kernels.deterred(graph, dm, kernels.replies(graph, dm, improving=True, escape=False))


CONCEPT = Concept(code="SEQ", name="sequential stability", stable=stable, source="FraserHipel1979", implies=("GMR",))
