"""From text to a string of symbols: every token becomes one character, so that rules over tokens are regular
expressions.

Tokens that answer to the same symbols share a character; all that the grammar does not know share one. Runs of white
space with an empty line in them, and punctuation that dates do not contain, are tokens that no rule accepts.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from detente.record.dating.lexicon import spellings

__all__ = ["STOPS", "Alphabet", "Tokens", "alphabet_of", "tokens_of"]

STOPS = frozenset(".!?;…")
"""Marks that may end a sentence."""

_TOKEN = re.compile(
    r"""
      (?P<word>(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|JAN|FEB|MAR|APR|JUN|JUL|AUG|SEPT?|OCT|NOV|DEC
          |Mon|Tues?|Weds?|Thur?s?|Fri|Sat|Sun)\.(?![^\W\d_])
      |[aApP]\.\ ?[mM]\.?|[bB]\.[cC]\.(?:[eE]\.)?|[aA]\.[dD]\.|ca\.
      |o['’]clock
      |[^\W\d_]++(?:[\d_]\w*+)?)
    |(?P<iso>\d{4}-\d{2}-\d{2}(?:T\d{2}:\d{2}(?::\d{2})?)?(?![\d/-]))
    |(?P<numeric>\d{1,4}(?P<separator>[./-])\d{1,2}(?P=separator)(?:\d{4}|\d{2})(?!\d|[./-]\d))
    |(?P<clock>\d{1,2}[:.]\d{2}(?::\d{2})?(?=\ ?[aApP]\.?[mM]\b)|\d{1,2}:\d{2}(?::\d{2})?(?![:\d]))
    |(?P<decade>(?:1[5-9]|20)\d0['’]?s\b|['’]\d0['’]?s\b)
    |(?P<short>(?<!['’`])['’]\d\d(?!\w|[.,]\d))
    |(?P<ordinal>\d{1,3}(?:st|nd|rd|th)\b)
    |(?P<fraction>\d{1,2}/\d{1,2}(?![\d/]))
    |(?P<number>\d++(?:,\d{3}(?!\d))*+(?:\.\d++)?)(?![^\W\d_])
    |(?P<glued>\d++(?=(?:am|pm|AM|PM|hrs?|h)\b))
    |(?P<junk>\d\w*+)
    |(?P<possessive>['’]s?(?=\W|$))
    |(?P<dash>[-‐‑–—]{1,2})
    |(?P<comma>,)
    |(?P<gap>\n[\ \t\r]*+\n\s*+)
    |(?P<break>[^\w\s])
    """,
    re.VERBOSE,
)


@dataclass(frozen=True, slots=True)
class Alphabet:
    """Which character stands for a word, and which characters answer to a symbol."""

    words: Mapping[str, str]
    kinds: Mapping[frozenset[str], str]
    symbols: Mapping[str, str]
    unknown: str


@dataclass(frozen=True, slots=True)
class Tokens:
    """The tokens of a text: where each begins and ends, the string of their characters, and which may end a sentence.

    `points` keeps which way words point, once somebody has asked.
    """

    text: str
    starts: list[int]
    ends: list[int]
    characters: str
    stops: list[int] = field(default_factory=list)
    points: dict[int, int] = field(default_factory=dict, repr=False, compare=False)

    def word(self, index: int) -> str:
        """The token in lower case, "" outside the text."""
        return self.text[self.starts[index] : self.ends[index]].lower() if 0 <= index < len(self.starts) else ""

    def raw(self, index: int) -> str:
        """The token as it is written, "" outside the text."""
        return self.text[self.starts[index] : self.ends[index]] if 0 <= index < len(self.starts) else ""


_SIGNS = {
    "iso": {"ISO"},
    "numeric": {"NUMERIC"},
    "clock": {"CLOCK"},
    "decade": {"DECADE"},
    "short": {"SHORTYEAR"},
    "fraction": {"FRACTION"},
    "possessive": {"S"},
    "dash": {"DASH"},
    "comma": {"COMMA"},
}


def _number_kinds(text: str) -> set[str]:
    """The symbols that digits can stand for."""
    kinds = {"NUMBER"}
    if text.isdigit():
        value = int(text[:9])
        if len(text) <= 2 and 1 <= value <= 31:
            kinds.add("DAY")
        if len(text) == 2:
            kinds.add("YY")
        if len(text) <= 2 and value <= 24:
            kinds.add("HOUR")
        if len(text) == 4 and 1000 <= value <= 2199:
            kinds.add("YEAR")
        if len(text) in (1, 2, 3, 4) and value > 0:
            kinds.add("ANCIENT")
    return kinds


def _ordinal_kinds(text: str) -> set[str]:
    return {"ORDINAL", "DAYTH"} if 1 <= int(text[:-2]) <= 31 else {"ORDINAL"}


def alphabet_of(words: Mapping[str, frozenset[str]], literals: Iterable[str]) -> Alphabet:
    """The alphabet for a lexicon (symbol → words) and the words that rules name themselves."""
    memberships: dict[str, set[str]] = {}
    for symbol, members in [*words.items(), *((f"'{word}'", frozenset({word})) for word in literals)]:
        for word in sorted(members):
            for spelling in spellings(word):
                memberships.setdefault(spelling, set()).add(symbol)
    numeric = [
        _number_kinds(str(n))
        for n in (0, 1, 7, 12, 24, 25, 31, 32, 99, 100, 999, 1000, 1500, 1800, 1999, 2099, 2100, 2199, 2200, 99999)
    ]
    numeric += [_number_kinds("1.5"), _number_kinds("00"), _number_kinds("05"), {"ORDINAL", "DAYTH"}, {"ORDINAL"}]
    numeric += list(_SIGNS.values())
    kinds = sorted({tuple(sorted(kind)) for kind in [*memberships.values(), *numeric]})
    characters = {frozenset(kind): chr(0x4E00 + number) for number, kind in enumerate(kinds)}
    symbols: dict[str, str] = {}
    for kind in kinds:
        for symbol in kind:
            symbols[symbol] = symbols.get(symbol, "") + characters[frozenset(kind)]
    spelled = {spelling: characters[frozenset(kind)] for spelling, kind in memberships.items()}
    return Alphabet(words=spelled, kinds=characters, symbols=symbols, unknown="~")


def tokens_of(text: str, alphabet: Alphabet) -> Tokens:
    """The tokens of a text, in one pass."""
    starts: list[int] = []
    ends: list[int] = []
    characters: list[str] = []
    stops: list[int] = []
    words, unknown = alphabet.words, alphabet.unknown
    signs = {group: alphabet.kinds[frozenset(kind)] for group, kind in _SIGNS.items()}
    for match in _TOKEN.finditer(text):
        group = match.lastgroup
        start, end = match.span()
        starts.append(start)
        ends.append(end)
        if group == "word":
            characters.append(words.get(text[start:end], unknown))
        elif group == "number" or group == "glued":
            characters.append(alphabet.kinds[frozenset(_number_kinds(text[start:end]))])
        elif group == "ordinal":
            characters.append(alphabet.kinds[frozenset(_ordinal_kinds(text[start:end]))])
        else:
            characters.append(signs.get(group or "", unknown))
            if group == "gap" or (group == "break" and text[start] in STOPS):
                stops.append(len(starts) - 1)
    return Tokens(text=text, starts=starts, ends=ends, characters="".join(characters), stops=stops)
