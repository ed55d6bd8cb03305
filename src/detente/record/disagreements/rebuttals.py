"""Denials of what another article tells in a sentence that has much else in common with the denial.

An assertion and a denial must be of acts that can be one, of one time, and by no two parties; else it is weighed how
much they have in common. The weights were set on invented disputes, with a logistic regression as a guide.
"""

import re
from collections.abc import Iterator, Mapping, Sequence

from detente.evidence import DateRange
from detente.record.disagreements.aliases import under_one_name
from detente.record.disagreements.asserting import ASSERTED, DENIED, HEADLINED, TELLINGS
from detente.record.disagreements.claims import Claim, begun_at
from detente.record.disagreements.kindred import kin, stem
from detente.record.disagreements.likeness import is_turned
from detente.record.disagreements.matters import Matters, key_of
from detente.record.disagreements.neighbours import days_between
from detente.record.disagreements.senses import entailed
from detente.record.reading import Reading

__all__ = ["pairs"]

ENOUGH = 1.8
WEIGHTS: Mapping[str, float] = {
    "one word": 0.6,
    "one sense": 0.5,
    "kindred": 0.2,
    "rare act": 0.4,
    "shared": 0.8,
    "one thing undergoes it": 0.9,
    "kindred things undergo it": 0.5,
    "one party undergoes it": 0.5,
    "one doer": 0.4,
    "one day": 0.6,
    "for all time": 0.4,
    "over its article": 0.6,
    "of none": 0.85,
    "other things": -0.6,
    "other doers": -0.5,
    "other times": -0.6,
}
MOST_SHARED = 3.0
RARE = 3
CLOSE_DAYS = 60
PLANS_DAYS = 10
NARROW = 7
ONE_OCCASION = re.compile(
    r"[^.,;:]*\b(?:when|while|(?:at|during|in)\s+(?:[\w’'-]+\s+){1,3}?(?:meeting|talks|session|round|hearing|sitting|call))\b",
    re.IGNORECASE,
)
"""What limits a denial to an occasion: "made no such offer when they met" says nothing of another day."""
OF_NONE = re.compile(
    r"\b(?:nobody|no one|not (?:a )?(?:one|single)|none|nothing|any|anybody|anyone|anything|ever)\b", re.IGNORECASE
)
"""What makes a denial one of all such acts: "nobody has been questioned", "never expelled anybody"."""
IDLE = frozenset(
    "be have do come go get take make leave keep hold say ask tell give see know work run remain decline refuse "
    "use".split()
)
"""Words of many meanings, by which alone two acts are not one."""


def pairs(readings: Sequence[Reading], same: Mapping[str, str], matters: Matters) -> Iterator[tuple[Claim, Claim]]:
    """The pairs of an assertion and a denial that contradict each other by all that they share."""
    denied = [under_one_name(claim, same) for reading in readings for claim in DENIED.of(reading)]
    headed = {
        str(reading.document.id): [under_one_name(claim, same) for claim in HEADLINED.of(reading)]
        for reading in readings
    }
    wanted = {word for no in denied for word in matters.rare(key_of(no.clause))}
    held: dict[str, list[tuple[int, int]]] = {}
    for place, reading in enumerate(readings):
        for number, telling in enumerate(TELLINGS.of(reading)):
            for word in matters.rare((str(reading.document.id), telling.start)) & wanted:
                held.setdefault(word, []).append((place, number))
    for no in denied:
        for yes in headed.get(no.document, ()):
            if is_one_act(yes, no) and may_be_one(yes, no) and weight(yes, no, matters) >= ENOUGH:
                yield yes, no
        near = {spot for word in matters.rare(key_of(no.clause)) for spot in held.get(word, ())}
        for place, number in sorted(near):
            telling = TELLINGS.of(readings[place])[number]
            if set(telling.senses) & no.senses or kin(stem(telling.word)) & kin(stem(no.word)):
                yes = under_one_name(ASSERTED.of(readings[place])[number], same)
                if may_be_one(yes, no) and weight(yes, no, matters) >= ENOUGH:
                    yield yes, no


def is_one_act(yes: Claim, no: Claim) -> bool:
    """Whether two words may tell one act, by their senses or as kindred."""
    return bool(entailed(yes.senses) & no.senses or kin(stem(yes.word)) & kin(stem(no.word)))


def may_be_one(yes: Claim, no: Claim) -> bool:
    """Whether nothing makes a denial one of another act, or of another time."""
    if yes.clause == no.clause or (yes.future != no.future and not (yes.present or no.present)):
        return False
    if yes.document == no.document and not is_over(yes, no):
        return False  # one article gives both by two voices side by side, or tells of two things
    if yes.specific and no.specific and not yes.specific & no.specific:
        return False  # a fishing treaty, a peace treaty
    if yes.aims and no.aims and not yes.aims & no.aims:
        return False  # asked to return it, asked to sell it
    if not yes.headline and (is_turned(yes, no) or is_turned(no, yes)):
        return False
    if no.word in IDLE and not is_of_none_of_them(yes, no) and not things(yes) & things(no):
        return False
    if yes.dated and no.dated and not yes.when.overlaps(no.when):
        return False
    if ONE_OCCASION.match(no.clause.quote, no.trigger.span.end - no.clause.span.start):
        return False
    return reaches(no, yes) and is_of_one(yes, no)


def is_over(yes: Claim, no: Claim) -> bool:
    """Whether an assertion is the headline of the article that denies it, and of no other party."""
    told = no.agents or no.undergoers
    named = frozenset(x for x in (yes.agents | yes.undergoers) if x.startswith("a:"))
    parties = frozenset(x for x in told if x.startswith("a:"))
    return yes.headline and (bool(named & parties) or not (named and parties))


def is_of_one(yes: Claim, no: Claim) -> bool:
    """Whether two claims have a doer or something that undergoes it in common, or the denial names nothing else."""
    if yes.undergoers & no.undergoers or yes.agents & no.agents or kindred(things(yes), things(no)):
        return True
    if yes.headline or crossed(yes, no):
        return True
    if no.undergoers or not yes.senses & no.senses:
        return False
    named = yes.word == no.word or not no.agents
    return bool(yes.agents & no.agents) or (named and not (yes.parties and no.parties))


def crossed(yes: Claim, no: Claim) -> bool:
    """Whether what undergoes an act here is what the same act concerns there: "a fund of talers", "not one taler"."""
    if not (no.standing or is_of_none(no)):
        return False
    told = (things(no) & yes.concerns) | (things(yes) & no.concerns)
    return bool(yes.senses & no.senses) and bool(told - yes.senses - no.senses)


def reaches(no: Claim, yes: Claim) -> bool:
    """Whether a denial may be of the time of an assertion, as far as their days are known."""
    if no.standing:
        begun = begun_at(yes)
        last = no.published.latest
        return begun is None or last is None or begun <= last
    apart = days_between(yes.published, no.published)
    return apart is None or apart <= (PLANS_DAYS if yes.future else CLOSE_DAYS)


def weight(yes: Claim, no: Claim, matters: Matters) -> float:
    """How much speaks for it that a denial is of what is asserted."""
    return sum(WEIGHTS[sign] * value for sign, value in signs(yes, no, matters).items())


def signs(yes: Claim, no: Claim, matters: Matters) -> dict[str, float]:
    """How far each sign that two claims are of one act, or are not, is there."""
    one_word = yes.word == no.word
    one_sense = not one_word and bool(entailed(yes.senses) & no.senses)
    act = stem(no.word)
    undergone = yes.undergoers & no.undergoers
    like = kindred(things(yes), things(no))
    mixed = crossed(yes, no)
    apart = bool(things(yes) - yes.agents and things(no) - no.agents) and not undergone and not like and not mixed
    both_dated = yes.dated and no.dated and yes.when.overlaps(no.when)
    idle = frozenset({act, stem(yes.word)})
    shared = matters.ties(key_of(yes.clause), key_of(no.clause), frozenset(), frozenset(), idle)
    return {
        "one word": float(one_word),
        "one sense": float(one_sense),
        "kindred": float(not one_word and not one_sense),
        "rare act": float(one_word and matters.count(act) <= RARE),
        "shared": min(MOST_SHARED, shared),
        "one thing undergoes it": float(any(not x.startswith("a:") for x in undergone)),
        "kindred things undergo it": float(like and not undergone),
        "one party undergoes it": float(bool(undergone) and all(x.startswith("a:") for x in undergone)),
        "one doer": float(bool(yes.agents & no.agents)),
        "one day": float(both_dated and is_narrow(yes.when) and is_narrow(no.when)),
        "for all time": float(no.standing),
        "over its article": float(yes.headline),
        "of none": float((one_word or one_sense) and (mixed or is_of_them_all(no, undergone)) and is_of_none(no)),
        "other things": float(apart),
        "other doers": float(bool(yes.parties and no.parties) and not yes.parties & no.parties),
        "other times": float(yes.present != no.present and not yes.headline),
    }


def is_of_none_of_them(yes: Claim, no: Claim) -> bool:
    """Whether a denial is of all such acts to the parties that the other says they were done to: "nobody asked us"."""
    undergone = yes.undergoers & no.undergoers
    return bool(undergone) and is_of_them_all(no, undergone) and is_of_none(no)


def is_of_them_all(no: Claim, undergone: frozenset[str]) -> bool:
    """Whether a denial names nothing that it befalls, or nothing but parties to whom the other says it was done."""
    named = frozenset(x for x in no.undergoers if x.startswith("a:"))
    return not no.undergoers or bool(named and named <= undergone)


def is_of_none(no: Claim) -> bool:
    """Whether a denial is of all acts of its kind: "nobody has been questioned", "there was no arrest"."""
    return no.cue.lower() == "no" or OF_NONE.search(no.clause.quote) is not None


def things(claim: Claim) -> frozenset[str]:
    """What an act befalls, without the parties."""
    return frozenset(x for x in claim.undergoers if not x.startswith("a:"))


def kindred(a: frozenset[str], b: frozenset[str]) -> bool:
    """Whether things of two sets are kindred."""
    groups = {group for thing in a for group in kin(stem(thing))}
    return bool(groups & {group for thing in b for group in kin(stem(thing))})


def is_narrow(when: DateRange) -> bool:
    """Whether a range holds a few days only."""
    return when.width is not None and when.width.days <= NARROW
