"""What every stability concept must satisfy, for whatever the folder of concepts holds."""

from dataclasses import replace
from random import Random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from detente.analysis import concepts
from detente.analysis.concepts import Concept
from detente.dispute.graph import GraphModel, compile_model
from detente.dispute.model import DisputeModel, Preferences
from detente.errors import InapplicableConcept, UnknownConcept
from reference.random_models import random_model

CODES = sorted(concepts.concepts())
SEEDS = st.integers(0, 2**32)


def verdicts(concept: Concept, graph: GraphModel) -> list[list[bool]]:
    """By decision maker and state, at horizon 2 where the concept has one; none where it does not apply."""
    if concept.why_not(graph):
        return []
    options = {"horizon": 2} if concept.has_horizon else {}
    return [concept.stable(graph, dm, **options).tolist() for dm in range(graph.n_dms)]


def model_for(concept: Concept, seed: int) -> DisputeModel:
    """A random dispute the concept may apply to."""
    return random_model(seed, max_states=16, max_dms=2 if concept.forms == "pair" else 5)


@pytest.mark.parametrize("code", CODES)
def test_it_names_its_source_and_is_found_by_its_code(code: str) -> None:
    """A bibliography key, a name in words, and a docstring with the definition."""
    concept = concepts.find(code)

    assert code == concept.code
    assert concept.source
    assert concept.name
    assert ">>>" in (concept.stable.__doc__ or "")


@pytest.mark.parametrize("code", CODES)
@given(seed=SEEDS)
@settings(max_examples=25, deadline=None)
def test_what_it_implies_holds_wherever_it_does(code: str, seed: int) -> None:
    """The declared implications are true in every state, for every decision maker."""
    concept = concepts.find(code)
    graph = compile_model(model_for(concept, seed))
    for implied in concept.implies:
        for mine, other in zip(verdicts(concept, graph), verdicts(concepts.find(implied), graph), strict=False):
            assert all(b for a, b in zip(mine, other, strict=True) if a)


@pytest.mark.parametrize("code", CODES)
@given(seed=SEEDS)
@settings(max_examples=25, deadline=None)
def test_the_order_of_decision_makers_does_not_matter(code: str, seed: int) -> None:
    """Listing the parties the other way round gives each the same verdict in each state."""
    concept = concepts.find(code)
    model = model_for(concept, seed)
    graph = compile_model(model)
    turned = replace(
        graph,
        decision_makers=graph.decision_makers[::-1],
        rank_rows=graph.rank_rows[::-1],
        own=graph.own[::-1],
        successors=None if graph.successors is None else graph.successors[::-1],
        structures={},
    )

    assert verdicts(concept, graph) == verdicts(concept, turned)[::-1]


@pytest.mark.parametrize("code", CODES)
@given(seed=SEEDS)
@settings(max_examples=25, deadline=None)
def test_the_numbering_of_states_does_not_matter(code: str, seed: int) -> None:
    """The same states listed in another order get the same verdicts."""
    concept = concepts.find(code)
    graph = compile_model(model_for(concept, seed))
    order = list(range(graph.n_states))
    Random(seed).shuffle(order)
    place = {old: new for new, old in enumerate(order)}
    shuffled = replace(
        graph,
        code_row=None if graph.code_row is None else np.array([graph.code_row[s] for s in order], dtype=np.uint64),
        given_labels=tuple(graph.given_labels[s] for s in order) if graph.given_labels else (),
        rank_rows=tuple(np.array([row[s] for s in order], dtype=np.int32) for row in graph.rank_rows),
        successors=None
        if graph.successors is None
        else tuple(tuple(tuple(sorted(place[t] for t in row[s])) for s in order) for row in graph.successors),
        structures={},
    )
    expected = [[row[s] for s in order] for row in verdicts(concept, graph)]

    assert expected == verdicts(concept, shuffled)


@pytest.mark.parametrize("code", CODES)
@given(seed=SEEDS)
@settings(max_examples=25, deadline=None)
def test_only_the_order_of_ranks_matters(code: str, seed: int) -> None:
    """Stretching everybody's ranks changes nothing."""
    concept = concepts.find(code)
    graph = compile_model(model_for(concept, seed))
    stretched = graph.with_ranks([[int(rank) ** 3 - 50 for rank in row] for row in graph.rank_rows])

    assert verdicts(concept, graph) == verdicts(concept, stretched)


@pytest.mark.parametrize("code", CODES)
def test_where_nobody_wants_anything_everything_is_stable(code: str) -> None:
    """Indifference everywhere leaves no reason to move."""
    model = model_for(concepts.find(code), 3)
    graph = compile_model(model).with_ranks([[0] * compile_model(model).n_states] * len(model.decision_makers))

    assert all(all(row) for row in verdicts(concepts.find(code), graph))


def test_an_unknown_code_is_refused_with_the_nearest() -> None:
    """A slip of the finger is named."""
    with pytest.raises(UnknownConcept) as caught:
        concepts.find("NASCH")

    assert "NASH" in caught.value.hint


def test_a_concept_that_does_not_apply_says_why() -> None:
    """Foresight for three parties and simultaneous moves without options are refused, not guessed."""
    from detente.analysis import analyse

    three = DisputeModel(
        title="Three",
        decision_makers=tuple(
            replace(party, options=()) for party in random_model(1, max_dms=2).decision_makers[:1] for _ in range(1)
        ),
        epochs=(replace(random_model(1).epochs[0], preferences={"norland": Preferences()}),),
        states=("peace", "war"),
        moves={"norland": ((0, 1),)},
    )
    for code, reason in (("SIM", "SIM needs options"), ("L2", "L is defined for two decision makers, not for 1")):
        with pytest.raises(InapplicableConcept) as caught:
            analyse(three, concepts=[code])

        assert caught.value.message.startswith(reason)
