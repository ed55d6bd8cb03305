"""Names of options and outcomes: found as the definition says, also among thousands."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.dispute.conditions import Scope, Taken, parse
from detente.errors import UndefinedOption

IDS = st.sampled_from(("a", "b", "open", "pay", "a.b", "b.open"))


@given(st.lists(st.tuples(IDS, IDS), max_size=8), st.one_of(IDS, st.tuples(IDS, IDS).map(".".join)))
def test_a_name_means_every_option_that_has_it(options: list[tuple[str, str]], name: str) -> None:
    """A plain id is that of the option, one with a dot that of a party and its option."""
    party, dot, option = name.partition(".")
    expected = [i for i, pair in enumerate(options) if (pair == (party, option) if dot else pair[1] == name)]

    assert tuple(expected) == Scope(tuple(options)).find(name)


@given(st.lists(st.tuples(IDS, IDS), max_size=8), st.lists(IDS, max_size=3))
def test_every_name_is_listed_once_before_the_qualified_ones(options: list[tuple[str, str]], named: list[str]) -> None:
    """Ids in the order of the options, then outcomes, then party and option."""
    scope = Scope(tuple(options), {name: Taken(0) for name in named})
    plain = dict.fromkeys([*(option for _, option in options), *named])
    expected = (*plain, *(f"{party}.{option}" for party, option in options))

    assert expected == scope.names()
    assert expected[:3] == scope.names(3)


def test_a_slip_among_five_thousand_options_gets_a_hint() -> None:
    """Names near to it, each once."""
    scope = Scope(tuple(("norland", f"o{number}") for number in range(5_000)))
    with pytest.raises(UndefinedOption) as refused:
        parse("o17 & o2O", scope)
    near = re.findall("'(.+?)'", refused.value.hint)

    assert "o2" in near
    assert len(set(near)) == len(near)
