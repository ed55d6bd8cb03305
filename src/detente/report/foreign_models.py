"""What the exports of models share: the model that a case must have, and the evidence beside its lines."""

from detente.analysis.findings import Findings
from detente.case import Case
from detente.dispute.model import DisputeModel
from detente.errors import TooManyStates, UnknownItem
from detente.report.whole import basis_item

__all__ = ["MAX_STATES", "evidence_of", "findings_of", "model_of"]

MAX_STATES = 1 << 16
"""Exports that list every state refuse more than this, rather than leave some out."""


def model_of(case: Case, form: str) -> DisputeModel:
    """The model to export.

    Raises `UnknownItem` where the case has none.
    """
    if case.model is None:
        raise UnknownItem(
            f"there is no model to export as {form}",
            where=str(case.folder),
            hint="write case.yaml, or let `detente draft` propose one",
        )
    return case.model


def findings_of(case: Case, form: str) -> Findings:
    """The findings to export, of few enough states to list them all.

    Raises `UnknownItem` where the model could not be solved, `InvalidValue` where it has no epoch, `TooManyStates`.
    """
    model_of(case, form).epoch()  # says what to do where there is none
    if case.findings is None:
        raise UnknownItem(
            f"the model is not solved, so there is nothing to draw as {form}",
            where=str(case.folder),
            hint="`detente check` lists what is wrong with it",
        )
    most = max((found.graph.n_states for found in case.findings.epochs), default=0)
    if most > MAX_STATES:
        raise TooManyStates(
            f"{form} lists every state, and there are {most:,}",
            hint=f"up to {MAX_STATES:,} are listed; csv, json and md hold the findings of larger models",
        )
    return case.findings


def evidence_of(case: Case, model: DisputeModel) -> list[dict[str, object]]:
    """Every line of the model with what it rests on, for formats that have no place for it themselves."""
    lines: list[dict[str, object]] = [
        {"line": f"{o.decision_maker}.{o.id}", "says": o.name, "basis": basis_item(case, o.basis)}
        for o in model.options
    ]
    lines += [{"line": x.when, "says": "cannot be", "basis": basis_item(case, x.basis)} for x in model.infeasible]
    lines += [
        {"line": x.option, "says": f"one-way, {x.direction}", "basis": basis_item(case, x.basis)}
        for x in model.irreversible
    ]
    for epoch in model.epochs:
        if epoch.observed is not None:
            says = f"observed, {epoch.name or epoch.id}"
            lines.append({"line": epoch.observed, "says": says, "basis": basis_item(case, epoch.basis)})
        for party, preferences in epoch.preferences.items():
            lines += [
                {
                    "line": s.want,
                    "says": s.says,
                    "epoch": epoch.id,
                    "decision_maker": party,
                    "rank": rank,
                    "basis": basis_item(case, s.basis),
                }
                for rank, s in enumerate(preferences.statements, 1)
            ]
    return lines
