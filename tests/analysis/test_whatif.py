"""Edits in words change exactly what they say, in one epoch only."""

from dataclasses import replace

import pytest

from detente.analysis.samples import prisoners_in_words
from detente.analysis.whatif import apply_edits, whatif
from detente.dispute.graph import compile_model
from detente.dispute.model import Exclusion, Irreversibility, Preferences, PreferenceStatement
from detente.errors import InvalidSyntax, InvalidValue, ModelError, UndefinedOption

EPOCH = prisoners_in_words.epochs[0]
RIVER = replace(
    prisoners_in_words,
    epochs=(replace(EPOCH, id="before"), replace(EPOCH, id="after")),
    infeasible=(Exclusion(when="ann & bob"),),
    irreversible=(Irreversibility(option="ann", direction="forward"),),
)


def wants(model, party, epoch="after"):
    """A party's statements."""
    return [statement.want for statement in model.epoch(epoch).preferences[party].statements]


@pytest.mark.parametrize(
    ("edit", "expected"),
    [
        ("ann: swap 1 2", ["ann", "!bob"]),
        ("ann: move 2 to 1", ["ann", "!bob"]),
        ("ann: drop 1", ["ann"]),
        ('ann: add "ann | bob"', ["!bob", "ann", "ann | bob"]),
        ("ann: add ann | bob at 1", ["ann | bob", "!bob", "ann"]),
        ("ann: add 'bob' at 3", ["!bob", "ann", "bob"]),
        ('ann: replace 1 "bob"', ["bob", "ann"]),
        ("ann: replace 2 with !ann", ["!bob", "!ann"]),
    ],
)
def test_statements_are_edited_in_the_epoch_meant(edit, expected):
    """The last epoch is edited unless another is named, and the other stays."""
    assert expected == wants(apply_edits(RIVER, [edit]), "ann")
    assert ["!bob", "ann"] == wants(apply_edits(RIVER, [edit]), "ann", "before")
    assert expected == wants(apply_edits(RIVER, [edit], epoch="before"), "ann", "before")


def test_edits_are_made_one_after_another():
    """The second edit counts positions after the first."""
    assert ["bob", "ann"] == wants(apply_edits(RIVER, ["ann: add bob at 1", "ann: drop 2"]), "ann")


def test_exclusions_and_directions_of_other_epochs_stay():
    """What held in every epoch is taken out of one and kept in the others."""
    free = apply_edits(RIVER, ["-infeasible ann&bob", "ann -irreversible"])

    assert (3, 4) == (compile_model(free, "before").n_states, compile_model(free, "after").n_states)
    assert (1, 0) == (compile_model(free, "before").forward, compile_model(free, "after").forward)
    assert compile_model(RIVER, "before").labels == compile_model(free, "before").labels


@pytest.mark.parametrize(
    ("edit", "states", "forward", "backward"),
    [
        ('infeasible "!ann & !bob"', 2, 1, 0),
        ("-infeasible 1", 4, 1, 0),
        ("bob forward", 3, 3, 0),
        ("bob.bob irreversible backward", 3, 1, 2),
        ("ann backward", 3, 0, 1),
    ],
)
def test_structure_is_edited(edit, states, forward, backward):
    """Exclusions and directions are added, replaced and taken away."""
    graph = whatif(RIVER, [edit]).after.graph

    assert (states, forward, backward) == (graph.n_states, graph.forward, graph.backward)


def test_a_party_can_leave_play():
    """Who is out neither moves nor counts."""
    after = whatif(RIVER, ["bob: out"]).after

    assert ("ann",) == after.graph.decision_makers
    with pytest.raises(InvalidValue, match="nobody"):
        apply_edits(RIVER, ["bob: out", "ann: out"])


def test_the_difference_names_states_by_label():
    """Equilibria lost and gained are told although numbers differ; an observed state that is no more is left out."""
    edits = ["infeasible !ann & !bob", "infeasible ann"]
    found = whatif(RIVER, edits, concepts=["NASH"]).to_dict()

    assert ["NN", "YN"] == found["difference"]["states_lost"]
    assert None is found["after"]["status_quo"]
    assert {"lost": ["YN"], "gained": []} == found["difference"]["equilibria"]["NASH"]
    assert ([1, 2], [0]) == (found["before"]["equilibria"]["NASH"], found["after"]["equilibria"]["NASH"])
    assert "observed" not in found["difference"]


def test_another_observed_state_changes_no_verdict():
    """Only the start is moved."""
    found = whatif(RIVER, ["observed ann"], concepts=["SEQ"])

    assert (0, 1) == (found.before.status_quo, found.after.status_quo)
    assert found.before.stable == found.after.stable


@pytest.mark.parametrize(
    ("edit", "error"),
    [
        ("", InvalidSyntax),
        ("ann: swpa 1 2", InvalidSyntax),
        ("ann: swap 1 9", InvalidValue),
        ("ann: swap 0 1", InvalidValue),
        ("anne: drop 1", UndefinedOption),
        ("ann: add anne", UndefinedOption),
        ("infeasible (ann", InvalidSyntax),
        ("-infeasible bob", InvalidValue),
        ("ann & bob forward", InvalidSyntax),
        ("anne forward", UndefinedOption),
    ],
)
def test_an_edit_that_cannot_be_made_is_named(edit, error):
    """The error names the edit and its number."""
    with pytest.raises(error) as caught:
        apply_edits(RIVER, ["ann: swap 1 2", edit])

    assert isinstance(caught.value, ModelError)
    assert caught.value.where.startswith("edit 2, ")


@pytest.mark.parametrize(
    "wanted",
    [
        {"ann": Preferences(ranks=(3, 4, 1, 2)), "bob": Preferences(ranks=(3, 1, 4, 2))},
        {
            "ann": Preferences(ranking=(("s2",), ("s1",), ("s4",), ("s3",))),
            "bob": Preferences(ranking=(("s3",), ("s1",), ("s4",), ("s2",))),
        },
        {
            "ann": Preferences(statements=tuple(PreferenceStatement(want=w, says=w) for w in ("s2", "s1", "s4"))),
            "bob": Preferences(statements=tuple(PreferenceStatement(want=w, says=w) for w in ("s3", "s1", "s4"))),
        },
    ],
    ids=["ranks", "rankings", "statements"],
)
def test_an_exclusion_leaves_every_ranking_as_it_was(wanted):
    """States are numbered anew when some go, but who liked which of those that are left better still does."""
    model = replace(prisoners_in_words, epochs=(replace(EPOCH, observed="s3", preferences=wanted),))

    found = whatif(model, ['infeasible "!bob"'], concepts=["NASH"])

    assert ("NY", "YY") == found.after.graph.labels
    assert [[1, 2], [2, 1]] == found.after.graph.ranks.tolist()
    assert 0 == found.after.status_quo
    assert {"lost": [], "gained": []} == found.to_dict()["difference"]["equilibria"]["NASH"]
