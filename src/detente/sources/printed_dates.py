"""Dates as papers print them above an article, in meta tags and in addresses; never dates out of running prose.

A grammar of our own, since general date parsers read a page number as a year. What a string leaves open stays open:
`04/01/2019` is either of two days unless something says whether the day comes first.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from detente.evidence import DateRange

__all__ = ["PrintedDate", "date_in_address", "is_date_line", "printed_dates"]

MONTH_NAMES = (
    "january jan januar janvier janv enero ene janeiro gennaio gen januari января январь янв "
    "січня styczeń stycznia sty leden ledna ocak oca januar",
    "february feb febr februar février fevrier févr fév febrero fevereiro fev febbraio februari "
    "февраля февраль фев лютого luty lutego únor února şubat şub",
    "march mar märz maerz mrz mars marzo março marco maart marts maret марта март мар березня "
    "marzec marca březen března mart",
    "april apr avril avr abril abr aprile april апреля апрель апр квітня kwiecień kwietnia kwi duben dubna nisan nis",
    "may mai mayo maio maggio mag mei maj мая май травня maja květen května mayıs",
    "june jun juni juin junio junho giugno giu июня июнь июн червня czerwiec czerwca cze červen června haziran haz",
    "july jul juli juillet juil julio julho luglio lug июля июль июл липня lipiec lipca lip "
    "červenec července temmuz tem",
    "august aug août aout agosto ago augustus augusti agustus августа август авг серпня sierpień "
    "sierpnia sie srpen srpna ağustos ağu",
    "september sept sep septembre septiembre setiembre setembro set settembre сентября сентябрь "
    "сен вересня wrzesień września wrz září eylül eyl",
    "october oct oktober okt octobre octubre outubro out ottobre ott октября октябрь окт жовтня "
    "październik października paź říjen října ekim eki",
    "november nov novembre noviembre novembro ноября ноябрь ноя листопада listopad listopada lis listopadu kasım kas",
    "december dec dezember dez décembre decembre déc diciembre dic dezembro dicembre desember "
    "des декабря декабрь дек грудня grudzień grudnia gru prosinec prosince aralık ara",
)
MONTHS = {name: number for number, names in enumerate(MONTH_NAMES, 1) for name in names.split()}
MONTH = "(?:" + "|".join(sorted(map(re.escape, MONTHS), key=len, reverse=True)) + r")(?![^\W\d_])\.?"
YEAR = r"(?:1[5-9]|20)\d\d(?!\d)"
DAY = r"(?<!\d)\d{1,2}"
PATTERNS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"(?<![\d.])(?P<y>{YEAR})(?P<sep>[-/.])(?P<m>\d{{1,2}})(?P=sep)(?P<d>\d{{1,2}})(?!\d)",
        rf"(?P<d>{DAY})(?:st|nd|rd|th|er|º|ª|-?го|\.)?[\s-]{{1,3}}(?:of |de |"
        rf"d')?(?P<mon>{MONTH})[\s,-]{{1,3}}(?:de |del )?(?P<y>{YEAR})",
        rf"(?<![^\W\d_])(?P<mon>{MONTH})\s{{1,2}}(?P<d>\d{{1,2}})(?:st|nd|rd|th)?(?:\s?,\s?|\s{{1,2}})(?P<y>{YEAR})",
        rf"(?<![\d./-])(?P<a>\d{{1,2}})(?P<sep>[./-])(?P<b>\d{{1,2}})(?P=sep)(?P<y>{YEAR})(?![./-]?\d)",
        rf"(?P<y>{YEAR})\s?[年년]\s?(?P<m>\d{{1,2}})\s?[月월]\s?(?P<d>\d{{1,2}})\s?[日일]",
        rf"(?P<d>{DAY})\s{{1,2}}tháng\s{{1,2}}(?P<m>\d{{1,2}})(?:\s{{1,2}}năm|,)?\s{{1,2}}(?P<y>{YEAR})",
    )
)
MONTH_ONLY = re.compile(
    rf"(?<!\d )(?<!\d\. )(?<!\d[a-z]{{2}} )(?<![^\W\d_])(?P<mon>{MONTH})[\s,]{{1,2}}(?P<y>{YEAR})", re.IGNORECASE
)
ADDRESS = (
    re.compile(rf"[/_-](?P<y>{YEAR})[/_-](?P<m>\d{{1,2}})[/_-](?P<d>\d{{1,2}})(?=[/_.?-]|$)"),
    re.compile(
        rf"[/_-](?P<y>{YEAR})[/-](?P<mon>jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|"
        rf"dec)[a-z]{{0,6}}[/-](?P<d>\d{{1,2}})(?=[/_.?-]|$)"
    ),
    re.compile(r"[/_-](?P<y>(?:19|20)\d\d)(?P<m>0[1-9]|1[0-2])(?P<d>[0-2]\d|3[01])(?=[/_.?-]|$)"),
)
ADDRESS_MONTH = re.compile(r"/(?P<y>(?:19|20)\d\d)/(?P<m>0?[1-9]|1[0-2])(?=/|$)")
EARLIEST, LATEST = 1500, 2100
FOUR_DIGITS = re.compile(r"\d{4}")
DIGIT = re.compile(r"\d|ago\b")

CLOCK = r"\d{1,2}\s?[:h.]\s?\d\d(?::\d\d)?(?:\.\d+)?\s?(?:[ap]\.?m\.?(?!\w))?|\d{1,2}\s?[ap]\.?m\.?(?!\w)"
ZONE = (
    r"(?:gmt|utc|est|edt|cst|cdt|mst|mdt|pst|pdt|et|bst|cet|cest|msk|jst|ist|kst|sgt|hkt|aest|uhr|"
    r"hrs|h|z)(?:\s?[+-]\s?\d{1,2}(?::?\d\d)?)?(?!\w)"
)
LABEL = (
    r"(?:first |originally |last )?(?:published|posted|updated|modified|changed|amended|edited|created|released|issued|"
    r"revised|publié|mis à jour|veröffentlicht|aktualisiert|stand|publicado|actualizado|"
    r"pubblicato|aggiornato|опубликовано|обновлено|date|dated|publication date|date published|"
    r"last update|as of)(?:\s(?:on|at|le|am|el|il))?"
)
WEEKDAY = (
    r"(?:mon|tues?|wed(?:nes)?|thur?s?|fri|sat(?:ur)?|sun)(?:day)?|montag|dienstag|mittwoch|"
    r"donnerstag|freitag|samstag|sonntag|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|"
    r"lunes|martes|miércoles|jueves|viernes|sábado|domingo|понедельник|вторник|среда|четверг|"
    r"пятница|суббота|воскресенье|thứ [a-zư]{2,4}|chủ nhật"
)
AROUND = re.compile(
    rf"\b(?:{LABEL}|{WEEKDAY}|{ZONE}|on|at|in|de|le|el|den|am|um|by)(?!\w)|{CLOCK}|[\s|•·,:;()\[\]–—/*_#>.-]+",
    re.IGNORECASE,
)
AGO = re.compile(
    rf"^(?:{LABEL}:?\s*)?(?:\d{{1,3}}|an?|one)\s(?:second|minute|min|hour|hr|day|week|month|year)s?\sago\W*$",
    re.IGNORECASE,
)
YEARLESS = re.compile(
    rf"^(?:{LABEL}:?\s*)?(?:(?:{WEEKDAY})[.,]?\s)?(?:{MONTH}\s\d{{1,2}}(?:st|nd|rd|th)?|"
    rf"\d{{1,2}}\.?\s{MONTH})(?:[,\s|]+(?:{CLOCK})?(?:\s?{ZONE})?)?\W*$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class PrintedDate:
    """A date as printed: offsets into the string given, the days it can mean, whether two readings remain."""

    start: int
    end: int
    when: DateRange
    is_ambiguous: bool = False


def printed_dates(text: str, *, day_first: bool | None = None) -> tuple[PrintedDate, ...]:
    """The dates in a short string that is known to hold metadata, in order.

    `day_first` tells what `04/01/2019` means; None keeps both readings.

    >>> [d.when.earliest.isoformat() for d in printed_dates("Posted on Fri, 4 Jan 2019 10:15 GMT")]
    ['2019-01-04']
    >>> printed_dates("sports, 1920, page 4")
    ()
    """
    if not FOUR_DIGITS.search(text):
        return ()
    found: list[PrintedDate] = []
    for pattern in PATTERNS:
        for match in pattern.finditer(text):
            if all(match.end() <= other.start or match.start() >= other.end for other in found):
                found += _dates_of(match, day_first)
    if not found:
        for match in MONTH_ONLY.finditer(text):
            when = _month(int(match["y"]), MONTHS[match["mon"].lower().rstrip(".")], match.group())
            found.append(PrintedDate(match.start(), match.end(), when))
    return tuple(sorted(found, key=lambda item: item.start))


def date_in_address(url: str) -> PrintedDate | None:
    """The date in the path of an address, None where there is none."""
    for pattern in ADDRESS:
        if match := pattern.search(url):
            for item in _dates_of(match, None):
                return PrintedDate(match.start() + 1, match.end(), item.when)
    if match := ADDRESS_MONTH.search(url):
        return PrintedDate(
            match.start() + 1, match.end(), _month(int(match["y"]), int(match["m"]), match.group().strip("/"))
        )
    return None


def is_date_line(line: str) -> bool:
    """Whether a line prints a date and little else: labels, weekday, clock, zone, a name or place of three words.

    >>> is_date_line("Published: 4 January 2019, 10:15 GMT | Norhaven")
    True
    >>> is_date_line("On 4 January 2019 Norland closed the lock.")
    False
    """
    if len(line) > 120 or not DIGIT.search(line):
        return False
    if AGO.match(line) or YEARLESS.match(line):
        return True
    dates = printed_dates(line)
    if not dates:
        return False
    rest = line
    for item in reversed(dates):
        rest = rest[: item.start] + " | " + rest[item.end :]
    words = AROUND.sub(" ", rest).split()
    return len(words) <= 3 and all(word[0].isupper() for word in words) and not line.rstrip().endswith((".", "?", "!"))


def _dates_of(match: re.Match[str], day_first: bool | None) -> Iterator[PrintedDate]:
    groups = match.groupdict()
    year = int(groups["y"])
    if not EARLIEST <= year <= LATEST:
        return
    span, phrase = match.span(), match.group()
    if "a" in groups:
        yield from _numeric(
            int(groups["a"]), int(groups["b"]), year, span, phrase, True if groups["sep"] == "." else day_first
        )
        return
    month = MONTHS[groups["mon"].lower().rstrip(".")] if groups.get("mon") else int(groups["m"])
    if day := _day(year, month, int(groups["d"])):
        yield PrintedDate(*span, DateRange.day(day, phrase=phrase))


def _numeric(
    first: int, second: int, year: int, span: tuple[int, int], phrase: str, day_first: bool | None
) -> Iterator[PrintedDate]:
    """`04/01/2019` in one or two readings."""
    readings = {day for day in (_day(year, second, first), _day(year, first, second)) if day}
    chosen = _day(year, second, first) if day_first else _day(year, first, second) if day_first is False else None
    if chosen:
        readings = {chosen}
    if len(readings) == 1:
        yield PrintedDate(*span, DateRange.day(min(readings), phrase=phrase))
    elif readings:
        reason = "the day or the month may come first; both readings are kept"
        when = DateRange(
            earliest=min(readings), latest=max(readings), granularity="range", phrase=phrase, reason=reason
        )
        yield PrintedDate(*span, when, is_ambiguous=True)


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _month(year: int, month: int, phrase: str) -> DateRange:
    start = date(year, month, 1)
    following = date(year + (month == 12), month % 12 + 1, 1)
    return DateRange(earliest=start, latest=following - timedelta(days=1), granularity="month", phrase=phrase)
