"""Four digits that are a year, and four digits that are a count, a price, a size or part of a longer number."""

from datetime import date

import pytest

from detente.record.dating import expressions

FRIDAY = date(2019, 1, 4)


def values(text: str) -> list[str]:
    """The values of a text's points of time in order."""
    return [one.value for one in expressions(text, published=FRIDAY) if one.type == "DATE"]


@pytest.mark.parametrize(
    "text",
    [
        "In 1956 they met.", "1956's vote failed.", "The 1956 vote failed.", "The 1956 “vote” failed.", "This 1956 vote.",
        "Lund's 1956 vote failed.", "The elections 1956 came.", "A secret 1956 pact.", "(1956)", "(1956 pact)", "(1956, Lund)",
        "[1956]", "1956: they met.", "1956 they met.", "1956 lock.", "1956", "They said, 1956.", "They said, 1956 and left.",
        "mid-1956", "pre-1956", "post-1956", "Throughout 1956 they met.", "In the year 1956 they met.", "It ended, 1956",
        "They met\n1956\nand left.", "Since 1956, they met.", "Every 1956 pact.", "In spring 1956",
    ],
)  # fmt: skip
def test_a_number_beside_words_of_time_is_a_year(text: str) -> None:
    """After "in", a determiner or a bracket, before a noun or a clause, or alone on a line."""
    assert ["1956"] == [value[:4] for value in values(text)]


@pytest.mark.parametrize(
    "text",
    [
        "They counted 1956 people.", "In 1956 people came.", "In 1956% it was.", "In $1956 it was.", "In 1956/57.", "A/1956 pact.",
        "In 1956° heat.", "They said: 1956 locks.", "They said, 1956 locks.", "They said 1956.",
        "foo-1956", "A Secret 1956 pact.", "A secret 1956 pacts.", "A secret 1956 was.", "Flight number 1956 pact.",
        "They cost 1956 pact.", "The 1956, they said.", "Lund's 1956.", "(1956.)", "1956 locks.", "The vote was 1956 to 1820.",
        "The 1956 km failed.", "In 1956 or 2000 people came.", "1920, 24.10.2025 it was.",
    ],
)  # fmt: skip
def test_a_number_beside_a_count_or_a_sign_is_none(text: str) -> None:
    """Before what is counted, on a sign of money or arithmetic, in an address, in a row of numbers."""
    assert [] == [value for value in values(text) if value in ("1956", "1820", "2000", "1920")]


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("In 1000 they met.", ["1000"]), ("In 999 they met.", []), ("During 1499 they met.", []),
        ("During 1500 they met.", ["1500"]), ("During 2099 they met.", ["2099"]), ("During 2100 they met.", []),
        ("The 1499 vote failed.", []), ("The 1500 vote failed.", ["1500"]), ("The 1600 locks failed.", []),
        ("The 1699 locks failed.", []), ("The 1700 locks failed.", ["1700"]), ("The 2099 vote failed.", ["2099"]),
        ("The 2100 vote failed.", []), ("Lund's 1799 vote failed.", []), ("Lund's 1800 vote failed.", ["1800"]),
        ("A secret 1799 pact.", []), ("A secret 1800 pact.", ["1800"]), ("1799: they met.", []), ("1800: they met.", ["1800"]),
        ("(1499)", []), ("(1500)", ["1500"]), ("1499", []), ("1500", ["1500"]), ("1499's vote failed.", []),
        ("1501's vote failed.", ["1501"]), ("In 2199 they meet.", ["2199"]), ("In 2200 they meet.", []),
    ],
)  # fmt: skip
def test_the_surer_the_words_the_older_the_year_may_be(text: str, years: list[str]) -> None:
    """From 1000 after "in", from 1500 after other words of time, from 1800 elsewhere; to 2099 but after "in"."""
    assert years == values(text)


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("The war of 1915-17 ended.", ["1915", "1917"]), ("The war of 1915–1917 ended.", ["1915", "1917"]),
        ("The war of 1915-15 ended.", ["1915"]), ("The war of 1915-14 ended.", ["1915"]),
        ("The war of 2001-05 ended.", ["2001", "2005"]), ("The war of 1500-50 ended.", ["1500", "1550"]),
        ("The war of 1400-50 ended.", ["1400"]), ("The war of 1915-2065 ended.", ["1915", "2065"]),
        ("The war of 1915-2066 ended.", ["1915"]), ("The range 1915-17 people came.", []),
        ("The range 1915-17 kilometres.", []), ("The range 1915-17 nanometres.", []), ("It cost $1915-17 then.", []),
        ("It cost -1915-17 then.", []),
        ("Between 1950 and 1960 they came.", ["1950", "1960"]), ("Between 1950 and 1960 people came.", []),
        ("From 1950 to 1960 tons came.", []), ("It rose from 1820 to 1950.", ["1820", "1950"]),
        ("It rose from 1950 to 1820.", ["1950"]), ("Between 1499 and 1560 they came.", ["1560"]),
        ("In 1950 and 1960 they met.", ["1950", "1960"]), ("In 1950 & 1960 they met.", ["1950", "1960"]),
        ("In 1950 & 1949 they met.", ["1950"]), ("In 1900 & 2050 they met.", ["1900", "2050"]),
        ("In 1899 & 2050 they met.", ["1899"]), ("1955, 1956, 1957 were bad.", ["1955", "1956"]),
    ],
)  # fmt: skip
def test_of_two_numbers_the_second_is_a_year_when_it_follows_the_first(text: str, years: list[str]) -> None:
    """Later than it, and by at most 150 years; what is counted is neither."""
    assert years == values(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("They fought in 44 BC.", ["BC0044"]), ("They fought in AD 66.", ["0066"]), ("They fought in 66 CE.", ["0066"]),
        ("In the '80s they met.", ["198"]), ("In the '30s they met.", ["193"]), ("In the '20s they met.", ["192"]),
        ("In the 1780s they met.", ["178"]), ("In her nineties she met him.", []), ("In the nineties they met.", ["199"]),
        ("In the first century they met.", ["00"]), ("In the twenty-second century they met.", ["21"]),
        ("In the twenty-third century they met.", []), ("In the 22nd century BC they met.", ["BC21"]),
        ("In nineteen ninety people came.", []), ("In nineteen ninety they came.", ["1990"]),
        ("They saw nineteen ninety come.", []), ("In the spring of nineteen ninety", ["1990-SP"]),
        ("In March nineteen ninety", ["1990-03"]), ("The year nineteen ninety came.", ["1990"]),
        ("They met late nineteen ninety.", ["1990"]),
    ],
)  # fmt: skip
def test_eras_decades_centuries_and_years_in_words(text: str, expected: list[str]) -> None:
    """A year in words needs a word of time before it; a decade of somebody's life is none."""
    assert expected == values(text)
