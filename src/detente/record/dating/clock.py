"""Rules for the time of day, with or without the day."""

from detente.record.dating.grammar import Match, Rule
from detente.record.dating.lexicon import CARDINALS, MONTHS, PARTS, WEEKDAYS
from detente.record.dating.meanings import Meaning, Partial, Step

__all__ = ["RULES"]

_DAY = (
    "(COMMA? (weekday:WEEKDAY (COMMA? month:MONTH day:DAY)? | month:MONTH day:DAY (COMMA year:YEAR)? | "
    "day:DAY month:MONTH year:YEAR? | named:('today'|'yesterday'|'tomorrow')))"
)


def _time_of_day(match: Match) -> str | None:
    """T17:30, as the clock, the meridiem or the words say; None for an hour there is not."""
    if match.has("special"):
        return PARTS[match.words("special")[0]]
    if match.has("clock"):
        fields = match.words("clock")[0].replace(".", ":").split(":")
        hour, rest = int(fields[0]), fields[1:]
    else:
        words = match.words("hour")
        hour, rest = CARDINALS.get(words[0], -1) if not words[0].isdigit() else int(words[0]), []
    meridiem = match.word("meridiem").replace(" ", "").replace(".", "")
    part = match.words("part")
    late = meridiem == "pm" or part in (("afternoon",), ("evening",), ("night",))
    if ((meridiem or part) and not 1 <= hour <= 12) or not 0 <= hour <= 24 or (rest and int(rest[0]) > 59):
        return None
    if late and hour < 12:
        hour += 12
    elif meridiem == "am" and hour == 12:
        hour = 0
    return f"T{hour:02}:{rest[0] if rest else '00'}"


def _clock(match: Match) -> Meaning | None:
    if match.before() == "high":
        return None  # "high noon": no hour
    time = _time_of_day(match)
    if time is None:
        return None
    if match.has("named"):
        shift = {"today": 0, "yesterday": -1, "tomorrow": 1}[match.words("named")[0]]
        return Step(count=abs(shift), unit="day", sign=-1 if shift < 0 else 1, origin="publication", part=time)
    if match.has("month"):
        return Partial(
            year=int(match.words("year")[0]) if match.has("year") else None,
            month=MONTHS[match.words("month")[0]],
            day=int(match.words("day")[0]),
            part=time,
        )
    if match.has("weekday"):
        return Partial(weekday=WEEKDAYS[match.words("weekday")[0]], part=time)
    return Partial(unit="day", relation="context", part=time)


def _bare_clock(match: Match) -> Meaning | None:
    cued = match.before() in (
        "at",
        "by",
        "until",
        "from",
        "around",
        "about",
        "to",
        "after",
        "before",
        "between",
        "-",
        "–",
        "since",
        "till",
    )
    return _clock(match) if cued or match.has("sure") else None


_ROUGH = "('about'|'around'|'approximately'|'nearly'|'shortly' ('after'|'before')|'just' ('after'|'before'))?"

RULES = (
    Rule(
        "clock with meridiem",
        f"{_ROUGH} (clock:CLOCK | hour:(HOUR|CARDINAL)) meridiem:MERIDIEM ('local' 'time')? ZONE? {_DAY}?",
        _clock,
    ),
    Rule(
        "clock",
        f"{_ROUGH} clock:CLOCK sure:('hrs'|'hours'|'gmt'|'utc'|'est'|'edt'|'local' 'time')? ZONE? {_DAY}?",
        _bare_clock,
    ),
    Rule("o'clock", f"{_ROUGH} hour:(HOUR|CARDINAL) OCLOCK {_DAY}?", _clock),
    Rule(
        "hour of a part of the day",
        "hour:(HOUR|CARDINAL) OCLOCK? 'in' 'the' part:('morning'|'afternoon'|'evening')",
        _clock,
    ),
    Rule("noon or midnight", f"special:('noon'|'midnight'|'midday') {_DAY}?", _clock),
)
"""The forms, longer and surer ones first."""
