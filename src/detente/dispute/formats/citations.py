"""The side file of a `.gmcr`: what its lines say in words, what they rest on, and the observed state."""

from collections.abc import Mapping
from dataclasses import replace

from detente.dispute.formats import strict_json
from detente.dispute.formats.bases import basis_of
from detente.dispute.formats.strict_json import Json
from detente.dispute.model import DecisionMaker, DisputeModel, Epoch, Exclusion, Preferences
from detente.errors import InvalidSyntax, ModelError

__all__ = ["CITATIONS_FORMAT", "merge"]

CITATIONS_FORMAT = "detente/citations-1"


def merge(model: DisputeModel, text: str, *, name: str) -> tuple[DisputeModel, tuple[ModelError, ...]]:
    """The model with what the side file adds, line by line in the order in which both were written.

    A list that no longer has as many lines as the model's was made for another version, and is left out.
    """
    try:
        side = strict_json.read(text, name=name)
    except InvalidSyntax as problem:
        return model, (problem,)
    if not isinstance(side, dict) or side.get("format") != CITATIONS_FORMAT:
        hint = f"its format is {CITATIONS_FORMAT!r}"
        return model, (InvalidSyntax("no side file with citations", where=f"{name}:1:1", hint=hint),)
    makers = _options(model, _tables(side.get("options")))
    infeasible = _exclusions(model.infeasible, _tables(side.get("infeasible")))
    epochs = tuple(_epoch(epoch, side) for epoch in model.epochs)
    title = side.get("title")
    return replace(
        model,
        title=title if isinstance(title, str) and title else model.title,
        decision_makers=makers,
        infeasible=infeasible,
        epochs=epochs,
    ), ()


def _tables(value: Json) -> list[dict[str, Json]]:
    return [item for item in value if isinstance(item, dict)] if isinstance(value, list) else []


def _options(model: DisputeModel, entries: list[dict[str, Json]]) -> tuple[DecisionMaker, ...]:
    if len(entries) != len(model.options):
        return model.decision_makers
    bases = iter([basis_of(entry.get("basis")) for entry in entries])
    return tuple(
        replace(dm, options=tuple(replace(option, basis=next(bases)) for option in dm.options))
        for dm in model.decision_makers
    )


def _exclusions(lines: tuple[Exclusion, ...], entries: list[dict[str, Json]]) -> tuple[Exclusion, ...]:
    if len(entries) != len(lines):
        return lines
    return tuple(replace(line, basis=basis_of(entry.get("basis"))) for line, entry in zip(lines, entries, strict=True))


def _epoch(epoch: Epoch, side: Mapping[str, Json]) -> Epoch:
    wanted = side.get("preferences")
    stated = wanted if isinstance(wanted, dict) else {}
    observed = side.get("observed_state")
    return replace(
        epoch,
        observed=observed if isinstance(observed, str) else epoch.observed,
        basis=basis_of(side.get("observed_basis")),
        preferences={
            party: _statements(given, _tables(entries))
            for (party, given), entries in zip(
                epoch.preferences.items(), _aligned(list(stated.values()), len(epoch.preferences)), strict=True
            )
        },
    )


def _aligned(values: list[Json], count: int) -> list[Json]:
    """The values, or nothing for each where there are not as many."""
    return values if len(values) == count else [None] * count


def _statements(given: Preferences, entries: list[dict[str, Json]]) -> Preferences:
    if len(entries) != len(given.statements):
        return given
    lines = tuple(
        replace(line, says=str(entry.get("says") or line.says), basis=basis_of(entry.get("basis")))
        for line, entry in zip(given.statements, entries, strict=True)
    )
    return replace(given, statements=lines)
