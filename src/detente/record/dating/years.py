"""Rules for years, decades and centuries, and the evidence that four digits are a year."""

from detente.record.dating.grammar import Match, Rule
from detente.record.dating.lexicon import CARDINALS, MONTHS, SEASONS
from detente.record.dating.marks import full_year, modifier_of, year_of
from detente.record.dating.meanings import Meaning, Partial
from detente.record.dating.numerals import decade_in_words, ordinal_of, year_in_words

__all__ = ["RULES"]


def _year(match: Match) -> Meaning | None:
    if match.has("modifier") or match.has("sure"):
        return Partial(year=year_of(match), modifier=modifier_of(match.words("modifier")))
    return Partial(year=year_of(match)) if _stands_as_year(match) else None


def _first_year(match: Match) -> Meaning | None:
    """The first year of "1915–17", where the second is a year too."""
    if _last_year(match) is None or match.after() in _COUNTED or match.after().endswith("metres"):
        return None
    if match.tokens.text[match.tokens.starts[match.start] - 1 : match.tokens.starts[match.start]] in _SIGNS_BEFORE | {
        "-"
    }:
        return None
    return Partial(year=year_of(match))


def _last_year(match: Match) -> Meaning | None:
    """The second year of "1915–17": later than the first, and within a century of it."""
    first, second = int(match.words("year")[0]), match.words("then")[0]
    year = int(second) if len(second) == 4 else first - first % 100 + int(second)
    return Partial(year=year) if 1500 <= first < year <= first + 150 else None


_YEAR_CUES = frozenset(
    "in since by until till of during after before from through between for to and or late early mid "
    "around about circa fall spring summer winter autumn "
    "begin began end ended until into as due both over throughout toward towards this".split()
)


_COUNTED = frozenset(
    "people men women troops soldiers percent % dollars miles km kilometers kilometres meters metres "
    "feet pounds tons tonnes points jobs workers "
    "employees members students votes seats shares units copies cases deaths victims prisoners families "
    "homes houses cars vehicles acres hectares degrees "
    "times other more at per million billion pages pixels px words and/or rpm volts watts calories "
    "barrels euros yen yuan rubles killed wounded".split()
)


def _stands_as_year(match: Match) -> bool:
    """Whether a bare number of four digits is a year here and not a count, a price, a size or part of a longer
    number.
    """
    year = year_of(match) or 0
    previous, following = match.before(), match.after()
    if (
        _is_glued(match)
        or following in _COUNTED
        or (following in _JOINING and match.after(2)[:1].isdigit() and match.after(3) in _COUNTED)
    ):
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
        return (
            1500 <= year <= 2099
            and (following.isalpha() or following in ("“", '"'))
            and (year >= 1700 or not following.endswith("s"))
        )
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
    return (
        further.isalnum()
        and match.before(2) not in ("post", "pre", "mid")
        and not (match.before(2).isdigit() and len(match.before(2)) == 4)
    )


_NUMBERED = frozenset(
    "flight room page number no bus highway route building unit model code gate hall area extension pin "
    "phone section chapter line id lot box "
    "was were is are be been reached cost costs weighs total totalled numbered article resolution some "
    "than over under about level channel".split()
)


_NO_NOUN = frozenset(
    "was were is are has had will to of in on at by for from with as than that who which when while left "
    "came went said".split()
)


_SIGNS_BEFORE = frozenset("$€£#/.:+@_=%&*")


_SIGNS_BEHIND = frozenset("%/@_=°+*")


_DETERMINERS = frozenset("the a an its their his her our this that each every".split())


_JOINING = frozenset({"-", "–", "—", "and", "or", "to", "&"})


_YEAR_NOUNS = frozenset(
    "summer winter spring autumn fall year years season seasons entire throughout christmas easter mid - "
    "– — election elections vs".split()
)


def _opens_or_closes(match: Match, year: int) -> bool:
    """After a stop or at the start of a line: a year where the line or the bracket holds little else, or a clause
    follows it.
    """
    previous, following = match.before(), match.after()
    if previous in ("(", "["):
        return 1500 <= year <= 2099 and (following in (")", "]", ",", ";", "-", "–") or following.isalpha())
    if not 1800 <= year <= 2099:
        return 1500 <= year and ("\n" in previous or not previous) and ("\n" in following or not following)
    if previous == "," and match.before(2) == "":
        return False
    if previous == ",":
        return following in (")", "", ".", "and") or (
            match.before(2).isdigit() and len(match.before(2)) == 4 and following in (",", "and")
        )
    single = following.isalpha() and following.islower() and not following.endswith("s")
    return following in (":", ",", "", "-", "–", ")") or "\n" in following or single


def _ancient(match: Match) -> Meaning | None:
    year = int(match.words("number")[0])
    return Partial(year=-year if match.has("before") else year, modifier=modifier_of(match.words("modifier")))


def _spelled_year(match: Match) -> Meaning | None:
    year = year_in_words(match.words("year"))
    cued = (
        match.has("sure")
        or match.has("month")
        or match.has("season")
        or match.has("modifier")
        or match.before() in _YEAR_CUES
    )
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
    if number is None or not 1 <= number <= 22 or (match.before() == "-" and match.before(2) in CARDINALS):
        return None
    if match.has("before"):
        return Partial(
            year=-number * 100, unit="century", modifier=modifier_of(match.words("modifier") + match.words("inner"))
        )
    return Partial(
        year=(number - 1) * 100, unit="century", modifier=modifier_of(match.words("modifier") + match.words("inner"))
    )


RULES = (
    Rule("year", "year:YEAR", _year),
    Rule("part of a year", "modifier:SPAN year:YEAR", _year),
    Rule(
        "fiscal year",
        "modifier:SPAN? THE? sure:('fiscal'|'fiscal' 'year'|'the' 'year'|'calendar' "
        "'year'|'calendar'|'the' 'years'|'post' DASH|'pre' DASH) 'year'? year:YEAR",
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
        "modifier:SPAN? (THE? season:SEASON 'of'?)? month:MONTH? sure:('the' 'year')? year:(CARDINAL "
        "CARDINAL (DASH? CARDINAL)? | thousand:('two' 'thousand' ('and'? CARDINAL (DASH? CARDINAL)?)?))",
        _spelled_year,
    ),
    Rule("decade", "modifier:SPAN? THE? inner:(EARLY DASH?)? decade:DECADE", _decade),
    Rule("decade in words", "modifier:SPAN? 'the' inner:(EARLY DASH?)? word:DECADE_WORD", _decade),
    Rule(
        "century",
        "modifier:SPAN? THE? inner:(EARLY DASH?)? ordinal:(ORDINAL|CARDINAL DASH ORDINAL) DASH? "
        "'century' before:ERA_BEFORE?",
        _century,
    ),
)
"""The forms, longer and surer ones first."""
