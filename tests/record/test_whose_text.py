"""Whose the words of a letter or a post are: whom it is from, and nobody it was sent to or passed on by."""

import pytest

from record.prose import said

SHUT = "that the lock was shut"


def speakers(text: str) -> list[str | None]:
    """The speakers of the statements found."""
    return [s.speaker.name for s in said(text)]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Ada Orr's letter to Ben Hale said that the lock was shut.", "Ada Orr"),
        ("According to an email to Ada Orr from Ben Hale, the lock was shut.", "Ben Hale"),
        ("According to a report on Norland by Ben Hale, the lock was shut.", "Ben Hale"),
        (f"Ada Orr retweeted a post by Ben Hale saying {SHUT}.", "Ben Hale"),
        (f"Ada Orr shared a letter from Ben Hale saying {SHUT}.", "Ben Hale"),
        (f"Ada Orr released Ben Hale's letter saying {SHUT}.", "Ben Hale"),
        (f"Ada Orr received a letter from Ben Hale saying {SHUT}.", "Ben Hale"),
        (f"Ada Orr heard from Ben Hale {SHUT}.", "Ben Hale"),
        (f"Ada Orr published a letter saying {SHUT}.", "Ada Orr"),
        (f"Ada Orr received a letter saying {SHUT}.", "letter"),
    ],
)
def test_a_text_speaks_for_whom_it_is_from(text: str, speaker: str) -> None:
    """By name where the sentence tells it, else whoever issues it; whoever has or passes it on says nothing."""
    assert [speaker] == speakers(text)


@pytest.mark.parametrize(
    "text",
    [
        "According to a letter from Ada Orr to Ben Hale seen by the Port Vell Courier, the lock was shut in May.",
        "The lock was shut in May, according to a letter from Ada Orr to Ben Hale.",
        "A letter from Norland to Ben Hale said that the lock was shut.",
    ],
)
def test_whom_a_letter_was_sent_to_does_not_speak(text: str) -> None:
    """Also where nobody knows the sender as an actor."""
    assert ["Ben Hale"] != speakers(text)


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("In a letter to Ben Hale, the council said the lock was shut.", "council"),
        ("After a call with Norland, the ministry said that the lock was shut.", "ministry"),
        ("In a letter to Ada Orr seen by the Courier, the ministry warned that the dam was unsafe.", "ministry"),
        ("After a call with Bayline, the operator said that the lock was shut. Bayline left.", "operator"),
        ("Bayline, the operator, runs the dam. The operator said that the lock was shut.", "Bayline"),
    ],
)
def test_a_subject_behind_a_name_and_a_comma_is_not_set_beside_it(text: str, speaker: str) -> None:
    """ "In a letter to Hale, the council said" tells of two; "Bayline, the operator," of one."""
    assert [speaker] == speakers(text)
