"""Disagreements over whether something happened: one source asserts what another denies.

A denial counts as far as it reaches. "Has not been concluded", "has yet to sign" and "never signed" reach over all the
time before; "did not propose it during Monday's meeting" reaches no further than that meeting.
"""

from collections.abc import Iterator, Mapping, Sequence

from detente.record.chronology import Chronology
from detente.record.clauses import ENDED
from detente.record.disagreements.findings import Finding, Told
from detente.record.mentions import EventMention
from detente.record.participants import root_of
from detente.record.reading import Reading

__all__ = ["find"]

NARROW_DAYS = 7
ALWAYS = frozenset({"yet to", "never"})
CLOSING = frozenset({"sign", "conclude", "reach", "seal", "finalise", "finalize", "settle"})
VOTING = frozenset({"vote", "ballot", "referendum"})
NEAR_MISSES = frozenset({"almost", "nearly", "narrowly", "failed"})
FIRM = frozenset({"happened"})


def find(readings: Sequence[Reading], chronology: Chronology) -> Iterator[Finding]:
    """What is asserted here and denied there."""
    by_document: dict[str, Reading] = {reading.document.id: reading for reading in readings}
    mentions = sorted(
        (m for members in chronology.mentions for m in members), key=lambda m: (m.document, m.trigger.span.start)
    )
    by_kind: dict[str, list[EventMention]] = {}
    for mention in mentions:
        by_kind.setdefault(mention.kind, []).append(mention)
    for kind in sorted(by_kind):
        yield from denials(by_kind[kind], by_document)


def denials(mentions: Sequence[EventMention], readings: Mapping[str, Reading]) -> Iterator[Finding]:
    """Assertion against denial of the same act on the same object."""
    denied = [m for m in mentions if m.status == "denied" and not m.hedged and m.object and m.negation != ENDED]
    asserted: dict[str, list[EventMention]] = {}
    for mention in mentions:
        if mention.status in FIRM and not mention.hedged and mention.object:
            asserted.setdefault(mention.object[0], []).append(mention)
    for no in denied:
        for yes in asserted.get(no.object[0], ()):
            if is_same_act(yes, no, readings) and reaches(no, yes, readings):
                yield finding(yes, no)


def is_same_act(a: EventMention, b: EventMention, readings: Mapping[str, Reading]) -> bool:
    """Whether two mentions are of one act: its object and its parties, as far as they are named."""
    if a.object[0] != b.object[0] or a.trigger == b.trigger:
        return False
    ours, theirs = set(a.object[1:]), set(b.object[1:])
    if ours and theirs and not ours & theirs:
        return False
    if not synonymous(a.lemma, b.lemma):
        return False
    agents, others = parties(a, readings), parties(b, readings)
    return bool(agents & others) and (agents <= others or others <= agents)


def synonymous(a: str, b: str) -> bool:
    """Whether two words of one kind name the same act on the same object."""
    return a == b or {a, b} <= CLOSING or {a, b} <= VOTING


def parties(mention: EventMention, readings: Mapping[str, Reading]) -> set[str]:
    """The parties behind everyone a mention names."""
    reading = readings[mention.document]
    named = (
        mention.agents
        if mention.kind not in {"agreement", "meeting"} and mention.agents
        else (*mention.agents, *mention.patients, *mention.others)
    )
    return {root_of(actor, reading) for actor in named}


def reaches(no: EventMention, yes: EventMention, readings: Mapping[str, Reading]) -> bool:
    """Whether the denial covers the time and place of what is asserted."""
    if no.place and yes.place and no.place.casefold() != yes.place.casefold():
        return False
    written, told = readings[no.document].published, readings[yes.document].published
    if no.standing and yes.presupposed and yes.when.phrase.endswith("since"):
        return True
    if is_missed_later(no, yes):
        return True
    if no.standing:
        first = yes.when.earliest if yes.when.is_known else told.earliest
        return first is not None and written.latest is not None and first <= written.latest
    if not (no.when.is_bounded and yes.when.is_bounded and no.when.overlaps(yes.when)):
        return False
    return is_narrow(no) and is_narrow(yes)


def is_missed_later(no: EventMention, yes: EventMention) -> bool:
    """Whether a pact said to be concluded is one that was only nearly concluded afterwards."""
    if no.kind != "agreement" or no.negation.lower() not in NEAR_MISSES or not yes.presupposed:
        return False
    return yes.when.latest is not None and no.when.earliest is not None and yes.when.latest < no.when.earliest


def finding(yes: EventMention, no: EventMention) -> Finding:
    """The finding for an assertion and its denial."""
    what = "" if yes.object == (yes.kind,) else " the " + " ".join((*reversed(yes.object[1:]), yes.object[0]))
    how = "takes it for granted" if yes.presupposed else "says that it happened"
    return Finding(
        key=("polarity", yes.kind, yes.object[0]),
        question=f"Did the parties {yes.lemma}{what}?",
        kind="polarity",
        verdict="conflict",
        severity="critical",
        accounts=(Told("yes", (yes.clause,)), Told("no", (no.clause,))),
        why=f"“{yes.trigger.quote}” {how}; “{no.negation} … {no.trigger.quote}” denies it"
        + (" for all the time before" if no.standing else ""),
    )


def is_narrow(mention: EventMention) -> bool:
    """Whether a mention is told of a few days."""
    return mention.when.width is not None and mention.when.width.days <= NARROW_DAYS
