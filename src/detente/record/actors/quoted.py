"""Quoted words: which stretches of an article are somebody's own speech."""

import sys
from bisect import bisect_right

from detente.record.attribution.quotes import quotes
from detente.record.attribution.transcripts import utterances
from detente.record.reading import Reading

__all__ = ["Quoted"]


class Quoted:
    """The stretches of an article that stand in quotation marks."""

    def __init__(self, reading: Reading) -> None:
        spans: dict[tuple[int, int], None] = {}
        for passage in dict.fromkeys((s.passage.span.start, s.passage.span.end) for s in reading.sentences):
            spans.update(
                dict.fromkeys((q.start, q.end) for q in quotes(reading.document.text, *passage) if q.is_speech)
            )
        spans.update(dict.fromkeys(piece for spoken in utterances(reading) for piece in spoken.pieces))
        self._spans = sorted(spans)

    def __contains__(self, offset: int) -> bool:
        """Whether an offset stands in a quotation."""
        return self.around(offset) is not None

    def around(self, offset: int) -> tuple[int, int] | None:
        """The quotation that an offset stands in."""
        at = bisect_right(self._spans, (offset, sys.maxsize)) - 1
        return self._spans[at] if at >= 0 and offset < self._spans[at][1] else None
