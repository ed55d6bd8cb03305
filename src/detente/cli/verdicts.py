"""The findings as a table for people: per epoch, each equilibrium with its options and the concepts it holds under."""

from collections.abc import Iterator, Mapping, Sequence

from detente.analysis.findings import EpochFindings, Findings, Verdict
from detente.dispute.model import DisputeModel, shown_ids
from detente.report.phrases import counted

__all__ = ["table"]

MOST_STATES = 40
MOST_RANKED = 12

Strong = Mapping[str, Mapping[str, Verdict]]
"""By concept and party, where the party is strongly stable."""


def table(
    model: DisputeModel, findings: Findings, strong: Sequence[Strong] = (), *, rank: bool = False
) -> Iterator[str]:
    """The lines of the table; with `rank` also the order of the equilibria.

    `strong` has for each epoch where parties are strongly stable, by concept and party; () where nobody asked.
    """
    yield findings.title
    for number, found in enumerate(findings.epochs):
        yield ""
        yield from _epoch(model, found, strong[number] if strong else {})
        if rank:
            yield from _ranking(found)


def _epoch(model: DisputeModel, found: EpochFindings, strong: Strong) -> Iterator[str]:
    graph = found.graph
    names = {epoch.id: epoch.name for epoch in model.epochs}
    heading = " · ".join(part for part in (found.id, names.get(found.id, "")) if part)
    states = graph.n_states
    yield f"{heading + ': ' if heading else ''}{counted(states, 'feasible state')}, {counted(graph.n_dms, 'party')}"
    if found.status_quo is not None:
        yield f"  observed  {_row(found, found.status_quo)}".rstrip()
    codes = list(found.equilibria)
    chosen = sorted({state for code in codes for state in found.equilibria[code]})
    if not chosen:
        yield "  no equilibrium under " + ", ".join(codes)
    for state in chosen[:MOST_STATES]:
        under = [code for code in codes if state in found.equilibria[code]]
        words = "all concepts" if len(under) == len(codes) > 1 else ", ".join(under)
        yield f"  {_row(found, state, words)}".rstrip()
        yield from _upset(found, state)
        yield from _dreading(found, state, strong)
    if len(chosen) > MOST_STATES:
        yield f"  … and {len(chosen) - MOST_STATES} more; --json gives all"


def _upset(found: EpochFindings, state: int) -> Iterator[str]:
    """The smallest coalitions that would leave a state together, by concept; nothing where none were asked for."""
    by_group: dict[str, list[str]] = {}
    for code, verdicts in found.coalitions.items():
        leaving = [group for group, stable in verdicts.items() if not stable[state]]
        for group in leaving if state in found.equilibria.get(code, ()) else ():
            # What some of its members do without the rest is told of them.
            if not any(set(other.split("+")) < set(group.split("+")) for other in leaving):
                by_group.setdefault(group, []).append(code)
    for group, codes in by_group.items():
        yield f"      upset by {group} together ({', '.join(codes)})"


def _dreading(found: EpochFindings, state: int, strong: Strong) -> Iterator[str]:
    """Which parties stay at a state for dread, and which are deterred by less."""
    parties = list(dict.fromkeys(party for by_party in strong.values() for party in by_party))
    for party in parties:
        codes = [code for code in strong if found.stable[code][party][state] and _is_tempted(found, party, state)]
        dread = [code for code in codes if strong[code][party][state]]
        less = [code for code in codes if code not in dread]
        if dread:
            yield f"      {party} stays because it dreads the replies ({', '.join(dread)})"
        if less:
            yield f"      {party} is deterred, but not by what it dreads ({', '.join(less)})"


def _is_tempted(found: EpochFindings, party: str, state: int) -> bool:
    """Whether the party could improve on the state by a move of its own."""
    graph = found.graph
    row = graph.rank_rows[graph.dm(party)]
    return any(row[end] > row[state] for end in graph.successors_of(graph.dm(party), state))


def _ranking(found: EpochFindings) -> Iterator[str]:
    """The equilibria that no state betters for all, and all of them by the parties' common ranking."""
    from detente.analysis.effectiveness import rankings

    for code, ranking in rankings(found).items():
        if ranking.consensus:
            best = ", ".join(f"s{state + 1}" for state in ranking.efficient[:MOST_RANKED])
            groups = [" = ".join(f"s{state + 1}" for state in group) for group in ranking.consensus[:MOST_RANKED]]
            yield f"  {code}: efficient {best or 'none'}; by the parties' common ranking {' > '.join(groups)}"


def _row(found: EpochFindings, state: int, words: str = "") -> str:
    """A state by number, label, what is said of it and the options taken."""
    label = found.graph.label(state)
    parts = (f"s{state + 1}" if label == f"s{state + 1}" else f"s{state + 1} {label}", words, _taken(found, state))
    return "  ".join(part for part in parts if part)


def _taken(found: EpochFindings, state: int) -> str:
    """The options taken in a state, by name."""
    label = found.graph.label(state)
    taken = [name for name, mark in zip(shown_ids(found.graph.options), label, strict=False) if mark == "Y"]
    return " + ".join(taken) if taken else "nothing is done" if found.graph.options else ""
