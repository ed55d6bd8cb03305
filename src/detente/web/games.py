"""The pages of the game: model, outcomes, why, paths, deals, what if; each with an epoch to choose and a JSON twin."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from detente.analysis.evolution import evolution, find_path
from detente.analysis.explanation import CODES, explain
from detente.analysis.inverse import deal
from detente.dispute.graph import GraphModel
from detente.dispute.model import DisputeModel, PreferenceStatement
from detente.errors import DetenteError, UndefinedOption
from detente.report import phrases
from detente.report.epochs import EpochView
from detente.report.figures.states import onward_moves
from detente.report.unsticking import edit_line
from detente.store.editing import model_text
from detente.web.desk import Sheet
from detente.web.listing import Query, View, one

__all__ = ["NO_MODEL", "Choice", "deals", "epochs_of", "model", "outcomes", "paths", "whatif", "why"]

NO_MODEL = View(template="no_model.html", values={}, twin={"model": None})
MOST_STATES = 500
"""Most states that a choice lists; above, a state is named by its number or pattern."""


@dataclass(frozen=True, slots=True)
class Choice:
    """An entry of a list to choose from."""

    value: str
    words: str


def model(sheet: Sheet, query: Query) -> View:
    """Parties and options, what excludes what, what is one-way, preferences by epoch, each line with its basis."""
    if sheet.case.model is None:
        return View(template="no_model.html", values={"text": model_text(sheet.case.folder)}, twin={"model": None})
    view = sheet.view
    chosen = _epoch(sheet, query)
    values = {"view": view, "chosen": chosen, "text": model_text(sheet.case.folder), **_epochs(sheet, chosen)}
    return View(template="model.html", values=values, twin=_model_twin(sheet))


def _model_twin(sheet: Sheet) -> object:
    """The findings' document says everything of the model that a machine needs; problems stand beside it."""
    findings = sheet.case.findings
    problems = [{"code": p.code, "message": p.message, "where": p.where, "hint": p.hint} for p in sheet.case.problems]
    return {"solve": findings.to_dict() if findings else None, "problems": problems}


def outcomes(sheet: Sheet, query: Query) -> View:
    """The states of an epoch: options, everybody's ranks, where they are equilibria; filtered by pattern."""
    chosen = _epoch(sheet, query)
    if chosen is None:
        return NO_MODEL
    graph = chosen.standing.graph
    pattern = one(query, "pattern").strip()
    rows, problem = list(chosen.rows), None
    if pattern:
        try:
            wanted = graph.matching(pattern)
            rows = [row for row in rows if wanted[row.state]]
        except DetenteError as error:
            problem = error
    order = one(query, "sort")
    if order in graph.decision_makers:
        party = graph.decision_makers.index(order)
        rows.sort(key=lambda row: -row.ranks[party])
    pinned = [int(p) for p in query.get("pin", ()) if p.isascii() and p.isdigit() and int(p) < graph.n_states]
    rows.sort(key=lambda row: row.state not in pinned)
    twin = [
        {
            "state": row.state,
            "label": graph.label(row.state),
            "options": phrases.state_words(graph, row.state),
            "ranks": dict(zip(graph.decision_makers, row.ranks, strict=True)),
            "equilibrium_under": list(row.concepts),
            "observed": row.is_observed,
        }
        for row in rows
    ]
    values = {
        "rows": rows,
        "graph": graph,
        "pattern": pattern,
        "problem": problem,
        "sort": order,
        "pinned": pinned,
        "omitted": chosen.omitted,
        "names": _names(sheet.case.model) if sheet.case.model else {},
    }
    return View(template="outcomes.html", values={**values, **_epochs(sheet, chosen)}, twin=twin, csv=True)


def why(sheet: Sheet, query: Query) -> View:
    """The moves that make or break a state, for each party."""
    chosen = _epoch(sheet, query)
    if chosen is None or sheet.case.model is None:
        return NO_MODEL
    graph = chosen.standing.graph
    state, problem = _state(graph, one(query, "state"), chosen.standing.observed)
    code = one(query, "concept", "SEQ").upper()
    code = code if code in CODES else "SEQ"
    found = []
    if state is not None:
        for dm in range(graph.n_dms):
            found.append(explain(graph, state, dm, code, statements=_statements(sheet.case.model, graph, dm)))
    values = {
        "graph": graph,
        "state": state,
        "problem": problem,
        "concept": code,
        "codes": CODES,
        "found": found,
        "names": _names(sheet.case.model),
    }
    return View(
        template="why.html",
        values={**values, **_epochs(sheet, chosen), **_choices(graph)},
        twin=[e.to_dict() for e in found],
    )


def paths(sheet: Sheet, query: Query) -> View:
    """How the dispute can get from one state to another, and where improvements lead by themselves."""
    chosen = _epoch(sheet, query)
    if chosen is None or sheet.case.model is None:
        return NO_MODEL
    graph = chosen.standing.graph
    start, problem = _state(graph, one(query, "from"), chosen.standing.observed)
    goal, no_goal = _state(graph, one(query, "to"), None)
    found = find_path(graph, start, goal) if start is not None and goal is not None else None
    onward = evolution(graph, start) if start is not None and graph.n_states <= MOST_STATES else None
    values = {
        "graph": graph,
        "start": start,
        "goal": goal,
        "problem": problem or (no_goal if one(query, "to") else None),
        "path": found,
        "evolution": onward,
        "names": _names(sheet.case.model),
        "view": chosen,
        "ahead": onward_moves(chosen),
    }
    twin = {"path": found.to_dict() if found else None, "evolution": onward.to_dict() if onward else None}
    return View(template="paths.html", values={**values, **_epochs(sheet, chosen), **_choices(graph)}, twin=twin)


def deals(sheet: Sheet, query: Query) -> View:
    """The smallest changes after which an outcome would hold."""
    chosen = _epoch(sheet, query)
    case = sheet.case
    if chosen is None or case.model is None:
        return NO_MODEL
    graph = chosen.standing.graph
    named = [outcome.id for outcome in case.model.outcomes]
    target = one(query, "target", named[0] if named else "").strip()
    concept = one(query, "concept", "SEQ").upper()
    found, problem = None, None
    if target:
        try:
            found = deal(case.model, epoch=graph.epoch, target=target, concept=concept)
        except DetenteError as error:
            problem = error
    values = {
        "graph": graph,
        "target": target,
        "concept": concept,
        "codes": CODES,
        "outcomes": named,
        "found": found,
        "problem": problem,
        "names": _names(case.model),
        "worded": lambda edit: edit_line(case, found, edit) if found else (),
    }
    return View(
        template="deals.html", values={**values, **_epochs(sheet, chosen)}, twin=found.to_dict() if found else None
    )


def whatif(sheet: Sheet, query: Query) -> View:
    """A form for an edit; the difference it makes is computed when it is sent."""
    chosen = _epoch(sheet, query)
    if chosen is None or sheet.case.model is None:
        return NO_MODEL
    values = {"chosen": chosen, "graph": chosen.standing.graph, "names": _names(sheet.case.model)}
    return View(
        template="whatif.html", values={**values, **_epochs(sheet, chosen)}, twin={"epoch": chosen.standing.epoch.id}
    )


# ── what the pages share ─────────────────────────────────────────────────────────────────────────────────────


def _epoch(sheet: Sheet, query: Query) -> EpochView | None:
    """The epoch asked for, or the last."""
    views = sheet.view.epochs
    asked = [view for view in views if view.standing.epoch.id == one(query, "epoch")]
    return asked[0] if asked else views[-1] if views else None


def _epochs(sheet: Sheet, chosen: EpochView | None) -> Mapping[str, object]:
    """What the choice of an epoch needs."""
    return epochs_of(sheet, chosen.standing.epoch.id if chosen else "")


def epochs_of(sheet: Sheet, chosen: str) -> Mapping[str, object]:
    """The epochs to choose from, and the one chosen."""
    choices = [Choice(v.standing.epoch.id, v.standing.epoch.name or v.standing.epoch.id) for v in sheet.view.epochs]
    return {"epochs": choices, "epoch": chosen}


def _choices(graph: GraphModel) -> Mapping[str, object]:
    if graph.n_states > MOST_STATES:
        return {"states": []}
    return {"states": [Choice(f"s{s + 1}", phrases.state_name(graph, s)) for s in range(graph.n_states)]}


def _state(graph: GraphModel, asked: str, otherwise: int | None) -> tuple[int | None, DetenteError | None]:
    """The state asked for, and why it cannot be had."""
    if not asked.strip():
        return otherwise, None
    try:
        return graph.find(asked.strip()), None
    except DetenteError as error:
        return None, error


def _statements(dispute: DisputeModel, graph: GraphModel, dm: int) -> Sequence[PreferenceStatement]:
    party = graph.decision_makers[dm]
    preferences = dispute.epoch(graph.epoch).preferences
    if party not in preferences:
        raise UndefinedOption(f"{party!r} has no preferences in this epoch")
    return preferences[party].statements


def _names(dispute: DisputeModel) -> dict[str, str]:
    return {dm.id: dm.name or dm.id for dm in dispute.decision_makers}
