"""Letterheads: the line above an article that prints its date among other particulars."""

from datetime import date

import pytest

from detente.sources import Document, read_bytes
from detente.sources.letterheads import is_letterhead

DAY = date(2018, 11, 16)
HEADLINE = "Norland shuts the lock as talks falter"
PROSE = (
    "Norland closed the lock at Varn on Tuesday after talks with Sudland ended without result, its ministry said.\n\n"
    "Barges waited on both banks, and the pilots of the river went home early, harbour masters said."
)
LETTERHEADS = [
    "NORHAVEN GAZETTE — 16 November 2018 — Page 4",
    "Locks & Barges Ledger | Fri 16 Nov 2018 | Issue 1,908",
    "Press release No. 14/2018 of 16 November 2018",
    "Ministry of Locks · Statement · 16 November 2018",
    "Volume 12, No. 46 (16 November 2018)",
    "Friday, November 16, 2018 | Vol. XII No. 46 | 2 crowns",
    "Posted by admin on November 16, 2018 in Uncategorized",
    "November 16, 2018 - 5 min read",
    "Weekly bulletin, 16 November 2018, no. 46",
    "The Lock Letter #46 (16 November 2018)",
    "Transcript of the broadcast of 16 November 2018, 19:00",
    "Norhaven Today — Evening edition, 16.11.2018, p. 1",
    "Ada Orr and Bo Linde in Norhaven, 16 November 2018",
    "State Radio of Norland, Second Programme, 16 November 2018, 18:00 bulletin",
    "NORHAVEN, Nov 16, 2018 (Lake Wire Service)",
    "Varn, 16 November 2018. For immediate release.",
    "Embargoed until 16 November 2018, 12:00",
    "Agency report, Norhaven, November 16, 2018, 4:15 p.m.",
    "free at every lock, each Friday                16 November 2018",
]
HEADLINES = [
    "Norland closes the lock on 16 November 2018",
    "What happened on 16 November 2018",
    "The treaty of 16 November 2018",
    "16 November 2018: the day the lock closed",
    "The lock accord, 16 November 2018, and what became of it",
    "Norhaven's bridge falls | 16 November 2018 remembered",
    "Norland and Sudland sign accord, 16 November 2018",
    "What we know so far and what we do not — 16 November 2018 in full",
    "The lock that fell     on 16 November 2018",
    "16 November 2018     and what became of it",
]


def read(text: str) -> Document:
    """The document of a text file."""
    return read_bytes(text.encode(), "a.txt")[0]


@pytest.mark.parametrize("line", LETTERHEADS)
@pytest.mark.parametrize("is_above", [True, False])
def test_a_letterhead_dates_the_article(line: str, is_above: bool) -> None:
    """A row of particulars with a date gives the day, above the headline as below it, and is no headline itself."""
    document = read("\n\n".join([line, HEADLINE, PROSE] if is_above else [HEADLINE, line, PROSE]))

    assert document.published is not None
    assert (DAY, DAY, HEADLINE) == (document.published.earliest, document.published.latest, document.title)


@pytest.mark.parametrize("line", HEADLINES)
def test_a_headline_that_holds_a_date_is_no_letterhead(line: str) -> None:
    """Words of its own beside the date make a headline, and say nothing of the day of publication."""
    assert not is_letterhead(line)
    assert read(f"{line}\n\n{PROSE}").published is None


def test_a_row_below_the_prose_dates_nothing() -> None:
    """A heading in the middle of an article with names and a date is not where the paper prints its own."""
    document = read(f"{HEADLINE}\n\n{PROSE}\n\nMinistry of Locks · Statement · 16 November 2018\n\n{PROSE}")

    assert document.published is None


def test_the_body_that_issues_a_paper_is_not_its_headline() -> None:
    """A body's name over the date stands above the headline, which is the next line."""
    document = read(f"Norland State Information Service\nBulletin of 16 November 2018\n\n{HEADLINE}\n\n{PROSE}")

    assert HEADLINE == document.title


def test_a_body_alone_over_the_date_stays_the_headline() -> None:
    """Where nothing else could be the headline, the body's name is."""
    document = read(f"Norland State Information Service\n\n16 November 2018\n\n{PROSE}")

    assert document.title == "Norland State Information Service"


def test_the_outlet_is_read_from_a_letterhead() -> None:
    """The part that bears a paper's name names the outlet, wherever it stands in the row."""
    document = read(f"16 November 2018 | Evening edition | Norhaven Gazette\n\n{HEADLINE}\n\n{PROSE}")

    assert document.outlet == "Norhaven Gazette"
