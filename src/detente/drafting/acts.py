"""Acts: what each party did, offered, asked for, held to, accepted or turned down, gathered from the coverage.

An act is the raw material of options and preferences. It joins the record's two readings of a sentence, as an event and
as a stance, under the party that answers for it: a president's offer is his country's.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import timedelta

from detente.drafting.act import Act
from detente.drafting.bodies import spokespersons
from detente.drafting.eligibility import is_eligible, settled
from detente.drafting.undertakings import Undertaking, undertakings_of
from detente.evidence import UNKNOWN, DateRange
from detente.record.analyzer import Analyzer
from detente.record.entries import Record, Statement
from detente.record.extractors.events import event_mentions
from detente.record.mentions import EventMention
from detente.record.participants import root_of
from detente.record.positions import Stance, stances_of
from detente.record.reading import Reading, Vocabulary
from detente.sources.document import Library

__all__ = ["acts_in", "readings_of"]

ADDED = re.compile(r",? and ((?:the|a|an|its|their|no|more)\s[^.,;\n]+)")
ARTICLE = re.compile(r"(?:the|a|an|its|their)\s", re.I)
AUXILIARIES = re.compile(
    r"(?:\s+(?:has|have|had|is|are|was|were|be|been|being|will|would|to|also|since|later))+$", re.I
)
BY = re.compile(r"by\s+(?!\d)", re.I)
DEEDS = frozenset({"measure", "withdrawal", "attack"})
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
DEED_KINDS = frozenset({"does", "threatens", "intends", "declines"})
LONGEST = 110
NEAR = 120
PRONOUN = re.compile(r"(?:to\s+)?(?:it|them|this|that|so)\b(?!\s+(?:day|week|month|year|time)\b)", re.I)
SAID = frozenset({"declines", "intends", "threatens", "stands firm", "wants"})
"""What one says or asks, whatever time it is about."""
REFUSES = re.compile(r"(?:\w+\s+){0,3}?(?:refuse[sd]?|decline[sd]?|refusing)\s+to\s+(\w+)\s*(.*)", re.I | re.S)
SEVERAL = re.compile(r"\b(?:two|both|they|and|sides|parties)\b", re.I)
PLEDGES = re.compile(r"(?:(?:has|have|had)\s+)?(?:promis|pledg|vow)", re.I)
QUOTES = ("”", '"', "“", "’")
COMMITS = re.compile(r"^(?:(?:has|have|had)\s+)?agree[sd]?\s+to\s+(?!accept)", re.I)
"""An agreement to do a thing oneself is an offer of it."""

OPINION = re.compile(r"^(?:\S+\s+){0,5}(?:will|would|is|are|was|were|has|have|had)\b", re.I)
"""What is "suggested" in a sentence of its own tense is how things are, not what to do."""


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
    speaks_for = spokespersons(readings)
    for reading in readings:
        claims = tuple(s for s in record.statements if s.content.span.document == reading.document.id)
        deeds = [act for act in _from_events(event_mentions(reading), reading) if not _is_claimed(act, claims, reading)]
        plain = _from_undertakings(undertakings_of(reading, claims, speaks_for))
        own = [*_from_stances(stances_of(reading), reading), *deeds, *plain]
        own = [replace(act, party=speaks_for.get(act.party, act.party)) for act in own]
        own = [_addressed(act, reading) for act in own]
        own = [_placed(act, reading) for act in own if not _is_quotation_of_deed(act)]
        told = settled(sorted(_once(own), key=lambda act: (act.citation.span, act.kind)))
        found += _with_offers(_with_demands(act for act in told if is_eligible(act)))
    return tuple(found)


def _with_demands(acts: Iterable[Act]) -> Iterator[Act]:
    """The acts of one article, each refusal by a pronoun with the demand that it answers."""
    asked: Act | None = None
    for act in acts:
        near = asked is not None and 0 <= act.citation.span.start - asked.citation.span.end <= NEAR
        if asked is not None and near and act.kind == "declines" and PRONOUN.match(act.matter):
            act = replace(act, demand=asked.citation)
        asked = act if act.kind == "wants" else asked
        yield act


def _with_offers(acts: Iterable[Act]) -> Iterator[Act]:
    """The acts of one article; an answer without a day of its own, told in one breath with an offer, came after it."""
    offer: Act | None = None
    for act in acts:
        if act.kind in {"accepts", "rejects"} and offer is not None and not act.when.phrase:
            near = 0 <= act.citation.span.start - offer.citation.span.end <= NEAR and act.party != offer.party
            if near and _is_later(act.when, offer.when):
                reason = "after the offer that it answers"
                act = replace(act, when=replace(act.when, earliest=offer.when.earliest, reason=reason))
        offer = act if act.kind == "offers" and act.when.is_bounded else offer
        yield act


def _is_later(answer: DateRange, offer: DateRange) -> bool:
    """Whether an answer has no day, or only that of its article, long after the offer."""
    if answer.latest is None or offer.latest is None or offer.earliest is None:
        return False
    return offer.latest < (answer.earliest or answer.latest)


def _from_undertakings(undertakings: Iterable[Undertaking]) -> Iterator[Act]:
    for one in undertakings:
        yield Act(
            party=one.party,
            kind=one.kind,
            verb=one.verb,
            matter=shortened(one.matter),
            topics=one.topics,
            citation=one.citation,
            when=one.when,
            status="happened" if one.kind in {"does", "offers", "accepts", "rejects", "wants"} else "planned",
            name=one.name,
            addressee=one.addressee,
        )


def _addressed(act: Act, reading: Reading) -> Act:
    """A demand with the other party that its words begin with: "demanded that Norland reopen the gates"."""
    if act.kind != "wants" or act.addressee is not None:
        return act
    for mention in reading.mentions:
        span = mention.citation.span
        if act.citation.span.contains(span) and mention.actor in reading.actors:
            party = root_of(mention.actor, reading)
            inside = re.escape(" ".join(mention.citation.quote.split()))
            asked = re.match(rf"(?:that\s+)?(?:the\s+)?{inside}\s+(?:(?:must|should|to)\s+)?", act.matter, re.I)
            if party != act.party and asked is not None:
                return replace(act, addressee=party, matter=act.matter[asked.end() :])
    return act


def _is_quotation_of_deed(act: Act) -> bool:
    """Whether a deed's verb stands inside quotation marks in its clause: what somebody called it."""
    if act.kind not in {"does", "threatens"}:
        return False
    return act.matter[:1] in QUOTES or act.citation.quote.count("“") != act.citation.quote.count("”")


def _placed(act: Act, reading: Reading) -> Act:
    """An act without a date of its own, told between two dated passages, lies between them.

    Articles tell in order: what stands after one year and before a later one happened no later than the second. What
    somebody says of a time that his article falls into ("not this year"), he says when the article appears.
    """
    published = reading.published
    if act.when.earliest and published.latest and act.when.earliest > published.latest:
        reason = f"told before “{act.when.phrase}”, of which it speaks" if act.when.phrase else "told in its article"
        return replace(act, when=replace(published, reason=reason))
    if act.kind in SAID and published.is_bounded and act.when.is_bounded and _covers(act.when, published):
        return replace(act, when=published)
    if act.when.earliest is None and act.when.latest is None:
        act = replace(act, when=_no_later(reading))
    if act.when.earliest is not None or act.when.phrase or act.kind not in {"does", "offers", "rejects", "accepts"}:
        return act
    dates = [d for d in reading.dates if d.type == "DATE" and d.when.is_bounded]
    before = [d for d in dates if d.citation.span.end <= act.citation.span.start]
    after = [d for d in dates if d.citation.span.start >= act.citation.span.end]
    if not before or not after:
        return act
    first, last = before[-1].when, after[0].when
    if first.latest is None or last.latest is None or first.earliest is None or first.latest > last.latest:
        return act
    if act.when.latest is not None and last.latest > act.when.latest:
        return act
    reason = f"told between “{before[-1].citation.quote}” and “{after[0].citation.quote}”"
    return replace(
        act, when=DateRange(earliest=first.earliest, latest=last.latest, granularity=last.granularity, reason=reason)
    )


def _no_later(reading: Reading) -> DateRange:
    """Before an article appeared; where that is not known, about the last day it speaks of."""
    if reading.published.latest is not None:
        return DateRange(earliest=None, latest=reading.published.latest, reason="no later than its article")
    days = [d.when.latest for d in reading.dates if d.type == "DATE" and d.when.is_bounded and d.when.latest]
    if not days:
        return UNKNOWN
    return DateRange(earliest=None, latest=max(days), reason="about the last day that its article speaks of")


def _covers(when: DateRange, published: DateRange) -> bool:
    """Whether a time is much wider than an article's date and holds it."""
    if not (when.earliest and when.latest and published.earliest and published.latest):
        return False
    inside = when.earliest <= published.earliest and published.latest <= when.latest
    return inside and when.latest - when.earliest > 10 * (published.latest - published.earliest + timedelta(days=1))


def _from_stances(stances: Iterable[Stance], reading: Reading) -> Iterator[Act]:
    for stance in stances:
        matter = LEADING.sub("", stance.words)
        kind, verb = stance.kind, ""
        if kind == "accepts" and COMMITS.match(stance.words) and not _is_of_several(stance, reading):
            kind = "offers"
        kind = "stands firm" if FIRM.search(stance.words) else kind
        if kind == "offers" and OPINION.match(matter) and not PLEDGES.match(stance.words):
            continue
        if kind == "rejects" and (refused := REFUSES.match(stance.words)):
            kind, verb, matter = "declines", refused[1].lower(), refused[2]
        act = Act(
            party=stance.actor,
            kind=kind,
            verb=verb,
            matter=shortened(FIRM.sub("", matter)),
            topics=_own_topics(stance, matter) if kind == "offers" else stance.topics,
            citation=stance.citation,
            when=stance.when,
        )
        yield act
        if kind == "wants":
            yield from _second_demand(act, reading)


def _own_topics(stance: Stance, matter: str) -> tuple[str, ...]:
    """The topics of an offer without those of the time or condition it is tied to ("after a treaty is signed")."""
    head = re.split(r"\b(?:after|once|if|when|until|unless|following)\b", matter.lower())[0]
    own = tuple(t for t in stance.topics if all(word[:4] in head for word in t.split()))
    return own or stance.topics


def _is_of_several(stance: Stance, reading: Reading) -> bool:
    """Whether the subject before the verb is several parties: what they agree to do is nobody's offer."""
    start = stance.citation.span.start
    before = reading.document.text[max(0, start - 60) : start]
    return SEVERAL.search(re.split(r"[.;\n]", before)[-1]) is not None


def _second_demand(act: Act, reading: Reading) -> Iterator[Act]:
    """The demand that an "and" adds: "a rise of 9 percent and the return of the dismissed men"."""
    end = act.citation.span.end
    found = ADDED.match(reading.document.text, end)
    if found:
        words = [word.lower() for word in re.findall(r"[A-Za-z]{4,}", found[1])]
        yield replace(
            act,
            matter=shortened(found[1]),
            topics=tuple(dict.fromkeys(words)),
            citation=reading.document.cite(found.start(1), found.end(1)),
        )


def _from_events(mentions: Iterable[EventMention], reading: Reading) -> Iterator[Act]:
    """Deeds of one party; what the coverage only supposes or denies is no deed."""
    for mention in mentions:
        if mention.kind not in DEEDS or mention.nominal or mention.hedged or mention.passage == "headline":
            continue
        if mention.status not in {"happened", "planned"} or len(mention.agents) != 1:
            continue
        text = reading.document.text
        rest = _acted_on(mention, text)
        if not rest or mention.trigger.span.start < mention.clause.span.start:
            continue
        yield Act(
            party=root_of(mention.agents[0], reading),
            kind="does" if mention.status == "happened" else "intends",
            verb=mention.lemma,
            matter=shortened(rest),
            topics=tuple(dict.fromkeys((*mention.object, *mention.about))),
            citation=reading.document.cite(mention.clause.span.start, mention.clause.span.end),
            when=mention.when,
            status=mention.status,
        )


def _acted_on(mention: EventMention, text: str) -> str:
    """What a deed is done to, in the coverage's words: behind its verb, before it where that is passive."""
    rest = " ".join(text[mention.trigger.span.end : mention.clause.span.end].split())
    if not BY.match(rest):
        return rest
    before = " ".join(text[mention.clause.span.start : mention.trigger.span.start].split())
    subject = AUXILIARIES.sub("", before)
    return subject[:1].lower() + subject[1:] if ARTICLE.match(subject) else subject


def _is_claimed(act: Act, claims: Iterable[Statement], reading: Reading) -> bool:
    """Whether a deed stands in the words of somebody else than its doer."""
    for claim in claims:
        speaker = claim.speaker.actor
        if claim.content.span.contains(act.citation.span) and speaker and root_of(speaker, reading) != act.party:
            return True
    return False


def _once(acts: Sequence[Act]) -> Iterator[Act]:
    """Where a stance and an event tell the same words, the stance, which says how the party stands to them."""
    stances = [act for act in acts if act.kind not in DEED_KINDS and not act.name]
    yield from stances
    kept = list(stances)
    asked = [act.citation.span for act in acts if act.kind == "wants" and act.name]
    for act in sorted(acts, key=lambda act: act.kind == "intends"):  # what was done is not also planned
        if act.kind == "does" and any(span.contains(act.citation.span) for span in asked):
            continue  # what somebody makes a condition has not been done
        if (act.kind in DEED_KINDS or act.name) and not any(_same_place(act, other) for other in kept):
            kept.append(act)
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
