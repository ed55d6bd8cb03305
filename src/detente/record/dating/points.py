"""Rules for points of the calendar: days, weekdays, months, seasons, quarters, years, decades, centuries, feasts."""

from detente.record.dating.calendar import month_day
from detente.record.dating.grammar import Match, Rule
from detente.record.dating.lexicon import MONTHS, PARTS, SEASONS, UNITS, WEEKDAYS
from detente.record.dating.meanings import Meaning, Numeric, Partial
from detente.record.dating.numerals import decade_in_words, ordinal_of, year_in_words

__all__ = ["MACROS", "RULES", "modifier_of", "part_of"]

MACROS = {
    "SPAN": "(THE? (EDGE | ('first'|'last'|'early'|'later'|'latter'|'middle'|'better'|'good'|'greater') 'part' | 'rest' | 'remainder' | 'middle') 'of' | EARLY DASH? ('in'|'on')? )",
    "WHEN": "(COMMA? 'of'? year:YEAR | COMMA? 'of'? year:ANCIENT before:ERA_BEFORE | COMMA? shortyear:SHORTYEAR)",
    "NTH": "(DAYTH | ORDINAL | CARDINAL DASH ORDINAL)",
}
"""Parts of patterns that several rules share."""

_MODIFIERS = {
    "early": "START", "earlier": "START", "late": "END", "later": "END", "latter": "END", "mid": "MID", "middle": "MID", "midpoint": "MID",
    "end": "LAST", "close": "LAST", "beginning": "FIRST", "start": "FIRST", "outset": "FIRST", "onset": "FIRST", "turn": "FIRST",
    "first": "START", "last": "END", "final": "END", "opening": "START", "closing": "END", "rest": "END", "remainder": "END",
}  # fmt: skip


def modifier_of(words: tuple[str, ...]) -> str:
    """What words such as "late", "later" or "the end of" cut out of a period.

    START, MID or END for a part; FIRST and LAST for its very beginning and end; BEFORE and AFTER for "earlier" and "later",
    which count from the day of speaking.
    """
    if words[:1] in (("earlier",), ("later",)):
        return "BEFORE" if words[0] == "earlier" else "AFTER"
    return next((_MODIFIERS[word] for word in words if word in _MODIFIERS), "")


def part_of(words: tuple[str, ...]) -> str:
    """The part of the day that the words name, as TIMEX3 writes it."""
    return next((PARTS[word] for word in words if word in PARTS), "")


def year_of(match: Match) -> int | None:
    """The year that a group `year`, `shortyear` or `era` gives; None where there is none."""
    if match.has("year"):
        year = int(match.words("year")[0])
        return -year if match.has("before") else year
    if match.has("shortyear"):
        return full_year(int(match.words("shortyear")[-1].lstrip("'’")))
    return None


def full_year(two_digits: int) -> int:
    """The year of '99 or '07: from 1930 to 2029."""
    return two_digits + (1900 if two_digits >= 30 else 2000)


def _day_number(words: tuple[str, ...]) -> int | None:
    if len(words) == 1 and words[0].isdigit():
        return int(words[0])
    return ordinal_of(words)


def _is_a_name(match: Match) -> bool:
    """Whether a month's word is more likely a person, a verb or a march than a month."""
    word = match.words("month")[0]
    if word not in ("may", "march", "april", "june", "august", "mar", "dec", "jan"):
        return False
    raw = match.tokens.raw(match.spans["month"][0])
    lone = match.spans["month"] == (match.start, match.end)
    if not lone:
        return False
    previous, following = match.before(), match.after()
    if previous in _MONTH_CUES:
        return False
    if word in ("jan", "dec", "mar"):
        return True
    if word in ("may", "march"):
        raw_before = match.tokens.raw(match.start - 1)
        return (
            raw.isupper()
            or not previous.isalpha()
            or raw_before[:1].isupper()
            or following in _PERSON_CUES
            or following.isalpha()
        )
    return match.tokens.raw(match.start - 1)[:1].isupper() and previous not in WEEKDAYS or following in _PERSON_CUES


_MONTH_CUES = frozenset(
    "in by since until till of for from to through during before after around about between and or early late mid last next this that each "
    "every previous following past coming - – , ( than as on".split()
)
_PERSON_CUES = frozenset("said says told has had is was will who whose 's ’s".split())


def _month(match: Match) -> Meaning | None:
    if _is_a_name(match):
        return None
    return Partial(
        year=year_of(match),
        month=MONTHS[match.words("month")[0]],
        modifier=modifier_of(match.words("modifier")),
        relation=_relation(match),
        relates_to="year" if match.has("that_year") else "",
    )


def _relation(match: Match) -> str:
    """last, this, next, that or same, as the group `relation` or `that_year` says."""
    words = match.words("relation") + match.words("that_year")
    for word in words:
        if word in _RELATIONS:
            return _RELATIONS[word]
    return ""


_RELATIONS = {
    "last": "last", "past": "last", "previous": "before", "preceding": "before", "prior": "before", "next": "next", "following": "after", "coming": "next",
    "upcoming": "next", "subsequent": "after", "ensuing": "after", "succeeding": "after", "this": "this", "current": "this", "that": "that", "same": "that",
    "these": "this", "latest": "last", "then": "that",
}  # fmt: skip


def _month_day(match: Match) -> Meaning | None:
    day = _day_number(match.words("day"))
    month = MONTHS[match.words("month")[0]]
    year = year_of(match)
    if day is None:
        return None
    if month_day(2000 if year is None or year < 0 else year, month, day) is None:
        return Partial(year=year, month=month, unit="impossible")
    weekday = WEEKDAYS[match.words("weekday")[0]] if match.has("weekday") else None
    relation = _relation(match)
    return Partial(
        year=year, month=month, day=day, weekday=weekday, part=part_of(match.words("part")), relation=relation,
        relates_to="year" if match.has("that_year") else "", modifier=modifier_of(match.words("modifier")),
    )  # fmt: skip


def _second_day(match: Match) -> Meaning | None:
    day = _day_number(match.words("then_day"))
    month = MONTHS[match.words("month")[0]]
    year = year_of(match)
    if day is None or month_day(2000 if year is None else year, month, day) is None:
        return None
    return Partial(year=year, month=month, day=day)


def _weekday(match: Match) -> Meaning | None:
    words = match.words("weekday")
    return Partial(
        weekday=WEEKDAYS[words[0]],
        relation=_relation(match),
        part=part_of(match.words("part")),
        modifier=modifier_of(match.words("modifier")),
    )


def _year(match: Match) -> Meaning | None:
    if match.has("modifier") or match.has("sure"):
        return Partial(year=year_of(match), modifier=modifier_of(match.words("modifier")), fiscal=match.has("fiscal"))
    return Partial(year=year_of(match)) if _stands_as_year(match) else None


def _first_year(match: Match) -> Meaning | None:
    """The first year of "1915–17", where the second is a year too."""
    if _last_year(match) is None or match.after() in _COUNTED or match.after().endswith("metres"):
        return None
    if match.tokens.text[match.tokens.starts[match.start] - 1 : match.tokens.starts[match.start]] in _SIGNS_BEFORE | {"-"}:
        return None
    return Partial(year=year_of(match))


def _last_year(match: Match) -> Meaning | None:
    """The second year of "1915–17": later than the first, and within a century of it."""
    first, second = int(match.words("year")[0]), match.words("then")[0]
    year = int(second) if len(second) == 4 else first - first % 100 + int(second)
    return Partial(year=year) if 1500 <= first < year <= first + 150 and (len(second) == 4 or int(second) > 12 or first % 100 >= 0 and year - first < 30) else None


_YEAR_CUES = frozenset(
    "in since by until till of during after before from through between for to and or late early mid around about circa fall spring summer winter autumn "
    "begin began end ended until into as due both over throughout toward towards this".split()
)
_COUNTED = frozenset(
    "people men women troops soldiers percent % dollars miles km kilometers kilometres meters metres feet pounds tons tonnes points jobs workers "
    "employees members students votes seats shares units copies cases deaths victims prisoners families homes houses cars vehicles acres hectares degrees "
    "times other more at per million billion pages pixels px words and/or rpm volts watts calories barrels euros yen yuan rubles killed wounded".split()
)


def _stands_as_year(match: Match) -> bool:
    """Whether a bare number of four digits is a year here and not a count, a price, a size or part of a longer number."""
    year = year_of(match) or 0
    previous, following = match.before(), match.after()
    if _is_glued(match) or following in _COUNTED or (following in _JOINING and match.after(2)[:1].isdigit() and match.after(3) in _COUNTED):
        return False
    if previous in ("to", "-", "–", "—", "or") and match.before(2).isdigit() and not _follows_a_year(match, year):
        return False
    if following == "," and any(sign in match.after(2) for sign in "./-") and match.after(2)[:1].isdigit():
        return False  # "1920, 24.10.2025": the size of an image, or a counter, before the date
    if following[:1].isdigit() and previous not in _YEAR_CUES:
        return False
    if previous in ("between", "from") and following in ("and", "to", "-", "–"):
        return 1500 <= year <= 2099 and match.after(3) not in _COUNTED and match.after(4) not in _COUNTED
    if previous in _YEAR_CUES or following in ("'s", "’s"):
        return 1500 <= year <= 2099 or (previous in ("in", "since", "by", "until", "of") and year >= 1000)
    if previous in ("(", ")", "[", "", ",", ".", ":", ";", "“", '"') or "\n" in previous:
        return _opens_or_closes(match, year)
    if previous in _DETERMINERS:
        return 1500 <= year <= 2099 and (following.isalpha() or following in ('“', '"')) and (year >= 1700 or not following.endswith("s"))
    if previous in _JOINING:
        return 1500 <= year <= 2099 and _follows_a_year(match, year)
    if previous in ("'s", "’s", "'", "’"):
        return 1800 <= year <= 2099 and following.isalpha()
    return 1800 <= year <= 2099 and (previous in _YEAR_NOUNS or _qualifies_a_noun(match))


def _qualifies_a_noun(match: Match) -> bool:
    """ "A secret 1902 pact": a single thing cannot be counted in thousands, so the number is a year."""
    previous, following = match.before(), match.tokens.raw(match.end)
    single = following.islower() and following.isalpha() and not following.endswith("s") and following not in _NO_NOUN
    return single and match.tokens.raw(match.start - 1).islower() and previous.isalpha() and previous not in _NUMBERED


def _follows_a_year(match: Match, year: int) -> bool:
    other = match.before(2)
    return other.isdigit() and len(other) == 4 and 0 < year - int(other) <= 150


def _is_glued(match: Match) -> bool:
    """Whether the number hangs on a sign of money, arithmetic, an address or a longer number."""
    tokens = match.tokens
    left, right = tokens.starts[match.start], tokens.ends[match.end - 1]
    before, behind = tokens.text[max(0, left - 1) : left], tokens.text[right : right + 1]
    if before in _SIGNS_BEFORE or behind in _SIGNS_BEHIND:
        return True
    if before not in ("-", "–", "—"):
        return False
    further = tokens.text[max(0, left - 2) : left - 1]
    return further.isalnum() and match.before(2) not in ("post", "pre", "mid") and not (match.before(2).isdigit() and len(match.before(2)) == 4)


_NUMBERED = frozenset(
    "flight room page number no bus highway route building unit model code gate hall area extension pin phone section chapter line id lot box "
    "was were is are be been reached cost costs weighs total totalled numbered article resolution some than over under about level channel".split()
)
_NO_NOUN = frozenset("was were is are has had will to of in on at by for from with as than that who which when while left came went said".split())

_SIGNS_BEFORE = frozenset("$€£#/.:+@_=%&*")
_SIGNS_BEHIND = frozenset("%/@_=°+*")
_DETERMINERS = frozenset("the a an its their his her our this that each every".split())
_JOINING = frozenset({"-", "–", "—", "and", "or", "to", "&"})
_YEAR_NOUNS = frozenset("summer winter spring autumn fall year years season seasons entire throughout christmas easter mid - – — election elections vs".split())


def _opens_or_closes(match: Match, year: int) -> bool:
    """After a stop or at the start of a line: a year where the line or the bracket holds little else, or a clause follows it."""
    previous, following = match.before(), match.after()
    if previous in ("(", "["):
        return 1500 <= year <= 2099 and (following in (")", "]", ",", ";", "-", "–") or following.isalpha())
    if not 1800 <= year <= 2099:
        return 1500 <= year and ("\n" in previous or not previous) and ("\n" in following or not following)
    if previous == "," and match.before(2) == "":
        return False
    if previous == ",":
        return following in (")", "", ".", "and") or match.before(2).isdigit() and len(match.before(2)) == 4 and following in (",", "and")
    single = following.isalpha() and following.islower() and not following.endswith("s")
    return following in (":", ",", "", "-", "–", ")") or "\n" in following or single


def _ancient(match: Match) -> Meaning | None:
    year = int(match.words("number")[0])
    return Partial(year=-year if match.has("before") else year, modifier=modifier_of(match.words("modifier")))


def _spelled_year(match: Match) -> Meaning | None:
    year = year_in_words(match.words("year"))
    cued = match.has("sure") or match.has("month") or match.has("season") or match.has("modifier") or match.before() in _YEAR_CUES
    if year is None or not cued or match.after() in _COUNTED:
        return None
    month = MONTHS[match.words("month")[0]] if match.has("month") else None
    season = SEASONS[match.words("season")[0]] if match.has("season") else ""
    return Partial(year=year, month=month, season=season, modifier=modifier_of(match.words("modifier")))


def _decade(match: Match) -> Meaning | None:
    if match.has("word"):
        if match.has("age") or match.before() in ("his", "her", "their", "my"):
            return None
        year = decade_in_words(match.words("word")[0])
    else:
        digits = "".join(c for c in match.words("decade")[-1] if c.isdigit())
        year = int(digits) if len(digits) == 4 else full_year(int(digits)) if int(digits) >= 30 else 1900 + int(digits)
    return Partial(year=year, unit="decade", modifier=modifier_of(match.words("modifier") + match.words("inner")))


def _century(match: Match) -> Meaning | None:
    number = ordinal_of(match.words("ordinal"))
    if number is None or not 1 <= number <= 22:
        return None
    if match.has("before"):
        return Partial(
            year=-number * 100, unit="century", modifier=modifier_of(match.words("modifier") + match.words("inner"))
        )
    return Partial(
        year=(number - 1) * 100, unit="century", modifier=modifier_of(match.words("modifier") + match.words("inner"))
    )


_AROUND_SEASONS = frozenset("in during throughout over by since until of for through into from to before after spent late early".split())


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
    return Partial(year=year_of(match), season=SEASONS[word], relation=_relation(match), relates_to="year" if match.has("that_year") else "",
                   modifier=modifier_of(match.words("modifier")))  # fmt: skip


def _quarter(match: Match) -> Meaning | None:
    number = ordinal_of(match.words("ordinal"))
    if number is None and match.words("ordinal") in (("final",), ("last",), ("closing",)):
        number = 4
    if number is None or not 1 <= number <= 4:
        return None
    if match.after() in ("of", "million") and match.after(2) in ("a", "the") and not match.has("year"):
        return None
    return Partial(year=year_of(match), quarter=number, relation=_relation(match), relates_to="year" if match.has("that_year") else "", fiscal=match.has("fiscal"),
                   modifier=modifier_of(match.words("modifier")))  # fmt: skip


def _short_quarter(match: Match) -> Meaning | None:
    return Partial(year=year_of(match), quarter=int(match.words("short")[0][-1]))


def _half(match: Match) -> Meaning | None:
    words = match.words("ordinal")
    half = 1 if words[0] in ("first", "1st") else 2
    if not (match.has("year") or match.has("that_year") or match.has("unit")):
        return None
    return Partial(year=year_of(match), half=half, relation=_relation(match), relates_to="year")


def _that_period(match: Match) -> Meaning | None:
    """ "That month", "the same year", "the day": the period last spoken of."""
    unit = UNITS[match.words("unit")[0]][0]
    return Partial(
        unit=unit,
        relation=_relation(match) or "that",
        modifier=modifier_of(match.words("modifier")),
        part=part_of(match.words("part")),
    )


def _the_period(match: Match) -> Meaning | None:
    """ "The quarter" in a report of earnings, "the end of the year": the one in course or last spoken of."""
    unit = UNITS[match.words("unit")[0]][0]
    return Partial(unit=unit, relation="the", modifier=modifier_of(match.words("modifier")), fiscal=match.has("fiscal"))


def _year_end(match: Match) -> Meaning | None:
    unit = UNITS[match.words("unit")[0]][0]
    return Partial(unit=unit, relation="the", modifier="LAST")


def _this_period(match: Match) -> Meaning | None:
    unit = UNITS[match.words("unit")[0]][0]
    relation = _relation(match)
    if unit in ("second", "minute", "hour", "millennium", "generation", "night") or match.after() == "of":
        return None
    return Partial(
        unit=unit, relation=relation, modifier=modifier_of(match.words("modifier")), part=part_of(match.words("part"))
    )


def _feast(match: Match) -> Meaning | None:
    return Partial(
        year=year_of(match),
        feast=match.word("feast").replace("’", "'").replace(" 's", "'s"),
        relation=_relation(match),
        part=part_of(match.words("part")),
    )


def _iso(match: Match) -> Meaning | None:
    text = match.words("iso")[0]
    year, month, day = (int(field) for field in text[:10].split("-"))
    if month_day(year, month, day) is None:
        return None
    return Partial(year=year, month=month, day=day, part=text[10:].upper())


def _numeric(match: Match) -> Meaning | None:
    text = match.words("date")[0]
    separator = next(c for c in text if not c.isdigit())
    first, second, third = text.split(separator)
    if len(first) == 4:
        candidates = [(int(first), int(second), int(third))]
    elif len(first) > 2 or len(third) == 2 and separator != "/":
        return None
    else:
        year = int(third) if len(third) == 4 else full_year(int(third))
        day_first = (year, int(second), int(first))
        candidates = [day_first] if separator == "." else [(year, int(first), int(second)), day_first]
    readings = tuple(dict.fromkeys(reading for reading in candidates if month_day(*reading) is not None))
    return Numeric(readings=readings) if readings else None


_THIS_YEAR = (
    "('of'? that_year:(('this'|'last'|'next'|'that'|'the'? 'same'|'the' ('following'|'previous'|'next')) 'year'))"
)

RULES = (
    Rule("ISO day", "iso:ISO", _iso),
    Rule("day in figures", "date:NUMERIC", _numeric),
    Rule(
        "month and day",
        f"modifier:SPAN? relation:(LAST|NEXT|'this')? (weekday:WEEKDAY COMMA? 'the'?)? (THE? part:(PART|PARTS) 'of'? COMMA? THE?)? (weekday:WEEKDAY COMMA?)? month:MONTH THE? day:(DAY|NTH|YY|HOUR) (WHEN | {_THIS_YEAR})? (COMMA? weekday_after:WEEKDAY)? part_after:PART?",
        _month_day,
    ),
    Rule(
        "day and month",
        f"modifier:SPAN? THE? (weekday:WEEKDAY)? (part:(PART|PARTS) 'of')? (weekday:WEEKDAY COMMA?)? THE? day:(DAY|NTH|YY|HOUR) 'of'? month:MONTH (WHEN | {_THIS_YEAR})?",
        _month_day,
    ),
    Rule(
        "two days of a month",
        "is:(month:MONTH day:(DAY|DAYTH)) (DASH|COMMA? 'and'|'to'|'or'|'through'|'until'|COMMA) then:(then_day:(DAY|DAYTH) COMMA? year:YEAR)",
        _month_day,
        _second_day,
    ),
    Rule(
        "two days of a month, no year",
        "is:(month:MONTH day:(DAY|DAYTH)) (DASH|'and'|'to'|'or'|'through'|'until') THE? then:(then_day:(DAY|DAYTH))",
        _month_day,
        _second_day,
    ),
    Rule(
        "two days and a month",
        "THE? is:(day:(DAY|DAYTH)) (DASH|'and'|'to'|'or'|'until'|COMMA) THE? then:(then_day:(DAY|DAYTH) 'of'? month:MONTH (COMMA? year:YEAR)?)",
        _month_day,
        _second_day,
    ),
    Rule(
        "month",
        f"modifier:SPAN? relation:((LAST|NEXT|'this'|THE 'same'|'that'|THE (LAST|NEXT)) ('coming'|'past')?)? month:MONTH (WHEN | {_THIS_YEAR})?",
        _month,
    ),
    Rule(
        "weekday",
        "modifier:SPAN? relation:(THE? (LAST|NEXT|'this'|'that') ('coming'|'past')?)? weekday:WEEKDAY (COMMA? part:(EARLY? PART))?",
        _weekday,
    ),
    Rule("part of a weekday", "THE? modifier:EARLY? part:PART ('of'|'on')? THE? weekday:WEEKDAY", _weekday),
    Rule("year", "year:YEAR", _year),
    Rule("part of a year", "modifier:SPAN year:YEAR", _year),
    Rule(
        "fiscal year",
        "modifier:SPAN? THE? sure:('fiscal'|'fiscal' 'year'|'the' 'year'|'calendar' 'year'|'calendar'|'the' 'years'|'post' DASH|'pre' DASH) fiscal:'year'? year:YEAR",
        _year,
    ),
    Rule("span of years", "is:(year:YEAR) DASH then:(YEAR)", _first_year, _last_year),
    Rule("span of years, short", "is:(year:YEAR) DASH then:(YY)", _first_year, _last_year),
    Rule("short year", "shortyear:SHORTYEAR", lambda match: Partial(year=year_of(match))),
    Rule("ancient year", "modifier:SPAN? ('ca.'|'circa'|'around'|'about')? number:ANCIENT before:ERA_BEFORE", _ancient),
    Rule(
        "year of our era",
        "modifier:SPAN? (after:ERA_AFTER number:ANCIENT | number_after:ANCIENT ERA_AFTER)",
        lambda match: Partial(year=int((match.words("number") or match.words("number_after"))[0])),
    ),
    Rule(
        "year in words",
        "modifier:SPAN? (THE? season:SEASON 'of'?)? month:MONTH? sure:('the' 'year')? year:(CARDINAL CARDINAL (DASH? CARDINAL)? | thousand:('two' 'thousand' ('and'? CARDINAL (DASH? CARDINAL)?)?))",
        _spelled_year,
    ),
    Rule("decade", "modifier:SPAN? THE? inner:(EARLY DASH?)? decade:DECADE", _decade),
    Rule("decade in words", "modifier:SPAN? 'the' inner:(EARLY DASH?)? word:DECADE_WORD", _decade),
    Rule(
        "century",
        "modifier:SPAN? THE? inner:(EARLY DASH?)? ordinal:(ORDINAL|CARDINAL DASH ORDINAL) DASH? 'century' before:ERA_BEFORE?",
        _century,
    ),
    Rule(
        "season",
        f"modifier:SPAN? THE? relation:(LAST|NEXT|'this' ('past'|'coming')?|'that' 'same'?)? inner:(EARLY DASH?)? season:SEASON (WHEN | {_THIS_YEAR})?",
        _season,
    ),
    Rule("season of a year", "year:YEAR season:SEASON", _season),
    Rule(
        "quarter",
        f"modifier:SPAN? THE? fiscal:('fiscal' DASH?)? relation:(LAST|NEXT|'this')? ordinal:(ORDINAL|'final'|'closing') ('fiscal')? ('quarter'|'quarters') ('of'? ('fiscal'|'calendar')? 'year'? year:YEAR | {_THIS_YEAR})?",
        _quarter,
    ),
    Rule("quarter, hyphened", "fiscal:('fiscal' DASH?)? ordinal:ORDINAL DASH 'quarter'", _quarter),
    Rule("quarter of a year", "THE? year:YEAR ordinal:ORDINAL DASH? 'quarter'", _quarter),
    Rule(
        "quarter of this year",
        "that_year:(('this'|'last'|'next') 'year' S) fiscal:'fiscal'? ordinal:ORDINAL DASH? 'quarter'",
        _quarter,
    ),
    Rule(
        "half of a year",
        f"THE? ordinal:('first'|'second'|'last'|'latter'|'1st'|'2nd') 'half' ('of' (('fiscal')? year:YEAR | that_year:(('this'|'last'|'next'|'the'|'that') 'year')))",
        _half,
    ),
    Rule(
        "that period",
        "modifier:SPAN? ('the'? ('same'|'very' 'same') | 'that' 'same'?) unit:('day'|'week'|'weekend'|'month'|'quarter'|'year'|'decade'|'century'|'summer'|'winter')",
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
        "modifier:SPAN 'the' fiscal:('fiscal'|'current'|'calendar')? unit:('month'|'year'|'week'|'quarter'|'decade'|'century'|'day')",
        _the_period,
    ),
    Rule("end of a period", "(THE? unit:('year'|'month'|'week'|'quarter'|'decade'|'day') (DASH|S)? 'end')", _year_end),
    Rule(
        "this period",
        "modifier:SPAN? THE? relation:(LAST|NEXT|'this'|'current'|'latest') ('past'|'coming'|'fiscal'|'calendar'|'current'|'full'){0,2} unit:SINGLE",
        _this_period,
    ),
    Rule(
        "feast",
        "relation:(LAST|NEXT|'this')? feast:('christmas' ('day'|'eve')? | 'new' 'year' S? ('day'|'eve')? | 'thanksgiving' 'day'? | 'easter' ('sunday'|'monday')? | 'good' 'friday' | 'halloween' | 'independence' 'day' | 'bastille' 'day' | 'labor' 'day' | 'memorial' 'day' | 'election' 'day' | 'veterans' 'day' | 'valentine' S 'day' | 'boxing' 'day') (COMMA? 'of'? year:YEAR)? part:PART?",
        _feast,
    ),
)
"""The forms, longer and surer ones first."""
