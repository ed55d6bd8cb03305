"""Names of outlets and news agencies as papers print them: on a line above the article, and before its first sentence.

A line names an outlet only if it reads like one: capitalised words with one that mastheads bear (Gazette, Weekly),
alone or before a date, a page, a section or "from our own correspondent". What a paper is called in prose is no
masthead.
"""

import re

from detente.sources.agencies import agencies_in
from detente.sources.datelines import DATELINE_PREFIX
from detente.sources.letterheads import DATE, is_letterhead, parts_of
from detente.sources.printed_dates import MONTHS, printed_dates

__all__ = ["agencies_named", "is_body", "outlet_behind_author", "outlet_in", "stands_before_its_date"]

BORNE = frozenset(
    "times post herald tribune gazette guardian telegraph courier chronicle observer journal news daily weekly monthly "
    "quarterly press standard mirror echo star globe bulletin dispatch examiner inquirer review advertiser sentinel "
    "mercury record register reporter messenger independent broadcasting radio television tv newspaper magazine "
    "advocate argus ledger beacon enquirer".split()
)
PLAIN = frozenset(
    "news press radio tv television post record review star daily weekly monthly latest breaking top world local "
    "national international business sports more other related live".split()
)
"""Words of which a section's heading is made as well."""

BODIES = frozenset(
    "ministry office service agency department authority commission council institute bureau secretariat union "
    "association federation foundation corporation network chancellery".split()
)
"""Words by which a body that issues statements calls itself."""

SMALL = frozenset("of the and for & on de la".split())
NAME = re.compile(r"(?P<name>[^\W\d_][\w.&'’-]*(?: (?:[^\W\d_][\w.&'’-]*|&)){0,6})")
ASIDE = re.compile(r"\s*(?:[,|·•]|\s[-–—])\s*")
CORRESPONDENT = re.compile(
    r"(?:from |by )?(?:our|a|an|the)(?: (?:own|special|staff|foreign|diplomatic|political))* "
    r"(?:correspondents?|reporters?|staff)(?: (?:in|at) [\w .'’-]{2,30})?|staff (?:writers?|reporters?)",
    re.IGNORECASE,
)
PLACE_IN_PRINT = re.compile(
    r"(?:page|p\.|pp\.|vol(?:ume|\.)?|no\.|issue|number|edition|section)\s?[\w.–-]{1,8}|"
    r"(?:(?:late|early|morning|evening|city|weekend|first|second) edition)",
    re.IGNORECASE,
)
SECTION = re.compile(r"[^\W\d_a-z][\w-]*(?: [\w&-]+)?")
AGENCY_NAME = re.compile(
    r"\b(?!(?:By|BY|From|The|Via|Source)\b)(?P<name>[^\W\d_a-z][\w'’-]*(?: [^\W\d_a-z][\w'’-]*){0,3}?) "
    r"(?:(?:News|Press) (?:Agency|Service)|Newswire|Wire Service)\b"
)
CREDITED = re.compile(r"(?:\b(?:told|to|by|with|for|from|source:?|via)\s+[\"“]?)$", re.IGNORECASE)
NO_NAME = (
    frozenset("updated update file photo video sunday monday tuesday wednesday thursday friday saturday".split())
    | MONTHS.keys()
)


def outlet_in(line: str) -> str | None:
    """The outlet that a line of the article's head names, None where it names none.

    >>> outlet_in("The Norhaven Gazette, 16 November 2018, page 3")
    'The Norhaven Gazette'
    >>> outlet_in("Norhaven Gazette closes after a century") is None
    True
    """
    if is_letterhead(line):
        named = (part.replace(DATE, "").strip(" ,") for part in parts_of(line))
        return next((part for part in named if _is_outlet(part)), None)
    line = line.strip(' *_#|"“”[]()')
    if len(line) > 120 or line.endswith((".", "?", "!", ":")):
        return None
    name, *asides = (part.strip() for part in ASIDE.split(line))
    if not _is_outlet(name):
        return None
    if not asides:
        return name
    rest = _without_dates(line[line.find(name) + len(name) :])
    patterns = (PLACE_IN_PRINT, CORRESPONDENT, SECTION) if "|" in rest else (PLACE_IN_PRINT, CORRESPONDENT)
    parts = [part.strip() for part in ASIDE.split(rest) if part.strip()]
    return name if all(any(pattern.fullmatch(part) for pattern in patterns) for part in parts) else None


def outlet_behind_author(line: str) -> str | None:
    """The outlet that a byline names behind its author, None where it names none.

    >>> outlet_behind_author("by Sefa Ruun, The Norhaven Post, August 16, 2028")
    'The Norhaven Post'
    >>> outlet_behind_author("By Press Officer Ada Orr") is None
    True
    """
    parts = [part.strip(' *_#"“”[]()') for part in ASIDE.split(line.strip())]
    return next((part for part in parts[1:] if part and _is_outlet(part)), None)


def stands_before_its_date(line: str) -> bool:
    """Whether a line is a masthead with more than the name: a date, a page, a correspondent; never a headline."""
    name = outlet_in(line)
    return name is not None and len(line.strip(' *_#|"“”[]()')) > len(name)


def agencies_named(words: str, text: str) -> tuple[str, ...]:
    """The agencies in a dateline or byline: the known ones, and one that the dateline's brackets or its own name show.

    `text` is the whole article: a bracketed name that its prose goes on to use is a land or a party, not a wire.

    >>> agencies_named("NORHAVEN, Jan 4 (Meridian) -", "NORHAVEN, Jan 4 (Meridian) - Norland closed the lock.")
    ('Meridian',)
    """
    if known := agencies_in(words):
        return known
    prefix = DATELINE_PREFIX.match(words + " X")
    if prefix and prefix["wire"] and _is_wire(prefix["wire"], text):
        return (prefix["wire"],)
    return tuple(dict.fromkeys(match["name"] for match in AGENCY_NAME.finditer(words)))


def is_body(line: str) -> bool:
    """Whether a line is the name of a body that issues statements, and no more.

    >>> is_body("Norland Information Service"), is_body("Council of Norhaven rejects the lock")
    (True, False)
    """
    words = line.strip(' *_#|"“”[]()').split()
    named = all(word[:1].isupper() or word.lower() in SMALL for word in words)
    return 2 <= len(words) <= 9 and named and any(word.lower() in BODIES for word in words)


def _is_outlet(name: str) -> bool:
    """Whether words are capitalised, few, and hold one that mastheads bear."""
    if NAME.fullmatch(name) is None:
        return False
    words = name.split()
    if not words[0][0].isupper() or not all(word[0].isupper() or word.lower() in SMALL for word in words):
        return False
    telling = [word for word in words if word.lower() not in SMALL]
    borne = [word.lower() for word in telling if word.lower() in BORNE]
    if words[0] == "The" and len(telling) == 1:
        return bool(set(borne) - PLAIN)
    return bool(borne) and len(telling) > 1 and not set(map(str.lower, telling)) <= PLAIN


def _without_dates(rest: str) -> str:
    """What follows the name with a bar for each date, whose commas are no borders."""
    for item in reversed(printed_dates(rest)):
        rest = rest[: item.start] + "|" + rest[item.end :]
    return rest


def _is_wire(name: str, text: str) -> bool:
    """Whether a bracketed name is nobody whom the article tells of."""
    if name.split()[0].lower().rstrip(".") in NO_NAME:
        return False
    for match in re.finditer(rf"(?<!\w){re.escape(name)}(?!\w)", text):
        bracketed = text[match.start() - 1 : match.start()] in ("(", "[")
        called_agency = AGENCY_NAME.match(text, match.start()) is not None
        if (
            not bracketed
            and not called_agency
            and not CREDITED.search(text[max(0, match.start() - 12) : match.start()])
        ):
            return False
    return True
