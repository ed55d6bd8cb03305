"""Rules for days and months: in words, in figures, by weekday."""

from dataclasses import replace

from detente.record.dating.calendar import month_day
from detente.record.dating.grammar import Match, Rule
from detente.record.dating.lexicon import MONTHS, WEEKDAYS
from detente.record.dating.marks import THIS_YEAR, full_year, modifier_of, part_of, relation_of, year_of
from detente.record.dating.meanings import Meaning, Numeric, Partial
from detente.record.dating.numerals import ordinal_of

__all__ = ["RULES"]


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
    if word in ("jan", "dec", "mar") and (not previous.isalpha() or match.tokens.raw(match.end)[:1].isupper()):
        return True
    if previous in ("the", "a") and raw.istitle() and following.isalpha() and following not in _FUNCTION_WORDS:
        return False  # "the March accession"
    if previous in _MONTH_CUES:
        return False
    if word in ("may", "march"):
        raw_before = match.tokens.raw(match.start - 1)
        return (
            raw.isupper()
            or not previous.isalpha()
            or raw_before[:1].isupper()
            or following in _PERSON_CUES
            or following.isalpha()
        )
    return (match.tokens.raw(match.start - 1)[:1].isupper() and previous not in WEEKDAYS) or following in _PERSON_CUES


_MONTH_CUES = frozenset(
    "in by since until till of for from to through during before after around about between and or early "
    "late mid last next this that each "
    "every previous following past coming - – , ( than as on".split()
)


_FUNCTION_WORDS = frozenset("of on for to in and or is was from by at with against toward towards".split())
_PERSON_CUES = frozenset("said says told has had is was will who whose 's ’s".split())


def _month(match: Match) -> Meaning | None:
    if _is_a_name(match):
        return None
    return Partial(
        year=year_of(match),
        month=MONTHS[match.words("month")[0]],
        modifier=modifier_of(match.words("modifier")),
        relation=relation_of(match),
        relates_to="year" if match.has("that_year") else "",
    )


def _month_day(match: Match) -> Meaning | None:
    day = _day_number(match.words("day"))
    month = MONTHS[match.words("month")[0]]
    year = year_of(match)
    if day is None:
        return None
    if month_day(2000 if year is None or year < 0 else year, month, day) is None:
        return Partial(year=year, month=month, unit="impossible")
    weekday = WEEKDAYS[match.words("weekday")[0]] if match.has("weekday") else None
    relation = relation_of(match)
    return Partial(
        year=year, month=month, day=day, weekday=weekday,
        part=part_of(match.words("part") + match.words("part_after")), relation=relation,
        relates_to="year" if match.has("that_year") else "", modifier=modifier_of(match.words("modifier")),
    )  # fmt: skip


def _week_of(match: Match) -> Meaning | None:
    """ "The week of March 6": the week that holds the day."""
    found = _month_day(match)
    return replace(found, unit="week") if isinstance(found, Partial) and not found.unit else None


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
        relation=_counted_from(match) or relation_of(match),
        part=part_of(match.words("part")),
        modifier=modifier_of(match.words("modifier")),
    )


def _weekday_of_week(match: Match) -> Meaning | None:
    """ "Saturday of next week", "the Monday of that week"."""
    weekday = WEEKDAYS[match.words("weekday")[0]]
    return Partial(weekday=weekday, unit="week", relation=relation_of(match), relates_to="week")


def _counted_from(match: Match) -> str:
    """The relation of a weekday to what stands behind it: "on the Friday after the vote", "the Friday before"."""
    side = {"after": "after", "following": "after", "before": "before", "preceding": "before"}.get(match.after(), "")
    if not side or match.before() != "the":
        return ""
    counted = match.tokens.word(match.end + 1)
    return "named" if counted.isalpha() and counted != "that" else side


def _beyond(match: Match) -> Meaning | None:
    """ "The Friday before last", "the Monday after next"."""
    back = match.has("back")
    return Partial(
        weekday=WEEKDAYS[match.words("weekday")[0]], relation="last" if back else "next", beside=-7 if back else 7
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
    elif len(first) > 2 or (len(third) == 2 and separator != "/"):
        return None
    else:
        year = int(third) if len(third) == 4 else full_year(int(third))
        day_first = (year, int(second), int(first))
        candidates = [day_first] if separator == "." else [(year, int(first), int(second)), day_first]
    readings = tuple(dict.fromkeys(reading for reading in candidates if month_day(*reading) is not None))
    return Numeric(readings=readings) if readings else None


RULES = (
    Rule(
        "week of a day",
        "THE? unit:'week' 'of' month:MONTH day:(DAY | DAYTH) (COMMA? year:YEAR)?",
        _week_of,
    ),
    Rule("ISO day", "iso:ISO", _iso),
    Rule("day in figures", "date:NUMERIC", _numeric),
    Rule(
        "month and day",
        f"modifier:SPAN? relation:(LAST|NEXT|'this')? (weekday:WEEKDAY COMMA? 'the'?)? (THE? "
        f"part:(PART|PARTS) 'of'? COMMA? THE?)? (weekday:WEEKDAY COMMA?)? month:MONTH THE? "
        f"day:(DAY|NTH|YY|HOUR) (WHEN | {THIS_YEAR})? (COMMA? WEEKDAY)? part_after:PART?",
        _month_day,
    ),
    Rule(
        "day and month",
        f"modifier:SPAN? THE? (weekday:WEEKDAY)? (part:(PART|PARTS) 'of')? (weekday:WEEKDAY COMMA?)? THE? "
        f"day:(DAY|NTH|YY|HOUR) 'of'? month:MONTH (WHEN | {THIS_YEAR})?",
        _month_day,
    ),
    Rule(
        "two days of a month",
        "is:(month:MONTH day:(DAY|DAYTH)) (DASH|COMMA? 'and'|'to'|'or'|'through'|'until'|COMMA) "
        "then:(then_day:(DAY|DAYTH) COMMA? year:YEAR)",
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
        "THE? is:(day:(DAY|DAYTH)) (DASH|'and'|'to'|'or'|'until'|COMMA) THE? then:(then_day:(DAY|DAYTH) "
        "'of'? month:MONTH (COMMA? year:YEAR)?)",
        _month_day,
        _second_day,
    ),
    Rule(
        "month",
        f"modifier:SPAN? relation:((LAST|NEXT|'this'|THE 'same'|'that'|THE (LAST|NEXT)) "
        f"('coming'|'past')?)? month:MONTH (WHEN | {THIS_YEAR})?",
        _month,
    ),
    Rule(
        "weekday of a week",
        "THE? weekday:WEEKDAY 'of' THE? relation:(LAST|NEXT|'this'|'that'|'same') 'week'",
        _weekday_of_week,
    ),
    Rule(
        "weekday",
        "modifier:SPAN? relation:(THE? (LAST|NEXT|'this'|'that') ('coming'|'past')?)? weekday:WEEKDAY "
        "(COMMA? part:(EARLY? PART))?",
        _weekday,
    ),
    Rule("weekday beyond the nearest", "THE weekday:WEEKDAY (back:('before' 'last') | 'after' 'next')", _beyond),
    Rule("part of a weekday", "THE? modifier:EARLY? part:PART ('of'|'on')? THE? weekday:WEEKDAY", _weekday),
)
"""The forms, longer and surer ones first."""
