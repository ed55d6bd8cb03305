"""Where the words of a sentence begin and end."""

from typing import Protocol

from detente.record.reading import Reading

__all__ = ["sentence_bounds"]


class Stretch(Protocol):
    """What stands from one offset to another."""

    @property
    def start(self) -> int:
        """The first offset."""

    @property
    def end(self) -> int:
        """The offset behind the last."""


def sentence_bounds(reading: Reading, sentence: Stretch) -> tuple[int, int]:
    """A sentence's offsets without white space around it."""
    words = reading.document.text[sentence.start : sentence.end]
    start = sentence.start + len(words) - len(words.lstrip())
    return start, max(start + 1, start + len(words.strip()))
