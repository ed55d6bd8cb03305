"""The same dispute through time: what changed from one epoch to the next, and whether it could have been foreseen.

The honest test of a forecast is made with what was known before: the preferences of an epoch are carried forward into
the next, and the state observed there is judged by them. It is expected to fail where preferences changed, and says
little where the state was built in; both are told.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from detente.analysis.comparison import LineChange, lines_apart
from detente.analysis.evolution import find_path
from detente.analysis.solving import Cancel, analyse_graph
from detente.analysis.whatif import compiled
from detente.dispute.graph import GraphModel
from detente.dispute.model import DisputeModel, Epoch
from detente.errors import DetenteError

__all__ = ["Passage", "Succession", "succession"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """From one epoch to the next.

    `before` and `after` are epoch ids; `state_before` and `state_after` the labels of what was observed, None where
    nothing was. `way` is how the earlier observed state could lead to the later one by the moves and preferences of
    the earlier epoch: same, improvements, moves, joint or no, or impossible where the later state was none then; None
    where nothing was observed. `changes` are the lines
    of preferences, exclusions and one-way moves that differ. `holds` says by concept whether the later observed state
    is an equilibrium by its own epoch's preferences, `carried` whether it is by those of the earlier epoch.
    """

    before: str
    after: str
    state_before: str | None
    state_after: str | None
    way: str | None
    changes: tuple[LineChange, ...]
    holds: Mapping[str, bool]
    carried: Mapping[str, bool]

    def to_dict(self) -> dict[str, object]:
        """As data."""
        return {
            "from": self.before,
            "to": self.after,
            "observed": {"from": self.state_before, "to": self.state_after},
            "way": self.way,
            "changes": [change.to_dict() for change in self.changes],
            "holds": dict(self.holds),
            "carried_forward": dict(self.carried),
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Succession:
    """The observed state of every epoch, whether it holds there, and the passages between them."""

    model: DisputeModel
    concepts: tuple[str, ...]
    observed: Mapping[str, str | None]
    holds: Mapping[str, Mapping[str, bool]]
    passages: tuple[Passage, ...]

    def to_dict(self) -> dict[str, object]:
        """The `epochs --json` document."""
        return {
            "concepts": list(self.concepts),
            "epochs": [
                {"id": epoch.id, "name": epoch.name, "observed": self.observed[epoch.id], "holds": self.holds[epoch.id]}
                for epoch in self.model.epochs
            ],
            "passages": [passage.to_dict() for passage in self.passages],
        }


def succession(
    model: DisputeModel, *, concepts: Sequence[str] = ("NASH", "SEQ"), cancel: Cancel | None = None
) -> Succession:
    """Every epoch in turn, and every passage from one to the next.

    Raises `UnknownConcept`, `InapplicableConcept`, `Cancelled` and what `compile_model` raises.
    """
    graphs = {epoch.id: compiled(model, epoch.id) for epoch in model.epochs}
    holds = {name: _verdicts(graph, concepts, cancel) for name, graph in graphs.items()}
    return Succession(
        model=model,
        concepts=tuple(concepts),
        observed={name: _label(graph) for name, graph in graphs.items()},
        holds=holds,
        passages=tuple(
            _passage(model, before, after, graphs, holds, concepts, cancel)
            for before, after in zip(model.epochs, model.epochs[1:], strict=False)
        ),
    )


def _passage(
    model: DisputeModel,
    before: Epoch,
    after: Epoch,
    graphs: Mapping[str, GraphModel],
    holds: Mapping[str, Mapping[str, bool]],
    concepts: Sequence[str],
    cancel: Cancel | None,
) -> Passage:
    earlier, later = graphs[before.id], graphs[after.id]
    return Passage(
        before=before.id,
        after=after.id,
        state_before=_label(earlier),
        state_after=_label(later),
        way=_way(earlier, later),
        changes=_changes(model, before, after),
        holds=holds[after.id],
        carried=_carried(model, before, after, concepts, cancel),
    )


def _label(graph: GraphModel) -> str | None:
    return None if graph.status_quo is None else graph.label(graph.status_quo)


def _verdicts(graph: GraphModel, concepts: Sequence[str], cancel: Cancel | None) -> dict[str, bool]:
    """Whether the observed state is an equilibrium, by concept; {} where none is observed."""
    if graph.status_quo is None:
        return {}
    found = analyse_graph(graph, concepts=concepts, cancel=cancel)
    return {code: graph.status_quo in states for code, states in found.equilibria.items()}


def _way(earlier: GraphModel, later: GraphModel) -> str | None:
    """How the earlier observed state leads to the later one, in the earlier epoch."""
    if earlier.status_quo is None or later.status_quo is None:
        return None
    wanted = later.label(later.status_quo)
    goal = next((state for state in range(earlier.n_states) if earlier.label(state) == wanted), None)
    if goal is None:
        return "impossible"
    return "same" if goal == earlier.status_quo else find_path(earlier, earlier.status_quo, goal).kind


def _changes(model: DisputeModel, before: Epoch, after: Epoch) -> tuple[LineChange, ...]:
    """What differs, the later epoch written over the earlier one."""
    old = replace(model, epochs=(before,))
    new = replace(model, epochs=(replace(after, id=before.id),))
    kinds = ("statement", "ranking", "unknown", "infeasible", "irreversible", "in play")
    return tuple(replace(change, epoch=after.id) for change in lines_apart(old, new) if change.what in kinds)


def _carried(
    model: DisputeModel, before: Epoch, after: Epoch, concepts: Sequence[str], cancel: Cancel | None
) -> dict[str, bool]:
    """The verdicts of the later epoch under the earlier preferences; {} where these do not fit its states."""
    try:
        graph = compiled(replace(model, epochs=(replace(after, preferences=before.preferences),)), after.id)
    except DetenteError:
        return {}
    return _verdicts(graph, concepts, cancel)
