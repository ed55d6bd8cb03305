"""What the rules for one sentence give: an attribution by tokens."""

from dataclasses import dataclass

__all__ = ["Found", "Nodes"]

Nodes = tuple[int, int]
"""First and last token."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """One attribution in a sentence; nodes are token ranges, `head` the token that names the speaker.

    `kind` is speech, thought, intent, stance or text; `lemma` the reporting word's. `open` marks a verb of speech whose
    content stands in another sentence; `relay` names who passes the words on ("the agency quoted her as saying").
    """

    cue: Nodes
    verb: int
    source: Nodes | None
    head: int | None
    pieces: tuple[Nodes, ...]
    kind: str
    lemma: str
    depth: int
    open: bool = False
    relay: Nodes | None = None
