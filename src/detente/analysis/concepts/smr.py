"""Symmetric metarationality: the answer to an improvement must also survive one more move of the one it punishes.

Source: [Howard1971]; legal sequences as in [FangHipelKilgour1993].
"""

from detente.analysis import kernels
from detente.analysis.concepts import Concept
from detente.analysis.kernels import BoolArray
from detente.dispute.graph import GraphModel

__all__ = ["CONCEPT", "stable"]


def stable(graph: GraphModel, dm: int) -> BoolArray:
    """States from which every unilateral improvement of `dm` can be answered, with no escape from the answer.

    For all x in R_i^+(s) there is y in R_O(x) with r_i(y) <= r_i(s) and r_i(z) <= r_i(s) for all z in R_i(y).
    Returns shape (n_states,).

    >>> from detente.analysis.samples import prisoners
    >>> [prisoners.label(s) for s in stable(prisoners, 0).nonzero()[0]]
    ['NN', 'YN', 'YY']
    """
    return kernels.deterred(graph, dm, kernels.replies(graph, dm, improving=False, escape=True))


CONCEPT = Concept(code="SMR", name="symmetric metarationality", stable=stable, source="Howard1971", implies=("GMR",))
