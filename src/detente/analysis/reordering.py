"""The search for the least number of adjacent swaps, over all parties, after which a target state is an equilibrium.

Each party alone, with the others free to move as they like, has its least distance: under NASH, GMR and SMR their sum
is the answer. Under SEQ, SSEQ and SIM, where an answer must be an improvement, it is a lower bound; from there on the
ways to share out one swap more are tried until some combination holds. The first that does is a smallest.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice, product

from detente.analysis.answers import Answers, Moves
from detente.analysis.needs import Needs, Order, Paths, needs_of
from detente.analysis.orderings import SEPARABLE, SMALL, Arena, Row, shape_of, swaps
from detente.dispute.cancellation import poll
from detente.errors import TooManyStates

__all__ = ["Found", "Way", "smallest_reordering"]

MAX_WAYS = 2_000
"""How many smallest changes are listed."""

Way = tuple[tuple[Order, ...], tuple[int, ...]]
"""(an order for each party, the target states that then hold)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """The least number of swaps, None where none was found; the ways to attain it.

    `proved` says that no smaller number does it, or none at all; `complete` that all ways are listed.
    """

    minimum: int | None
    proved: bool
    ways: tuple[Way, ...]
    complete: bool
    tried: int


def smallest_reordering(arena: Arena, concept: str, goals: Sequence[int], budget: int) -> Found:
    """The smallest reordering after which some of `goals` is an equilibrium, within a budget of orders looked at."""
    search = _Search(arena, concept, goals, budget)
    try:
        return search.run()
    except (_Spent, TooManyStates):
        proved = search.minimum is not None
        if not proved:
            search.fall_back()
        return search.result(proved=proved, complete=False)


class _Spent(Exception):
    """The budget is used up."""


@dataclass(slots=True, eq=False)
class _Wish:
    """What one party needs at one target state or several; `paths` are its smallest ways, `levels` all, by distance."""

    needs: Needs
    paths: Paths | None = None
    levels: list[tuple[Row, ...]] = field(default_factory=list)
    seen: set[tuple[int, ...]] = field(default_factory=set)


Choice = tuple[tuple[Row, ...], ...]
"""For each party the rows that will do."""


class _Search:
    """One search: the wishes of each party at each target state, and what was found."""

    def __init__(self, arena: Arena, concept: str, goals: Sequence[int], budget: int) -> None:
        self.arena = arena
        self.concept = concept
        self.goals = goals
        self.budget = budget
        self.tried = 0
        self.minimum: int | None = None
        self.found: dict[int, list[Choice]] = {}
        self._answers = Answers(arena)
        self._wishes: dict[tuple[str, int, int, Moves], _Wish | None] = {}
        self._rows: dict[tuple[int, Order], Row] = {}
        self._holding: dict[tuple[tuple[int, ...], ...], frozenset[int]] = {}

    def run(self) -> Found:
        """Everything, until the budget is used up."""
        stated = self._stated()
        if stated is not None:
            return stated
        if self.concept in SEPARABLE:
            self._take_apart(self.concept)
            return self.result(proved=True, complete=True)
        bounds = self._bounds(self.concept)
        furthest = sum(party.furthest for party in self.arena.parties)
        for total in range(max(1, min(bounds.values(), default=0)), furthest + 1 if bounds else 0):
            for goal, least in bounds.items():
                if least <= total:
                    self._share_out(goal, total)
            if self.found:
                break
        return self.result(proved=True, complete=True)

    def _stated(self) -> Found | None:
        """What holds as things stand, None when no target state does."""
        rows = tuple(party.stated for party in self.arena.parties)
        holding = self.arena.equilibria(self.concept, [row.scores for row in rows], self.goals)
        if not holding:
            return None
        self.minimum = 0
        for goal in holding:
            self.found[goal] = [tuple((row,) for row in rows)]
        return self.result(proved=True, complete=True)

    def fall_back(self) -> None:
        """What needs no answers at all: every target state stable because nobody could do better by moving."""
        self.found.clear()
        self.budget += self.tried
        try:
            self._take_apart("NASH")
        except _Spent:
            self.minimum = None
            self.found.clear()

    def _bounds(self, concept: str) -> dict[int, int]:
        """By target state that is not out of the question, the swaps that the parties need at least."""
        bounds = {}
        for goal in self.goals:
            total = 0
            for party in self.arena.parties:
                least = self._least(concept, party.dm, goal)
                if least is None:
                    break
                total += least
            else:
                bounds[goal] = total
        return bounds

    def _take_apart(self, concept: str) -> None:
        """Every party for itself, for a concept under which the others' wishes do not matter."""
        bounds = self._bounds(concept)
        if not bounds:
            return
        self.minimum = min(bounds.values())
        for goal, total in bounds.items():
            if total == self.minimum:
                self.found[goal] = [tuple(self._smallest(concept, party.dm, goal) for party in self.arena.parties)]

    def _smallest(self, concept: str, dm: int, goal: int) -> tuple[Row, ...]:
        """The rows of one party at its least distance, as many as can be listed."""
        wish = self._wish(concept, dm, goal)
        if wish is None or wish.paths is None:
            return (self.arena.parties[dm].stated,)
        orders = islice(wish.paths.orders(), MAX_WAYS + 1)
        return tuple(self._row(dm, order) for order in sorted(orders))

    def _least(self, concept: str, dm: int, goal: int) -> int | None:
        """The least distance at which the target could be stable for one party, None when there is none."""
        party = self.arena.parties[dm]
        if not party.statements:
            return None if self.arena.verdict(concept, dm, party.stated.scores, goal) is False else 0
        wish = self._wish(concept, dm, goal)
        if wish is None:
            return None
        if wish.paths is None:
            wish.paths = Paths(wish.needs, self._spend)
        return wish.paths.distance

    def _wish(self, concept: str, dm: int, goal: int) -> _Wish | None:
        """What a party with statements needs; the same object for target states at which it is the same."""
        party = self.arena.parties[dm]
        if not party.statements:
            return None
        moves = self._answers.to_moves(concept, dm, goal)
        size, here = len(party.statements), party.keys[party.class_of[goal]]
        key = (concept, dm, here & (1 << size) - 1, moves)
        if key not in self._wishes:
            needs = needs_of(size, here, party.keys, moves)
            self._wishes[key] = None if needs is None else _Wish(needs)
        return self._wishes[key]

    def _level(self, dm: int, goal: int, distance: int) -> tuple[Row, ...]:
        """The rankings of one party that no smaller distance gives and that could keep the target stable."""
        party = self.arena.parties[dm]
        if not party.statements:
            return (party.stated,) if distance == 0 else ()
        wish = self._wish(self.concept, dm, goal)
        assert wish is not None
        for next_one in range(len(wish.levels), distance + 1):
            level: dict[tuple[int, ...], Row] = {}
            for order in wish.needs.orders_at(next_one):
                self._spend(1)
                row = self._row(dm, order)
                shape = shape_of(row.scores)
                if shape not in wish.seen:
                    level.setdefault(shape, Row(row.scores, next_one)).orders.append(order)
            wish.seen.update(level)
            wish.levels.append(tuple(level.values()))
        return wish.levels[distance]

    def _row(self, dm: int, order: Order) -> Row:
        key = (dm, order)
        if key not in self._rows:
            self._rows[key] = Row(self.arena.parties[dm].row(order), swaps(order), [order])
        return self._rows[key]

    def _share_out(self, goal: int, total: int) -> None:
        """Every combination of rankings at this total distance under which the target is an equilibrium."""
        parties = self.arena.parties
        choices = []
        for party in parties:
            least = self._least(self.concept, party.dm, goal)
            assert least is not None
            choices.append(range(least, min(party.furthest, total) + 1))
        for split in _splits(total, choices):
            lists = [self._level(dm, goal, distance) for dm, distance in enumerate(split)]
            if all(lists):
                for rows in self._joined(goal, lists, ()):
                    self.minimum = total
                    self.found.setdefault(goal, []).append(tuple((row,) for row in rows))

    def _joined(self, goal: int, lists: Sequence[tuple[Row, ...]], rows: tuple[Row, ...]) -> Iterator[tuple[Row, ...]]:
        """Combinations of rankings that hold, given those chosen so far; dropped as soon as one party cannot stay."""
        if len(rows) == len(lists):
            yield rows
            return
        for row in lists[len(rows)]:
            chosen = (*rows, row)
            if self._may_hold(goal, chosen):
                yield from self._joined(goal, lists, chosen)

    def _may_hold(self, goal: int, rows: tuple[Row, ...]) -> bool:
        """Whether the target is stable for those whose rows are chosen, while the others may still want anything."""
        arena = self.arena
        scores = [row.scores for row in rows]
        if arena.graph.n_states > SMALL:
            if len(rows) < len(arena.parties):
                return True
            key = tuple(scores)
            if key not in self._holding:
                self._spend(arena.graph.n_states // 64)
                self._holding[key] = frozenset(arena.equilibria(self.concept, scores, self.goals))
            return goal in self._holding[key]
        self._spend(1)
        wanted = [*scores, *[None] * (len(arena.parties) - len(scores))]
        return all(arena.is_stable(self.concept, dm, wanted, goal) for dm in range(len(rows)))

    def _spend(self, amount: int) -> None:
        self.tried += amount
        if self.tried & 63 < amount:
            poll()
        if self.tried > self.budget:
            raise _Spent

    def result(self, *, proved: bool, complete: bool) -> Found:
        """What was found, every way once with all the target states that hold under it."""
        most = min(MAX_WAYS, max(20, 500_000 // self.arena.graph.n_states))
        ways: dict[tuple[Order, ...], list[int]] = {}
        for goal, choices in self.found.items():
            for number, orders in enumerate(_orders(choices)):
                if number == 10 * MAX_WAYS:
                    complete = False
                    break
                ways.setdefault(orders, []).append(goal)
        listed = sorted(ways.items(), key=lambda way: (_unchanged(way[0]), way[0]))
        return Found(
            minimum=self.minimum,
            proved=proved,
            ways=tuple((orders, tuple(goals)) for orders, goals in listed[:most]),
            complete=complete and len(listed) <= most,
            tried=self.tried,
        )


def _unchanged(orders: tuple[Order, ...]) -> tuple[bool, ...]:
    """Which parties keep their order: ways that change the first party come first."""
    return tuple(all(place == at for at, place in enumerate(order)) for order in orders)


def _orders(choices: Sequence[Choice]) -> Iterator[tuple[Order, ...]]:
    """An order for each party, in every way that rows of the choices give."""
    for choice in choices:
        yield from product(*([order for row in rows for order in row.orders] for rows in choice))


def _splits(total: int, choices: Sequence[range]) -> Iterator[tuple[int, ...]]:
    """Every way to make up `total` of one distance per party, in lexicographic order."""
    if not choices:
        if total == 0:
            yield ()
        return
    least = sum(others.start for others in choices[1:])
    most = sum(others.stop - 1 for others in choices[1:])
    for first in choices[0]:
        if least <= total - first <= most:
            for others in _splits(total - first, choices[1:]):
                yield (first, *others)
