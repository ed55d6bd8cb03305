"""A compiled dispute: states, moves, ranks and the observed state, from every way to give them."""

from dataclasses import replace

import pytest

from detente.dispute.graph import GraphModel, compile_model
from detente.dispute.model import (
    DecisionMaker,
    DisputeModel,
    Epoch,
    Exclusion,
    Irreversibility,
    Option,
    Outcome,
    Preferences,
    PreferenceStatement,
)
from detente.errors import (
    AmbiguousObservedState,
    InvalidValue,
    NoObservedState,
    UndefinedOption,
    UndefinedState,
)


def option(name: str, party: str, direction: str = "both") -> Option:
    """An option."""
    return Option(id=name, decision_maker=party, name=name, direction=direction)


def river(**changes) -> DisputeModel:
    """Norland may cede or fortify, not both; Sudland may pay."""
    wants = {
        "norland": Preferences(statements=tuple(PreferenceStatement(want=w, says=w) for w in ("!cede", "pay"))),
        "sudland": Preferences(ranking=(("treaty",), ("!fortify",))),
    }
    given = {
        "title": "The river",
        "decision_makers": (
            DecisionMaker(
                id="norland", name="Norland", options=(option("cede", "norland"), option("fortify", "norland"))
            ),
            DecisionMaker(id="sudland", name="Sudland", options=(option("pay", "sudland"),)),
        ),
        "infeasible": (Exclusion(when="cede & fortify"),),
        "outcomes": (Outcome(id="treaty", condition="cede & pay"),),
        "epochs": (Epoch(id="now", name="Now", since=None, observed="fortify", preferences=wants),),
    }
    return DisputeModel(**(given | changes))


def with_epoch(**changes) -> GraphModel:
    """The river with its epoch changed."""
    model = river()
    return compile_model(replace(model, epochs=(replace(model.epochs[0], **changes),)))


def test_states_are_ascending_with_the_first_option_least() -> None:
    """Excluded states are gone, the others in binary order."""
    graph = compile_model(river())

    assert graph.labels == ("NNN", "YNN", "NYN", "NNY", "YNY", "NYY")
    assert graph.codes.tolist() == [0, 1, 2, 4, 5, 6]


def test_moves_change_any_own_options_at_once() -> None:
    """From cede to fortify in one move, although the states between are not feasible."""
    graph = compile_model(river())

    assert graph.reachable(0, 1).tolist() == [0, 2]
    assert graph.reachable(1, 1).tolist() == [4]


@pytest.mark.parametrize(("direction", "expected"), [("forward", [[1], []]), ("backward", [[], [0]])])
def test_one_way_options_change_one_way(direction: str, expected: list[list[int]]) -> None:
    """Ceding cannot be taken back, or can only be taken back."""
    line = (
        Irreversibility(option="norland.cede", direction=direction),
        Irreversibility(option="fortify", direction="forward"),
    )
    model = river(irreversible=line, infeasible=(Exclusion(when="fortify"),))
    graph = compile_model(replace(model, epochs=(replace(model.epochs[0], observed=None),)))

    assert expected == [graph.reachable(0, s).tolist() for s in (0, 1)]


def test_a_one_way_line_must_name_an_option() -> None:
    """An outcome has no direction."""
    with pytest.raises(UndefinedOption):
        compile_model(river(irreversible=(Irreversibility(option="treaty", direction="forward"),)))


def test_options_not_named_as_observed_are_not_taken() -> None:
    """`observed: fortify` is the one state with fortify alone."""
    assert compile_model(river()).label(compile_model(river()).status_quo) == "NYN"


def test_an_observed_state_that_is_excluded_is_an_error() -> None:
    """Both at once cannot be."""
    with pytest.raises(NoObservedState):
        with_epoch(observed="cede & fortify")


def test_an_observed_condition_that_holds_twice_is_an_error() -> None:
    """One or the other is two states, and the message names both."""
    with pytest.raises(AmbiguousObservedState) as caught:
        with_epoch(observed="cede | fortify")

    assert "YNN, NYN" in caught.value.message


def test_preferences_follow_statements_and_rankings() -> None:
    """Statements are lexicographic; a ranking's conditions are groups, the rest last."""
    graph = compile_model(river())

    assert graph.ranks.tolist() == [[3, 1, 3, 4, 2, 4], [2, 2, 1, 2, 3, 1]]


def test_stated_ranks_are_kept_as_stated() -> None:
    """Numbers with gaps are dense inside and shown as the file has them."""
    graph = with_epoch(preferences={"norland": Preferences(ranks=(10, 20, 20, -3, 40, 50)), "sudland": Preferences()})

    assert graph.ranks[0].tolist() == [2, 3, 3, 1, 4, 5]
    assert graph.shown_ranks(0) == (10, 20, 20, -3, 40, 50)
    assert graph.ranks[1].tolist() == [1] * 6


def test_ranks_must_be_one_per_state() -> None:
    """Five ranks for six states are refused."""
    with pytest.raises(InvalidValue):
        with_epoch(preferences={"norland": Preferences(ranks=(1, 2, 3, 4, 5))})


def test_an_epoch_adds_exclusions_and_one_way_options() -> None:
    """What vanishes in one epoch is still there in another."""
    graph = with_epoch(
        infeasible=(Exclusion(when="treaty"),), irreversible=(Irreversibility(option="fortify", direction="forward"),)
    )

    assert graph.labels == ("NNN", "YNN", "NYN", "NNY", "NYY")
    assert graph.reachable(0, 2).tolist() == []


def test_a_party_out_of_play_does_not_move() -> None:
    """Its options stay part of the states; nobody changes them."""
    graph = with_epoch(decision_makers=("sudland",))

    assert graph.decision_makers == ("sudland",)
    assert graph.n_states == 6
    assert graph.reachable(0, 0).tolist() == [3]


@pytest.mark.parametrize(
    ("text", "state"),
    [("s5", 4), ("YNY", 4), ("treaty", 4), ("pay & fortify", 5), ("--- & !pay & cede", 1), (" s1 ", 0)],
)
def test_a_state_is_found_by_number_pattern_or_condition(text: str, state: int) -> None:
    """Whatever holds in exactly one state names it."""
    assert state == compile_model(river()).find(text)


@pytest.mark.parametrize("text", ["s7", "YYN", "pay", "cede & fortify"])
def test_what_names_no_state_or_several_is_an_error(text: str) -> None:
    """A number too high, an excluded state, a condition that holds twice."""
    with pytest.raises(UndefinedState):
        compile_model(river()).find(text)


def test_unknown_pairs_may_be_states_or_conditions() -> None:
    """A pair of conditions stands for all pairs of their states, once each."""
    unknown = (("s1", "treaty"), ("treaty", "s1"), ("fortify", "cede"))
    graph = with_epoch(preferences={"norland": Preferences(unknown=unknown)})

    assert graph.unknown[0] == ((0, 4), (1, 2), (1, 5), (2, 4), (4, 5))
    assert graph.has_unknown


def test_graph_form_has_labels_and_listed_moves() -> None:
    """Moves are those listed, each once, in order; a state is found by its label."""
    model = DisputeModel(
        title="Elbow",
        decision_makers=(DecisionMaker(id="norland", name="Norland", options=()),),
        epochs=(
            Epoch(
                id="",
                name="",
                since=None,
                observed="war",
                preferences={"norland": Preferences(ranking=(("war", "talks"), ("peace",)))},
            ),
        ),
        states=("peace", "war", "talks"),
        moves={"norland": ((0, 2), (0, 1), (0, 2), (1, 1))},
    )
    graph = compile_model(model)

    assert [graph.reachable(0, s).tolist() for s in range(3)] == [[1, 2], [], []]
    assert (graph.status_quo, graph.find("talks")) == (1, 2)
    assert graph.ranks[0].tolist() == [1, 2, 2]
    assert graph.codes is None
    with pytest.raises(UndefinedState):
        graph.find("truce")


def test_given_states_keep_their_order() -> None:
    """Listed states are exactly those, in that order."""
    model = river(states=("NNY", "NNN", "YNY"))
    graph = compile_model(replace(model, epochs=(replace(model.epochs[0], observed="cede & pay"),)))

    assert graph.labels == ("NNY", "NNN", "YNY")
    assert graph.status_quo == 2
    assert graph.reachable(0, 0).tolist() == [2]


def test_arrays_are_read_only() -> None:
    """Nothing that is handed a graph can change it."""
    graph = compile_model(river())
    with pytest.raises(ValueError, match="read-only"):
        graph.ranks[0, 0] = 5
    with pytest.raises(ValueError, match="read-only"):
        graph.codes[0] = 5


def test_other_ranks_leave_states_and_moves_alone() -> None:
    """A graph under other ranks is a new graph that shares what was derived from the moves."""
    graph = compile_model(river())
    other = graph.with_ranks([[5, 9, 9, 1, 1, 1], [0] * 6])

    assert other.ranks.tolist() == [[2, 3, 3, 1, 1, 1], [1] * 6]
    assert graph.structures is other.structures
    assert graph.ranks[0].tolist() == [3, 1, 3, 4, 2, 4]


def test_an_epoch_must_exist() -> None:
    """The message names those there are."""
    with pytest.raises(InvalidValue) as caught:
        compile_model(river(), "later")

    assert caught.value.hint == "there are: 'now'"


def test_ranks_of_many_states_are_held_once_and_follow_their_rows() -> None:
    """Rows of one array are not copied; the same rows in another order are."""
    parties = tuple(
        DecisionMaker(id=p, name=p, options=tuple(option(f"{p}{k}", p) for k in range(5)))
        for p in ("norland", "sudland")
    )
    wants = {
        "norland": Preferences(statements=(PreferenceStatement(want="sudland0", says=""),)),
        "sudland": Preferences(statements=(PreferenceStatement(want="norland3", says=""),)),
    }
    epoch = Epoch(id="", name="", since=None, observed=None, preferences=wants)
    graph = compile_model(DisputeModel(title="Wide", decision_makers=parties, epochs=(epoch,)))
    turned = replace(graph, rank_rows=graph.rank_rows[::-1])

    assert graph.ranks.base is graph.rank_rows[0].base
    assert graph.ranks[::-1].tolist() == turned.ranks.tolist()
