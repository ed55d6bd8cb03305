"""Selection: which candidates are worth proposing, few enough that every state can be listed."""

from collections.abc import Sequence
from dataclasses import replace

from detente.drafting.act import Act
from detente.drafting.options import Candidate
from detente.drafting.weights import ALIKE, Weights, counted, figures
from detente.record.entries import ActorId

__all__ = ["addressed", "best", "inherited"]

MOST = 10
NOBODY = ActorId("")
"""Whom a demand goes to that nobody in the dispute is told to be able to grant."""
OWN = frozenset({"offers", "does", "intends", "declines", "threatens"})
MOST_PER_PARTY = 5
ENOUGH = 3.0
"""A candidate below this worth is left out and named as such."""


def best(found: Sequence[Candidate], answered: Sequence[Candidate]) -> tuple[list[Candidate], list[Candidate]]:
    """(the options worth proposing in the order of the text, those left out).

    An answer is kept with the offer it answers; an offer that somebody answered is worth more.
    """
    targets = {answer.answers for answer in answered if answer.answers}
    every = [*found, *answered]
    ranked = sorted(every, key=lambda option: (-_worth(option, targets), every.index(option)))
    kept: list[Candidate] = []
    for option in ranked:
        full = len(kept) >= MOST or sum(o.party == option.party for o in kept) >= MOST_PER_PARTY
        if not full and _worth(option, targets) >= ENOUGH:
            kept.append(option)
    ids = {option.id for option in kept}
    kept = [option for option in every if option in kept and (not option.answers or option.answers in ids)]
    return kept, [option for option in every if option not in kept]


def _worth(option: Candidate, targets: set[str]) -> float:
    """Independent origins above all; then that others answer or demand it, and that it was done, not only announced."""
    kinds = {act.kind for act in option.acts}
    worth = 2.0 * option.origins + 0.5 * min(len(option.acts), 3)
    worth += 2.0 if option.id in targets else 0.0
    worth += 1.0 if option.contested else 0.0
    worth += 1.0 if option.answers else 0.0
    worth += 1.0 if kinds & {"offers", "threatens", "declines"} or option.family == "asks" else 0.0
    worth += 1.0 if "does" in kinds and option.family == "does" else 0.0
    return worth


def addressed(acts: Sequence[Act], parties: Sequence[ActorId], weights: Weights) -> list[Act]:
    """The acts, where a demand among more than two parties goes to the one that speaks of the same thing itself.

    Where none does, nobody is asked: an option is given to no party at a guess.
    """
    if len(parties) < 3:
        return list(acts)
    return [
        replace(act, addressee=_asked(act, acts, parties, weights) or NOBODY)
        if act.kind == "wants" and act.addressee is None and act.is_demand
        else act
        for act in acts
    ]


def _asked(act: Act, acts: Sequence[Act], parties: Sequence[ActorId], weights: Weights) -> ActorId | None:
    """The other party whose own act is likest: by its words, or by counting the same kind of thing."""
    units = {unit for _, unit in figures(act.matter)}
    found: list[tuple[float, ActorId]] = []
    for other in acts:
        if other.party in parties and other.party != act.party and other.kind in OWN:
            answers = 1.0 if other.demand == act.citation else 0.0
            theirs = {unit for _, unit in figures(other.matter)}
            same = ALIKE if theirs and units and (units & theirs or "" in units | theirs) else 0.0
            found.append((max(answers, same, weights.alike(act.topics, other.topics)), other.party))
    best = max(found, key=lambda one: one[0], default=(0.0, None))
    return best[1] if best[0] >= ALIKE else None


def inherited(acts: Sequence[Act], parties: Sequence[ActorId]) -> list[Act]:
    """The acts, where an offer by somebody who decides nothing (a predecessor) is given to the party that offered
    the same counted things."""
    result = []
    offers = [act for act in acts if act.kind == "offers" and act.party in parties]
    for act in acts:
        if act.kind == "offers" and act.party not in parties:
            things = counted(act.citation.quote)
            same = [o for o in offers if things & counted(o.citation.quote) and set(o.topics) & set(act.topics)]
            act = replace(act, party=same[0].party) if same else act
        result.append(act)
    return result
