"""Wordings by which lines that are not the article's prose give themselves away, by kind.

These are forms that sites and agencies share: imperatives to the reader, form fields, share bars, credit lines. None
of them decides alone; `detente.sources.segment` weighs them with length, position, links and repetition.
"""

import re

from detente.sources.agencies import AGENCY
from detente.sources.wordings import KINDS

__all__ = [
    "ABOUT_AUTHOR",
    "ANCHORS",
    "LONGEST",
    "READER",
    "REPORTING",
    "cue_of",
    "may_have_cue",
]

ABOUT_AUTHOR = re.compile(
    r"^(?:about the (?:author|writer)s?\b|(?:the )?(?:author|writer|columnist)s? (?:is|are|was|"
    r"has|teaches|works|lives|writes)\b"
    r"|[^\W\d_a-z][\w.'’-]+(?: [^\W\d_a-z][\w.'’-]+){1,3} (?:is|was) (?:a|an|the) (?:[\w-]+ "
    r"){0,4}(?:writer|author|columnist|journalist|reporter|correspondent|editor|fellow|"
    r"contributor|freelancer)\b"
    r"|[^\W\d_a-z][\w.'’-]+(?: [^\W\d_a-z][\w.'’-]+){1,3} (?:covers|writes (?:about|on|for)|reports (?:on|from|for)) )",
    re.IGNORECASE,
)
BREADCRUMB = re.compile(r"\s*\|\s*|\s[›»>→·•/]\s")
BYLINE = re.compile(
    r"^(?:(?:[Ww]ritten|[Ss]tory|[Rr]eported|[Cc]ompiled|[Tt]ext|[Pp]osted|[Pp]ublished|[Ww]ords|"
    r"[Aa]uthored|[Aa]nalysis|[Oo]pinion|[Cc]ommentary|[Rr]eview)\s)?(?:[Bb]y|BY|[Aa]uthors?:|"
    r"[Vv]on|[Pp]ar|[Pp]or|[Dd]i|[Aa]utor(?:es)?:|[Rr]eporter:|[Cc]orrespondent:|[Ww]riter:|[Ww]ords:|[Tt]ext:)\s+"
    r"(?:the\s)?[^\W\d_a-zß-ÿ][^.!?]{1,100}\.?$"
)
BYLINE_ROLE = re.compile(
    r"^[^\W\d_a-z][^.!?:]{2,60}(?:,|\||[-–—]|\s)\s?(?:[Ss]enior |[Cc]hief |[Ss]pecial |[Ff]oreign "
    r"|[Pp]olitical |[Dd]iplomatic |[Ss]taff |[Nn]ews |[Dd]eputy |[Ww]orld |[Mm]anaging |"
    r"[Ee]nergy |[Dd]efen[cs]e )*"
    r"(?:[Ss]taff|[Ww]riter|[Rr]eporter|[Cc]orrespondent|[Ee]ditor|[Cc]olumnist|[Cc]ontributor|"
    r"[Aa]nalyst|[Bb]ureau [Cc]hief|STAFF WRITER|CORRESPONDENT)(?:\s(?:in|at|for)\s[A-Z][\w "
    r"]{2,30})?$"
)
AGENCY_LINE = re.compile(
    rf"^\W{{0,6}}(?:\w+ \w+ )?\W{{0,3}}(?:{AGENCY}|Agencies|Wire reports?|(?:News|Web|Online|"
    rf"Digital|World|Foreign|Editorial) ?[Dd]esk|(?:Special|Our|Staff|Foreign|Own) "
    rf"[Cc]orrespondents?|Bureau|Wire [Ss]ervices?|Staff [Ww]riters?|Staff [Rr]eporters?|"
    rf"Staff)(?:\W{{1,5}}(?:{AGENCY}|Agencies|and|with|staff|News|Agency)){{0,6}}\W*$"
)
SLASH_CREDIT = re.compile(
    rf"^[*_(\[]*[^\W\d_][\w.' -]{{2,40}}\s?/\s?(?:{AGENCY}|[A-Z][\w. ]{{1,25}})(?:\s?/\s?[\w. ]{{2,25}})*[*_)\]]*$"
)

READER = re.compile(r"\b(?:you|your|you'll|you're|we'll|we're|us|our|subscribe|click|newsletter|sign up|join|follow)\b")
REPORTING = re.compile(
    r"\b(?:said|says|told|added|according to|stated|wrote|warned|announced|argued|reported|noted|"
    r"called|insisted|declared|asked|replied|tweeted|explained|claimed)\b"
)
ANCHORS = frozenset({"comment_form", "subscribe", "related"})

LONGEST = 700
"""Characters beyond which a line is not looked at for cues."""

LONG_HINTS = (
    "subscri",
    "newsletter",
    "sign up",
    "follow",
    "©",
    "copyright",
    "cookie",
    "reserved",
    "ing by",
    "published",
    "views",
    "opinion",
    "contribut",
    "click",
    "read more",
    "comment",
    "e-mail",
    "email",
    "reprinted",
    "inbox",
    "your ",
    "updated",
    "join us",
    "source",
    "with input",
    "appeared",
    "edited",
    "getty",
    "photo",
)


def may_have_cue(plain: str) -> bool:
    """Whether a line as long as prose has any of the words by which long cues are known; a cheap first look."""
    lower = plain.lower()
    return any(hint in lower for hint in LONG_HINTS)


COPYRIGHT = re.compile(r"(?:©|\(c\)|copyright)\W{0,4}(?:19|20)\d\d")
CONTAINED = (
    ("contributed reporting", "credit", 20),
    ("contributed to this", "credit", 20),
    ("getty", "credit", 10),
    ("shutterstock", "credit", 10),
    ("wikimedia", "credit", 10),
    ("unsplash", "credit", 10),
    ("alamy", "credit", 10),
    ("istock", "credit", 10),
    ("imago", "credit", 8),
    ("epa-efe", "credit", 8),
    ("ap photo", "credit", 10),
    ("picture alliance", "credit", 8),
    ("file photo", "credit", 8),
    ("handout", "credit", 6),
)
"""Words by which a short line is known wherever they stand in it: (words, kind, most words of the line)."""

_TYPOGRAPHY = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "\xa0": " ", "\u202f": " "})


def cue_of(plain: str) -> str | None:
    """The kind whose wording a line (without markup) has, None for none.

    >>> cue_of("Leave a Reply"), cue_of("The ministry left a reply unanswered.")
    ('comment_form', None)
    """
    lower = plain.lower() if plain.isascii() else plain.lower().translate(_TYPOGRAPHY)
    lower = lower.strip(" *_#>|•·-–—\"'")
    if not lower:
        return "furniture"
    if COPYRIGHT.match(lower) or (len(lower) < 200 and "all rights reserved" in lower):
        return "furniture"
    for kind, pattern in KINDS:
        if pattern.match(lower):
            return kind
    if SLASH_CREDIT.match(plain):
        return "credit"
    words = lower.count(" ") + 1
    if words <= 25:
        for needle, kind, most in CONTAINED:
            if needle in lower and words <= most:
                return kind
    parts = BREADCRUMB.split(plain)
    if len(parts) >= 3 and all(len(part.split()) <= 3 for part in parts):
        return "furniture"
    if ABOUT_AUTHOR.match(plain) and not REPORTING.search(plain):
        return "byline"
    if BYLINE.match(plain) or BYLINE_ROLE.match(plain) or AGENCY_LINE.match(plain):
        return "byline"
    return None
