"""The tokens of a text, and a grammar over them: what a pattern matches, and which of several forms is taken."""

import pytest

from detente.record.dating.grammar import Grammar, Match, Rule, grammar_of
from detente.record.dating.lexer import Alphabet, alphabet_of, tokens_of
from detente.record.dating.lexicon import WORDS
from detente.record.dating.meanings import Found, Meaning, Vague

ALPHABET = alphabet_of(WORDS, ["day", "of"])


def symbols(alphabet: Alphabet, character: str) -> set[str]:
    """The symbols that a token's character answers to."""
    return {symbol for symbol, characters in alphabet.symbols.items() if character in characters}


def kinds(text: str) -> list[tuple[str, str]]:
    """(token, its symbols) in order."""
    tokens = tokens_of(text, ALPHABET)
    return [
        (tokens.raw(index), " ".join(sorted(symbols(ALPHABET, character))))
        for index, character in enumerate(tokens.characters)
    ]


# ── tokens ───────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("token", "answers"),
    [
        ("Sept.", "MONTH"), ("SEPT", "MONTH"), ("sept", "MONTH"), ("may", ""), ("May", "MONTH"), ("MAY", "MONTH"),
        ("p.m.", "MERIDIEM"), ("o’clock", "OCLOCK"), ("o'clock", "OCLOCK"), ("5:30", "CLOCK"), ("17:30:15", "CLOCK"),
        ("'89", "SHORTYEAR"), ("’07", "SHORTYEAR"), ("1990s", "DECADE"), ("'90s", "DECADE"), ("2018-09-12", "ISO"),
        ("2018-09-12T10:30", "ISO"), ("24.10.2025", "NUMERIC"), ("3/4/18", "NUMERIC"), ("3/4", "FRACTION"),
        (",", "COMMA"), ("—", "DASH"), ("--", "DASH"), ("B.C.", "ERA_BEFORE"), ("A.D.", "ERA_AFTER"),
        ("day", "'day' SINGLE UNIT"), ("of", "'of'"), ("lock", ""), ("x9", ""), ("75b", ""), ("(", ""), ("$", ""),
        ("Tuesday", "WEEKDAY"), ("Tuesdays", "WEEKDAYS"), ("Tues.", "WEEKDAY"), ("centuries", "PLURAL UNIT"),
    ],
)  # fmt: skip
def test_a_token_answers_to_its_symbols(token: str, answers: str) -> None:
    """Each is one token, whole; names that are other words in lower case need their capital."""
    assert [(token, answers)] == kinds(token)


@pytest.mark.parametrize(
    ("figures", "answers"),
    [
        ("0", "HOUR NUMBER"), ("1", "ANCIENT DAY HOUR NUMBER"), ("24", "ANCIENT DAY HOUR NUMBER YY"),
        ("25", "ANCIENT DAY NUMBER YY"), ("31", "ANCIENT DAY NUMBER YY"), ("32", "ANCIENT NUMBER YY"),
        ("00", "HOUR NUMBER YY"), ("05", "ANCIENT DAY HOUR NUMBER YY"), ("005", "ANCIENT NUMBER"),
        ("99", "ANCIENT NUMBER YY"), ("100", "ANCIENT NUMBER"), ("999", "ANCIENT NUMBER"), ("0999", "ANCIENT NUMBER"),
        ("1000", "ANCIENT NUMBER YEAR"), ("1799", "ANCIENT NUMBER YEAR"), ("1800", "ANCIENT NUMBER YEAR"),
        ("2099", "ANCIENT NUMBER YEAR"), ("2100", "ANCIENT NUMBER YEAR"), ("2199", "ANCIENT NUMBER YEAR"),
        ("2200", "ANCIENT NUMBER"), ("0000", "NUMBER"), ("10000", "NUMBER"), ("1,200", "NUMBER"), ("1.5", "NUMBER"),
        ("123456789012", "NUMBER"),
    ],
)  # fmt: skip
def test_figures_answer_to_what_they_can_be(figures: str, answers: str) -> None:
    """A day to 31, an hour to 24, two digits of a year, a year from 1000 to 2199, a year of old."""
    assert [(figures, answers)] == kinds(figures)


@pytest.mark.parametrize(
    ("ordinal", "answers"),
    [
        ("1st", "DAYTH ORDINAL"),
        ("31st", "DAYTH ORDINAL"),
        ("32nd", "ORDINAL"),
        ("0th", "ORDINAL"),
        ("100th", "ORDINAL"),
    ],
)
def test_an_ordinal_may_be_a_day(ordinal: str, answers: str) -> None:
    """From the first to the thirty-first."""
    assert [(ordinal, answers)] == kinds(ordinal)


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("10am", ["10", "am"]), ("60hrs", ["60", "hrs"]), ("Norland's", ["Norland", "'s"]), ("1-2-3-4", list("1-2-3-4")),
        ("a\n\n b", ["a", "\n\n ", "b"]), ("a\nb", ["a", "b"]), ("a \t b", ["a", "b"]), ("1990-95", ["1990", "-", "95"]),
        ("Sunday.", ["Sunday", "."]), ("Sun.", ["Sun."]), ("3.11.2", ["3.11", ".", "2"]), ("", []),
    ],
)  # fmt: skip
def test_text_falls_into_tokens(text: str, tokens: list[str]) -> None:
    """White space is none, an empty line is one; figures and the letters glued to them come apart where they are a time."""
    assert tokens == [token for token, _ in kinds(text)]


def test_tokens_know_their_place_and_nothing_outside_the_text() -> None:
    """Half-open places in code points; a word in lower case, or as it is written."""
    tokens = tokens_of("On Sept. 12", ALPHABET)

    assert ([0, 3, 9], [2, 8, 11]) == (tokens.starts, tokens.ends)
    assert ["", "on", "sept.", "12", ""] == [tokens.word(index) for index in range(-1, 4)]
    assert ["", "On", "Sept.", "12", ""] == [tokens.raw(index) for index in range(-1, 4)]


# ── patterns ─────────────────────────────────────────────────────────────────────────────────────────────────


def said(word: str) -> Meaning:
    """A meaning that tells which rule was taken."""
    return Vague(value=word)


def grammar(*rules: tuple[str, str], macros: dict[str, str] | None = None) -> Grammar:
    """A grammar whose rules mean their own names."""
    return grammar_of(
        [Rule(name, pattern, lambda match, name=name: said(name)) for name, pattern in rules], macros or {}
    )


def spoken(language: Grammar, text: str) -> list[tuple[str, str]]:
    """(words, rule) of everything that is found."""
    tokens, found = language.find(text)
    return [
        (text[tokens.starts[one.first] : tokens.ends[one.last - 1]], one.meaning.value)  # type: ignore[union-attr]
        for one in found
    ]


@pytest.mark.parametrize(
    ("pattern", "text", "words"),
    [
        ("MONTH DAY", "on May 4 and June 5", ["May 4", "June 5"]),
        ("MONTH (COMMA? YEAR)?", "in May, 2019 or May 2020, or May", ["May, 2019", "May 2020", "May"]),
        ("'week' 'of' MONTH", "the week of May, a week in June", ["week of May"]),
        ("(MONTH | WEEKDAY) EDGE", "a Monday end, a May end", ["Monday end", "May end"]),
        ("YEAR{2,3}", "1990 and 1991 1992 and 1993 1994 1995 1996", ["1991 1992", "1993 1994 1995"]),
        ("MONTH", "may May MAY", ["May", "MAY"]),
    ],
)
def test_a_pattern_matches_symbols_and_words(pattern: str, text: str, words: list[str]) -> None:
    """Capitals are symbols, quotes are words, the rest is as in regular expressions."""
    assert words == [words for words, _ in spoken(grammar(("form", pattern)), text)]


def test_a_form_never_reaches_over_a_word_it_does_not_know() -> None:
    """Nor over an empty line, nor a stop."""
    language = grammar(("day", "MONTH DAY"))

    assert [] == spoken(language, "May lock 4. May\n\n4. May. 4")


def test_the_longest_form_is_taken_and_of_two_alike_the_first() -> None:
    """Whatever the order, a longer match wins."""
    language = grammar(("month", "MONTH"), ("day", "MONTH DAY"), ("other day", "MONTH (DAY|YEAR)"))

    assert [("May 4", "day"), ("May 2019", "other day"), ("May", "month")] == spoken(language, "May 4, May 2019, May")


def test_a_form_that_means_nothing_gives_way_to_the_next() -> None:
    """`read` returns None where the words only look like a time; then the reading goes on behind its first word."""
    rules = [
        Rule(
            "day", "MONTH DAY", lambda match: said("day") if match.word("d") != "x" and match.after() == "." else None
        ),
        Rule("month", "MONTH", lambda match: said("month")),
    ]

    assert [("May", "month"), ("May 4", "day")] == spoken(grammar_of(rules, {}), "May 4 and May 4.")
    assert [] == spoken(grammar_of([Rule("never", "MONTH DAY", lambda match: None)], {}), "May 4")


def test_what_was_found_is_not_found_again_within() -> None:
    """The next expression begins where the last one has ended, right behind it."""
    language = grammar(("day", "MONTH DAY"), ("number", "DAY"), ("month", "MONTH"))

    assert [("May 4", "day"), ("5", "number"), ("June 6", "day")] == spoken(language, "May 4 5 June 6")


def test_text_without_a_word_of_time_is_passed_over() -> None:
    """Numbers alone begin no expression, however many forms would take them."""
    language = grammar(("number", "NUMBER"), ("month", "MONTH NUMBER?"))

    assert [] == spoken(language, "12 of 40")
    assert [("May 12", "month"), ("40", "number")] == spoken(language, "May 12 40")


def test_a_group_is_the_words_it_matched() -> None:
    """In lower case, as one string or one by one; a group that took no part has none."""
    met: list[Match] = []
    rule = Rule("day", "month:MONTH day:(DAY | 'the' DAYTH) (COMMA year:YEAR)?", lambda match: met.append(match))  # type: ignore[func-returns-value]
    grammar_of([rule], {}).find("on May the 4th, and June 5, 2019 too")
    first, second = met[0], met[-1]

    assert ("may", ("the", "4th"), "the 4th") == (first.word("month"), first.words("day"), first.word("day"))
    assert (False, (), True, "2019") == (
        first.has("year"),
        first.words("year"),
        second.has("year"),
        second.word("year"),
    )
    assert ("on", "", ",", "and") == (first.before(), first.before(2), first.after(), first.after(2))
    assert ("too", "") == (second.after(), second.after(2))


def test_a_name_may_stand_in_several_alternatives() -> None:
    """The group is the one that took part."""
    words: list[str] = []
    rule = Rule("day", "day:DAY MONTH | MONTH day:DAY", lambda match: words.append(match.word("day")))  # type: ignore[func-returns-value]
    grammar_of([rule], {}).find("4 May, June 5")

    assert ["4", "5"] == words


def test_an_expression_may_be_narrower_than_its_form() -> None:
    """The group `is` is the expression; the words around it only had to be there."""
    rules = [Rule("eve", "'at' is:'present'", lambda match: said("now"))]

    assert [("present", "now")] == spoken(grammar_of(rules, {}), "at present")


def test_a_form_may_hold_two_times() -> None:
    """The group `then` is the second, read by the rule's second reading; without one, or where it means nothing, none."""

    def pair(second: Meaning | None) -> list[tuple[str, str]]:
        rule = Rule("pair", "is:(MONTH DAY) ('to' then:DAY)?", lambda match: said("first"), lambda match: second)
        return spoken(grammar_of([rule], {}), "May 4 to 6, June 5")

    assert [("May 4", "first"), ("6", "second"), ("June 5", "first")] == pair(said("second"))
    assert [("May 4", "first"), ("June 5", "first")] == pair(None)


def test_expressions_are_places_of_tokens() -> None:
    """First and last as half-open numbers of tokens."""
    _, found = grammar(("day", "MONTH DAY")).find("on May 4")

    assert [Found(first=1, last=3, meaning=said("day"))] == found


def test_macros_are_written_out_where_they_are_named() -> None:
    """One may use those that stand before it; a longer name or a quoted word is not it."""
    macros = {"NTH": "(DAY | DAYTH)", "NTH_DAY": "MONTH NTH"}
    language = grammar(("day", "NTH_DAY 'NTH'?"), macros=macros)

    assert [("May 4", "day"), ("June 5th", "day")] == spoken(language, "May 4, June 5th")


@pytest.mark.parametrize("pattern", ["MONTH DAY]", "month", "MONTH *", "'open"])
def test_a_pattern_that_cannot_be_read_is_refused(pattern: str) -> None:
    """When the grammar is built, with the words at fault."""
    with pytest.raises(ValueError, match="cannot read the pattern"):
        grammar(("form", pattern))


def test_an_unknown_symbol_is_refused() -> None:
    """A rule that could never match is a mistake."""
    with pytest.raises(KeyError):
        grammar(("form", "MONHT"))


def test_a_mean_text_takes_no_longer_than_its_length() -> None:
    """Ten thousand beginnings of a form are ten thousand places, not their product."""
    assert 10_000 == len(spoken(grammar(("month", "MONTH (DAY YEAR)?")), "May " * 10_000))


def test_where_a_form_means_nothing_the_next_word_may_begin_one() -> None:
    """No word is skipped."""
    rules = [
        Rule("day", "MONTH DAY", lambda match: None),
        Rule("year", "DAY YEAR", lambda match: said("year")),
    ]

    assert [("4 2019", "year")] == spoken(grammar_of(rules, {}), "May 4 2019")


def test_a_second_time_that_nobody_reads_is_left_alone() -> None:
    """A form may name the group for its own sake."""
    rules = [Rule("pair", "is:MONTH 'to' then:MONTH", lambda match: said("first"))]

    assert [("May", "first")] == spoken(grammar_of(rules, {}), "May to June")


def test_rules_and_grammars_cannot_be_changed() -> None:
    """A grammar is compiled once, for everybody."""
    rule = Rule("month", "MONTH", lambda match: said("month"))

    with pytest.raises(AttributeError):
        rule.name = "other"  # type: ignore[misc]
    with pytest.raises(AttributeError):
        grammar_of([rule], {}).rules = ()  # type: ignore[misc]


@pytest.mark.parametrize(
    ("pattern", "text"),
    [
        ("'the'? MONTH", "May"), ("'the'? MONTH", "the May"), ("'the'? 'last'? MONTH", "last May"),
        ("(MONTH | 'the' DAY) YEAR", "May 2019"), ("(MONTH | 'the' DAY) YEAR", "the 3 2019"),
        ("one:('on' | 'in')? two:YEAR", "2019"), ("one:('on' | 'in')? two:YEAR", "in 2019"),
        ("(DASH? NUMBER){0,2} MONTH", "May"), ("(DASH? NUMBER){0,2} MONTH", "- 1,200 May"),
        ("(DASH? NUMBER){1,2} MONTH", "1,200 - 1,200 May"), ("('a' | ('b'? 'c')) MONTH", "c May"),
        ("('a' | ('b'? 'c')) MONTH", "b c May"), ("is:((MONTH DAY?) | 'of' YEAR)", "of 2019"),
        ("'the' MONTH | MONTH 'the'", "May the"), ("('the'? | 'a') MONTH", "May"),
    ],
)  # fmt: skip
def test_a_form_is_tried_wherever_it_can_begin(pattern: str, text: str) -> None:
    """What may be left out, or stands as an alternative, can begin it."""
    rules = [Rule("form", pattern, lambda match: said("form"))]

    assert [(text, "form")] == spoken(grammar_of(rules, {}), text)
