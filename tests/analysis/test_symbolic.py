"""The symbolic engine finds the states that the others find, and counts where they cannot list."""

import gc

import pytest

pytest.importorskip("dd.cudd")

from hypothesis import given, settings
from hypothesis import strategies as st

from detente.analysis import analyse, symbolic
from detente.analysis.samples import dispute_of_ranks, prisoners_in_words
from detente.dispute.model import (
    DecisionMaker,
    DisputeModel,
    Epoch,
    Exclusion,
    Option,
    Preferences,
    PreferenceStatement,
)
from detente.errors import Cancelled, InapplicableConcept, UndefinedState
from reference.random_models import random_model


@given(seed=st.integers(0, 2**32))
@settings(max_examples=60, deadline=None)
def test_equilibria_and_verdicts_are_those_of_the_other_engines(seed: int) -> None:
    """Statements, exclusions, one-way options, two to five parties."""
    model = random_model(seed)
    if model.moves is not None or any(given.ranks for given in model.epochs[0].preferences.values()):
        return
    expected = analyse(model, concepts=symbolic.CONCEPTS).epoch()
    found = symbolic.analyse_symbolically(model, concepts=symbolic.CONCEPTS)
    codes = [int(code) for code in expected.graph.codes]

    assert codes == list(found.feasible.states())
    for code in symbolic.CONCEPTS:
        assert [codes[s] for s in expected.equilibria[code]] == list(found.equilibria[code].states())
        for party, verdict in expected.stable[code].items():
            assert list(verdict) == [c in found.stable[code][party] for c in codes]


def chain(n_options: int, n_dms: int) -> DisputeModel:
    """Each option is wanted together with its neighbour; neighbours of one party exclude each other."""
    parties = tuple(
        DecisionMaker(
            id=f"p{dm}",
            name=f"p{dm}",
            options=tuple(
                Option(id=f"o{k}", decision_maker=f"p{dm}", name="")
                for k in range(dm * n_options // n_dms, (dm + 1) * n_options // n_dms)
            ),
        )
        for dm in range(n_dms)
    )
    wants = {}
    for dm, party in enumerate(parties):
        ids = [option.id for option in party.options]
        lines = [f"{name} -> o{(int(name[1:]) + 7) % n_options}" for name in ids] + [f"!{ids[0]}", ids[-1]]
        wants[party.id] = Preferences(
            statements=tuple(PreferenceStatement(want=w, says=w) for w in lines[:: 1 - 2 * (dm % 2)])
        )
    return DisputeModel(
        title="chain",
        decision_makers=parties,
        epochs=(Epoch(id="", name="", since=None, observed=None, preferences=wants),),
        infeasible=tuple(Exclusion(when=f"o{k} & o{k + 1}") for k in range(0, n_options - 1, 3)),
    )


def test_forty_options_are_counted_listed_and_sampled() -> None:
    """3^13 * 2^14 of 2^40 states are feasible; equilibria come in order, and samples are among them."""
    found = symbolic.analyse_symbolically(chain(40, 4))
    gmr = found.equilibria["GMR"]
    first = list(gmr.states(5))

    assert 3**13 * 2**14 == found.feasible.count()
    assert first == sorted(first)
    assert all(code in gmr for code in (*first, *gmr.sample(5, seed=1)))
    assert gmr.sample(5, seed=1) == gmr.sample(5, seed=1)
    assert found.equilibria["NASH"].count() <= found.equilibria["SMR"].count() <= gmr.count()


def test_small_chains_agree_with_the_listed_states() -> None:
    """The same dispute with ten options, where every state can be listed."""
    model = chain(10, 3)
    expected = analyse(model, concepts=["NASH", "GMR", "SMR", "SEQ"]).epoch()
    found = symbolic.analyse_symbolically(model, concepts=["NASH", "GMR", "SMR", "SEQ"])
    for code, equilibria in found.equilibria.items():
        assert [expected.graph.label(s) for s in expected.equilibria[code]] == [
            equilibria.label(c) for c in equilibria.states()
        ]


def test_a_place_outside_of_the_set_is_an_error() -> None:
    """There is one Nash equilibrium, number 0."""
    nash = symbolic.analyse_symbolically(prisoners_in_words).equilibria["NASH"]

    assert (1, 3) == (nash.count(), nash.state(0))
    with pytest.raises(UndefinedState):
        nash.state(1)


@pytest.mark.parametrize("concepts", [["SIM"], ["SSEQ"]])
def test_other_concepts_are_refused(concepts: list[str]) -> None:
    """What can be asked is said."""
    with pytest.raises(InapplicableConcept):
        symbolic.analyse_symbolically(prisoners_in_words, concepts=concepts)


def test_ranks_of_states_are_refused() -> None:
    """Numbers per state are no functions of the options."""
    with pytest.raises(InapplicableConcept):
        symbolic.analyse_symbolically(dispute_of_ranks("Prisoners", ann=(3, 4, 1, 2), bob=(3, 1, 4, 2)))


def test_a_stop_is_heeded() -> None:
    """Between two sweeps."""
    with pytest.raises(Cancelled):
        symbolic.analyse_symbolically(prisoners_in_words, cancel=lambda: True)


def test_a_diagram_goes_with_what_was_found() -> None:
    """Nothing keeps nodes alive in a cycle, which would outlive the diagram they belong to."""
    for _ in range(2):
        gc.collect()
        symbolic.analyse_symbolically(prisoners_in_words, concepts=["NASH", "SEQ"]).equilibria["SEQ"].count()
        left = gc.collect()

    assert left == 0
