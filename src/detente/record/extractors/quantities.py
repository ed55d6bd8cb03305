"""Quantities: numbers with their unit and what they count, and the bounds that "at least" or "nearly" leave open."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import takewhile

from detente.record.clauses import Grammar, Syntax
from detente.record.entries import Quantity
from detente.record.extraction import Extractor
from detente.record.measures import joined
from detente.record.numerals import (
    ORDINAL,
    ORDINALS,
    TOLERANCE,
    Figure,
    bounds,
    figures,
    is_year,
    may_count,
    number_word,
    words_before,
)
from detente.record.reading import Reading, Sentence, Token
from detente.record.wholes import is_left_out, rest_of
from detente.record.wordlists import words_by_kind

__all__ = ["EXTRACTOR", "quantities"]

MEASURES = frozenset(
    "percent kilometre kilometer km mile metre meter tonne ton kilogram kg hectare acre litre liter "
    "barrel megawatt gigawatt kilowatt mw gw dollar euro pound yen franc mark crown yuan rouble ruble "
    "rupee peso hour minute second day week month year decade cent degree foot inch centimetre centimeter cm gram "
    "ounce knot bed seat cubic".split()
)
POWERS = frozenset({"square", "cubic"})
"""What makes another unit of a measure of length."""
TIMES = frozenset({"second", "minute", "hour", "day", "week", "month", "year", "decade"})
LASTING = frozenset(
    "last take wait be run spend need require for after of than continue stay remain go serve hold endure stretch "
    "within just well age aged and to".split()
)
"""After these words "over" bounds a length of time: "lasted over 24 months"."""
ODDS_REACH = 8
MOST_ODDS = 100
CASUALTIES = frozenset({"dead", "wounded", "injured", "missing"})
TOTALS = {"toll": "dead", "crowd": "crowd", "turnout": "crowd", "attendance": "crowd"}
TOTAL_JOINTS = frozenset({"at", "to", "of", "is", "was", "reached", "about", "around", "nearly", "be", "over", "than"})
TOTAL_REACH = 8
COUNTING = frozenset({"kill", "injure", "arrest", "displace", "attend", "stop", "deprive"})
ELLIPTIC = frozenset({"nsubj", "nsubjpass", "dobj", "attr"})
NEARBY = 200
SIZES = frozenset(
    "threshold majority minimum maximum quorum limit ceiling cap quota total tally toll turnout margin target "
    "requirement average crew garrison strength score".split()
)
"""Nouns whose "of" tells how many: "a threshold of 45"."""


def quantities(reading: Reading) -> tuple[Quantity, ...]:
    """Every quantity in one article's prose, in order; numbers that are part of a date are not among them, nor those of
    "all but ten" of whom it is not told how many they are."""
    dated = [(d.citation.span.start, d.citation.span.end) for d in reading.dates if d.type in {"DATE", "TIME"}]
    found: list[Quantity] = []
    before: Sentence | None = None
    for sentence in reading.sentences:
        if may_count(sentence):
            told = sentence_quantities(reading.once(Grammar).of(sentence), reading, dated, found[-1] if found else None)
            found += joined([named(quantity, sentence, before) for quantity in told], reading.document)
        before = sentence
    return tuple(found)


EXTRACTOR = Extractor(code="quantities", gives="quantities", extract=quantities)


def sentence_quantities(
    syntax: Syntax, reading: Reading, dated: list[tuple[int, int]], before: Quantity | None
) -> Iterator[Quantity]:
    """The quantities of one sentence; a number without a noun may count what the one before it counted."""
    for figure in figures(syntax):
        start = syntax.tokens[figure.first].start
        last = bisect_right(dated, start, key=lambda date: date[0]) - 1
        if last >= 0 and start < dated[last][1]:
            continue
        quantity = quantity_of(syntax, figure, reading) or counted_as(syntax, figure, reading, before)
        if quantity is not None and is_left_out(quantity, reading.document):
            quantity = rest_of(quantity, reading.document)
        if quantity is not None:
            before = quantity
            yield quantity


def named(quantity: Quantity, sentence: Sentence, before: Sentence | None) -> Quantity:
    """ "About 600 of them": what "them" stands for, where the words before, or the sentence before, have but one plural
    that does or is something."""
    if quantity.of != "they":
        return quantity
    here = plurals(t for t in sentence.tokens if t.start < quantity.citation.span.start)
    near = before is not None and before.passage.number == sentence.passage.number
    meant = here or (plurals(before.tokens) if before is not None and near else frozenset())
    return replace(quantity, of=min(meant)) if len(meant) == 1 else quantity


def plurals(tokens: Iterable[Token]) -> frozenset[str]:
    """The plural nouns that do or are something with those beside them, or all where none does."""
    nouns = [token for token in tokens if token.tag == "NNS"]
    subjects = [token for token in nouns if token.dep in {"nsubj", "nsubjpass", "attr"}]
    beside = [token for token in nouns if token.dep == "conj"]
    return frozenset(token.lemma.lower() for token in (subjects + beside if subjects else nouns))


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


def quantity_of(syntax: Syntax, figure: Figure, reading: Reading) -> Quantity | None:
    """The quantity with its unit and what it counts; None for a bare number that counts nothing."""
    tokens = syntax.tokens
    if (odds := odds_of(syntax, figure, reading)) is not None:
        return odds
    unit, counted, last = unit_after(syntax, figure)
    if not unit and not counted:
        return None
    before = words_before(syntax, figure)
    least, most = (figure.value, figure.value) if is_spread(syntax, figure, unit) else bounds(figure.value, before)
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
    behind = [token.text.lower() for token in syntax.tokens[figure.last + 1 : figure.last + 6]]
    ahead = [token.text.lower() for token in syntax.tokens[max(0, figure.first - 5) : figure.first]]
    after = [w for w in behind if w not in {"-", "–", '"', "”"}]
    before = [w for w in ahead if w not in {"-", "–", '"', "“"}]
    if len(before) > 2 and before[-3] == "from" and before[-1] == "to":
        return False  # what a change ends at: "from 41 to 47 percent"
    leads = len(after) > 1 and after[0] in {"in", "to"} and number_word(after[1]) is not None
    if before[-2:] in (["out", "of"], ["in", "every"]):
        before[-2:] = ["in"]
    return leads or (len(before) > 1 and before[-1] in {"in", "to"} and number_word(before[-2]) is not None)


def odds_of(syntax: Syntax, figure: Figure, reading: Reading) -> Quantity | None:
    """A share told as so many in so many: "one train in five", "nine out of ten drivers"."""
    tokens = syntax.tokens
    behind = list(tokens[figure.last + 1 : figure.last + ODDS_REACH])
    named = list(takewhile(lambda token: token.pos in {"NOUN", "ADJ", "PUNCT"}, behind))
    rest = [token.text.lower() for token in behind[len(named) :]]
    joint = 2 if rest[:2] in (["out", "of"], ["in", "every"]) else int(rest[:1] == ["in"])
    whole = number_word(rest[joint]) if joint and len(rest) > joint else None
    if figure.ordinal or figure.sign or figure.share or whole is None or not 0 < figure.value < whole <= MOST_ODDS:
        return None
    last = figure.last + 1 + len(named) + joint
    noun = last + 1 if last + 1 < len(tokens) and tokens[last + 1].pos in {"NOUN", "ADJ"} else None
    if bool(noun) == bool(named):  # "two ships in three days"; "one in five" of nothing named
        return None
    head = next((i for i in range(noun, len(tokens)) if tokens[i].pos == "NOUN"), noun) if noun else last - joint - 1
    cited = reading.document.cite(tokens[figure.first].start, tokens[head if noun else last].end)
    share = 100.0 * figure.value / whole
    least, most = share * (1 - TOLERANCE), share * (1 + TOLERANCE)
    return Quantity(value=share, unit="percent", of=noun_words(syntax, head), citation=cited, least=least, most=most)


def is_spread(syntax: Syntax, figure: Figure, unit: str) -> bool:
    """Whether "over" tells the time that something takes, and no bound: "4 percent over 24 months"."""
    if unit not in TIMES or not figure.first or syntax.tokens[figure.first - 1].text.lower() != "over":
        return False
    return figure.first < 2 or syntax.lemma(figure.first - 2) not in LASTING


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
            if tokens[mark].text.lower() == "of" and mark > figure.last:  # not "vessels, of which 31 are licensed"
                return next((i for i in syntax.child(mark, "pobj") if i > figure.last), None)
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
