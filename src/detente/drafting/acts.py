"""Acts: what each party did, offered, asked for, held to, accepted or turned down, gathered from the coverage.

An act is the raw material of options and preferences. It joins the record's two readings of a sentence, as an event and
as a stance, under the party that answers for it: a president's offer is his country's.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from detente.evidence import Citation, DateRange
from detente.record.analyzer import Analyzer
from detente.record.entries import ActorId, Record, Statement
from detente.record.extractors.events import event_mentions
from detente.record.mentions import EventMention
from detente.record.participants import root_of
from detente.record.positions import Stance, stances_of
from detente.record.reading import Reading, Vocabulary
from detente.sources.document import Library

__all__ = ["Act", "acts_in", "readings_of"]

DEEDS = frozenset({"measure", "withdrawal", "attack", "vote"})
"""Kinds of event that are a party's own doing and can go on; meetings and agreements are nobody's alone."""

FIRM = re.compile(
    r"\b(?:non-?\s?negotiable|unacceptable|out of the question|not (?:up )?for (?:sale|discussion))\b", re.I
)
"""General English by which a party says that it does not move."""

LEADING = re.compile(
    r"^(?:(?:has|have|had|is|are|was|were|be|been|being|will|would|to|not|never|also|again|later|then|did|does|do)\s+)*"
    r"\w[\w’'-]*\s+(?:(?:on|for|to|that|out|off)\s+)?",
    re.I,
)
LONGEST = 110
COMMITS = re.compile(r"^(?:(?:has|have|had)\s+)?agree[sd]?\s+to\s+(?!accept)", re.I)
"""An agreement to do a thing oneself is an offer of it."""

OPINION = re.compile(r"^(?:\S+\s+){0,5}(?:will|would|is|are|was|were|has|have|had)\b", re.I)
"""What is "suggested" in a sentence of its own tense is how things are, not what to do."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """One place where a party acts: how (`kind`), on what (`topics`, lemmas), in the coverage's words.

    `kind` is does, offers, wants, holds, accepts, rejects or stands firm. `matter` is the text without the verb that
    reports it, `verb` the lemma of a deed.
    """

    party: ActorId
    kind: str
    verb: str
    matter: str
    topics: tuple[str, ...]
    citation: Citation
    when: DateRange
    status: str = "happened"


def readings_of(library: Library, record: Record, vocabulary: Vocabulary, analyzer: Analyzer) -> tuple[Reading, ...]:
    """The articles as the record was read from them, parsed again; actors, mentions and dates are the record's."""
    people = {actor.id: actor for actor in record.actors}
    items = [(document, library.passages_of(document.id)) for document in library.documents]
    parses = analyzer.sentences(iter(items))
    return tuple(
        Reading(
            document=document,
            passages=passages,
            sentences=sentences,
            published=record.published(document.id),
            actors=people,
            mentions=tuple(m for m in record.mentions if m.citation.span.document == document.id),
            dates=tuple(d for d in record.dates if d.citation.span.document == document.id),
            vocabulary=vocabulary,
            tier=analyzer.tier,
        )
        for (document, passages), sentences in zip(items, parses, strict=True)
    )


def acts_in(readings: Sequence[Reading], record: Record) -> tuple[Act, ...]:
    """Every act in the coverage, article by article, in the order of the text.

    What one party says that another did is the first one's claim, and no deed.
    """
    found: list[Act] = []
    for reading in readings:
        claims = [s for s in record.statements if s.content.span.document == reading.document.id]
        deeds = [act for act in _from_events(event_mentions(reading), reading) if not _is_claimed(act, claims, reading)]
        own = [*_from_stances(stances_of(reading)), *deeds]
        found += sorted(_once(own), key=lambda act: (act.citation.span, act.kind))
    return tuple(found)


def _from_stances(stances: Iterable[Stance]) -> Iterator[Act]:
    for stance in stances:
        matter = LEADING.sub("", stance.words)
        kind = "offers" if stance.kind == "accepts" and COMMITS.match(stance.words) else stance.kind
        kind = "stands firm" if FIRM.search(stance.words) else kind
        if kind == "offers" and OPINION.match(matter):
            continue
        yield Act(
            party=stance.actor,
            kind=kind,
            verb="",
            matter=shortened(FIRM.sub("", matter)),
            topics=stance.topics,
            citation=stance.citation,
            when=stance.when,
        )


def _from_events(mentions: Iterable[EventMention], reading: Reading) -> Iterator[Act]:
    """Deeds of one party; what the coverage only supposes or denies is no deed."""
    for mention in mentions:
        if mention.kind not in DEEDS or mention.nominal or mention.hedged or mention.passage == "headline":
            continue
        if mention.status not in {"happened", "planned", "proposed"} or len(mention.agents) != 1:
            continue
        text = reading.document.text
        rest = " ".join(text[mention.trigger.span.end : mention.clause.span.end].split())
        if not rest or mention.trigger.span.start < mention.clause.span.start:
            continue
        yield Act(
            party=root_of(mention.agents[0], reading),
            kind="does" if mention.status == "happened" else "threatens",
            verb=mention.lemma,
            matter=shortened(rest),
            topics=tuple(dict.fromkeys((*mention.object, *mention.about))),
            citation=reading.document.cite(mention.clause.span.start, mention.clause.span.end),
            when=mention.when,
            status=mention.status,
        )


def _is_claimed(act: Act, claims: Iterable[Statement], reading: Reading) -> bool:
    """Whether a deed stands in the words of somebody else than its doer."""
    for claim in claims:
        speaker = claim.speaker.actor
        if claim.content.span.contains(act.citation.span) and speaker and root_of(speaker, reading) != act.party:
            return True
    return False


def _once(acts: Sequence[Act]) -> Iterator[Act]:
    """Where a stance and an event tell the same words, the stance, which says how the party stands to them."""
    stances = [act for act in acts if act.kind not in {"does", "threatens"}]
    yield from stances
    for act in acts:
        if act.kind in {"does", "threatens"} and not any(_same_place(act, stance) for stance in stances):
            yield act


def _same_place(a: Act, b: Act) -> bool:
    return a.party == b.party and a.citation.span.overlaps(b.citation.span) and bool(set(a.topics) & set(b.topics))


def shortened(words: str) -> str:
    """Words for a person, cut at a clause's end where they run long."""
    words = " ".join(words.split()).strip(" ,;:.–—-")
    if len(words) <= LONGEST:
        return words
    cut = max(words.rfind(mark, 0, LONGEST) for mark in (", ", "; ", " after ", " because ", " while ", " following "))
    return words[: cut if cut > LONGEST // 3 else words.rfind(" ", 0, LONGEST)].rstrip(" ,;:")
