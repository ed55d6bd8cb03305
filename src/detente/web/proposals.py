"""Proposals: what the record suggests for the model, each to be accepted or rejected by a person, with a reason."""

from dataclasses import dataclass

from detente.dispute.formats import editing
from detente.dispute.model import Option
from detente.drafting import to_yaml
from detente.errors import InvalidValue
from detente.evidence import Inferred, Quoted, Reference, references_of
from detente.store.editing import decide, model_text, save_model
from detente.store.history import whoami
from detente.web.desk import Desk, Sheet
from detente.web.fields import Answer, Body, text
from detente.web.jobs import Jobs
from detente.web.listing import Query, View

__all__ = ["accept", "accept_all", "proposals", "reject"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Suggestion:
    """A proposed option, what it rests on, how well it is attested, and what was decided about it ("" when open)."""

    option: Option
    party: str
    support: str
    decided: str
    because: str


def proposals(sheet: Sheet, query: Query) -> View:
    """Options that the record suggests and the model does not have, and the questions that the draft would ask."""
    none: dict[str, object] = {"suggestions": [], "proposal": None, "problem": None}
    if not sheet.case.library.documents:
        return View(template="proposals.html", values=none, twin=[])
    try:
        proposal = sheet.proposal
    except InvalidValue as error:
        return View(template="proposals.html", values={**none, "problem": error}, twin=[])
    suggestions = _suggestions(sheet)
    twin = [
        {
            "id": s.option.id,
            "decision_maker": s.option.decision_maker,
            "name": s.option.name,
            "support": s.support,
            "decided": s.decided or None,
            "because": s.because,
        }
        for s in suggestions
    ]
    return View(
        template="proposals.html",
        values={**none, "suggestions": suggestions, "proposal": proposal},
        twin=twin,
        csv=True,
    )


def _suggestions(sheet: Sheet) -> list[Suggestion]:
    model, proposal = sheet.case.model, sheet.proposal
    quoted = {reference for option in (model.options if model else ()) for reference in references_of(option.basis)}
    names = {dm.id: dm.name for dm in proposal.model.decision_makers}
    found = []
    for option in proposal.model.options:
        if quoted & set(references_of(option.basis)):
            continue  # accepted already, perhaps under another name
        verdict = sheet.case.verdicts.get(f"proposal:{option.id}")
        found.append(
            Suggestion(
                option=option,
                party=names[option.decision_maker],
                support=proposal.support.get(option.id, ""),
                decided=verdict.verdict if verdict else "",
                because=verdict.because if verdict else "",
            )
        )
    return found


def accept(desk: Desk, jobs: Jobs, body: Body) -> Answer:
    """Put a proposed option into the model, under the name that the person gives it."""
    sheet = desk.sheet()
    option = _named(sheet, text(body, "option"))
    if sheet.case.model is None:
        raise InvalidValue("there is no model to add it to", hint="take up the whole draft first")
    if option.decision_maker not in {dm.id for dm in sheet.case.model.decision_makers}:
        raise InvalidValue(
            f"the model has no party {option.decision_maker!r}", hint="add the party on the Model page first"
        )
    before = model_text(desk.folder)
    entry: editing.Value = {"name": text(body, "name"), "basis": _basis(option)}
    after = editing.set_value(before, ("decision_makers", option.decision_maker, "options", option.id), entry)
    because = text(body, "because", required=False)
    save_model(desk.folder, after, against=before, summary=f"accept the proposed option {option.id}", because=because)
    return {"message": f"Accepted: {option.id}.", "location": "/proposals"}


def accept_all(desk: Desk, jobs: Jobs, body: Body) -> Answer:
    """Write the whole draft as case.yaml, where there is none."""
    if model_text(desk.folder):
        raise InvalidValue("there is a case.yaml already", hint="accept the proposals one by one")
    save_model(desk.folder, to_yaml(desk.sheet().proposal), against="", summary="take up the draft as case.yaml")
    return {"message": "The draft is now case.yaml. Read it line by line.", "location": "/model"}


def reject(desk: Desk, jobs: Jobs, body: Body) -> Answer:
    """Remember that a proposed option is not wanted, and why."""
    option = _named(desk.sheet(), text(body, "option"))
    decide(desk.folder, f"proposal:{option.id}", "rejected", by=whoami(), because=text(body, "because", required=False))
    return {"message": f"Rejected: {option.id}.", "location": "/proposals"}


def _named(sheet: Sheet, wanted: str) -> Option:
    for option in sheet.proposal.model.options:
        if option.id == wanted:
            return option
    raise InvalidValue(f"there is no proposal {wanted!r}", hint="reload the page")


def _basis(option: Option) -> editing.Value:
    match option.basis:
        case Quoted(references=references):
            return [_reference(reference) for reference in references]
        case Inferred(rule=rule, premises=premises):
            return {"inferred": rule, "premises": [_reference(reference) for reference in premises]}
        case _:
            return {"assumed": "draft", "because": "nothing in the coverage says it"}


def _reference(reference: Reference) -> editing.Value:
    nth: dict[str, editing.Value] = {} if reference.nth is None else {"nth": reference.nth}
    return {"source": reference.source, "quote": reference.quote, **nth}
