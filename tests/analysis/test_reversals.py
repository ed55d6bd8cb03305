"""The least number of changed comparisons is that of trying every weak order."""

from dataclasses import replace
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from detente.analysis.inverse import deal
from detente.analysis.reversals import smallest_reversals
from detente.analysis.samples import dispute_of_ranks
from detente.dispute.graph import compile_model
from detente.dispute.model import DecisionMaker, DisputeModel, Epoch, Preferences
from reference import definitions
from reference.random_models import game_of


def sign(a, b):
    """How two ranks compare."""
    return (a > b) - (a < b)


def changed(before, after):
    """How many pairs compare otherwise."""
    return sum(sign(before[s], before[t]) != sign(after[s], after[t]) for s in range(len(before)) for t in range(s))


def listed(moves, ranks):
    """A dispute in graph form over four states."""
    makers = tuple(DecisionMaker(id=f"p{i}", name="", options=()) for i in range(len(ranks)))
    wants = {f"p{i}": Preferences(ranks=tuple(row)) for i, row in enumerate(ranks)}
    return DisputeModel(
        title="listed",
        decision_makers=makers,
        epochs=(Epoch(id="", name="", since=None, observed=None, preferences=wants),),
        states=tuple("abcd"),
        moves={f"p{i}": tuple(pairs) for i, pairs in enumerate(moves)},
    )


ARCS = st.lists(
    st.tuples(st.integers(0, 3), st.integers(0, 3)).filter(lambda pair: pair[0] != pair[1]), max_size=7, unique=True
)
RANKS = st.lists(st.integers(1, 4), min_size=4, max_size=4)


@pytest.mark.parametrize("concept", ["NASH", "GMR", "SMR", "SEQ", "SSEQ"])
@given(moves=st.tuples(ARCS, ARCS), ranks=st.tuples(RANKS, RANKS), goal=st.integers(0, 3))
@settings(max_examples=12, deadline=None)
def test_no_weak_order_does_it_with_fewer(concept, moves, ranks, goal):
    """Equal to exhaustive search where it is said to be proved, and never below it."""
    graph = compile_model(listed(moves, ranks))
    game = game_of(graph)
    orders = sorted(set(product(range(4), repeat=4)), key=lambda row: row)
    weak = {tuple(sorted(set(row)).index(rank) for rank in row): None for row in orders}
    costs = [sorted((changed(ranks[i], row), row) for row in weak) for i in range(2)]
    best = None
    for cost, row in costs[0]:
        for other_cost, other in costs[1]:
            if best is not None and cost + other_cost >= best:
                break
            tried = replace(game, ranks=[row, other])
            if all(definitions.CONCEPTS[concept](tried, i, goal) for i in range(2)):
                best = cost + other_cost
    least, proved, found = smallest_reversals(graph, [goal], concept)

    assert best is not None
    assert least == best if proved else least >= best
    assert proved or concept in ("SEQ", "SSEQ")
    for reversal in found:
        after = replace(game, ranks=reversal.ranks)
        assert reversal.cost == sum(changed(a, b) for a, b in zip(ranks, reversal.ranks, strict=True)) == least
        assert all(definitions.CONCEPTS[concept](after, i, goal) for i in range(2))


def test_a_deal_over_ranks_names_the_state_to_be_raised():
    """Restraint holds under NASH once each prisoner likes it as well as confessing alone: one comparison each."""
    model = dispute_of_ranks("Prisoners' dilemma", ann=(3, 4, 1, 2), bob=(3, 1, 4, 2))
    found = deal(model, target="NN", concept="NASH").to_dict()

    assert ("rank-reversals", 2, True, False) == tuple(
        found[key] for key in ("measure", "minimum", "proved", "none_by_reordering")
    )
    assert [("ann", "move", "NN", 1, 0), ("bob", "move", "NN", 1, 0)] == [
        tuple(change[key] for key in ("decision_maker", "kind", "statement", "from", "to"))
        for change in found["edits"][0]["changes"]
    ]
    assert 0 == deal(model, target="NN", concept="SEQ").minimum
