"""What shows only over a whole text: whether it tells a history, which years leave its course, which dates lend a
year.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from itertools import pairwise

from detente.evidence import DateRange
from detente.record.dating.lexer import Tokens
from detente.record.dating.meanings import Found, Partial, Step

__all__ = ["asides", "days_beside", "is_narrative", "with_its_day", "years_lent"]

_DEICTIC_UNITS = {"day", "week", "weekend", "month", "quarter", "year"}


def is_narrative(tokens: Tokens, found: Sequence[Found], published: DateRange) -> bool:
    """Whether the text tells a history: years and full dates of the past throughout, and hardly a word that
    counts from publication.
    """
    horizon = (published.earliest or published.latest or date(9999, 1, 1)).year - 1
    full = years = deictic = open_months = 0
    for meaning in (expression.meaning for expression in found):
        if isinstance(meaning, Step):
            deictic += meaning.origin == "publication" and meaning.unit == "day"
        elif isinstance(meaning, Partial):
            told = meaning.year is not None and meaning.year <= horizon and meaning.unit not in ("decade", "century")
            years += told
            full += told and (meaning.month is not None or meaning.season != "")
            open_months += meaning.year is None and meaning.month is not None
            weekday = meaning.weekday is not None and meaning.month is None
            deictic += weekday or (meaning.relation in ("this", "last", "next") and meaning.unit in _DEICTIC_UNITS)
    points = years + open_months
    if (full >= 4 and full >= 3 * deictic) or (years >= 8 and years >= 4 * deictic):
        return True
    if years >= 3 and points >= 12 and points >= 8 * deictic:
        return True
    return years >= 2 and deictic == 0 and open_months > 0 and not _REPORTED.search(tokens.text)


_REPORTED = re.compile(r"\b(?:sa(?:id|ys|ying)|told|tells|according to|announced|reported)\b")


def asides(found: Sequence[Found]) -> frozenset[int]:
    """The places of explicit years that leave the course of the story: far from years on both sides that agree."""
    dated = [(f.first, f.meaning.year) for f in found if isinstance(f.meaning, Partial) and f.meaning.year is not None]
    asides = []
    for (_, before), (place, year), (_, after) in zip(dated, dated[1:], dated[2:], strict=False):
        if abs(before - after) <= 3 and min(abs(year - before), abs(year - after)) > 2:
            asides.append(place)
    return frozenset(asides)


def with_its_day(tokens: Tokens, one: Found, other: Found | None) -> Found:
    """A time of day with the day that follows it ("at 11 a.m. on 11 November 1918")."""
    clock = one.meaning
    if (
        other is None
        or not isinstance(clock, Partial)
        or clock.relation != "context"
        or not isinstance(other.meaning, Partial)
    ):
        return one
    near = 0 <= other.first - one.last <= 3 and any(
        tokens.word(index) == "on" for index in range(one.last, other.first)
    )
    if not near or (other.meaning.day is None and other.meaning.weekday is None):
        return one
    return replace(one, meaning=replace(other.meaning, part=clock.part, modifier=""))


def days_beside(tokens: Tokens, found: Sequence[Found]) -> list[Found]:
    """The expressions with "the day before" and "the day after" read from the date they lean on.

    "The day before last Tuesday" counts from the date behind it and takes it in; "on 3 May, the day before they met" is
    that date again. Others stay as they are.
    """
    result: list[Found] = []
    for one in found:
        before = result[-1] if result else None
        if before is None:
            result.append(one)
        elif _is_named(before) and _stands_behind(tokens, one, before) and _names_a_day(one):
            side = -1 if tokens.word(before.last - 1) == "before" else 1
            assert isinstance(one.meaning, Partial)
            result[-1] = Found(first=before.first, last=one.last, meaning=replace(one.meaning, beside=side))
        elif (
            _is_named(one)
            and one.first == before.last + 1
            and tokens.word(before.last) in _EXPLAINS
            and _names_a_day(before)
        ):
            result.append(replace(one, meaning=before.meaning))
        else:
            result.append(one)
    return result


_EXPLAINS = frozenset({",", "-", "–", "—", "("})


def _names_a_day(found: Found) -> bool:
    """Whether the words name a day of the calendar, a weekday or a feast."""
    meaning = found.meaning
    if not isinstance(meaning, Partial):
        return False
    return meaning.day is not None or meaning.weekday is not None or (bool(meaning.feast) and meaning.unit != "week")


def _stands_behind(tokens: Tokens, one: Found, before: Found) -> bool:
    """Whether nothing stands between the two but an article."""
    return one.first == before.last or (one.first == before.last + 1 and tokens.word(before.last) in ("the", "that"))


def _is_named(found: Found) -> bool:
    """Whether the words count one day from what follows them."""
    return isinstance(found.meaning, Step) and found.meaning.origin == "named" and found.meaning.unit == "day"


_JOINS = frozenset({"-", "–", "—", "‑", "--", "to", "and", "or", "until", "through", "till"})


def years_lent(tokens: Tokens, found: Sequence[Found]) -> dict[int, int]:
    """The years that "26 June" takes from "26 June – 4 August 1952", by the place of the first."""
    lent: dict[int, int] = {}
    for first, second in pairwise(found):
        one, other = first.meaning, second.meaning
        if not isinstance(one, Partial) or not isinstance(other, Partial) or one.year is not None or other.year is None:
            continue
        if not one.month or not other.month or one.relation or second.first - first.last not in (1, 2):
            continue
        if (
            any(tokens.word(index) not in _JOINS | {"the", "in"} for index in range(first.last, second.first))
            or other.year < 0
        ):
            continue
        lent[first.first] = other.year - (1 if (one.month, one.day or 0) > (other.month, other.day or 31) else 0)
    return lent
