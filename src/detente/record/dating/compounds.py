"""Lengths told in two or three units: "1 minute 12 seconds", "two years and three months", "9 days, 6 hours"."""

from collections.abc import Sequence

from detente.record.dating.grammar import Match, Rule
from detente.record.dating.lexicon import UNITS
from detente.record.dating.meanings import Length, Meaning
from detente.record.dating.numerals import count_of
from detente.record.dating.steps import approximation_of

__all__ = ["RULES"]

_LADDER = ("year", "month", "week", "day", "hour", "minute", "second")
_LETTERS = {"year": "Y", "month": "M", "day": "D", "hour": "H", "minute": "M", "second": "S"}
_MOST = {"month": 12, "week": 53, "day": 366, "hour": 24, "minute": 60, "second": 60}
"""What a smaller unit stays below behind a larger one: "two days and thirty hours" are two lengths."""
_STEPPING = frozenset("ago later earlier before after afterwards from".split())
"""Words that count from a day: the length is then a step, which other rules read."""
_COMPARING = frozenset("more less longer shorter fewer faster slower ahead behind".split())
_WEEK = 7


def _compound(match: Match) -> Meaning | None:
    """One length of the parts, each of a smaller unit than the one before; None where they are two things."""
    names = [UNITS[match.words(group)[0]][0] for group in ("unit", "second_unit", "third_unit") if match.has(group)]
    counts = [count_of(match.words(group)) for group in ("count", "second_count", "third_count") if match.has(group)]
    if any(name not in _LADDER for name in names) or match.after() in _STEPPING:
        return None
    places = [_LADDER.index(name) for name in names]
    if places != sorted(set(places)):
        return None
    if match.has("comma") and match.after() in _COMPARING:
        return None
    whole = [int(count) for count in counts if count is not None and count == int(count)]
    if len(whole) != len(names) or any(n >= _MOST[name] for n, name in zip(whole[1:], names[1:], strict=True)):
        return None
    return Length(value=_value(whole, names), modifier=approximation_of(match.words("roughly")))


def _value(counts: Sequence[int], names: Sequence[str]) -> str:
    """The TIMEX3 value: P2Y3M, PT1M12S, P9DT6H; weeks beside days are written as days."""
    amounts = dict(zip(names, counts, strict=True))
    if "week" in amounts:
        amounts["day"] = amounts.get("day", 0) + _WEEK * amounts.pop("week")
    dates = "".join(f"{amounts[name]}{_LETTERS[name]}" for name in ("year", "month", "day") if name in amounts)
    clock = "".join(f"{amounts[name]}{_LETTERS[name]}" for name in ("hour", "minute", "second") if name in amounts)
    return f"P{dates}{'T' + clock if clock else ''}"


RULES = (
    Rule(
        "length in several units",
        "roughly:ROUGHLY{0,2} count:(NUMERAL|A) unit:UNIT (comma:(COMMA 'and'?)|'and')? second_count:(NUMERAL|A) "
        "second_unit:UNIT ((COMMA 'and'?|'and')? third_count:(NUMERAL|A) third_unit:UNIT)?",
        _compound,
    ),
)
"""Before the rules for one length: where it means one, the longer form goes first."""
