"""Who it came from: a proposal, a beginning or a breach that two accounts lay to two parties.

One party may well propose what another has proposed. The rule speaks only where an account says that its party was
the first or the author ("it was Norland that …", "the idea came from …"), or where both tell it as what had been done
in the same month.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from detente.record.disagreements.aliases import aliases
from detente.record.disagreements.findings import Finding, Told
from detente.record.disagreements.kindred import kin, stem
from detente.record.disagreements.matters import Matters, key_of
from detente.record.disagreements.neighbours import days_between
from detente.record.disagreements.origins import BLOW, FOUND, INITIATING, ORDERING, ORIGINS, SENSES, SOURCE, Origin
from detente.record.disagreements.senses import worded
from detente.record.disagreements.wording import shortened
from detente.record.entries import Actor
from detente.record.reading import Reading

__all__ = ["find"]

ENOUGH = 2
MOST = 60
TIED = 0.9
"""How much two sentences have in common where both name the author of it."""
CLOSE_DAYS = 45
"""Days between two articles that tell of one beginning of blows."""
BLOWS_DAYS = 14
"""Days between two blows of which each may have been the first of one fight: an account gives its day loosely."""
LIKE_NAMES = 5
"""Letters that a land and the name of what belongs to it begin with: "Talassia", "the Talassian Institute"."""


def find(readings: Sequence[Reading], matters: Matters) -> Iterator[Finding]:
    """The acts with two authors, each by another article."""
    same = aliases(readings)
    names = {f"a:{actor.id}": actor for actor in readings[0].actors.values()} if readings else {}
    origins = [
        replace(found, authors=frozenset(same.get(author, author) for author in found.authors))
        for reading in readings
        for found in ORIGINS.of(reading)
    ]
    for a, b in candidates(origins, matters):
        if is_rival(a, b, matters, names):
            yield finding(a, b)


def candidates(origins: Sequence[Origin], matters: Matters) -> Iterator[tuple[Origin, Origin]]:
    """The pairs with one sense and one thing in common, and the pairs of sure ones whose sentences are alike."""
    by_matter: dict[tuple[str, str], list[Origin]] = {}
    for origin in origins:
        senses = origin.senses if origin.sure else origin.senses & (SENSES | FOUND | {SOURCE})
        for family in (INITIATING, ORDERING):
            senses |= family if senses & family else frozenset()
        for sense in sorted(senses):
            for thing in sorted({*origin.about, *map(stem, origin.about)}):
                by_matter.setdefault((sense, thing), []).append(origin)
    seen: set[tuple[int, int]] = set()
    for group in by_matter.values():
        for number, a in enumerate(group[:MOST]):
            for b in group[number + 1 : MOST]:
                if (id(a), id(b)) not in seen:
                    seen.add((id(a), id(b)))
                    yield a, b
    marked = [origin for origin in origins if origin.marked]
    for a, b in matters.pairs(marked, lambda origin: origin.clause, lambda origin: frozenset()):
        if (id(a), id(b)) not in seen:
            seen.add((id(a), id(b)))
            yield a, b


def is_rival(a: Origin, b: Origin, matters: Matters, names: Mapping[str, Actor]) -> bool:
    """Whether two accounts name two authors of one thing."""
    told = a.senses & b.senses if a.sure and b.sure else a.senses & b.senses & (SENSES | FOUND | {SOURCE})
    for family in (INITIATING, ORDERING):
        if a.senses & family and b.senses & family and (a.sure or b.sure):
            told |= family
    if a.document == b.document or not told or (a.denied and b.denied):
        return False
    if BLOW in told:
        if (days_between(a.when, b.when) or 0) > BLOWS_DAYS:
            return False
        apart = days_between(a.published, b.published)
        return (apart is None or apart <= CLOSE_DAYS) and is_other(a, b, names) == (a.denied == b.denied)
    shared = {stem(x) for x in a.about} & {stem(x) for x in b.about}
    if told == {SOURCE}:
        return bool(shared) and (a.sure or b.sure) and not a.authors & b.authors
    if a.denied or b.denied:
        return bool(shared or are_kindred(a, b)) and a.marked and b.marked and not is_other(a, b, names)
    if a.authors & b.authors:
        return False
    if a.marked and b.marked:
        tied = a.sure and b.sure and matters.ties(key_of(a.clause), key_of(b.clause), frozenset(), frozenset()) >= TIED
        return tied or len(shared) >= ENOUGH or (bool(shared) and (a.whole or b.whole))
    if a.marked or b.marked:
        return len(shared) >= ENOUGH
    dated = a.when.phrase and b.when.phrase and a.when.is_bounded and b.when.is_bounded
    return len(shared) >= ENOUGH and bool(dated) and a.when.overlaps(b.when)


def is_other(a: Origin, b: Origin, names: Mapping[str, Actor]) -> bool:
    """Whether the authors of two accounts are two, by their names."""
    ours, theirs = (
        [
            word
            for x in origin.authors
            for word in (" ".join(names[x].names) if x in names else x).casefold().split()
            if len(word) >= LIKE_NAMES
        ]
        for origin in (a, b)
    )
    return not a.authors & b.authors and not any(x[:LIKE_NAMES] == y[:LIKE_NAMES] for x in ours for y in theirs)


def are_kindred(a: Origin, b: Origin) -> bool:
    """Whether what two accounts are about is kindred."""
    groups = [{group for x in origin.about for group in kin(stem(x))} for origin in (a, b)]
    return bool(groups[0] & groups[1])


def finding(a: Origin, b: Origin) -> Finding:
    """The finding for a thing with two authors."""
    senses = a.senses & b.senses or a.senses
    shared = sorted({worded(x, a.clause.quote) for x in a.about & b.about})
    of = f" ({', '.join(shared)})" if shared else f", “{shortened(a.clause.quote)}”"
    place = () if shared and BLOW not in senses else (a.document, str(a.clause.span.start))
    both = f"with {', '.join(shared)} in both" if shared else "in sentences that tell of one matter"
    return Finding(
        key=("attribution", min(senses if a.senses & b.senses else INITIATING), *shared, *place),
        question=f"{asked(a.senses, b.senses)}{'' if BLOW in senses else of}?",
        kind="attribution",
        verdict="conflict",
        severity="major",
        accounts=(Told(who(a), (a.clause,)), Told(who(b), (b.clause,))),
        why=f"one account lays it to {who(a)}, the other to {who(b)}, {both}",
    )


def asked(a: frozenset[str], b: frozenset[str]) -> str:
    """What is asked of acts of such senses."""
    if BLOW in a & b:
        return "Who struck first"
    if a & ORDERING and b & ORDERING:
        return "Who ordered it"
    if not a & {"propose", SOURCE}:
        return "Who was it that did it first"
    return "Whom did it come from" if SOURCE in a else "Whose proposal was it"


def who(origin: Origin) -> str:
    """Who is said to have done it, or not to."""
    return f"not {origin.name}" if origin.denied else origin.name
