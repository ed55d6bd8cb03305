"""The smallest change is what exhaustive search over all orders finds."""

import os
from dataclasses import replace
from itertools import permutations
from pathlib import Path
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.invented import invented, many_statements, reordered
from detente.analysis import analyse, orderings
from detente.analysis.inverse import deal
from detente.analysis.orderings import CODES, at_distance, swaps
from detente.dispute import load_model
from detente.dispute.graph import compile_model
from detente.dispute.model import (
    Preferences,
    PreferenceStatement,
)
from detente.errors import Cancelled
from reference import definitions
from reference.deals import orders_of, smallest_deals
from reference.random_models import game_of

SHARED = Path(os.environ.get("DETENTE_SHARED", Path(__file__).parents[2].parent / "shared"))


@pytest.mark.parametrize("concept", CODES)
@given(seed=st.integers(0, 2**32))
@settings(max_examples=25, deadline=None)
def test_the_smallest_change_is_that_of_exhaustive_search(concept, seed):
    """The same minimum and the same edits, each with the states that hold under it; ways of the first party first."""
    model = invented(seed)
    target = Random(seed).choice(["o0 & o1", "!o0", "o0 | o2", "o1 <-> o2"])
    if not list(compile_model(model).where(target)):
        return
    found = deal(model, target=target, concept=concept)
    minimum, expected = smallest_deals(model, target, (concept,))[concept]

    assert minimum == found.minimum
    assert found.proved
    assert found.none_by_reordering == (minimum is None)
    assert expected == {orders_of(edit, model): edit.states for edit in found.edits}
    parties = [maker.id for maker in model.decision_makers]
    firsts = [parties.index(edit.changes[0].decision_maker) for edit in found.edits if edit.changes]
    assert sorted(firsts) == firsts


@given(seed=st.integers(0, 2**32))
@settings(max_examples=40, deadline=None)
def test_single_edits_make_the_target_hold(seed):
    """Each statement dropped, moved or added as told gives the target equilibria told; what is not told gives none."""
    model, concept = invented(seed), "SEQ"
    if not list(compile_model(model).where("o0 & o1")):
        return
    found = deal(model, target="o0 & o1", concept=concept)
    told = {}
    for edit in found.singles:
        (change,) = edit.changes
        told[change.decision_maker, change.kind, change.start, change.end] = edit.states
    epoch = model.epochs[0]
    for party, stated in epoch.preferences.items():
        lines = stated.statements
        variants = {("drop", i, None): lines[:i] + lines[i + 1 :] for i in range(len(lines))}
        added = PreferenceStatement(want="o0 & o1", says="")
        variants |= {("add", None, i): (*lines[:i], added, *lines[i:]) for i in range(len(lines) + 1)}
        for i in range(len(lines)):
            rest = lines[:i] + lines[i + 1 :]
            variants |= {
                ("move", i, j): (*rest[:j], lines[i], *rest[j:]) for j in range(len(lines)) if j not in (i, i - 1)
            }
        for (kind, start, end), statements in variants.items():
            wants = {**epoch.preferences, party: Preferences(statements=statements)}
            graph = compile_model(replace(model, epochs=(replace(epoch, preferences=wants),)))
            game = game_of(graph)
            goals = [int(s) for s in graph.where("o0 & o1")]
            held = tuple(s for s in goals if all(definitions.seq(game, i, s) for i in game.dms))

            assert held == told.get((party, kind, start, end), ())


@pytest.mark.parametrize("size", [0, 1, 4, 5])
def test_orders_are_listed_by_distance(size):
    """Every order once, each at its number of inversions."""
    furthest = size * (size - 1) // 2
    listed = [order for d in range(furthest + 1) for order in at_distance(size, d)]

    assert sorted(permutations(range(size))) == sorted(listed)
    assert all(swaps(order) == d for d in range(furthest + 1) for order in at_distance(size, d))


@pytest.mark.parametrize("concept", ["NASH", "GMR", "SMR", "SEQ", "SSEQ"])
@given(seed=st.integers(0, 2**32))
@settings(max_examples=15, deadline=None)
def test_large_models_are_judged_alike(concept, seed):
    """Judging all target states at once by arrays gives the same deal as judging one after another."""
    model = invented(seed)
    plain = deal(model, target="o0 | !o0", concept=concept).to_dict()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(orderings, "SMALL", 0)

        assert plain == deal(model, target="o0 | !o0", concept=concept).to_dict()


def test_a_budget_that_is_used_up_proves_nothing():
    """The search gives up, says so, and claims neither a minimum nor that there is none."""
    found = deal(many_statements(3, 8), target="o0 & !o1 & o2", concept="SEQ", budget=0, singles=False)

    assert (None, False, False) == (found.minimum, found.proved, found.none_by_reordering)


@pytest.mark.parametrize("seed", range(6))
@pytest.mark.parametrize("concept", ["SEQ", "SIM"])
def test_what_is_found_within_a_budget_holds_and_is_no_less_than_the_least(seed, concept):
    """However small the budget, the edits make the target hold; a minimum that is said to be proved is the minimum."""
    model, target = many_statements(seed, 6), "o0 & !o1 & o2"
    whole = deal(model, target=target, concept=concept, singles=False)
    for budget in (5, 20, 80, 300, 1000):
        found = deal(model, target=target, concept=concept, budget=budget, singles=False)
        if found.minimum is not None:
            assert found.minimum == whole.minimum if found.proved else found.minimum >= (whole.minimum or 0)
        for edit in found.edits[:20]:
            orders = orders_of(edit, model)
            assert found.minimum == sum(map(swaps, orders))
            analysed = analyse(reordered(model, orders), concepts=[concept]).epoch()
            assert set(edit.states) <= set(analysed.equilibria[concept])


@pytest.mark.parametrize("concept", ["NASH", "GMR", "SMR"])
def test_twenty_statements_are_no_hindrance_where_parties_can_be_taken_apart(concept):
    """Proved minimal, though there are 20! orders a party; no change that is one swap smaller does it."""
    sought = ((many_statements(seed, 20), target) for seed in range(9) for target in ("o0 & !o1", "s3", "o2 & o3 & o4"))
    model, found = next(
        (model, found)
        for model, target in sought
        if (found := deal(model, target=target, concept=concept, singles=False)).minimum
    )

    assert found.proved
    for edit in found.edits[:5]:
        orders = orders_of(edit, model)
        assert found.minimum == sum(map(swaps, orders))
        for party, order in enumerate(orders):
            for i in range(len(order) - 1):
                nearer = (*order[:i], order[i + 1], order[i], *order[i + 2 :])
                if swaps(nearer) < swaps(order):
                    tried = reordered(model, (*orders[:party], nearer, *orders[party + 1 :]))
                    held = analyse(tried, concepts=[concept]).epoch().equilibria[concept]
                    assert not set(edit.states) & set(held)


@pytest.mark.parametrize("patience", [1, 2, 5, 20])
def test_a_stop_is_heeded_wherever_the_search_is(patience):
    """At the very question that is answered with yes."""
    asked = []

    def stop():
        asked.append(None)
        return len(asked) >= patience

    with pytest.raises(Cancelled):
        deal(many_statements(3, 8), target="o0 & !o1 & o2", concept="SEQ", cancel=stop)

    assert patience == len(asked)


@pytest.mark.skipif(not (SHARED / "cases").exists(), reason="the shared cases are not here")
def test_the_founding_case_was_nearest_to_a_deal_in_november_2018():
    """One swap makes a treaty hold in November 2018; no order at all does in September 2018 and 2022 under NASH."""
    model = load_model(SHARED / "cases" / "kuril" / "case.yaml")
    minima = {
        concept: [deal(model, target="treaty", epoch=epoch.id, concept=concept).minimum for epoch in model.epochs]
        for concept in ("NASH", "SEQ")
    }

    assert {"NASH": [3, None, 1, 1, None, 3], "SEQ": [3, 3, 1, 1, 5, 2]} == minima
