"""The smallest change that makes an outcome hold: over preference statements, which evidence can speak to.

The measure is adjacent swaps of statements, summed over the parties. Orders are tried by growing distance, so the first
that does it is a smallest, and that there is none is proved by having tried them all; a budget bounds the search, and
`proved` says whether it sufficed. Beside it stand the rival measures: reversed pairs of states, and single edits.

Source: [KinsaraKilgourHipel2015].
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import product

from detente.analysis.evolution import reachability
from detente.analysis.orderings import CODES, Arena, Order, Party, Row
from detente.analysis.reversals import smallest_reversals
from detente.dispute.graph import GraphModel, compile_model
from detente.dispute.model import DisputeModel
from detente.errors import Cancelled, InapplicableConcept, UndefinedState
from detente.evidence.display import html_table

__all__ = ["BUDGET", "Change", "Deal", "Edit", "deal"]

BUDGET = 400_000
"""How many orders and combinations of orders are judged before the search gives up."""

MAX_SINGLES = 4096
"""Single edits are tried in models of up to so many states."""

MAX_EDITS = 2_000
"""How many smallest edits are listed."""


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
    found; `edits` all changes that attain it. `proved` says that nothing smaller exists, or nothing at all. `singles`
    are the single statements dropped, added or put elsewhere that do it, whatever their size.
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
    search = _Search(arena, concept, goals, budget, cancel)
    minimum, proved = search.run()
    edits = tuple(search.edits())
    return Deal(
        graph=graph,
        target=target,
        concept=concept,
        epoch=graph.epoch,
        minimum=minimum,
        proved=proved,
        edits=edits,
        none_by_reordering=minimum is None and proved,
        singles=tuple(_singles(search, target)) if singles and graph.n_states <= MAX_SINGLES else (),
        tried=search.spent,
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


Rows = tuple[Row, ...]


class _Search:
    """The search for the smallest reordering, by growing total distance.

    For each party and distance, the rankings first met there are judged for every target state: those that cannot be
    stable, whatever the others want, drop out, and a target for which some party has none left is given up.
    """

    def __init__(
        self, arena: Arena, concept: str, goals: tuple[int, ...], budget: int, cancel: Callable[[], bool] | None
    ) -> None:
        self.arena = arena
        self.concept = concept
        self.goals = goals
        # What is judged costs more in larger models; the budget is meant for some sixty states.
        self.budget = budget * 64 // max(arena.graph.n_states, 64)
        self.cancel = cancel
        self.spent = 0
        self.found: dict[Rows, list[int]] = {}
        self._possible: dict[tuple[int, int], dict[int, list[tuple[Row, bool]]]] = {}

    def run(self) -> tuple[int | None, bool]:
        """(the least number of swaps, whether that is proved)."""
        parties = self.arena.parties
        alive = list(self.goals)
        try:
            for total in range(sum(party.furthest for party in parties) + 1):
                distances = [self._expanded(party.dm, min(total, party.furthest)) for party in parties]
                alive = [goal for goal in alive if not self._is_lost(goal, total)]
                if not alive:
                    return None, True
                for goal in alive:
                    open_ = [[d for d in known if goal in self._possible[dm, d]] for dm, known in enumerate(distances)]
                    for split in _splits(total, open_):
                        self._try(goal, split)
                if self.found:
                    return total, True
        except _Spent:
            return None, False
        return None, True

    def _expanded(self, dm: int, furthest: int) -> range:
        """The distances up to `furthest`, judged."""
        for distance in range(furthest + 1):
            if (dm, distance) in self._possible:
                continue
            kept: dict[int, list[tuple[Row, bool]]] = {}
            for row in self.arena.parties[dm].level(distance):
                self._spend(1)
                judged = self.arena.verdicts(self.concept, dm, row.scores, self.goals)
                for goal, verdict in zip(self.goals, judged, strict=True):
                    if verdict is not False:
                        kept.setdefault(goal, []).append((row, bool(verdict)))
            self._possible[dm, distance] = kept
        return range(furthest + 1)

    def _is_lost(self, goal: int, total: int) -> bool:
        """Whether some party has no order left under which the target could be stable."""
        return any(
            party.furthest <= total
            and not any(goal in self._possible[party.dm, distance] for distance in range(party.furthest + 1))
            for party in self.arena.parties
        )

    def edits(self) -> Iterator[Edit]:
        """Every smallest change, in the order of the parties' orders."""
        for rows, states in list(self.found.items())[:MAX_EDITS]:
            reachable = self.arena.reachable([row.scores for row in rows], self.arena.graph.status_quo, states)
            for orders in product(*(row.orders for row in rows)):
                changes = [
                    change
                    for party, order in zip(self.arena.parties, orders, strict=True)
                    for change in _reordered(self.arena, party, order)
                ]
                yield Edit(
                    changes=tuple(changes),
                    states=tuple(states),
                    reachable=reachable,
                    swaps=sum(row.distance for row in rows),
                    reversals=sum(_reversals(p, row.scores) for p, row in zip(self.arena.parties, rows, strict=True)),
                )

    def _try(self, goal: int, distances: Sequence[int]) -> None:
        """Judge every combination of rankings at these distances for one target state."""
        lists = [self._possible[dm, distance][goal] for dm, distance in enumerate(distances)]
        for choice in product(*lists):
            rows = tuple(row for row, _ in choice)
            if all(sure for _, sure in choice) or self._holds(rows, goal, [sure for _, sure in choice]):
                self.found.setdefault(rows, []).append(goal)

    def _holds(self, rows: Rows, goal: int, sure: Sequence[bool]) -> bool:
        """Whether the target is stable for every party whose verdict depends on the others."""
        self._spend(1)
        scores = [row.scores for row in rows]
        return all(
            sure[dm] or self.arena.is_stable(self.concept, dm, scores, goal) for dm in range(len(self.arena.parties))
        )

    def _spend(self, amount: int) -> None:
        before = self.spent
        self.spent += amount
        if self.spent > self.budget:
            raise _Spent
        if self.cancel is not None and before // 256 != self.spent // 256 and self.cancel():
            raise Cancelled("stopped before the smallest change was proved", hint="run it again to finish")


class _Spent(Exception):
    """The budget is used up."""


def _splits(total: int, choices: Sequence[Sequence[int]]) -> Iterator[tuple[int, ...]]:
    """Every way to make up `total` of one distance per party, in lexicographic order."""
    if not choices:
        if total == 0:
            yield ()
        return
    if not all(choices):
        return
    least, most = (sum(bound(others) for others in choices[1:]) for bound in (min, max))
    for first in choices[0]:
        if least <= total - first <= most:
            for others in _splits(total - first, choices[1:]):
                yield (first, *others)


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


def _singles(search: _Search, target: str) -> Iterator[Edit]:
    """Single statements whose dropping, adding or moving makes a target state hold."""
    arena = search.arena
    stated = [party.stated.scores for party in arena.parties]
    for party in arena.parties:
        for change, scores, swaps in _variants(arena, party, target):
            rows = [*stated]
            rows[party.dm] = scores
            states = arena.equilibria(search.concept, rows, search.goals)
            if states:
                yield Edit(
                    changes=(change,),
                    states=states,
                    reachable=arena.reachable(rows, arena.graph.status_quo, states),
                    swaps=swaps,
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
