"""Verdicts under many orderings of the same statements, solved in batches over one structure of moves.

Which statements a party holds is often better known than their order. An ensemble keeps what does not change, the moves
and where each statement holds, and solves thousands of orderings at once: arrays of shape (n_states, n_draws), in the
narrowest type that holds a score. Results are counts, so tasks can be split over processes or machines in any way and
their sum is the same.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import blake2b
from math import factorial, prod
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from detente.dispute import states
from detente.dispute.cancellation import poll
from detente.dispute.graph import GraphModel, compile_model
from detente.dispute.model import DisputeModel
from detente.errors import InapplicableConcept, TooManyStates

__all__ = ["BLOCK", "CONCEPTS", "Ensemble", "Tally", "count_orderings", "ensemble_of", "solve", "tally", "tally_all"]

CONCEPTS = ("NASH", "GMR", "SMR", "SEQ", "SSEQ")
"""The concepts that are solved in batches."""

BLOCK = 512
"""Draws are made in blocks of this size, each from its own seed, so a draw does not depend on who makes it."""

MAX_MOVES = 2**22
"""Larger games are solved one at a time."""

Scores: TypeAlias = NDArray[np.unsignedinteger[Any]]
Rows: TypeAlias = NDArray[np.intp]
Truth: TypeAlias = NDArray[np.bool_]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Ensemble:
    """The part of a game that orderings do not change; small enough to be sent to other processes.

    `moves` has, per decision maker, slots of (starts, ends) in which each state starts at most one move. `truths` has,
    per decision maker, where each of its statements holds, shape (n_statements, n_states); `fixed` the ranks of those
    who have no statements.
    """

    n_states: int
    transitive: bool
    moves: tuple[tuple[tuple[Rows, Rows], ...], ...]
    truths: tuple[Truth | None, ...]
    fixed: tuple[NDArray[np.int64], ...]
    concepts: tuple[str, ...]

    @property
    def n_dms(self) -> int:
        """How many decision makers are in play."""
        return len(self.moves)

    def fingerprint(self) -> str:
        """The same for equal ensembles: what a stored result belongs to."""
        digest = blake2b(repr((self.n_states, self.transitive, self.concepts)).encode(), digest_size=16)
        for slots in self.moves:
            digest.update(b"|")
            for starts, ends in slots:
                digest.update(np.ascontiguousarray(starts, dtype=np.int64).tobytes() + b"/")
                digest.update(np.ascontiguousarray(ends, dtype=np.int64).tobytes() + b";")
        for truth, ranks in zip(self.truths, self.fixed, strict=True):
            digest.update(b"ranks" + ranks.tobytes() if truth is None else repr(truth.shape).encode() + truth.tobytes())
        return digest.hexdigest()


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Tally:
    """In how many draws each verdict held.

    `draws` is how many were solved; `stable` counts by concept, decision maker and state, shape (n_concepts, n_dms,
    n_states); `equilibrium` by concept and state; `some` by concept the draws with any equilibrium at all.
    """

    draws: int
    stable: NDArray[np.int64]
    equilibrium: NDArray[np.int64]
    some: NDArray[np.int64]

    def __add__(self, other: Tally) -> Tally:
        """The counts of both."""
        return Tally(
            draws=self.draws + other.draws,
            stable=self.stable + other.stable,
            equilibrium=self.equilibrium + other.equilibrium,
            some=self.some + other.some,
        )


def ensemble_of(
    model: DisputeModel,
    epoch: str | None = None,
    *,
    concepts: Sequence[str] = CONCEPTS[:4],
    graph: GraphModel | None = None,
) -> Ensemble:
    """The ensemble of a model in one epoch: parties with statements are reordered, the others keep their ranks.

    `graph` is the compiled model, where the caller has it.

    Raises `InapplicableConcept` for a concept that is not solved in batches, `TooManyStates` for more than `MAX_MOVES`
    moves.
    """
    unfit = [code for code in concepts if code not in CONCEPTS]
    if unfit:
        raise InapplicableConcept(f"{unfit[0]} is not solved in batches", hint="choose among " + ", ".join(CONCEPTS))
    graph = compile_model(model, epoch) if graph is None else graph
    now = next(e for e in model.epochs if e.id == graph.epoch)
    truths = []
    for party in graph.decision_makers:
        given = now.preferences.get(party)
        lines = given.statements if given is not None else ()
        truths.append(np.stack([graph.matching(line.want) for line in lines]) if lines else None)
    return Ensemble(
        n_states=graph.n_states,
        transitive=not graph.is_graph_form,
        moves=tuple(_slots(graph, dm) for dm in range(graph.n_dms)),
        truths=tuple(truths),
        fixed=tuple(graph.ranks[dm].astype(np.int64) for dm in range(graph.n_dms)),
        concepts=tuple(concepts),
    )


def count_orderings(ensemble: Ensemble) -> int:
    """How many ways there are to order everybody's statements.

    >>> from detente.analysis.samples import prisoners_in_words
    >>> count_orderings(ensemble_of(prisoners_in_words))
    4
    """
    return prod(factorial(len(truth)) for truth in ensemble.truths if truth is not None)


def tally(ensemble: Ensemble, *, seed: int, start: int, stop: int) -> Tally:
    """The counts over draws `start` to `stop` of the sequence of random orderings that `seed` begins.

    Draw n is the same whatever the range it is asked in.

    >>> from detente.analysis.samples import prisoners_in_words
    >>> ensemble = ensemble_of(prisoners_in_words)
    >>> whole = tally(ensemble, seed=7, start=0, stop=1000)
    >>> parts = tally(ensemble, seed=7, start=0, stop=300) + tally(ensemble, seed=7, start=300, stop=1000)
    >>> whole.equilibrium.tolist() == parts.equilibrium.tolist()
    True
    """
    if all(truth is None for truth in ensemble.truths):
        return _times(tally_all(ensemble), stop - start)
    total = _empty(ensemble)
    for block in range(start // BLOCK, -(-stop // BLOCK)):
        places = _drawn(ensemble, seed, block)
        inside = slice(max(start - block * BLOCK, 0), min(stop - block * BLOCK, BLOCK))
        total += _counted(solve(ensemble, [None if p is None else p[:, inside] for p in places]))
    return total


def tally_all(ensemble: Ensemble, *, start: int = 0, stop: int | None = None) -> Tally:
    """The counts over all orderings, or those numbered `start` to `stop`; the last decision maker's turn fastest.

    >>> from detente.analysis.samples import prisoners_in_words
    >>> counts = tally_all(ensemble_of(prisoners_in_words))
    >>> counts.draws, counts.equilibrium[0].tolist()
    (4, [0, 0, 0, 4])
    """
    end = count_orderings(ensemble) if stop is None else stop
    total = _empty(ensemble)
    for begin in range(start, end, BLOCK):
        numbers = range(begin, min(begin + BLOCK, end))
        total += _counted(solve(ensemble, _numbered(ensemble, numbers)))
    return total


def solve(ensemble: Ensemble, places: Sequence[NDArray[np.intp] | None]) -> Truth:
    """The verdicts under given orderings: `places[dm][k, b]` is the place of statement k in draw b, 0 the first.

    None for decision makers without statements. Shape (n_concepts, n_dms, n_states, n_draws).
    """
    scores = _scores(ensemble, places)
    n_draws = scores[0].shape[1]
    batch = _Batch(ensemble, scores)
    verdicts = np.empty((len(ensemble.concepts), ensemble.n_dms, ensemble.n_states, n_draws), dtype=np.bool_)
    for dm in range(ensemble.n_dms):
        for i, code in enumerate(ensemble.concepts):
            verdicts[i, dm] = batch.stable(code, dm)
    return verdicts


class _Batch:
    """One batch of draws: scores per decision maker, shape (n_states, n_draws), and what is derived from them."""

    def __init__(self, ensemble: Ensemble, scores: Sequence[Scores]) -> None:
        self.ensemble = ensemble
        self.scores = scores
        self.top = scores[0].dtype.type(np.iinfo(scores[0].dtype).max)
        self.blocked = [
            [np.where(row[ends] > row[starts], row.dtype.type(0), self.top) for starts, ends in slots]
            for slots, row in zip(ensemble.moves, scores, strict=True)
        ]
        """Per move, all bits set where it is no improvement: or-ed to a value, it makes it the greatest."""
        self.worth: dict[int, Scores] = {}

    def stable(self, code: str, dm: int) -> Truth:
        """As the concept says, for every state and draw."""
        own = self.scores[dm]
        if code == "NASH":
            worst = own
        else:
            if dm not in self.worth:
                self.worth[dm] = self.best(dm, own)
            escape = code in ("SMR", "SSEQ")
            worst = self.closed(dm, self.worth[dm] if escape else own, improving=code in ("SEQ", "SSEQ"))
        stable: Truth = self.best(dm, np.minimum(own, worst)) <= own
        return stable

    def best(self, dm: int, values: Scores) -> Scores:
        """The greatest value over the moves of `dm` and staying."""
        found = values.copy()
        for starts, ends in self.ensemble.moves[dm]:
            found[starts] = np.maximum(found[starts], values[ends])
        return found

    def closed(self, dm: int, values: Scores, *, improving: bool) -> Scores:
        """The least value that the others' legal sequences reach."""
        others = [j for j in range(self.ensemble.n_dms) if j != dm]
        if not others:
            return values
        if self.ensemble.transitive:
            quiet = turn = 0
            while quiet < len(others):
                lower = self.least(others[turn % len(others)], values, values, improving)
                quiet = quiet + 1 if np.array_equal(lower, values) else 1
                values, turn = lower, turn + 1
            return values
        nothing = np.full_like(values, self.top)
        after = dict.fromkeys(others, nothing)
        changed = True
        while changed:
            changed = False
            for j in others:
                arriving = np.minimum.reduce([values, *(after[k] for k in others if k != j)])
                lower = self.least(j, arriving, nothing, improving)
                if not np.array_equal(lower, after[j]):
                    after[j], changed = lower, True
        least: Scores = np.minimum.reduce([values, *after.values()])
        return least

    def least(self, dm: int, values: Scores, staying: Scores, improving: bool) -> Scores:
        """The least of `staying` and the values over the moves of `dm`."""
        found = staying.copy()
        for (starts, ends), blocked in zip(self.ensemble.moves[dm], self.blocked[dm], strict=True):
            poll()
            arriving = values[ends]
            if improving:
                arriving |= blocked
            found[starts] = np.minimum(found[starts], arriving)
        return found


def _slots(graph: GraphModel, dm: int) -> tuple[tuple[Rows, Rows], ...]:
    """The moves of `dm`, the k-th of each state in slot k."""
    if graph.n_states > states.MAX_STATES >> 8 or graph.n_states << graph.own[dm].bit_count() > MAX_MOVES:
        raise TooManyStates(
            f"{graph.n_states:,} states are too many to be solved in batches", hint="solve orderings one at a time"
        )
    table = [graph.successors_of(dm, state) for state in range(graph.n_states)]
    slots = []
    for k in range(max(map(len, table), default=0)):
        starts = np.array([s for s, targets in enumerate(table) if len(targets) > k], dtype=np.intp)
        ends = np.array([targets[k] for targets in table if len(targets) > k], dtype=np.intp)
        slots.append((starts, ends))
    return tuple(slots)


def _drawn(ensemble: Ensemble, seed: int, block: int) -> list[NDArray[np.intp] | None]:
    """The orderings of one whole block."""
    generator = np.random.Generator(np.random.PCG64(np.random.SeedSequence((seed, block))))
    return [
        None if truth is None else generator.random((len(truth), BLOCK)).argsort(axis=0) for truth in ensemble.truths
    ]


def _numbered(ensemble: Ensemble, numbers: Sequence[int]) -> list[NDArray[np.intp] | None]:
    """The orderings with these numbers: mixed radix over the decision makers, each digit a permutation in order."""
    places: list[NDArray[np.intp] | None] = []
    rest = list(numbers)
    for truth in reversed(ensemble.truths):
        if truth is None:
            places.append(None)
            continue
        count = factorial(len(truth))
        places.append(np.array([_permutation(n % count, len(truth)) for n in rest], dtype=np.intp).T)
        rest = [n // count for n in rest]
    return places[::-1]


def _permutation(number: int, length: int) -> list[int]:
    """The permutation of this number in lexicographic order.

    >>> [_permutation(n, 3) for n in range(4)]
    [[0, 1, 2], [0, 2, 1], [1, 0, 2], [1, 2, 0]]
    """
    left = list(range(length))
    chosen = []
    for size in range(length, 0, -1):
        place, number = divmod(number, factorial(size - 1))
        chosen.append(left.pop(place))
    return chosen


def _scores(ensemble: Ensemble, places: Sequence[NDArray[np.intp] | None]) -> list[Scores]:
    """Scores that order the states as the statements in their places do; shape (n_states, n_draws) each."""
    drawn = [p for p in places if p is not None]
    n_draws = drawn[0].shape[1] if drawn else 1
    bits = max((len(p) for p in drawn), default=1)
    bits = max(
        bits, max(int(row.max(initial=0)).bit_length() for row in ensemble.fixed) if len(drawn) < len(places) else 1
    )
    # The all-ones value must stay free: it stands for "no move".
    dtype = next((t for t in (np.uint8, np.uint16, np.uint32) if bits < np.iinfo(t).bits), np.uint64)
    scores: list[Scores] = []
    for truth, place, ranks in zip(ensemble.truths, places, ensemble.fixed, strict=True):
        if truth is None or place is None:
            scores.append(np.repeat(ranks.astype(dtype)[:, np.newaxis], n_draws, axis=1))
        elif len(truth) <= 52:
            weights = np.ldexp(1.0, len(truth) - 1 - place)
            scores.append((truth.T.astype(np.float64) @ weights).astype(dtype))
        else:
            scores.append(_ranked(truth, place).astype(dtype))
    return scores


def _ranked(truth: Truth, place: NDArray[np.intp]) -> NDArray[np.int64]:
    """Dense ranks, for more statements than a float counts exactly."""
    columns = []
    for draw in range(place.shape[1]):
        ordered = truth[np.argsort(place[:, draw])]
        by_rank = np.lexsort(ordered[::-1])
        steps = (np.diff(ordered[:, by_rank].astype(np.int8), axis=1) != 0).any(axis=0)
        ranks = np.empty(truth.shape[1], dtype=np.int64)
        ranks[by_rank] = np.append(0, np.cumsum(steps))
        columns.append(ranks)
    return np.stack(columns, axis=1)


def _empty(ensemble: Ensemble) -> Tally:
    shape = (len(ensemble.concepts), ensemble.n_dms, ensemble.n_states)
    return Tally(
        draws=0,
        stable=np.zeros(shape, dtype=np.int64),
        equilibrium=np.zeros((shape[0], shape[2]), dtype=np.int64),
        some=np.zeros(shape[0], dtype=np.int64),
    )


def _times(once: Tally, draws: int) -> Tally:
    """The same verdicts in every draw."""
    return Tally(draws=draws, stable=once.stable * draws, equilibrium=once.equilibrium * draws, some=once.some * draws)


def _counted(verdicts: Truth) -> Tally:
    """Verdicts of a batch, counted over its draws."""
    equilibrium = verdicts.all(axis=1)
    return Tally(
        draws=verdicts.shape[3],
        stable=np.count_nonzero(verdicts, axis=3),
        equilibrium=np.count_nonzero(equilibrium, axis=2),
        some=np.count_nonzero(np.logical_or.reduce(equilibrium, axis=1), axis=1),
    )
