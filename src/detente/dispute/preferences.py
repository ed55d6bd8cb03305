"""Preferences as ranks: one number per state and decision maker, higher is better, equal is indifferent.

Ranks are dense and begin at 1. Statements are lexicographic (option prioritising): a state that satisfies the most
important statement on which two states differ is preferred. They are ranked statement by statement, never as sums of
2^k, which overflow beyond 62 statements.

Source: [HipelKilgourFangPeng1997]; [FangHipelKilgourPeng2003].
"""

from array import array
from collections.abc import Sequence
from typing import TYPE_CHECKING, TypeAlias

from detente.dispute.cancellation import poll
from detente.dispute.conditions import Condition
from detente.dispute.states import set_of, truth_of

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from detente.dispute.states import CodeArray, Codes

    RankRow: TypeAlias = "array[int] | NDArray[np.int32]"

__all__ = ["dense", "ranks_from_groups", "ranks_from_statements"]


def ranks_from_statements(statements: Sequence[Condition], codes: "Codes") -> "RankRow":
    """The rank of each state under statements given most important first.

    >>> from detente.dispute.conditions import Not, Taken
    >>> list(ranks_from_statements([Not(Taken(0)), Taken(1)], array("Q", [0, 1, 2, 3])))
    [3, 1, 4, 2]
    """
    if isinstance(codes, array):
        return ranks_from_sets([set_of(statement, codes) for statement in statements], len(codes))
    return _ranks_in_groups(statements, codes)


def ranks_from_groups(groups: Sequence[Sequence[int]], n_states: int) -> "list[int]":
    """The rank of each state, given groups of tied states, best first.

    A state in several groups counts in the first; states in none are tied below all others.

    >>> ranks_from_groups([[2], [0, 3]], 4)
    [2, 1, 3, 2]
    """
    place = [len(groups)] * n_states
    for i in reversed(range(len(groups))):
        for state in groups[i]:
            place[state] = i
    return dense([-p for p in place])


def dense(values: Sequence[int]) -> list[int]:
    """The same order with ranks 1, 2, … and no gaps.

    >>> dense([70, -2, 70, 5])
    [3, 1, 3, 2]
    """
    rank = {value: i for i, value in enumerate(sorted(set(values)), start=1)}
    return [rank[value] for value in values]


def ranks_from_sets(truths: Sequence[int], n_states: int) -> "array[int]":
    """As `ranks_from_statements`, each statement given as an int whose bit `i` says that it holds in state `i`."""
    scores = [0] * n_states
    for truth in truths:
        scores = [score << 1 | (truth >> i & 1) for i, score in enumerate(scores)]
    return array("i", dense(scores))


def _ranks_in_groups(statements: Sequence[Condition], codes: "CodeArray") -> "NDArray[np.int32]":
    """As `ranks_from_statements`, for many states: scores of up to `GROUP` statements, then dense, then the next.

    States are taken in chunks that stay in the processor's cache.
    """
    import numpy as np

    scores = np.zeros(len(codes), dtype=np.int64)
    bits = 0
    for group in (statements[begin : begin + GROUP] for begin in range(0, max(1, len(statements)), GROUP)):
        for begin in range(0, len(codes), CHUNK):
            poll()
            part, chunk = scores[begin : begin + CHUNK], codes[begin : begin + CHUNK]
            for statement in group:
                part <<= 1
                part |= truth_of(statement, chunk)
        scores, count = _made_dense(scores, bits + len(group))
        bits = max(1, (count - 1).bit_length())
    scores += 1
    return scores.astype(np.int32)


GROUP = 38
"""So many statements are scored at once: 24 bits of states and 38 of statements fit into a word."""

CHUNK = 1 << 15
"""So many states are scored at once."""

TABLE_BITS = 22
"""Up to so many bits, ranks are read from a table of all scores; beyond, scores are sorted."""


def _made_dense(scores: "NDArray[np.int64]", bits: int) -> "tuple[NDArray[np.int64], int]":
    """(the same order as 0, 1, … without gaps, how many there are)."""
    import numpy as np

    if bits > TABLE_BITS:
        values, inverse = np.unique(scores, return_inverse=True)
        return inverse.reshape(len(scores)).astype(np.int64), len(values)
    occurs = np.zeros(1 << bits, dtype=np.bool_)
    occurs[scores] = True
    table = np.cumsum(occurs, dtype=np.int64) - 1
    return table[scores], int(table[-1]) + 1
