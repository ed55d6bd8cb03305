"""The answers to a party's moves, found state by state or all together."""

import pytest

from detente.analysis import answers
from detente.analysis.answers import Answers, Moves
from detente.analysis.orderings import Arena
from detente.dispute.graph import compile_model
from detente.errors import TooManyStates
from reference.random_models import random_model

SEEDS = [
    seed
    for seed in range(60)
    if not (graph := compile_model(random_model(seed, max_states=24))).is_graph_form
    and all(wants.statements for wants in random_model(seed, max_states=24).epochs[0].preferences.values())
][:12]


def needed(found: Moves) -> set[frozenset[int]]:
    """The answers to each move without those that hold a smaller one: where the larger does, the smaller does."""
    return {frozenset(a for a in sets if not any(b != a and b & a == b for b in sets)) for sets in found}


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("concept", ["GMR", "SMR", "SEQ", "SSEQ"])
def test_answers_are_the_same_found_one_by_one_and_all_together(
    seed: int, concept: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """For every party, state and move: the limit between the two ways changes nothing."""
    model = random_model(seed, max_states=24)
    graph = compile_model(model)
    one_by_one = Answers(Arena(model, graph))
    places = [(dm, state) for dm in range(graph.n_dms) for state in range(graph.n_states)]
    expected = [needed(one_by_one.to_moves(concept, dm, state)) for dm, state in places]
    monkeypatch.setattr(answers, "LARGE", 0)
    together = Answers(Arena(model, graph))
    first = [together.to_moves(concept, dm, state) for dm, state in places]

    assert expected == [needed(found) for found in first]
    assert first == [together.to_moves(concept, dm, state) for dm, state in places]


def test_more_answers_than_can_be_held_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """With what to do, before the memory is taken."""
    model = random_model(SEEDS[0], max_states=24)
    monkeypatch.setattr(answers, "LARGE", 0)
    monkeypatch.setattr(answers, "MAX_WORDS", 0)
    graph = compile_model(model)
    dm, state = next((dm, s) for dm in range(graph.n_dms) for s in range(graph.n_states) if len(graph.reachable(dm, s)))

    with pytest.raises(TooManyStates, match="cannot be held"):
        Answers(Arena(model, graph)).to_moves("GMR", dm, state)
