"""What would have to change: the smallest reorderings that make the outcome hold, and the ways there.

Both are asked within a budget, so that a report stays quick; what the budget did not suffice for is said to be open.
"""

from dataclasses import dataclass

from detente.analysis.evolution import Path, find_path
from detente.analysis.inverse import Change, Deal, Edit, deal
from detente.dispute.graph import GraphModel
from detente.dispute.model import DisputeModel, PreferenceStatement
from detente.errors import DetenteError

__all__ = ["CONCEPTS", "Passing", "Way", "deals", "passings", "to_next", "ways"]

CONCEPTS = ("NASH", "SEQ")
"""The concepts that deals are sought under: nobody wants to leave, and nobody dares to."""

MAX_STATES = 4096
BUDGET = 5_000
MAX_WAYS = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Passing:
    """One statement that an edit puts above (`rises`) or below others of the same party."""

    decision_maker: str
    moved: PreferenceStatement
    rises: bool
    others: tuple[PreferenceStatement, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """A way from one state to another, in an epoch's own moves and preferences; None where the goal is not feasible."""

    start: int
    goal: int | None
    path: Path | None


def deals(model: DisputeModel, graph: GraphModel, target: str | None) -> dict[str, Deal]:
    """By concept, the smallest reorderings of one epoch's statements that make the target hold."""
    found: dict[str, Deal] = {}
    if target is None or graph.n_states > MAX_STATES:
        return found
    for concept in CONCEPTS:
        try:
            found[concept] = deal(
                model, target=target, epoch=graph.epoch, concept=concept, singles=False, budget=BUDGET
            )
        except DetenteError:  # no state with the outcome, or a concept that graph form lacks: nothing to look for
            continue
    return found


def passings(model: DisputeModel, found: Deal, edit: Edit) -> tuple[Passing, ...]:
    """What an edit says, party by party, in as few statements that move as will do."""
    epoch = model.epoch(found.epoch)
    worded: list[Passing] = []
    for party in dict.fromkeys(change.decision_maker for change in edit.changes):
        statements = epoch.preferences[party].statements
        places = _places(len(statements), [c for c in edit.changes if c.decision_maker == party])
        passed = {i: [j for j in range(i) if places[j] > places[i]] for i in range(len(statements))}
        rising = {i: over for i, over in passed.items() if over}
        falling = {j: [i for i, over in rising.items() if j in over] for j in range(len(statements))}
        falling = {j: under for j, under in falling.items() if under}
        moved, rises = (rising, True) if len(rising) <= len(falling) else (falling, False)
        worded += [
            Passing(
                decision_maker=party,
                moved=statements[i],
                rises=rises,
                others=tuple(statements[j] for j in others),
            )
            for i, others in moved.items()
        ]
    return tuple(worded)


def _places(length: int, changes: list[Change]) -> list[int]:
    """Where each statement stands after the changes."""
    places = list(range(length))
    for change in changes:
        if change.start is not None and change.end is not None:
            places[change.start] = change.end
    return places


def ways(graph: GraphModel, goals: tuple[int, ...]) -> tuple[Way, ...]:
    """The ways from the observed state to some goals."""
    start = graph.status_quo
    if start is None or graph.n_states > MAX_STATES:
        return ()
    return tuple(Way(start=start, goal=goal, path=find_path(graph, start, goal)) for goal in goals[:MAX_WAYS])


def to_next(graph: GraphModel, following: GraphModel) -> Way | None:
    """The way from one epoch's observed state to the next one's, in the moves and preferences of the first."""
    start, goal = graph.status_quo, following.status_quo
    if start is None or goal is None or graph.n_states > MAX_STATES:
        return None
    if graph.code_row is None or following.code_row is None:
        here = goal if graph.code_row is following.code_row is None and goal < graph.n_states else None
    else:
        code = int(following.code_row[goal])
        here = next((s for s in range(graph.n_states) if int(graph.code_row[s]) == code), None)
    return Way(start=start, goal=here, path=None if here is None else find_path(graph, start, here))
