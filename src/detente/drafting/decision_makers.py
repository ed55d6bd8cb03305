"""Who decides: the actors that do things of their own, merged with those they act for."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from detente.drafting.act import Act
from detente.evidence import Citation
from detente.record.entries import Actor, ActorId, Record

__all__ = ["Party", "parties"]

MOST = 5
LEAST_ACTS = 2
LEAST_SHARE = 0.12
AGENCY = frozenset("does threatens intends declines offers accepts rejects wants holds".split()) | {"stands firm"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    """A proposed decision maker: the actor, how many of its acts the coverage tells, and one quotation of it."""

    id: ActorId
    name: str
    acts: int
    sources: int
    citation: Citation


def parties(record: Record, acts: Sequence[Act]) -> tuple[Party, ...]:
    """The actors with agency, the busiest first: at least two acts, and an eighth of what the busiest does.

    News agencies report, they do not decide; a person who acts for somebody is not a party beside them (the acts come
    under the principal already).
    """
    actors: Mapping[ActorId, Actor] = {actor.id: actor for actor in record.actors}
    own = [act for act in acts if act.kind in AGENCY and (act.name or act.party in actors)]
    own = [act for act in own if act.party not in actors or actors[act.party].kind != "agency"]
    counts = Counter(act.party for act in own)
    most = max(counts.values(), default=0)
    chosen = [
        id
        for id, n in sorted(counts.items(), key=lambda item: (-item[1], item[0]))
        if n >= max(LEAST_ACTS, LEAST_SHARE * most) or any(a.party == id and a.name and _answers(a) for a in own)
    ]
    chosen = [id for id in chosen if id not in actors or actors[id].acts_for not in chosen][:MOST]
    return tuple(_party(id, actors.get(id), [act for act in own if act.party == id]) for id in chosen)


def _answers(act: Act) -> bool:
    """Whether a body without a name of its own says yes or no: it can stop a thing by that alone."""
    return act.kind in {"accepts", "rejects", "threatens"} and act.party == act.name.lower()


def _party(id: ActorId, actor: Actor | None, acts: Sequence[Act]) -> Party:
    sources = {act.citation.span.document for act in acts}
    named = actor.name if actor is not None else acts[0].name
    place = actor.cited.citations[0] if actor is not None else acts[0].citation
    return Party(id=id, name=named, acts=len(acts), sources=len(sources), citation=place)
