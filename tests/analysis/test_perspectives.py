"""Views and the worth of options, on the prisoners whose answers are known."""

from dataclasses import replace

import pytest

from detente.analysis.effectiveness import consensus, effectiveness, efficient
from detente.analysis.hypergame import hypergame, own_game
from detente.analysis.samples import chicken, dispute_of_ranks, prisoners, prisoners_in_words
from detente.analysis.whatif import apply_edits
from detente.dispute.graph import compile_model
from detente.dispute.model import DecisionMaker, Option, Preferences, PreferenceStatement, View
from detente.errors import InapplicableConcept


def statements(*wants: str) -> Preferences:
    """Statements, most important first."""
    return Preferences(statements=tuple(PreferenceStatement(want=want, says=want) for want in wants))


def with_view(**view):
    """The prisoners with a view of Ann's."""
    return replace(prisoners_in_words, views=(View(decision_maker="ann", **view),))


def test_without_views_every_game_is_the_one_played():
    """Who has no view sees what is there; nothing is imagined, unforeseen or unseen."""
    found = hypergame(prisoners_in_words)

    assert found.played.equilibria["SEQ"] == found.stable["SEQ"]
    for party in ("ann", "bob"):
        assert found.played.equilibria == found.games[party].equilibria
        assert () == found.unseen[party]
        assert not any(found.imagined[party].values())
        assert not any(found.unforeseen[party].values())


def test_an_option_not_known_takes_its_states_away():
    """Ann, who does not know that Bob can confess, plays a game of two states, and takes each state for one of them."""
    found = hypergame(with_view(options=("ann",)), concepts=["NASH"])

    assert ("NN", "YN") == found.games["ann"].graph.labels
    assert ("NY", "YY") == found.unseen["ann"]
    assert {"NASH": ("YN",)} == found.imagined["ann"]
    assert {"NASH": ("YY",)} == found.unforeseen["ann"]
    assert (3,) == found.stable["NASH"]


def test_own_options_are_always_known():
    """A view that leaves out one's own options still has them."""
    game = compile_model(own_game(with_view(options=()), "ann"))

    assert ("NN", "YN") == game.labels
    assert 1 == game.own[0]


def test_a_view_can_ascribe_other_preferences():
    """Ann believes that Bob will never confess; only in her eyes is confessing alone an equilibrium."""
    found = hypergame(with_view(preferences={"bob": statements("!bob")}), concepts=["NASH"])

    assert {"NASH": ("YN",)} == found.imagined["ann"]
    assert found.played.equilibria == found.games["bob"].equilibria
    assert (3,) == found.stable["NASH"]


def test_a_view_can_hold_in_some_epochs_only():
    """Elsewhere the party sees the game as it is."""
    model = with_view(options=("ann",), epochs=("later",))
    model = replace(model, epochs=(*model.epochs, replace(model.epochs[0], id="later")))

    assert 4 == hypergame(model, epoch="").games["ann"].graph.n_states
    assert 2 == hypergame(model, epoch="later").games["ann"].graph.n_states


def test_views_need_options():
    """Plain states do not say what is not seen."""
    makers = tuple(DecisionMaker(id=i, name=i, options=()) for i in ("ann", "bob"))
    model = replace(
        dispute_of_ranks("Plain", ann=(1, 2), bob=(1, 2)),
        decision_makers=makers,
        states=("war", "peace"),
        moves={"ann": ((0, 1),)},
    )

    with pytest.raises(InapplicableConcept):
        hypergame(model)


def test_an_option_matters_where_equilibria_change_without_it():
    """If Bob cannot confess, Ann confesses alone; if he must, so does she, and nothing changes."""
    found = effectiveness(prisoners_in_words, concept="NASH", target="!ann & !bob")
    bob = {effect.taken: effect for effect in found.effects if effect.option == "bob.bob"}

    assert (("YN",), True, False) == (bob[False].equilibria, bob[False].matters, bob[False].target)
    assert (("YY",), False) == (bob[True].equilibria, bob[True].matters)


def test_an_option_that_must_be_taken_may_leave_no_state():
    """Where every state without an option is excluded, ruling it out is told as impossible."""
    model = apply_edits(prisoners_in_words, ['infeasible "!bob"'])
    found = {(e.option, e.taken): e.feasible for e in effectiveness(model).effects}

    assert {
        ("ann.ann", False): True,
        ("ann.ann", True): True,
        ("bob.bob", False): False,
        ("bob.bob", True): True,
    } == found


def test_efficient_states_are_bettered_by_none():
    """Both confessing is bettered by neither confessing."""
    assert (0, 1, 2) == efficient(prisoners, range(4))
    assert ((0, 1, 2), (3,)) == consensus(chicken, range(4))


def test_options_are_known_by_party_where_names_clash():
    """Two parties with an option of one name are told apart in every what-if."""
    makers = tuple(
        DecisionMaker(id=i, name=i, options=(Option(id="talk", decision_maker=i, name="talk"),)) for i in ("ann", "bob")
    )
    wants = {i: statements("ann.talk & bob.talk") for i in ("ann", "bob")}
    model = replace(
        prisoners_in_words,
        decision_makers=makers,
        epochs=(replace(prisoners_in_words.epochs[0], preferences=wants, observed=None),),
    )

    assert ["ann.talk", "bob.talk"] == sorted({e.option for e in effectiveness(model).effects})
