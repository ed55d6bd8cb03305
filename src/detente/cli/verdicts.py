"""The findings as a table for people: per epoch, each equilibrium with its options and the concepts it holds under."""

from collections.abc import Iterator

from detente.analysis.findings import EpochFindings, Findings
from detente.dispute.model import DisputeModel, shown_ids

__all__ = ["table"]

MOST_STATES = 40


def table(model: DisputeModel, findings: Findings) -> Iterator[str]:
    """The lines of the table."""
    yield findings.title
    for found in findings.epochs:
        yield ""
        yield from _epoch(model, findings, found)


def _epoch(model: DisputeModel, findings: Findings, found: EpochFindings) -> Iterator[str]:
    graph = found.graph
    names = {epoch.id: epoch.name for epoch in model.epochs}
    heading = " · ".join(part for part in (found.id, names.get(found.id, "")) if part)
    states = graph.n_states
    yield f"{heading + ': ' if heading else ''}{states} feasible states, {len(graph.decision_makers)} parties"
    if found.status_quo is not None:
        yield f"  observed  s{found.status_quo + 1} {graph.label(found.status_quo)}  {_taken(found, found.status_quo)}"
    codes = list(found.equilibria)
    chosen = sorted({state for code in codes for state in found.equilibria[code]})
    if not chosen:
        yield "  no equilibrium under " + ", ".join(codes)
    for state in chosen[:MOST_STATES]:
        under = [code for code in codes if state in found.equilibria[code]]
        words = "all concepts" if len(under) == len(codes) else ", ".join(under)
        yield f"  s{state + 1} {graph.label(state)}  {words}  {_taken(found, state)}"
    if len(chosen) > MOST_STATES:
        yield f"  … and {len(chosen) - MOST_STATES} more; --json gives all"


def _taken(found: EpochFindings, state: int) -> str:
    """The options taken in a state, by name."""
    label = found.graph.label(state)
    taken = [name for name, mark in zip(shown_ids(found.graph.options), label, strict=False) if mark == "Y"]
    return " + ".join(taken) if taken else "nothing is done" if found.graph.options else ""
