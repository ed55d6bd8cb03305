"""Metadata: what an article says about itself, and where; dates only from where papers print them."""

import pytest

from detente.sources import Document, read_bytes
from detente.sources.printed_dates import date_in_address, is_date_line, printed_dates

PROSE = (
    "Norland closed the lock at Varn on 5 May 2020 after talks with Sudland ended without result, its ministry said."
)


def read(text: str) -> Document:
    """The document of a text file."""
    return read_bytes(text.encode(), "a.txt")[0]


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("January 04, 2019", "2019-01-04"),
        ("4 January 2019", "2019-01-04"),
        ("Fri, 4 Jan 2019 10:15 GMT", "2019-01-04"),
        ("Jan. 4th, 2019", "2019-01-04"),
        ("2019-01-04T23:30:00-05:00", "2019-01-04"),
        ("2019/01/04", "2019-01-04"),
        ("04.01.2019, 14:22 Uhr", "2019-01-04"),
        ("24/10/2025", "2025-10-24"),
        ("10/24/2025", "2025-10-24"),
        ("4 janvier 2019", "2019-01-04"),
        ("4. Januar 2019", "2019-01-04"),
        ("4 de enero de 2019", "2019-01-04"),
        ("4 января 2019", "2019-01-04"),
        ("2019年1月4日", "2019-01-04"),
        ("2019년 1월 4일", "2019-01-04"),
        ("ngày 4 tháng 1 năm 2019", "2019-01-04"),
        ("4 Ocak 2019", "2019-01-04"),
        ("4 stycznia 2019", "2019-01-04"),
    ],
)
def test_dates_of_many_countries_are_read(words: str, day: str) -> None:
    """Each way of printing a day gives that day and no other."""
    (found,) = printed_dates(words)

    assert (day, day) == (found.when.to_dict()["earliest"], found.when.to_dict()["latest"])


@pytest.mark.parametrize(
    "words",
    [
        "31 February 2021",
        "99/99/9999",
        "0000-00-00",
        "page 1920",
        "1920, 1080",
        "13/13/2020",
        "room 4 may 12",
        "April 31, 2019",
    ],
)
def test_no_date_is_invented(words: str) -> None:
    """An impossible or missing day gives none."""
    assert () == printed_dates(words)


def test_an_open_order_keeps_both_readings() -> None:
    """`04/01/2019` is one of two days, and a caveat says so."""
    document = read(f"Norland shuts the lock\n\n04/01/2019\n\n{PROSE}\n\n{PROSE}")

    assert document.published is not None
    assert ("2019-01-04", "2019-04-01") == (
        document.published.to_dict()["earliest"],
        document.published.to_dict()["latest"],
    )
    assert "ambiguous-date" in {caveat.code for caveat in document.caveats}


def test_no_date_comes_out_of_prose() -> None:
    """A day in a sentence is when something happened, not when it was printed."""
    assert (
        read(
            f"Norland shuts the lock\n\n{PROSE}\n\nOn 6 May 2020 it opened again, the ministry said on 7 May 2020."
        ).published
        is None
    )


def test_the_byline_block_gives_author_agency_and_day() -> None:
    """What stands between headline and prose is metadata with its words."""
    document = read(f"Norland shuts the lock\n\nBy Lena Okafor, Reuters\n\nMarch 4, 2021\n\n{PROSE}\n\n{PROSE}")
    citation = document.metadata["published"][0].citation

    assert ("Reuters",) == document.agencies
    assert citation is not None
    assert "March 4, 2021" == citation.quote
    assert document.published is not None
    assert "2021-03-04" == document.published.to_dict()["earliest"]


def test_a_day_beside_the_hour_of_a_change_is_printed() -> None:
    """A page's line of its day, its hour and the hour of its last change."""
    document = read(
        f"Norland shuts the lock\n\n4 March 2021, 7:42 a.m. | Last changed 10:15 a.m.\n\n{PROSE}\n\n{PROSE}"
    )

    assert document.published is not None
    assert "2021-03-04" == document.published.to_dict()["earliest"]


def test_an_articles_own_day_is_better_than_the_month_of_its_issue() -> None:
    """A magazine prints the month of the issue at its head and the day at the article."""
    document = read(
        f"THE LEVEL\nA review of locks\nMarch 2021\n\nNorland shuts the lock\n\nBy Lena Okafor\n\n"
        f"4 March 2021\n\n{PROSE}\n\n{PROSE}"
    )

    assert document.published is not None
    assert ("2021-03-04", "2021-03-04") == (
        document.published.to_dict()["earliest"],
        document.published.to_dict()["latest"],
    )


def test_a_picture_credit_is_no_source_of_the_text() -> None:
    """`Photo: AFP/VNA` says who took the picture, not who wrote the story."""
    assert (
        ()
        == read(
            f"Norland shuts the lock\n\n{PROSE}\n\nMinister Maron (left) in Varn. Photo: AFP/VNA\n\n{PROSE}"
        ).agencies
    )


def test_the_address_gives_the_outlet_but_not_the_printed_date() -> None:
    """A day in an address is evidence for the record, not a printed date."""
    document = read(
        f"Norland shuts the lock\n\n{PROSE}\n\nOriginal url:\n\n<https://www.arn.example/2021/03/04/lock-shut>"
    )

    assert ("arn.example", None) == (document.outlet, document.published)
    assert ["2021-03-04"] == [item.value for item in document.metadata["published"]]


def test_stated_values_keep_their_literal_text() -> None:
    """YAML's `no`, `on` and `12:30:45` are strings here."""
    document = read(f"---\nlanguage: no\ntitle: on\nreliability: 12:30:45\n---\n{PROSE}")

    assert ("no", "on", "12:30:45") == (document.language, document.title, document.metadata["reliability"][0].value)


@pytest.mark.parametrize(
    ("address", "day"),
    [
        ("https://a.example/2019/01/04/lock", "2019-01-04"),
        ("https://a.example/news/20190104-lock", "2019-01-04"),
        ("https://a.example/2019/jan/04/lock", "2019-01-04"),
        ("https://a.example/lock-2019-01-04.html", "2019-01-04"),
    ],
)
def test_a_day_in_an_address_is_read(address: str, day: str) -> None:
    """The ways in which sites put the day into a path."""
    found = date_in_address(address)

    assert found is not None
    assert day == found.when.to_dict()["earliest"]


@pytest.mark.parametrize(
    "address",
    ["https://a.example/article/1920-1080", "https://a.example/id/99999999", "https://a.example/2019/13/45/x"],
)
def test_a_number_in_an_address_is_no_day(address: str) -> None:
    """Sizes and ids are not dates."""
    found = date_in_address(address)

    assert found is None or found.when.granularity != "day"


def test_a_sentence_with_a_date_is_no_date_line() -> None:
    """Only labels, clock, zone and a name or place may stand beside the date."""
    assert is_date_line("Published: 4 January 2019, 10:15 GMT | Norhaven")
    assert not is_date_line("On 4 January 2019 Norland closed the lock.")


def test_a_byline_names_author_outlet_and_day() -> None:
    """All three stand on one line in many papers."""
    document = read(f"Lock closed\n\nby Sefa Ruun, The Norhaven Post, August 16, 2028\n\n{PROSE}\n")

    assert ("The Norhaven Post", "2028-08-16") == (document.outlet, str(document.published.earliest))
