"""Numerals: the figures of a sentence, in digits or words, with how firmly they are given."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from detente.record.clauses import Syntax
from detente.record.reading import Sentence

__all__ = [
    "ORDINAL",
    "ORDINALS",
    "SMALL",
    "TENS",
    "TOLERANCE",
    "Figure",
    "bounds",
    "figures",
    "is_numeral",
    "is_year",
    "may_count",
    "number_word",
    "ordinal_value",
    "words_before",
]

ONES = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
    "seventeen eighteen nineteen"
)
SMALL = {word: value for value, word in enumerate(ONES.split())}
TENS = {word: 10 * n for n, word in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split(), start=2)}
SCALES = {
    "dozen": 12.0,
    "hundred": 100.0,
    "thousand": 1e3,
    "k": 1e3,
    "million": 1e6,
    "m": 1e6,
    "mn": 1e6,
    "billion": 1e9,
    "bn": 1e9,
    "trillion": 1e12,
    "tn": 1e12,
}
ORDINAL_WORDS = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth "
    "fifteenth sixteenth seventeenth eighteenth nineteenth twentieth"
)
ORDINALS = {word: value for value, word in enumerate(ORDINAL_WORDS.split(), start=1)}
CURRENCIES = {"$": "dollar", "€": "euro", "£": "pound", "¥": "yen", "us$": "dollar"}
AT_LEAST = (
    "at least",
    "more than",
    "over",
    "no fewer than",
    "no less than",
    "not less than",
    "upwards of",
    "a minimum of",
    "exceeding",
    "above",
)
AT_MOST = (
    "at most",
    "up to",
    "fewer than",
    "less than",
    "under",
    "no more than",
    "not more than",
    "as many as",
    "as much as",
    "below",
    "a maximum of",
)
ABOUT = (
    "about",
    "around",
    "roughly",
    "approximately",
    "some",
    "nearly",
    "almost",
    "close to",
    "estimated",
    "circa",
)
BARELY = re.compile(
    r"\b(?:just|slightly|barely|marginally|narrowly|(?:a|by a) (?:little|bit|shade|fraction|touch|trifle|whisker))"
    r" (?:(?P<over>over|above|more than|upwards of)|under|below|less than|fewer than|short of)$"
)
"""What brings a bound close to its number: "a little over half"."""
NUMBER = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?")
ORDINAL = re.compile(r"(\d+)(?:st|nd|rd|th)", re.IGNORECASE)
CALENDAR = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june july august "
    "september october november december $ us$".split()
)
LONGEST_IN_NAME = 2
TOLERANCE = 0.1
SPANNING = frozenset({"to", "-", "–"})
FRACTIONS = {"half": 2, "third": 3, "quarter": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8, "tenth": 10}
ROUND = frozenset({"dozen", "hundred", "thousand", "million", "billion", "trillion"})
"""What "a" makes a number of: "a dozen", "a hundred"."""
COUNTS = ROUND | {"half", "quarter"}
MANY = frozenset({"are", "were", "have"})
"""Verbs that show "a third" to be a share, and no third person or thing."""
SUM = re.compile(r"\b(?:add|adds|added|adding) up to$")
LONGEST_NUMBER = 15
LONGEST_ORDINAL = 6
YEAR_DIGITS = 4
YEARS = (1500, 2200)


@dataclass(frozen=True, slots=True)
class Figure:
    """A number as it stands: its tokens, its value, the currency sign before it, and whether it is an ordinal
    or a share ("a quarter of")."""

    first: int
    last: int
    value: float
    sign: str = ""
    ordinal: bool = False
    share: bool = False
    low: float | None = None
    """The lower end of "between 50 and 55", whose value is the middle."""


def may_count(sentence: Sentence) -> bool:
    """A quick look for digits and number words."""
    return any(is_numeral(token.text) or token.text.lower() in COUNTS for token in sentence.tokens)


def is_numeral(text: str) -> bool:
    """Whether a word can begin a number."""
    lower = text.lower()
    words = (lower, *lower.split("-"))
    return text[:1].isdigit() or lower in ORDINALS or any(word in SMALL or word in TENS for word in words)


def is_year(figure: Figure, text: str) -> bool:
    """Whether a bare number looks like a year."""
    return text.isdigit() and len(text) == YEAR_DIGITS and YEARS[0] <= figure.value <= YEARS[1]


def words_before(syntax: Syntax, figure: Figure) -> str:
    """The words in front of a number, in lower case."""
    near = syntax.tokens[max(0, figure.first - 4) : figure.first]
    return " ".join(token.text.lower() for token in near).removesuffix(" $")


def figures(syntax: Syntax) -> Iterator[Figure]:
    """The numbers of a sentence, each with all its words."""
    index = 0
    while index < len(syntax.tokens):
        figure = figure_at(syntax, index)
        if figure is None:
            index += 1
        else:
            yield figure
            index = figure.last + 1


def figure_at(syntax: Syntax, index: int) -> Figure | None:
    """The number that begins at a token."""
    text = syntax.tokens[index].text.lower()
    if is_part_of_name(syntax, index):
        return None
    share = fraction_at(syntax, index)
    if share is not None:
        return share
    ordinal = ordinal_value(text)
    if ordinal is not None:
        is_adverb = syntax.tokens[index].pos == "ADV" or ordinal == 1
        return None if is_adverb else Figure(index, index, float(ordinal), ordinal=True)
    value = number_word(text)
    if value is None:
        return round_number(syntax, index)
    last, sign = (
        index,
        syntax.tokens[index - 1].text.lower() if index and syntax.tokens[index - 1].text.lower() in CURRENCIES else "",
    )
    whole = 0.0
    while last + 1 < len(syntax.tokens):
        following = syntax.tokens[last + 1].text.lower()
        more = number_word(following) if not following[:1].isdigit() else None
        if following in SCALES and not (following in {"m", "k"} and not sign):
            value = (value or 1) * SCALES[following]
            if SCALES[following] >= 1000:
                whole, value = whole + value, 0.0
            last += 1
        elif (
            more is not None
            and (value or whole)
            and more < 100
            and (value % 100 == 0 or (value % 10 == 0 and value % 100 >= 20 and more < 10))
        ):
            value, last = value + more, last + 1
        elif (
            following in {"and", "-"}
            and last + 2 < len(syntax.tokens)
            and (value or whole)
            and (number_word(syntax.tokens[last + 2].text.lower()) or 0)
            and not syntax.tokens[last + 2].text[:1].isdigit()
            and (value % 100 == 0 or following == "-")
        ):
            last += 1
        else:
            break
    found = Figure(index, last, whole + value, sign=CURRENCIES.get(sign, ""))
    return span_of(syntax, found) or found


def round_number(syntax: Syntax, index: int) -> Figure | None:
    """ "A dozen", "a hundred", "half a million": a number that is not meant to the last digit."""
    words = [token.text.lower() for token in syntax.tokens[index : index + 3]]
    half = words[:1] == ["half"]
    article, scale = words[half : half + 2] if len(words) > 1 + half else ("", "")
    if article not in {"a", "an"} or scale not in ROUND:
        return None
    value = SCALES[scale] / (2 if half else 1)
    return Figure(index, index + 1 + half, value, low=value * (1 - TOLERANCE))


def span_of(syntax: Syntax, first: Figure) -> Figure | None:
    """ "Between 50 and 55", "50 to 55 percent": one figure, somewhere between two; None where a number is not the first
    of such a pair, or what a change begins at ("from 41 to 47 percent")."""
    tokens = syntax.tokens
    if first.last + 2 >= len(tokens):
        return None
    before = tokens[first.first - 1].text.lower() if first.first else ""
    joint = tokens[first.last + 1].text.lower()
    between = before == "between" and joint == "and"
    if not between and (joint not in SPANNING or before == "from"):
        return None
    at = first.last + (3 if tokens[first.last + 2].text.lower() in CURRENCIES else 2)
    second = figure_at(syntax, at) if at < len(tokens) else None
    if second is None or second.ordinal or second.share or second.value <= first.value:
        return None
    if not between and not is_measured_behind(syntax, second):
        return None
    low = first.value
    scale = SCALES.get(tokens[second.last].text.lower(), 1.0)
    if tokens[first.last].text.lower() not in SCALES and low * scale < second.value:
        low *= scale  # "between 3 and 5 million"
    return Figure(first.first, second.last, (low + second.value) / 2, sign=second.sign, low=low)


def is_measured_behind(syntax: Syntax, figure: Figure) -> bool:
    """Whether a share's or a measure's word follows, or a currency's sign leads: then "50 to 55" is no result."""
    following = [token.text.lower() for token in syntax.tokens[figure.last + 1 : figure.last + 3]]
    return bool(figure.sign) or following[:1] in (["%"], ["percent"]) or following == ["per", "cent"]


def fraction_at(syntax: Syntax, index: int) -> Figure | None:
    """ "A quarter of", "two thirds of", "half the …": a share, in percent."""
    words = [token.text.lower() for token in syntax.tokens[index : index + 4]]
    if words[0] == "half" and words[1:2] and words[1] in {"of", "the", "its", "their"}:
        return Figure(index, index, 50.0, share=True)
    top_word, joined, bottom_word = words[0].partition("-")
    if joined and bottom_word:
        words[:1] = [top_word, bottom_word]
    dash = words[1:2] == ["-"]
    parts = [words[0], *words[2 if dash else 1 :]]
    top = 1 if parts[0] in {"a", "one"} else SMALL.get(parts[0], 0)
    bottom = FRACTIONS.get(parts[1].removesuffix("s"), 0) if parts[1:] else 0
    last = index + (0 if joined else 1 + dash)
    if not 0 < top < bottom or not (parts[2:3] == ["of"] or is_share_alone(syntax, last, top)):
        return None
    return Figure(index, last, 100.0 * top / bottom, share=True)


def is_share_alone(syntax: Syntax, last: int, top: int) -> bool:
    """Whether a fraction without "of" is of what was named before: "a quarter are illegible", "two thirds left"."""
    tokens = syntax.tokens
    if not syntax.parsed or last + 1 >= len(tokens) or tokens[last].dep not in {"nsubj", "nsubjpass"}:
        return False
    following = tokens[last + 1]
    sure = top > 1 or tokens[last].text.lower() == "quarter" or following.text.lower() in MANY
    return sure and following.pos in {"VERB", "AUX"}


def ordinal_value(text: str) -> int | None:
    """3 for "third" and "3rd"; None for other words."""
    match = ORDINAL.fullmatch(text)
    if match is not None:
        return int(match.group(1)) if len(match.group(1)) < LONGEST_ORDINAL else None
    return ORDINALS.get(text)


def is_part_of_name(syntax: Syntax, index: int) -> bool:
    """Whether a number belongs to a name: "World War Two", "the Group of 20", "Article 9"."""
    tokens = syntax.tokens
    before = tokens[index - 1] if index else None
    if before is None:
        return False
    text = tokens[index].text
    if before.pos == "PROPN" and before.text[:1].isupper() and before.text.lower() not in CALENDAR:
        following = tokens[index + 1] if index + 1 < len(tokens) else None
        counts = following is not None and (following.pos in {"NOUN", "ADJ", "NUM"} or following.text.lower() in SCALES)
        return text[:1].isupper() or (text.isdigit() and len(text) <= LONGEST_IN_NAME and not counts)
    return before.text.lower() == "of" and index > 1 and tokens[index - 2].text == "Group"


def number_word(text: str) -> float | None:
    """The value of one word: 1,250, twelve, forty-two; None when it is no number."""
    if len(text) <= LONGEST_NUMBER and NUMBER.fullmatch(text):
        return float(text.replace(",", ""))
    if text in SMALL:
        return float(SMALL[text])
    if text in TENS:
        return float(TENS[text])
    tens, _, ones = text.partition("-")
    if tens in TENS and SMALL.get(ones, 10) < 10:
        return float(TENS[tens] + SMALL[ones])
    return None


def bounds(value: float, before: str) -> tuple[float, float | None]:
    """(least, most) of the number after these words; None where nothing bounds it above."""
    barely = BARELY.search(before)
    if barely is not None:
        return (value, value * (1 + TOLERANCE)) if barely["over"] else (value * (1 - TOLERANCE), value)
    least = max((len(words) for words in AT_LEAST if before.endswith(words)), default=0)
    most = max((len(words) for words in AT_MOST if before.endswith(words)), default=0)
    if least > most:
        return value, None
    if most and not SUM.search(before):  # "no more than" is longer than "more than"
        return 0.0, value
    if any(before.endswith(words) for words in ABOUT):
        return value * (1 - TOLERANCE), value * (1 + TOLERANCE)
    return value, value
