"""What `why` says can be checked move by move."""

from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from detente.analysis import explanation, sequences
from detente.analysis.explanation import explain
from detente.dispute.graph import compile_model
from reference import definitions
from reference.random_models import game_of, random_model

SEEDS = st.integers(0, 2**32)


@given(seed=SEEDS)
@settings(max_examples=60, deadline=None)
def test_every_witness_is_a_legal_sequence_that_ends_no_better(seed):
    """The verdict is the definition's, all improvements are listed, and each sanction can be played and deters."""
    graph = compile_model(random_model(seed, max_states=12))
    game = game_of(graph)
    for concept in explanation.CODES[: 5 if graph.is_graph_form else 6]:
        for dm in game.dms:
            for state in game.states:
                found = explain(graph, state, dm, concept)

                assert definitions.CONCEPTS[concept](game, dm, state) == found.stable
                assert definitions.improvements(game, dm, state) == {x.to for x in found.improvements}
                assert found.immobile == (not game.moves[dm][state])
                for improvement in found.improvements:
                    if improvement.deterred_by is not None:
                        check_sanction(game, concept, dm, state, improvement)


def check_sanction(game, concept, dm, state, improvement):
    """A sanction begins where the improvement ends (or, at once, at the state) and leaves the mover no better off."""
    steps, ends = improvement.deterred_by.path, improvement.deterred_by.ends
    assert all(step.dm != dm and step.end in game.moves[step.dm][step.start] for step in steps)
    assert game.ranks[dm][ends] <= game.ranks[dm][state]
    if concept in ("SEQ", "SSEQ", "SIM"):
        assert all(game.ranks[step.dm][step.end] > game.ranks[step.dm][step.start] for step in steps)
    if concept == "SIM":
        assert all(step.start == state for step in steps)
        assert len({step.dm for step in steps}) == len(steps) > 0
        return
    assert [improvement.to, *(step.end for step in steps)] == [*(step.start for step in steps), ends]
    assert all(a.dm != b.dm for a, b in pairwise(steps))
    if concept in ("SMR", "SSEQ"):
        assert all(game.ranks[dm][t] <= game.ranks[dm][state] for t in game.moves[dm][ends])


@given(seed=SEEDS)
@settings(max_examples=60, deadline=None)
def test_sequences_reach_what_the_definition_reaches(seed):
    """Nobody moves twice running, and nothing that can be reached is missed."""
    graph = compile_model(random_model(seed, max_states=12))
    game = game_of(graph)
    for movers in [list(game.dms), list(game.dms)[1:]]:
        for state in game.states:
            expected = definitions.legal(game, movers, state, improving=False)
            better = definitions.legal(game, movers, state, improving=True)

            assert expected == set(sequences.reached(graph, state, movers))
            assert better == set(sequences.reached(graph, state, movers, chooses=sequences.improving(graph)))


def test_null_and_simultaneous_sanctions_print_as_the_contract_says():
    """Nothing deters under NASH; for SIM the path lists the moves made at once."""
    from detente.analysis.samples import dispute_of_ranks

    graph = compile_model(dispute_of_ranks("Chicken", ann=(3, 4, 2, 1), bob=(3, 2, 4, 1)))
    nash = explain(graph, 0, 0, "NASH").to_dict()
    sim = explain(graph, 0, 0, "SIM").to_dict()

    assert (False, [{"to": 1, "deterred_by": None, "reason": None}]) == (nash["stable"], nash["improvements"])
    assert [{"decision_maker": "bob", "from": 0, "to": 2}] == sim["improvements"][0]["deterred_by"]["path"]
    assert 3 == sim["improvements"][0]["deterred_by"]["ends"]
