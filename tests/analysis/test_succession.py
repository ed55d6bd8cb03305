"""The same dispute through time: changes between epochs, ways, and the test of carrying wishes forward."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.invented import invented
from detente.analysis.evolution import find_path
from detente.analysis.samples import prisoners_in_words
from detente.analysis.succession import succession
from detente.analysis.whatif import whatif
from detente.dispute.graph import compile_model
from detente.dispute.model import Exclusion, Preferences, PreferenceStatement

EPOCH = prisoners_in_words.epochs[0]


def wants(**lists: tuple[str, ...]) -> dict[str, Preferences]:
    """Statements by party."""
    return {
        party: Preferences(statements=tuple(PreferenceStatement(want=want, says=want) for want in row))
        for party, row in lists.items()
    }


def two_epochs(**later):
    """The prisoners, and the same dispute later."""
    return replace(prisoners_in_words, epochs=(replace(EPOCH, id="before"), replace(EPOCH, id="after", **later)))


def test_an_epoch_that_repeats_another_changes_nothing():
    """The same state, no line, and the same verdict by the wishes of before."""
    passage = succession(two_epochs()).passages[0]

    assert ("same", (), passage.holds) == (passage.way, passage.changes, passage.carried)


def test_what_was_foreseeable_is_told_by_the_wishes_of_before():
    """Both confess later, as their wishes had it all along: the earlier state was the one that did not hold."""
    found = succession(two_epochs(observed="ann & bob"), concepts=["NASH"])

    assert {"before": {"NASH": False}, "after": {"NASH": True}} == found.holds
    assert ("improvements", {"NASH": True}) == (found.passages[0].way, found.passages[0].carried)


def test_what_was_not_foreseeable_needs_other_wishes():
    """Ann, who takes up silence for its own sake, is told as a changed wish, and carried forward it does not hold."""
    later = {**EPOCH.preferences, **wants(ann=("!ann", "!bob"))}
    passage = succession(two_epochs(observed="bob", preferences=later), concepts=["NASH"]).passages[0]

    assert ({"NASH": True}, {"NASH": False}) == (passage.holds, passage.carried)
    assert [("added", "ann: !ann"), ("removed", "ann: ann")] == sorted(
        (change.change, change.id) for change in passage.changes
    )


def test_a_state_that_could_not_be_before_is_told_so():
    """An exclusion that went."""
    model = two_epochs(observed="ann & bob")
    model = replace(
        model, epochs=(replace(model.epochs[0], infeasible=(Exclusion(when="ann & bob"),)), model.epochs[1])
    )

    assert "impossible" == succession(model).passages[0].way


@given(seed=st.integers(0, 2**32))
@settings(max_examples=40, deadline=None)
def test_verdicts_are_those_of_the_model_with_wishes_exchanged(seed):
    """Carrying forward is solving the later epoch with the wishes of the earlier one."""
    first, second = invented(seed), invented(seed + 1)
    if [o.id for o in first.options] != [o.id for o in second.options]:
        return
    parties = {dm.id for dm in first.decision_makers}
    if parties != {dm.id for dm in second.decision_makers}:
        return
    model = replace(
        first,
        epochs=(
            replace(first.epochs[0], id="a"),
            replace(first.epochs[0], id="b", preferences=second.epochs[0].preferences),
        ),
    )
    passage = succession(model, concepts=["SEQ"]).passages[0]
    before = whatif(model, [], epoch="a", concepts=["SEQ"]).before

    assert {"SEQ": before.status_quo in before.equilibria["SEQ"]} == passage.carried


@pytest.mark.parametrize("seed", range(5))
def test_ways_are_those_of_path(seed):
    """What path says of the two observed states in the earlier epoch."""
    model = invented(seed)
    graph = compile_model(model)
    for goal in range(graph.n_states):
        later = replace(model.epochs[0], id="b", observed=f"s{goal + 1}")
        passage = succession(replace(model, epochs=(replace(model.epochs[0], id="a"), later))).passages[0]
        expected = "same" if goal == graph.status_quo else find_path(graph, graph.status_quo, goal).kind

        assert expected == passage.way


def test_one_epoch_has_no_passage():
    """There is nothing to compare it with."""
    assert () == succession(prisoners_in_words).passages
