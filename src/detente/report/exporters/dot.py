"""Every epoch's states and improvements as a Graphviz drawing, moves nobody wants as thin lines."""

from collections.abc import Iterator

from detente.analysis.findings import EpochFindings
from detente.case import Case
from detente.evidence import Basis
from detente.report.exporters import Exporter
from detente.report.foreign_models import findings_of, model_of
from detente.report.phrases import state_name, state_words

__all__ = ["EXPORTER"]


def _export(case: Case) -> bytes:
    return "\n".join(_lines(case)).encode("utf-8", "replace")


def _lines(case: Case) -> Iterator[str]:
    yield f"digraph {_quoted(case.title)} {{"
    yield '  graph [rankdir=LR, fontname="Helvetica", compound=true];'
    yield '  node [shape=box, style=rounded, fontname="Helvetica", fontsize=10];'
    yield '  edge [fontname="Helvetica", fontsize=9];'
    yield f"  model [shape=note, label={_quoted(_lines_of_the_model(case))}];"
    for i, found in enumerate(findings_of(case, "dot").epochs):
        yield f"  subgraph cluster_{i} {{"
        yield f"    label={_quoted(found.id)};"
        yield from _epoch(case, found, i)
        yield "  }"
    yield "}\n"


def _epoch(case: Case, found: EpochFindings, i: int) -> Iterator[str]:
    graph = found.graph
    for state in range(graph.n_states):
        concepts = [code for code, states in found.equilibria.items() if state in states]
        label = f"s{state + 1} {state_name(graph, state)}" + (f"\n{' '.join(concepts)}" if concepts else "")
        look = ", penwidth=2.5" if state == found.status_quo else ", peripheries=2" if concepts else ""
        yield f"    e{i}s{state + 1} [label={_quoted(label)}, tooltip={_quoted(state_words(graph, state))}{look}];"
    for dm, party in enumerate(graph.decision_makers):
        row = graph.rank_rows[dm]
        yield f"    e{i}p{dm} [shape=note, label={_quoted(_evidence(case, found.id, party))}];"
        for state in range(graph.n_states):
            for to in graph.successors_of(dm, state):
                better = row[to] > row[state]
                look = f"label={_quoted(party)}" if better else "style=dotted, arrowsize=0.5"
                if better or state == found.status_quo:
                    yield f"    e{i}s{state + 1} -> e{i}s{to + 1} [{look}];"


def _lines_of_the_model(case: Case) -> str:
    """The options, exclusions and observed states with what they rest on."""
    model = model_of(case, "dot")
    lines: list[tuple[str, Basis | None]] = [(f"{o.decision_maker}: {o.name}", o.basis) for o in model.options]
    lines += [(f"cannot be: {limit.when}", limit.basis) for limit in model.infeasible]
    lines += [(f"{line.option}: {line.direction} only", line.basis) for line in model.irreversible]
    lines += [
        (f"{' in '.join(filter(None, ('observed', e.name or e.id)))}: {e.observed}", e.basis)
        for e in model.epochs
        if e.observed is not None
    ]
    return "\n".join(" ".join([words, *_quotes(case, basis)]) for words, basis in lines)


def _quotes(case: Case, basis: Basis | None) -> list[str]:
    return [f"{c.span.document}[{c.span.start}:{c.span.end}] “{c.quote}”" for c in case.cited(basis)]


def _evidence(case: Case, epoch: str, party: str) -> str:
    """What the party wants, most important first, and what that rests on."""
    assert case.model is not None
    preferences = case.model.epoch(epoch).preferences.get(party)
    lines = []
    for rank, statement in enumerate(preferences.statements if preferences else (), 1):
        lines.append(" ".join([f"{rank}. {statement.says}", *_quotes(case, statement.basis)]))
    return "\n".join([party, *lines])


def _quoted(text: str) -> str:
    """A DOT string; a backslash stays one, a line end is written as DOT writes it."""
    plain = "".join(c for c in text if c == "\n" or ord(c) >= 32)
    return '"' + plain.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n") + '"'


EXPORTER = Exporter(
    name="dot",
    suffix=".dot",
    media_type="text/vnd.graphviz; charset=utf-8",
    about="states and improvements of every epoch for Graphviz",
    export=_export,
)
