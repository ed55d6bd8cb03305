"""Quantities: a number with its unit, or with what it counts."""

import pytest

from record.river_articles import article, record_of


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("The lake holds 4.9 billion cubic metres of water.", 4.9e9, "cubic metre"),
        ("The park covers 20 square kilometres.", 20, "square kilometre"),
        ("The canal is 300 kilometres long.", 300, "kilometre"),
        ("The dam cost 12 million dollars.", 12e6, "dollar"),
        ("Norland depends on the river for 97% of its water.", 97, "percent"),
    ],
)
def test_a_number_has_the_unit_of_its_words(text: str, value: float, unit: str) -> None:
    """A square or cubic measure is another unit than the length it is made from."""
    found = record_of(article("a", text)).quantities

    assert [(value, unit)] == [(quantity.value, quantity.unit) for quantity in found]


def test_a_volume_is_not_compared_with_a_length() -> None:
    """ "300 cubic metres" and "20 metres" of water are no rival figures."""
    held = article("a", "The lock holds 300 cubic metres of water.")
    deep = article("b", "The lock holds 20 metres of water.")

    assert () == record_of(held, deep).disagreements


def test_a_number_of_what_was_named_before_does_not_lose_the_other_numbers() -> None:
    """ "118 boats, of which 31 are licensed": the noun that "of which" stands for lies before the number."""
    found = record_of(article("a", "The port has 118 boats, of which 31 are licensed for the bay.")).quantities

    assert (118, "boat") == (found[0].value, found[0].of)


@pytest.mark.parametrize(
    ("words", "least", "most"),
    [("no more than", 0, 800), ("more than", 800, None), ("no fewer than", 800, None), ("fewer than", 0, 800)],
)
def test_no_more_than_is_a_limit_from_above(words: str, least: float, most: float | None) -> None:
    """The longest of the words before a number bounds it: "no more than" is not "more than"."""
    (found,) = record_of(article("a", f"The skippers of Norland discard {words} 800 tonnes.")).quantities

    assert (least, most) == (found.least, found.most)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("The rate went up from 41 to 47 per cent.", [(47, 47, 47)]),
        ("Some 10 to 20 percent of the boats came.", [(15, 10, 20)]),
        ("The lock costs $40 to $50 a day.", [(45, 40, 50)]),
        ("Growth of 2-3% is expected.", [(2.5, 2, 3)]),
        ("They won 3 to 5.", []),
        ("The motion was carried 18 to 3.", []),
        ("The odds are 1 in 3.", []),
        ("It passed 31 to 40, 12 percent abstaining.", [(12, 12, 12)]),
    ],
)
def test_a_change_ends_at_its_second_figure_and_a_range_lies_between_two(
    text: str, wanted: list[tuple[float, float, float]]
) -> None:
    """Both are told by "to", as odds and results are, which are no quantities."""
    found = record_of(article("a", text)).quantities

    assert wanted == [(quantity.value, quantity.least, quantity.most) for quantity in found]


@pytest.mark.parametrize(
    ("text", "counted"),
    [
        ("Outside stood the farmers. About 600 of them had come by boat.", "farmer"),
        ("The boats came in, nine of them damaged.", "boat"),
        ("The drivers and the guards left the lock. Some 40 of them were hurt.", "they"),
        ("The council met.\n\nSome 40 of them were hurt.", "they"),
    ],
)
def test_what_them_counts_is_the_one_plural_before(text: str, counted: str) -> None:
    """The one plural of the sentence, or of the one before in its paragraph; two leave it open."""
    found = record_of(article("a", text)).quantities

    assert [counted] == [quantity.of for quantity in found]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Barely one train in five left its station.", [("percent", 20)]),
        ("One in three pupils stayed at home.", [("percent", 100 / 3)]),
        ("Nine out of ten drivers agreed.", [("percent", 90)]),
        ("They lost two ships in three days.", [("", 2), ("day", 3)]),
        ("The odds are one in five.", []),
        ("Only a quarter are illegible.", [("percent", 25)]),
        ("Two thirds voted for it.", [("percent", 200 / 3)]),
        ("A third were at sea.", [("percent", 100 / 3)]),
        ("Two men fell ill, and a third was taken ashore.", [("", 2)]),
        ("A dozen countries lost their gas.", [("", 12)]),
        ("Half a million households lost power.", [("", 500_000)]),
    ],
)
def test_a_share_may_be_told_in_many_words(text: str, wanted: list[tuple[str, float]]) -> None:
    """Odds, fractions without "of" and round numbers with "a" are read; a third man is no share."""
    found = record_of(article("a", text)).quantities

    assert [(q.unit, pytest.approx(q.value)) for q in found if q.unit != "ordinal"] == wanted


@pytest.mark.parametrize(
    ("text", "most"),
    [
        ("The railway offered 4 percent, spread over 30 months.", 30),
        ("The offer was 4 percent over 24 months.", 24),
        ("Over three years they built the lock.", 3),
        ("The siege lasted over 24 months.", None),
        ("It took over 30 days.", None),
    ],
)
def test_over_a_length_of_time_bounds_what_lasts(text: str, most: float | None) -> None:
    """What is spread over a time takes just that time; what lasts over a time takes longer."""
    (found,) = (q for q in record_of(article("a", text)).quantities if q.unit != "percent")

    assert found.most == most
