"""What others can answer a party's moves with when they may move as they like: sets of classes of states.

GMR and SMR ask for just this; for SEQ, SSEQ and SIM, whose answers must be improvements, it is what cannot be exceeded.
In small models the answers to a move are searched state by state; in large ones all are found together, in words of 64
classes that are swept over the others' moves until nothing is added.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import product
from typing import TYPE_CHECKING

from detente.analysis.orderings import Arena
from detente.dispute.cancellation import poll
from detente.errors import TooManyStates

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

__all__ = ["Answers", "Moves"]

Moves = frozenset[frozenset[int]]
"""For each move, the sets of classes that would each do for an answer, as masks."""

LARGE = 256
"""Beyond so many states, the answers to all moves are found together."""

MAX_WORDS = 2**24
"""At most so many words are held."""


class Answers:
    """The answers to the moves of each party of one arena, kept once found."""

    def __init__(self, arena: Arena) -> None:
        self.arena = arena
        self._together: dict[tuple[int, bool], NDArray[np.uint64]] = {}
        self._masks: dict[tuple[int, bool], list[int]] = {}
        self._sets: dict[tuple[int, bool, bytes], frozenset[int]] = {}

    def to_moves(self, concept: str, dm: int, state: int) -> Moves:
        """For each move of `dm` from `state`, the sets of classes one of which must be no better than the state.

        Raises `TooManyStates` where they cannot be held.
        """
        poll()
        arena = self.arena
        class_of = arena.parties[dm].class_of
        if concept == "SIM":
            return frozenset(
                frozenset(1 << class_of[t] for t in (end, *self._joined(dm, state, end)))
                for end in arena.moves(dm, state)
            )
        if concept == "NASH":
            return frozenset(frozenset((1 << class_of[end],)) for end in arena.moves(dm, state))
        escape = concept in ("SMR", "SSEQ")
        return frozenset(self._reached(dm, end, escape=escape) | {1 << class_of[end]} for end in arena.moves(dm, state))

    def _reached(self, dm: int, end: int, *, escape: bool) -> frozenset[int]:
        """The classes, with those that `dm` could escape to, of what the others reach from `end`."""
        if self.arena.graph.n_states > LARGE:
            return self._swept(dm, end, escape=escape)
        class_of = self.arena.parties[dm].class_of
        if not escape:
            return frozenset(1 << class_of[y] for y in self.arena.reach(dm, end))
        return frozenset(_mask(class_of, (y, *self.arena.moves(dm, y))) for y in self.arena.reach(dm, end))

    def _joined(self, dm: int, state: int, end: int) -> Iterator[int]:
        """The states that moves of others from `state`, at least one, make of a simultaneous move to `end`."""
        graph = self.arena.graph
        assert graph.code_row is not None
        codes = graph.code_row
        code = int(codes[state])
        changes = [
            [0, *(int(codes[t]) ^ code for t in self.arena.moves(j, state))] for j in range(graph.n_dms) if j != dm
        ]
        for change in product(*changes):
            place = graph.positions.get(int(codes[end]) ^ sum(change)) if any(change) else None
            if place is not None:
                yield place

    def _swept(self, dm: int, end: int, *, escape: bool) -> frozenset[int]:
        """As `_reached`, from words that hold the answers at every state."""
        key = (dm, escape)
        if key not in self._together:
            self._together[key], self._masks[key] = self._everywhere(dm, escape=escape)
        row = self._together[key][end].tobytes()
        if (*key, row) not in self._sets:
            masks = self._masks[key]
            bits = int.from_bytes(row, "little")
            self._sets[*key, row] = frozenset(masks[i] for i in range(len(masks)) if bits >> i & 1)
        return self._sets[*key, row]

    def _everywhere(self, dm: int, *, escape: bool) -> tuple[NDArray[np.uint64], list[int]]:
        """(bit l of row s: the others reach a state of label l from s, or s is one; the set of classes of each label).

        In option form, where the order of movers does not matter.
        """
        import numpy as np

        graph = self.arena.graph
        labels, masks = self._labels(dm, escape=escape)
        width = -(-len(masks) // 64)
        if graph.n_states * width > MAX_WORDS or graph.is_graph_form:
            raise TooManyStates("the answers to every move cannot be held", hint="exclude more states")
        words = np.zeros((graph.n_states, width), dtype=np.uint64)
        numbers = np.asarray(labels, dtype=np.uint64)
        words[np.arange(graph.n_states), (numbers >> np.uint64(6)).astype(np.intp)] = np.uint64(1) << (
            numbers & np.uint64(63)
        )
        others = [j for j in range(graph.n_dms) if j != dm]
        changed = True
        while changed:
            changed = False
            for j in others:
                poll()
                wider = _spread(self.arena, j, words)
                changed |= not np.array_equal(wider, words)
                words = wider
        return words, masks

    def _labels(self, dm: int, *, escape: bool) -> tuple[list[int], list[int]]:
        """(the label of each state, the set of classes each label stands for)."""
        party = self.arena.parties[dm]
        if not escape:
            return list(party.class_of), [1 << number for number in range(len(party.keys))]
        from detente.analysis.blocks import blocks_of

        blocks = blocks_of(self.arena.graph, dm)
        within = [0] * blocks.count
        for state, block in enumerate(blocks.of.tolist()):
            within[block] |= 1 << party.class_of[state]
        masks = list(within)
        for starts, ends in blocks.links:
            for start, end in zip(starts.tolist(), ends.tolist(), strict=True):
                masks[start] |= within[end]
        distinct = {mask: number for number, mask in enumerate(dict.fromkeys(masks))}
        return [distinct[masks[block]] for block in blocks.of.tolist()], list(distinct)


def _mask(class_of: tuple[int, ...], states: Iterable[int]) -> int:
    found = 0
    for state in states:
        found |= 1 << class_of[state]
    return found


def _spread(arena: Arena, mover: int, words: NDArray[np.uint64]) -> NDArray[np.uint64]:
    """The bits found at the end of any move of `mover` and where one stays."""
    import numpy as np

    from detente.analysis.blocks import blocks_of

    blocks = blocks_of(arena.graph, mover)
    within = np.bitwise_or.reduceat(words[np.argsort(blocks.of, kind="stable")], blocks.first, axis=0)
    found = within.copy()
    for start, end in blocks.links:
        found[start] |= within[end]
    spread: NDArray[np.uint64] = found[blocks.of]
    return spread
