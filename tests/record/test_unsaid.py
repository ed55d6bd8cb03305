"""Who is singled out as the speaker, and whom a sentence only supposes, asks or denies to have spoken."""

import pytest

from record.prose import said

SHUT = "that the lock was shut"


def told(text: str) -> list[tuple[str | None, str | None, str]]:
    """(speaker, actor, polarity) of the statements found."""
    return [(s.speaker.name, s.speaker.actor, s.polarity) for s in said(text)]


ORR = ("Ada Orr", "ada_orr", "affirmed")
HALE = ("Ben Hale", "ben_hale", "affirmed")


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        (f"It was Ada Orr who said {SHUT}.", ORR),
        ("It was Ada Orr who told the council: “We shall pay.”", ORR),
        ("It was Ada Orr, the mayor, who told the council: “We shall pay.”", ORR),
        (f"Ada Orr spoke on Monday. It was she who said {SHUT}.", ORR),
        (f"It was Ben Hale, not Ada Orr, who said {SHUT}.", HALE),
        (f"It was Ben Hale and not Ada Orr who said {SHUT}.", HALE),
        (f"It wasn't Ada Orr but Ben Hale who said {SHUT}.", HALE),
        (f"Not Ada Orr but Ben Hale said {SHUT}.", HALE),
    ],
)
def test_a_cleft_singles_out_its_speaker(text: str, speaker: tuple[str, str, str]) -> None:
    """ "It was … who" names the speaker; of two set against one another the one who is not denied."""
    assert [speaker] == told(text)


def test_the_words_of_a_cleft_are_no_words_of_its_speaker() -> None:
    """ "It was Orr, the mayor," before the quotation is the article's."""
    (statement,) = said("It was Ada Orr, the mayor, who told the council: “We shall pay.”")

    assert ["“We shall pay.”"] == [part.quote for part in statement.parts]


@pytest.mark.parametrize(
    "text",
    [
        f"It was not Ada Orr who said {SHUT}.",
        "It was not the ministry that announced the closure.",
        f"Was it Ada Orr who said {SHUT}?",
        f"Did Ada Orr say {SHUT}?",
        f"If Ada Orr says {SHUT}, the boats will leave.",
        f"Had Ada Orr said {SHUT}, the boats would have left.",
        f"Ada Orr should have said {SHUT}.",
        f"Ada Orr might say {SHUT}.",
        f"Ada Orr left without saying {SHUT}.",
        f"Ada Orr stopped short of saying {SHUT}.",
        f"It is not true that Ada Orr said {SHUT}.",
        f"Nobody said {SHUT}.",
        f"No official has said {SHUT}.",
        f"Neither of them said {SHUT}.",
    ],
)
def test_what_nobody_is_told_to_have_said_is_no_statement(text: str) -> None:
    """Supposed, asked, only possible, left out, denied, or said by none."""
    assert [] == told(text)


@pytest.mark.parametrize("outer", ["denied that", "wondered whether", "said that if", "doubts that"])
def test_who_is_denied_or_supposed_to_have_spoken_does_not_speak(outer: str) -> None:
    """Within another's denial, question or condition nobody else is given words."""
    found = told(f"Ben Hale {outer} Ada Orr said the lock was shut.")

    assert ["Ben Hale"] == [speaker for speaker, _, _ in found]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        (f"Neither Ada Orr nor Ben Hale said {SHUT}.", "Ada Orr and Ben Hale"),
        (f"Ada Orr failed to say {SHUT}.", "Ada Orr"),
        (f"Ada Orr neglected to tell the council {SHUT}.", "Ada Orr"),
        ("Ada Orr has yet to say whether the lock is shut.", "Ada Orr"),
    ],
)
def test_what_somebody_did_not_say_is_negated(text: str, speaker: str) -> None:
    """ "Neither … nor", "failed to" and "has yet to" negate the report as "not" does."""
    assert [(speaker, "ada_orr", "negated")] == told(text)


@pytest.mark.parametrize(
    "text",
    [
        "Orr made the offer on stage at a forum.",
        "Two words in a text of 1956 decide whether Norland can sign the treaty.",
        "The election will decide whether the tunnel is built.",
        "Norland shows no sign of lifting the sanctions.",
        "It was not said that the lock would open.",
        "Who reads “hand over” how is no longer even asked.",
    ],
)
def test_what_nobody_put_into_words_is_no_statement(text: str) -> None:
    """Where it was said, what settles it, what somebody is seen to do, what nobody asks."""
    assert () == said(text)
