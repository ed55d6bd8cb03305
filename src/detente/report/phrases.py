"""Small phrases that every sentence is made of: numbers, ordinals, dates, lists, states.

English and free of the locale, so that a report reads the same wherever it is made.
"""

import re
from collections.abc import Mapping, Sequence

from detente.dispute.graph import GraphModel
from detente.dispute.model import DisputeModel, shown_ids
from detente.evidence import DateRange
from detente.report.impasse import taken

__all__ = [
    "AS_FAR_AS_FOUND",
    "about_words",
    "capital",
    "corroboration",
    "counted",
    "date_text",
    "days_written_out",
    "listed",
    "number",
    "ordinal",
    "party_name",
    "plural",
    "reason_text",
    "slug",
    "some",
    "state_name",
    "state_words",
]

AS_FAR_AS_FOUND = (
    "Rules found these in the articles alone. What two papers tell in quite other words is missed more often than "
    "found: where nothing stands here, the sources need not agree."
)
"""What a reader must know of any list of disagreements."""

_NUMBERS = ["no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"]
_ORDINALS = [
    "first",
    "second",
    "third",
    "fourth",
    "fifth",
    "sixth",
    "seventh",
    "eighth",
    "ninth",
    "tenth",
    "eleventh",
    "twelfth",
]
_MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
_IRREGULAR = {
    "party": "parties",
    "country": "countries",
    "premise": "premises",
    "analysis": "analyses",
    "wish": "wishes",
    "equilibrium": "equilibria",
}


def number(count: int) -> str:
    """A count in words up to twelve, in digits beyond.

    >>> number(6), number(1240)
    ('six', '1,240')
    """
    return _NUMBERS[count] if 0 <= count < len(_NUMBERS) else f"{count:,}"


def ordinal(rank: int) -> str:
    """A rank from 1 in words up to twelfth.

    >>> ordinal(1), ordinal(13)
    ('first', '13th')
    """
    if 1 <= rank <= len(_ORDINALS):
        return _ORDINALS[rank - 1]
    ending = "th" if rank % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(rank % 10, "th")
    return f"{rank}{ending}"


def plural(noun: str, count: int) -> str:
    """The noun in the number that the count asks for; its last word is the one that changes."""
    if count == 1:
        return noun
    return _IRREGULAR.get(noun, f"{noun}s")


def counted(count: int, noun: str) -> str:
    """A count in digits with its noun.

    >>> counted(1, "party"), counted(3, "party")
    ('1 party', '3 parties')
    """
    return f"{count:,} {plural(noun, count)}"


def some(words: Sequence[str], most: int = 8) -> str:
    """The first of many words, and how many there are more.

    >>> some(["a", "b", "c"], 2)
    'a, b and 1 more'
    """
    shown = ", ".join(words[:most])
    return shown if len(words) <= most else f"{shown} and {len(words) - most} more"


def listed(words: Sequence[str], last: str = "and") -> str:
    """Words joined as people join them.

    >>> listed(["NASH"]), listed(["GMR", "SMR", "SEQ"])
    ('NASH', 'GMR, SMR and SEQ')
    """
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} {last} {words[-1]}"


def capital(text: str) -> str:
    """The text with its first letter in upper case, the rest as it is."""
    return text[:1].upper() + text[1:]


def date_text(when: DateRange | None) -> str:
    """A date range as people write it, as fine as it is known and no finer.

    >>> from datetime import date
    >>> date_text(DateRange.day(date(2018, 11, 14)))
    '14 Nov 2018'
    >>> date_text(DateRange(earliest=date(2018, 9, 1), latest=date(2018, 9, 30), granularity="month"))
    'Sep 2018'
    >>> date_text(DateRange(earliest=None, latest=date(2018, 9, 30)))
    'by 30 Sep 2018'
    >>> date_text(DateRange(earliest=date(2018, 11, 14), latest=date(2018, 11, 14), likely=date(2018, 11, 14)))
    'about 14 Nov 2018'
    """
    if when is None or not when.is_known:
        return "undated"
    first, last = when.earliest, when.latest
    if first is None or last is None:
        known = first or last
        assert known is not None
        return f"{'by' if first is None else 'from'} {known.day} {_MONTHS[known.month - 1]} {known.year}"
    if first == last:
        about = "about " if when.likely is not None else ""
        return f"{about}{first.day} {_MONTHS[first.month - 1]} {first.year}"
    if (first.year, first.month, first.day, last.month, last.day) == (last.year, 1, 1, 12, 31):
        return str(first.year)
    if (first.year, first.month) == (last.year, last.month):
        if first.day == 1 and (when.granularity == "month" or last.day >= 28):
            return f"{_MONTHS[first.month - 1]} {first.year}"
        return f"{first.day}–{last.day} {_MONTHS[first.month - 1]} {first.year}"
    year = f" {first.year}" if first.year != last.year else ""
    return f"{first.day} {_MONTHS[first.month - 1]}{year} – {last.day} {_MONTHS[last.month - 1]} {last.year}"


def reason_text(reason: str) -> str:
    """The reason for a date as people read it: days written out, "" where the date was simply written in full.

    >>> reason_text("dated in its clause: read from publication on 2019-01-04, pointing back")
    'read from publication on 4 Jan 2019, pointing back'
    >>> reason_text("dated in its clause: written in full")
    ''
    """
    shown = reason.removeprefix("dated in its clause: ")
    return "" if shown == "written in full" else days_written_out(shown)


def days_written_out(text: str) -> str:
    """The text with its ISO days, and silences of years, as people write them; all else stays.

    >>> days_written_out("2018-11-14 to 2019-01-04")
    '14 Nov 2018 to 4 Jan 2019'
    >>> days_written_out("no source tells of any event in these 11264 days")
    'no source tells of any event in these 31 years or so'
    """
    text = re.sub(r"\b(these) (\d{3,6}) days\b", _years_of_days, text, flags=re.ASCII)
    return re.sub(r"(?<![\w-])(\d{4})-(\d\d)(?:-(\d\d))?(?![\w-])", _written_out, text, flags=re.ASCII)


def _years_of_days(days: re.Match[str]) -> str:
    years = round(int(days[2]) / 365.25)
    return f"{days[1]} {years} years or so" if years > 1 else days[0]


def about_words(about: str, names: Mapping[str, str]) -> str:
    """What a gap is about, the actor by name where it is told by id.

    >>> about_words("norland on projects", {"norland": "Norland"})
    'Norland on projects'
    """
    actor, on, issue = about.partition(" on ")
    return f"{names[actor]}{on}{issue}" if on and actor in names else about


def _written_out(iso: re.Match[str]) -> str:
    year, month, day = iso[1], int(iso[2]), iso[3]
    if not 1 <= month <= 12:
        return iso[0]
    return f"{int(day)} {_MONTHS[month - 1]} {year}" if day else f"{_MONTHS[month - 1]} {year}"


def corroboration(sources: int, origins: int) -> str:
    """How many report it, and how many of them independently.

    >>> corroboration(1, 1), corroboration(3, 3), corroboration(3, 1)
    ('one source', '3 independent sources', '3 sources of one origin')
    """
    if sources == 1:
        return "one source"
    if sources == origins:
        return f"{sources:,} independent sources"
    return f"{sources:,} sources of {'one origin' if origins == 1 else f'{origins:,} origins'}"


def state_name(graph: GraphModel, state: int) -> str:
    """A state in a few words: the ids of the options taken, party by party; its label where there are no options."""
    names = dict(zip(graph.options, shown_ids(graph.options), strict=True))
    by_party = [taken(graph, state, party) for party in dict.fromkeys(o.decision_maker for o in graph.options)]
    words = [" + ".join(names[option].replace("_", "-") for option in options) for options in by_party if options]
    if words:
        return " / ".join(words)
    return "nothing done" if graph.options and graph.code_row is not None else graph.label(state)


def state_words(graph: GraphModel, state: int) -> str:
    """A state in full: the names of the options taken."""
    names = [option.name for option in taken(graph, state)]
    if names:
        return "; ".join(names)
    return "no option is taken" if graph.options and graph.code_row is not None else graph.label(state)


def party_name(model: DisputeModel, party: str) -> str:
    """A party's name, its id where it has none."""
    return next((capital(dm.name) for dm in model.decision_makers if dm.id == party and dm.name), party)


def slug(text: str) -> str:
    """What stands in an id or an anchor in place of a name."""
    return "".join(c if c.isalnum() or c in "-." else "_" for c in text)
