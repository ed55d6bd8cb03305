"""Conditions as people write them: what is suggested for a slip, where it is shown, and how a tree is written out."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.dispute import conditions as c
from detente.dispute import logic
from detente.dispute.model import DecisionMaker, DisputeModel, Option, Outcome
from detente.errors import AmbiguousOption, InvalidSyntax, InvalidValue, ModelError, UndefinedOption

RIVER = c.Scope(
    (("norland", "cede"), ("norland", "fortify"), ("sudland", "pay"), ("sudland", "fortify")),
    {"treaty": c.Named("treaty", c.AllOf((c.Taken(0), c.Taken(2))))},
)
CEDE, PAY = c.Taken(0), c.Taken(2)


def model(outcomes: dict[str, str]) -> DisputeModel:
    """Norland and Sudland with the given outcomes, one a line from line 7 on."""
    options = (
        Option(id="cede", decision_maker="norland", name=""),
        Option(id="pay", decision_maker="norland", name=""),
    )
    return DisputeModel(
        title="the river",
        decision_makers=(DecisionMaker(id="norland", name="", options=options),),
        epochs=(),
        outcomes=tuple(
            Outcome(id=i, condition=t, where=f"case.yaml:{n}:9") for n, (i, t) in enumerate(outcomes.items(), 7)
        ),
    )


def refusal(text: str, *, where: str = "", scope: c.Scope = RIVER) -> ModelError:
    """The error that a text is refused with."""
    with pytest.raises(ModelError) as caught:
        c.parse(text, scope, where=where)
    return caught.value


def table(condition: c.Condition) -> list[bool]:
    """The condition in all sixteen states."""
    states = np.arange(16)
    return list(c.evaluate(condition, lambda i: (states >> i & 1).astype(bool)))


# ── names ────────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_name_is_found_plain_or_with_its_party() -> None:
    """Plain names may have several meanings; a party's name alone has none."""
    found = [RIVER.find(name) for name in ("cede", "fortify", "sudland.fortify", "sudland.cede", "norland", "cede.")]

    assert [(0,), (1, 3), (3,), (), (), ()] == found


def test_every_name_that_means_something_is_listed_once() -> None:
    """Options, then outcomes, then the qualified names, in the order of the model."""
    assert (
        "cede", "fortify", "pay", "treaty", "norland.cede", "norland.fortify", "sudland.pay", "sudland.fortify",
    ) == RIVER.names()  # fmt: skip


def test_an_option_is_written_as_short_as_it_is_clear() -> None:
    """With its party where another option, or an outcome, has its name."""
    clash = c.Scope((("norland", "cede"),), {"cede": c.Named("cede", c.Taken(0))})

    assert ["cede", "norland.fortify", "pay", "sudland.fortify"] == [RIVER.name_of(i) for i in range(4)]
    assert "norland.cede" == clash.name_of(0)


def test_an_outcome_with_an_options_name_is_ambiguous() -> None:
    """Both meanings are named, and how to say the one that can be said."""
    clash = c.Scope((("norland", "cede"),), {"cede": c.Named("cede", c.Taken(0))})
    error = refusal("cede", scope=clash)

    assert isinstance(error, AmbiguousOption)
    assert ("'cede' can be norland.cede or the outcome", "write 'norland.cede'") == (error.message, error.hint)


def test_an_ambiguous_id_is_answered_with_all_its_names() -> None:
    """Each of them can be copied."""
    error = refusal("fortify")

    assert "write 'norland.fortify' or 'sudland.fortify'" == error.hint


# ── slips ────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("text", "message", "hint"),
    [
        ("AND", "no option or outcome 'AND'", "write 'and' in small letters"),
        ("cede & NOT pay", "no option or outcome 'NOT'", "write 'not' in small letters"),
        ("YNY", "no option or outcome 'YNY'", "a pattern has 4 places, one per option"),
        ("cedd", "no option or outcome 'cedd'", "did you mean 'cede'?"),
        ("norland.pay", "no option or outcome 'norland.pay'", None),
        ("weather", "no option or outcome 'weather'", None),
        ("YN-", "pattern 'YN-' has 3 places, but there are 4 options", "one letter per option, party by party: Y taken, N not, - either"),
        ("cede # pay", "unexpected '#'", "conditions are made of ids with ! & | -> <-> and parentheses"),
        ("cede)", "')' without '('", "remove it, or write the '('"),
        ("cede pay", "'pay' where an operator was expected", "join with & or |"),
        ("(cede", "the '(' at character 1 is never closed", "write the ')'"),
        ("cede & (pay", "the '(' at character 8 is never closed", "write the ')'"),
        ("cede &", "the condition ends where an option or outcome was expected", "name one behind the last sign, or remove the sign"),
        ("cede & | pay", "'|' where an option or outcome was expected", "between two signs stands the id of an option or outcome"),
        ("cede & )", "')' where an option or outcome was expected", "between two signs stands the id of an option or outcome"),
    ],
)  # fmt: skip
def test_a_slip_is_answered_with_what_to_write(text: str, message: str, hint: str | None) -> None:
    """The words at fault, and what is meant where that can be guessed."""
    error = refusal(text)

    assert message == error.message
    if hint is not None:
        assert hint == error.hint


def test_a_name_like_none_is_answered_with_those_there_are() -> None:
    """At most twelve of them."""
    many = c.Scope(tuple(("p", f"option_{k:02}") for k in range(20)))

    assert "defined are: cede, fortify, pay, treaty, norland.cede, norland.fortify, sudland.pay, sudland.fortify" == (
        refusal("xyzzyq").hint
    )
    assert 12 == refusal("zzz", scope=many).hint.count("option_")
    assert 2 == refusal("option_21", scope=many).hint.count(" or ")


@pytest.mark.parametrize(
    ("wrong", "right"),
    [("&&", "&"), ("||", "|"), ("=>", "->"), ("<=>", "<->"), ("∧", "&"), ("∨", "|"), ("→", "->"), ("↔", "<->"),
     ("~", "!"), ("¬", "!"), ("≠", "!")],
)  # fmt: skip
def test_an_operator_of_another_language_is_translated(wrong: str, right: str) -> None:
    """At its column."""
    error = refusal(f"cede {wrong} pay")

    assert (f"{wrong!r} is no operator", f"write {right!r}", "column 6") == (error.message, error.hint, error.where)


@pytest.mark.parametrize(
    ("where", "shown"),
    [
        ("case.yaml:3:10", "case.yaml:3:17"),
        ("", "column 8"),
        ("the form", "the form: column 8"),
        ("case.yaml:", "case.yaml:: column 8"),
    ],
)
def test_a_slip_is_shown_in_its_file_or_in_its_text(where: str, shown: str) -> None:
    """Columns count from one."""
    assert shown == refusal("cede & weather", where=where).where


# ── limits ───────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_condition_may_nest_to_the_limit_and_no_deeper() -> None:
    """Parentheses, negations of parentheses, and arrows alike."""
    for left, right in (("(", ")"), ("!(", ")"), ("cede -> (", ")")):
        c.parse(left * 99 + "pay" + right * 99, RIVER)
    assert PAY == c.parse("(" * 199 + "pay" + ")" * 199, RIVER)
    assert 200 == logic.depth(c.parse("!(" * 199 + "pay" + ")" * 199, RIVER))
    assert "nests deeper than 200 levels" in refusal("(" * 200 + "pay" + ")" * 200).message
    assert "nests deeper than 200 levels" in refusal("!(" * 200 + "pay" + ")" * 200).message


def test_a_condition_has_a_hundred_thousand_characters_at_most() -> None:
    """One more is refused before it is read."""
    assert CEDE == c.parse("cede".ljust(100_000), RIVER)
    assert "a condition of 100001 characters; at most 100000 are read" == refusal("cede".ljust(100_001)).message


def test_siblings_do_not_add_up_to_depth() -> None:
    """A hundred parentheses beside each other nest one deep."""
    assert c.AllOf((CEDE,) * 300) == c.parse(" & ".join(["(cede)"] * 300), RIVER)


def test_outcomes_nest_to_the_limit_and_no_deeper() -> None:
    """The first that is too deep is named, and those built on it hold nowhere without an error of their own."""
    chain = {"o0": "cede"} | {f"o{k}": f"o{k - 1}" for k in range(1, 250)}
    scope, problems = c.read_outcomes(model(chain))

    assert ["outcome 'o198' nests deeper than 200 levels"] == [problem.message for problem in problems]
    assert ["case.yaml:205:9"] == [problem.where for problem in problems]
    assert table(CEDE) == table(scope.outcomes["o197"])
    assert [False] * 16 == table(scope.outcomes["o198"]) == table(scope.outcomes["o249"])


# ── outcomes ─────────────────────────────────────────────────────────────────────────────────────────────────


def test_outcomes_keep_the_order_of_the_model() -> None:
    """Whichever rests on which."""
    scope, problems = c.read_outcomes(model({"peace": "treaty & pay", "treaty": "cede"}))

    assert (["peace", "treaty"], ()) == (list(scope.outcomes), problems)


def test_a_circle_is_shown_once_and_the_rest_can_be_read() -> None:
    """At the outcome that closes it, with what to do."""
    scope, problems = c.read_outcomes(model({"a": "b", "b": "c", "c": "a", "d": "cede", "e": "d & a"}))

    (problem,) = problems
    assert ("outcome 'a' rests on itself: a -> b -> c -> a", "case.yaml:9:9", "say one of them in options only") == (
        problem.message,
        problem.where,
        problem.hint,
    )
    assert table(CEDE) == table(scope.outcomes["d"])
    assert [False] * 16 == table(scope.outcomes["e"])


def test_a_faulty_outcome_raises_where_one_scope_is_asked_for() -> None:
    """The first of the errors."""
    with pytest.raises(UndefinedOption, match="no option or outcome 'cedd'"):
        c.scope_of(model({"a": "cedd", "b": "pay &"}))


# ── observed states ──────────────────────────────────────────────────────────────────────────────────────────


def test_a_whole_pattern_is_the_observed_state_itself() -> None:
    """Nothing is left to be added."""
    assert c.pattern("YNYN") == c.observed("YNYN", RIVER)


def test_what_is_added_to_an_observed_state_is_not_taken() -> None:
    """One flat condition, the given words first."""
    assert "cede & !norland.fortify & !pay & !sudland.fortify" == c.to_text(c.observed("cede", RIVER), RIVER)


# ── writing ──────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    "text",
    [
        "cede", "!cede", "treaty", "cede & pay", "cede | pay", "cede -> pay", "cede <-> pay", "!(cede & pay)",
        "cede & (pay | treaty)", "cede & pay | treaty", "(cede -> pay) -> treaty", "cede -> pay -> treaty",
        "(cede <-> pay) & treaty", "cede <-> pay <-> treaty", "cede <-> (pay <-> treaty)", "(cede -> pay) | treaty",
        "cede | pay -> treaty", "cede -> pay | treaty", "cede <-> pay -> treaty", "(cede <-> pay) -> treaty",
        "cede -> (pay <-> treaty)", "!cede & !norland.fortify", "!(cede -> pay)", "!(cede <-> pay)", "!(cede | pay)",
        "(cede | pay) & (pay | treaty)", "----",
    ],
)  # fmt: skip
def test_a_condition_is_written_with_no_parenthesis_too_many(text: str) -> None:
    """What is read from this text is written as this text."""
    assert text == c.to_text(c.parse(text, RIVER), RIVER)


@pytest.mark.parametrize(
    ("condition", "text"),
    [
        (c.AnyOf(()), "cede & !cede"), (c.Not(c.AnyOf(())), "!(cede & !cede)"), (c.AllOf((CEDE,)), "cede"),
        (c.AnyOf((PAY,)), "pay"), (c.Not(c.AllOf((CEDE,))), "!cede"), (c.AllOf((c.AllOf((CEDE, PAY)), PAY)), "(cede & pay) & pay"),
        (c.AnyOf((c.AnyOf((CEDE, PAY)), PAY)), "(cede | pay) | pay"), (c.Not(c.Not(CEDE)), "!!cede"),
        (c.Implies(c.AnyOf(()), CEDE), "cede & !cede -> cede"),
    ],
)  # fmt: skip
def test_trees_that_no_text_gives_are_written_too(condition: c.Condition, text: str) -> None:
    """Nothing and everything, joins of one, joins within joins: the text holds in the same states."""
    assert text == c.to_text(condition, RIVER)
    assert table(condition) == table(c.parse(text, RIVER))


# ── what a tree holds ────────────────────────────────────────────────────────────────────────────────────────


def test_an_empty_join_holds_everywhere_or_nowhere() -> None:
    """On bools, arrays and sets of states alike."""
    assert ([True] * 16, [False] * 16) == (table(c.AllOf(())), table(c.AnyOf(())))
    assert (True, False) == (c.evaluate(c.AllOf(()), lambda i: False), c.evaluate(c.AnyOf(()), lambda i: True))
    assert (0b1111, 0) == tuple(c.evaluate(join, lambda i: 0b0101, true=0b1111) for join in (c.AllOf(()), c.AnyOf(())))


def test_a_named_condition_is_evaluated_once() -> None:
    """However often it is used in one question; the next question begins anew."""
    asked: list[int] = []
    treaty = c.Named("treaty", CEDE)
    both = c.AllOf((treaty, c.Not(treaty), treaty))

    def column(option: int) -> bool:
        asked.append(option)
        return True

    assert (False, [0]) == (c.evaluate(both, column), asked)
    assert (False, [0, 0]) == (c.evaluate(both, column), asked)


@pytest.mark.parametrize(
    ("text", "options"),
    [("cede", (0,)), ("treaty -> !cede", (0, 2)), ("sudland.fortify <-> pay", (2, 3)), ("----", ()), ("-Y-N", (1, 3))],
)
def test_the_options_of_a_condition(text: str, options: tuple[int, ...]) -> None:
    """Ascending, each once, those of outcomes included."""
    assert options == c.options_of(c.parse(text, RIVER))


@given(st.sampled_from(["treaty", "!treaty", "treaty & pay", "treaty | cede", "cede -> treaty", "treaty <-> !treaty"]))
def test_what_is_written_out_in_options_holds_in_the_same_states(text: str) -> None:
    """And names no outcome."""
    condition = c.parse(text, RIVER)
    written = c.expanded(condition)

    assert table(condition) == table(written)
    assert "treaty" not in c.to_text(written, RIVER)


def test_what_is_written_out_is_flat() -> None:
    """An outcome that is a conjunction joins the one it stands in."""
    assert c.AllOf((CEDE, PAY, PAY)) == c.expanded(c.parse("treaty & pay", RIVER))


def test_outcomes_that_double_are_not_written_out_for_ever() -> None:
    """The limit counts words; one condition at the limit is written, one beyond is refused."""
    named: c.Condition = CEDE
    for k in range(60):
        named = c.Named(f"o{k}", c.AnyOf((named, named)))
    with pytest.raises(InvalidValue, match="too many words when written out"):
        c.expanded(named)
    c.expanded(c.AllOf((CEDE,) * (logic.MAX_WORDS - 1)))
    with pytest.raises(InvalidValue):
        c.expanded(c.AllOf((CEDE,) * logic.MAX_WORDS))


@pytest.mark.parametrize(
    ("condition", "levels"),
    [(CEDE, 1), (c.Not(CEDE), 2), (c.AllOf(()), 1), (c.AllOf((CEDE, c.Not(c.Not(PAY)))), 4), (c.Implies(CEDE, c.Not(PAY)), 3),
     (c.Iff(c.Not(CEDE), PAY), 3), (c.Named("o", CEDE), 2), (c.AnyOf((c.Not(CEDE), CEDE)), 3)],
)  # fmt: skip
def test_depth_is_the_longest_way_down(condition: c.Condition, levels: int) -> None:
    """An option alone is one level."""
    assert levels == logic.depth(condition)


def test_parts_are_what_a_condition_is_made_of() -> None:
    """In order; an option has none."""
    assert [(), (CEDE,), (CEDE, PAY), (CEDE, PAY), (CEDE, PAY), (PAY, CEDE), (CEDE,)] == [
        logic.parts(node)
        for node in (
            CEDE, c.Not(CEDE), c.AllOf((CEDE, PAY)), c.AnyOf((CEDE, PAY)), c.Implies(CEDE, PAY), c.Iff(PAY, CEDE),
            c.Named("o", CEDE),
        )
    ]  # fmt: skip


def test_only_like_joins_become_one() -> None:
    """A disjunction within a conjunction stays as it is."""
    either = c.AnyOf((CEDE, PAY))

    assert c.AllOf((CEDE, PAY, either)) == logic.joined(c.AllOf, (c.AllOf((CEDE, PAY)), either))
    assert c.AnyOf((CEDE, PAY, CEDE)) == logic.joined(c.AnyOf, (either, CEDE))


def test_a_pattern_says_what_is_taken_and_what_is_not() -> None:
    """A dash says nothing."""
    assert c.AllOf((c.Taken(0), c.Not(c.Taken(3)))) == c.pattern("Y--N")


def test_a_dash_makes_letters_a_pattern_and_an_arrow_does_not() -> None:
    """Four letters for four options, with or without a dash; next to an arrow it is the arrow's."""
    assert c.pattern("Y-N-") == c.parse("Y-N-", RIVER)
    assert c.pattern("YNYN") == c.parse("YNYN", RIVER)
    assert c.Implies(c.pattern("YNYN"), CEDE) == c.parse("YNYN->cede", RIVER)
    assert c.Implies(c.pattern("Y-N-"), CEDE) == c.parse("Y-N- -> cede", RIVER)


def test_words_and_signs_may_stand_close_or_apart() -> None:
    """White space of any kind separates words and means nothing else."""
    assert c.parse("cede&!pay|(treaty)", RIVER) == c.parse(" cede \n&\t! pay\u00a0| ( treaty ) ", RIVER)


@pytest.mark.parametrize("text", ["cede", "sudland.pay", "treaty"])
def test_any_character_after_a_condition_is_an_error_at_its_place(text: str) -> None:
    """The place is that of the first word too many."""
    with pytest.raises(InvalidSyntax) as caught:
        c.parse(f"{text} cede", RIVER)

    assert f"column {len(text) + 2}" == caught.value.where
