"""What each option is good for, and which equilibria nobody could improve on for all.

An option matters when the equilibria change once it is not to be had, or cannot be avoided. Of the equilibria, those
are efficient that no other feasible state betters for everybody.
"""

from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from detente.analysis.findings import EpochFindings
from detente.analysis.solving import analyse_graph
from detente.analysis.whatif import apply_edits, compiled
from detente.dispute.graph import GraphModel
from detente.dispute.model import DisputeModel, Option
from detente.dispute.states import SMALL
from detente.errors import NoFeasibleState

__all__ = ["Effect", "Effectiveness", "Ranking", "consensus", "effectiveness", "efficient", "rankings"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Effect:
    """What follows if an option is not to be had (`taken` False) or cannot be avoided (True).

    `equilibria` are labels, `gained` and `lost` against the game as it stands; `target` says whether the target holds
    in one of them. `feasible` is False where no state would be left.
    """

    option: str
    taken: bool
    feasible: bool
    equilibria: tuple[str, ...] = ()
    gained: tuple[str, ...] = ()
    lost: tuple[str, ...] = ()
    target: bool | None = None

    @property
    def matters(self) -> bool:
        """Whether any equilibrium comes or goes."""
        return bool(self.gained or self.lost)

    def to_dict(self) -> dict[str, object]:
        """As data."""
        return {
            "option": self.option,
            "taken": self.taken,
            "feasible": self.feasible,
            "equilibria": list(self.equilibria),
            "gained": list(self.gained),
            "lost": list(self.lost),
            "target_holds": self.target,
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Ranking:
    """Equilibria in order: those that no state betters for all, and all of them by the parties' common ranking."""

    efficient: tuple[int, ...]
    consensus: tuple[tuple[int, ...], ...]

    def to_dict(self) -> dict[str, object]:
        """As data."""
        return {"efficient": list(self.efficient), "consensus": [list(group) for group in self.consensus]}


@dataclass(frozen=True, slots=True, kw_only=True)
class Effectiveness:
    """The effects of every option, the efficient equilibria, and the equilibria by common rank.

    `target` says whether the target holds as things stand, None without one.
    """

    epoch: str
    concept: str
    target: bool | None
    effects: tuple[Effect, ...]
    efficient: tuple[int, ...]
    consensus: tuple[tuple[int, ...], ...]

    def to_dict(self) -> dict[str, object]:
        """As data."""
        return {
            "epoch": self.epoch,
            "concept": self.concept,
            "target_holds": self.target,
            "effects": [effect.to_dict() for effect in self.effects],
            "efficient": list(self.efficient),
            "consensus": [list(group) for group in self.consensus],
        }


def effectiveness(
    model: DisputeModel,
    *,
    epoch: str | None = None,
    concept: str = "SEQ",
    target: str = "",
    cancel: Callable[[], bool] | None = None,
) -> Effectiveness:
    """What follows, in an epoch (None: the last), from each option being ruled out or forced."""
    now = model.epoch(epoch).id
    found = analyse_graph(compiled(model, now), concepts=[concept], cancel=cancel)
    effects = [
        _effect(model, now, option, taken, concept, target, found, cancel)
        for option in model.options
        for taken in (False, True)
    ]
    equilibria = found.equilibria[concept]
    return Effectiveness(
        epoch=now,
        concept=concept,
        target=bool(set(map(int, found.graph.where(target))) & set(equilibria)) if target else None,
        effects=tuple(effects),
        efficient=efficient(found.graph, equilibria),
        consensus=consensus(found.graph, equilibria),
    )


def efficient(graph: GraphModel, states: Sequence[int]) -> tuple[int, ...]:
    """Those of `states` than which no feasible state is better for one party and worse for none."""

    if graph.n_states > SMALL:
        return tuple(state for state in states if not _bettered_by_array(graph, state))
    return tuple(state for state in states if not _bettered(graph, state))


def _bettered(graph: GraphModel, state: int) -> bool:
    """Whether some state is worse for nobody and better for somebody."""
    rows = graph.rank_rows
    return any(
        all(row[t] >= row[state] for row in rows) and any(row[t] > row[state] for row in rows)
        for t in range(graph.n_states)
    )


def _bettered_by_array(graph: GraphModel, state: int) -> bool:
    """The same for many states."""
    here = graph.ranks[:, [state]]
    return bool(((graph.ranks >= here).all(axis=0) & (graph.ranks > here).any(axis=0)).any())


def consensus(graph: GraphModel, states: Sequence[int]) -> tuple[tuple[int, ...], ...]:
    """The states in groups by the sum of their places in the parties' rankings of these states, best first.

    An order of discussion, no measure of welfare: ordinal ranks of different parties cannot be added up to one.
    """
    rows = [sorted(row[t] for t in states) for row in graph.rank_rows]
    sums: dict[int, list[int]] = {}
    for state in states:
        better = (
            len(ordered) - bisect_right(ordered, row[state]) for ordered, row in zip(rows, graph.rank_rows, strict=True)
        )
        sums.setdefault(sum(better), []).append(state)
    return tuple(tuple(sums[place]) for place in sorted(sums))


def rankings(found: EpochFindings) -> dict[str, Ranking]:
    """The equilibria of each concept in order.

    >>> from detente.analysis.samples import prisoners
    >>> rankings(analyse_graph(prisoners, concepts=["SEQ"]))["SEQ"]
    Ranking(efficient=(0,), consensus=((0,), (3,)))
    """
    return {
        code: Ranking(efficient=efficient(found.graph, states), consensus=consensus(found.graph, states))
        for code, states in found.equilibria.items()
    }


def _effect(
    model: DisputeModel,
    epoch: str,
    option: Option,
    taken: bool,
    concept: str,
    target: str,
    found: EpochFindings,
    cancel: Callable[[], bool] | None,
) -> Effect:
    name = f"{option.decision_maker}.{option.id}"
    edit = f'infeasible "{"!" if taken else ""}{name}"'
    try:
        graph = compiled(apply_edits(model, [edit], epoch=epoch), epoch)
    except NoFeasibleState:
        return Effect(option=name, taken=taken, feasible=False)
    after = analyse_graph(graph, concepts=[concept], cancel=cancel)
    labels = tuple(graph.label(state) for state in after.equilibria[concept])
    before = tuple(found.graph.label(state) for state in found.equilibria[concept])
    goals = set(map(int, graph.where(target))) if target else set()
    return Effect(
        option=name,
        taken=taken,
        feasible=True,
        equilibria=labels,
        gained=tuple(label for label in labels if label not in before),
        lost=tuple(label for label in before if label not in labels),
        target=any(state in goals for state in after.equilibria[concept]) if target else None,
    )
