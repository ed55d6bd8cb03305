"""Whom "the prime minister" means: the one person of an article who is said to hold the office, else nobody by name."""

import pytest

from record.prose import said

TOLD = "The prime minister told members that the lock was shut."


def speaker(text: str) -> str | None:
    """Who speaks in the last statement of speech."""
    return [s.speaker.name for s in said(text) if s.content.quote == "that the lock was shut"][-1]


@pytest.mark.parametrize(
    "text",
    [
        f"Prime Minister Ada Orr arrived on Monday. {TOLD}",
        f"Ada Orr became prime minister in March. {TOLD}",
        f"Ada Orr was elected prime minister in March. {TOLD}",
        f"Ada Orr was sworn in as prime minister in March. {TOLD}",
        f"Ada Orr, who became prime minister in March, met Ben Hale. {TOLD}",
        f"Ada Orr is the prime minister of Norland. {TOLD}",
        f"{TOLD} Ada Orr has been prime minister since March.",
        f"{TOLD} Later Prime Minister Ada Orr met Ben Hale.",
        f"Prime Minister Ada Orr met the former prime minister, Ben Hale. {TOLD}",
    ],
)
def test_an_office_means_whom_the_article_says_holds_it(text: str) -> None:
    """By a title, by an apposition or by a verb, before or after."""
    assert "Ada Orr" == speaker(text)


@pytest.mark.parametrize(
    "text",
    [
        f"The house met on Monday. {TOLD}",
        f"Ada Orr wants to become prime minister. {TOLD}",
        f"The former prime minister, Ben Hale, left. {TOLD}",
        f"The deputy prime minister, Ben Hale, left. {TOLD}",
        f"Ben Hale, the prime minister's spokesman, left. {TOLD}",
        f"Ben Hale, a spokesman for the prime minister, left. {TOLD}",
        f"Prime Minister Ada Orr of Norland met Prime Minister Ben Hale of Sudland. {TOLD}",
        f"Norland's prime minister, Ada Orr, met Sudland's prime minister, Ben Hale. {TOLD}",
    ],
)
def test_an_office_stays_an_office_where_nobody_is_said_to_hold_it(text: str) -> None:
    """Nor is it who held it before, a deputy, who serves its holder, or one of two who hold it."""
    assert "prime minister" == speaker(text)


def test_a_former_holder_is_meant_by_name_of_the_former_office() -> None:
    """ "The former prime minister" is who held it before, also beside who holds it now."""
    text = "Prime Minister Ada Orr met Ben Hale, the former prime minister. {} told members that the lock was shut."

    assert "Ben Hale" == speaker(text.format("The former prime minister"))
