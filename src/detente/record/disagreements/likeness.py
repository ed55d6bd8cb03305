"""How alike two claims are: whether they tell one act of the same parties on the same thing."""

from detente.record.disagreements.claims import Claim

__all__ = ["are_at_odds", "concrete", "likeness", "substituted"]

SUBSTITUTES = frozenset(
    "object thing item one it other all work operation matter incident move step issue kind sort".split()
)
"""Words that may stand for any thing named before."""
UNDERGONE = 2
DONE = 1
MOST_MATTER = 2
MOTIONS = frozenset({"leave", "arrive", "return", "cross", "send", "give"})


def likeness(a: Claim, b: Claim) -> int:
    """0 where two claims cannot tell one act; else how much they share: what it befalls, who did it, what it concerns.

    Two claims of which each names its doers, or what is done to what, and share none of them, tell two acts.
    """
    if are_at_odds(a, b):
        return 0
    senses = a.senses | b.senses
    shared = (a.undergoers & b.undergoers) | moved(a, b)
    parties = (a.parties & b.parties) - shared
    crossed = ((a.undergoers & b.matter) | (a.matter & b.undergoers)) - senses - shared
    concerning = ((a.matter & b.matter) - shared - senses - parties) | crossed
    borne = substituted(a) or substituted(b) or len(crossed) > 1 or (parties and crossed)
    if not shared and concrete(a) and concrete(b) and not borne:
        return 0
    if not shared and not (parties and len(concerning) >= MOST_MATTER):
        return 0
    whole = bool(shared) and is_whole(a, b, shared | parties | concerning)
    likewise = bool(shared) and (bool(a.specific & b.specific) or is_plain_denial(a, b) or is_plain_denial(b, a))
    return UNDERGONE * bool(shared) + DONE * bool(parties) + min(MOST_MATTER, len(concerning)) + (whole or likewise)


def is_plain_denial(no: Claim, yes: Claim) -> bool:
    """Whether one says in the other's words that it was never done: "no mediator had ever been offered"."""
    return no.standing and no.word == yes.word and not no.agents


def moved(a: Claim, b: Claim) -> frozenset[str]:
    """What moves in both: it is the subject of "left" and what is "returned"."""
    return ((a.undergoers & b.agents) | (a.agents & b.undergoers)) if (a.senses | b.senses) & MOTIONS else frozenset()


def is_whole(a: Claim, b: Claim, shared: frozenset[str]) -> bool:
    """Whether everything the shorter claim tells stands in the longer one."""
    if bool(concrete(a)) != bool(concrete(b)):
        return False
    return any(c.agents | c.undergoers | c.concerns <= shared | c.senses for c in (a, b))


def are_at_odds(a: Claim, b: Claim) -> bool:
    """Whether two claims have other doers, objects of other kinds, or one party does here what it bears there."""
    if a.parties and b.parties and not a.parties & b.parties:
        return True
    if a.specific and b.specific and not a.specific & b.specific:
        return True
    if a.aims and b.aims and not a.aims & b.aims:
        return True
    return is_turned(a, b) or is_turned(b, a)


def is_turned(a: Claim, b: Claim) -> bool:
    """Whether the one who does it here bears it there: "A accused B", "B accused A"."""
    borne = frozenset(x for x in b.undergoers if x.startswith("a:")) - b.agents
    return bool(a.parties & borne) and not a.parties & b.agents


def concrete(claim: Claim) -> frozenset[str]:
    """What an act befalls beyond its doers."""
    return claim.undergoers - claim.agents


def substituted(claim: Claim) -> bool:
    """Whether what an act befalls is named by a word for anything."""
    return bool(claim.undergoers & SUBSTITUTES)
