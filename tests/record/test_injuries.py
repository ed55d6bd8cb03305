"""Whether anybody was hurt: wounds, broken limbs and beds in hospital against those who say that nobody was."""

import pytest

from record.river_articles import article, record_of

BOARDED = "Guards of Norland boarded the trawler Perla off Tarn at dawn."
DAWN = "It was at dawn, off Tarn, that the trawler Perla was stopped by guards from Norland."


def hurt(first: str, second: str, day: str = "2031-05-10") -> list[list[str]]:
    """The values of the disagreements over people hurt between two articles."""
    record = record_of(article("a", first, "2031-05-09"), article("b", second, day))
    return [[a.value for a in d.accounts] for d in record.disagreements if d.kind == "polarity"]


CONTRADICTED = [
    ("hurt, harm", "Two sailors were hurt aboard the trawler Perla.", "Nobody came to any harm when the trawler Perla was boarded."),
    ("a broken limb", "The skipper of the trawler Perla sat in a kitchen. His arm was broken in two places.", "No one was injured on the trawler Perla, the guards said."),
    ("taken to hospital", "Two sailors of the trawler Perla were taken to the Tarn hospital.", "The trawler Perla was boarded without injury."),
    ("grave", "The skipper of the trawler Perla has a fractured skull.", "Nobody was seriously hurt on the trawler Perla, the guards said."),
    ("no casualties", "Three sailors of the trawler Perla suffered burns.", "There were no casualties on the trawler Perla, the guards said."),
]  # fmt: skip


@pytest.mark.parametrize(("why", "first", "second"), CONTRADICTED, ids=[row[0] for row in CONTRADICTED])
def test_who_is_hurt_contradicts_that_nobody_was(why: str, first: str, second: str) -> None:
    """One class of words for the hurt stands against one class for nobody hurt."""
    assert [["yes", "no"]] == hurt(f"{BOARDED} {first}", f"{DAWN} {second}")


AGREED = [
    ("not gravely", "Three sailors were injured on the trawler Perla.", "Nobody was seriously hurt on the trawler Perla, the guards said."),
    ("no limb of a person", "The nets of the trawler Perla were broken.", "Nobody was hurt on the trawler Perla."),
    ("only feared", "The sailors of the trawler Perla could have been hurt.", "Nobody was hurt on the trawler Perla."),
    ("nobody twice", "Nobody was hurt on the trawler Perla.", "There were no injuries on the trawler Perla."),
    ("killed", "The skipper of the trawler Perla says that nobody was killed.", "Two sailors were hurt on the trawler Perla."),
    ("a year ago", "A year ago two sailors were hurt on the trawler Perla; last year two guards were injured.", "Nobody was hurt on the trawler Perla."),
]  # fmt: skip


@pytest.mark.parametrize(("why", "first", "second"), AGREED, ids=[row[0] for row in AGREED])
def test_what_hurts_nobody_contradicts_nothing(why: str, first: str, second: str) -> None:
    """Degrees, fears, other times and things contradict nobody who says that no one was hurt."""
    assert [] == hurt(f"{BOARDED} {first}", f"{DAWN} {second}")


def test_another_occasion_is_no_contradiction() -> None:
    """The hurt of a bus and the unhurt of a trawler are of two occasions, as are those of two seasons."""
    boat = f"{DAWN} Nobody was hurt on the trawler Perla."

    assert [] == hurt("A bus fell into a ditch in Vessby. Two pupils were hurt.", boat)
    assert [] == hurt(f"{BOARDED} Two sailors were hurt on the trawler Perla.", boat, "2031-09-10")
