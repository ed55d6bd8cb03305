"""The fewest changes of what can be done: minimal, complete, and true when made by hand."""

from dataclasses import replace
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.invented import invented
from detente.analysis.restructuring import restructure
from detente.analysis.samples import dispute_of_ranks, prisoners_in_words
from detente.analysis.solving import analyse_graph
from detente.analysis.whatif import whatif
from detente.dispute.graph import compile_model
from detente.errors import Cancelled, InapplicableConcept, NoFeasibleState, UndefinedState
from reference.random_models import random_model

SEEDS = st.integers(0, 2**32)


def holds_after(model, edits, target, concept):
    """Whether some target state is an equilibrium once the edits are made; found with what-ifs alone."""
    try:
        after = whatif(model, list(edits), concepts=[concept]).after
    except NoFeasibleState:
        return False
    return bool({int(s) for s in after.graph.where(target)} & set(after.equilibria[concept]))


def single_edits(model):
    """Every structural edit of one option or one exclusion, in the words of what-ifs."""
    for option in model.options:
        name = f"{option.decision_maker}.{option.id}"
        one_way = option.direction != "both"
        yield from [f"{name} -irreversible"] if one_way else [f"{name} forward", f"{name} backward"]
        yield f'infeasible "{name}"'
    for line in model.infeasible:
        yield f'-infeasible "{line.when}"'


@pytest.mark.parametrize("concept", ["NASH", "SEQ", "SMR"])
@given(seed=SEEDS)
@settings(max_examples=15, deadline=None)
def test_the_sets_found_are_all_the_smallest_there_are(concept, seed):
    """Exhaustive search with what-ifs finds the same minimum and the same sets."""
    model = invented(seed)
    graph = compile_model(model)
    target = graph.label(graph.n_states - 1)
    found = restructure(model, target=target, concept=concept)
    sets = {}
    for size in range((found.minimum if found.minimum is not None else min(found.tried_up_to, 1)) + 1):
        sets[size] = {
            frozenset(edits)
            for edits in combinations(list(single_edits(model)), size)
            if holds_after(model, edits, target, concept)
        }
    listed = {frozenset(change.edit for change in edit.changes) for edit in found.edits}

    if found.minimum is None:
        assert not any(sets.values())
    else:
        assert (True, listed) == (not any(sets[k] for k in range(found.minimum)), sets[found.minimum])


@given(seed=SEEDS)
@settings(max_examples=15, deadline=None)
def test_moves_blocked_and_added_are_the_fewest(seed):
    """In graph form: what is listed does it, and no single change that is not listed does."""
    model = random_model(seed, max_states=6, max_dms=3)
    graph = compile_model(model)
    if not graph.is_graph_form:
        return
    goal = graph.n_states - 1
    found = restructure(model, target=f"s{goal + 1}", concept="SEQ")
    listed = {(c.kind, c.decision_maker, c.start, c.end) for e in found.edits for c in e.changes if found.minimum == 1}
    alone = set()
    for dm, party in enumerate(graph.decision_makers):
        for start in range(graph.n_states):
            for end in range(graph.n_states):
                if start == end:
                    continue
                row = set(graph.successors[dm][start])
                tables = [list(table) for table in graph.successors]
                tables[dm][start] = tuple(sorted(row ^ {end}))
                changed = replace(graph, successors=tuple(map(tuple, tables)), structures={})
                if goal in analyse_graph(changed, concepts=["SEQ"]).equilibria["SEQ"]:
                    alone.add(("block" if end in row else "add", party, start, end))
    now = goal in analyse_graph(graph, concepts=["SEQ"]).equilibria["SEQ"]

    assert now == (found.minimum == 0)
    if not now:
        assert alone == listed


def test_silence_holds_once_nobody_can_confess():
    """It takes one change for each prisoner: a one-way option or none at all."""
    found = restructure(prisoners_in_words, target="!ann & !bob", concept="NASH")

    assert 2 == found.minimum
    assert {"backward", ""} == {change.direction for edit in found.edits for change in edit.changes}
    assert 4 == len(found.edits)


def test_a_state_named_by_number_stays_the_same_state():
    """Although an exclusion gives it another number."""
    found = restructure(prisoners_in_words, target="s4", concept="NASH")

    assert (0, ("YY",)) == (found.minimum, found.edits[0].labels)


def test_models_of_ranks_can_be_restructured():
    """An option off the table leaves fewer states than there are ranks."""
    model = dispute_of_ranks("p", ann=(3, 4, 1, 2), bob=(3, 1, 4, 2))
    found = restructure(model, target="ann & !bob", concept="NASH")

    assert 1 == found.minimum
    assert {"bob.bob backward", 'infeasible "bob.bob"'} == {edit.changes[0].edit for edit in found.edits}


def test_nothing_is_claimed_that_was_not_tried():
    """A budget too small for pairs says that only single changes were tried."""
    found = restructure(prisoners_in_words, target="!ann & !bob", concept="NASH", budget=20)

    assert (None, 1, False) == (found.minimum, found.tried_up_to, found.to_dict()["proved"])


def test_questions_without_an_answer_are_refused():
    """No such state, no such concept, and stopped on demand."""
    with pytest.raises(UndefinedState):
        restructure(prisoners_in_words, target="ann & !ann")
    with pytest.raises(InapplicableConcept):
        restructure(prisoners_in_words, target="ann", concept="NM")
    with pytest.raises(Cancelled):
        restructure(prisoners_in_words, target="!ann & !bob", concept="NASH", cancel=lambda: True)
