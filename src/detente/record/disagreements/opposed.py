"""Acts and states that exclude each other or take sides: "accepted", "turned down"; "intact", "torn"; "fled", "left".

Two clauses of one matter whose words stand on two sides of one axis disagree, where nothing tells that they are of two
things, two parties or two times. Words that exclude each other contradict; words that take sides frame one act.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache

from detente.record.clauses import Syntax
from detente.record.disagreements.aliases import aliases, under_one_name
from detente.record.disagreements.asserting import HURTING
from detente.record.disagreements.claim_forms import claimed_in
from detente.record.disagreements.claims import Claim, denies
from detente.record.disagreements.figures import is_person
from detente.record.disagreements.findings import Finding, Told
from detente.record.disagreements.kindred import kin, stem
from detente.record.disagreements.matters import Matters, key_of
from detente.record.disagreements.neighbours import days_between
from detente.record.disagreements.opposites import first_words, poles
from detente.record.disagreements.senses import companions
from detente.record.disagreements.sides import heads, sides
from detente.record.disagreements.wording import shortened
from detente.record.reading import Gleaner, Reading

__all__ = ["STANDS", "Stand", "are_of_two_days", "are_two_voices", "find"]

WEIGHTS: Mapping[str, float] = {
    "one thing": 1.0,
    "kindred things": 0.5,
    "thing elsewhere": 0.5,
    "one party": 0.5,
    "shared": 0.7,
    "one day": 0.5,
    "two voices": 0.6,
    "months between": -0.6,
    "other things": -0.5,
}
ENOUGH = {"polarity": 1.2, "framing": 1.4}
MOST_SHARED = 3.0
CLOSE_DAYS = 60
STATE_DAYS = 14
ANYBODY = frozenset("person people man woman child victim survivor member worker employee resident".split())
CLOCK = re.compile(r"(?:at )?\d{1,2}[:.]\d\d.*")
NEARBY = 400
"""Characters between two sentences of one article that are told as rival accounts."""
DISMISSALS = frozenset({"verbs parting", "verbs work"})
ENDING = "verbs ending"
LEAVING = "verbs leaving"
LED = 1.5
"""What leads up to two clauses that tell how one party left."""
TALKS = frozenset("talk meet negotiat negotiation session round conference summit dialogue".split())
DAYS_OF_TALKS = 7
"""Days between two articles that tell of one end of talks."""
SUPPOSING = frozenset({"if", "unless", "until", "till", "whether", "once", "before"})
CHANGE = re.compile(
    r"\b(?:again|earlier|no longer|now|then|later|at first|initially|originally|previously|formerly|eventually|"
    r"another|others?)\b",
    re.IGNORECASE,
)
"""Words of a change in time, or of some things beside others."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stand:
    """A clause on one side of an axis; `kind` is the kind of disagreement with the other side."""

    axis: str
    side: str
    kind: str
    claim: Claim


def stands_in(reading: Reading) -> Iterator[Stand]:
    """The clauses of an article that stand on a side."""
    for told in reading.once(claimed_in):
        for at, claim in told.claims:
            if told.syntax.lemma(at) in wanted():
                yield from stands_of(told.syntax, at, claim)


STANDS = Gleaner("stands", Stand, stands_in)


@cache
def wanted() -> frozenset[str]:
    """The words by which clauses that may stand on a side are found."""
    return first_words() | heads() | frozenset(word.split()[0] for part, word in sides() if part == "verbs")


def stands_of(syntax: Syntax, at: int, claim: Claim) -> Iterator[Stand]:
    """The sides a clause stands on; what is denied of a thing puts it on the other side where there are but two."""
    if is_supposed(syntax, at, claim) or (denies(claim) and claim.senses == HURTING and not claim.undergoers):
        return
    phrases = [f"{claim.word} {word}" for word in companions(syntax, at)]
    named = next((word for word in (*phrases, claim.word) if poles(word)), "")
    for axis, side, only_two in poles(named):
        if not denies(claim) or (only_two and not claim.agents):
            yield Stand(axis=axis, side=str(side ^ denies(claim)), kind="polarity", claim=claim)
    framed = next((word for word in (*phrases, claim.word) if ("verbs", word) in sides()), "")
    for family, taken in sides().get(("verbs", framed), ()) if not denies(claim) else ():
        if family in DISMISSALS and claim.undergoers and not any(map(is_somebody, claim.undergoers)):
            continue  # "fired tear gas"
        yield Stand(axis=family, side=taken, kind="framing", claim=claim)


def is_somebody(part: str) -> bool:
    """Whether what undergoes an act is a party or people."""
    return part.startswith("a:") or is_person(part)


def is_supposed(syntax: Syntax, at: int, claim: Claim) -> bool:
    """Whether a clause tells of a case that may come, and not of what is: "a count follows when the lock is open"."""
    over = syntax.tokens[at].head if syntax.tokens[at].pos not in {"VERB", "AUX"} else at
    marks = {syntax.tokens[i].text.lower() for i in syntax.child(over, "mark", "advmod")}
    return bool(marks & SUPPOSING) or ("when" in marks and (claim.present or claim.future))


def find(readings: Sequence[Reading], matters: Matters) -> Iterator[Finding]:
    """The pairs of clauses on two sides that are of one matter."""
    same = aliases(readings)
    axes: dict[tuple[str, str], list[Stand]] = {}
    for reading in readings:
        for stand in STANDS.of(reading):
            known = replace(stand, claim=under_one_name(stand.claim, same))
            axes.setdefault((stand.kind, stand.axis), []).append(known)
    for (kind, _), held in sorted(axes.items()):
        for a, b in matters.pairs(held, lambda stand: stand.claim.clause, lambda stand: things(stand.claim)):
            one = a.side != b.side and (may_be_one(a.claim, b.claim) or is_one_end(a, b))
            fits = one and is_tied(a, b, matters)
            if fits and (weight(a.claim, b.claim, matters) >= ENOUGH[kind] or is_one_leaving(a, b, matters)):
                yield finding(a, b)


def may_be_one(a: Claim, b: Claim) -> bool:
    """Whether nothing makes two clauses clauses of two things, of two parties or of two times."""
    if a.future != b.future or a.again or b.again or (a.document == b.document and not are_two_voices(a, b)):
        return False
    if (a.parties and b.parties and not a.parties & b.parties) or a.clause == b.clause:
        return False
    if a.agents and b.agents and not a.agents & b.agents and not is_group_of_party(a, b):
        return False
    if is_other_counterpart(a, b):
        return False
    if any(ours and theirs and not ours & theirs for ours, theirs in ((a.specific, b.specific), (a.aims, b.aims))):
        return False
    if are_of_two_days(a, b):
        return False
    if any(CHANGE.search(claim.clause.quote) for claim in (a, b)) and not are_two_voices(a, b):
        return False
    apart = days_between(a.published, b.published)
    return apart is None or apart <= (STATE_DAYS if a.present or b.present else CLOSE_DAYS)


def is_one_end(a: Stand, b: Stand) -> bool:
    """Whether two clauses tell of one end of talks, whoever is said to have ended them: "the mediator adjourned the
    talks", "Norland broke off the talks"."""
    ended = a.claim.undergoers & b.claim.undergoers & TALKS
    apart = days_between(a.claim.published, b.claim.published)
    if a.axis != ENDING or not ended or apart is None or apart > DAYS_OF_TALKS:
        return False
    ours, theirs = (replace(stand.claim, agents=frozenset()) for stand in (a, b))
    return may_be_one(ours, theirs)


def is_one_leaving(a: Stand, b: Stand, matters: Matters) -> bool:
    """Whether one party is told to have left on one day in words of two sides, after what is alike: "withdrew for
    consultations", "stormed out"."""
    one, other = a.claim, b.claim
    parties = (one.parties & other.parties) or ({*one.agents} & {*other.agents})
    if a.axis != LEAVING or one.document == other.document or not parties or not one.when.overlaps(other.when):
        return False
    leading = (matters.leading_to(key_of(claim.clause)) for claim in (one, other))
    return not (one.present or other.present) and matters.shared(*leading) >= LED


def are_two_voices(a: Claim, b: Claim) -> bool:
    """Whether one article gives two clauses by two voices, or by one and itself, near each other."""
    apart = abs(a.clause.span.start - b.clause.span.start)
    return a.document == b.document and a.voice != b.voice and 0 < apart <= NEARBY


def is_tied(a: Stand, b: Stand, matters: Matters) -> bool:
    """Whether two clauses tell of one thing; of two articles kindred things or one doer do, and what takes sides in one
    article needs none."""
    one, other = a.claim, b.claim
    if things(one) & things(other) or (a.kind == "framing" and one.document == other.document):
        return True
    groups = [{group for x in things(claim) for group in kin(x)} for claim in (one, other)]
    near = (
        bool(people_of(one) & people_of(other)) or bool(groups[0] & groups[1]) or bool(elsewhere(one, other, matters))
    )
    return one.document != other.document and near


def elsewhere(a: Claim, b: Claim, matters: Matters) -> frozenset[str]:
    """The things of one clause that the other sentence names as well."""
    return (things(a) & matters.of(key_of(b.clause))) | (things(b) & matters.of(key_of(a.clause)))


def is_group_of_party(a: Claim, b: Claim) -> bool:
    """Whether one names a party and the other only people, who may be of it: "the League", "the farmers"."""
    return bool(a.parties) != bool(b.parties) and any(is_person(x) for c in (a, b) for x in c.agents - c.parties)


def is_other_counterpart(a: Claim, b: Claim) -> bool:
    """Whether two clauses concern two other parties: an invitation by one, and one by another."""
    ours, theirs = ({x for x in c.undergoers | c.matter if x.startswith("a:")} - c.agents for c in (a, b))
    return bool(ours and theirs) and not words_of(ours) & words_of(theirs)


def words_of(parties: Iterable[str]) -> frozenset[str]:
    """The words of parties' ids: two with one in common may be one party."""
    return frozenset(word for party in parties for word in party.removeprefix("a:").split("_"))


def people_of(claim: Claim) -> frozenset[str]:
    """The parties and people that do it or that it befalls."""
    told = claim.agents | claim.undergoers
    return frozenset(x for x in told if x.startswith("a:") or (is_person(x) and x not in ANYBODY))


def are_of_two_days(a: Claim, b: Claim) -> bool:
    """Whether two clauses give days that are not the same; a time of day is none."""
    if days_between(a.when, b.when) == 1 and not (a.agents or b.agents):
        return False  # what was shut in the evening is shut in the morning
    clocks = any(CLOCK.fullmatch(claim.when.phrase) for claim in (a, b))
    return a.dated and b.dated and not clocks and not a.when.overlaps(b.when)


def things(claim: Claim) -> frozenset[str]:
    """What a clause tells of: what undergoes it, else what does it, without the parties."""
    told = claim.undergoers or claim.agents
    return frozenset(stem(x) for x in told if not x.startswith("a:"))


def weight(a: Claim, b: Claim, matters: Matters) -> float:
    """How much speaks for it that two clauses are of one matter."""
    return sum(WEIGHTS[sign] * value for sign, value in signs(a, b, matters).items())


def signs(a: Claim, b: Claim, matters: Matters) -> dict[str, float]:
    """How far each sign that two clauses are of one matter, or are not, is there."""
    ours, theirs = things(a), things(b)
    like = bool({g for x in ours for g in kin(x)} & {g for x in theirs for g in kin(x)})
    idle = frozenset({stem(a.word), stem(b.word)})
    shared = matters.ties(key_of(a.clause), key_of(b.clause), frozenset(), frozenset(), idle)
    apart = days_between(a.published, b.published) or 0
    return {
        "one thing": float(bool(ours & theirs)),
        "kindred things": float(like and not ours & theirs),
        "thing elsewhere": float(bool(elsewhere(a, b, matters)) and not ours & theirs),
        "one party": float(bool(people_of(a) & people_of(b))),
        "shared": min(MOST_SHARED, shared),
        "one day": float(a.dated and b.dated),
        "two voices": float(a.document == b.document),
        "months between": apart / 30,
        "other things": float(bool(ours and theirs) and not ours & theirs and not like),
    }


def finding(a: Stand, b: Stand) -> Finding:
    """The finding for two clauses on two sides."""
    words = [stand.claim.trigger.quote for stand in (a, b)]
    denied = [f"{stand.claim.cue} " if denies(stand.claim) else "" for stand in (a, b)]
    framing = a.kind == "framing"
    short = shortened(a.claim.clause.quote)
    return Finding(
        key=("opposed", a.kind, a.claim.document, str(a.claim.trigger.span.start)),
        question=f"In whose words is it told, “{short}”?" if framing else f"Is it so, or not so, “{short}”?",
        kind=a.kind,
        verdict="framing" if framing else "conflict",
        severity="minor" if framing else "major",
        accounts=tuple(
            Told(f"“{no}{word}”", (stand.claim.clause,)) for no, word, stand in zip(denied, words, (a, b), strict=True)
        ),
        why=f"“{denied[0]}{words[0]}” and “{denied[1]}{words[1]}” "
        + ("take sides over one act" if framing else "exclude each other")
        + ", in sentences that tell of one matter",
    )
