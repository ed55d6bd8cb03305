"""Rival explanations of one dispute: side by side over the epochs, and the smallest what-if on which they part.

Two models that fit the same record can still disagree about what would follow if something were otherwise. That
something is what to look for: the observation that would tell them apart.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from detente.analysis.findings import EpochFindings
from detente.analysis.solving import analyse_graph
from detente.analysis.whatif import apply_edits, compiled
from detente.dispute.model import DisputeModel
from detente.errors import DetenteError, InvalidValue

__all__ = ["Parting", "Rivals", "rivals"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Parting:
    """An epoch and edits, () for none, under which the models no longer expect the same.

    `expected` has by model the equilibria, as labels; `holds` by model whether some state of the target is among them.
    """

    epoch: str
    edits: tuple[str, ...]
    expected: Mapping[str, tuple[str, ...]]
    holds: Mapping[str, bool]

    def to_dict(self) -> dict[str, object]:
        """As data."""
        return {
            "epoch": self.epoch,
            "edits": list(self.edits),
            "expected": {name: list(labels) for name, labels in self.expected.items()},
            "target_holds": dict(self.holds),
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Rivals:
    """Models side by side.

    `fits` says by model and epoch whether the observed state is an equilibrium, None where none is observed. `apart`
    are the epochs in which they differ as they stand; `partings` the smallest what-ifs on which they part elsewhere,
    those that concern the target first.
    """

    concept: str
    target: str
    names: tuple[str, ...]
    fits: Mapping[str, Mapping[str, bool | None]]
    equilibria: Mapping[str, Mapping[str, tuple[str, ...]]]
    apart: tuple[str, ...]
    partings: tuple[Parting, ...]

    def to_dict(self) -> dict[str, object]:
        """As data."""
        return {
            "concept": self.concept,
            "target": self.target,
            "models": list(self.names),
            "fits": {name: dict(by_epoch) for name, by_epoch in self.fits.items()},
            "equilibria": {
                name: {epoch: list(labels) for epoch, labels in by_epoch.items()}
                for name, by_epoch in self.equilibria.items()
            },
            "apart": list(self.apart),
            "partings": [parting.to_dict() for parting in self.partings],
        }


def rivals(
    models: Mapping[str, DisputeModel],
    *,
    target: str = "",
    concept: str = "SEQ",
    epochs: Sequence[str] | None = None,
    cancel: Callable[[], bool] | None = None,
) -> Rivals:
    """Compare models by name over the epochs that all of them have, and look for the what-if on which they part.

    What-ifs are tried from the smallest: an option that is not to be had, or cannot be avoided, a party out of play;
    then two of these together. With a `target` (an outcome or condition) a parting must concern whether it can hold.

    Raises `InvalidValue` for fewer than two models.
    """
    if len(models) < 2:
        raise InvalidValue("rivals are two models or more", hint="give each a name")
    first = next(iter(models.values()))
    shared = [e.id for e in first.epochs if all(any(e.id == o.id for o in m.epochs) for m in models.values())]
    ids = shared if epochs is None else list(epochs)
    found = {
        name: {epoch: analyse_graph(compiled(model, epoch), concepts=[concept], cancel=cancel) for epoch in ids}
        for name, model in models.items()
    }
    labels = {name: {epoch: _labels(f, concept) for epoch, f in by_epoch.items()} for name, by_epoch in found.items()}
    partings = [parting for epoch in ids if (parting := _smallest(models, epoch, concept, target, cancel)) is not None]
    return Rivals(
        concept=concept,
        target=target,
        names=tuple(models),
        fits={name: {epoch: _fits(f, concept) for epoch, f in by_epoch.items()} for name, by_epoch in found.items()},
        equilibria=labels,
        apart=tuple(epoch for epoch in ids if len({by_epoch[epoch] for by_epoch in labels.values()}) > 1),
        partings=tuple(sorted(partings, key=lambda parting: len(parting.edits))),
    )


def _smallest(
    models: Mapping[str, DisputeModel],
    epoch: str,
    concept: str,
    target: str,
    cancel: Callable[[], bool] | None,
) -> Parting | None:
    """The first what-if, from the smallest on, on which the models part in this epoch."""
    single = list(_interventions(models, epoch))
    for edits in [(), *((edit,) for edit in single), *combinations(single, 2)]:
        parting = _tried(models, epoch, edits, concept, target, cancel)
        if parting is None:
            continue
        outcomes = set(parting.holds.values()) if target else set(parting.expected.values())
        if len(outcomes) > 1:
            return parting
    return None


def _interventions(models: Mapping[str, DisputeModel], epoch: str) -> Iterator[str]:
    """Edits that every model understands: what somebody cannot do, must do, or who steps back."""
    model = next(iter(models.values()))
    ids = [option.id for option in model.options]
    for option in model.options:
        name = option.id if ids.count(option.id) == 1 else f"{option.decision_maker}.{option.id}"
        yield f'infeasible "{name}"'
        yield f'infeasible "!{name}"'
    if len(model.decision_makers) > 2:
        for dm in model.decision_makers:
            yield f"{dm.id}: out"


def _tried(
    models: Mapping[str, DisputeModel],
    epoch: str,
    edits: tuple[str, ...],
    concept: str,
    target: str,
    cancel: Callable[[], bool] | None,
) -> Parting | None:
    """What each model expects under the edits; None where one of them leaves no state, or does not know a name."""
    expected: dict[str, tuple[str, ...]] = {}
    holds: dict[str, bool] = {}
    for name, model in models.items():
        try:
            graph = compiled(apply_edits(model, edits, epoch=epoch), epoch)
            goals = {int(state) for state in graph.where(target)} if target else set()
        except DetenteError:
            return None
        found = analyse_graph(graph, concepts=[concept], cancel=cancel)
        expected[name] = _labels(found, concept)
        holds[name] = any(state in goals for state in found.equilibria[concept])
    return Parting(epoch=epoch, edits=edits, expected=expected, holds=holds)


def _labels(found: EpochFindings, concept: str) -> tuple[str, ...]:
    return tuple(found.graph.label(state) for state in found.equilibria[concept])


def _fits(found: EpochFindings, concept: str) -> bool | None:
    return None if found.status_quo is None else found.status_quo in found.equilibria[concept]
