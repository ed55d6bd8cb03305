"""Attributions of an article: those of its sentences, with quotations whole and carried over paragraphs."""

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from detente.record.attribution.attributed import ASIDE, Attribution, Range
from detente.record.attribution.clauses import attributions_in
from detente.record.attribution.given import with_quotes
from detente.record.attribution.lexicon import cues
from detente.record.attribution.lone import lone_quotations
from detente.record.attribution.quotes import Quote, quotes, spoken
from detente.record.attribution.spans import Found
from detente.record.attribution.texts import quoted_texts
from detente.record.attribution.transcripts import ASKING, Utterance, utterances
from detente.record.lexicons import word_lists
from detente.record.reading import Reading, Sentence

__all__ = ["attributions"]

TRANSCRIPT = "transcript"
"""The lemma of what stands in a transcript: no word reports it."""
_COPIES = frozenset({"copy", "transcript", "recording", "footage", "readout"})
"""What only keeps the words that somebody said."""
_LABELS = word_lists("speaking.txt")["labels"]
_DENYING = word_lists("speaking.txt")["denying"]

Relays = Callable[[Range], bool]
"""Whether some words name a medium."""


def attributions(reading: Reading, relays: Relays = lambda span: False) -> tuple[Attribution, ...]:
    """The attributions of an article in the order of their contents.

    `relays` says whether the words between two offsets name a medium, which passes on what others say.
    """
    lines = reading.once(utterances)
    spoken = [a for a in (_uttered(line, reading) for line in lines) if a is not None]
    said = sorted(piece for line in lines for piece in (line.label, *line.pieces))
    done: list[Attribution] = []
    numbered = [(number, sentence) for number, sentence in enumerate(reading.sentences) if not _touches(said, sentence)]
    for _, group in groupby(numbered, key=lambda item: item[1].passage.number):
        held = list(group)
        passage = held[0][1].passage
        marks = quotes(reading.document.text, passage.span.start, passage.span.end)
        named = _named_before_colon(held)
        if named is not None:
            done.append(named)
            continue
        found = [a for number, sentence in held for a in _in_sentence(number, sentence, marks, relays)]
        done = with_quotes(reading.document.text, held, marks, found, done)
        near = done[-(len(found) + len(marks) + 1) :]
        done += (texts := list(quoted_texts(reading, held, marks, near)))
        done += lone_quotations(reading, held, marks, [*near, *texts])
    kept = [_finished(part, reading) for a in [*done, *spoken] if a.pieces for part in _parted(a)]
    return tuple(sorted(kept, key=lambda a: (a.content, a.cue or a.content)))


def _touches(spans: Sequence[Range], sentence: Sentence) -> bool:
    """Whether one of some spans, in order and none overlapping another, overlaps a sentence."""
    first = bisect_right(spans, sentence.start, key=lambda span: span[1])
    return first < len(spans) and spans[first][0] < sentence.end


def _uttered(utterance: Utterance, reading: Reading) -> Attribution | None:
    """The attribution of what a label of a transcript gives to a speaker; None for questions nobody is named for."""
    start, end = utterance.label
    if reading.document.text[start:end].lower() in ASKING:
        return None
    number = bisect_right(reading.sentences, start, key=lambda s: s.end)
    return Attribution(
        cue=utterance.label,
        source=utterance.label,
        head=end - 1,
        pieces=utterance.pieces,
        kind="speech",
        lemma=TRANSCRIPT,
        sentence=number if number < len(reading.sentences) else 0,
    )


def _named_before_colon(held: Sequence[tuple[int, Sentence]]) -> Attribution | None:
    """The attribution of a passage that opens with its speaker's name and a colon: "Orr: lock stays shut"."""
    number, sentence = held[0]
    tokens = sentence.tokens
    colon = next((i for i, t in enumerate(tokens[:12]) if t.text == ":"), None)
    if colon is None or colon == 0:
        return None
    about = next((i for i, t in enumerate(tokens[:colon]) if i and t.text.lower() in {"on", "to"}), colon)
    name = tokens[: about if sentence.passage.kind == "headline" else colon]
    if len(name) == 1 and name[0].text.lower() in _LABELS:
        return None
    if not all(t.text[:1].isupper() or t.text in {"of", "the", "'s", "’s", "."} or t.text.isdigit() for t in name):
        return None
    start = name[0].start
    person = any(e.start <= name[-1].start < e.end and e.label in {"PERSON", "ORG", "GPE"} for e in sentence.entities)
    text = name[-1].lemma.lower() in cues().texts or name[-1].text.lower() in cues().texts
    follows = [t for _, s in held for t in s.tokens if t.start > tokens[colon].start]
    if not (person or text) or len(follows) < 3:
        return None
    end = held[-1][1].end if sentence.passage.kind != "headline" else sentence.end
    last = ([t for t in follows if t.start < end] or follows)[-1]  # a headline may be split behind its colon
    return Attribution(
        cue=(tokens[colon].start, tokens[colon].end),
        source=(start, name[-1].end),
        head=name[-1].start,
        pieces=((follows[0].start, last.start if last.text == "." else last.end),),
        kind="speech",
        lemma=":",
        sentence=number,
    )


def _in_sentence(number: int, sentence: Sentence, marks: Sequence[Quote], relays: Relays) -> Iterator[Attribution]:
    """The attributions of a sentence that do not stand within one another.

    A medium that only passes on what somebody else said ("the agency reported that Orr had said …") is no speaker: it
    is a relay of the attribution within. Where somebody tells what another said, both count.
    """
    tokens = sentence.tokens
    quoted = spoken([(token.start, token.end) for token in tokens], marks)
    found = attributions_in(sentence, quoted)
    passing = [f for f in found if _passes_on(f, found, sentence, relays) or _vouches(f, found, quoted)]
    covered: set[int] = set()
    taken: list[Found] = []
    for one in found:
        if one in passing or one.verb in covered or _cites_source(one, sentence, relays):
            continue
        if _says_nothing(one, sentence) or _only_introduces(one, found, sentence):
            continue
        one = _resting_on(_opened(one, sentence), found, sentence, relays)
        pieces = _without(one, covered)
        if not pieces and not one.open:
            continue
        covered.update(n for low, high in pieces for n in range(low, high + 1))
        taken.append(one)
        yield _placed(one, pieces, sentence, number, [p for p in passing if _holds(p, one.verb)])
        inner = _retold(one, found, sentence)
        if inner is not None:
            yield _placed(inner, inner.pieces, sentence, number, [one, *(p for p in passing if _holds(p, one.verb))])


def _cites_source(found: Found, sentence: Sentence, relays: Relays) -> bool:
    """Whether an attribution only names what it rests on: "citing the news agency", "quoting an unnamed engineer"."""
    tokens = sentence.tokens
    if found.lemma not in {"cite", "quote", "reference"} or not found.pieces:
        return False
    if relays((tokens[found.pieces[0][0]].start, tokens[found.pieces[-1][1]].end)):
        return True
    return tokens[found.verb].tag == "VBG" and _cited(found, sentence) is not None


def _cited(found: Found, sentence: Sentence) -> int | None:
    """The head of the noun phrase that a report cites, where it stands for somebody or for a text."""
    low, high = found.pieces[0]
    heads = [
        n for n in range(low, high + 1) if sentence.tokens[n].head == found.verb and sentence.tokens[n].dep == "dobj"
    ]
    if not heads:
        return None
    token, words = sentence.tokens[heads[0]], cues()
    names = any(e.label in {"PERSON", "ORG"} and e.start <= token.start < e.end for e in sentence.entities)
    speaks = token.lemma.lower() in words.people | words.texts or token.lemma.lower().endswith(("er", "or", "ist"))
    return heads[0] if names or speaks else None


def _resting_on(found: Found, others: Sequence[Found], sentence: Sentence, relays: Relays) -> Found:
    """An attribution of a medium with whom it cites as the speaker: "the agency, citing an engineer, reported"."""
    tokens = sentence.tokens
    if found.source is None or found.head is None or found.kind == "stance":
        return found
    medium = tokens[found.head].lemma.lower() in cues().media
    if not medium and not relays((tokens[found.source[0]].start, tokens[found.source[1]].end)):
        return found
    for other in others:
        if other.lemma not in {"cite", "quote"} or tokens[other.verb].tag != "VBG" or other.head != found.head:
            continue
        head = _cited(other, sentence)
        if head is not None and not relays((tokens[other.pieces[0][0]].start, tokens[other.pieces[0][1]].end)):
            return replace(found, source=other.pieces[0], head=head, relay=found.source)
    return found


_ANONYMITY = re.compile(
    r"(?i)\b(?:(?:not|nor) (?:to )?be(?:ing)? (?:named|identified|quoted|cited)|anonymity|anonymous)\b"
)


_ASKED = frozenset("question favour favor permission leave price time advice help nothing something anything".split())
"""What is asked and not who is."""
_PERSONS = frozenset("i me we us you he him she her they them myself himself herself themselves".split())


def _says_nothing(found: Found, sentence: Sentence) -> bool:
    """Whether the words reported tell nothing: they only keep the speaker's name back, or are only whom he asks."""
    tokens = sentence.tokens
    words = [t for low, high in found.pieces for t in tokens[low : high + 1]]
    if words and all(t.text.lower() in _PERSONS for t in words):
        return True
    if found.lemma == "ask" and words and found.kind == "stance" and _is_whom(found, sentence):
        return True
    return bool(found.pieces) and all(
        high - low < 12 and _ANONYMITY.search(" ".join(t.text for t in tokens[low : high + 1]))
        for low, high in found.pieces
    )


def _is_whom(found: Found, sentence: Sentence) -> bool:
    """Whether the object of "ask" is the person asked and not the question: no verb, and the noun names people."""
    tokens = sentence.tokens
    low, high = found.pieces[0]
    heads = [n for n in range(low, high + 1) if tokens[n].head == found.verb and tokens[n].dep == "dobj"]
    asked = bool(heads) and tokens[heads[0]].lemma.lower() not in _ASKED
    return asked and not any(t.pos in {"VERB", "AUX"} for t in tokens[low : high + 1])


_TOPIC = frozenset({"about", "on"})


def _only_introduces(found: Found, others: Sequence[Found], sentence: Sentence) -> bool:
    """Whether a participle only says what another saying is about: "speaking about the lock, she said …"."""
    tokens = sentence.tokens
    verb = tokens[found.verb]
    if verb.tag != "VBG" or verb.dep != "advcl" or tokens[found.cue[1]].text.lower() not in _TOPIC:
        return False
    return any(other.verb == verb.head and other is not found for other in others)


_FILLERS = frozenset("so it this that more than once twice as much too again thus often many times".split())


def _opened(found: Found, sentence: Sentence) -> Found:
    """An attribution whose words only point on ("has said so more than once: …") as one that a quotation follows."""
    words = [t.text.lower() for low, high in found.pieces for t in sentence.tokens[low : high + 1]]
    if "so" not in words or not set(words) <= _FILLERS or not cues().takes(found.lemma, "q"):
        return found
    return replace(found, pieces=(), open=True)


def _holds(found: Found, node: int) -> bool:
    """Whether a node stands in an attribution's content."""
    return any(low <= node <= high for low, high in found.pieces)


def _share(outer: Found, *inner: Found) -> float:
    """How much of an attribution's content others within it take up, speakers and reporting words included."""
    parts = [part for one in inner for part in (*one.pieces, one.cue, *([one.source] if one.source else []))]
    own = {n for low, high in parts for n in range(low, high + 1)}
    all_ = {n for low, high in outer.pieces for n in range(low, high + 1)}
    return len(own & all_) / len(all_) if all_ else 0.0


def _passes_on(found: Found, others: Sequence[Found], sentence: Sentence, relays: Relays) -> bool:
    """Whether an attribution is a medium's, or a copy's, that only passes on another within it."""
    if found.source is None or found.kind == "stance":
        return False
    tokens = sentence.tokens
    copied = found.head is not None and tokens[found.head].lemma.lower() in _COPIES
    if not copied and not relays((tokens[found.source[0]].start, tokens[found.source[1]].end)):
        return False
    inner = [o for o in others if o is not found and o.source and _holds(found, o.verb) and not o.open]
    return bool(inner) and _share(found, *inner) >= 0.6


def _vouches(found: Found, others: Sequence[Found], quoted: frozenset[int]) -> bool:
    """Whether "according to" only tells from whom it is known that another spoke the words in quotation marks."""
    if found.lemma != "according":
        return False
    inner = (o for o in others if o is not found and o.source and o.pieces and o.kind == "speech")
    return any(_holds(found, o.verb) and all(low in quoted and high in quoted for low, high in o.pieces) for o in inner)


def _retold(outer: Found, others: Sequence[Found], sentence: Sentence) -> Found | None:
    """What somebody named is said to have said, within another's statement that does not deny it."""
    if outer.source is None or outer.kind not in {"speech", "text"} or outer.lemma in _DENYING:
        return None
    for inner in others:
        named = inner.head is not None and sentence.tokens[inner.head].pos == "PROPN"
        if inner is outer or not named or inner.kind != "speech" or not _holds(outer, inner.verb):
            continue
        if inner.pieces and _share(outer, inner) >= 0.6 and cues().takes(inner.lemma, "q"):
            return inner
    return None


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


def _placed(
    found: Found, pieces: Sequence[Range], sentence: Sentence, number: int, passing: Sequence[Found] = ()
) -> Attribution:
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
        relays=tuple(
            (*place(p.source), tokens[p.head].start if p.head is not None else tokens[p.source[0]].start)
            for p in passing
            if p.source
        )
        + (((*place(found.relay), tokens[found.relay[1]].start),) if found.relay else ()),
    )


def _parted(attribution: Attribution) -> Iterator[Attribution]:
    """An attribution for each stretch of its words, where more stands between two than the reporting clause.

    "“I took it,” she said, naming the doctor of her team and the hotel where they had met that night. “It helped.”" is
    two statements: as one it would quote words that she did not say, and as its longer half leave the other out.
    """
    held: list[Range] = []
    for piece in sorted(attribution.pieces):
        if held and piece[0] - held[-1][1] > ASIDE:
            yield replace(attribution, pieces=tuple(held))
            held = []
        held.append(piece)
    yield replace(attribution, pieces=tuple(held))


def _finished(attribution: Attribution, reading: Reading) -> Attribution:
    """An attribution with its mode."""
    if attribution.lemma == TRANSCRIPT:
        return replace(attribution, mode="direct")
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
