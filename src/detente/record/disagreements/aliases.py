"""Parties that two articles call by different names: the short name, the full one, and the people of a country."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from detente.record.disagreements.claims import Claim
from detente.record.reading import Reading

__all__ = ["aliases", "under_one_name"]

PEOPLES = ("ns", "ans", "ians", "ers")
SHORTEST_HOME = 4
"""A people is called by its country: "the Ruvians" are Ruvia's."""


def aliases(readings: Sequence[Reading]) -> Mapping[str, str]:
    """Short names of parties with the one longer name that ends so, or begins so before "of": "the Front" is the
    Northern Front, "the Union" the Union of Brannock."""
    actors = readings[0].actors if readings else {}
    parts: dict[tuple[str, ...], set[str]] = {}
    worded = {id: tuple(actor.name.casefold().removeprefix("the ").split()) for id, actor in actors.items()}
    for id, named in worded.items():
        for start in range(1, len(named)):
            parts.setdefault(named[start:], set()).add(id)
            if named[start] in {"of", "for", "in"}:
                parts.setdefault(named[:start], set()).add(id)
    homes = {named[0]: id for id, named in worded.items() if len(named) == 1}
    for people in homes:
        for ending in PEOPLES:
            for home in (people.removesuffix(ending), f"{people.removesuffix(ending)}a"):
                if people.endswith(ending) and len(home) > SHORTEST_HOME and home in homes and home != people:
                    parts.setdefault((people,), set()).add(homes[home])
    short = {id: parts.get(named, set()) for id, named in worded.items() if actors[id].kind != "person"}
    return {f"a:{id}": f"a:{next(iter(longer))}" for id, longer in short.items() if len(longer) == 1}


def under_one_name(claim: Claim, same: Mapping[str, str]) -> Claim:
    """A claim with each party under its full name."""
    if not any(part in same for part in claim.agents | claim.undergoers | claim.matter):
        return claim
    agents, undergoers, concerning = (
        frozenset(same.get(part, part) for part in found) for found in (claim.agents, claim.undergoers, claim.matter)
    )
    return replace(claim, agents=agents, undergoers=undergoers, matter=concerning)
