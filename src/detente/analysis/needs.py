"""What a party must like no better than a state for the state to be stable for it, and the orders that bring it about.

For each move away there must be some state, or set of states, no better than where one was: the move's own end, or what
others can answer it with. Under statements in an order, t is no better than s iff the first statement that tells them
apart holds in s. So an order is built from its most important statement on, and each one placed settles comparisons;
what is still open, together with which statements are placed, is all that the rest depends on. Shortest paths over that
give the least number of adjacent swaps, every order that attains it, and the proof that there is none; for NASH they
are the dynamic programme over subsets of statements.

Source: [KinsaraKilgourHipel2015] for the question.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from heapq import heappop, heappush

__all__ = ["Needs", "Node", "Order", "Paths", "arranged", "needs_of"]

Order = tuple[int, ...]
"""Positions of the stated list in their new sequence: (1, 0, 2) has the second statement first."""

Term = int
"""Comparisons, as a mask, that suffice together."""

Clause = tuple[Term, ...]
"""Ways to be content with one move: any of its terms."""

Node = tuple[int, tuple[Clause, ...]]
"""(statements placed, as a mask; the clauses still open)."""

COMPARED = 512
"""Up to so many comparisons, those that follow from others are left out."""


@dataclass(frozen=True, slots=True, eq=False)
class Needs:
    """The clauses of one state for one party; all must be met.

    `held_by[p]` are the comparisons that placing statement p next settles for the state, `lost_by[p]` against it, of
    those that are open.
    """

    size: int
    held_by: tuple[int, ...]
    lost_by: tuple[int, ...]
    clauses: tuple[Clause, ...]

    def after(self, clauses: tuple[Clause, ...], statement: int) -> tuple[Clause, ...] | None:
        """The clauses still open once `statement` is placed, None when one of them can no longer be met."""
        held, lost = self.held_by[statement], self.lost_by[statement]
        if not held and not lost:
            return clauses
        still: dict[Clause, None] = {}
        for clause in clauses:
            terms = {term & ~held for term in clause if not term & lost}
            if not terms:
                return None
            if 0 not in terms:
                still[tuple(sorted(terms))] = None
        return tuple(sorted(still))

    def orders_at(self, distance: int) -> Iterator[Order]:
        """Every order exactly so many adjacent swaps away that meets the clauses, in lexicographic order."""
        return self._continued(tuple(range(self.size)), self.clauses, distance)

    def _continued(self, rest: Order, clauses: tuple[Clause, ...], distance: int) -> Iterator[Order]:
        if not clauses or not rest:
            yield from arranged(rest, distance)
            return
        longest = (len(rest) - 1) * (len(rest) - 2) // 2
        for place in range(max(0, distance - longest), min(distance, len(rest) - 1) + 1):
            open_ = self.after(clauses, rest[place])
            if open_ is not None:
                for tail in self._continued(rest[:place] + rest[place + 1 :], open_, distance - place):
                    yield (rest[place], *tail)


def arranged(rest: Order, distance: int) -> Iterator[Order]:
    """Orders of `rest`, ascending, with so many inversions.

    >>> list(arranged((0, 1, 2), 2))
    [(1, 2, 0), (2, 0, 1)]
    """
    if not rest:
        if distance == 0:
            yield ()
        return
    longest = (len(rest) - 1) * (len(rest) - 2) // 2
    for place in range(max(0, distance - longest), min(distance, len(rest) - 1) + 1):
        for tail in arranged(rest[:place] + rest[place + 1 :], distance - place):
            yield (rest[place], *tail)


class Paths:
    """All the shortest ways to meet the needs; `distance` is None when no order does.

    `spend` is called with 1 for every node; it may raise to give up.
    """

    def __init__(self, needs: Needs, spend: Callable[[int], None]) -> None:
        self.size = needs.size
        self.distance: int | None = None
        self._before: dict[Node, list[tuple[Node, int]]] = {}
        self._ends: list[Node] = []
        start: Node = (0, needs.clauses)
        best = {start: 0}
        waiting = [(0, 0, start)]
        count = 0
        while waiting:
            cost, _, node = heappop(waiting)
            if self.distance is not None and cost > self.distance:
                return
            if cost > best[node]:
                continue
            placed, clauses = node
            if not clauses:
                self.distance = cost
                self._ends.append(node)
                continue
            spend(1)
            smaller = 0
            for statement in range(needs.size):
                if placed >> statement & 1:
                    continue
                open_ = needs.after(clauses, statement)
                if open_ is not None:
                    following: Node = (placed | 1 << statement, open_)
                    further = cost + smaller
                    known = best.get(following)
                    if known is None or further < known:
                        best[following] = further
                        self._before[following] = [(node, statement)]
                        count += 1
                        heappush(waiting, (further, count, following))
                    elif further == known:
                        self._before[following].append((node, statement))
                smaller += 1

    def orders(self) -> Iterator[Order]:
        """The orders that attain the distance, each once."""
        for end in self._ends:
            rest = tuple(p for p in range(self.size) if not end[0] >> p & 1)
            yield from self._traced(end, rest)

    def _traced(self, node: Node, tail: Order) -> Iterator[Order]:
        if node[0] == 0:
            yield tail
            return
        for earlier, statement in self._before[node]:
            yield from self._traced(earlier, (statement, *tail))


def needs_of(size: int, here: int, keys: tuple[int, ...], moves: Iterable[Iterable[int]]) -> Needs | None:
    """The needs of a state whose true statements are the mask `here`, None when no order meets them.

    `keys` are the masks of the classes of states. Each of `moves` gives sets of classes, as masks; one set all of whose
    classes are no better will do.
    """
    every = (1 << size) - 1
    atoms: dict[tuple[int, int], int] = {}
    masks: dict[int, Term | None] = {}

    def comparison(number: int) -> Term | None:
        """The open comparison with a class: 0 when it is never better, None when it always is."""
        pro, contra = here & ~keys[number] & every, keys[number] & ~here & every
        if not contra:
            return 0
        return 1 << atoms.setdefault((pro, contra), len(atoms)) if pro else None

    def term(classes: int) -> Term | None:
        if classes not in masks:
            parts = [comparison(number) for number in _bits(classes)]
            masks[classes] = None if None in parts else _united(part for part in parts if part is not None)
        return masks[classes]

    clauses: set[frozenset[Term]] = set()
    for sets in moves:
        terms = frozenset(found for classes in sets if (found := term(classes)) is not None)
        if not terms:
            return None
        if 0 not in terms:
            clauses.add(terms)
    follows = _follows(list(atoms))
    shortened = {tuple(sorted(_easiest(clause, follows))) for clause in clauses}
    sets_of = [frozenset(clause) for clause in shortened]
    kept = sorted(clause for clause in shortened if not any(other < frozenset(clause) for other in sets_of))
    return Needs(
        size=size,
        held_by=tuple(_united(1 << a for (pro, _), a in atoms.items() if pro >> p & 1) for p in range(size)),
        lost_by=tuple(_united(1 << a for (_, contra), a in atoms.items() if contra >> p & 1) for p in range(size)),
        clauses=tuple(kept),
    )


def _follows(atoms: list[tuple[int, int]]) -> list[int]:
    """For each comparison those that hold whenever it does: with no more statements against, and no fewer for."""
    if len(atoms) > COMPARED:
        return [1 << a for a in range(len(atoms))]
    return [
        _united(1 << b for b, (pro, contra) in enumerate(atoms) if not mine & ~pro and not contra & ~against)
        for mine, against in atoms
    ]


def _easiest(terms: Iterable[Term], follows: list[int]) -> list[Term]:
    """The terms that follow from no other."""
    kept: list[tuple[Term, int]] = []
    for one in sorted(terms, key=lambda t: (t.bit_count(), t)):
        reach = _united(follows[a] for a in _bits(one))
        if any(not easier & ~reach for easier, _ in kept):
            continue
        kept = [(t, far) for t, far in kept if one & ~far]
        kept.append((one, reach))
    return [t for t, _ in kept]


def _bits(mask: int) -> Iterator[int]:
    while mask:
        low = mask & -mask
        yield low.bit_length() - 1
        mask ^= low


def _united(masks: Iterable[int]) -> int:
    result = 0
    for mask in masks:
        result |= mask
    return result
