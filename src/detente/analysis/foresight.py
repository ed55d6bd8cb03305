"""Limited-move foresight of two decision makers who move in turn: where play ends when each looks h moves ahead.

G_h(i, s) is the state in which play ends when i moves first at s and h moves remain::

    G_0(i, s) = s
    G_h(i, s) = G_{h-1}(j, t)  for the best t in R_i(s), if i prefers that end to s; otherwise s

where the best t maximises i's rank of G_{h-1}(j, t).

*Ties.* The definition needs strict rankings. Among ends that are equally good for its mover, the one that the other
likes least is expected; so a decision maker never counts on the other's kindness, and the answer does not depend on how
states are numbered. Only the two ranks of an end matter, so ends are kept as pairs of ranks.

Source: [Zagare1984]; [Kilgour1985]; [FangHipelKilgour1989].
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from detente.analysis.kernels import BoolArray, best_elsewhere
from detente.dispute.cancellation import poll
from detente.dispute.graph import GraphModel
from detente.errors import InapplicableConcept

__all__ = ["MAX_HORIZON", "stable_at", "stable_for_good"]

MAX_HORIZON = 10_000
"""Longer horizons are refused, and so is a search for a recurrence beyond it."""

Long = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class _Ends:
    """Where play ends, by who moves first: `mine[i]` is the first mover's rank of the end, `theirs[i]` the other's."""

    mine: tuple[Long, Long]
    theirs: tuple[Long, Long]
    stays: tuple[BoolArray, BoolArray]

    def key(self) -> bytes:
        """Equal for equal ends."""
        digest = hashlib.blake2b()
        for row in (*self.mine, *self.theirs):
            digest.update(row.tobytes())
        return digest.digest()


def stable_at(graph: GraphModel, dm: int, horizon: int) -> BoolArray:
    """The states at which `dm`, looking `horizon` moves ahead, prefers not to move; shape (n_states,).

    Raises `InapplicableConcept` beyond `MAX_HORIZON`.
    """
    if horizon > MAX_HORIZON:
        raise InapplicableConcept(f"a horizon of {horizon} moves; at most {MAX_HORIZON}", hint="ask for NM")
    ends = _start(graph)
    for _ in range(horizon):
        ends = _one_further(graph, ends)
    return ends.stays[dm]


def stable_for_good(graph: GraphModel, dm: int) -> BoolArray:
    """The states at which `dm` stays under every horizon from some length on; shape (n_states,).

    Ends under longer horizons follow from those under shorter ones, so once they recur, they recur for ever.

    Raises `InapplicableConcept` when they do not recur within `MAX_HORIZON` moves.
    """
    ends = _start(graph)
    seen: dict[bytes, int] = {}
    stays: list[BoolArray] = []
    while ends.key() not in seen:
        if len(stays) > MAX_HORIZON:
            raise InapplicableConcept(
                f"foresight settles into no cycle within {MAX_HORIZON} moves", hint="ask for some L1, L2, … instead"
            )
        seen[ends.key()] = len(stays)
        ends = _one_further(graph, ends)
        stays.append(ends.stays[dm])
    cycle: BoolArray = np.logical_and.reduce(stays[seen[ends.key()] :], axis=0)
    return cycle


def _start(graph: GraphModel) -> _Ends:
    """No move remains: play ends where it is."""
    ranks = graph.ranks.astype(np.int64)
    everywhere = np.ones(graph.n_states, dtype=np.bool_)
    return _Ends((ranks[0], ranks[1]), (ranks[1], ranks[0]), (everywhere, everywhere))


def _one_further(graph: GraphModel, ends: _Ends) -> _Ends:
    """One more move remains."""
    mine: list[Long] = []
    theirs: list[Long] = []
    stays: list[BoolArray] = []
    span = np.int64(graph.n_states + 1)
    for dm, other in ((0, 1), (1, 0)):
        poll()
        here, there = graph.ranks[dm].astype(np.int64), graph.ranks[other].astype(np.int64)
        # The greatest number is best for the mover, and among equals worst for the other.
        score = ends.theirs[other] * span + (span - 1 - ends.mine[other])
        best = best_elsewhere(graph, dm, score, -1)
        gain = best // span
        stay: BoolArray = (best < 0) | (gain <= here)
        mine.append(np.where(stay, here, gain))
        theirs.append(np.where(stay, there, span - 1 - best % span))
        stays.append(stay)
    return _Ends((mine[0], mine[1]), (theirs[0], theirs[1]), (stays[0], stays[1]))
