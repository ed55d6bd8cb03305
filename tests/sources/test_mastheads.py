"""Mastheads: which lines name the outlet or the wire, and which only look like it."""

import pytest

from detente.sources import Document, read_bytes
from detente.sources.mastheads import agencies_named, outlet_in

PROSE = (
    "Norland closed the lock at Varn on Tuesday after talks with Sudland ended without result, its ministry said.\n\n"
    "Barges waited on both banks, and the pilots of the river went home early, harbour masters said."
)


def read(text: str, name: str = "a.txt") -> Document:
    """The document of a file."""
    return read_bytes(text.encode(), name)[0]


@pytest.mark.parametrize(
    ("line", "outlet"),
    [
        ("The Norhaven Beacon", "The Norhaven Beacon"),
        ("Cape Varn Weekly", "Cape Varn Weekly"),
        ("The River Times, 16 November 2018, page 3", "The River Times"),
        ("The River Times, November 16, 2018", "The River Times"),
        ("Varn Gazette, from our own correspondent", "Varn Gazette"),
        ("The Bank Observer | 25 October 2025 | Analysis", "The Bank Observer"),
        ("BULLETIN OF LOCKS", "BULLETIN OF LOCKS"),
    ],
)
def test_a_masthead_names_the_outlet(line: str, outlet: str) -> None:
    """A name that mastheads bear, alone or before a date, a page or a correspondent."""
    assert outlet == outlet_in(line)


@pytest.mark.parametrize(
    "line",
    [
        "Norhaven Gazette closes after a century",
        "Latest News",
        "Ada Berg",
        "Daily News, Explained",
        "The Press",
        "Norland protests.",
        "the river times",
        "",
    ],
)
def test_a_line_that_is_no_masthead_names_nobody(line: str) -> None:
    """A headline about a paper, a section and a person's name are no mastheads."""
    assert outlet_in(line) is None


def test_a_line_under_the_headline_names_the_outlet_with_its_place() -> None:
    """The outlet is cited where it is printed."""
    document = read(f"Lock shut again as talks fail\n\nThe Norhaven Beacon\n\n{PROSE}")

    citation = document.metadata["outlet"][0].citation
    assert "The Norhaven Beacon" == document.outlet
    assert citation is not None
    assert "The Norhaven Beacon" == citation.quote


def test_a_masthead_with_its_date_is_not_the_headline() -> None:
    """The line above the headline gives outlet and day, the line below it the title."""
    document = read(f"The River Times, 16 November 2018, page 3\n\nLocks: both banks to speed up talks\n\n{PROSE}")

    assert document.published is not None
    assert ("The River Times", "Locks: both banks to speed up talks", "2018-11-16") == (
        document.outlet,
        document.title,
        document.published.to_dict()["earliest"],
    )


def test_a_bracketed_name_in_the_dateline_is_the_wire() -> None:
    """A wire nobody has a list of is known by its place."""
    document = read(f"Lock shut again as talks fail\n\nNORHAVEN, Sept 12, 2018 (Meridian) - {PROSE}")

    assert document.published is not None
    assert (("Meridian",), "2018-09-12") == (document.agencies, document.published.to_dict()["earliest"])


def test_a_bracketed_land_in_the_dateline_is_no_wire() -> None:
    """`VARN (Norland)` says where Varn lies: the article goes on to tell of Norland."""
    assert () == read(f"Lock shut again as talks fail\n\nVARN (Norland) - {PROSE}").agencies


def test_a_byline_that_calls_itself_an_agency_is_one() -> None:
    """`By Meridian News Agency` credits Meridian; `By Ada Berg` credits nobody."""
    assert (("Meridian",), ()) == (agencies_named("By Meridian News Agency", ""), agencies_named("By Ada Berg", ""))


def test_the_site_name_of_a_page_is_its_outlet() -> None:
    """A page states the name of its site."""
    page = f'<html><head><meta property="og:site_name" content="Open Lock"></head><body><h1>What is a lock?</h1><p>{PROSE}</p></body></html>'

    assert "Open Lock" == read(page, "a.html").outlet


@pytest.mark.parametrize("first", ["Updated December 2018", "Last updated: December 2018"])
def test_a_printed_update_dates_an_article_without_another_date(first: str) -> None:
    """The month that a page prints above its text is the month of publication."""
    page = f"<html><body><article><h1>What is a lock for?</h1><p>{first}</p><p>{PROSE}</p></article></body></html>"
    published = read(page, "a.html").published

    assert published is not None
    assert ("2018-12-01", "2018-12-31", "month") == (
        published.to_dict()["earliest"],
        published.to_dict()["latest"],
        published.granularity,
    )


def test_a_hidden_stamp_of_change_is_no_publication() -> None:
    """A page may be touched years after it was written."""
    page = f'<html><head><meta property="article:modified_time" content="2024-02-01"></head><body><h1>What is a lock?</h1><p>{PROSE}</p></body></html>'

    assert read(page, "a.html").published is None
