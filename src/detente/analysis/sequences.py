"""Legal sequences of moves: several decision makers, one move after another, nobody twice running.

Sequences are searched breadth first over (state, last mover), which is exact in graph form and in option form alike.

Source: [FangHipelKilgour1993].
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from detente.dispute.graph import GraphModel

__all__ = ["Step", "Steps", "improving", "reached", "shortest", "to_dicts"]

Chooses = Callable[[int, int, int], bool]
"""(decision maker, from, to): whether the move may be part of the sequence."""


@dataclass(frozen=True, slots=True)
class Step:
    """One move: indices of the decision maker and of the states."""

    dm: int
    start: int
    end: int


Steps = tuple[Step, ...]


_NOBODY, _ANYBODY = -1, -2
"""Who moved last: nobody yet, and it does not matter who."""


def to_dicts(graph: GraphModel, steps: Steps) -> list[dict[str, object]]:
    """The steps as the contract prints them."""
    return [{"decision_maker": graph.decision_makers[step.dm], "from": step.start, "to": step.end} for step in steps]


def improving(graph: GraphModel) -> Chooses:
    """Only moves to states that the mover likes better than where it moves from."""
    rows = graph.rank_rows
    return lambda dm, start, end: bool(rows[dm][end] > rows[dm][start])


def shortest(
    graph: GraphModel,
    start: int,
    movers: Sequence[int],
    goal: Callable[[int], bool],
    *,
    chooses: Chooses | None = None,
) -> Steps | None:
    """The shortest sequence of one move or more from `start` to a state where `goal` holds; None where there is none.

    `movers` may move, `chooses` says which of their moves count (None: all). Of several shortest ones it is the first
    in the order of states, then of movers.
    """
    for steps in _searched(graph, start, movers, chooses):
        if goal(steps[-1].end):
            return steps
    return None


def reached(
    graph: GraphModel, start: int, movers: Sequence[int], *, chooses: Chooses | None = None, twice: bool = False
) -> dict[int, Steps]:
    """Every state that sequences of one move or more lead to, with the shortest, in the order of their length.

    With `twice` a party may also move twice running, which in option form changes nothing.
    """
    found: dict[int, Steps] = {}
    for steps in _searched(graph, start, movers, chooses, twice=twice):
        found.setdefault(steps[-1].end, steps)
    return found


def _searched(
    graph: GraphModel, start: int, movers: Sequence[int], chooses: Chooses | None, *, twice: bool = False
) -> Iterator[Steps]:
    """The first sequence to each (state, last mover), shortest first; with `twice` the first to each state."""
    before: dict[tuple[int, int], tuple[tuple[int, int], Step]] = {}
    level: list[tuple[int, int]] = [(start, _NOBODY)]
    while level:
        following: list[tuple[int, int]] = []
        for node in level:
            for end, dm in _continued(graph, node, movers, chooses):
                reached_node = (end, _ANYBODY if twice else dm)
                if reached_node not in before:
                    before[reached_node] = (node, Step(dm, node[0], end))
                    following.append(reached_node)
                    yield _traced(before, reached_node)
        level = following


def _continued(
    graph: GraphModel, node: tuple[int, int], movers: Sequence[int], chooses: Chooses | None
) -> list[tuple[int, int]]:
    """(state, mover) one legal move on, in the order of states."""
    state, last = node
    return sorted(
        (end, dm)
        for dm in movers
        if dm != last
        for end in graph.successors_of(dm, state)
        if chooses is None or chooses(dm, state, end)
    )


def _traced(before: dict[tuple[int, int], tuple[tuple[int, int], Step]], node: tuple[int, int]) -> Steps:
    """The sequence that led to a node."""
    steps: list[Step] = []
    while True:
        node, step = before[node]
        steps.append(step)
        if node not in before or node[1] == _NOBODY:
            return tuple(reversed(steps))
