"""Base rates are counts over all orders, and each single edit is judged as a model of its own."""

from dataclasses import replace
from itertools import permutations, product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.invented import invented, reordered
from detente.analysis import robustness as module
from detente.analysis.inverse import Change
from detente.analysis.orderings import CODES
from detente.analysis.robustness import robustness
from detente.analysis.samples import prisoners_in_words
from detente.analysis.solving import analyse
from detente.dispute.model import Preferences, PreferenceStatement
from detente.errors import Cancelled
from detente.evidence import Assumed, Inferred, Quoted, Reference


def stable(model, code):
    """Whether the observed state is an equilibrium."""
    found = analyse(model, concepts=[code]).epoch()
    return found.status_quo in found.equilibria[code]


@given(seed=st.integers(0, 2**32))
@settings(max_examples=15, deadline=None)
def test_the_base_rate_counts_every_order(seed):
    """The share of orders under which the observed state holds equals solving each of them."""
    model = invented(seed)
    found = robustness(model).epochs[0].orderings
    sizes = [len(stated.statements) for stated in model.epochs[0].preferences.values()]
    orders = list(product(*(permutations(range(size)) for size in sizes)))

    assert (len(orders), True) == (found.tried, found.exhaustive)
    for code in CODES:
        assert sum(stable(reordered(model, order), code) for order in orders) / len(orders) == found.stable_share[code]


@given(seed=st.integers(0, 2**32))
@settings(max_examples=15, deadline=None)
def test_each_single_edit_is_judged_by_itself(seed):
    """Edits that break the observed state are exactly those after which it is no equilibrium."""
    model = invented(seed)
    found = robustness(model, concepts=["SEQ"]).epochs[0]
    epoch = model.epochs[0]
    share = []
    for party, stated in epoch.preferences.items():
        lines = stated.statements
        swapped = [(*lines[:i], lines[i + 1], lines[i], *lines[i + 2 :]) for i in range(len(lines) - 1)]
        dropped = [lines[:i] + lines[i + 1 :] for i in range(len(lines))]
        for statements in swapped + dropped:
            wants = {**epoch.preferences, party: Preferences(statements=statements)}
            share.append(stable(replace(model, epochs=(replace(epoch, preferences=wants),)), "SEQ"))

    assert (len(share), sum(share) / len(share)) == (found.one_edit.tried, found.one_edit.stable_share["SEQ"])
    assert stable(model, "SEQ") == found.stable["SEQ"]
    changed = found.one_edit.breaking["SEQ"] + found.one_edit.making["SEQ"]
    assert sum(holds != stable(model, "SEQ") for holds in share) == len(changed)
    assert all(isinstance(change, Change) for change in changed)


def test_a_sample_is_seeded_and_has_an_interval(monkeypatch):
    """Where orders are too many, the same seed gives the same share, inside its interval."""
    exact = robustness(prisoners_in_words).epochs[0].orderings
    monkeypatch.setattr(module, "EXHAUSTIVE", 1)
    first, second = (robustness(prisoners_in_words, draws=400).epochs[0].orderings for _ in range(2))

    assert first == second
    assert (400, False, 0) == (first.tried, first.exhaustive, first.seed)
    for code, share in first.stable_share.items():
        low, high = first.interval[code]
        assert low <= share <= high
        assert low <= exact.stable_share[code] <= high


def test_ablation_leaves_out_what_is_not_quoted():
    """Without assumptions, and without inferences, other equilibria may be left, and who then says nothing is named."""
    bases = [
        Quoted((Reference(source="a", quote="b"),)),
        Inferred(rule="habit", premises=()),
        Assumed(by="analyst", because="guess"),
    ]
    lines = [
        PreferenceStatement(want=want, says=want, basis=b)
        for want, b in zip(("!bob", "ann", "!ann"), bases, strict=True)
    ]
    epoch = prisoners_in_words.epochs[0]
    wants = {"ann": Preferences(statements=tuple(lines)), "bob": Preferences(statements=(lines[2],))}
    model = replace(prisoners_in_words, epochs=(replace(epoch, preferences=wants),))
    found = {entry.without: entry for entry in robustness(model, concepts=["NASH"]).epochs[0].ablation}

    assert [(2, ("bob",)), (1, ()), (3, ("bob",))] == [(entry.dropped, entry.silent) for entry in found.values()]
    assert {"assumed": (1, 3), "inferred": (0, 2), "assumed and inferred": (0, 1, 2, 3)} == {
        name: entry.equilibria["NASH"] for name, entry in found.items()
    }
    assert {"quoted": 1, "inferred": 1, "assumed": 2, "no basis": 0} == robustness(model).epochs[0].evidence


def test_a_verdict_under_every_order_was_built_in():
    """The prisoners are stuck whatever the order of what they want; robustness says so."""
    shares = robustness(prisoners_in_words).epochs[0]

    assert "SEQ" not in shares.built_in
    assert all(shares.orderings.stable_share[code] == 1 for code in shares.built_in)


def test_robustness_can_be_stopped():
    """A stop is seen within a thousand combinations."""
    with pytest.raises(Cancelled):
        robustness(invented(3), cancel=lambda: True)
