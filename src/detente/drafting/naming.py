"""Naming: short, neutral words for an option, and an id made of them."""

import re
from collections.abc import Sequence

from detente.drafting.act import Act

__all__ = ["identifier", "is_line", "name_of"]

LEADS = {"offers": "offer: ", "asks": "insist: ", "yields": "give way on: ", "answers": "accept: ", "asked": "grant: "}
DEMANDING = re.compile(
    r"\b(?:must|should|need(?:s|ed)? to|first|not? before|comes? (?:before|after|first)|be based on|unless|only if)\b",
    re.I,
)
CUT_FIGURE = re.compile(r"(?:\s+(?:to|of|at|by|around|about|over|nearly|some|up))+\s+\S*\d\S*$")
"""A figure at which a name was cut off, whose unit is lost."""
LONGEST = 72
LONGEST_READ = 2000
QUOTES = re.compile(r"[“”\"‘«»]|(?<!\w)[’']|[’'](?!\w)")
DAY = r"(?:(?:early|late|next|last)\s+)?(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day(?:\s+(?:morning|evening|night))?"
MONTH = r"(?:January|February|March|April|May|June|July|August|September|October|November|December)"
DATED = re.compile(
    rf"\s*,?\s*\b(?:on|in|by|since|until|from)\s+(?:{DAY}|(?:\d{{1,2}}\s+)?{MONTH}(?:\s+\d{{1,2}})?(?:,?\s+\d{{4}})?"
    rf"|\d{{4}})\b|^{DAY}\s+(?:that\s+|to\s+)?|^(?:in|on)\s+{MONTH}\s+(?:to\s+)?"
)
TAIL = re.compile(
    r"(?:,?\s+by\s+(?:a vote of\s+)?[\d,]+\s+(?:votes?\s+)?to\s+[\d,]+\b.*"
    r"|,\s+(?:saying|killing|cutting|according|as|also|which|the|after|while|because|and|or|a|an|three|chief)\b.*"
    r"|\s+(?:after|because|while|following|according to|whatever|as announced|that had|that it had|which)\b.*)$"
)
SPOKEN = re.compile(r",?\s+(?:(?:in|at|to|on|for|with|by|of|from|under)\s+)?(?:my|our|me|us)\b.*$")
"""The first person of a speaker, which no option can have."""

SAID_BY = re.compile(r",\s+(?:[^,]{2,40}\s)?(?:said|says|added|told)\b.*$")
SHORT = frozenset(
    (
        "the and for with that this from its their his her any all before after into would should must they both "
        "which been have has had was were not who are over offer insist grant accept give way its"
    ).split()
)


def is_line(act: Act) -> bool:
    """Whether a stance says how things are to go (a line that a party holds), not how they are."""
    return act.kind in {"wants", "holds"} and bool(DEMANDING.search(act.matter))


def name_of(acts: Sequence[Act], family: str) -> str:
    """The best of the coverage's own wordings, shortened, with a word for what kind of option it is."""
    fitting = [act for act in acts if _fits(act, family)] or list(acts)
    lead = min(fitting, key=lambda act: _awkwardness(act, family))
    matter = tidy(lead.matter, whole=family == "asks")
    if family == "does" or (family in {"offers"} and lead.verb and lead.kind in {"intends", "declines", "threatens"}):
        return f"{lead.verb} {matter}".strip()
    if lead.verb and lead.kind == "offers":
        matter = f"{lead.verb} {matter}"
    if family == "asked" and lead.addressee is not None and not lead.is_demand:
        return matter  # its own words say what it is to do
    return f"{LEADS[family]}{matter}".strip()


def _fits(act: Act, family: str) -> bool:
    if family == "does":
        return act.kind in {"does", "threatens", "intends", "declines"} and bool(act.verb)
    return act.kind == "offers" if family == "offers" else True


def _awkwardness(act: Act, family: str) -> tuple[bool, bool, int]:
    """What makes words a poor name: not done where others are, no word of what must be, too short or too long."""
    words = tidy(act.matter, whole=family == "asks")
    return (
        family == "does" and act.kind not in {"does", "threatens"},
        family == "asks" and not DEMANDING.search(words),
        abs(len(words) - 45),
    )


def tidy(words: str, *, whole: bool = False) -> str:
    """Words without quotation marks, days and loose clauses (these stay where `whole`), cut where they run long."""
    words = " ".join(words[:LONGEST_READ].split())  # long gaps would cost the expressions below their cube in time
    words = " ".join(QUOTES.sub("", DATED.sub("", words)).split())
    words = SAID_BY.sub("", SPOKEN.sub("", words))
    words = words if whole else TAIL.sub("", words)
    words = re.sub(r"\s*\([^)]*$", "", words).strip(" ,;:.–—-")
    words = re.sub(r"\s+(?:and|or|but|of|to|the|a|an|in|on|with|final and)$", "", words)
    if len(words) <= LONGEST + (30 if whole else 0):
        return words
    cut = words.rfind(" ", 0, LONGEST)
    words = CUT_FIGURE.sub("", words[:cut])
    return re.sub(r"\s+(?:and|or|of|to|the|a|an|in|on|with|by|for|from|at)$", "", words).rstrip(" ,;:")


def identifier(words: str, taken: set[str]) -> str:
    """A short id from the telling words, different from those taken; it joins them."""
    parts = [w for w in re.findall(r"[a-z]+", words.lower().replace("’", "'")) if len(w) > 2 and w not in SHORT][:3]
    if words.startswith("accept"):
        parts = ["accept", *parts][:4]
    stem = "_".join(parts) or "option"
    chosen, number = stem, 2
    while chosen in taken:
        chosen, number = f"{stem}_{number}", number + 1
    taken.add(chosen)
    return chosen
