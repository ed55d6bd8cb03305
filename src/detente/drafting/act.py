"""An act: one place where a party does, offers, asks, holds to, accepts or turns down something."""

import re
from dataclasses import dataclass

from detente.evidence import Citation, DateRange
from detente.record.entries import ActorId

__all__ = ["Act"]

DEMANDED = re.compile(
    r"(?:a|an|the|its|their|that|\d+|no|more|two|three|four|five|six|seven|eight|nine|ten)(?:\s|$)", re.I
)
JOINT = re.compile(r"(?:(?:has|have|had)\s+)?agree[sd]?\b", re.I)
RENOUNCES = re.compile(r"\brenounc", re.I)


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """One place where a party acts: how (`kind`), on what (`topics`, lemmas), in the coverage's words.

    `kind` is does, threatens, intends, declines, offers, wants, holds, accepts, rejects or stands firm. `matter` is
    the text without the verb that reports it, `verb` the lemma of a deed. `name` is that of a party which the record
    does not know ("surgeons").
    """

    party: ActorId
    kind: str
    verb: str
    matter: str
    topics: tuple[str, ...]
    citation: Citation
    when: DateRange
    status: str = "happened"
    name: str = ""
    addressee: ActorId | None = None
    demand: Citation | None = None
    """The demand that a refusal means by "it" or "them": the last one told before it."""

    @property
    def is_demand(self) -> bool:
        """Whether it asks for a thing, not for leave to do something oneself."""
        return self.kind == "wants" and DEMANDED.match(self.matter) is not None

    @property
    def is_joint(self) -> bool:
        """Whether it is an agreement of several to do something, which answers nobody's offer."""
        return self.kind == "accepts" and JOINT.match(self.citation.quote) is not None

    @property
    def is_renunciation(self) -> bool:
        """Whether it gives up a claim of one's own."""
        return self.kind == "rejects" and RENOUNCES.search(self.citation.quote) is not None
