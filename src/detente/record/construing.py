"""The forms in which a text says how a word is read: who reads it, which word, and as what.

"A reads 'W' as …", "by 'W' B means …", "in C's view 'W' covers …", "D's reading of 'W' is that …", and what a speaker
says that 'W' means. A form gives places in a sentence; whose name stands there, and which word "it" is, the caller
finds.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

__all__ = ["Form", "forms_in"]

Span = tuple[int, int]

QUOTE = r"(?:[“\"][^“”\".;]{2,40}[”\"]|(?<!\w)[‘'][^‘’'.;]{2,40}[’'](?!\w))"
WORD_NAMED = r"(?:words?|terms?|phrase|expression|notion|clause|promise)"
WHAT = (
    rf"(?P<what>{QUOTE}|\b(?:the|this|that|a|an)\s+(?:same\s+)?(?:{WORD_NAMED}\s+)?(?:{QUOTE}|(?<=\s){WORD_NAMED}\b)|"
    rf"\b(?:the\s+same|the|this|that|these|those)\s+(?:two\s+|three\s+|four\s+)?{WORD_NAMED}\b|\b(?:it|this|that|them)\b)"
)
BARE = r"(?P<what>[a-z][a-z-]{3,20})"
"""A word without quotation marks: read only where nothing else can stand."""

PLAINLY = (
    r"(?:an?\s+|the\s+|any\s+)?(?P<what>(?!(?:this|that|these|those|it|what|which|there|he|she|they|we|you|one|all|both|"
    r"many|most|some|such|nothing|everything|much)\b)[a-z][a-z-]{2,20}(?:\s+(?!(?:which|that|who|is|are|was|can|could|"
    r"may|must|will|would)\b)[a-z][a-z-]{2,20}){0,2})"
)
"""A word or a phrase without quotation marks, behind "for Norland,"."""

PLACE = r"(?:\s+(?:in|of|as\s+used\s+in)\s+(?:the|its|that|article)\b[^,.;:“”\"]{2,40}?)?"
WHO = r"(?P<who>[^.;:“”\"]{2,80}?)"
NAMED = r"(?P<who>(?:the\s+|its\s+|our\s+)?[^\s.,;:“”\"][^.,;:“”\"]{0,50}?)"
READING = r"(?:that\s+)?(?P<reading>[^.;]+)"
OWN = r"(?:’s|'s|’|')"
VIEW = r"(?:view|eyes|opinion|reading|interpretation|understanding|language|terms|sense|mind|book)"
MODAL = (
    r"(?:would\s+|should\s+|must\s+|(?:can|could)\s+only\s+|cannot\s+|can\s+|may\s+|will\s+|do(?:es)?\s+|did\s+|"
    r"only\s+){0,3}"
)
PLAIN = (
    r"(?:mean(?:s|t)?|entail(?:s|ed)?|impl(?:y|ies|ied)|involve[sd]?|signif(?:y|ies|ied)|denote[sd]?|describe[sd]?|"
    r"refer(?:s|red)?\s+to|amounts?\s+to|stands?\s+for)"
)
"""Verbs behind which the reading begins."""

TELLING = (
    r"(?:cover(?:s|ed)?|include[sd]?|exclude[sd]?|compris\w+|appl(?:y|ies|ied)\s+to|extend(?:s|ed)?\s+(?:to|beyond)|"
    r"require[sd]?|rule[sd]?\s+out|leave[sd]?\s+out|(?:is|was|are)\s+(?:limited|confined|restricted)\s+to)"
)
"""Verbs that are part of the reading."""

MEANS = rf"{MODAL}(?P<neg>not\s+|never\s+)?{MODAL}(?:{PLAIN}\s+(?:only\s+)?|(?P<telling>{TELLING})\s+)"
IS = rf"(?:{MEANS}|(?:is|was|are)\s+(?=[^.;]))"
CONSTRUES = (
    r"(?:reads?|interprets?|interpreted|understands?|understood|construes?|construed|defines?|defined|takes?|took|sees?|"
    r"treats?|treated|regards?|regarded)"
)
NARROWS = r"(?:limits?|limited|restricts?|restricted|confines?|confined|extends?|extended)"
CONSTRUED = r"(?:read|interpreted|understood|construed|defined|taken|seen|treated|regarded)"
AS = (
    r"(?:as(?:\s+meaning)?|to\s+mean|to\s+be|(?P<telling>to\s+(?:cover|include|exclude|imply|involve|refer\s+to|"
    r"apply\s+to|extend\s+to|require)))"
)
REJECTED = (
    r"\b(?:reject\w*|refus\w+|can\s?not\s+accept|(?:will|does|do|did)\s+not\s+accept|den(?:y|ies|ied)|disput\w+)\s"
    r"[^.;“”\"]{0,30}?\b(?:reading|interpretation|view|idea|notion|suggestion)\b"
    r"(?:\s+(?:under|by|in)\s+which|\s+that)\s+"
)
IN_VIEW = rf"(?:in|under)\s+the\s+{VIEW}\s+of"
HOLDS = r"(?<=[\w.’'])\s+"
"""The end of the words for who reads it: they stand before."""

IS_CONSTRUED = rf"(?:is|was|are|were)\s+(?:\w+\s+)?{CONSTRUED}\s+(?:by|in|among)"
OF_ITS_OWN = rf"{OWN}\s+(?:own\s+)?{VIEW}"
PARTED = rf"{MODAL}(?P<neg>not\s+)?(?:{PLAIN}|(?P<telling>{TELLING}))\s*,"
"""The verb, before who reads it so is named between commas."""

DEFINES = (
    r"(?:means?|meant|denotes?|(?:is|are)\s+(?=(?:only\s+)?(?:one|ones|something|anything|somebody|someone|anyone|anybody|"
    r"whatever|whoever|any\s+[a-z-]+|those)\s+(?:[a-z]+\s+)?(?:which|that|who|whom|whose)\b))\s*"
)
"""Verbs that define even a word without quotation marks: "is one which …"."""

SAID = r"(?:said|says|say|added|adds|explain(?:s|ed)?|wrote|writes)"
CALLED = rf"(?:,?\s+[^,;:.“”\"]{{1,40}}\s{SAID}|,?\s+{SAID}\s[^,;:.“”\"]{{1,40}})?"
"""Who is named between a word and what it stands for, or nobody."""

THAT_IS = r"(?P<reading>(?:the|an?|any|all|those|every)\s+[^.;,“”\"]{2,50}?\s(?:that|which|who|whose|whom)\s[^.;]+)"
"""A phrase that tells what a word stands for, behind a colon."""

REFERS = rf"{MODAL}(?P<neg>not\s+)?(?:means?|meant|refers?\s+to|denotes?)"
IS_SO = rf"{WHAT}{PLACE}\s+{IS}{READING}"

FORMS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (kind, re.compile(pattern, re.IGNORECASE))
    for kind, pattern in (
        ("rejected", rf"{REJECTED}{WHAT}{PLACE}\s+{MEANS}{READING}"),
        ("rejected", rf"{REJECTED}{BARE}\s+{MEANS}{READING}"),
        ("held", rf"{HOLDS}{CONSTRUES}\s+{WHAT}\s*,?\s+{AS}\s+{READING}"),
        ("held", rf"{HOLDS}(?P<telling>{NARROWS})\s+{WHAT}\s+{READING}"),
        ("held", rf"{WHAT}{PLACE}\s+{IS_CONSTRUED}\s+{WHO}\s+{AS}\s+{READING}"),
        ("held", rf"\bby\s+{WHAT}\s*,?\s+{WHO}\s+(?:means?|meant|understands?|understood|takes?)\s+{READING}"),
        ("held", rf"{HOLDS}(?:means?|meant|understands?|understood)\s+by\s+{WHAT}\s*,?\s+{READING}"),
        ("held", rf"\b(?:for|to)\s+{NAMED}\s*,?\s+(?P<what>{QUOTE})\s+(?:says?|states?)\s+only\s+{READING}"),
        ("own", rf"(?<=[\w.]){OF_ITS_OWN}\s+of\s+{IS_SO}"),
        ("held", rf"\b(?:in|under|on|by)\s+{NAMED}{OF_ITS_OWN}\s*,?\s+{IS_SO}"),
        ("held", rf"\b{IN_VIEW}\s+{NAMED}\s*,?\s+{IS_SO}"),
        ("held", rf"{WHAT}{PLACE}\s+{PARTED}\s+{IN_VIEW}\s+{WHO}\s*,\s+{READING}"),
        ("held", rf"{WHAT}{PLACE}\s+{PARTED}\s+(?:in|under)\s+{WHO}{OWN}\s+{VIEW}\s*,\s+{READING}"),
        ("held", rf"\b(?:for|to)\s+{NAMED}\s*,?\s+{IS_SO}"),
        ("held", rf"\b(?:for|to)\s+{NAMED}\s*,?\s+(?P<what>{QUOTE})\s+[a-z][a-z-]+\s+{IS}{READING}"),
        ("defined", rf"\b(?:for|to)\s+{NAMED}\s*,\s+{PLAINLY}\s+{DEFINES}{READING}"),
        ("said", rf"(?P<what>{QUOTE})\s*{CALLED}:\s+{THAT_IS}"),
        ("said", rf"(?P<what>\b(?:it|this|that))\b,\s+[^,;:.“”\"]{{1,40}}\s{SAID},\s+{MEANS}{READING}"),
        ("said", rf"{WHAT}{PLACE}\s*,?\s+{MEANS}{READING}"),
        ("bare", rf"\b(?:that|the\s+{WORD_NAMED})\s+{BARE}\s+{REFERS}\s+{READING}"),
    )
)  # fmt: skip
ALSO_OWN = re.compile(rf"^\s*{NAMED}{OWN}\s+(?:own\s+)?(?:{VIEW}\s+)?(?:is|was)\s+{READING}", re.IGNORECASE)
BEFORE = re.compile(r"[^.;:“”\"]{2,80}$")
CUE = re.compile(
    r"mean|read|interpret|underst|constru|defin|entail|impl|cover|includ|exclud|appl|extend|limit|restrict|confin|"
    r"involv|signif|denot|describ|refer|amount|stand|compris|requir|rule|leav|left|take|took|see|treat|regard|"
    r"view|eyes|opinion|sense|mind|book|\b(?:for|to|in)\b",
    re.IGNORECASE,
)
"""Letters that every form has."""

SAID_BEHIND = re.compile(
    r",\s+(?:[^,;“”\"]{1,40}\s+)?(?:said|says|say|added|adds|insist\w*|argu\w+|claim\w*|stat\w+|told|explain\w*|writes?|wrote)\b"
    r"[^,;“”\"]{0,40}$"
)
WHOLE_QUOTE = re.compile(r"(?:[“\"][^“”\"]+[”\"])(?=\s*,)")


@dataclass(frozen=True, slots=True)
class Form:
    """Places in a sentence: the words for who reads (None: whoever says it), the word, and how it is read.

    `kind` is "held" where the text itself names the holder, "defined" where it does so of a word without quotation
    marks, "own" for "A's reading of W is …", "said" where only a speaker can hold it, "bare" for a word without
    quotation marks that a speaker explains, and "rejected" for a reading that is somebody else's.
    """

    kind: str
    who: Span | None
    what: Span
    reading: Span


def forms_in(text: str, *, after_own: bool = False) -> Iterator[Form]:
    """The forms in a sentence, from left to right, none within another.

    `after_own` tells that the sentence before gave somebody's own reading: "Sudland's is …" goes on with it.

    >>> text = "Norland reads 'access' as a right to doses."
    >>> [text[slice(*form.reading)] for form in forms_in(text)]
    ['a right to doses']
    """
    if after_own and (match := ALSO_OWN.match(text)):
        yield Form("own", match.span("who"), match.span("who"), _reading(match))
        return
    if not CUE.search(text):
        return
    found: list[tuple[re.Match[str], str]] = []
    for kind, pattern in FORMS:
        match = pattern.search(text)
        while match is not None:
            if not any(_overlap(match.span("what"), other.span("what")) for other, _ in found):
                found.append((match, kind))
            match = pattern.search(text, match.end("what"))
    for match, kind in sorted(found, key=lambda item: item[0].start("what")):
        yield Form(
            kind=kind,
            who=_who(match, kind),
            what=match.span("what"),
            reading=_reading(match),
        )


def _who(match: re.Match[str], kind: str) -> Span | None:
    """The words that name the holder: the form's own, or those right before it; None where only a speaker can."""
    if match.groupdict().get("who"):
        return match.span("who")
    before = BEFORE.search(match.string, 0, match.start()) if kind in ("held", "own") else None
    return before.span() if before else None


def _overlap(a: Span, b: Span) -> bool:
    return a[0] < b[1] and b[0] < a[1]


def _reading(match: re.Match[str]) -> Span:
    """The words of the reading, with the verb where it tells, without who is named behind as saying so."""
    groups = match.groupdict()
    start = min(match.start(name) for name in ("neg", "telling", "reading") if groups.get(name))
    end = match.end("reading")
    if quoted := WHOLE_QUOTE.match(match.string, match.start("reading"), end):
        end = quoted.end()
    behind = SAID_BEHIND.search(match.string, match.start("reading"), end)
    return start, behind.start() if behind else end
