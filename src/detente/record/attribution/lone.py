"""Lone quotations: one that is a sentence of its own, right behind a plain sentence about one person.

"Berg was unmoved. “We wait.”" is Berg's, where the paragraph names nobody else who can speak; of two it may be
either's, and what he reads on a banner is nobody's.
"""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace

from detente.record.attribution.attributed import Attribution
from detente.record.attribution.lexicon import cues
from detente.record.attribution.quotes import Quote
from detente.record.entries import Mention
from detente.record.lexicons import word_lists
from detente.record.reading import Reading, Sentence, Token
from detente.record.stretches import beginning_in

__all__ = ["LONE", "lone_quotations"]

LONE = "lone"
"""The lemma of what no word reports."""
_WORDS = word_lists("speaking.txt")
_STOPS = frozenset({".", "!", "?", "…"})
_NAMING = frozenset({"appos", "attr", "compound", "poss", "nmod", "amod"})
"""Arcs of a noun that only says what the person is."""
_GAP = 8
"""Letters that white space beside a quotation may take."""
_MARKS = '“”"«»„'


def lone_quotations(
    reading: Reading, held: Sequence[tuple[int, Sentence]], marks: Sequence[Quote], done: Sequence[Attribution]
) -> Iterator[Attribution]:
    """The attributions of a passage's lone quotations; one that follows right behind another belongs to it."""
    text = reading.document.text
    last: Attribution | None = None
    known: frozenset[str] | None = None
    for mark in marks:
        if last is not None and not text[last.pieces[-1][1] : mark.start].strip():
            last = _longer(last, mark)
            continue
        if last is not None:
            yield last
            last = None
        taken = any(start < mark.end and mark.start < end for a in done for start, end in a.pieces)
        if mark.is_speech and not taken and _is_alone(text, mark, held):
            known = _who_can_speak(reading, held, marks) if known is None else known
            last = _of_person_before(reading, mark, held, marks, known) if len(known) == 1 else None
    if last is not None:
        yield last


def _longer(attribution: Attribution, mark: Quote) -> Attribution:
    """The attribution with one more quotation."""
    return replace(attribution, pieces=(*attribution.pieces, (mark.start, mark.end)))


def _is_alone(text: str, mark: Quote, held: Sequence[tuple[int, Sentence]]) -> bool:
    """Whether a quotation begins behind a stop and is all of its sentence."""
    begin, end = held[0][1].passage.span.start, held[0][1].passage.span.end
    before = text[max(begin, mark.start - _GAP) : mark.start].rstrip()
    after = text[mark.end : min(end, mark.end + _GAP)].lstrip()
    inner = text[mark.start : mark.end].rstrip(_MARKS + "'’ ")[-1:]
    if before[-1:] not in _STOPS or inner not in _STOPS:
        return False
    return not after or after[:1] in _MARKS or after[:1].isupper()


def _of_person_before(
    reading: Reading,
    mark: Quote,
    held: Sequence[tuple[int, Sentence]],
    marks: Sequence[Quote],
    known: frozenset[str],
) -> Attribution | None:
    """The attribution of a quotation to the one person whom the sentence before it is about, if there is one.

    `known` holds all who can speak in the passage.
    """
    behind = bisect_right(held, mark.start + 1, key=lambda item: item[1].end)
    if not behind:
        return None
    sentence = held[behind - 1][1]
    own = held[min(behind, len(held) - 1)][0]
    if any(quote.start < sentence.end and sentence.start < quote.end for quote in marks):
        return None
    person = _subject(reading, sentence)
    if person is None or not known <= {person.actor} or _brings_words(sentence, person):
        return None
    name = reading.document.text[person.citation.span.start : person.citation.span.end].split()[-1]
    if name[:1].isupper() and name in reading.document.text[mark.start : mark.end]:
        return None  # who speaks does not name himself
    span = person.citation.span
    return Attribution(
        cue=None,
        source=(span.start, span.end),
        head=span.end - 1,
        pieces=((mark.start, mark.end),),
        kind="speech",
        lemma=LONE,
        sentence=own,
    )


def _subject(reading: Reading, sentence: Sentence) -> Mention | None:
    """The person who is the subject of a sentence's main verb, and to whom nobody in it speaks."""
    tokens = sentence.tokens
    root = next((n for n, t in enumerate(tokens) if t.head == n and t.pos in {"VERB", "AUX"}), None)
    if root is None:
        return None
    words = cues()
    told = words.takes(tokens[root].lemma, "q") or words.takes(tokens[root].lemma, "c")
    passive = any(t.head == root and t.dep in {"auxpass", "nsubjpass"} for t in tokens)
    if passive and (told or any(t.head == root and t.dep == "agent" for t in tokens)):
        return None  # "Berg was told to wait": by whom?
    subject = next((t for t in tokens if t.head == root and t.dep in {"nsubj", "nsubjpass"}), None)
    if subject is None or any(t.dep == "conj" and tokens[t.head] is subject for t in tokens):
        return None
    return next((m for m in _people(reading, sentence.start, sentence.end) if _covers(m, subject)), None)


def _covers(mention: Mention, token: Token) -> bool:
    return mention.citation.span.start <= token.start < mention.citation.span.end


def _people(reading: Reading, start: int, end: int) -> list[Mention]:
    """The mentions of persons in a stretch of text."""
    inside = beginning_in(reading.mentions, start, end)
    return [m for m in inside if m.actor in reading.actors and reading.actors[m.actor].kind == "person"]


def _who_can_speak(reading: Reading, held: Sequence[tuple[int, Sentence]], marks: Sequence[Quote]) -> frozenset[str]:
    """The persons whom a passage names outside quotations, and the nouns for people that name none of them."""
    passage = held[0][1].passage.span
    starts = [mark.start for mark in marks]

    def is_quoted(offset: int) -> bool:
        before = bisect_right(starts, offset) - 1
        return before >= 0 and offset < marks[before].end

    named = [m for m in _people(reading, passage.start, passage.end) if not is_quoted(m.citation.span.start)]
    covered = {offset for m in named for offset in range(m.citation.span.start, m.citation.span.end)}
    people = cues().people
    nouns = (
        t.lemma.lower()
        for _, sentence in held
        for t in sentence.tokens
        if t.pos in {"NOUN", "PROPN"} and t.dep not in _NAMING and t.start not in covered and not is_quoted(t.start)
    )
    return frozenset({m.actor for m in named} | {f" {noun}" for noun in nouns if noun in people})


def _brings_words(sentence: Sentence, person: Mention) -> bool:
    """Whether a sentence tells of words that somebody reads, hears, writes or shows: the quotation may be these."""
    told = {t.lemma.lower() for t in sentence.tokens if not _covers(person, t)}
    return bool(told & (_WORDS["reading"] | cues().texts))
