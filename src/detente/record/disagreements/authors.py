"""One act laid to two doers: "the crate was packed by the hauliers", "the museum's own technicians packed it".

Two clauses of one matter tell one act when their verbs have one sense and it befalls one thing; they disagree when both
name who did it and name two. Parts of one party, words that may stand for any party, and acts that many do are left
alone.
"""

import re
from collections.abc import Iterator, Mapping, Sequence

from detente.record.disagreements.aliases import aliases, under_one_name
from detente.record.disagreements.asserting import ASSERTED
from detente.record.disagreements.claims import Claim, denies
from detente.record.disagreements.figures import is_person
from detente.record.disagreements.findings import Finding, Told
from detente.record.disagreements.kindred import kin, stem
from detente.record.disagreements.likeness import concrete
from detente.record.disagreements.matters import Matters, key_of
from detente.record.disagreements.neighbours import days_between
from detente.record.disagreements.opposed import are_of_two_days, are_two_voices
from detente.record.disagreements.senses import REPEATED
from detente.record.disagreements.wording import plural, shortened
from detente.record.entries import Actor
from detente.record.reading import Gleaner, Reading

__all__ = ["DEEDS", "find"]

WEIGHTS: Mapping[str, float] = {
    "one word": 0.4,
    "one sense": 0.2,
    "rare act": 0.5,
    "one thing": 0.9,
    "kindred things": 0.4,
    "shared": 0.7,
    "one day": 0.5,
    "two voices": 0.5,
    "done by many": -0.9,
    "months between": -0.3,
}
ENOUGH = 1.2
MOST_SHARED = 3.0
RARE = 4
CLOSE_DAYS = 120
IDLE = frozenset(
    "be have do come go get take make leave keep hold say ask tell give see know work run remain decline refuse want "
    "need hope try seek call use show put let help bring become think believe hear feel like face lose win play live "
    "follow support oppose attend join visit receive get read speak talk discuss consider expect regard describe "
    "represent include involve concern mean continue begin try wait stand sit cost last require earn "
    "release issue announce publish present".split()
)
"""What many do to one thing, each by themselves."""
GENERIC = frozenset(
    "government company minister president side party country group team official spokesman spokeswoman man woman "
    "person people organisation organization body leader member body authority agency office museum union firm bank "
    "department ministry institution one other they director chairman chief head state nation court board committee "
    "anybody somebody nobody everybody critic opponent supporter source report paper newspaper article statement "
    "letter document law rule rules".split()
)
"""Nouns that may stand for somebody named elsewhere, or are no doers."""
PEOPLE = frozenset({"person", "office"})
FORCES = frozenset(
    "army navy police militia gendarmerie gendarme soldier troop gunner guerrilla rebel insurgent garrison coastguard "
    "paratrooper marine fleet artillery guard militiaman policeman gunman sniper pilot bomber airman sailor crew "
    "protester demonstrator striker picket farmer fisherman driver miner settler villager student".split()
)
"""People of one side of a fight or a strike, who are nobody else when they are told as known."""
SHORTEST = 2
JOINING = frozenset({"the", "and", "for"})
OWN = re.compile(
    r"\bof (?:its|their|his|her|our|my) own (?:accord|free will|volition)\b|"
    r"\bon (?:its|their|his|her|our|my) own(?: (?:initiative|account|authority))?(?=[,.;:]|$)|"
    r"\b(?:unilaterally|single-handedly)\b"
)
"""What tells that nobody else did it: "of its own accord"."""
OWNED = re.compile(r"['’]s? own (?:[\w-]+ ){0,3}$")
"""Such words before an act: "the Front's own gunners shelled …"."""
OWNER = r"\bthe (\w+?)s?['’]s? (?:own )?(?:[\w-]+ )?{thing}\w{{0,2}} $"
DENIED = re.compile(r"\b(?:did not|didn['’]t|had not|never) (\w+)\b")
BY = re.compile(r"(?:\s+(?!by\b)[\w-]+){0,4}\s+by\b")
CLEFT = re.compile(r"\bit (?:was|is) .{2,60}\b(?:that|who|which)\b", re.IGNORECASE)
THEMSELVES = re.compile(r"\b(?:him|her|it|them)sel(?:f|ves)\b")
BESIDE = re.compile(r"\b(?:also|too|as well|likewise|both|together|jointly|again|another|with the help of|helped)\b")


def deeds_in(reading: Reading) -> Iterator[Claim]:
    """What an article tells to have been done by somebody, to something."""
    for claim in ASSERTED.of(reading):
        is_deed = claim.status == "happened" and not claim.future and not claim.again and not denies(claim)
        if is_deed and doers(claim) and claim.word not in IDLE and befalls_others(claim):
            yield claim


def befalls_others(claim: Claim) -> bool:
    """Whether an act is done to something, or to nobody in particular, and not to its doers alone ("they left")."""
    return doers(claim).isdisjoint(claim.undergoers) or bool(concrete(claim))


DEEDS = Gleaner("deeds", Claim, deeds_in)


def doers(claim: Claim) -> frozenset[str]:
    """Who does it, as far as it is a party, or people who are not told as known: "the hauliers" or "a driver" are, but
    "the organiser" may be anybody named before."""
    told = names_its_doer(claim)
    named = frozenset(x for x in claim.agents if x.startswith("a:") or ((told or is_person(x)) and is_own(x, claim)))
    return named or owners_of(claim)


def owners_of(claim: Claim) -> frozenset[str]:
    """Whose the things are that do it: "the army's mortars"."""
    before = claim.clause.quote[: claim.trigger.span.start - claim.clause.span.start].casefold()
    owned = (re.search(OWNER.format(thing=re.escape(x)), before) for x in sorted(claim.agents))
    return frozenset(found[1] for found in owned if found is not None and found[1] in FORCES)


def is_own(noun: str, claim: Claim) -> bool:
    """Whether a noun stands for nobody else: it is told of several, or of one as new."""
    words = claim.clause.quote.casefold()
    several = re.search(rf"\b{re.escape(plural(noun))}\b", words)
    if CLEFT.search(words) or (noun in FORCES and names_its_doer(claim)):
        return True
    return noun not in GENERIC and bool(
        several or re.search(rf"\ban?\s+(?:[\w’'-]+\s+){{0,2}}{re.escape(noun)}\b", words)
    )


def find(readings: Sequence[Reading], matters: Matters) -> Iterator[Finding]:
    """The acts with two doers."""
    same = aliases(readings)
    deeds = [under_one_name(claim, same) for reading in readings for claim in DEEDS.of(reading)]
    names = {f"a:{actor.id}": actor for actor in readings[0].actors.values()} if readings else {}
    for a, b in matters.pairs(deeds, lambda claim: claim.clause, lambda claim: frozenset({stem(claim.word)})):
        if may_be_one(a, b) and are_two(a, b, names) and weight(a, b, matters) >= ENOUGH:
            yield finding(a, b, names)


def may_be_one(a: Claim, b: Claim) -> bool:
    """Whether two clauses tell one act of two doers, by all that must not be at odds."""
    if (
        not (a.senses & b.senses or kin(stem(a.word)) & kin(stem(b.word)))
        or a.clause == b.clause
        or (a.document == b.document and not are_two_voices(a, b))
    ):
        return False
    apart = days_between(a.published, b.published)
    if apart is not None and apart > CLOSE_DAYS:
        return False
    if any(ours and theirs and not ours & theirs for ours, theirs in ((a.specific, b.specific), (a.aims, b.aims))):
        return False
    if a.undergoers and b.undergoers and not (a.undergoers & b.undergoers or are_kindred(a, b)):
        return False
    if are_of_two_days(a, b) or any(BESIDE.search(claim.clause.quote) for claim in (a, b)):
        return False
    if not (names_its_doer(a) or names_its_doer(b)):
        return False
    return not (doers(a) & concrete(b) or doers(b) & concrete(a))


def names_its_doer(claim: Claim) -> bool:
    """Whether a clause is about who did it: "was packed by the hauliers", "it was the hauliers who packed it"."""
    words, at = claim.clause.quote, claim.trigger.span.start - claim.clause.span.start
    return bool(
        BY.match(words, at + len(claim.trigger.quote))
        or CLEFT.search(words, 0, at)
        or THEMSELVES.search(words, at)
        or OWN.search(words, at)
        or OWNED.search(words, 0, at)
        or (claim.parties and is_denied_of_another(claim, words[:at]))
    )


def is_denied_of_another(claim: Claim, before: str) -> bool:
    """Whether the act is denied before it is told: "the railway did not close it; the region closed it"."""
    return any(found[1] == claim.word for found in DENIED.finditer(before))


def are_two(a: Claim, b: Claim, names: Mapping[str, Actor]) -> bool:
    """Whether the doers of two clauses are two: two persons, two bodies, or a body and people who are none of it."""
    ours, theirs = doers(a), doers(b)
    if ours & theirs or any(words_of(x, names) & words_of(y, names) for x in ours for y in theirs):
        return False
    nouns = [{g for x in found if not x.startswith("a:") for g in groups_of(x)} for found in (ours, theirs)]
    people = [any(x in names and names[x].kind in PEOPLE for x in found) for found in (ours, theirs)]
    told = (
        names_its_doer(a) and names_its_doer(b) and not all(any(x in names for x in found) for found in (ours, theirs))
    )
    return (people[0] == people[1] or told) and not nouns[0] & nouns[1]


def groups_of(noun: str) -> frozenset[int | str]:
    """The kindred of a noun for a doer; those of one side of a fight are no kin of another."""
    return frozenset({stem(noun)}) if noun in FORCES else kin(stem(noun)) | frozenset()


def words_of(doer: str, names: Mapping[str, Actor]) -> frozenset[str]:
    """The stems of the words of a party's name, or of the noun for a doer."""
    name = " ".join(names[doer].names) if doer in names else doer
    return frozenset(stem(word) for word in name.casefold().split() if len(word) > SHORTEST and word not in JOINING)


def are_kindred(a: Claim, b: Claim) -> bool:
    """Whether what undergoes two acts is kindred."""
    groups = [{g for x in c.undergoers if not x.startswith("a:") for g in kin(stem(x))} for c in (a, b)]
    return bool(groups[0] & groups[1])


def weight(a: Claim, b: Claim, matters: Matters) -> float:
    """How much speaks for it that two clauses tell one act."""
    return sum(WEIGHTS[sign] * value for sign, value in signs(a, b, matters).items())


def signs(a: Claim, b: Claim, matters: Matters) -> dict[str, float]:
    """How far each sign that two clauses tell one act, or do not, is there."""
    act = stem(a.word)
    idle = frozenset({act, stem(b.word), *doers(a), *doers(b)})
    things = [frozenset(x for x in c.undergoers if not x.startswith("a:")) for c in (a, b)]
    shared = matters.ties(key_of(a.clause), key_of(b.clause), frozenset(), frozenset(), idle)
    one_thing = bool(things[0] & things[1])
    return {
        "one word": float(a.word == b.word),
        "one sense": float(a.word != b.word and bool(a.senses & b.senses)),
        "rare act": float(a.word == b.word and matters.count(act) <= RARE),
        "one thing": float(one_thing),
        "kindred things": float(not one_thing and are_kindred(a, b)),
        "shared": min(MOST_SHARED, shared),
        "one day": float(a.dated and b.dated),
        "two voices": float(a.document == b.document),
        "done by many": float(bool(a.senses & b.senses & REPEATED)),
        "months between": (days_between(a.published, b.published) or 0) / 30,
    }


def finding(a: Claim, b: Claim, names: Mapping[str, Actor]) -> Finding:
    """The finding for one act with two doers."""
    who = [", ".join(sorted(names[x].name if x in names else x for x in doers(claim))) for claim in (a, b)]
    return Finding(
        key=("attribution", "deed", a.document, str(a.trigger.span.start)),
        question=f"Who did it: “{shortened(a.clause.quote)}”?",
        kind="attribution",
        verdict="conflict",
        severity="major",
        accounts=tuple(Told(name, (claim.clause,)) for name, claim in zip(who, (a, b), strict=True)),
        why=f"“{a.trigger.quote}” and “{b.trigger.quote}” tell one act, laid to {who[0]} and to {who[1]}",
    )
