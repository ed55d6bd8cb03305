"""Ranks say exactly what the statements, rankings or numbers say."""

from array import array

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from detente.dispute import preferences
from detente.dispute.conditions import Not, Taken, evaluate, pattern


@given(st.integers(1, 5), st.lists(st.text("YN-", min_size=5, max_size=5), min_size=1, max_size=70))
@settings(max_examples=80, deadline=None)
def test_statements_rank_lexicographically(n_options: int, letters: list[str]) -> None:
    """One state is above another exactly when it satisfies the first statement on which they differ; no overflow."""
    statements = [pattern(p[:n_options]) for p in letters]
    codes = list(range(2**n_options))
    truth = [[evaluate(s, lambda k, code=code: bool(code >> k & 1)) for s in statements] for code in codes]
    order = sorted({tuple(row) for row in truth})
    expected = [order.index(tuple(row)) + 1 for row in truth]

    assert expected == list(preferences.ranks_from_statements(statements, array("Q", codes)))
    assert expected == preferences.ranks_from_statements(statements, np.array(codes, dtype=np.uint64)).tolist()


def test_statements_beyond_sixty_two_do_not_overflow() -> None:
    """The hundredth statement still breaks a tie, and the first still outweighs all others."""
    statements = [Not(Taken(0)), *[Taken(1)] * 98, Taken(2)]
    codes = np.arange(8, dtype=np.uint64)

    assert preferences.ranks_from_statements(statements, codes).tolist() == [5, 1, 7, 3, 6, 2, 8, 4]


@pytest.mark.parametrize(
    ("groups", "expected"),
    [([[0], [1], [2]], [3, 2, 1]), ([[2], [0, 1]], [1, 1, 2]), ([[1], [1, 2]], [1, 3, 2]), ([], [1, 1, 1])],
)
def test_groups_rank_best_first(groups: list[list[int]], expected: list[int]) -> None:
    """Members are tied, the first mention counts, and what is not named comes last."""
    assert expected == preferences.ranks_from_groups(groups, 3)
