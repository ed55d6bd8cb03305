"""Rules for times counted from another time: yesterday, two weeks ago, three days later, the next morning."""

from dataclasses import replace

from detente.record.dating.grammar import Match, Rule
from detente.record.dating.lexicon import HOLIDAYS, MONTHS, SEASONS, UNITS, WEEKDAYS
from detente.record.dating.marks import modifier_of, part_of
from detente.record.dating.meanings import Length, Meaning, Partial, Step, Vague
from detente.record.dating.numerals import count_of

__all__ = ["MACROS", "RULES", "approximation_of"]

MACROS = {
    "NUMERAL": "((CARDINAL|NUMBER) (DASH? (CARDINAL|FRACTION) | 'and' CARDINAL | 'and' 'a' 'half'){0,5} | FRACTION)",
    "SOME": "('a'? FEW ('of'|'hundred'|'thousand')? | A ('hundred'|'thousand'|'dozen') | 'half' A | A 'half' | A)",
    "ROUGHLY": (
        "('about'|'around'|'approximately'|'roughly'|'some'|'nearly'|'almost'|'over'|'under'|'exactly'|"
        "'another'|'at' 'least'|'at' 'most'|('not'|'no')? ('more'|'less'|'fewer'|'longer') 'than'|"
        "'as' ('much'|'many'|'long') 'as'|'up' 'to'|'close' 'to'|'well' 'over'|'just' 'over'|"
        "'just' 'under'|'a' 'little' ('more'|'less') 'than'|'a' 'mere')"
    ),
}

_APPROXIMATE = {
    "about": "APPROX", "around": "APPROX", "approximately": "APPROX", "roughly": "APPROX", "some": "APPROX",
    "nearly": "LESS_THAN", "almost": "LESS_THAN",
    "over": "MORE_THAN", "under": "LESS_THAN", "more": "MORE_THAN", "longer": "MORE_THAN", "less": "LESS_THAN",
    "fewer": "LESS_THAN", "least": "EQUAL_OR_MORE", "most": "EQUAL_OR_LESS",
    "up": "EQUAL_OR_LESS", "within": "EQUAL_OR_LESS", "close": "APPROX", "much": "EQUAL_OR_LESS",
    "many": "EQUAL_OR_LESS",
}  # fmt: skip


def approximation_of(words: tuple[str, ...]) -> str:
    """TIMEX3's modifier for words such as "nearly" or "at least"."""
    found = next((_APPROXIMATE[word] for word in words if word in _APPROXIMATE), "")
    if words[:1] in (("not",), ("no",)):
        return {"MORE_THAN": "EQUAL_OR_LESS", "LESS_THAN": "EQUAL_OR_MORE"}.get(found, found)
    return found


def _step(match: Match, sign: int, origin: str) -> Meaning | None:
    unit = UNITS[match.words("unit")[0]][0]
    if unit in ("second", "minute", "hour") and origin == "either":
        origin = "mention"
    count = count_of(match.words("count")) if match.has("count") else None
    modifier = approximation_of(match.words("roughly"))
    if count is None:
        return Step(count=None, unit=unit, sign=sign, origin=origin, modifier=modifier)
    if count > 10_000:
        return None
    if match.has("and_a_half"):
        count += 0.5
    whole, rest = divmod(count, 1)
    return Step(count=int(whole), unit=unit, sign=sign, origin=origin, modifier=modifier, halves=1 if rest else 0)


def _ago(match: Match) -> Meaning | None:
    unit = UNITS[match.words("unit")[0]][0]
    return _step(
        match, -1, "either" if unit in ("year", "quarter") and count_of(match.words("count")) == 1 else "publication"
    )


_CLAUSE_ENDS = frozenset({"", ",", ".", ";", "and", "but", ")", "\n"})
_BACK = {"earlier", "before", "previously", "prior"}


def _later(match: Match) -> Meaning | None:
    word = match.words("way")[0]
    if word in ("before", "after") and match.after() not in _CLAUSE_ENDS:
        return None  # "a year after the war": a length from what is named, not from the time last spoken of
    if word in ("earlier", "later") and match.after() == "than":
        return None
    a_year_earlier = (
        word == "earlier" and UNITS[match.words("unit")[0]][0] == "year" and count_of(match.words("count")) == 1
    )
    return _step(match, -1 if word in _BACK else 1, "either" if a_year_earlier else "mention")


def _in_time(match: Match) -> Meaning | None:
    return _step(match, 1, "publication")


_NAMED_DAYS = {"yesterday": -1, "today": 0, "tonight": 0, "tomorrow": 1}


def _named_day(match: Match) -> Meaning | None:
    word = match.words("named")[0]
    before = match.tokens.raw(match.start - 1)
    if match.tokens.raw(match.start).istitle() and before.isalpha() and before[0].isupper():
        return None  # "Norland Today": a name
    part = part_of(match.words("part")) or ("TNI" if word == "tonight" else "")
    if (
        word == "today"
        and match.after() in ("'s", "’s")
        and match.after(2) in ("world", "society", "youth", "standards", "generation")
    ):
        return Vague(value="PRESENT_REF")
    return Step(
        count=abs(_NAMED_DAYS[word]),
        unit="day",
        sign=-1 if _NAMED_DAYS[word] < 0 else 1,
        origin="publication",
        part=part,
        modifier=modifier_of(match.words("modifier")),
    )


def _this_part(match: Match) -> Meaning | None:
    shift = -1 if match.words("this") == ("last",) else 0
    return Step(
        count=-shift,
        unit="day",
        sign=-1 if shift else 1,
        origin="publication",
        part=part_of(match.words("part")),
        modifier=modifier_of(match.words("modifier")),
    )


def _next_day(match: Match) -> Meaning | None:
    """ "The next day", "the following year", "the previous month": one unit on from, or back to, the time last
    spoken of.
    """
    unit = UNITS[match.words("unit")[0]][0] if match.has("unit") else "day"
    back = match.words("way")[0] in ("previous", "preceding", "prior", "before")
    return Step(
        count=1,
        unit=unit,
        sign=-1 if back else 1,
        origin="mention",
        part=part_of(match.words("part")),
        modifier=modifier_of(match.words("modifier")),
    )


def _day_before(match: Match) -> Meaning | None:
    """ "The day before", counted from the time last spoken of; "the day before the vote", from the vote."""
    step = _next_day(match)
    named = match.words("way")[0] in ("before", "after") and match.after() not in _CLAUSE_ENDS
    return replace(step, origin="named") if named and isinstance(step, Step) else step


def _year_earlier(match: Match) -> Meaning | None:
    return Step(count=1, unit="year", sign=-1, origin="either")


_NAMED_TIMES = frozenset({*MONTHS, *WEEKDAYS, *SEASONS, *UNITS, *(feast.split()[0] for feast in HOLIDAYS)}) | {
    *("easter", "thanksgiving", "labor", "memorial", "election", "good"),
}


def _last_but_one(match: Match) -> Meaning | None:
    """ "The week before last", "the year after next", and not "the week before last Christmas"."""
    if match.after() in _NAMED_TIMES:
        return None
    unit = UNITS[match.words("unit")[0]][0]
    return Step(count=2, unit=unit, sign=1 if match.has("after") else -1, origin="publication")


def _day_after_tomorrow(match: Match) -> Meaning | None:
    return Step(count=2, unit="day", sign=1 if match.has("after") else -1, origin="publication")


def _named_period(match: Match) -> Meaning | None:
    """ "The 1988 quarter": the quarter under comparison in that year."""
    return Partial(year=int(match.words("year")[0]), unit="quarter")


def _the_weekend(match: Match) -> Meaning | None:
    return Partial(unit="weekend", relation="weekend")


def _quarter_under_report(match: Match) -> Meaning | None:
    return (
        None
        if match.before() in ("of", "in") and match.after() in ("of", "where", "century")
        else Partial(unit="quarter", relation="the")
    )


def _for_the_year(match: Match) -> Meaning | None:
    if match.after() in ("ended", "ending", "of", "that", "to", "s"):
        return None
    return Partial(unit=UNITS[match.words("unit")[0]][0], relation="the")


def _year_ended(match: Match) -> Meaning | None:
    return Length(value="P1Y")


def _this_quarter(match: Match) -> Meaning | None:
    return Partial(unit="quarter", relation="the")


RULES = (
    Rule(
        "so long ago",
        "roughly:ROUGHLY? count:(NUMERAL|SOME) unit:UNIT and_a_half:('and' 'a' 'half')? ('or' 'so')? ('ago'|'back')",
        _ago,
    ),
    Rule("long ago without a number", "unit:PLURAL 'ago'", _ago),
    Rule(
        "so long after",
        "roughly:ROUGHLY? count:(NUMERAL|SOME) ADJECTIVE? unit:UNIT "
        "way:('earlier'|'later'|'before'|'after'|'afterwards'|'afterward'|'previously'|'hence'|'thereafter')",
        _later,
    ),
    Rule("long after without a number", "unit:PLURAL way:('earlier'|'later'|'afterwards'|'afterward')", _later),
    Rule("so long from now", "roughly:ROUGHLY? count:(NUMERAL|SOME) unit:UNIT ('from' ('now'|'today'))", _in_time),
    Rule("in so long a time", "roughly:ROUGHLY? count:(NUMERAL|SOME) unit:UNIT S 'time'", _in_time),
    Rule("named day", "modifier:EARLY? named:('yesterday'|'today'|'tonight'|'tomorrow') part:PART?", _named_day),
    Rule(
        "part of a named day", "THE? modifier:EARLY? DASH? part:PART named:('yesterday'|'today'|'tomorrow')", _named_day
    ),
    Rule("this morning", "modifier:EARLY? this:('this'|'last') part:PART", _this_part),
    Rule(
        "day after tomorrow",
        "'the' 'day' (after:'after' 'tomorrow' | before:'before' 'yesterday')",
        _day_after_tomorrow,
    ),
    Rule(
        "week before last",
        "'the' unit:('week'|'month'|'year'|'weekend') (after:'after' 'next' | before:'before' 'last')",
        _last_but_one,
    ),
    Rule(
        "next day",
        "modifier:EARLY? 'the' 'very'? "
        "way:('next'|'following'|'previous'|'preceding'|'prior'|'subsequent'|'ensuing') "
        "unit:('day'|'week'|'month'|'year'|'decade'|'century'|'weekend'|'quarter')",
        _next_day,
    ),
    Rule("next morning", "modifier:EARLY? 'the' way:('next'|'following'|'previous'|'preceding') part:PART", _next_day),
    Rule(
        "day before",
        "'the' unit:('day'|'week'|'month'|'year') way:('before'|'after'|'following'|'previous')",
        _day_before,
    ),
    Rule(
        "year-earlier period",
        "is:('year' DASH ('earlier'|'ago') ('period'|'quarter')?)",
        _year_earlier,
    ),
    Rule(
        "the year-earlier period",
        "'the' ('comparable'|'same'|'corresponding')? 'year' DASH? ('earlier'|'ago') ORDINAL? ('period'|'quarter')",
        _year_earlier,
    ),
    Rule("period of a named year", "THE year:YEAR ('quarter'|'period')", _named_period),
    Rule("the weekend", "('over'|'during'|'throughout'|'through'|'of'|'for') is:('the' 'weekend')", _the_weekend),
    Rule("the quarter", "'the' 'quarter'", _quarter_under_report),
    Rule("for the year", "'for' is:('the' ('full'|'fiscal')? unit:('year'|'week'|'month'))", _for_the_year),
    Rule("the full year", "'the' ('full'|'fiscal') 'year'", lambda match: Partial(unit="year", relation="the")),
    Rule("the year ended", "is:('the' 'fiscal'? 'year') ('ended'|'ending')", _year_ended),
    Rule("the latest period", "'the' ('latest'|'current') ('period'|'quarter')", _this_quarter),
)
"""The forms, longer and surer ones first."""
