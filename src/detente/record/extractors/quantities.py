"""Quantities: numbers with their unit and what they count, and the bounds that "at least" or "nearly" leave open."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from detente.record.clauses import Syntax
from detente.record.entries import Quantity
from detente.record.extraction import Extractor
from detente.record.reading import Reading, Sentence
from detente.record.wordlists import words_by_kind

__all__ = ["EXTRACTOR", "is_numeral", "ordinal_value", "quantities"]

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
MEASURES = frozenset(
    "percent kilometre kilometer km mile metre meter tonne ton kilogram kg hectare acre litre liter "
    "barrel megawatt gigawatt kilowatt mw gw dollar euro pound yen franc mark crown yuan rouble ruble "
    "rupee peso hour minute day week month year decade cent degree foot inch knot bed seat cubic".split()
)
POWERS = frozenset({"square", "cubic"})
"""What makes another unit of a measure of length."""
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
    "just over",
    "just under",
)
NUMBER = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?")
ORDINAL = re.compile(r"(\d+)(?:st|nd|rd|th)", re.IGNORECASE)
CALENDAR = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june july august "
    "september october november december $ us$".split()
)
LONGEST_IN_NAME = 2
CASUALTIES = frozenset({"dead", "wounded", "injured", "missing"})
TOLERANCE = 0.1
FRACTIONS = {"half": 2, "third": 3, "quarter": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8, "tenth": 10}
TOTALS = {"toll": "dead", "crowd": "crowd", "turnout": "crowd", "attendance": "crowd"}
TOTAL_JOINTS = frozenset({"at", "to", "of", "is", "was", "reached", "about", "around", "nearly", "be", "over", "than"})
TOTAL_REACH = 8
COUNTING = frozenset({"kill", "injure", "arrest", "displace", "attend", "stop", "deprive"})
SUM = re.compile(r"\b(?:add|adds|added|adding) up to$")
LONGEST_NUMBER = 15
LONGEST_ORDINAL = 6
ELLIPTIC = frozenset({"nsubj", "nsubjpass", "dobj", "attr"})
NEARBY = 200
YEAR_DIGITS = 4
YEARS = (1500, 2200)
SIZES = frozenset(
    "threshold majority minimum maximum quorum limit ceiling cap quota total tally toll turnout margin target "
    "requirement average crew garrison strength score".split()
)
"""Nouns whose "of" tells how many: "a threshold of 45"."""


def quantities(reading: Reading) -> tuple[Quantity, ...]:
    """Every quantity in one article's prose, in order; numbers that are part of a date are not among them."""
    dated = [(d.citation.span.start, d.citation.span.end) for d in reading.dates if d.type in {"DATE", "TIME"}]
    found: list[Quantity] = []
    for sentence in reading.sentences:
        if may_count(sentence):
            found += sentence_quantities(Syntax(sentence), reading, dated, found[-1] if found else None)
    return tuple(found)


EXTRACTOR = Extractor(code="quantities", gives="quantities", extract=quantities)


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
    return any(is_numeral(token.text) or token.text.lower() in {"half", "quarter"} for token in sentence.tokens)


def is_numeral(text: str) -> bool:
    """Whether a word can begin a number."""
    lower = text.lower()
    words = (lower, *lower.split("-"))
    return text[:1].isdigit() or lower in ORDINALS or any(word in SMALL or word in TENS for word in words)


def sentence_quantities(
    syntax: Syntax, reading: Reading, dated: list[tuple[int, int]], before: Quantity | None
) -> Iterator[Quantity]:
    """The quantities of one sentence; a number without a noun may count what the one before it counted."""
    for figure in figures(syntax):
        start = syntax.tokens[figure.first].start
        if any(begin <= start < end for begin, end in dated):
            continue
        quantity = quantity_of(syntax, figure, reading) or counted_as(syntax, figure, reading, before)
        if quantity is not None:
            before = quantity
            yield quantity


def counted_as(syntax: Syntax, figure: Figure, reading: Reading, before: Quantity | None) -> Quantity | None:
    """A number that leaves out its noun: "38 states have ratified it; forty are needed", "the papers add up to 46"."""
    tokens = syntax.tokens
    token = tokens[figure.last]
    if before is None or before.unit or not before.of or not syntax.parsed or figure.ordinal or figure.sign:
        return None
    if token.dep not in ELLIPTIC or is_year(figure, token.text) or tokens[token.head].pos not in {"VERB", "AUX"}:
        return None
    if reading.document.text.count("\n\n", before.citation.span.end, token.start) or figure.value < 2:
        return None
    if token.start - before.citation.span.end > NEARBY:
        return None
    least, most = bounds(figure.value, words_before(syntax, figure))
    cited = reading.document.cite(tokens[figure.first].start, token.end)
    return Quantity(value=figure.value, unit="", of=before.of, citation=cited, least=least, most=most)


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
        return None
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
            and (value % 100 == 0 or (value % 10 == 0 and more < 10))
        ):
            value, last = value + more, last + 1
        elif (
            following in {"and", "-"}
            and last + 2 < len(syntax.tokens)
            and value
            and (number_word(syntax.tokens[last + 2].text.lower()) or 0)
            and not syntax.tokens[last + 2].text[:1].isdigit()
            and (value % 100 == 0 or following == "-")
        ):
            last += 1
        else:
            break
    found = Figure(index, last, whole + value, sign=CURRENCIES.get(sign, ""))
    return span_of(syntax, found) or found


def span_of(syntax: Syntax, first: Figure) -> Figure | None:
    """ "Between 50 and 55": one figure, somewhere between two; None where a number is not the first of such a pair."""
    words = [token.text.lower() for token in syntax.tokens]
    if not first.first or words[first.first - 1] != "between" or words[first.last + 1 : first.last + 2] != ["and"]:
        return None
    second = figure_at(syntax, first.last + 2) if first.last + 2 < len(words) else None
    if second is None or second.ordinal or second.share or second.value <= first.value:
        return None
    low = first.value
    if second.value >= SCALES["thousand"] > low:
        low *= max(scale for scale in (1.0, *SCALES.values()) if low * scale < second.value)
    return Figure(first.first, second.last, (low + second.value) / 2, sign=second.sign, low=low)


def fraction_at(syntax: Syntax, index: int) -> Figure | None:
    """ "A quarter of", "two thirds of", "half the …": a share, in percent."""
    words = [token.text.lower() for token in syntax.tokens[index : index + 4]]
    if words[0] == "half" and words[1:2] and words[1] in {"of", "the", "its", "their"}:
        return Figure(index, index, 50.0, share=True)
    dash = words[1:2] == ["-"]
    parts = [words[0], *words[2 if dash else 1 :]]
    if parts[2:3] != ["of"]:
        return None
    top = 1 if parts[0] in {"a", "one"} else SMALL.get(parts[0], 0)
    bottom = FRACTIONS.get(parts[1].removesuffix("s"), 0)
    return Figure(index, index + 1 + dash, 100.0 * top / bottom, share=True) if 0 < top < bottom else None


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
    if text == "dozens":
        return None
    return None


def quantity_of(syntax: Syntax, figure: Figure, reading: Reading) -> Quantity | None:
    """The quantity with its unit and what it counts; None for a bare number that counts nothing."""
    tokens = syntax.tokens
    unit, counted, last = unit_after(syntax, figure)
    if not unit and not counted:
        return None
    least, most = bounds(figure.value, words_before(syntax, figure))
    if figure.low is not None:
        least, most = figure.low, 2 * figure.value - figure.low
    if figure.share and most is not None and least == most:
        least, most = figure.value * (1 - TOLERANCE), figure.value * (1 + TOLERANCE)
    first = figure.first - 1 if figure.sign else figure.first
    return Quantity(
        value=figure.value,
        unit=unit,
        of=counted,
        citation=reading.document.cite(tokens[first].start, tokens[last].end),
        least=least,
        most=most,
    )


def unit_after(syntax: Syntax, figure: Figure) -> tuple[str, str, int]:
    """(unit, what is counted, last token of the quantity)."""
    tokens = syntax.tokens
    if is_odds(syntax, figure):
        return "", "", figure.last
    if figure.share:
        return "percent", complement(syntax, figure.last), figure.last
    noun = counted_noun(syntax, figure)
    if noun is None and not figure.sign and not figure.ordinal and (counted := counted_unnamed(syntax, figure)):
        return "", counted, figure.last
    if noun is None and not figure.ordinal and (counted := votes_against(syntax, figure) or number_of(syntax, figure)):
        return "", counted, figure.last
    if figure.ordinal:
        return ("ordinal", noun_words(syntax, noun), noun) if noun is not None else ("", "", figure.last)
    following = figure.last + 1
    if following < len(tokens) and tokens[following].text in {"%", "percent", "per"}:
        last = following + 1 if tokens[following].text == "per" else following
        return "percent", complement(syntax, last), min(last, len(tokens) - 1)
    if figure.sign:
        return figure.sign, complement(syntax, figure.last), figure.last
    if noun is None:
        return "", "", figure.last
    lemma = syntax.lemma(noun)
    if lemma == "time":
        verb = tokens[noun].head if syntax.parsed else noun
        return "times", syntax.lemma(verb) if verb != noun else "", noun
    if lemma in MEASURES:
        before = tokens[noun - 1].text.lower()
        return f"{before} {lemma}" if before in POWERS else lemma, complement(syntax, noun), noun
    return "", noun_words(syntax, noun), noun


def is_odds(syntax: Syntax, figure: Figure) -> bool:
    """Whether a number is half of a ratio: "1 in 3", "two-in-three"."""
    words = [token.text.lower() for token in syntax.tokens]
    after = [w for w in words[figure.last + 1 : figure.last + 6] if w not in {"-", "–", '"', "”"}]
    before = [w for w in words[max(0, figure.first - 5) : figure.first] if w not in {"-", "–", '"', "“"}]
    leads = len(after) > 1 and after[0] in {"in", "to"} and number_word(after[1]) is not None
    return leads or (len(before) > 1 and before[-1] in {"in", "to"} and number_word(before[-2]) is not None)


def votes_against(syntax: Syntax, figure: Figure) -> str:
    """ "by 812 votes to 344": the second number counts votes too, those against."""
    before = [token.lemma.lower() for token in syntax.tokens[max(0, figure.first - 2) : figure.first]]
    return "vote against" if before in (["vote", "to"], ["vote", "against"]) else ""


def counted_unnamed(syntax: Syntax, figure: Figure) -> str:
    """What a number without a noun counts: "12 died", "killing nine", "a toll of 40", "a crowd of 5,000"."""
    tokens = syntax.tokens
    if not syntax.parsed or (figure.last + 1 < len(tokens) and tokens[figure.last + 1].text in {"%", "percent", "per"}):
        return ""
    token = tokens[figure.last]
    verb = token.head
    under = verb != figure.last and token.dep in {"nsubj", "nsubjpass", "dobj"} and tokens[verb].pos == "VERB"
    family = words_by_kind("figures", "families").get(syntax.lemma(verb)) if under else None
    if family in COUNTING and token.text.lower() != "one":
        return "person"
    before = range(max(0, figure.first - TOTAL_REACH), figure.first)
    total = next((i for i in reversed(before) if syntax.lemma(i) in TOTALS), None)
    if total is None or tokens[figure.first - 1].text.lower() not in TOTAL_JOINTS:
        return ""
    return TOTALS[syntax.lemma(total)]


def number_of(syntax: Syntax, figure: Figure) -> str:
    """ "Put the number of guns at 40", "the number of guns is 40": what the number is of."""
    tokens = syntax.tokens
    for index in range(max(0, figure.first - 16), figure.first - 2):
        if (
            tokens[index].text.lower() in {"number", "total"}
            and tokens[index + 1].text.lower() == "of"
            and syntax.parsed
        ):
            nouns = [i for mark in syntax.child(index, "prep") for i in syntax.child(mark, "pobj")]
            joint = tokens[figure.first - 1].text.lower()
            if nouns and joint in {"at", "is", "was", "to", "reached", "about", "around", "nearly", "be"}:
                return f"number {noun_words(syntax, nouns[0])}"
    return size_of(syntax, figure)


def size_of(syntax: Syntax, figure: Figure) -> str:
    """ "A threshold of 45": the noun whose size the number is."""
    tokens = syntax.tokens
    mark = tokens[figure.last].head if syntax.parsed else figure.last
    if tokens[mark].text.lower() != "of" or tokens[mark].head == mark:
        return ""
    return noun_words(syntax, tokens[mark].head) if syntax.lemma(tokens[mark].head) in SIZES else ""


def counted_noun(syntax: Syntax, figure: Figure) -> int | None:
    """The noun a number counts."""
    tokens = syntax.tokens
    if syntax.parsed:
        at = figure.last
        for _ in range(3):
            head = tokens[at].head
            if head == at:
                break
            if tokens[head].pos in {"NOUN", "PROPN"} and head > figure.last:
                return head if head - figure.last <= 6 else None
            at = head
        for mark in syntax.child(figure.last, "prep"):  # "two of the islands"
            if tokens[mark].text.lower() == "of":
                return next(iter(syntax.child(mark, "pobj")), None)
    following = figure.last + 1
    if following < len(tokens) and tokens[following].text.lower() in CASUALTIES:
        return following
    if following < len(tokens) and (
        tokens[following].pos == "NOUN"
        or (not tokens[following].pos and tokens[following].text.isalpha() and tokens[following].text.islower())
    ):
        return following
    return None


def noun_words(syntax: Syntax, at: int) -> str:
    """A noun with the adjectives and nouns that describe it, as lemmas."""
    if not syntax.parsed:
        return syntax.lemma(at)
    parts = [
        i
        for i in syntax.child(at, "compound", "amod")
        if i < at and syntax.tokens[i].pos in {"NOUN", "ADJ", "PROPN", "VERB"}
    ]
    parts = [
        i
        for i in parts
        if syntax.tokens[i].text.lower() not in ORDINALS and not ORDINAL.fullmatch(syntax.tokens[i].text)
    ]
    return " ".join(syntax.lemma(i) for i in [*parts, at])


def complement(syntax: Syntax, at: int) -> str:
    """What a measure measures: the noun it describes, or the phrase after "of" or "in"."""
    if not syntax.parsed:
        return ""
    for preposition in (i for i in range(at + 1, min(at + 3, len(syntax.tokens))) if syntax.tokens[i].dep == "prep"):
        if syntax.tokens[preposition].text.lower() in {"of", "in"}:
            for noun in syntax.child(preposition, "pobj"):
                return noun_words(syntax, noun)
    head = syntax.tokens[at].head
    if head != at and syntax.tokens[head].pos == "NOUN":
        return noun_words(syntax, head)
    return ""


def bounds(value: float, before: str) -> tuple[float, float | None]:
    """(least, most) of the number after these words; None where nothing bounds it above."""
    if any(before.endswith(words) for words in AT_LEAST):
        return value, None
    if any(before.endswith(words) for words in AT_MOST) and not SUM.search(before):
        return 0.0, value
    if any(before.endswith(words) for words in ABOUT):
        return value * (1 - TOLERANCE), value * (1 + TOLERANCE)
    return value, value
