"""Whether anybody was hurt: "two guards were taken to hospital with broken fingers" here, "nobody was hurt" there.

A wound, a broken limb and a bed in hospital are one class: who tells of the one contradicts who says that nobody was
hurt. Who says that nobody was *seriously* hurt is contradicted by grave injuries only. Two sentences are of one
occasion by what leads up to them, and by their days.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from detente.evidence import Citation, DateRange
from detente.record import anchoring
from detente.record.disagreements.bounds import sentence_bounds
from detente.record.disagreements.claim_forms import clauses_of
from detente.record.disagreements.findings import Finding, Told
from detente.record.disagreements.matters import RARE, Matters, key_of
from detente.record.disagreements.neighbours import days_between
from detente.record.disagreements.wording import shortened
from detente.record.reading import Gleaner, Reading, Sentence

__all__ = ["INJURIES", "Injury", "find"]

ENOUGH = 2.0
"""What leads up to both sentences and is common to them, weighed by how rare it is."""
CLOSE_DAYS = 21

GRAVELY = r"(?:seriously|badly|gravely|severely|critically|grievously)"
HURT = r"(?:hurt|injured|harmed|wounded|maimed)"
NOBODY = (
    r"(?:nobody|no[ -]one|none(?:\s+of\s+[\w' ]{2,30}?)?|not\s+(?:one|a\s+single)\s+[\w' ]{2,30}?|no\s+(?:\w+\s+)?\w+)"
)
WAS = r"(?:is|was|were|has\s+been|have\s+been|had\s+been|got|gets)"
NONE = re.compile(
    rf"\b(?:{NOBODY}\s+{WAS}\s+(?:(?P<grave>{GRAVELY})\s+|even\s+)?{HURT}\b"
    rf"|{NOBODY}\s+(?:came|comes|has\s+come|had\s+come)\s+to\s+(?:any\s+)?(?P<much>serious\s+)?(?:harm|grief)\b"
    rf"|{NOBODY}\s+(?:suffered|sustained|received|reported)\s+(?:(?:a|an|any)\s+)?(?P<heavy>serious\s+|severe\s+)?"
    r"(?:injur(?:y|ies)|wounds?|scratch|bruise)\b"
    r"|(?:there\s+(?:were|was|have\s+been|had\s+been)|caused|reported|left)\s+no\s+(?P<bad>serious\s+|severe\s+)?"
    r"(?:injur(?:y|ies)|casualt(?:y|ies)|wounded)\b"
    r"|without\s+(?:any\s+)?(?:injur(?:y|ies)|casualt(?:y|ies)|anybody\s+being\s+hurt|anyone\s+being\s+hurt))",
    re.IGNORECASE,
)
LIMB = (
    r"(?:arms?|legs?|wrists?|fingers?|ribs?|hips?|noses?|jaws?|skulls?|collarbones?|shoulders?|ankles?|hands?|feet|foot|"
    r"elbows?|knees?|pelvis|spine|cheekbones?|thumbs?|toes?|shins?|necks?|vertebrae?|teeth|tooth|bones?|limbs?)"
)
BROKEN = r"(?:broken|fractured|shattered|crushed|smashed|dislocated)"
BROKE = r"(?:broke|fractured|shattered|crushed|smashed|dislocated)"
SOME = (
    rf"(?P<break>\b{BROKEN}\s+{LIMB}\b|\b{LIMB}\s+(?:is|was|were|are|had\s+been|has\s+been)\s+{BROKEN}\b"
    rf"|\b{BROKE}\s+(?:his|her|their|my|our|an?|two|three|both|several)\s+(?:left\s+|right\s+)?{LIMB}\b"
    rf"|\bfractures?\s+(?:of|to)\s+(?:the\s+|his\s+|her\s+)?{LIMB}\b"
    rf"|\b{GRAVELY}\s+{HURT}\b|\b(?:intensive\s+care|operated\s+on|emergency\s+surgery|amputated|in\s+a\s+coma|fighting\s+for\s+(?:his|her|their)\s+li(?:fe|ves))\b)"
)
TAKEN = (
    r"\b(?:was|were|been|being)\s+(?:\w+\s+)?(?:taken|rushed|driven|flown|carried|brought|airlifted|admitted)\s+to\s+"
    r"(?:[\w.'’]+\s+){0,4}?(?:hospital|clinic|infirmary)\b"
    r"|\b(?:was|were|been)\s+(?:hospitali[sz]ed|treated\s+(?:in|at)\s+(?:[\w.'’]+\s+){0,4}?hospital|treated\s+for\s+(?:\w+\s+){0,2}"
    r"(?:injuries|wounds|burns|cuts|concussion|bruises))\b"
    rf"|\b(?:was|were|been)\s+{HURT}\b"
    r"|\b(?:suffered|sustained)\s+(?:(?:a|an|minor|serious|head|severe|slight|\w+)\s+){0,3}?(?:injur(?:y|ies)|wounds?|"
    r"concussions?|burns|bruises|fractures?)\b"
    rf"|\b{HURT}\s+(?:two|three|four|five|six|seven|eight|nine|ten|\d+|dozens|several)\b"
)
HARMED = re.compile(rf"{SOME}|{TAKEN}", re.IGNORECASE)
NOT_SO = re.compile(
    r"\b(?:not|no|never|nobody|none|neither|nor|without|if|unless|whether|anyone|anybody|would|could|might|may|should|can|den(?:y|ies|ied)|"
    r"last\s+(?:year|month)|years?\s+ago|months?\s+ago)\b|n['’]t\b",
    re.IGNORECASE,
)
"""What makes a wound none, or one of another time."""
THINGS = re.compile(
    r"\b(?:trade|business|economy|feelings|pride|reputation|sales|exports|relations|ties)\s*$", re.IGNORECASE
)
"""What is hurt without a wound."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Injury:
    """A sentence that tells that somebody was hurt (`some`) or that nobody was; `grave` of severe injuries."""

    some: bool
    grave: bool
    when: DateRange
    dated: bool
    published: DateRange
    place: Citation
    clause: Citation
    document: str


def injuries_in(reading: Reading) -> Iterator[Injury]:
    """What an article tells of people hurt, or of nobody hurt."""
    text = reading.document.text
    for sentence in clauses_of(reading):
        told = text[sentence.start : sentence.end]
        if (none := NONE.search(told)) is not None:
            grave = any(none[name] for name in ("grave", "much", "heavy", "bad"))
            yield injury(reading, sentence, none, some=False, grave=grave)
        elif (some := HARMED.search(told)) is not None:
            before = told[: some.start()]
            clause = re.split(r"[;:—]|, (?:and|but) ", before)[-1]
            if not NOT_SO.search(clause) and not THINGS.search(before.removesuffix(" ")):
                yield injury(reading, sentence, some, some=True, grave=some["break"] is not None)


INJURIES = Gleaner("injuries", Injury, injuries_in)


def injury(reading: Reading, sentence: Sentence, match: re.Match[str], *, some: bool, grave: bool) -> Injury:
    """The injury with its places and days."""
    start, end = sentence.start + match.start(), sentence.start + match.end()
    bounds = sentence_bounds(reading, sentence)
    return Injury(
        some=some,
        grave=grave,
        when=anchoring.when(sentence, start, reading),
        dated=anchoring.in_clause(sentence, start, reading) is not None,
        published=reading.published,
        place=reading.document.cite(start, end),
        clause=reading.document.cite(*bounds),
        document=reading.document.id,
    )


def find(readings: Sequence[Reading], matters: Matters) -> Iterator[Finding]:
    """Those who say that nobody was hurt against those who tell of the hurt."""
    told = [found for reading in readings for found in INJURIES.of(reading)]
    if all(found.some for found in told):
        return
    for a, b in matters.pairs(told, lambda found: found.clause, lambda found: led_by(found, matters)):
        yes, no = (a, b) if a.some else (b, a)
        if yes.some and not no.some and is_one_occasion(yes, no, matters):
            yield finding(yes, no)


def led_by(found: Injury, matters: Matters) -> frozenset[str]:
    """The rare words that lead up to it."""
    return frozenset(word for word in matters.leading_to(key_of(found.clause)) if matters.count(word) <= RARE)


def is_one_occasion(yes: Injury, no: Injury, matters: Matters) -> bool:
    """Whether a denial may be of an injury: two articles, no two days, and one matter leads up to both."""
    if yes.document == no.document or (no.grave and not yes.grave):
        return False
    apart = days_between(yes.published, no.published)
    if apart is None or apart > CLOSE_DAYS or (yes.dated and no.dated and not yes.when.overlaps(no.when)):
        return False
    return likeness(yes, no, matters) >= ENOUGH


def likeness(yes: Injury, no: Injury, matters: Matters) -> float:
    """How much of what leads up to two injuries is common to both."""
    return matters.shared(*(matters.leading_to(key_of(found.clause)) for found in (yes, no)))


def finding(yes: Injury, no: Injury) -> Finding:
    """The finding for people hurt, and nobody hurt."""
    much = "seriously " if no.grave else ""
    return Finding(
        key=("injury", no.document, str(no.place.span.start)),
        question=f"Was anybody {much}hurt, “{shortened(yes.clause.quote)}”?",
        kind="polarity",
        verdict="conflict",
        severity="major",
        accounts=(Told("yes", (yes.clause,)), Told("no", (no.clause,))),
        why=f"“{yes.place.quote}” tells of people hurt, “{no.place.quote}” of nobody {much}hurt, on what reads as one "
        "occasion",
    )
