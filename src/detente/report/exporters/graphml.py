"""Every epoch's states and moves as GraphML, with ranks, equilibria and the evidence."""

import json
import re
from collections.abc import Iterator
from xml.sax.saxutils import escape, quoteattr

from detente.case import Case
from detente.dispute.graph import GraphModel
from detente.report.exporters import Exporter
from detente.report.foreign_models import evidence_of, findings_of, model_of
from detente.report.phrases import state_words

__all__ = ["EXPORTER"]

NODE_KEYS = {
    "epoch": "string",
    "state": "string",
    "label": "string",
    "options": "string",
    "observed": "boolean",
    "concepts": "string",
}
EDGE_KEYS = {"mover": "string", "improvement": "boolean"}


def _export(case: Case) -> bytes:
    return "\n".join(_lines(case)).encode("utf-8", "replace")


def _lines(case: Case) -> Iterator[str]:
    model, findings = model_of(case, "graphml"), findings_of(case, "graphml")
    yield '<?xml version="1.0" encoding="UTF-8"?>'
    yield '<graphml xmlns="http://graphml.graphdrawing.org/xmlns">'
    ranks = {f"rank_{party}": "int" for party in findings.decision_makers}
    for name, kind in (NODE_KEYS | ranks).items():
        yield f'<key id={quoteattr(name)} for="node" attr.name={quoteattr(name)} attr.type="{kind}"/>'
    for name, kind in EDGE_KEYS.items():
        yield f'<key id="{name}" for="edge" attr.name="{name}" attr.type="{kind}"/>'
    for name in ("title", "evidence"):
        yield f'<key id="{name}" for="graph" attr.name="{name}" attr.type="string"/>'
    yield '<graph id="states" edgedefault="directed">'
    yield _data("title", model.title)
    yield _data("evidence", json.dumps(evidence_of(case, model), ensure_ascii=False))
    for i, found in enumerate(findings.epochs):
        graph = found.graph
        for state in range(graph.n_states):
            concepts = [code for code, states in found.equilibria.items() if state in states]
            yield f'<node id="e{i}s{state + 1}">'
            yield _data("epoch", found.id)
            yield _data("state", f"s{state + 1}")
            yield _data("label", graph.label(state))
            yield _data("options", state_words(graph, state))
            yield _data("observed", "true" if state == found.status_quo else "false")
            yield _data("concepts", " ".join(concepts))
            for dm, party in enumerate(graph.decision_makers):
                yield _data(f"rank_{party}", str(graph.shown_ranks(dm)[state]))
            yield "</node>"
        yield from _edges(graph, i)
    yield "</graph>\n</graphml>\n"


def _edges(graph: GraphModel, i: int) -> Iterator[str]:
    for dm, party in enumerate(graph.decision_makers):
        row = graph.rank_rows[dm]
        for state in range(graph.n_states):
            for to in graph.successors_of(dm, state):
                better = "true" if row[to] > row[state] else "false"
                data = _data("mover", party) + _data("improvement", better)
                ends = f'source="e{i}s{state + 1}" target="e{i}s{to + 1}"'
                yield f'<edge id="e{i}m{dm}s{state + 1}t{to + 1}" {ends}>{data}</edge>'


def _data(key: str, value: str) -> str:
    return f"<data key={quoteattr(key)}>{escape(_allowed(value))}</data>"


def _allowed(text: str) -> str:
    """The text without the characters that XML cannot hold."""
    return re.sub("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]", "\ufffd", text)


EXPORTER = Exporter(
    name="graphml",
    suffix=".graphml",
    media_type="application/graphml+xml",
    about="states and moves of every epoch with ranks, equilibria and evidence, for Gephi, yEd and networkx",
    export=_export,
)
