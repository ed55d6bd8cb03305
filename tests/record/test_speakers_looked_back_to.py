"""Whom "it" and "both countries" mean, and when the text leaves it open."""

import pytest

from record.river_articles import article, record_of


def speaker(text: str, cue: str) -> tuple[str | None, str | None]:
    """The name and id of the speaker beside a cue."""
    found = [s for s in record_of(article("a", text)).statements if s.cue.quote == cue]
    return found[-1].speaker.name, found[-1].speaker.actor


@pytest.mark.parametrize(
    ("text", "cue", "expected"),
    [
        ("Norland closed the lock because it feared a flood.", "feared", ("Norland", "norland")),
        ("Norland cut aid to Sudland after it declined to sign a draft.", "declined", (None, None)),
        ("Norland and Sudland said the lock was safe. Later it said that more was needed.", "said", (None, None)),
    ],
)
def test_it_means_one_body_and_nobody_where_two_could_be_meant(
    text: str, cue: str, expected: tuple[str | None, str | None]
) -> None:
    """One body named before it in the sentence speaks; of two, nobody is said to; several together are never "it"."""
    assert expected == speaker(text, cue)


def test_a_pair_told_by_what_it_is_like_stays_open_among_three() -> None:
    """ "Both downstream countries" of three states is nobody's name; of two it is those two."""
    told = "Norland met Sudland. {} Both downstream countries said that the offer was late."

    assert ("Both downstream countries", None) == speaker(told.format("Westland watched."), "said")
    assert ("Norland and Sudland", "norland") == speaker(told.format("The river rose."), "said")


@pytest.mark.parametrize(
    ("text", "cue", "expected"),
    [
        ("Norland wrote to the council on Monday. Its foreign ministry said that it was ready.", "said", "norland"),
        (
            "Norland's water minister, Ada Orr, warned that the dam was low. The ministry said that it would wait.",
            "said",
            "norland",
        ),
        ("The river rose. The ministry said that it would wait.", "said", None),
        ("Norland met Sudland as Westland watched. Its foreign ministry said that it was ready.", "said", None),
    ],
)
def test_a_ministry_speaks_for_the_state_told_before(text: str, cue: str, expected: str | None) -> None:
    """ "Its ministry" is that of the one subject before, "the ministry" that of the minister who spoke; else nobody's."""
    assert expected == speaker(text, cue)[1]


def test_a_headline_split_behind_its_colon_loses_no_statement() -> None:
    """A speaker's name and a colon may be a sentence by themselves."""
    record = record_of(article("a", "BEN HALE: WE WILL OPEN THE LOCK\n\nNorland said on Monday that it was full."))

    assert ["Norland"] == [s.speaker.name for s in record.statements if s.cue.quote == "said"]
    assert () == tuple(c for c in record.caveats if c.code == "extractor-failed")


@pytest.mark.parametrize(
    ("text", "cue", "expected"),
    [
        ("The ministry rejected the offer. It said that the lock was old.", "said", ("ministry", None)),
        ("The council said the lock was old.\n\nIt rejected the offer.", "rejected", ("council", None)),
        ("The ministry said the Lock Union had agreed. It rejected the plan.", "rejected", ("ministry", None)),
        (
            "Norland said the river was low. The lock authority rejected this. It said that rust was seen.",
            "said",
            ("lock authority", None),
        ),
        ("When the ministry rejected the offer, it said the lock was old.", "said", ("ministry", None)),
        (
            "Norland's foreign ministry rejected the offer. It said the lock was old.",
            "said",
            ("Norland's foreign ministry", "norland"),
        ),
        ("Norland rejected the offer of the ministry. It said the lock was old.", "said", ("Norland", "norland")),
        ("The minister said the lock was old. It said the gates were rusty.", "said", (None, None)),
        ("Officials said the lock was old. It said that rust was seen.", "said", (None, None)),
        ("The board and the union rejected the offer. It said the lock was old.", "said", (None, None)),
        ("The ministry published a letter. It says that the lock is old.", "says", (None, None)),
        ("The river rose. It said the lock was old.", "said", (None, None)),
    ],
)
def test_it_can_mean_a_body_that_only_a_common_noun_names(
    text: str, cue: str, expected: tuple[str | None, str | None]
) -> None:
    """The subject that speaks or acts before, in its own words; no person, no people, no text, none of several."""
    assert expected == speaker(text, cue)
