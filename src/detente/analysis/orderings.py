"""Other orders of a party's preference statements, and what a state is worth under each.

An order is measured by adjacent swaps from the stated one (Kendall's distance). Whether a state is stable for a party
under an order needs only comparisons between the few states in reach, so nothing here solves a whole model: states that
satisfy the same statements form one class, and an order gives each class a score.

Source: [KinsaraKilgourHipel2015].
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import product
from math import factorial

from detente.analysis.evolution import reachability
from detente.analysis.needs import Order, arranged
from detente.dispute.cancellation import poll
from detente.dispute.graph import GraphModel
from detente.dispute.model import DisputeModel, PreferenceStatement
from detente.errors import InapplicableConcept

__all__ = ["CODES", "SEPARABLE", "SMALL", "Arena", "Party", "Row", "Scores", "at_distance", "shape_of", "swaps"]

CODES = ("NASH", "GMR", "SMR", "SEQ", "SSEQ", "SIM")
"""The concepts that can be judged for one state under any order."""

SEPARABLE = ("NASH", "GMR", "SMR")
"""Those in which a party's verdict rests on its own preferences only, since the others may move as they like."""

SMALL = 256
"""Up to so many states, single states are judged one by one."""

Scores = Sequence[int]
"""What each class of states is worth to a party."""


def at_distance(size: int, distance: int) -> Iterator[Order]:
    """Every order of `size` statements that is exactly `distance` adjacent swaps away, in lexicographic order.

    >>> list(at_distance(3, 2))
    [(1, 2, 0), (2, 0, 1)]
    """
    return arranged(tuple(range(size)), distance)


def swaps(order: Sequence[int]) -> int:
    """The least number of adjacent swaps that brings an order about: its inversions.

    >>> swaps((2, 0, 1))
    2
    """
    return sum(order[i] > order[j] for j in range(len(order)) for i in range(j))


@dataclass(frozen=True, slots=True, eq=False)
class Row:
    """What each class of states is worth to a party, under each of the `orders` given; higher is better.

    `orders` are all of one distance, and worth the same.
    """

    scores: tuple[int, ...]
    distance: int
    orders: list[Order] = field(default_factory=list)


@dataclass(eq=False)
class Party:
    """One decision maker, its statements and the classes of states they tell apart."""

    dm: int
    statements: tuple[PreferenceStatement, ...]
    class_of: tuple[int, ...]
    keys: tuple[int, ...]
    """Per class, which statements hold in it: bit p for the statement at position p."""
    _levels: dict[int, tuple[Row, ...]] = field(default_factory=dict)
    _seen: set[tuple[int, ...]] = field(default_factory=set)

    @property
    def furthest(self) -> int:
        """The distance of the stated order turned round."""
        return len(self.statements) * (len(self.statements) - 1) // 2

    @property
    def n_orders(self) -> int:
        """How many orders there are."""
        return factorial(len(self.statements))

    @cached_property
    def stated(self) -> Row:
        """The order as stated."""
        return self.level(0)[0]

    def row(self, order: Sequence[int]) -> tuple[int, ...]:
        """The scores of the classes under statements in this order; those it does not name are left out.

        The position behind the last statement stands for the arena's extra one.
        """
        weights = [(position, len(order) - 1 - place) for place, position in enumerate(order)]
        return tuple(sum((key >> position & 1) << weight for position, weight in weights) for key in self.keys)

    def level(self, distance: int) -> tuple[Row, ...]:
        """The rankings that no smaller distance gives, each with all the orders of this distance that give it."""
        for next_one in range(len(self._levels), distance + 1):
            found: dict[tuple[int, ...], Row] = {}
            for order in at_distance(len(self.statements), next_one):
                scores = self.row(order)
                shape = shape_of(scores)
                if shape not in self._seen:
                    found.setdefault(shape, Row(scores, next_one)).orders.append(order)
            self._seen.update(found)
            self._levels[next_one] = tuple(found.values())
        return self._levels[distance]

    def all_rows(self) -> list[tuple[Row, int]]:
        """Every distinct ranking with the number of orders that give it."""
        if not self.statements:
            return [(self.stated, 1)]
        counts: dict[tuple[int, ...], tuple[Row, int]] = {}
        for distance in range(self.furthest + 1):
            for order in at_distance(len(self.statements), distance):
                poll()
                scores = self.row(order)
                shape = shape_of(scores)
                row, count = counts.get(shape, (Row(scores, distance), 0))
                counts[shape] = (row, count + 1)
        return list(counts.values())


def shape_of(scores: Sequence[int]) -> tuple[int, ...]:
    """The ranking that scores give, whatever their size; classes that satisfy the same statements are one already."""
    return tuple(sorted(range(len(scores)), key=scores.__getitem__))


class Arena:
    """The moves of one compiled epoch, and the judgement of single states under any rows of scores.

    Rows of scores are given per decision maker, in order. Moves, and what the others' moves reach, are computed once
    and kept. `extra` are the states of one statement more, which `Party.row` can put among a party's own.
    """

    def __init__(self, model: DisputeModel, graph: GraphModel, *, extra: Sequence[int] = ()) -> None:
        self.graph = graph
        self.extra = extra
        wanted = model.epoch(graph.epoch).preferences
        self.parties = tuple(
            self._party(dm, wanted[party].statements if party in wanted else ())
            for dm, party in enumerate(graph.decision_makers)
        )
        self._moves: dict[tuple[int, int], tuple[int, ...]] = {}
        self._reach: dict[tuple[int, int], frozenset[int]] = {}

    def _party(self, dm: int, statements: tuple[PreferenceStatement, ...]) -> Party:
        """A party with its classes; one without statements keeps the ranks it has."""
        graph = self.graph
        if not statements:
            ranks = [int(rank) for rank in graph.rank_rows[dm]]
            levels = sorted(set(ranks))
            party = Party(dm, (), tuple(levels.index(rank) for rank in ranks), tuple(0 for _ in levels))
            party._levels[0] = (Row(tuple(range(len(levels))), 0, [()]),)
            return party
        keys = [0] * graph.n_states
        for position, statement in enumerate(statements):
            poll()
            for state in graph.where(statement.want):
                keys[int(state)] |= 1 << position
        for state in self.extra:
            keys[state] |= 1 << len(statements)
        distinct = sorted(set(keys))
        number = {key: i for i, key in enumerate(distinct)}
        return Party(dm, statements, tuple(number[key] for key in keys), tuple(distinct))

    def moves(self, dm: int, state: int) -> tuple[int, ...]:
        """The states `dm` can move to."""
        key = (dm, state)
        if key not in self._moves:
            self._moves[key] = self.graph.successors_of(dm, state)
        return self._moves[key]

    def reach(self, dm: int, state: int) -> frozenset[int]:
        """The states that legal sequences of the others lead to."""
        key = (dm, state)
        if key not in self._reach:
            others = [j for j in range(self.graph.n_dms) if j != dm]
            self._reach[key] = frozenset(self._closure(state, others, None))
        return self._reach[key]

    def verdict(self, concept: str, dm: int, row: Sequence[int], state: int) -> bool | None:
        """Whether `state` is stable for `dm`, whatever the others want; None where that depends on them."""
        worth, class_of = row, self.parties[dm].class_of
        here = worth[class_of[state]]
        improvements = [t for t in self.moves(dm, state) if worth[class_of[t]] > here]
        if not improvements:
            return True
        if concept == "NASH":
            return False
        if concept == "SIM":
            return None
        escape = concept in ("SMR", "SSEQ")
        for end in improvements:
            settled = [y for y in self.reach(dm, end) if worth[class_of[y]] <= here]
            if not any(not escape or self._holds_on_to(dm, worth, y, here) for y in settled):
                return False
        return True if concept in SEPARABLE else None

    def verdicts(self, concept: str, dm: int, row: Sequence[int], states: Sequence[int]) -> list[bool | None]:
        """As `verdict` for many states at once; by arrays where the model is large."""
        if self.graph.n_states <= SMALL or concept == "SIM":
            return [self.verdict(concept, dm, row, state) for state in states]
        from detente.analysis import concepts

        graph = self._ranked({dm: row})
        nash = concepts.find("NASH").stable(graph, dm)
        if concept == "NASH":
            return [bool(nash[state]) for state in states]
        weaker = {"SEQ": "GMR", "SSEQ": "SMR"}.get(concept, concept)
        kept = concepts.find(weaker).stable(graph, dm)
        maybe = True if concept in SEPARABLE else None
        return [True if nash[state] else maybe if kept[state] else False for state in states]

    def equilibria(self, concept: str, rows: Sequence[Sequence[int]], states: Sequence[int]) -> tuple[int, ...]:
        """Those of `states` that are stable for everybody under these rows."""
        if self.graph.n_states <= SMALL or len(states) < 4:
            return tuple(s for s in states if all(self.is_stable(concept, dm, rows, s) for dm in range(len(rows))))
        from detente.analysis import concepts

        graph = self._ranked(dict(enumerate(rows)))
        stable = [concepts.find(concept).stable(graph, dm) for dm in range(len(rows))]
        return tuple(s for s in states if all(verdict[s] for verdict in stable))

    def _ranked(self, rows: Mapping[int, Sequence[int]]) -> GraphModel:
        """The graph with the given rows as ranks and the others as stated; moves are shared."""
        import numpy as np

        ranks = []
        for party in self.parties:
            scores = rows.get(party.dm, party.stated.scores)
            dense = {score: place for place, score in enumerate(sorted(set(scores)), start=1)}
            ranks.append(np.array([dense[score] for score in scores], dtype=np.int32)[np.array(party.class_of)])
        return replace(self.graph, rank_rows=tuple(ranks), stated_ranks=(None,) * len(ranks))

    def is_stable(self, concept: str, dm: int, rows: Sequence[Scores | None], state: int) -> bool:
        """Whether `state` is stable for `dm`, given everybody's rows; others without a row make any move."""
        worth, class_of = rows[dm], self.parties[dm].class_of
        assert worth is not None
        known = self.verdict(concept, dm, worth, state)
        if known is not None:
            return known
        here = worth[class_of[state]]
        improvements = [t for t in self.moves(dm, state) if worth[class_of[t]] > here]
        if concept == "SIM":
            return all(self._met_at_once(dm, worth, rows, state, end) for end in improvements)
        escape = concept == "SSEQ"
        others = [j for j in range(self.graph.n_dms) if j != dm]
        return all(
            any(
                worth[class_of[y]] <= here and (not escape or self._holds_on_to(dm, worth, y, here))
                for y in self._closure(end, others, rows)
            )
            for end in improvements
        )

    def _holds_on_to(self, dm: int, worth: Sequence[int], state: int, limit: int) -> bool:
        """Whether no move from `state` makes `dm` better off than `limit`."""
        class_of = self.parties[dm].class_of
        return all(worth[class_of[t]] <= limit for t in self.moves(dm, state))

    def _closure(self, start: int, movers: Sequence[int], rows: Sequence[Scores | None] | None) -> Iterator[int]:
        """The states that legal sequences lead to, each once; by improvements only, of those who have a row."""
        seen_nodes: set[tuple[int, int]] = set()
        seen: set[int] = set()
        # In option form two moves of one party in a row are one move of its own, so the last mover need not be kept.
        keep_mover = self.graph.is_graph_form
        waiting = [(start, -1)]
        while waiting:
            poll()
            state, last = waiting.pop()
            for j in movers:
                if j == last:
                    continue
                row, class_of = rows[j] if rows else None, self.parties[j].class_of
                for end in self.moves(j, state):
                    if row is not None and row[class_of[end]] <= row[class_of[state]]:
                        continue
                    node = (end, j if keep_mover else -1)
                    if node in seen_nodes:
                        continue
                    seen_nodes.add(node)
                    waiting.append(node)
                    if end not in seen:
                        seen.add(end)
                        yield end

    def _met_at_once(self, dm: int, worth: Scores, rows: Sequence[Scores | None], state: int, end: int) -> bool:
        """Whether improvements of others, made at `state` at the same time, spoil the move to `end`."""
        graph = self.graph
        if graph.is_graph_form or graph.code_row is None:
            raise InapplicableConcept("SIM needs options: simultaneous moves cannot be combined in graph form")
        codes = graph.code_row
        code = int(codes[state])
        changes = [
            [0, *(int(codes[t]) ^ code for t in self.moves(j, state) if self._better(j, rows, state, t))]
            for j in range(graph.n_dms)
            if j != dm
        ]
        own = self.parties[dm].class_of
        for change in product(*changes):
            if any(change):
                joint = graph.positions.get(int(codes[end]) ^ sum(change))
                if joint is not None and worth[own[joint]] <= worth[own[state]]:
                    return True
        return False

    def _better(self, dm: int, rows: Sequence[Scores | None], state: int, end: int) -> bool:
        row, class_of = rows[dm], self.parties[dm].class_of
        return row is None or row[class_of[end]] > row[class_of[state]]

    def reachable(self, rows: Sequence[Sequence[int]], start: int | None, goals: Sequence[int]) -> str | None:
        """The easiest way from `start` to any goal under these rows; see `evolution.reachability`."""
        return reachability(self.graph, start, goals, chooses=lambda dm, state, end: self._better(dm, rows, state, end))
