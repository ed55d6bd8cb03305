"""Feasible states are all combinations that no exclusion forbids, ascending, found without trying them all."""

from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from detente.dispute import states
from detente.dispute.conditions import AnyOf, Condition, Not, Taken, evaluate, pattern
from detente.errors import NoFeasibleState, TooManyStates


def tried_all(n_options: int, excluded: list[Condition]) -> list[int]:
    """Every code, kept when no condition holds in it."""
    return [
        code
        for code in range(2**n_options)
        if not any(evaluate(condition, lambda k, code=code: bool(code >> k & 1)) for condition in excluded)
    ]


@st.composite
def exclusions(draw):
    """(number of options, patterns and other conditions)."""
    n = draw(st.integers(1, 13))
    patterns = draw(st.lists(st.text("YN---", min_size=n, max_size=n).filter(lambda p: set(p) != {"-"}), max_size=5))
    others = draw(st.lists(st.tuples(st.integers(0, n - 1), st.integers(0, n - 1)), max_size=2))
    return n, [pattern(p) for p in patterns] + [Not(AnyOf((Taken(a), Not(Taken(b))))) for a, b in others]


@given(exclusions())
@settings(max_examples=150, deadline=None)
def test_the_states_found_are_those_found_by_trying_all(case) -> None:
    """Option by option, in plain lists or arrays, gives the same codes in the same order."""
    n, excluded = case
    expected = tried_all(n, excluded)
    if not expected:
        with pytest.raises(NoFeasibleState):
            states.feasible_codes(n, excluded)
        return

    assert expected == [int(code) for code in states.feasible_codes(n, excluded)]


def test_groups_of_alternatives_cost_what_they_leave() -> None:
    """Sixty options in twelve groups of which at most one each: 6^7 of 2^35, and of 2^60 refused."""

    def at_most_one(n_groups: int) -> list[Condition]:
        pairs = [(g * 5 + a, g * 5 + b) for g in range(n_groups) for a, b in product(range(5), repeat=2) if a < b]
        return [pattern("".join("Y" if k in pair else "-" for k in range(n_groups * 5))) for pair in pairs]

    assert len(states.feasible_codes(35, at_most_one(7))) == 6**7
    with pytest.raises(TooManyStates):
        states.feasible_codes(60, at_most_one(12))


def test_scattered_groups_are_found_as_fast() -> None:
    """The options of a group need not stand side by side: those of an exclusion are decided together."""
    n_groups = 12
    excluded = [
        pattern("".join("Y" if k in (g + a * n_groups, g + b * n_groups) else "-" for k in range(n_groups * 4)))
        for g in range(n_groups)
        for a, b in product(range(4), repeat=2)
        if a < b
    ]
    # Four options a group of which exactly one: 4^12 = 2^24 states.
    excluded += [
        pattern("".join("N" if k % n_groups == g else "-" for k in range(n_groups * 4))) for g in range(n_groups)
    ]
    order = states._elimination_order(n_groups * 4, excluded)

    assert [sorted(order[begin : begin + 4]) for begin in range(0, 48, 4)] == [
        [g + a * n_groups for a in range(4)] for g in range(n_groups)
    ]


def test_too_many_states_are_refused_with_their_number() -> None:
    """Nothing is allocated for 2^40 states."""
    with pytest.raises(TooManyStates) as caught:
        states.feasible_codes(40, [])

    assert "40 options give 2^40 = 1,099,511,627,776 states" in caught.value.message


def test_more_options_than_a_code_has_bits_are_refused() -> None:
    """Sixty-five options need more than a 64-bit code, however few states are left."""
    with pytest.raises(TooManyStates):
        states.feasible_codes(65, [pattern("-" * k + "Y" + "-" * (64 - k)) for k in range(65)])


def test_the_last_bit_of_a_code_is_used() -> None:
    """Sixty-four options of which at most one is taken."""
    excluded = [
        pattern("".join("Y" if k in (a, b) else "-" for k in range(64)))
        for a, b in product(range(64), repeat=2)
        if a < b
    ]

    assert [0, *(1 << k for k in range(64))] == [int(code) for code in states.feasible_codes(64, excluded)]


def test_exclusions_that_leave_nothing_are_an_error() -> None:
    """An option both required and forbidden."""
    with pytest.raises(NoFeasibleState):
        states.feasible_codes(1, [Taken(0), Not(Taken(0))])
