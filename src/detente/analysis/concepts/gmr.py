"""General metarationality: an improvement is given up when the others could answer it, at whatever cost to themselves.

Source: [Howard1971]; legal sequences as in [FangHipelKilgour1993].
"""

from detente.analysis import kernels
from detente.analysis.concepts import Concept
from detente.analysis.kernels import BoolArray
from detente.dispute.graph import GraphModel

__all__ = ["CONCEPT", "stable"]


def stable(graph: GraphModel, dm: int) -> BoolArray:
    """States from which every unilateral improvement of `dm` can be answered by moves of the others.

    For all x in R_i^+(s) there is y in R_O(x) with r_i(y) <= r_i(s), where R_O(x) is what the other decision makers
    reach from x by legal sequences: nobody moves twice running, anybody may move again later.
    Returns shape (n_states,).

    >>> from detente.analysis.samples import prisoners
    >>> [prisoners.label(s) for s in stable(prisoners, 0).nonzero()[0]]
    ['NN', 'YN', 'YY']
    """
    return kernels.deterred(graph, dm, kernels.replies(graph, dm, improving=False, escape=False))


CONCEPT = Concept(code="GMR", name="general metarationality", stable=stable, source="Howard1971")
