"""How a dispute can move from one state to another, where it comes to rest, and where it goes round.

Source: [LiHipelKilgourFang2004] for the status quo as the ground of the analysis.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from detente.analysis.sequences import Chooses, Steps, improving, reached, shortest, to_dicts
from detente.dispute.graph import GraphModel

__all__ = ["Evolution", "Path", "evolution", "find_path", "is_joint_move", "reachability"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Path:
    """How to get from `start` to `goal`: the shortest way in which every mover gains, and the shortest at all.

    None where there is none; () where start and goal are the same. `joint` is true when no sequence of single moves
    leads there and one simultaneous move of several parties does.
    """

    graph: GraphModel
    start: int
    goal: int
    by_improvements: Steps | None
    by_moves: Steps | None
    joint: bool

    @property
    def kind(self) -> str:
        """The easiest way: improvements, moves, joint or no."""
        if self.by_improvements is not None:
            return "improvements"
        if self.by_moves is not None:
            return "moves"
        return "joint" if self.joint else "no"

    def to_dict(self) -> dict[str, object]:
        """The `path --json` document."""
        return {
            "from": self.start,
            "to": self.goal,
            "by_improvements": _steps(self.graph, self.by_improvements),
            "by_moves": _steps(self.graph, self.by_moves),
            "joint": self.joint,
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Evolution:
    """Where improvements, one after another, lead from a state.

    `reached` are the states that can be reached, with the way there, nearest first. `traps` are those among them, and
    the start, that no party can improve on: there the dispute rests. `cycles` are sets of states that are never left
    once entered, and in which it never rests.
    """

    graph: GraphModel
    start: int
    reached: tuple[tuple[int, Steps], ...]
    traps: tuple[int, ...]
    cycles: tuple[tuple[int, ...], ...]

    def to_dict(self) -> dict[str, object]:
        """As data."""
        return {
            "from": self.start,
            "reached": [{"state": state, "steps": to_dicts(self.graph, steps)} for state, steps in self.reached],
            "traps": list(self.traps),
            "cycles": [list(cycle) for cycle in self.cycles],
        }


def find_path(graph: GraphModel, start: int, goal: int) -> Path:
    """The shortest legal sequences from `start` to `goal`, ties in the order of states."""
    if start == goal:
        return Path(graph=graph, start=start, goal=goal, by_improvements=(), by_moves=(), joint=False)
    movers = range(graph.n_dms)
    by_moves = shortest(graph, start, movers, goal.__eq__)
    # Who cannot get there by any moves cannot by improvements.
    by_improvements = (
        None if by_moves is None else shortest(graph, start, movers, goal.__eq__, chooses=improving(graph))
    )
    return Path(
        graph=graph,
        start=start,
        goal=goal,
        by_improvements=by_improvements,
        by_moves=by_moves,
        joint=by_moves is None and is_joint_move(graph, start, goal),
    )


def reachability(
    graph: GraphModel, start: int | None, goals: Sequence[int], *, chooses: Chooses | None = None
) -> str | None:
    """The easiest way to any of the goals: improvements, moves, joint or no; None without a start.

    `chooses` says what counts as an improvement where that is not as the graph's ranks say.
    """
    if start is None:
        return None
    if start in goals:
        return "improvements"
    wanted = set(goals)
    movers = range(graph.n_dms)
    if shortest(graph, start, movers, wanted.__contains__, chooses=chooses or improving(graph)) is not None:
        return "improvements"
    if shortest(graph, start, movers, wanted.__contains__) is not None:
        return "moves"
    return "joint" if any(is_joint_move(graph, start, goal) for goal in goals) else "no"


def is_joint_move(graph: GraphModel, start: int, goal: int) -> bool:
    """Whether several parties, moving at the same moment, get from `start` to `goal`.

    In option form they do when every option that differs belongs to a party in play and may change that way. In graph
    form simultaneous moves cannot be combined.
    """
    if graph.is_graph_form or graph.code_row is None:
        return False
    before, after = int(graph.code_row[start]), int(graph.code_row[goal])
    changed = before ^ after
    movable = 0
    for mask in graph.own:
        movable |= mask
    forbidden = (changed & ~movable) | (changed & graph.forward & before) | (changed & graph.backward & after)
    return bool(changed) and not forbidden and sum(1 for mask in graph.own if mask & changed) > 1


def evolution(graph: GraphModel, start: int) -> Evolution:
    """Where improvements lead from `start`, whoever makes them, also the same party twice."""
    chooses = improving(graph)
    ways = reached(graph, start, range(graph.n_dms), chooses=chooses, twice=True)
    states = sorted({start, *ways})
    onward = {state: _onward(graph, state, chooses) for state in states}
    return Evolution(
        graph=graph,
        start=start,
        reached=tuple((state, steps) for state, steps in ways.items() if state != start),
        traps=tuple(state for state in states if not onward[state]),
        cycles=tuple(_closed_cycles(onward)),
    )


def _onward(graph: GraphModel, state: int, chooses: Chooses) -> list[int]:
    """The states that some party can improve to."""
    ends = {t for dm in range(graph.n_dms) for t in graph.successors_of(dm, state) if chooses(dm, state, t)}
    return sorted(ends)


def _closed_cycles(onward: dict[int, list[int]]) -> list[tuple[int, ...]]:
    """The strongly connected sets of two states or more that no improvement leaves, by their first state."""
    component = _components(onward)
    members: dict[int, list[int]] = {}
    for state, number in component.items():
        members.setdefault(number, []).append(state)
    left = {component[s] for s, ends in onward.items() for t in ends if component.get(t) != component[s]}
    cycles = [tuple(sorted(found)) for number, found in members.items() if number not in left and len(found) > 1]
    return sorted(cycles)


def _components(onward: dict[int, list[int]]) -> dict[int, int]:
    """The strongly connected component of each state, by Kosaraju's two passes, without recursion."""
    backward: dict[int, list[int]] = {state: [] for state in onward}
    for state, ends in onward.items():
        for end in ends:
            backward.setdefault(end, []).append(state)
    component: dict[int, int] = {}
    for root in reversed(_finished(onward)):
        waiting = [root] if root not in component else []
        while waiting:
            state = waiting.pop()
            if state not in component:
                component[state] = root
                waiting.extend(t for t in backward[state] if t not in component)
    return component


def _finished(onward: dict[int, list[int]]) -> list[int]:
    """The states in the order in which a depth-first walk leaves them for good."""
    order: list[int] = []
    seen: set[int] = set()
    for root in onward:
        stack = [(root, iter(onward[root]))] if root not in seen else []
        seen.add(root)
        while stack:
            state, ends = stack[-1]
            following = next((t for t in ends if t not in seen), None)
            if following is None:
                order.append(state)
                stack.pop()
            else:
                seen.add(following)
                stack.append((following, iter(onward.get(following, []))))
    return order


def _steps(graph: GraphModel, steps: Steps | None) -> list[dict[str, object]] | None:
    return None if steps is None else to_dicts(graph, steps)
