"""The figures of a sentence: their value, their bounds, and what is no figure."""

import pytest

from detente.evidence import DocumentId, Span
from detente.record.analyzer import Analyzer, best_analyzer, rule_analyzer
from detente.record.clauses import Syntax
from detente.record.numerals import (
    Figure,
    bounds,
    figures,
    is_year,
    may_count,
    number_word,
    ordinal_value,
    words_before,
)
from detente.sources.document import Document, Passage


def syntax_of(text: str, analyzer: Analyzer) -> Syntax:
    """The first sentence of a text."""
    document = Document(id=DocumentId("a"), file="sources/a.txt", text=text)
    passage = Passage(span=Span(document=document.id, start=0, end=len(text)), kind="body", number=1)
    ((sentence, *_),) = analyzer.sentences([(document, (passage,))])
    return Syntax(sentence)


def read(text: str) -> list[Figure]:
    """The figures of a sentence, without a parse."""
    return list(figures(syntax_of(text, rule_analyzer())))


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("12", 12), ("1,250", 1250), ("2.5", 2.5), ("twelve", 12), ("forty-two", 42), ("forty two", 42), ("ninety", 90),
        ("two hundred", 200), ("two hundred and five", 205), ("two hundred forty", 240), ("two hundred forty-two", 242),
        ("three thousand", 3000), ("3 thousand", 3000), ("three thousand two hundred", 3200), ("1.5 million", 1.5e6),
        ("two million three hundred thousand", 2.3e6), ("4.9 billion", 4.9e9), ("2 trillion", 2e12), ("three dozen", 36),
        ("two thousand and nineteen", 2019), ("nineteen", 19), ("zero", 0),
    ],
)  # fmt: skip
def test_a_number_has_the_value_of_its_words(words: str, value: float) -> None:
    """Tens and ones, hundreds and what stands beyond them, in words, figures or both."""
    (figure,) = read(f"They saw {words} boats.")

    assert (value, "", False, False) == (figure.value, figure.sign, figure.ordinal, figure.share)


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("They saw two and three boats.", [2, 3]), ("They saw 20 and 5 boats.", [20, 5]), ("They saw twenty twelve boats.", [20, 12]),
        ("They saw ten five boats.", [10, 5]), ("They saw 5 m of rope.", [5]), ("They saw 5 k of rope.", [5]),
        ("They saw zero five boats.", [0, 5]), ("They saw two hundred and 5 boats.", [200, 5]),
        ("They saw five hundred thousand two boats.", [500002]),
    ],
)  # fmt: skip
def test_numbers_that_do_not_make_one_stay_apart(text: str, values: list[float]) -> None:
    """Ones after tens add; other neighbours are numbers of their own, and a bare "m" is a metre."""
    assert values == [figure.value for figure in read(text)]


@pytest.mark.parametrize(
    ("text", "value", "sign"),
    [("They paid $5 m then.", 5e6, "dollar"), ("They paid $ 5 bn then.", 5e9, "dollar"), ("They paid €12 then.", 12, "euro"),
     ("They paid £ 3 k then.", 3000, "pound"), ("They paid ¥7 then.", 7, "yen")],
)  # fmt: skip
def test_a_sign_of_money_gives_the_currency(text: str, value: float, sign: str) -> None:
    """And lets "m" and "k" be millions and thousands."""
    assert [(value, sign)] == [(figure.value, figure.sign) for figure in read(text)]


@pytest.mark.parametrize(
    ("text", "share"),
    [("They lost half of it.", 50), ("They lost half the fleet.", 50), ("They lost half their fleet.", 50),
     ("They lost a quarter of it.", 25), ("They lost two thirds of it.", 200 / 3), ("They lost two-thirds of it.", 200 / 3),
     ("They lost one fifth of it.", 20), ("They lost three-quarters of it.", 75)],
)  # fmt: skip
def test_a_fraction_of_something_is_a_share_in_percent(text: str, share: float) -> None:
    """With its words or its hyphen."""
    (figure,) = read(text)

    assert (True, round(share, 9)) == (figure.share, round(figure.value, 9))


@pytest.mark.parametrize("text", ["They came half asleep.", "They lost four thirds of it.", "They saw a boat of oak."])
def test_what_is_no_part_of_a_whole_is_no_share(text: str) -> None:
    """A half of nothing, or more than the whole."""
    assert [] == [figure for figure in read(text) if figure.share]


@pytest.mark.parametrize(
    ("text", "value"),
    [("3rd", 3), ("21ST", 21), ("third", 3), ("twentieth", 20), ("12345th", 12345), ("123456th", None), ("lock", None),
     ("3", None)],
)  # fmt: skip
def test_an_ordinal_is_a_place_in_an_order(text: str, value: int | None) -> None:
    """Of at most five digits."""
    assert value == ordinal_value(text)


def test_first_is_an_adverb_and_third_a_figure() -> None:
    """ "First, they left" counts nothing."""
    assert [3.0] == [figure.value for figure in read("First they saw the third boat.") if figure.ordinal]


@pytest.mark.parametrize(
    ("text", "low", "value"),
    [
        ("They saw between 50 and 60 boats.", 50, 55), ("They saw between two and four boats.", 2, 3),
        ("They paid between 3 and 5 million francs.", 3e6, 4e6), ("They paid between 3 thousand and 5 thousand.", 3e3, 4e3),
        ("They paid between 500 and 1 thousand.", 500, 750),
        ("They saw between 50 and 5,000 boats.", 50, 2525), ("They saw between 900 and 1,100 boats.", 900, 1000),
        ("They paid between 3 thousand and 5 million.", 3e3, 2501500), ("They saw between two and three dozen.", 24, 30),
    ],
)  # fmt: skip
def test_between_two_numbers_is_one_figure_with_a_lower_end(text: str, low: float, value: float) -> None:
    """Its value is the middle; the scale of the second is the first's where that stands alone."""
    assert [(low, value)] == [(figure.low, figure.value) for figure in read(text)]


@pytest.mark.parametrize("text", ["They saw between 60 and 50 boats.", "They saw between 50 and the boats.",
                                  "They came between 5 and the third boat.", "They saw between 50 and"])  # fmt: skip
def test_two_numbers_that_are_no_ends_stay_apart(text: str) -> None:
    """The second smaller, an ordinal, or missing."""
    assert [None] * len(read(text)) == [figure.low for figure in read(text)]


@pytest.mark.parametrize(
    ("before", "expected"),
    [
        ("", (100, 100)), ("with at least", (100, None)), ("more than", (100, None)), ("up to", (0, 100)),
        ("the papers add up to", (100, 100)), ("no more than", (0, 100)), ("nearly", (90, 110)), ("about", (90, 110)),
        ("with the", (100, 100)),
    ],
)  # fmt: skip
def test_words_before_a_number_bound_it(before: str, expected: tuple[float, float | None]) -> None:
    """Below, above, or on both sides within a tenth; what adds up to a number is that number."""
    least, most = bounds(100, before)

    assert expected == (round(least), None if most is None else round(most))


def test_the_words_before_a_number_leave_out_its_sign() -> None:
    """ "More than $5": the words are "more than"."""
    syntax = syntax_of("They paid more than $5 then.", rule_analyzer())
    (figure,) = figures(syntax)

    assert "paid more than" == words_before(syntax, figure)


@pytest.mark.parametrize(("text", "year"), [("1500", True), ("2200", True), ("1499", False), ("2201", False),
                                            ("1,956", False), ("956", False)])  # fmt: skip
def test_four_bare_digits_may_be_a_year(text: str, year: bool) -> None:
    """From 1500 to 2200."""
    assert year is is_year(Figure(0, 0, float(text.replace(",", ""))), text)


@pytest.mark.parametrize(("text", "counts"), [("They left.", False), ("They saw 5.", True), ("Half left.", True),
                                              ("Forty-two left.", True), ("The third left.", True)])  # fmt: skip
def test_a_sentence_without_number_words_is_not_looked_at(text: str, counts: bool) -> None:
    """Digits, number words, ordinals, halves."""
    assert counts is may_count(syntax_of(text, rule_analyzer()).sentence)


@pytest.mark.parametrize("word", ["dozens", "forty-ten", "forty-", "1,23", "1234567890123456", "lock"])
def test_words_without_a_value(word: str) -> None:
    """Nobody says how many, or it is no number."""
    assert number_word(word) is None


@pytest.mark.parametrize(
    ("text", "values"),
    [("World War Two ended in Lund.", []), ("They cited Article 9 of it.", []), ("The Group of 20 met in Lund.", []),
     ("Norland 12 boats lost.", [12])],
)  # fmt: skip
def test_a_number_within_a_name_counts_nothing(text: str, values: list[float]) -> None:
    """ "World War Two", "the Group of 20"; a number before what it counts is one."""
    assert values == [figure.value for figure in figures(syntax_of(text, best_analyzer()))]
