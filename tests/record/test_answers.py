"""What somebody was asked or told, and what they answered: whoever heard it did not say it."""

import pytest

from record.prose import said

HALE = "Ben Hale met the council. "


def told(text: str) -> list[tuple[str | None, str]]:
    """(speaker, content) of the statements found."""
    return [(s.speaker.name, s.content.quote) for s in said(text)]


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        (f"{HALE}Asked about the dam he said it was safe.", ("Ben Hale", "it was safe")),
        (f"{HALE}Asked if he would hire them he told reporters that it was late.", ("Ben Hale", "that it was late")),
        ("Asked whether Norland would pay Ada Orr said that it was ready.", ("Ada Orr", "that it was ready")),
        ("When asked if the lock would open, a spokesman replied that it would.", ("spokesman", "that it would")),
        ("Pressed on whether the bill was due, Ada Orr said it was.", ("Ada Orr", "it was")),
        ("Ada Orr, asked whether the lock was safe, said that it was.", ("Ada Orr", "that it was")),
        ("Ada Orr, the minister, asked about the lock, said that it was shut.", ("Ada Orr", "that it was shut")),
        ("Ada Orr, told that the lock was shut, said she was surprised.", ("Ada Orr", "she was surprised")),
    ],
)
def test_an_answer_is_found_behind_its_question(text: str, answer: tuple[str, str]) -> None:
    """With a comma or without one, the question in front or set between the speaker and the verb."""
    assert answer in told(text)


@pytest.mark.parametrize(
    ("text", "heard"),
    [
        (f"{HALE}Asked about the dam he said it was safe.", (None, "the dam")),
        ("Asked whether Norland would pay Ada Orr said that it was ready.", (None, "whether Norland would pay")),
        ("Asked “Is the lock shut?”, Ada Orr said: “It is.”", (None, "“Is the lock shut?”")),
        ("Asked how long it would take, Ada Orr replied: “A month.”", (None, "how long it would take")),
        ("Ada Orr, when asked about the toll, said it was lawful.", (None, "the toll")),
        ("Ada Orr, asked whether the lock was safe, said that it was.", (None, "whether the lock was safe")),
        ("Told that the lock was shut, Ada Orr said she was surprised.", (None, "that the lock was shut")),
        ("Told the lock was shut, Ada Orr said she was surprised.", (None, "the lock was shut")),
        ("Told by Ben Hale that the lock was shut, Ada Orr said nothing.", ("Ben Hale", "that the lock was shut")),
    ],
)
def test_nobody_says_what_they_were_asked_or_told(text: str, heard: tuple[str | None, str]) -> None:
    """A question or a telling is whose it is told to be, else nobody's; never whoever heard it."""
    found = told(text)

    assert heard in found
    assert not {heard[1]} & {content for speaker, content in found if speaker != heard[0]}


def test_whoever_asks_is_the_speaker_of_the_question() -> None:
    """An active verb of asking keeps its subject, also among others in a row."""
    question = ("Ada Orr", "whether the lock was shut")

    assert question in told("Ada Orr asked Ben Hale whether the lock was shut.")
    assert question in told("Ada Orr came in, asked whether the lock was shut, and left.")


def test_a_laugh_at_a_question_does_not_repeat_it() -> None:
    """What leads in the verb of a reply is no reply."""
    found = told("Asked about Ben Hale's claim that the lock was shut, Ada Orr laughed.")

    assert not [content for speaker, content in found if speaker == "Ada Orr"]
