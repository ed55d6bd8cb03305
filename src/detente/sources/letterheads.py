"""The line at an article's head that prints its date among other particulars: paper, place, section, number, price.

Such a line is a row of parts between bars, dashes or commas. One part is the date and little else; every other part
is a name, a particular of print (`Issue 46`, `5 min read`), or says what kind of paper this is (`evening edition`).
A headline that holds a date has a part with words of its own beside it.
"""

import re

from detente.sources.printed_dates import AROUND, printed_dates

__all__ = ["DATE", "is_letterhead", "parts_of"]

PAPERS = frozenset(
    "bulletin edition issue release statement communique communiqué broadcast programme program newsletter letter "
    "number dispatch despatch transcript minutes report briefing circular notice blog diary post update news press "
    "wire digest gazette journal magazine weekly daily column editorial opinion analysis commentary interview "
    "correspondence note notes file copy".split()
)
"""What a paper calls itself, or the thing it issues."""

LINKING = frozenset("of the and for in at from by on to a an & de la le el von van der den und et y".split())
STRONG = re.compile(r"\s*[|·•]\s*|\s+[-–—]{1,2}\s+|\s+/\s+")
COLUMN = re.compile(r" {4,}")
"""What parts the columns of a line: a motto on the left, the date on the right."""
BORDER = re.compile(r"\s*[|·•()\[\];]\s*|\s+[-–—]{1,2}\s+|\s+/\s+|,\s+|(?<=\x00)\.\s+")
DATE = "\x00"
PARTICULAR = re.compile(
    r"(?:page|pages|p\.|pp\.|vol(?:ume|\.)?|no\.?|nr\.?|issue|number|edition|section)?\s?#?[\dIVXLC][\dIVXLC.,–/-]*|"
    r"[£$€¥]\s?\d[\d.,]*|\d[\d.,]*\s(?:min(?:ute)?s?(?:\sread)?|comments?|views?|shares?|reads?|words|likes)",
    re.IGNORECASE,
)
COUNTED = re.compile(r"\d[\d.,]*(?:[ -][^\W\d_]+){1,2}")
"""A number of something, as a price or a reading time is printed between bars."""

NUMBERED = re.compile(r"\s(?:no\.?|nr\.?|number|#)\s?\d[\d./-]*", re.IGNORECASE)
DATED = re.compile(r"(?:^|\s)(?P<noun>[^\W\d_]+)\s(?:of|for|from)(?:\sthe)?$", re.IGNORECASE)
UNTIL = re.compile(r"(?:under\s)?embargo(?:ed)?(?:\s(?:until|till))?|for\s(?:immediate\s)?release", re.IGNORECASE)
LABELLED = re.compile(r"\s*(?:first\s)?(?:posted|published|written|filed|issued|released|updated)\b", re.IGNORECASE)
BEHIND = re.compile(r"in [^\W\d_a-z]\w*")
FEW, MANY = 5, 6
LONGEST = 140


def is_letterhead(line: str) -> bool:
    """Whether a line is a row of particulars with a date among them.

    >>> is_letterhead("State Radio of Norland | Second Programme | 16 November 2018, 18:00")
    True
    >>> is_letterhead("The lock at Tarn, 16 November 2018, and what became of it")
    False
    """
    if any(parts_of(column) == (DATE,) for column in COLUMN.split(_bare(line))[1:]):
        return True
    parts = parts_of(line)
    if not any(DATE in part for part in parts):
        return False
    is_ruled = STRONG.search(_bare(line)) is not None
    if line.rstrip().endswith(".") and DATE not in parts[-1] and _rest(parts[-1]) and not _is_paper(parts[-1], MANY):
        return False
    return all(_is_dated(part) if DATE in part else _is_particular(part, is_ruled=is_ruled) for part in parts)


def parts_of(line: str) -> tuple[str, ...]:
    """The parts between the borders of a line, with a null character for each date; none for a line of prose."""
    line = _bare(line)
    if len(line) > LONGEST or line.endswith(("?", "!", ":")):
        return ()
    for item in reversed(printed_dates(line)):
        if item.when.granularity != "month":
            line = line[: item.start] + DATE + line[item.end :]
    return tuple(part.strip(" .:#\"“”'‘’") for part in BORDER.split(line) if part.strip(" .:#\"“”'‘’"))


def _bare(line: str) -> str:
    return line.strip(" *_#|[]\t")


def _is_dated(part: str) -> bool:
    """Whether beside the date stands nothing, a label, the name of a paper, or "bulletin of"."""
    if part.count(DATE) > 1:
        return False
    before, behind = part.split(DATE)
    if _rest(behind) and BEHIND.fullmatch(behind.strip()) is None:
        return False
    before = NUMBERED.sub("", before.strip())
    if match := DATED.search(before):
        return match["noun"].lower() in PAPERS
    rest = _rest(before)
    if not rest or LABELLED.match(before):
        return len(rest.split()) <= FEW
    return _is_name(rest, MANY) and (_is_paper(rest, MANY) or " " not in rest)


def _rest(words: str) -> str:
    """The words of a part without labels, weekdays, clocks and zones."""
    return " ".join(AROUND.sub(" ", UNTIL.sub("", words)).split())


def _is_particular(part: str, *, is_ruled: bool) -> bool:
    """Whether a part without a date is a name, a paper or a particular of print."""
    words = _rest(part)
    if not words or " " not in words or PARTICULAR.fullmatch(part) or _is_paper(part, 2 * MANY if is_ruled else MANY):
        return True
    if is_ruled and (COUNTED.fullmatch(part) or len(part.split()) <= 2):
        return True
    return _is_name(words, MANY if is_ruled else FEW)


def _is_paper(part: str, most: int) -> bool:
    """Whether a part says of what kind the paper is, in few words."""
    words = [word.strip(".,:;'’").lower() for word in part.split()]
    return len(words) <= most and any(word in PAPERS for word in words)


def _is_name(words: str, most: int) -> bool:
    """Whether all words are capitalised but the small ones between them."""
    found = words.split()
    telling = [word for word in found if word.lower() not in LINKING]
    return 0 < len(telling) <= most and all(word[0].isupper() or word[0].isdigit() for word in telling)
