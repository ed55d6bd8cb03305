"""Why a dispute stays where it is: who would gain by the outcome asked for, and which statement stands against it.

The target is the first outcome that the case names. A party *blocks* when, among the target states that no other
party likes less than the observed one, it likes none better itself; what decides is the first statement, in its own
order of priority, on which the two states differ.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from detente.analysis.explanation import reason
from detente.dispute import conditions
from detente.dispute.conditions import Condition
from detente.dispute.graph import GraphModel
from detente.dispute.model import DisputeModel, Option, PreferenceStatement

__all__ = ["MAX_STATES", "Block", "Impasse", "changes_of", "find_impasse", "holds", "taken"]

MAX_STATES = 1 << 16
"""Above this many feasible states an impasse is not looked for, so that a report stays quick."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """What keeps one party from the outcome.

    `targets` is how many target states were compared, `liked` how many of all target states the party likes better
    than the observed one. `state` is the one it minds least, `statement` what decides against it with its `rank` among
    the party's statements (from 1), `changes` the party's own options that would have to change, those the statement
    speaks of first. All None or empty where the party does not block.
    """

    decision_maker: str
    liked: int
    targets: int
    state: int | None = None
    statement: PreferenceStatement | None = None
    rank: int = 0
    changes: tuple[tuple[Option, bool], ...] = ()

    @property
    def is_blocking(self) -> bool:
        """Whether the party likes none of the compared target states better."""
        return self.state is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class Impasse:
    """How an epoch's observed state compares with the target states, party by party.

    `liked_by_all` are the target states that somebody likes better than the observed one and nobody likes less.
    """

    epoch: str
    target: str
    observed: int
    is_attained: bool
    targets: tuple[int, ...]
    liked_by_all: tuple[int, ...]
    blocks: tuple[Block, ...]


def find_impasse(model: DisputeModel, graph: GraphModel, target: str | None = None) -> Impasse | None:
    """The impasse of one epoch; None without an observed state, an outcome to look for, or options.

    `target` is an outcome or a condition, by default the first outcome of the model.
    """
    name = target or (model.outcomes[0].id if model.outcomes else None)
    if name is None or graph.status_quo is None or graph.code_row is None or graph.n_states > MAX_STATES:
        return None
    start = graph.status_quo
    targets = tuple(int(state) for state in graph.where(name))
    liked = [[t for t in targets if row[t] > row[start]] for row in graph.rank_rows]
    minded = {t for row in graph.rank_rows for t in targets if row[t] < row[start]}
    return Impasse(
        epoch=graph.epoch,
        target=name,
        observed=start,
        is_attained=start in targets,
        targets=targets,
        liked_by_all=tuple(sorted({t for own in liked for t in own} - minded)),
        blocks=tuple(_block(model, graph, dm, start, targets) for dm in range(graph.n_dms)),
    )


def holds(graph: GraphModel, condition: Condition, state: int) -> bool:
    """Whether a condition holds in a state."""
    assert graph.code_row is not None
    code = int(graph.code_row[state])
    return bool(conditions.evaluate(condition, lambda option: bool(code >> option & 1)))


def taken(graph: GraphModel, state: int, decision_maker: str | None = None) -> tuple[Option, ...]:
    """The options taken in a state, all or one party's."""
    if graph.code_row is None:
        return ()
    code = int(graph.code_row[state])
    return tuple(
        option
        for k, option in enumerate(graph.options)
        if code >> k & 1 and decision_maker in (None, option.decision_maker)
    )


def changes_of(graph: GraphModel, start: int, state: int) -> tuple[tuple[Option, bool], ...]:
    """(option, whether it is taken then) for every option on which two states differ."""
    if graph.code_row is None:
        return ()
    before, after = int(graph.code_row[start]), int(graph.code_row[state])
    return tuple((option, bool(after >> k & 1)) for k, option in enumerate(graph.options) if (before ^ after) >> k & 1)


def _block(model: DisputeModel, graph: GraphModel, dm: int, start: int, targets: Sequence[int]) -> Block:
    row = graph.rank_rows[dm]
    others = [other for j, other in enumerate(graph.rank_rows) if j != dm]
    offered = [t for t in targets if all(other[t] >= other[start] for other in others)] or list(targets)
    own = {t for t in targets if row[t] > row[start]}
    party = graph.decision_makers[dm]
    if not offered or start in targets or any(t in own for t in offered):
        return Block(decision_maker=party, liked=len(own), targets=len(offered))
    least_minded = min(offered, key=lambda t: (-row[t], _distance(graph, start, t), t))
    preferences = model.epoch(graph.epoch).preferences.get(party)
    statements = preferences.statements if preferences else ()
    decided = reason(graph, statements, start, least_minded)
    changes = _changes(graph, party, start, least_minded, decided.statement if decided else None)
    if not changes:  # it would rather not see it, but nothing it does is asked for
        return Block(decision_maker=party, liked=len(own), targets=len(offered))
    return Block(
        decision_maker=party,
        liked=len(own),
        targets=len(offered),
        state=least_minded,
        statement=decided.statement if decided else None,
        rank=decided.position + 1 if decided else 0,
        changes=changes,
    )


def _distance(graph: GraphModel, start: int, state: int) -> int:
    """How many options differ."""
    assert graph.code_row is not None
    return (int(graph.code_row[start]) ^ int(graph.code_row[state])).bit_count()


def _changes(
    graph: GraphModel, party: str, start: int, state: int, statement: PreferenceStatement | None
) -> tuple[tuple[Option, bool], ...]:
    """The party's own changes between two states: those the statement speaks of, else all."""
    own = tuple((o, is_taken) for o, is_taken in changes_of(graph, start, state) if o.decision_maker == party)
    if statement is None:
        return own
    spoken_of = conditions.options_of(conditions.parse(statement.want, graph.scope, where=statement.where))
    telling = tuple((o, is_taken) for o, is_taken in own if graph.options.index(o) in spoken_of)
    return telling or own
