"""Rules for durations, for sets of times, and for the vague times "now", "recently" and "in the future"."""

from detente.record.dating.grammar import Match, Rule
from detente.record.dating.lexicon import MONTHS, PARTS, SEASONS, UNITS, WEEKDAYS
from detente.record.dating.meanings import Length, Meaning, Repeated, Vague
from detente.record.dating.numerals import count_of
from detente.record.dating.steps import approximation_of

__all__ = ["RULES", "duration"]

_BELOW_DAY = {"second", "minute", "hour"}
_MULTIPLES = {"E": ("Y", 10), "C": ("Y", 100), "L": ("Y", 1000), "Q": ("M", 3)}


def duration(count: float | None, unit: str) -> str:
    """The TIMEX3 value of so many units; X where nobody gives the number.

    >>> duration(2.5, "year"), duration(16, "hour"), duration(None, "day"), duration(4, "decade")
    ('P2Y6M', 'PT16H', 'PXD', 'P40Y')
    """
    name, letter = UNITS[unit]
    clock = "T" if name in _BELOW_DAY else ""
    if count is None:
        return f"P{clock}X{letter}"
    if letter in _MULTIPLES and letter != "Q":
        letter, factor = _MULTIPLES[letter]
        count *= factor
    if count == int(count):
        return f"P{clock}{int(count)}{letter}"
    whole, rest = divmod(count, 1)
    smaller = {
        "Y": ("M", 12),
        "H": ("M", 60),
        "M": ("S", 60) if clock else ("D", 30),
        "D": ("H", 24),
        "W": ("D", 7),
    }.get(letter)
    if smaller is None:
        return f"P{clock}{count:g}{letter}"
    within = "T" if letter == "D" else ""  # hours stand behind a T
    return f"P{clock}{f'{int(whole)}{letter}' if whole else ''}{within}{round(rest * smaller[1])}{smaller[0]}"


_QUOTES = frozenset({"'", '"', "“", "‘", "«", "`"})


def _length(match: Match) -> Meaning | None:
    unit = match.words("unit")[0]
    words = match.words("count")
    count = count_of(words)
    name = UNITS[unit][0]
    if name in ("season", "generation") or match.has("age"):
        return None
    if name in _BELOW_DAY and match.tokens.raw(match.spans["unit"][0]).istitle() and match.before() in _QUOTES:
        return None  # “60 Minutes”: a title
    if len(words) == 1 and words[0].isdigit() and len(words[0]) == 4:
        return None
    if (
        name in ("quarter", "second")
        and words in (("a",), ("one",), ("another",), ("three",))
        and not match.has("relation")
    ):
        return None
    if words == ("a",) and name in ("day", "week") and match.before() in ("hours", "days"):
        return None  # "24 hours a day"
    if words in (("a",), ("an",)) and (name in ("night", "summer", "winter") or unit.endswith("s")):
        return None
    if match.after() in ("-", "‑") and match.after(2) in ("earlier", "ago", "old", "end"):
        return None
    if (count, name) in ((24, "hour"), (7, "day")) and match.after() == "a" and match.after(2) in ("day", "week"):
        return None  # "24 hours a day": always
    if match.has("and_a_half"):
        count = (count or 0) + 0.5
    if (count is not None and count > 1_000_000) or match.before() in ("$", "€", "£"):
        return None
    return Length(value=duration(count, unit), modifier=approximation_of(match.words("roughly")))


def _range(match: Match) -> Meaning | None:
    low = count_of(match.words("count"))
    unit = match.words("unit")[0]
    if low is None or UNITS[unit][0] in ("season", "generation"):
        return None
    return Length(value=duration(None, unit), modifier="APPROX")


def _plural_alone(match: Match) -> Meaning | None:
    unit = match.words("unit")[0]
    if ("old" in (match.after(), match.after(2)) and match.after() in ("old", "-")) or match.before(2) in (
        "hundreds",
        "thousands",
    ):
        return None
    if match.words("unit") == ("hours",) and match.before() in ("early", "small", "late") and match.after() == "of":
        return None  # "the early hours of Thursday"
    if match.before().isdigit():
        return None  # the number has been read, and is no count of these
    if match.words("sure") in (("recent",), ("past",)) and UNITS[unit][0] == "year":
        return Vague(value="PAST_REF")
    if UNITS[unit][0] in (
        "second",
        "minute",
        "quarter",
        "season",
        "generation",
        "night",
        "summer",
        "winter",
        "weekend",
        "day",
    ) and not match.has("sure"):
        return None
    return Length(value=duration(None, unit))


def _while(match: Match) -> Meaning | None:
    return Length(value="PXX")


def _the_length(match: Match) -> Meaning | None:
    if match.words("unit") == ("quarter", "century"):
        return Length(value="P25Y")
    several = match.words("unit")[0].endswith("s")
    return Length(value=duration(None if several else 1, match.words("unit")[0]))


_EVERY = {"daily": "P1D", "weekly": "P1W", "monthly": "P1M", "quarterly": "P1Q", "yearly": "P1Y", "annually": "P1Y",
    "hourly": "PT1H", "biweekly": "P2W", "nightly": "P1D",
          "everyday": "P1D"}  # fmt: skip


def _adverb(match: Match) -> Meaning | None:
    if match.words("adverb") == ("quarterly",) and match.after().isalpha():
        return None
    return Repeated(value=_EVERY[match.words("adverb")[0]])


def _every(match: Match) -> Meaning | None:
    if match.has("unit"):
        unit = match.words("unit")[0]
        count = count_of(match.words("count")) if match.has("count") else 1
        if match.has("other"):
            count = 2
        if count == 1 and unit in SEASONS:
            return Repeated(value=f"XXXX-{SEASONS[unit]}")
        return None if UNITS[unit][0] in ("season", "generation", "second") else Repeated(value=duration(count, unit))
    if match.has("weekday"):
        return _weekdays(match)
    if match.has("month"):
        return Repeated(value=f"XXXX-{MONTHS[match.words('month')[0]]:02}")
    if match.has("season"):
        return Repeated(value=f"XXXX-{SEASONS[match.words('season')[0]]}")
    return Repeated(value=f"XXXX-XX-XX{PARTS[match.words('part')[0]]}")


def _rate(match: Match) -> Meaning | None:
    unit = match.words("unit")[0]
    return (
        None if UNITS[unit][0] in ("season", "generation", "second", "quarter") else Repeated(value=duration(1, unit))
    )


def _weekdays(match: Match) -> Meaning | None:
    part = PARTS[match.words("part")[0]] if match.has("part") else ""
    return Repeated(value=f"XXXX-WXX-{WEEKDAYS[match.words('weekday')[0]] + 1}{part}")


_REFERENCES = {
    "now": "PRESENT_REF", "currently": "PRESENT_REF", "nowadays": "PRESENT_REF", "presently": "PRESENT_REF",
    "recently": "PAST_REF",
    "lately": "PAST_REF", "formerly": "PAST_REF", "soon": "FUTURE_REF", "shortly": "FUTURE_REF",
}  # fmt: skip


def _now(match: Match) -> Meaning | None:
    word = match.words("word")[0]
    if word == "current" and match.after() in ("account", "accounts", "events"):
        return None
    if word in ("soon", "shortly") and match.after() in ("after", "before", "afterwards", "afterward", "thereafter"):
        return None
    return Vague(value=_REFERENCES.get(word, "PRESENT_REF"))


def _past(match: Match) -> Meaning | None:
    return Vague(value="PAST_REF")


def _future(match: Match) -> Meaning | None:
    return Vague(value="FUTURE_REF")


def _present(match: Match) -> Meaning | None:
    return Vague(value="PRESENT_REF")


RULES = (
    Rule(
        "length",
        "roughly:ROUGHLY{0,2} count:(NUMERAL|SOME) ADJECTIVE{0,2} DASH? unit:UNIT and_a_half:('and' 'a' "
        "'half')? ('or' 'so')? (DASH? (age:('old'|'olds')|'long'))?",
        _length,
    ),
    Rule(
        "length between numbers",
        "roughly:ROUGHLY? count:(NUMERAL|A) ('to'|'or'|DASH) (NUMERAL|'a'? FEW) ADJECTIVE? DASH? unit:UNIT",
        _range,
    ),
    Rule(
        "pointed length",
        "roughly:('at' 'least'|'at' 'most'|'about'|'nearly'|'almost')? ('each' 'of')? "
        "(THE|'these'|'those'|ITS)? "
        "relation:(LAST|NEXT|'first'|'final'|'recent'|'latest'|'opening'|'early'|'closing') ('couple' "
        "'of')? count:(NUMERAL|SOME) ADJECTIVE{0,2} unit:UNIT ('or' 'so')?",
        _length,
    ),
    Rule("pointed length, adjective behind", "THE count:(NUMERAL|SOME) relation:(LAST|NEXT) unit:UNIT", _length),
    Rule(
        "the length", "roughly:ROUGHLY? ('the'|'these'|'those'|ITS) count:NUMERAL ADJECTIVE{0,2} unit:PLURAL", _length
    ),
    Rule(
        "recent years",
        "(THE|'these'|'those')? "
        "sure:('recent'|'past'|'last'|'coming'|'next'|'following'|'intervening'|'ensuing'|'many'|'subsequent') "
        "ADJECTIVE? unit:PLURAL",
        _plural_alone,
    ),
    Rule("plural unit", "unit:PLURAL", _plural_alone),
    Rule("unit long", "unit:(SINGLE|PLURAL) DASH 'long'", _the_length),
    Rule("a while", "A ('long'|'short')? 'while' | 'some' 'time' | A ('long'|'short'|'very' 'short') 'time'", _while),
    Rule(
        "the past year",
        "THE ('past'|'last') ADJECTIVE? unit:('hour'|'decade'|'century'|'quarter' 'century')",
        _the_length,
    ),
    Rule("the past year itself", "THE 'past' unit:('year'|'month'|'week'|'day'|'weekend')", _the_length),
    Rule(
        "adverb of repetition",
        "adverb:('daily'|'weekly'|'monthly'|'quarterly'|'yearly'|'annually'|'hourly'|'biweekly'|'nightly'|'everyday')",
        _adverb,
    ),
    Rule("every unit", "('every'|'each') other:'other'? ADJECTIVE? count:NUMERAL? unit:UNIT", _every),
    Rule("every named time", "('every'|'each') (weekday:WEEKDAY | month:MONTH | season:SEASON)", _every),
    Rule("every part of a day", "('every'|'each') part:PART", _every),
    Rule("rate", "'per' unit:SINGLE", _rate),
    Rule("how often", "('once'|'twice'|'times') is:(A unit:SINGLE)", _rate),
    Rule("weekdays", "weekday:WEEKDAYS part:PARTS?", _weekdays),
    Rule("nights of a weekday", "weekday:WEEKDAY part:PARTS", _weekdays),
    Rule(
        "now",
        "('right'|'more'|'most'|'very'|'as' 'of')? word:('now'|'currently'|'nowadays'|'recently'|'lately'|'presently')",
        _now,
    ),
    Rule("current", "word:'current'", _now),
    Rule("recent", "'recent'", _past),
    Rule("in future", "'in' is:'future'", _future),
    Rule("in the past", "'the' ('recent'|'distant'|'near')? 'past'", _past),
    Rule(
        "in the future", "'the' ('near'|'foreseeable'|'distant'|'immediate'|'not' 'too' 'distant')? 'future'", _future
    ),
    Rule(
        "these days",
        "'these' 'days' | 'the' 'present' | 'at' is:'present' | 'at' 'this' 'time' | ('present'|'modern') DASH? 'day'",
        _present,
    ),
)
"""The forms, longer and surer ones first."""
