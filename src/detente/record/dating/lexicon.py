"""The words of time: what each means, and which symbols of the grammar it can stand for.

A word may answer to several symbols: "second" is a unit and an ordinal.
"""

__all__ = [
    "CARDINALS",
    "DECADE_WORDS",
    "HOLIDAYS",
    "MONTHS",
    "ORDINALS",
    "PARTS",
    "QUANTIFIERS",
    "SEASONS",
    "UNITS",
    "WEEKDAYS",
    "WORDS",
    "spellings",
]

MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan jan.",
            "february feb feb.",
            "march mar mar.",
            "april apr apr.",
            "may",
            "june jun jun.",
            "july jul jul.",
            "august aug aug.",
            "september sept sep sept. sep.",
            "october oct oct.",
            "november nov nov.",
            "december dec dec.",
        ),
        1,
    )
    for name in names.split()
}
"""Month names and their abbreviations, as numbers."""

WEEKDAYS = {
    name: number
    for number, names in enumerate(
        ("monday mon. mondays", "tuesday tue. tues. tuesdays", "wednesday wed. weds. wednesdays",
        "thursday thu. thur. thurs. thursdays",
         "friday fri. fridays", "saturday sat. saturdays", "sunday sun. sundays")
    )
    for name in names.split()
}  # fmt: skip
"""Weekday names, Monday 0."""

SEASONS = {"spring": "SP", "springtime": "SP", "summer": "SU", "summertime": "SU", "autumn": "FA", "fall": "FA",
    "winter": "WI",
           "wintertime": "WI", "springs": "SP", "summers": "SU", "autumns": "FA", "falls": "FA",
           "winters": "WI"}  # fmt: skip

PARTS = {
    "dawn": "TMO", "sunrise": "TMO", "daybreak": "TMO", "morning": "TMO", "mornings": "TMO", "midday": "TMI",
    "noon": "T12:00",
    "afternoon": "TAF", "afternoons": "TAF", "evening": "TEV", "evenings": "TEV", "dusk": "TEV", "sunset": "TEV",
    "nightfall": "TEV",
    "night": "TNI", "nights": "TNI", "midnight": "T24:00", "overnight": "TNI", "daytime": "TDT", "lunchtime": "TMI",
}  # fmt: skip
"""Parts of a day as TIMEX3 writes them."""

UNITS = {
    "second": ("second", "S"), "minute": ("minute", "M"), "hour": ("hour", "H"), "day": ("day", "D"),
    "weekday": ("day", "D"),
    "night": ("night", "D"), "week": ("week", "W"), "fortnight": ("fortnight", "W"), "weekend": ("weekend", "WE"),
    "month": ("month", "M"),
    "quarter": ("quarter", "Q"), "season": ("season", "X"), "year": ("year", "Y"), "decade": ("decade", "E"),
    "century": ("century", "C"),
    "millennium": ("millennium", "L"), "summer": ("summer", "SU"), "winter": ("winter", "WI"),
    "generation": ("generation", "X"),
}  # fmt: skip
"""Unit names with the letter TIMEX3 writes."""

for _plural, _single in (("centuries", "century"), ("millennia", "millennium")):
    UNITS[_plural] = UNITS[_single]
for _single in tuple(UNITS):
    UNITS.setdefault(_single + "s", UNITS[_single])
for _short, _single in (
    ("sec", "second"),
    ("secs", "second"),
    ("min", "minute"),
    ("mins", "minute"),
    ("hr", "hour"),
    ("hrs", "hour"),
    ("yr", "year"),
    ("yrs", "year"),
):
    UNITS[_short] = UNITS[_single]

CARDINALS = {
    word: number
    for number, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
        "sixteen seventeen eighteen nineteen".split()
    )
}
CARDINALS |= {word: 10 * n for n, word in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split(), 2)}
CARDINALS |= {"hundred": 100, "thousand": 1000, "million": 1_000_000, "dozen": 12}

ORDINALS = {
    word: number
    for number, word in enumerate(
        "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth "
        "fourteenth fifteenth sixteenth "
        "seventeenth eighteenth nineteenth twentieth".split(),
        1,
    )
}
ORDINALS |= {"thirtieth": 30}

DECADE_WORDS = {
    "twenties": 20, "thirties": 30, "forties": 40, "fifties": 50, "sixties": 60, "seventies": 70, "eighties": 80,
    "nineties": 90,
}  # fmt: skip

QUANTIFIERS = frozenset("few several couple many some numerous dozens various countless number".split())
"""Words for a count that nobody gives; "couple" is two."""

HOLIDAYS = {
    "christmas": (12, 25), "christmas day": (12, 25), "christmas eve": (12, 24), "new year's day": (1, 1),
    "new year's eve": (12, 31),
    "new year": (1, 1), "halloween": (10, 31), "valentine's day": (2, 14), "independence day": (7, 4),
    "veterans day": (11, 11), "armistice day": (11, 11),
    "boxing day": (12, 26), "bastille day": (7, 14),
}  # fmt: skip
"""Feasts that fall on one day of the year; movable ones are computed."""

_CAPITAL_ONLY = {"may", "march", "mar", "mar.", "jan", "dec", "sun.", "sat.", "wed.", "mon.", "jun", "sep", "august"}
"""Names that are other words in lower case."""

WORDS: dict[str, frozenset[str]] = {
    "MONTH": frozenset(MONTHS),
    "WEEKDAY": frozenset(name for name in WEEKDAYS if not name.endswith("s") or name.endswith("s.")),
    "WEEKDAYS": frozenset(name for name in WEEKDAYS if name.endswith("s")),
    "SEASON": frozenset(name for name in SEASONS if not name.endswith("s")),
    "PART": frozenset(name for name in PARTS if not name.endswith("s")),
    "PARTS": frozenset(name for name in PARTS if name.endswith("s")),
    "UNIT": frozenset(UNITS),
    "SINGLE": frozenset(name for name in UNITS if not name.endswith("s") and name not in ("centuries", "millennia")),
    "PLURAL": frozenset(name for name in UNITS if name.endswith("s") or name in ("centuries", "millennia")),
    "CARDINAL": frozenset(CARDINALS),
    "ORDINAL": frozenset(ORDINALS),
    "DECADE_WORD": frozenset(DECADE_WORDS),
    "FEW": QUANTIFIERS,
    "A": frozenset({"a", "an"}),
    "THE": frozenset({"the"}),
    "ITS": frozenset({"its", "their", "his", "our", "her", "my"}),
    "LAST": frozenset({"last", "past", "previous", "preceding", "prior"}),
    "NEXT": frozenset({"next", "following", "coming", "upcoming", "subsequent", "ensuing", "succeeding"}),
    "EARLY": frozenset({"early", "earlier", "late", "later", "mid", "middle"}),
    "EDGE": frozenset({"end", "beginning", "start", "middle", "close", "turn", "outset", "midpoint", "onset"}),
    "MERIDIEM": frozenset({"a.m.", "p.m.", "am", "pm", "a.m", "p.m"}),
    "ZONE": frozenset({"est", "edt", "gmt", "utc", "pst", "pdt", "cst", "cdt", "cet", "bst", "mst", "mdt", "et",
    "msk", "jst", "ist"}),
    "ERA_BEFORE": frozenset({"bc", "b.c.", "b.c", "bce", "b.c.e."}),
    "ERA_AFTER": frozenset({"ad", "a.d.", "ce"}),
    "OCLOCK": frozenset({"o'clock", "o’clock"}),
    "ADJECTIVE": frozenset({"full", "more", "long", "short", "consecutive", "straight", "brief", "trading",
    "working", "business", "calendar", "fiscal", "whole", "single", "additional", "other", "brutal", "bloody",
    "extra", "solid", "turbulent", "entire", "successive", "mere", "difficult", "intervening"}),
}  # fmt: skip


def spellings(word: str) -> tuple[str, ...]:
    """How a word may be written; names that are other words in lower case need their capital.

    >>> spellings("may")
    ('May', 'MAY')
    """
    capital = word.capitalize()
    if word in _CAPITAL_ONLY:
        return capital, word.upper()
    return word, capital, word.upper()
