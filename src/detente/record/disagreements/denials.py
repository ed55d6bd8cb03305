"""Denials in other words than the assertion: "asked for it in 2019" against "had never requested it".

Claims are compared by the senses of their words. A denial of the perfect or with "never" reaches over all the time
before; another reaches its own date, or the days of its telling.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta

from detente.evidence import DateRange
from detente.record.disagreements import rebuttals
from detente.record.disagreements.aliases import aliases, under_one_name
from detente.record.disagreements.asserting import ASSERTED, DENIED, HOLDING, TELLINGS, Telling
from detente.record.disagreements.bounds import sentence_bounds
from detente.record.disagreements.claim_forms import clauses_of
from detente.record.disagreements.claims import Claim, begun_at, denies
from detente.record.disagreements.findings import Finding, Told
from detente.record.disagreements.kindred import kin, stem
from detente.record.disagreements.likeness import are_at_odds, likeness, substituted
from detente.record.disagreements.matters import Matters
from detente.record.disagreements.neighbours import days_between
from detente.record.disagreements.senses import entailed
from detente.record.disagreements.wording import shortened
from detente.record.reading import Gleaner, Reading
from detente.sources.document import Passage

__all__ = ["RIVALRIES", "find"]

ENOUGH = 3
WITHIN_ONE_ARTICLE = 3
LATELY = timedelta(days=14)
PLANS_DAYS = 10
CHANGING_DAYS = 2
"""Whoever plans may change their mind."""
STATES_DAYS = 45
NARROW_DAYS = 7
MOST = 40
"""So many assertions of one sense are held against a denial."""


def find(readings: Sequence[Reading], matters: Matters) -> Iterator[Finding]:
    """What one clause asserts and another denies; all who take a side stand with their account."""
    same = aliases(readings)
    told = [(rivalry.yes, rivalry.no) for reading in readings for rivalry in RIVALRIES.of(reading)]
    yield from grouped([*told, *across(readings, same), *rebuttals.pairs(readings, same, matters)])


def across(readings: Sequence[Reading], same: Mapping[str, str]) -> Iterator[tuple[Claim, Claim]]:
    """The pairs of an assertion and a denial of it, wherever they stand."""
    denied = [under_one_name(claim, same) for reading in readings for claim in DENIED.of(reading)]
    if not denied:
        return
    asserted = asserted_against(readings, denied, same)
    for no in denied:
        for yes in candidates(no, asserted):
            if contradicts(yes, no):
                yield yes, no


def asserted_against(
    readings: Sequence[Reading], denied: Sequence[Claim], same: Mapping[str, str]
) -> dict[tuple[str, str], list[Claim]]:
    """What is asserted or planned, by sense and by what it befalls or concerns, as far as a denial is of such."""
    open_things: dict[str, set[str]] = {}
    for no in denied:
        for sense, thing in keys_of(no, no.senses):
            open_things.setdefault(sense, set()).add(thing)
    held: dict[tuple[str, str], list[Claim]] = {}
    for reading in readings:
        for number, telling in enumerate(TELLINGS.of(reading)):
            if keys := keys_among(telling, open_things, same):
                claim = under_one_name(ASSERTED.of(reading)[number], same)
                for sense, thing in keys:
                    found = held.setdefault((sense, thing), [])
                    found.append(claim)
                    if len(found) == MOST:
                        open_things[sense].discard(thing)
    return held


def keys_among(telling: Telling, open_things: Mapping[str, set[str]], same: Mapping[str, str]) -> list[tuple[str, str]]:
    """(sense, thing) of an assertion that are still looked for, each party under its full name."""
    senses = [sense for sense in telling.senses if open_things.get(sense)]
    things = sorted({same.get(thing, thing) for thing in telling.things}) if senses else []
    return [(sense, thing) for sense in senses for thing in things if thing in open_things[sense]]


@dataclass(frozen=True, slots=True)
class Rivalry:
    """What one voice asserts and the next one denies: "The government says that it was asked. She says that …"."""

    yes: Claim
    no: Claim


def rivalries_in(reading: Reading) -> Iterator[Rivalry]:
    """The assertions and denials of one act that an article gives by two voices in two neighbouring sentences."""
    by_sentence: dict[int, list[Claim]] = {}
    same = aliases([reading])
    for claim in sorted((*ASSERTED.of(reading), *DENIED.of(reading)), key=lambda claim: claim.trigger.span.start):
        if claim.voice:
            by_sentence.setdefault(claim.clause.span.start, []).append(under_one_name(claim, same))
    before: list[Claim] = []
    passage: Passage | None = None
    for sentence in clauses_of(reading):
        said = by_sentence.get(sentence_bounds(reading, sentence)[0], [])
        earlier = before if sentence.passage == passage else []
        for a in earlier:
            for b in said:
                if a.voice != b.voice and denies(a) != denies(b) and is_one_matter(a, b):
                    yield Rivalry(b, a) if denies(a) else Rivalry(a, b)
        before, passage = said, sentence.passage


def is_one_matter(a: Claim, b: Claim) -> bool:
    """Whether two neighbouring clauses tell one act: nothing is at odds in them, or done to another."""
    if a.future != b.future or are_at_odds(a, b):
        return False
    if not a.senses & b.senses - HOLDING:
        return bool(told_groups(a) & told_groups(b)) and bool(parties_of(a) & parties_of(b))
    if a.word != b.word or not (a.undergoers and b.undergoers) or substituted(a) or substituted(b):
        return True
    return bool(a.undergoers & b.undergoers)


def told_groups(claim: Claim) -> frozenset[int]:
    """The groups of kindred words of an act and of what it befalls: "spoke", "exchanged a word"."""
    told = [claim.word, *(x for x in claim.undergoers if not x.startswith("a:"))]
    return frozenset(group for word in told for group in kin(stem(word)))


def parties_of(claim: Claim) -> frozenset[str]:
    """All parties that a claim names."""
    return frozenset(x for x in claim.agents | claim.undergoers | claim.matter if x.startswith("a:"))


RIVALRIES = Gleaner("rivalries", Rivalry, rivalries_in)


def keys_of(claim: Claim, senses: frozenset[str]) -> list[tuple[str, str]]:
    """(sense, thing) under which a claim is found."""
    things = sorted(claim.undergoers | claim.matter | claim.agents)
    return [(sense, thing) for sense in sorted(senses) for thing in things]


def candidates(no: Claim, asserted: dict[tuple[str, str], list[Claim]]) -> list[Claim]:
    """The assertions a denial may be held against, each once, in order."""
    return list({id(yes): yes for key in keys_of(no, no.senses) for yes in asserted.get(key, ())}.values())


def contradicts(yes: Claim, no: Claim) -> bool:
    """Whether a denial is of the act that is asserted, and reaches its time."""
    if yes.clause == no.clause or (yes.future != no.future and not (yes.future and no.present)):
        return False
    if not entailed(yes.senses) & no.senses and (yes.future or not yes.undergoers & no.undergoers):
        return False
    needed = WITHIN_ONE_ARTICLE if yes.document == no.document else ENOUGH - is_answer(yes, no)
    return reaches(no, yes) and likeness(yes, no) >= needed


def is_answer(yes: Claim, no: Claim) -> bool:
    """Whether a party denies in so many words having done what another article says it did: it answers somebody."""
    is_denied = no.cue.lower().startswith(("deny", "deni"))
    return is_denied and yes.word == no.word and bool(yes.parties & no.parties)


def reaches(no: Claim, yes: Claim) -> bool:
    """Whether a denial covers the time of an assertion."""
    apart = days_between(yes.published, no.published)
    if yes.future:
        soon = CHANGING_DAYS if yes.parties & no.parties else PLANS_DAYS
        return apart is not None and apart <= soon and (not (yes.dated and no.dated) or yes.when.overlaps(no.when))
    if no.present and yes.present:
        return apart is not None and apart <= STATES_DAYS
    if no.present != yes.present and not no.standing:
        return False
    first = begun_at(yes)
    if no.standing:
        limit = no.published.latest
        if no.dated and ("since" in no.when.phrase.lower() or (is_narrow(no.when) and not yes.when.overlaps(no.when))):
            return False
        return yes.document == no.document or first is None or limit is None or first <= limit
    if no.dated and yes.dated:
        return yes.when.overlaps(no.when) and is_narrow(yes.when) and is_narrow(no.when)
    if no.dated or yes.dated:
        return yes.when.overlaps(no.when) and is_narrow(yes.when) and is_narrow(no.when)
    return apart is not None and timedelta(days=apart) <= LATELY


def is_narrow(when: DateRange) -> bool:
    """Whether a range holds a few days only."""
    return when.width is not None and when.width.days <= NARROW_DAYS


def grouped(pairs: Sequence[tuple[Claim, Claim]]) -> Iterator[Finding]:
    """One finding to each question: pairs that share a claim ask the same, the first question that has one of them."""
    groups: list[tuple[dict[int, Claim], dict[int, Claim]]] = []
    homes: dict[int, int] = {}
    for yes, no in pairs:
        home = min((homes[id(claim)] for claim in (yes, no) if id(claim) in homes), default=len(groups))
        if home == len(groups):
            groups.append(({}, {}))
        for place, claim in enumerate((yes, no)):
            groups[home][place][id(claim)] = claim
            homes[id(claim)] = min(home, homes.get(id(claim), home))
    for yeses, noes in groups:
        yield finding(list(yeses.values()), list(noes.values()))


def finding(yeses: Sequence[Claim], noes: Sequence[Claim]) -> Finding:
    """The finding for an act with those who assert and those who deny it."""
    yes, no = yeses[0], noes[0]
    tells = "says that it will be" if yes.future else "says that it is so"
    return Finding(
        key=("denial", yes.document, str(yes.trigger.span.start)),
        question=f"Is it so, or not so, “{shortened(yes.clause.quote)}”?",
        kind="polarity",
        verdict="conflict",
        severity="major",
        accounts=(
            Told("yes", tuple(dict.fromkeys(claim.clause for claim in yeses))),
            Told("no", tuple(dict.fromkeys(claim.clause for claim in noes))),
        ),
        why=f"“{yes.trigger.quote}” {tells}; “{no.cue} … {no.trigger.quote}” denies it"
        + (" for all the time before" if no.standing else ""),
    )
