"""The whole case as one JSON document: every list, the model's lines with their bases, and the findings."""

from collections.abc import Iterable

from detente.case import Case
from detente.dispute.model import DisputeModel, Epoch, Exclusion, Irreversibility
from detente.evidence import Assumed, Basis, Inferred
from detente.report.listing import LISTS, citation, items
from detente.report.places import Places
from detente.report.situation import Situation, kind_of, situation_of
from detente.report.wording import answer_lines
from detente.report.words import plain

__all__ = ["FORMAT", "Item", "basis_item", "model_items", "whole"]

FORMAT = "detente/case-1"

Item = dict[str, object]


def whole(case: Case) -> Item:
    """The case: `answer`, one array per list, `model`, `findings` (the `solve --json` document) and `deals`."""
    situation = situation_of(case)
    places = Places(library=case.library)
    return {
        "format": FORMAT,
        "title": case.title,
        "answer": [plain(line, places) for line in answer_lines(situation)],
        **{name: items(case, name) for name in LISTS},
        "model": _model(case, case.model) if case.model else None,
        "findings": case.findings.to_dict() if case.findings else None,
        "deals": _deals(situation),
        "caveats": [{"code": c.code, "message": c.message} for c in (*case.library.caveats, *case.record.caveats)],
        "problems": [{"code": p.code, "message": p.message, "where": p.where, "hint": p.hint} for p in case.problems],
    }


def basis_item(case: Case, basis: Basis | None) -> Item:
    """A basis as plain data."""
    shown: Item = {"kind": kind_of(case, basis)}
    if isinstance(basis, Inferred):
        shown["rule"] = basis.rule
    if isinstance(basis, Assumed):
        shown |= {"by": basis.by, "because": basis.because}
    return {**shown, "citations": [citation(case, one) for one in case.cited(basis)]}


def model_items(case: Case, model: DisputeModel) -> dict[str, list[Item]]:
    """The model's lines as lists of items, each with its basis."""
    return {
        "options": [
            {
                "id": option.id,
                "decision_maker": option.decision_maker,
                "name": option.name,
                "direction": option.direction,
                "basis": basis_item(case, option.basis),
            }
            for option in model.options
        ],
        "infeasible": _exclusions(case, model.infeasible),
        "irreversible": _one_ways(case, model.irreversible),
        "epochs": [_epoch(case, epoch) for epoch in model.epochs],
    }


def _model(case: Case, model: DisputeModel) -> Item:
    return {
        "title": model.title,
        "decision_makers": [{"id": dm.id, "name": dm.name} for dm in model.decision_makers],
        "outcomes": [{"id": outcome.id, "condition": outcome.condition} for outcome in model.outcomes],
        **model_items(case, model),
    }


def _exclusions(case: Case, limits: Iterable[Exclusion]) -> list[Item]:
    return [{"when": x.when, "group": x.group, "basis": basis_item(case, x.basis)} for x in limits]


def _one_ways(case: Case, limits: Iterable[Irreversibility]) -> list[Item]:
    return [{"option": x.option, "direction": x.direction, "basis": basis_item(case, x.basis)} for x in limits]


def _epoch(case: Case, epoch: Epoch) -> Item:
    return {
        "id": epoch.id,
        "name": epoch.name,
        "from": epoch.since.to_dict() if epoch.since else None,
        "observed": epoch.observed,
        "basis": basis_item(case, epoch.basis),
        "decision_makers": list(epoch.decision_makers),
        "infeasible": _exclusions(case, epoch.infeasible),
        "irreversible": _one_ways(case, epoch.irreversible),
        "preferences": {
            party: {
                "statements": [
                    {"want": s.want, "says": s.says, "basis": basis_item(case, s.basis)} for s in held.statements
                ],
                "ranking": [list(tied) for tied in held.ranking],
                "ranks": list(held.ranks),
                "unknown": [list(pair) for pair in held.unknown],
            }
            for party, held in epoch.preferences.items()
        },
    }


def _deals(situation: Situation) -> list[Item]:
    return [found.to_dict() for standing in situation.standings for found in standing.deals.values()]
