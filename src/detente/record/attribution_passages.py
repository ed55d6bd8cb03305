"""Attributions of an article: those of its sentences, with quotations whole and carried over paragraphs."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from detente.record.attribution_clauses import Found, attributions_in
from detente.record.attribution_quotes import Quote, quotes
from detente.record.reading import Reading, Sentence

__all__ = ["Attribution", "attributions"]

Range = tuple[int, int]
"""Offsets into the document's text, half-open."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Attribution:
    """One attribution of an article by offsets; `sentence` numbers the sentence of its cue among the reading's.

    `head` is the offset of the word that names the speaker; `mode` direct, indirect or mixed.
    """

    cue: Range | None
    source: Range | None
    head: int | None
    pieces: tuple[Range, ...]
    kind: str
    lemma: str
    sentence: int
    mode: str = "indirect"

    @property
    def content(self) -> Range:
        """From the first word of the content to the last."""
        return min(start for start, _ in self.pieces), max(end for _, end in self.pieces)


def attributions(reading: Reading) -> tuple[Attribution, ...]:
    """The attributions of an article in the order of their contents."""
    numbered = list(enumerate(reading.sentences))
    done: list[Attribution] = []
    for _, group in groupby(numbered, key=lambda item: item[1].passage.number):
        held = list(group)
        passage = held[0][1].passage
        marks = quotes(reading.document.text, passage.span.start, passage.span.end)
        found = [a for number, sentence in held for a in _in_sentence(number, sentence, marks)]
        done = _with_quotes(reading.document.text, held, marks, found, done)
    kept = [_finished(a, reading) for a in done if a.pieces]
    return tuple(sorted(kept, key=lambda a: (a.content, a.cue or a.content)))


def _in_sentence(number: int, sentence: Sentence, marks: Sequence[Quote]) -> Iterator[Attribution]:
    """The attributions of a sentence that do not stand within one another."""
    tokens = sentence.tokens
    quoted = frozenset(
        n for n, t in enumerate(tokens) for q in marks if q.is_speech and q.start <= t.start and t.end <= q.end
    )
    covered: set[int] = set()
    for found in attributions_in(sentence, quoted):
        if found.verb in covered:
            continue
        pieces = _without(found, covered)
        if not pieces and not found.open:
            continue
        covered.update(n for low, high in pieces for n in range(low, high + 1))
        yield _placed(found, pieces, sentence, number)


def _without(found: Found, covered: set[int]) -> tuple[Range, ...]:
    """The pieces of an attribution that no outer one holds and that its own cue and speaker do not."""
    own = set(range(found.cue[0], found.cue[1] + 1))
    if found.source:
        own.update(range(found.source[0], found.source[1] + 1))
    pieces = []
    for low, high in found.pieces:
        while low <= high and (low in covered or low in own):
            low += 1
        while high >= low and (high in covered or high in own):
            high -= 1
        if low <= high:
            pieces.append((low, high))
    return tuple(pieces)


def _placed(found: Found, pieces: Sequence[Range], sentence: Sentence, number: int) -> Attribution:
    """An attribution by offsets."""
    tokens = sentence.tokens

    def place(nodes: Range) -> Range:
        return tokens[nodes[0]].start, tokens[nodes[1]].end

    return Attribution(
        cue=place(found.cue),
        source=place(found.source) if found.source else None,
        head=tokens[found.head].start if found.head is not None else None,
        pieces=tuple(place(piece) for piece in pieces),
        kind=found.kind,
        lemma=found.lemma,
        sentence=number,
    )


def _with_quotes(
    text: str,
    held: Sequence[tuple[int, Sentence]],
    marks: Sequence[Quote],
    found: Sequence[Attribution],
    before: list[Attribution],
) -> list[Attribution]:
    """The attributions so far with those of a passage, its quotations given to whoever spoke them."""
    done = list(found)
    for mark in marks:
        hosts = [i for i, a in enumerate(done) if any(s < mark.end and mark.start < e for s, e in a.pieces)]
        if hosts:
            host = _chief(done, hosts)
            done[host] = replace(done[host], pieces=_widened(done[host].pieces, (mark.start, mark.end)))
        elif mark.is_speech:
            _give(text, mark, held, done, before)
    return before + done


def _chief(done: Sequence[Attribution], hosts: Sequence[int]) -> int:
    """Which of several attributions that touch a quotation it belongs to: one of speech before others."""
    return min(hosts, key=lambda i: (done[i].kind != "speech", i))


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


def _give(
    text: str,
    mark: Quote,
    held: Sequence[tuple[int, Sentence]],
    done: list[Attribution],
    before: list[Attribution],
) -> None:
    """Give a quotation that no reporting word governs to its speaker: in the sentence, beside it, or carried over."""
    touching = [n for n, s in held if s.start < mark.end and mark.start < s.end]
    span = (mark.start, mark.end)
    for index, attribution in enumerate(done):
        if attribution.sentence in touching and not attribution.pieces:
            done[index] = replace(attribution, pieces=(span,))
            return
    for index in reversed(range(len(done))):
        attribution = done[index]
        reach = max([e for _, e in attribution.pieces] + [attribution.cue[1] if attribution.cue else 0])
        sentence_end = next((s.end for n, s in held if n == attribution.sentence), reach)
        gap = text[max(reach, sentence_end) : mark.start].strip(" \n\r\t:,.")
        if reach <= mark.start and not gap and (not attribution.pieces or attribution.mode != "x"):
            done[index] = replace(attribution, pieces=(*attribution.pieces, span))
            return
    if mark.opens_passage and before and not done and before[-1].kind == "speech" and before[-1].source:
        last = before[-1]
        before[-1] = replace(last, pieces=(*last.pieces, span))


def _finished(attribution: Attribution, reading: Reading) -> Attribution:
    """An attribution with its mode."""
    text = reading.document.text
    inside = outside = 0
    for start, end in attribution.pieces:
        marks = quotes(text, start, end)
        words = sum(q.words for q in marks)
        total = len([w for w in text[start:end].split() if any(c.isalnum() for c in w)])
        inside += words
        outside += max(0, total - words)
    mode = "indirect" if not inside else "direct" if not outside else "mixed"
    return replace(attribution, mode=mode)
