"""One article's report of an event, before the articles are brought together."""

from dataclasses import dataclass

from detente.evidence import UNKNOWN, Citation, DateRange, DocumentId
from detente.record.entries import ActorId

__all__ = ["EventMention", "is_mutual"]

ONE_SIDED = frozenset({"accept", "ratify", "endorse", "approve", "welcome"})


def is_mutual(kind: str, lemma: str) -> bool:
    """Whether all who take part do the same: they meet, they agree; an offer is accepted by one."""
    return kind == "meeting" or (kind == "agreement" and lemma not in ONE_SIDED)


@dataclass(frozen=True, slots=True, kw_only=True)
class EventMention:
    """What one clause or noun phrase says of an event.

    `trigger` is the word that names it, `clause` the words that tell it. `agents` did it, `patients` had it done to
    them, `others` took part or are named beside it, `unnamed` are the words for doers without a name ("a judge"); in a
    symmetric event (a meeting) all are agents. `about` holds the lemmas of what it concerns, `object` the noun acted
    on and what describes it, `ordinal` that of "their 25th summit"; `paper` marks a dated document ("the 1931 treaty"),
    `nominal` a noun ("the summit"). `passage` is the kind of passage. `presupposed` marks what a sentence takes for
    granted, `hedged` what it does not vouch for (may, reportedly); `negation` is the word that denies the event,
    `standing` a denial that holds for all the time before ("has not been signed").
    """

    document: DocumentId
    kind: str
    status: str
    lemma: str
    trigger: Citation
    clause: Citation
    when: DateRange = UNKNOWN
    agents: tuple[ActorId, ...] = ()
    patients: tuple[ActorId, ...] = ()
    others: tuple[ActorId, ...] = ()
    unnamed: tuple[str, ...] = ()
    place: str | None = None
    about: tuple[str, ...] = ()
    nominal: bool = False
    passage: str = "body"
    presupposed: bool = False
    hedged: bool = False
    negation: str = ""
    standing: bool = False
    object: tuple[str, ...] = ()
    ordinal: int | None = None
    paper: bool = False
