"""Quotations of a passage given to whoever spoke them: by sentence, by the words beside, by what runs up to them."""

from bisect import bisect_left, bisect_right, insort
from collections.abc import Sequence
from dataclasses import replace

from detente.record.attribution.attributed import Attribution, Range
from detente.record.attribution.beside import beside
from detente.record.attribution.quotes import Quote
from detente.record.reading import Sentence

__all__ = ["with_quotes"]

_GAP = " \n\r\t:,."
"""What may stand between the end of an attribution and a quotation that goes on with it."""

Held = Sequence[tuple[int, Sentence]]


def with_quotes(
    text: str, held: Held, marks: Sequence[Quote], found: Sequence[Attribution], before: list[Attribution]
) -> list[Attribution]:
    """The attributions so far (`before`) with those of a passage, its quotations given to whoever spoke them.

    `held` are the passage's sentences by their numbers, `marks` its quotations, both in the order of the text.
    """
    done = _Done(text, held, found)
    hosts = _hosts(marks, found)
    for number, mark in enumerate(marks):
        if number in hosts:
            chief = min(hosts[number], key=lambda i: (found[i].kind != "speech", i))  # one of speech before others
            done.put(chief, _widened(done.listed[chief].pieces, (mark.start, mark.end)))
        elif mark.is_speech:
            done.give(mark, before)
    before.extend(done.listed)
    return before


def _hosts(marks: Sequence[Quote], found: Sequence[Attribution]) -> dict[int, list[int]]:
    """For each quotation that the words of attributions touch, by its number, which attributions these are.

    What quotations add to an attribution touches none of the quotations behind them.
    """
    hosts: dict[int, list[int]] = {}
    for index, attribution in enumerate(found):
        touched = (
            number
            for start, end in attribution.pieces
            for number in range(
                bisect_right(marks, start, key=lambda q: q.end), bisect_left(marks, end, key=lambda q: q.start)
            )
        )
        for number in dict.fromkeys(touched):
            hosts.setdefault(number, []).append(index)
    return hosts


def _widened(pieces: Sequence[Range], quote: Range) -> tuple[Range, ...]:
    """The pieces with a quotation whole."""
    start, end = quote
    kept = []
    for low, high in pieces:
        if low < end and start < high:
            start, end = min(low, start), max(high, end)
        else:
            kept.append((low, high))
    return tuple(sorted([*kept, (start, end)]))


class _Done:
    """The attributions of a passage, found by their sentences and by the offsets up to which they reach.

    Quotations are given in the order of the text.
    """

    def __init__(self, text: str, held: Held, found: Sequence[Attribution]) -> None:
        self.listed: list[Attribution] = []
        self._text = text
        self._held = held
        self._of_sentence: dict[int, list[int]] = {}
        self._open: dict[int, list[int]] = {}
        self._reach: list[int] = []
        self._by_reach: list[tuple[int, int]] = []
        for attribution in found:
            self.add(attribution)

    def add(self, attribution: Attribution) -> None:
        """Take up an attribution behind the others."""
        index = len(self.listed)
        self.listed.append(attribution)
        self._of_sentence.setdefault(attribution.sentence, []).append(index)
        if not attribution.pieces:
            self._open.setdefault(attribution.sentence, []).append(index)
        self._reach.append(_reach(attribution))
        insort(self._by_reach, (self._reach[index], index))

    def put(self, index: int, pieces: tuple[Range, ...]) -> None:
        """Give an attribution its words."""
        attribution = self.listed[index]
        if not attribution.pieces:
            self._open[attribution.sentence].remove(index)
        self.listed[index] = replace(attribution, pieces=pieces)
        self._reach[index] = _reach(self.listed[index])
        insort(self._by_reach, (self._reach[index], index))

    def give(self, mark: Quote, before: list[Attribution]) -> None:
        """Give a quotation that no reporting word governs to its speaker: in the sentence, beside it, or carried over
        from the passage before."""
        span = (mark.start, mark.end)
        near = self._near(mark)
        waiting = self._waiting(near)
        if waiting is not None:
            self.put(waiting, (span,))
            return
        signed = beside(mark, near)
        if signed is not None:
            self.add(signed)
            return
        reaching = self._reaching(mark)
        if reaching is not None:
            self.put(reaching, (*self.listed[reaching].pieces, span))
        elif mark.opens_passage and before and not self.listed and before[-1].kind == "speech" and before[-1].source:
            before[-1] = replace(before[-1], pieces=(*before[-1].pieces, span))

    def _near(self, mark: Quote) -> Held:
        """The sentences that a quotation touches, and those that begin right behind it."""
        first = bisect_right(self._held, mark.start, key=lambda item: item[1].end)
        return self._held[first : bisect_right(self._held, mark.end + 2, key=lambda item: item[1].start)]

    def _waiting(self, near: Held) -> int | None:
        """The first attribution whose words are still to come, of those in some sentences."""
        return min((self._open[number][0] for number, _ in near if self._open.get(number)), default=None)

    def _reaching(self, mark: Quote) -> int | None:
        """The last attribution that ends before a quotation, it or its sentence with nothing but marks between."""
        end = mark.start
        while end > 0 and self._text[end - 1] in _GAP:
            end -= 1
        low, high = bisect_left(self._by_reach, (end, 0)), bisect_left(self._by_reach, (mark.start + 1, 0))
        found = [index for reach, index in self._by_reach[low:high] if self._reach[index] == reach]
        first = bisect_left(self._held, end, key=lambda item: item[1].end)
        for number, _ in self._held[first : bisect_left(self._held, mark.start, key=lambda item: item[1].start)]:
            found += [index for index in self._of_sentence.get(number, ()) if self._reach[index] <= mark.start]
        return max(found, default=None)


def _reach(attribution: Attribution) -> int:
    """Where the last of an attribution's words ends."""
    return max([end for _, end in attribution.pieces] + [attribution.cue[1] if attribution.cue else 0])
