"""What follows from a dispute model: stability, equilibria and the questions that come after them.

Importing this room loads no NumPy; `analyse` imports it only for models too large for plain Python.
"""

from detente.analysis.concepts import Concept, find
from detente.analysis.findings import EpochFindings, Findings
from detente.analysis.solving import analyse, analyse_graph

__all__ = ["Concept", "EpochFindings", "Findings", "analyse", "analyse_graph", "find"]
