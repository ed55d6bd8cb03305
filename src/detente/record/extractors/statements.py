"""Statements: who said, thinks or wants what, through whom we have it, in the words of one article."""

from detente.evidence import Cited
from detente.record import anchoring
from detente.record.attribution_chains import channels, outward
from detente.record.attribution_content import modality, polarity
from detente.record.attribution_passages import Attribution, attributions
from detente.record.attribution_speakers import speaker_of
from detente.record.entries import Speaker, Statement
from detente.record.extraction import Extractor
from detente.record.reading import Reading

__all__ = ["EXTRACTOR", "statements"]


def statements(reading: Reading) -> tuple[Statement, ...]:
    """The statements of one article in the order of their contents; a report of a report counts as the inner one."""
    found: list[Statement] = []
    speakers: list[Speaker] = []
    media: dict[str, tuple[str, ...]] = {}
    for attribution in attributions(reading):
        speaker = speaker_of(reading, attribution, speakers)
        speakers.append(speaker)
        own = channels(reading, attribution)
        key = speaker.actor or speaker.name
        if key:
            media[key] = own = own or media.get(key, ())
        found.append(_statement(reading, attribution, speaker, own, len(found) + 1))
    return tuple(found)


def _statement(
    reading: Reading, attribution: Attribution, speaker: Speaker, own: tuple[str, ...], number: int
) -> Statement:
    """One statement, with its chain."""
    document = reading.document
    sentence = reading.sentences[attribution.sentence]
    content = document.cite(*attribution.content)
    start = min([attribution.content[0], *(span[0] for span in (attribution.source, attribution.cue) if span)])
    end = max([attribution.content[1], *(span[1] for span in (attribution.source, attribution.cue) if span)])
    at = attribution.cue[0] if attribution.cue else attribution.content[0]
    via = dict.fromkeys((*own, *outward(reading)))
    via.pop(speaker.name or "", None)
    return Statement(
        id=f"st-{document.id}-{number}",
        speaker=speaker,
        via=tuple(via),
        cue=document.cite(*attribution.cue) if attribution.cue else None,
        mode=attribution.mode,
        said=anchoring.when(sentence, at, reading),
        content=content,
        cited=Cited((document.cite(start, end),)),
        polarity=polarity(sentence, attribution),
        modality=modality(sentence, attribution),
        tier=reading.tier,
    )


EXTRACTOR = Extractor(code="statements", gives="statements", extract=statements)
