"""Rival explanations of one dispute: side by side over the epochs, and what would tell them apart.

Two models that fit the same record can still disagree about what would follow if something were otherwise, or about
who would answer a move and how. That is what to look for: the observation that would tell them apart.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from detente.analysis.comparison import LineChange, lines_apart
from detente.analysis.findings import EpochFindings
from detente.analysis.orderings import CODES
from detente.analysis.partings import Parting, Trial, smallest_partings, trials
from detente.analysis.robustness import evidence_of, robustness
from detente.analysis.solving import Cancel, Progress, analyse_graph
from detente.analysis.whatif import compiled
from detente.dispute.model import DisputeModel
from detente.errors import InvalidValue

__all__ = ["RivalEpoch", "Rivals", "Standing", "rivals"]

MAX_STATES = 4096
"""Base rates, what-ifs and trials are sought in models of up to so many states."""

DRAWS = 2000
"""How many orders are drawn for a base rate where there are too many to count."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """What one model says of one epoch.

    `fits` says whether the observed state is an equilibrium, None where none is observed; `share` under which share of
    all orders of its statements it would be one, None where that is not counted. `evidence` counts the statements by
    what they rest on. `equilibria` are labels; `target_holds` says whether some target state is among them, None
    without a target.
    """

    observed: str | None
    fits: bool | None
    share: float | None
    evidence: Mapping[str, int]
    equilibria: tuple[str, ...]
    target_holds: bool | None

    def to_dict(self) -> dict[str, object]:
        """As data."""
        return {
            "observed": self.observed,
            "fits": self.fits,
            "share_of_orders": self.share,
            "evidence": dict(self.evidence),
            "equilibria": list(self.equilibria),
            "target_holds": self.target_holds,
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class RivalEpoch:
    """One epoch in the eyes of every model.

    `apart` says that the equilibria differ as things stand. `lines` are the lines in which each model but the first
    differs from the first, by model. `what_ifs` are all the smallest what-ifs on which the models part, () where they
    never do; `trials` the moves that one party would answer by one model and not by another. `searched` is False where
    the models are too large to look for either.
    """

    id: str
    name: str
    models: Mapping[str, Standing]
    lines: Mapping[str, tuple[LineChange, ...]]
    apart: bool
    what_ifs: tuple[Parting, ...]
    trials: tuple[Trial, ...]
    searched: bool = True

    def to_dict(self) -> dict[str, object]:
        """As data."""
        return {
            "id": self.id,
            "name": self.name,
            "models": {name: standing.to_dict() for name, standing in self.models.items()},
            "lines": {name: [line.to_dict() for line in lines] for name, lines in self.lines.items()},
            "apart": self.apart,
            "what_ifs": [parting.to_dict() for parting in self.what_ifs],
            "trials": [trial.to_dict() for trial in self.trials],
            "searched": self.searched,
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Rivals:
    """Models side by side."""

    concept: str
    target: str
    names: tuple[str, ...]
    epochs: tuple[RivalEpoch, ...]

    def to_dict(self) -> dict[str, object]:
        """The `rivals --json` document."""
        return {
            "concept": self.concept,
            "target": self.target,
            "models": list(self.names),
            "epochs": [epoch.to_dict() for epoch in self.epochs],
        }


def rivals(
    models: Mapping[str, DisputeModel],
    *,
    target: str = "",
    concept: str = "SEQ",
    epochs: Sequence[str] | None = None,
    progress: Progress | None = None,
    cancel: Cancel | None = None,
) -> Rivals:
    """Compare models by name over the epochs that all of them have (or those named), and look for where they part.

    With a `target` (an outcome or condition that every model understands) a what-if must concern whether it can hold;
    without, whether the same states hold, told by the options that all models have.

    Raises `InvalidValue` for fewer than two models, for an epoch that one of them lacks, and where they share none.

    >>> from detente.analysis.samples import prisoners_in_words
    >>> from detente.analysis.whatif import apply_edits
    >>> wary = apply_edits(prisoners_in_words, ["ann: drop 2", 'ann: add "bob -> ann" at 1', 'ann: add "!bob -> !ann"'])
    >>> found = rivals({"greed": prisoners_in_words, "fear": wary}, target="!ann", concept="NASH").epochs[0]
    >>> found.apart, [parting.edits for parting in found.what_ifs]
    (False, [('infeasible "bob"',)])
    """
    if len(models) < 2:
        raise InvalidValue("rivals are two models or more", hint="name the files of two explanations")
    ids = _shared_epochs(models) if epochs is None else list(epochs)
    for name, model in models.items():
        lacking = [epoch for epoch in ids if all(epoch != own.id for own in model.epochs)]
        if lacking:
            known = ", ".join(own.id for own in model.epochs)
            raise InvalidValue(f"{name} has no epoch {lacking[0]!r}", hint=f"it has: {known}")
    found = []
    for number, epoch in enumerate(ids):
        if progress is not None:
            progress(number, len(ids), f"epoch {epoch}" if epoch else "comparing")
        found.append(_epoch(models, epoch, concept, target, cancel))
    if progress is not None:
        progress(len(ids), len(ids), "compared")
    return Rivals(concept=concept, target=target, names=tuple(models), epochs=tuple(found))


def _shared_epochs(models: Mapping[str, DisputeModel]) -> list[str]:
    """The ids of the epochs that all models have, in the order of the first."""
    first, *others = models.values()
    shared = [e.id for e in first.epochs if all(any(e.id == o.id for o in other.epochs) for other in others)]
    if not shared:
        raise InvalidValue("the models have no epoch in common", hint="give the same epoch the same id in each")
    return shared


def _epoch(
    models: Mapping[str, DisputeModel],
    epoch: str,
    concept: str,
    target: str,
    cancel: Callable[[], bool] | None,
) -> RivalEpoch:
    found = {
        name: analyse_graph(compiled(model, epoch), concepts=[concept], cancel=cancel) for name, model in models.items()
    }
    first = next(iter(models.values()))
    lines = {name: _lines_of(first, model, epoch) for name, model in list(models.items())[1:]}
    # Where no line differs there is nothing to find, however long one looks.
    small = all(each.graph.n_states <= MAX_STATES for each in found.values())
    search = small and any(lines.values())
    as_they_stand = smallest_partings(models, found, concept, "", most=0)
    partings = smallest_partings(models, found, concept, target, most=2 if search else 0, cancel=cancel)
    return RivalEpoch(
        id=epoch,
        name=first.epoch(epoch).name,
        models={name: _standing(models[name], each, concept, target, cancel) for name, each in found.items()},
        lines=lines,
        apart=bool(as_they_stand),
        what_ifs=partings,
        trials=trials(models, found, concept, target) if search else (),
        searched=small,
    )


def _lines_of(first: DisputeModel, model: DisputeModel, epoch: str) -> tuple[LineChange, ...]:
    """The lines in which a model differs from the first, those of other epochs left out."""
    return tuple(line for line in lines_apart(first, model) if line.epoch in ("", epoch) and line.what != "title")


def _standing(
    model: DisputeModel, found: EpochFindings, concept: str, target: str, cancel: Callable[[], bool] | None
) -> Standing:
    equilibria = found.equilibria[concept]
    observed = found.status_quo
    graph = found.graph
    goals = {int(state) for state in graph.where(target)} if target else set()
    return Standing(
        observed=None if observed is None else graph.label(observed),
        fits=None if observed is None else observed in equilibria,
        share=_share(model, found, concept, cancel),
        evidence=evidence_of(model.epoch(found.id)),
        equilibria=tuple(graph.label(state) for state in equilibria),
        target_holds=any(state in goals for state in equilibria) if target else None,
    )


def _share(model: DisputeModel, found: EpochFindings, concept: str, cancel: Callable[[], bool] | None) -> float | None:
    """The share of orders under which the observed state holds; None where nobody's order can be changed."""
    wanted = model.epoch(found.id).preferences.values()
    if (
        found.status_quo is None
        or concept not in CODES
        or found.graph.n_states > MAX_STATES
        or not any(len(each.statements) > 1 for each in wanted)
    ):
        return None
    firm = robustness(model, epochs=[found.id], concepts=[concept], draws=DRAWS, cancel=cancel).epochs[0]
    return firm.orderings.stable_share.get(concept)
