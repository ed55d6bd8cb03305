"""Conditions are read by precedence, resolved against a model and evaluated alike on one state or on many."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from detente.dispute import conditions as c
from detente.dispute.model import DecisionMaker, DisputeModel, Option, Outcome
from detente.errors import AmbiguousOption, InvalidSyntax, ModelError, UndefinedOption

RIVER = c.Scope(
    (("norland", "cede"), ("norland", "fortify"), ("sudland", "pay"), ("sudland", "fortify")),
    {"treaty": c.Named("treaty", c.AllOf((c.Taken(0), c.Taken(2))))},
)


def model(outcomes: dict[str, str]) -> DisputeModel:
    """Norland and Sudland with the given outcomes."""
    parties = {}
    for party, option in RIVER.options:
        parties.setdefault(party, []).append(Option(id=option, decision_maker=party, name=option))
    return DisputeModel(
        title="the river",
        decision_makers=tuple(DecisionMaker(id=i, name=i, options=tuple(o)) for i, o in parties.items()),
        epochs=(),
        outcomes=tuple(
            Outcome(id=i, condition=t, where=f"case.yaml:{n}:9") for n, (i, t) in enumerate(outcomes.items(), 7)
        ),
    )


def trees(depth: int = 4) -> st.SearchStrategy[c.Condition]:
    """Conditions over the four options."""
    leaves = st.integers(0, 3).map(c.Taken)
    return st.recursive(
        leaves,
        lambda inner: st.one_of(
            inner.map(c.Not),
            st.lists(inner, min_size=2, max_size=3).map(lambda parts: c.AllOf(tuple(parts))),
            st.lists(inner, min_size=2, max_size=3).map(lambda parts: c.AnyOf(tuple(parts))),
            st.tuples(inner, inner).map(lambda pair: c.Implies(*pair)),
            st.tuples(inner, inner).map(lambda pair: c.Iff(*pair)),
        ),
        max_leaves=3**depth,
    )


def truth_table(condition: c.Condition) -> list[bool]:
    """The condition in all sixteen states."""
    states = np.arange(16)
    return list(c.evaluate(condition, lambda i: (states >> i & 1).astype(bool)))


@pytest.mark.parametrize(
    ("text", "same"),
    [
        ("cede & pay | treaty", "(cede & pay) | treaty"),
        ("cede | pay & treaty", "cede | (pay & treaty)"),
        ("!cede & pay", "(!cede) & pay"),
        ("cede -> pay -> treaty", "cede -> (pay -> treaty)"),
        ("cede <-> pay -> treaty", "cede <-> (pay -> treaty)"),
        ("cede | pay -> treaty", "(cede | pay) -> treaty"),
        ("not cede and pay or treaty", "((!cede) & pay) | treaty"),
        ("!!cede", "cede"),
        ("Y--N", "cede & !sudland.fortify"),
        ("Y--- | --Y-", "cede | pay"),
        ("----", "cede | !cede"),
    ],
)
def test_precedence_is_not_and_or_if_iff(text, same):
    """Operators bind in the order of the contract, words as signs do, and `->` associates to the right."""
    assert truth_table(c.parse(same, RIVER)) == truth_table(c.parse(text, RIVER))


@given(trees())
def test_text_and_tree_say_the_same(condition):
    """What is written out reads back as a condition that holds in the same states."""
    assert truth_table(condition) == truth_table(c.parse(c.to_text(condition, RIVER), RIVER))


@given(trees(), st.integers(0, 15))
def test_evaluation_is_the_same_on_bools_arrays_and_sets_of_states(condition, state):
    """One state as bools, all states as an array and all states as the bits of an int agree."""
    single = c.evaluate(condition, lambda i: bool(state >> i & 1))
    bits = [sum(1 << s for s in range(16) if s >> i & 1) for i in range(4)]
    as_set = c.evaluate(condition, lambda i: bits[i], true=0xFFFF)

    assert single == truth_table(condition)[state] == bool(as_set >> state & 1)


def test_implication_holds_where_the_premise_does_not():
    """`->` is material."""
    condition = c.parse("cede -> pay", RIVER)

    assert c.evaluate(condition, lambda i: False) is True


def test_an_outcome_stands_for_its_condition():
    """Outcomes expand, also within outcomes defined later in the file."""
    scope = c.scope_of(model({"peace": "treaty & !norland.fortify", "treaty": "cede & pay"}))

    assert truth_table(c.parse("cede & pay & !norland.fortify", scope)) == truth_table(c.parse("peace", scope))


@pytest.mark.parametrize("outcomes", [{"a": "a"}, {"a": "b | cede", "b": "cede & c", "c": "!a"}])
def test_an_outcome_may_not_rest_on_itself(outcomes):
    """A circle of outcomes is an error that shows the circle."""
    with pytest.raises(InvalidSyntax, match="'a' rests on itself: a -> "):
        c.scope_of(model(outcomes))


def test_every_faulty_outcome_is_named_once():
    """Outcomes that rest on a faulty one add no errors of their own."""
    _, problems = c.read_outcomes(model({"a": "cedd", "b": "a & pay", "d": "pay &"}))

    assert [("case.yaml:7:9", UndefinedOption), ("case.yaml:9:14", InvalidSyntax)] == [
        (p.where, type(p)) for p in problems
    ]


def test_outcomes_that_double_are_evaluated_once_each():
    """Sixty outcomes each naming the one before twice take no time, though they stand for 2^60 words."""
    doubling = {"o0": "cede"} | {f"o{i}": f"o{i - 1} & o{i - 1}" for i in range(1, 61)}
    condition = c.parse("o60", c.scope_of(model(doubling)))

    assert (0,) == c.options_of(condition)
    assert truth_table(c.Taken(0)) == truth_table(condition)


def test_an_id_of_two_parties_must_be_qualified():
    """An ambiguous id names every meaning, and a qualified one has one."""
    with pytest.raises(AmbiguousOption, match=r"'fortify' can be norland\.fortify or sudland\.fortify") as caught:
        c.parse("cede & fortify", RIVER, where="case.yaml:3:10")

    assert "case.yaml:3:17" == caught.value.where
    assert c.Taken(3) == c.parse("sudland.fortify", RIVER)


def test_an_unknown_id_suggests_the_nearest():
    """A typing error is answered with the name that was meant, at its column."""
    with pytest.raises(UndefinedOption) as caught:
        c.parse("pay & cead", RIVER)

    assert ("column 7", "did you mean 'cede'?") == (caught.value.where, caught.value.hint)


@pytest.mark.parametrize(
    ("text", "column"),
    [
        ("", 1),
        ("cede &", 7),
        ("cede pay", 6),
        ("(cede", 6),
        ("cede)", 5),
        ("cede && pay", 6),
        ("cede # pay", 6),
        ("YN-", 1),
        ("& cede", 1),
        ("cede -> ", 9),
    ],
)
def test_errors_name_the_column(text, column):
    """A condition that cannot be read says where."""
    with pytest.raises(InvalidSyntax) as caught:
        c.parse(text, RIVER)

    assert f"column {column}" == caught.value.where


@pytest.mark.parametrize(
    "text",
    [
        "(" * 5000 + "cede" + ")" * 5000,
        "cede" + " -> cede" * 5000,
        "cede" + " <-> cede" * 5000,
        "(" * 150 + "cede" + " <-> cede" * 150 + ")" * 150 + " <-> cede" * 150,
        "cede & " * 50_000 + "cede",
    ],
)
def test_deep_nesting_is_refused(text):
    """A hostile condition costs an error, never the interpreter's stack."""
    with pytest.raises(InvalidSyntax):
        c.parse(text, RIVER)


def test_long_chains_are_not_deep():
    """Ten thousand alternatives, or negations, nest no deeper than one."""
    assert truth_table(c.Taken(0)) == truth_table(c.parse(" | ".join(["cede"] * 10_000), RIVER))
    assert c.Not(c.Taken(0)) == c.parse("!" * 9_999 + "cede", RIVER)


def test_an_id_wins_over_a_pattern():
    """Options called Y and N are options, also next to an arrow."""
    scope = c.Scope((("a", "Y"), ("a", "N")))

    assert c.Implies(c.Taken(0), c.Taken(1)) == c.parse("Y->N", scope)
    assert c.AllOf((c.Taken(0), c.Taken(1))) == c.parse("YY", scope)


def test_options_not_observed_are_not_taken():
    """What the observed state does not name is N, a dash in a pattern included."""
    assert [5] == np.flatnonzero(truth_table(c.observed("cede & pay", RIVER))).tolist()
    assert [5] == np.flatnonzero(truth_table(c.observed("treaty", RIVER))).tolist()
    assert [1] == np.flatnonzero(truth_table(c.observed("Y-N-", RIVER))).tolist()


@settings(max_examples=300)
@given(st.text(alphabet="cedepay fortify.norland!&|<->()YN-#\n0é", max_size=60))
def test_any_text_is_read_or_refused(text):
    """No text makes the reader fail in another way than by a ModelError."""
    try:
        condition = c.parse(text, RIVER)
    except ModelError:
        return

    assert 16 == len(truth_table(condition))
