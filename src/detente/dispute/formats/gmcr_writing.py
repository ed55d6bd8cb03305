"""Writing `.gmcr`: the newer dialect, on the ground of the document a model was read from, citations apart."""

from collections.abc import Sequence
from copy import deepcopy
from dataclasses import replace

from detente.dispute import conditions
from detente.dispute.formats import gmcr
from detente.dispute.formats.bases import data_of
from detente.dispute.formats.citations import CITATIONS_FORMAT
from detente.dispute.formats.strict_json import Json
from detente.dispute.graph import GraphModel, compile_model
from detente.dispute.model import DisputeModel, Epoch, Exclusion, Preferences
from detente.dispute.normal_form import Pattern, patterns_of
from detente.errors import InvalidValue

__all__ = ["write", "write_citations"]

MAX_STATES = 2**16
"""Up to so many states, rankings are written beside statements."""

_DIRECTIONS = {ours: theirs for theirs, ours in gmcr.DIRECTIONS.items()}


def write(model: DisputeModel, *, epoch: str | None = None) -> dict[str, Json]:
    """The model in one epoch (None: the last) as a `.gmcr` document.

    What was read from a `.gmcr` file and not changed is written as it stood, unknown keys included; the older words for
    rankings by hand become the newer ones.

    Raises `InvalidValue` for what the format cannot say: moves that do not follow from options, parties that are not in
    play.
    """
    now = model.epoch(epoch)
    model = _in_option_form(model, now)
    graph = compile_model(model, now.id)
    original = model.extra.get("gmcr") if model.format == "gmcr" else None
    document: dict[str, Json] = deepcopy(original) if isinstance(original, dict) else {"program": "detente"}
    before = gmcr.read_document(document, name=model.path) if isinstance(original, dict) else None
    numbers = _numbers(model, before, document)
    document["options"] = _options(model, graph, document, numbers, before)
    document["decisionMakers"] = _makers(model, now, graph, document, numbers, before)
    infeasible = (*model.infeasible, *now.infeasible)
    if before is None or [line.when for line in before.infeasible] != [line.when for line in infeasible]:
        document["infeasibles"] = _infeasibles(model, infeasible, graph, numbers)
    by_hand = any(wanted.ranking or wanted.ranks for wanted in now.preferences.values())
    document.pop("useManualPreferenceVectors", None)
    document["useManualPreferenceRanking"] = by_hand
    return document


def write_citations(model: DisputeModel, *, epoch: str | None = None) -> dict[str, object]:
    """What every line of the epoch rests on, in the order in which `write` puts the lines."""
    now = model.epoch(epoch)
    return {
        "format": CITATIONS_FORMAT,
        "title": model.title,
        "epoch": now.id,
        "observed": now.observed,
        "observed_state": _observed_letters(model, now),
        "observed_basis": data_of(now.basis),
        "options": [
            {"id": f"{option.decision_maker}.{option.id}", "basis": data_of(option.basis)}
            for dm in model.decision_makers
            for option in dm.options
        ],
        "infeasible": [
            {"when": line.when, "basis": data_of(line.basis)} for line in (*model.infeasible, *now.infeasible)
        ],
        "irreversible": [
            {"option": line.option, "direction": line.direction, "basis": data_of(line.basis)}
            for line in (*model.irreversible, *now.irreversible)
        ],
        "outcomes": {outcome.id: outcome.condition for outcome in model.outcomes},
        "preferences": {
            party: [{"want": line.want, "says": line.says, "basis": data_of(line.basis)} for line in wanted.statements]
            for party, wanted in now.preferences.items()
        },
    }


def _observed_letters(model: DisputeModel, now: Epoch) -> str | None:
    """The observed state with one letter per option, party by party."""
    graph = compile_model(model, now.id)
    if graph.status_quo is None or graph.code_row is None:
        return None
    code = _natural(model, graph, graph.status_quo)
    return "".join("NY"[code >> place & 1] for place in range(len(graph.options)))


def _in_option_form(model: DisputeModel, now: Epoch) -> DisputeModel:
    """The model without its list of moves, where they follow from the options."""
    if now.decision_makers and len(now.decision_makers) < len(model.decision_makers):
        raise InvalidValue(
            f"in epoch {now.id!r} not all parties are in play, which .gmcr cannot say", hint="export model JSON instead"
        )
    if model.moves is None:
        return model
    implied = replace(model, moves=None)
    if model.options and _same_moves(compile_model(model, now.id), compile_model(implied, now.id)):
        return implied
    raise InvalidValue(
        "the moves do not follow from the options, which .gmcr cannot say", hint="export model JSON instead"
    )


def _same_moves(left: GraphModel, right: GraphModel) -> bool:
    return left.n_states == right.n_states and all(
        left.successors_of(dm, state) == right.successors_of(dm, state)
        for dm in range(left.n_dms)
        for state in range(left.n_states)
    )


Numbers = dict[tuple[str, str], int]
"""(party, option) → the option's number in the file."""


def _numbers(model: DisputeModel, before: DisputeModel | None, document: dict[str, Json]) -> Numbers:
    """The numbers the options had, or party by party from 0 where the options have changed."""
    ids = [(dm.id, option.id) for dm in model.decision_makers for option in dm.options]
    if before is not None and ids == [(dm.id, option.id) for dm in before.decision_makers for option in dm.options]:
        makers = document.get("decisionMakers")
        listed = (
            [entry.get("options") for entry in makers if isinstance(entry, dict)] if isinstance(makers, list) else []
        )
        numbers = [number for entry in listed if isinstance(entry, list) for number in entry if type(number) is int]
        return dict(zip(ids, numbers, strict=True))
    return {pair: i for i, pair in enumerate(ids)}


def _options(
    model: DisputeModel, graph: GraphModel, document: dict[str, Json], numbers: Numbers, before: DisputeModel | None
) -> list[Json]:
    """The options by number, on top of what the file had for them."""
    listed = document.get("options")
    entries: list[Json] = [{} for _ in numbers]
    if before is not None and isinstance(listed, list) and len(listed) == len(numbers):
        entries = listed
    for place, option in enumerate(graph.options):
        forward, backward = graph.forward >> place & 1, graph.backward >> place & 1
        if forward and backward:
            raise InvalidValue(f"option {option.id!r} cannot be changed at all, which .gmcr cannot say")
        direction = "forward" if forward else "backward" if backward else "both"
        number = numbers[option.decision_maker, option.id]
        entry = entries[number]
        kept = entry if isinstance(entry, dict) else {}
        if kept.get("permittedDirection", "both") != _DIRECTIONS[direction] or "permittedDirection" not in kept:
            kept = {**kept, "permittedDirection": _DIRECTIONS[direction]}
        entries[number] = {**kept, "name": option.name}
    return entries


def _makers(
    model: DisputeModel,
    now: Epoch,
    graph: GraphModel,
    document: dict[str, Json],
    numbers: Numbers,
    before: DisputeModel | None,
) -> list[Json]:
    """The parties with their options and preferences."""
    listed = document.get("decisionMakers")
    known = [dm.id for dm in before.decision_makers] if before is not None else []
    makers: list[Json] = []
    for dm, party in enumerate(model.decision_makers):
        entry = listed[known.index(party.id)] if isinstance(listed, list) and party.id in known else {}
        kept = dict(entry) if isinstance(entry, dict) else {}
        wanted = now.preferences.get(party.id, Preferences())
        was = before.epochs[0].preferences.get(party.id) if before is not None else None
        kept["name"] = party.name
        kept["options"] = [numbers[party.id, option.id] for option in party.options]
        if was is None or [line.want for line in was.statements] != [line.want for line in wanted.statements]:
            kept["preferences"] = [_preference(graph, line.want, numbers) for line in wanted.statements]
        kept.setdefault("preferences", [])
        outdated = kept.pop("preferenceVector", None) is not None or was != wanted or "preferenceRanking" not in kept
        if outdated and (graph.n_states <= MAX_STATES or not wanted.statements):
            kept["preferenceRanking"] = _ranking(model, graph, dm)
        makers.append(kept)
    return makers


def _ranking(model: DisputeModel, graph: GraphModel, dm: int) -> list[Json]:
    """The states best first, numbered from 1 in ascending order, party by party; ties as inner lists."""
    order = sorted(range(graph.n_states), key=lambda state: _natural(model, graph, state))
    places: dict[int, list[int]] = {}
    for number, state in enumerate(order, start=1):
        places.setdefault(int(graph.rank_rows[dm][state]), []).append(number)
    groups: list[list[int]] = [places[rank] for rank in sorted(places, reverse=True)]
    return [group[0] if len(group) == 1 else [*group] for group in groups]


def _natural(model: DisputeModel, graph: GraphModel, state: int) -> int:
    """The state's code with the options numbered party by party."""
    assert graph.code_row is not None
    code = int(graph.code_row[state])
    taken = {(option.decision_maker, option.id) for i, option in enumerate(graph.options) if code >> i & 1}
    ids = [(dm.id, option.id) for dm in model.decision_makers for option in dm.options]
    return sum(1 << i for i, pair in enumerate(ids) if pair in taken)


def _preference(graph: GraphModel, text: str, numbers: Numbers) -> Json:
    """A statement as one pattern, or as several of which any will do."""
    condition = conditions.parse(text, graph.scope) if not _is_state(text) else conditions.pattern(_label(graph, text))
    patterns = [_pattern(graph, pattern, numbers) for pattern in patterns_of(condition)]
    return patterns[0] if len(patterns) == 1 else {"compound": True, "members": patterns}


def _is_state(text: str) -> bool:
    return text.strip()[:1] in "sS" and text.strip()[1:].isdigit()


def _label(graph: GraphModel, text: str) -> str:
    return graph.label(graph.find(text))


def _pattern(graph: GraphModel, pattern: Pattern, numbers: Numbers) -> Json:
    """A pattern as pairs of option number and letter."""
    pairs: list[Json] = []
    for place, taken in pattern.items():
        option = graph.options[place]
        pairs.append([numbers[option.decision_maker, option.id], "Y" if taken else "N"])
    return pairs


def _infeasibles(
    model: DisputeModel, infeasible: Sequence[Exclusion], graph: GraphModel, numbers: Numbers
) -> list[Json]:
    """The exclusions as patterns; where the model lists its states, every other state."""
    if model.states:
        count = len(graph.options)
        if count > 16:
            raise InvalidValue("a list of states over more than 16 options cannot be written as .gmcr")
        listed = {int(code) for code in graph.code_row or ()}
        missing = [code for code in range(1 << count) if code not in listed]
        return [_pattern(graph, {i: bool(code >> i & 1) for i in range(count)}, numbers) for code in missing]
    found: list[Json] = []
    for line in infeasible:
        patterns = patterns_of(conditions.parse(line.when, graph.scope, where=line.where))
        found += [_pattern(graph, pattern, numbers) for pattern in patterns]
    return found
