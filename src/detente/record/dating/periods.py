"""Rules for seasons, quarters, halves and feasts, and for periods that words point at ("this week", "that month")."""

from detente.record.dating.grammar import Match, Rule
from detente.record.dating.lexicon import SEASONS, UNITS
from detente.record.dating.marks import THIS_YEAR, modifier_of, part_of, relation_of, year_of
from detente.record.dating.meanings import Meaning, Partial
from detente.record.dating.numerals import ordinal_of

__all__ = ["RULES"]


def _season(match: Match) -> Meaning | None:
    word = match.words("season")[0]
    bare = match.end - match.start == 1 or (match.end - match.start == 2 and match.tokens.word(match.start) == "the")
    if (
        word in ("fall", "spring")
        and bare
        and match.before() not in ("in", "this", "last", "next", "by", "since", "until", "during")
    ):
        return None
    if word == "fall" and bare and match.after() == "of":
        return None
    return Partial(year=year_of(match), season=SEASONS[word], relation=relation_of(match),
        relates_to="year" if match.has("that_year") else "",
                   modifier=modifier_of(match.words("modifier") + match.words("inner")))  # fmt: skip


def _quarter(match: Match) -> Meaning | None:
    number = ordinal_of(match.words("ordinal"))
    if number is None and match.words("ordinal") in (("final",), ("last",), ("closing",)):
        number = 4
    if number is None or not 1 <= number <= 4:
        return None
    if match.after() in ("of", "million") and match.after(2) in ("a", "the") and not match.has("year"):
        return None
    return Partial(year=year_of(match), quarter=number, relation=relation_of(match),
        relates_to="year" if match.has("that_year") else "",
                   modifier=modifier_of(match.words("modifier")))  # fmt: skip


def _half(match: Match) -> Meaning | None:
    words = match.words("ordinal")
    half = 2 if words in (("last",), ("latter",)) else ordinal_of(words)
    if half not in (1, 2):
        return None
    return Partial(year=year_of(match), half=half, relation=relation_of(match), relates_to="year")


_WITHIN = frozenset({"over", "in", "during", "for", "within", "throughout"})


def _that_period(match: Match) -> Meaning | None:
    """ "That month", "the same year", "the day": the period last spoken of."""
    unit = UNITS[match.words("unit")[0]][0]
    return Partial(
        unit=unit,
        relation=relation_of(match) or "that",
        modifier=modifier_of(match.words("modifier")),
        part=part_of(match.words("part")),
    )


def _the_period(match: Match) -> Meaning | None:
    """ "The quarter" in a report of earnings, "the end of the year": the one in course or last spoken of."""
    unit = UNITS[match.words("unit")[0]][0]
    return Partial(unit=unit, relation="the", modifier=modifier_of(match.words("modifier")))


def _year_end(match: Match) -> Meaning | None:
    unit = UNITS[match.words("unit")[0]][0]
    return Partial(unit=unit, relation="the", modifier="LAST")


def _this_period(match: Match) -> Meaning | None:
    unit = UNITS[match.words("unit")[0]][0]
    relation = relation_of(match)
    if unit in ("decade", "century") and match.words("relation") == ("past",) and match.before() in _WITHIN:
        return None  # "over the past decade": a length
    if match.tokens.raw(match.spans["unit"][0]).istitle():
        return None  # the name of a programme or a paper
    if unit == "day" and relation == "next":
        relation = "after"  # the next day is that after the day told of; tomorrow has its own word
    if unit in ("second", "minute", "hour", "millennium", "generation", "night") or match.after() == "of":
        return None
    return Partial(
        unit=unit, relation=relation, modifier=modifier_of(match.words("modifier")), part=part_of(match.words("part"))
    )


def _feast(match: Match) -> Meaning | None:
    return Partial(
        unit="week" if match.has("week") else "",
        year=year_of(match),
        feast=match.word("feast").replace("’", "'").replace(" 's", "'s"),
        relation=relation_of(match),
        part=part_of(match.words("part")),
    )


RULES = (
    Rule(
        "season",
        f"modifier:SPAN? THE? relation:(LAST|NEXT|'this' ('past'|'coming')?|'that' 'same'?)? inner:(EARLY "
        f"DASH?)? season:SEASON (WHEN | {THIS_YEAR})?",
        _season,
    ),
    Rule("season of a year", "year:YEAR season:SEASON", _season),
    Rule(
        "quarter",
        f"modifier:SPAN? THE? ('fiscal' DASH?)? relation:(LAST|NEXT|'this')? "
        f"ordinal:(ORDINAL|'final'|'closing') ('fiscal')? ('quarter'|'quarters') ('of'? "
        f"('fiscal'|'calendar')? 'year'? year:YEAR | {THIS_YEAR})?",
        _quarter,
    ),
    Rule("quarter, hyphened", "('fiscal' DASH?)? ordinal:ORDINAL DASH 'quarter'", _quarter),
    Rule("quarter of a year", "THE? year:YEAR ordinal:ORDINAL DASH? 'quarter'", _quarter),
    Rule(
        "quarter of this year",
        "that_year:(('this'|'last'|'next') 'year' S) 'fiscal'? ordinal:ORDINAL DASH? 'quarter'",
        _quarter,
    ),
    Rule(
        "half of a year",
        "THE? ordinal:(ORDINAL|'last'|'latter') 'half' ('of' (('fiscal')? year:YEAR "
        "| that_year:(('this'|'last'|'next'|'the'|'that') 'year')))",
        _half,
    ),
    Rule(
        "that period",
        "modifier:SPAN? ('the'? ('same'|'very' 'same') | 'that' 'same'?) "
        "unit:('day'|'week'|'weekend'|'month'|'quarter'|'year'|'decade'|'century'|'summer'|'winter')",
        _that_period,
    ),
    Rule(
        "part of that day",
        "modifier:EARLY? ('that' 'same'?|'the' 'same') part:PART",
        lambda match: Partial(
            unit="day",
            relation="that",
            part=part_of(match.words("part")),
            modifier=modifier_of(match.words("modifier")),
        ),
    ),
    Rule(
        "the period",
        "modifier:SPAN 'the' ('fiscal'|'current'|'calendar')? "
        "unit:('month'|'year'|'week'|'quarter'|'decade'|'century'|'day')",
        _the_period,
    ),
    Rule("end of a period", "(THE? unit:('year'|'month'|'week'|'quarter'|'decade'|'day') (DASH|S)? 'end')", _year_end),
    Rule(
        "this period",
        "modifier:SPAN? THE? relation:('this' 'past'|LAST|NEXT|'this'|'current'|'latest') "
        "('past'|'coming'|'fiscal'|'calendar'|'current'|'full'){0,2} unit:SINGLE",
        _this_period,
    ),
    Rule(
        "feast",
        "relation:(LAST|NEXT|'this')? feast:('christmas' ('day'|'eve')? | 'new' 'year' S? ('day'|'eve')? "
        "| 'thanksgiving' 'day'? | 'easter' ('sunday'|'monday')? | 'good' 'friday' | 'halloween' | "
        "'independence' 'day' | 'bastille' 'day' | 'labor' 'day' | 'memorial' 'day' | 'election' 'day' | "
        "'veterans' 'day' | 'valentine' S 'day' | 'boxing' 'day') week:'week'? (COMMA? 'of'? year:YEAR)? part:PART?",
        _feast,
    ),
)
"""The forms, longer and surer ones first."""
