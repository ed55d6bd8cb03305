"""Writing model JSON: one epoch of any model as plain data."""

from detente.dispute import conditions
from detente.dispute.formats.model_json import FORMAT
from detente.dispute.graph import GraphModel, compile_model
from detente.dispute.model import DisputeModel, Epoch, Preferences
from detente.dispute.normal_form import patterns_of
from detente.errors import InvalidValue

__all__ = ["Document", "letters", "write"]

Document = dict[str, object]


def write(model: DisputeModel, *, epoch: str | None = None) -> Document:
    """The model in one epoch (None: the last) as a `detente/model-1` document.

    Outcomes are written out in options, exclusions become patterns, rankings ranks. Where the format has no other word
    for it (a party that is not in play, an option that cannot be changed at all), states and moves are listed instead.

    Raises what `compile_model` raises.
    """
    now = model.epoch(epoch)
    graph = compile_model(model, now.id)
    document: Document = {"format": FORMAT, "title": model.title}
    document |= _graph_form(model, graph) if _needs_graph_form(model, graph) else _option_form(model, now, graph)
    document |= _preferences(model, now, graph)
    if any(graph.unknown):
        pairs = zip(graph.decision_makers, graph.unknown, strict=True)
        document["unknown"] = {party: [list(pair) for pair in found] for party, found in pairs if found}
    if graph.status_quo is not None:
        document["status_quo"] = graph.status_quo
    return {**document, **{key: value for key, value in model.extra.items() if model.format == "model-json"}}


def letters(pattern: dict[int, bool], count: int) -> str:
    """A pattern with one letter per option.

    >>> letters({0: True, 2: False}, 4)
    'Y-N-'
    """
    return "".join({True: "Y", False: "N", None: "-"}[pattern.get(option)] for option in range(count))


def _needs_graph_form(model: DisputeModel, graph: GraphModel) -> bool:
    """Whether options and directions alone do not say who can move where."""
    absent = len(graph.decision_makers) < len(model.decision_makers)
    return not graph.is_graph_form and (absent or bool(graph.forward & graph.backward))


def _option_form(model: DisputeModel, now: Epoch, graph: GraphModel) -> Document:
    """Parties, options, and the feasible states as patterns or as a list; moves where the model lists them."""
    document: Document = {
        "decision_makers": [{"id": dm.id, "name": dm.name} for dm in model.decision_makers],
        "options": [
            {
                "id": option.id,
                "decision_maker": option.decision_maker,
                "name": option.name,
                "direction": _direction(graph, place),
            }
            for place, option in enumerate(graph.options)
        ],
    }
    patterns = None if model.states else _patterns(model, now, graph)
    if patterns is None:
        document["states"] = list(graph.labels)
    else:
        document["infeasible"] = patterns
    if graph.is_graph_form:
        document["moves"] = _moves(graph)
    return document


def _graph_form(model: DisputeModel, graph: GraphModel) -> Document:
    """States as plain labels and every move."""
    names = {dm.id: dm.name for dm in model.decision_makers}
    return {
        "decision_makers": [{"id": party, "name": names[party]} for party in graph.decision_makers],
        "options": [],
        "states": list(graph.labels),
        "moves": _moves(graph),
    }


def _moves(graph: GraphModel) -> dict[str, list[list[int]]]:
    return {
        party: [[start, end] for start in range(graph.n_states) for end in graph.successors_of(dm, start)]
        for dm, party in enumerate(graph.decision_makers)
    }


def _direction(graph: GraphModel, option: int) -> str:
    if graph.forward >> option & 1:
        return "forward"
    return "backward" if graph.backward >> option & 1 else "both"


def _patterns(model: DisputeModel, now: Epoch, graph: GraphModel) -> list[str] | None:
    """The exclusions as patterns; None where they come to too many."""
    found: dict[str, None] = {}
    for exclusion in (*model.infeasible, *now.infeasible):
        condition = conditions.parse(exclusion.when, graph.scope, where=exclusion.where)
        try:
            patterns = patterns_of(condition)
        except InvalidValue:
            return None
        found |= dict.fromkeys(letters(pattern, len(graph.options)) for pattern in patterns)
    return list(found)


def _preferences(model: DisputeModel, now: Epoch, graph: GraphModel) -> Document:
    """Ranks, or statements where options can say them."""
    ranks: Document = {}
    statements: Document = {}
    lists_options = not _needs_graph_form(model, graph) and bool(graph.options)
    for dm, party in enumerate(graph.decision_makers):
        wanted = now.preferences.get(party, Preferences())
        if lists_options and not wanted.ranks and not wanted.ranking:
            texts = [_written(graph, line.want, line.where) for line in wanted.statements]
            statements[party] = texts
        else:
            ranks[party] = [int(rank) for rank in graph.shown_ranks(dm)]
    document: Document = {}
    if ranks:
        document["ranks"] = ranks
    if statements:
        document["preferences"] = statements
    return document


def _written(graph: GraphModel, text: str, where: str) -> str:
    """A statement without outcomes; one that names a state becomes its pattern."""
    named = graph._named(text.strip())
    if named is not None:
        return graph.label(int(named[0]))
    condition = conditions.parse(text, graph.scope, where=where)
    return text if not _has_outcome(condition) else conditions.to_text(conditions.expanded(condition), graph.scope)


def _has_outcome(condition: conditions.Condition) -> bool:
    match condition:
        case conditions.Named():
            return True
        case conditions.Taken():
            return False
        case conditions.Not(operand):
            return _has_outcome(operand)
        case conditions.AllOf(operands) | conditions.AnyOf(operands):
            return any(map(_has_outcome, operands))
        case conditions.Implies(left, right) | conditions.Iff(left, right):
            return _has_outcome(left) or _has_outcome(right)
