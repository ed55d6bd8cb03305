"""The last epoch as a strategic game for Gambit: each party's strategies are the ways to set its own options.

Gambit wants numbers that can be averaged, and ranks are not: the header says so. A profile that is no feasible state
pays everybody 0, below every rank.
"""

from itertools import product

from detente.case import Case
from detente.dispute.graph import GraphModel, compile_model
from detente.dispute.model import DisputeModel
from detente.errors import InapplicableConcept, TooManyStates
from detente.report.exporters import Exporter
from detente.report.foreign_models import model_of

__all__ = ["EXPORTER"]

MAX_OPTIONS = 20


def _export(case: Case) -> bytes:
    model = model_of(case, "nfg")
    graph = compile_model(model)
    if graph.code_row is None or graph.is_graph_form:
        raise InapplicableConcept(
            "a strategic game needs options, and this model lists its states and moves",
            where=model.path,
            hint="export it as model or graphml",
        )
    own = [[k for k in range(len(graph.options)) if mask >> k & 1] for mask in graph.own]
    count = sum(map(len, own))
    if count > MAX_OPTIONS:
        raise TooManyStates(f"a table of {count} options is too large", hint=f"up to {MAX_OPTIONS} are exported")
    names = {dm.id: dm.name for dm in model.decision_makers}
    players = " ".join(_quoted(names[party]) for party in graph.decision_makers)
    strategies = "\n".join(f"{{ {' '.join(_quoted(_named(graph, s)) for s in _subsets(ks))} }}" for ks in own)
    head = f"NFG 1 R {_quoted(model.title)}\n{{ {players} }}\n\n{{ {strategies}\n}}\n"
    return (f"{head}{_quoted(_comment(case, model, graph))}\n\n{_payoffs(graph, own)}\n").encode("utf-8", "replace")


def _payoffs(graph: GraphModel, own: list[list[int]]) -> str:
    """A line per profile, the first player's strategy varying fastest; who is not in play stays as observed."""
    assert graph.code_row is not None
    fixed = int(graph.code_row[graph.status_quo]) if graph.status_quo is not None else 0
    for mask in graph.own:
        fixed &= ~mask
    place = {int(code): state for state, code in enumerate(graph.code_row)}
    lines = []
    for profile in product(*(_subsets(ks) for ks in reversed(own))):
        state = place.get(fixed | sum(1 << k for chosen in profile for k in chosen))
        lines.append(" ".join("0" if state is None else str(int(row[state])) for row in graph.rank_rows))
    return "\n".join(lines)


def _subsets(options: list[int]) -> list[tuple[int, ...]]:
    """Every way to set the options, the first option least significant."""
    return [tuple(k for i, k in enumerate(options) if bits >> i & 1) for bits in range(1 << len(options))]


def _named(graph: GraphModel, chosen: tuple[int, ...]) -> str:
    return " + ".join(graph.options[k].id for k in chosen) or "none"


def _comment(case: Case, model: DisputeModel, graph: GraphModel) -> str:
    """What the numbers are, what holds, and on what the ranks rest."""
    epoch = model.epoch(graph.epoch)
    where = f"Epoch {epoch.id}. " if epoch.id else ""
    lines = [
        f"{where}Payoffs are ordinal ranks, higher is better: they say which of two states is liked "
        "better, not by how much, so mixed strategies and sums mean nothing here. 0: no feasible state."
    ]
    for party in graph.decision_makers:
        statements = epoch.preferences[party].statements if party in epoch.preferences else ()
        wants = "; ".join(f"{i}. {s.says}" for i, s in enumerate(statements, 1))
        lines.append(f"{party} wants, most important first: {wants}." if wants else f"{party}: ranks as given.")
        for statement in statements:
            for citation in case.cited(statement.basis):
                document = case.library.document(citation.span.document)
                lines.append(f"- {document.file} [{citation.span.start}:{citation.span.end}] {citation.quote}")
    if case.findings is not None:
        found = case.findings.epoch(epoch.id)
        for code, states in found.equilibria.items():
            lines.append(f"{code}: {', '.join(f's{s + 1} {graph.label(s)}' for s in states) or 'no state'}.")
    return "\n".join(lines)


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


EXPORTER = Exporter(
    name="nfg",
    suffix=".nfg",
    media_type="text/plain; charset=utf-8",
    about="the last epoch as a strategic game for Gambit, with ordinal ranks",
    export=_export,
)
