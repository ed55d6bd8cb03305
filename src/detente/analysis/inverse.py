"""The smallest change that makes an outcome hold: over preference statements, which evidence can speak to.

The measure is adjacent swaps of statements, summed over the parties; see `detente.analysis.reordering` for the search
and its proof. A budget bounds it, and `proved` says whether it sufficed. Beside it stand the rival measures: reversed
pairs of states, and single edits.

Source: [KinsaraKilgourHipel2015].
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from detente.analysis.evolution import reachability
from detente.analysis.needs import Order
from detente.analysis.orderings import CODES, Arena, Party, swaps
from detente.analysis.reordering import Found, smallest_reordering
from detente.analysis.reversals import smallest_reversals
from detente.dispute.cancellation import cancelled_by, poll
from detente.dispute.graph import GraphModel, compile_model
from detente.dispute.model import DisputeModel
from detente.errors import InapplicableConcept, UndefinedState
from detente.evidence.display import html_table

__all__ = ["BUDGET", "Change", "Deal", "Edit", "deal"]

BUDGET = 400_000
"""How many steps of the search are made before it gives up: orders, parts of orders, combinations of orders."""

MAX_SINGLES = 4096
"""Single edits are tried in models of up to so many states."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One statement put elsewhere, dropped or added; positions count from 0, None where there is no place."""

    decision_maker: str
    kind: str
    statement: str
    says: str
    start: int | None
    end: int | None

    def to_dict(self) -> dict[str, object]:
        """As the contract prints it."""
        return {
            "decision_maker": self.decision_maker,
            "kind": self.kind,
            "statement": self.statement,
            "says": self.says,
            "from": self.start,
            "to": self.end,
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Edit:
    """Changes that together make target states hold.

    `states` are the target states that are then equilibria; `reachable` says how the observed state leads to one of
    them under the edited preferences: improvements, moves, joint or no; None where no state is observed. `swaps` and
    `reversals` are its size by both measures.
    """

    changes: tuple[Change, ...]
    states: tuple[int, ...]
    reachable: str | None
    swaps: int
    reversals: int

    def to_dict(self) -> dict[str, object]:
        """As the contract prints it."""
        return {
            "changes": [change.to_dict() for change in self.changes],
            "states": list(self.states),
            "reachable": self.reachable,
            "swaps": self.swaps,
            "reversals": self.reversals,
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Deal:
    """The smallest changes that make some target state an equilibrium.

    `minimum` is the least number of adjacent swaps, None where no order of the stated statements does it or none was
    found; `edits` are the changes that attain it, all of them where `complete`. `proved` says that nothing smaller
    exists, or nothing at all; where it is false, `minimum` is the least that was found. `singles` are the single
    statements dropped, added or put elsewhere that do it, whatever their size.
    """

    graph: GraphModel
    target: str
    concept: str
    epoch: str
    minimum: int | None
    proved: bool
    edits: tuple[Edit, ...]
    none_by_reordering: bool
    singles: tuple[Edit, ...] = ()
    measure: str = "adjacent-swaps"
    tried: int = 0
    complete: bool = True

    def _repr_html_(self) -> str:
        """Each smallest set of changes, for notebooks."""
        least = "no order of the wishes does it" if self.minimum is None else f"adjacent swaps: {self.minimum}"
        rows = [
            (
                "; ".join(f"{change.decision_maker}: {change.kind} {change.statement}" for change in edit.changes),
                ", ".join(self.graph.label(state) for state in edit.states),
            )
            for edit in self.edits
        ]
        return html_table(f"{self.target}, {self.concept}: {least}", ("changes", "then holds"), rows)

    @property
    def found(self) -> bool:
        """Whether a reordering does it."""
        return self.minimum is not None

    def to_dict(self) -> dict[str, object]:
        """The `deal --json` document."""
        return {
            "target": self.target,
            "concept": self.concept,
            "epoch": self.epoch,
            "measure": self.measure,
            "minimum": self.minimum,
            "proved": self.proved,
            "edits": [edit.to_dict() for edit in self.edits],
            "none_by_reordering": self.none_by_reordering,
            "single_edits": [edit.to_dict() for edit in self.singles],
        }


def deal(
    model: DisputeModel,
    *,
    target: str,
    epoch: str | None = None,
    concept: str = "SEQ",
    singles: bool = True,
    budget: int = BUDGET,
    cancel: Callable[[], bool] | None = None,
) -> Deal:
    """The smallest changes after which some state that answers to `target` is an equilibrium of the epoch.

    `target` is a state, an outcome's name or a condition. `singles` also asks which single statement dropped, added or
    put elsewhere would do it, in models of up to `MAX_SINGLES` states. Where nobody has statements but ranks, the
    measure is the number of pairs of states whose comparison changes (`rank-reversals`), and `edits` has one such
    change for each target state that attains it.

    Raises `UndefinedState` when no feasible state answers to the target, `InapplicableConcept`, `Cancelled`.
    """
    with cancelled_by(cancel):
        return _sought(model, target, epoch, concept, singles=singles, budget=budget)


def _sought(model: DisputeModel, target: str, epoch: str | None, concept: str, *, singles: bool, budget: int) -> Deal:
    graph = compile_model(model, epoch)
    if concept not in CODES:
        raise InapplicableConcept(f"deals are sought under {', '.join(CODES)}, not {concept}")
    if concept == "SIM" and graph.is_graph_form:
        raise InapplicableConcept("SIM needs options: simultaneous moves cannot be combined in graph form")
    goals = tuple(int(state) for state in graph.where(target))
    if not goals:
        raise UndefinedState(f"no feasible state is {target!r}", hint="name a state, an outcome or a condition")
    arena = Arena(model, graph, extra=goals)
    if not any(party.statements for party in arena.parties):
        return _by_reversals(graph, target, concept, goals)
    # What is judged costs more in larger models; the budget is meant for some sixty states.
    found = smallest_reordering(arena, concept, goals, budget * 64 // max(graph.n_states, 64))
    return Deal(
        graph=graph,
        target=target,
        concept=concept,
        epoch=graph.epoch,
        minimum=found.minimum,
        proved=found.proved,
        edits=tuple(_edits(arena, found)),
        complete=found.complete,
        none_by_reordering=found.minimum is None and found.proved,
        singles=tuple(_singles(arena, concept, goals, target)) if singles and graph.n_states <= MAX_SINGLES else (),
        tried=found.tried,
    )


def _by_reversals(graph: GraphModel, target: str, concept: str, goals: tuple[int, ...]) -> Deal:
    """The smallest change of a model in which everybody ranks states: changed comparisons of two states."""
    minimum, proved, found = smallest_reversals(graph, goals, concept)
    edits = []
    for reversal in found:
        changes = tuple(
            Change(
                decision_maker=graph.decision_makers[change.dm],
                kind="move",
                statement=graph.label(change.state),
                says=f"likes state s{change.state + 1} better",
                start=change.start,
                end=change.end,
            )
            for change in reversal.raises
        )
        reachable = reachability(graph.with_ranks(reversal.ranks), graph.status_quo, [reversal.state])
        edit = Edit(changes=changes, states=(reversal.state,), reachable=reachable, swaps=0, reversals=reversal.cost)
        edits.append(edit)
    return Deal(
        graph=graph,
        target=target,
        concept=concept,
        epoch=graph.epoch,
        minimum=minimum,
        proved=proved,
        edits=tuple(edits),
        none_by_reordering=False,
        measure="rank-reversals",
    )


def _edits(arena: Arena, found: Found) -> Iterator[Edit]:
    """The smallest changes, in the order of the parties' orders."""
    reachable: dict[tuple[object, ...], str | None] = {}
    for orders, states in found.ways:
        poll()
        rows = [
            party.row(order) if order else party.stated.scores
            for party, order in zip(arena.parties, orders, strict=True)
        ]
        key = (*rows, states)
        if key not in reachable:
            reachable[key] = arena.reachable(rows, arena.graph.status_quo, states)
        yield Edit(
            changes=tuple(
                change
                for party, order in zip(arena.parties, orders, strict=True)
                for change in _reordered(arena, party, order)
            ),
            states=states,
            reachable=reachable[key],
            swaps=sum(swaps(order) for order in orders),
            reversals=sum(_reversals(party, row) for party, row in zip(arena.parties, rows, strict=True)),
        )


def _reordered(arena: Arena, party: Party, order: Order) -> Iterator[Change]:
    """One change for each statement that is no longer where it was."""
    for end, start in enumerate(order):
        if start != end:
            statement = party.statements[start]
            yield Change(
                decision_maker=arena.graph.decision_makers[party.dm],
                kind="reorder",
                statement=statement.want,
                says=statement.says,
                start=start,
                end=end,
            )


def _reversals(party: Party, scores: Sequence[int]) -> int:
    """How many pairs of states a party compares otherwise than before."""
    sizes = [0] * len(party.keys)
    for number in party.class_of:
        sizes[number] += 1
    before = party.stated.scores
    return sum(
        sizes[a] * sizes[b]
        for a in range(len(sizes))
        for b in range(a)
        if (before[a] > before[b]) - (before[a] < before[b]) != (scores[a] > scores[b]) - (scores[a] < scores[b])
    )


def _singles(arena: Arena, concept: str, goals: Sequence[int], target: str) -> Iterator[Edit]:
    """Single statements whose dropping, adding or moving makes a target state hold."""
    stated = [party.stated.scores for party in arena.parties]
    for party in arena.parties:
        for change, scores, distance in _variants(arena, party, target):
            poll()
            rows = [*stated]
            rows[party.dm] = scores
            states = arena.equilibria(concept, rows, goals)
            if states:
                yield Edit(
                    changes=(change,),
                    states=states,
                    reachable=arena.reachable(rows, arena.graph.status_quo, states),
                    swaps=distance,
                    reversals=_reversals(party, scores),
                )


def _variants(arena: Arena, party: Party, target: str) -> Iterator[tuple[Change, tuple[int, ...], int]]:
    """(change, scores, adjacent swaps) for each single edit of a party's statements.

    A statement is dropped, put at another place, or the target itself is added as a statement.
    """
    stated = tuple(range(len(party.statements)))

    def change(kind: str, at: int | None, start: int | None, end: int | None) -> Change:
        return Change(
            decision_maker=arena.graph.decision_makers[party.dm],
            kind=kind,
            statement=target if at is None else party.statements[at].want,
            says=target if at is None else party.statements[at].says,
            start=start,
            end=end,
        )

    for start in stated:
        rest = stated[:start] + stated[start + 1 :]
        yield change("drop", start, start, None), party.row(rest), 0
        for end in stated:
            # A swap of neighbours is one move, told once.
            if end not in (start, start - 1):
                yield change("move", start, start, end), party.row((*rest[:end], start, *rest[end:])), abs(end - start)
    for end in (*stated, len(stated)) if stated else ():
        yield change("add", None, None, end), party.row((*stated[:end], len(stated), *stated[end:])), 0
