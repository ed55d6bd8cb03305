"""Stability concepts, one file each; every module here that defines CONCEPT is found by its code.

Importing this package imports no concept; `find` and `concepts` do.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache
from typing import TYPE_CHECKING

from detente.errors import UnknownConcept

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from detente.dispute.graph import GraphModel

__all__ = ["DEFAULT", "Concept", "concepts", "find"]

DEFAULT = ("NASH", "GMR", "SMR", "SEQ", "SSEQ", "SIM")
"""The concepts that are computed when none is asked for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Concept:
    """What it means for a state to be stable for one decision maker.

    `stable(graph, dm)` is a boolean per state. `implies` names the concepts that hold wherever this one does. `forms`
    says for which models it is defined: any, option (option form only) or pair (two decision makers only). A concept
    with a horizon, `has_horizon`, is asked for as `L3`; `stable` then takes it as a keyword.
    """

    code: str
    name: str
    stable: Callable[..., NDArray[np.bool_]]
    source: str
    implies: tuple[str, ...] = ()
    forms: str = "any"
    has_horizon: bool = False

    def why_not(self, graph: GraphModel) -> str:
        """Why the concept is not defined for this model; empty when it is."""
        if self.forms == "option" and graph.is_graph_form:
            return f"{self.code} needs options: simultaneous moves cannot be combined in graph form"
        if self.forms == "pair" and graph.n_dms != 2:
            return f"{self.code} is defined for two decision makers, not for {graph.n_dms}"
        return ""


@cache
def concepts() -> dict[str, Concept]:
    """Every concept by its code, in the order of the files."""
    # Here, because looking for installed plugins loads more than solving a small model needs.
    from detente.plugins import discover

    return discover(__name__, "CONCEPT", group="detente.concepts", key=lambda concept: concept.code)


def find(code: str) -> Concept:
    """The concept with this code.

    Raises `UnknownConcept` with the nearest codes.

    >>> find("SEQ").name
    'sequential stability'
    """
    known = concepts()
    if code in known:
        return known[code]
    near = get_close_matches(code.upper(), known, n=2, cutoff=0.4)
    hint = f"did you mean {' or '.join(near)}?" if near else "known are " + ", ".join(known)
    raise UnknownConcept(f"no stability concept {code!r}", hint=hint)
