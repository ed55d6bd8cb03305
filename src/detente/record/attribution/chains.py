"""Chains: through whom we have a statement, from the speaker outward to the outlet.

A hop is somebody the speaker told it to (a paper, a broadcaster), somebody who reports it ("according to", "quoted
by", "citing"), the agency the article credits, and the outlet that prints it.
"""

import re
from collections.abc import Iterator, Sequence

from detente.record.actors.names import agencies
from detente.record.attribution.attributed import Attribution, Range
from detente.record.attribution.lexicon import cues
from detente.record.lexicons import word_lists
from detente.record.reading import Reading, Sentence, Token
from detente.record.stretches import first_behind, mentions_within

__all__ = ["channels", "is_channel", "outward", "told_beside", "venues"]

_WORDS = word_lists("speaking.txt")
_RELAYING = re.compile(
    r"\b(?:citing|quoting|quoted by|cited by|reported by|according to|carried by|published by)\s+", re.IGNORECASE
)
_PROPER_NAME = re.compile(r"[A-Z][\w&.-]*(?:\s+(?:of\s+|the\s+|and\s+)?[A-Z][\w&.-]*)*(?![\w&-])(?!['’]s)")


def outward(reading: Reading) -> tuple[str, ...]:
    """The hops that every statement of an article shares: the agencies it credits, then its outlet."""
    document = reading.document
    found = dict.fromkeys(document.agencies)
    if document.outlet:
        found[document.outlet] = None
    return tuple(found)


def is_channel(reading: Reading, span: Range) -> str | None:
    """The name of the news agency or outlet that some words name; None where they name nobody of the kind.

    The article's own outlet, named for short ("told the Post"), goes by its full name.
    """
    name = _channel(reading, span)
    outlet = reading.document.outlet
    if name and outlet and set(name.lower().split()) <= set(outlet.lower().split()):
        return outlet
    return name


def _channel(reading: Reading, span: Range) -> str | None:
    """The medium that some words name, as they name it."""
    text = reading.document.text
    known = agencies()
    for mention in mentions_within(reading, *span):
        actor = reading.actors.get(mention.actor)
        if actor is not None and actor.kind == "agency":
            return actor.name
    words = re.findall(r"[\w'’.-]+", text[slice(*span)])
    for word in words:
        if word in known:
            return known[word]
    small = [word.lower().removesuffix("'s").removesuffix("’s") for word in words]
    if any(word in cues().media for word in small) or _looks_like_outlet(words):
        return _proper_name(text, span)
    return None


def _looks_like_outlet(words: Sequence[str]) -> bool:
    """Whether a name has a word that outlets bear: "Port Vell Courier"."""
    capitals = [word for word in words if word[:1].isupper() and word != "The"]
    return any(word.lower() in _WORDS["outlets"] for word in capitals[1:] or capitals) and len(capitals) == len(
        [w for w in words if w.lower() not in {"the", "of", "and", "in"}]
    )


def _proper_name(text: str, span: Range) -> str | None:
    """The longest run of capitalised words within some words, without possessors: "the Nikkei business newspaper"."""
    runs = [match[0].removeprefix("The ").strip(" .") for match in _PROPER_NAME.finditer(text, *span)]
    runs = [run for run in runs if run not in {"The", "A", "An", "In", ""}]
    return " ".join(max(runs, key=len).split()) if runs else None


def channels(reading: Reading, attribution: Attribution) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The hops that the sentence itself names: whom the speaker told, and who relays it."""
    sentence = reading.sentences[attribution.sentence]
    told = tuple(dict.fromkeys(_told(reading, sentence, attribution)))
    return told, tuple(dict.fromkeys(_relays(reading, sentence, attribution)))


def told_beside(reading: Reading, attribution: Attribution, relay: Range) -> tuple[str, ...]:
    """The media that somebody who retells a statement told it to: "Orr told the River Post that Hale had said …"."""
    sentence = reading.sentences[attribution.sentence]
    found: list[str] = []
    for index, token in enumerate(sentence.tokens):
        if token.lemma in _WORDS["telling"] and relay[1] <= token.start < attribution.content[0]:
            found.extend(_channels_from(reading, sentence.tokens, index + 1, attribution))
    return tuple(found)


def venues(reading: Reading, sentence: Sentence) -> tuple[str, ...]:
    """The media that a sentence says somebody spoke to: "gave an interview to the River Post"."""
    found: dict[str, None] = {}
    for index, token in enumerate(sentence.tokens):
        if token.lemma.lower() in _WORDS["venues"]:
            start = _behind_preposition(sentence.tokens, index)
            found.update(dict.fromkeys(_channels_from(reading, sentence.tokens, start, _NOBODY)))
    return tuple(found)


def _outside(attribution: Attribution, offset: int) -> bool:
    """Whether an offset is in neither the content nor the words that name the speaker."""
    spans = [*attribution.pieces, *([attribution.source] if attribution.source else [])]
    return not any(start <= offset < end for start, end in spans)


def _told(reading: Reading, sentence: Sentence, attribution: Attribution) -> Iterator[str]:
    """The media that the speaker spoke to: "told the Courier", "in an interview with the Courier"."""
    tokens = sentence.tokens
    for index, token in enumerate(tokens):
        if (
            attribution.cue
            and attribution.cue[0] <= token.start < attribution.cue[1]
            and token.lemma in _WORDS["telling"]
        ):
            start = index + 1
        elif token.lemma.lower() in _WORDS["venues"] or token.lemma in {"speak", "talk"}:
            start = _behind_preposition(tokens, index)
        elif (
            token.text.lower() in {"on", "to", "by", "with"}
            and attribution.cue
            and index
            and token.start > attribution.cue[0]
        ):
            start = index + 1
        else:
            continue
        if _outside(attribution, token.start):
            yield from _channels_from(reading, tokens, start, attribution)


def _channels_from(reading: Reading, tokens: Sequence[Token], start: int, attribution: Attribution) -> Iterator[str]:
    """The media named from a token on: "Reuters and the River Post"."""
    while start < len(tokens):
        span = _phrase(tokens, start, attribution)
        if span is None:
            return
        named = range(first_behind(tokens, span[0]), first_behind(tokens, span[1]))
        parts = [i for i in named if tokens[i].text.lower() == "and"]
        name = is_channel(reading, (span[0], tokens[parts[0] - 1].end) if parts else span)
        if not name:
            return
        yield name
        if not parts:
            return
        start = parts[0] + 1


def _behind_preposition(tokens: Sequence[Token], index: int) -> int:
    """Where the name behind "interview with", "letter to", "statement carried by" begins."""
    for ahead in range(index + 1, min(index + 6, len(tokens))):
        if tokens[ahead].text.lower() in {"with", "to", "in", "by", "for", "on"}:
            return ahead + 1
    return len(tokens)


def _phrase(tokens: Sequence[Token], start: int, attribution: Attribution) -> Range | None:
    """The noun phrase that begins at a token: up to a verb, a mark, "that" or the content."""
    end = start
    while end < len(tokens) and end - start < 9 and _outside(attribution, tokens[end].start):
        token = tokens[end]
        if token.text in {",", ".", ":", ";", '"', "“", "”"} or token.text.lower() in {
            "that",
            "in",
            "on",
            "after",
            "during",
            "at",
        }:
            break
        if token.pos in {"VERB", "AUX", "SCONJ"}:
            break
        end += 1
    return (tokens[start].start, tokens[end - 1].end) if end > start else None


def _relays(reading: Reading, sentence: Sentence, attribution: Attribution) -> Iterator[str]:
    """Who passes the statement on within the sentence: "according to the agency", "the agency reported", "citing"."""
    text, tokens = reading.document.text, sentence.tokens
    for match in _RELAYING.finditer(text, sentence.start, sentence.end):
        first = first_behind(tokens, match.end())
        if first == len(tokens) or (
            attribution.source and attribution.source[0] <= match.end() < attribution.source[1]
        ):
            continue
        span = _phrase(tokens, first, _NOBODY)
        name = is_channel(reading, span) if span else None
        if name:
            yield name
    for index, token in enumerate(tokens):
        if token.dep != "nsubj" or not _outside(attribution, token.start):
            continue
        verb = tokens[token.head]
        if verb.lemma in _WORDS["relaying"] and not (
            attribution.cue and attribution.cue[0] <= verb.start < attribution.cue[1]
        ):
            span = _subject_phrase(tokens, index)
            name = is_channel(reading, span)
            if name:
                yield name


def _subject_phrase(tokens: Sequence[Token], head: int) -> Range:
    """The words of a subject: its compounds, adjectives and article before it."""
    start = head
    while start > 0 and tokens[start - 1].pos in {"DET", "ADJ", "NOUN", "PROPN", "PART"} and head - start < 6:
        start -= 1
    return tokens[start].start, tokens[head].end


_NOBODY = Attribution(cue=None, source=None, head=None, pieces=(), kind="", lemma="", sentence=0)
