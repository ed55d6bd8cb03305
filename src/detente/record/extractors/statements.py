"""Statements: who said, thinks or wants what, through whom we have it, in the words of one article."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from detente.evidence import Cited, DateRange
from detente.record import anchoring
from detente.record.attribution.attributed import Attribution
from detente.record.attribution.chains import channels, is_channel, outward, told_beside, venues
from detente.record.attribution.content import modality, polarity
from detente.record.attribution.lexicon import cues
from detente.record.attribution.passages import attributions
from detente.record.attribution.speakers import speaker_of
from detente.record.clauses import Grammar
from detente.record.entries import DateExpression, Speaker, Statement
from detente.record.event_times import undated
from detente.record.extraction import Extractor
from detente.record.reading import Reading, Sentence
from detente.record.stretches import beginning_in, token_at

__all__ = ["EXTRACTOR", "statements"]


def statements(reading: Reading) -> tuple[Statement, ...]:
    """The statements of one article in the order of their contents; a report of a report counts as the inner one."""
    found: list[Statement] = []
    speakers: list[Speaker] = []
    media: dict[str, tuple[str, ...]] = {}
    credits_ = _credits(reading)
    heard = iter(_heard(reading))
    pending = next(heard, None)
    listed = attributions(reading, lambda span: is_channel(reading, span) is not None)
    dated = replace(reading, dates=_dates_outside(reading, [piece for a in listed for piece in a.pieces]))
    for attribution in listed:
        while pending is not None and pending[0] <= attribution.sentence:
            media[pending[1]] = pending[2]
            pending = next(heard, None)
        speaker = speaker_of(reading, attribution, speakers)
        told, relayed = channels(reading, attribution)
        channel = is_channel(reading, attribution.source) if attribution.source else None
        credit = credits_.get(attribution.sentence)
        if channel is not None and credit is not None:
            speaker, told, relayed = credit[0], credit[1], (channel, *relayed)
        speakers.append(speaker)
        key = speaker.actor or speaker.name
        if key and channel is None:
            media[key] = told = told or media.get(key, ())
        relays = [n for relay in attribution.relays for n in _relayed_by(reading, attribution, relay, speakers)]
        hops = (*told, *relayed, *relays, *outward(reading))
        found.append(_statement(dated, attribution, speaker, hops, len(found) + 1))
    return tuple(found)


def _relayed_by(
    reading: Reading, attribution: Attribution, relay: tuple[int, int, int], speakers: list[Speaker]
) -> tuple[str, ...]:
    """The name of somebody who passes a statement on, and of the media they told it to."""
    start, end, head = relay
    channel = is_channel(reading, (start, end))
    if channel is not None:
        return (channel,)
    name = speaker_of(reading, replace(attribution, source=(start, end), head=head), speakers).name
    return (*((name,) if name else ()), *told_beside(reading, attribution, (start, end)))


def _heard(reading: Reading) -> Iterator[tuple[int, str, tuple[str, ...]]]:
    """(sentence, actor, media): where somebody is said to have spoken to a medium, which holds for what follows."""
    for number, sentence in enumerate(reading.sentences):
        names = venues(reading, sentence)
        if names:
            inside = beginning_in(reading.mentions, sentence.start, sentence.end)
            people = [m.actor for m in inside if m.actor in reading.actors and reading.actors[m.actor].kind == "person"]
            if people:
                yield number, people[0], names


_CREDIT = re.compile(r"(?:This|That|It|These|Those)\b.{0,80}?\bby\s+", re.DOTALL)


def _credits(reading: Reading) -> dict[int, tuple[Speaker, tuple[str, ...]]]:
    """Sentences whose report the next one credits to somebody: "This is the information revealed by Orr in …"."""
    found: dict[int, tuple[Speaker, tuple[str, ...]]] = {}
    for number, sentence in enumerate(reading.sentences):
        match = _CREDIT.match(reading.document.text, sentence.start, sentence.end)
        before = [t for t in sentence.tokens if match and t.end <= match.end()]
        if match is None or not any(t.tag == "VBN" and cues().reports_speech(t.lemma) for t in before):
            continue
        named = beginning_in(reading.mentions, match.end(), sentence.end)
        here = [m for m in named if m.citation.span.start - match.end() < 6 and m.actor in reading.actors]
        if here:
            chief = max(here, key=lambda m: m.citation.span.end - m.citation.span.start)
            speaker = Speaker(name=reading.actors[chief.actor].name, actor=chief.actor, citation=chief.citation)
            found[_body_sentence_before(reading, number)] = (speaker, venues(reading, sentence))
    return found


def _body_sentence_before(reading: Reading, number: int) -> int:
    """The number of the sentence of running text before another, captions and headlines left out."""
    sentences = reading.sentences
    return next((n for n in range(number - 1, -1, -1) if sentences[n].passage.kind in {"body", "corrupt"}), -1)


def _statement(
    reading: Reading, attribution: Attribution, speaker: Speaker, hops: tuple[str, ...], number: int
) -> Statement:
    """One statement, with its chain."""
    document = reading.document
    sentence = reading.sentences[attribution.sentence]
    content = document.cite(*attribution.content)
    spans = [attribution.content, *(span for span in (attribution.source, attribution.cue) if span)]
    at = attribution.cue[0] if attribution.cue else attribution.content[0]
    via = dict.fromkeys(hops)
    via.pop(speaker.name or "", None)
    return Statement(
        id=f"st-{document.id}-{number}",
        speaker=speaker,
        via=tuple(via),
        cue=document.cite(*attribution.cue) if attribution.cue else None,
        mode=attribution.mode,
        said=_beside(reading, sentence, attribution) or _told(reading, sentence, at),
        content=content,
        cited=Cited((document.cite(min(s for s, _ in spans), max(e for _, e in spans)),)),
        polarity=polarity(sentence, attribution),
        modality=modality(sentence, attribution),
        tier=reading.tier,
        parts=tuple(document.cite(*piece) for piece in sorted(attribution.pieces)),
    )


def _beside(reading: Reading, sentence: Sentence, attribution: Attribution) -> DateRange | None:
    """The date that stands between the reporting word and the words reported, or right behind it: "said on Friday"; a
    term ("promised by Friday") is none."""
    if attribution.cue is None:
        return None
    end = attribution.cue[1]
    limit = min(max(end + len(" on late "), attribution.content[0]), sentence.end)
    near = beginning_in(reading.dates, end, limit + 1)
    text = reading.document.text
    told = (d for d in near if _TERM.search(text, end, d.citation.span.start) is None)
    found = next((d for d in told if d.type in {"DATE", "TIME"} and d.when.is_known), None)
    return found.when.because(f"dated beside the reporting word: {found.when.reason}") if found is not None else None


_TERM = re.compile(r"(?i)\b(?:by|until|till)\s+(?:the\s+)?\Z")


def _told(reading: Reading, sentence: Sentence, at: int) -> DateRange:
    """When something was said, by the clause of its reporting word, else by how the article tells it."""
    own = anchoring.in_clause(sentence, at, reading)
    if own is not None:
        return own
    word = token_at(sentence.tokens, at)
    if word is None:
        return anchoring.as_news(reading)
    return undated(reading.once(Grammar).of(sentence), word, word, reading)


def _dates_outside(reading: Reading, pieces: Sequence[tuple[int, int]]) -> tuple[DateExpression, ...]:
    """The article's dates without those in words reported: these date what is told and not the telling."""
    inside = {offset for start, end in pieces for offset in range(start, end)}
    return tuple(date for date in reading.dates if date.citation.span.start not in inside)


EXTRACTOR = Extractor(code="statements", gives="statements", extract=statements)
