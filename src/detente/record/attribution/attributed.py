"""What an attribution is: words of an article given to somebody, before the speaker is known by name."""

from dataclasses import dataclass

__all__ = ["ASIDE", "Attribution", "Range"]

Range = tuple[int, int]
"""Offsets into the document's text, half-open."""

WHOLE = 0.85
"""The share of a stretch that must be reported words for the stretch to stand as one content."""

HALF = 0.5
ASIDE = 60
"""Characters of a reporting clause between two quotations that go on as one: "“…,” she told the court. “…”"."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Attribution:
    """One attribution of an article by offsets; `sentence` numbers the sentence of its cue among the reading's.

    `head` is the offset of the word that names the speaker; `mode` direct, indirect or mixed; `relays` the words that
    name who passes it on (start, end, head), from the speaker outward.
    """

    cue: Range | None
    source: Range | None
    head: int | None
    pieces: tuple[Range, ...]
    kind: str
    lemma: str
    sentence: int
    mode: str = "indirect"
    relays: tuple[tuple[int, int, int], ...] = ()

    @property
    def content(self) -> Range:
        """From the first word reported to the last, unless too much of that is not reported: then the longest piece."""
        whole = min(start for start, _ in self.pieces), max(end for _, end in self.pieces)
        reported = sum(end - start for start, end in self.pieces)
        longest = max(self.pieces, key=lambda piece: (piece[1] - piece[0], -piece[0]))
        gap = whole[1] - whole[0] - reported
        goes_on = len(self.pieces) > 1 and gap <= ASIDE and reported >= HALF * (whole[1] - whole[0])
        return whole if goes_on or reported >= WHOLE * (whole[1] - whole[0]) else longest
