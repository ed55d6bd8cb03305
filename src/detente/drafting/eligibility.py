"""Which acts can stand for an option: what a party could do or leave, not what it admits, disputes or merely shows.

To concede that one met somebody accepts no offer, to reject a claim turns none down, to dismiss a cabinet is a deed,
and a door opened for the reporter moves nothing. What "accept them" means was told just before.
"""

import re
from collections.abc import Iterable
from dataclasses import replace

from detente.drafting.act import Act
from detente.record.wordlists import words

__all__ = ["is_eligible", "settled"]

NEAR = 160
"""Characters within which a pronoun speaks of what was told before."""

ADMITS = re.compile(r"(?:(?:has|have|had)\s+)?(?:conced|admit|acknowledg|confirm|own(?:s|ed)? up)\w*", re.I)
GREETS = re.compile(r"(?:(?:has|have|had)\s+)?(?:welcom|prais|applaud|hail|laud)\w*", re.I)
REMOVES = re.compile(r"(?:(?:has|have|had)\s+)?(?P<verb>dismiss|sack|fire|oust)\w*\s", re.I)
ACCEPTS = frozenset({"accept", "embrace", "sign", "take", "approve", "back", "support"})
CLAIM = re.compile(
    r"(?:[\w’'-]+\s+){0,4}?(?:claim|accusation|allegation|report|charge|rumou?r|criticism|assertion|description|notion|"
    r"reading|interpretation|account|version|comparison|finding|estimate|figure|number|count|suggestion that|idea that|"
    r"view|argument|theory|story|statement|question)s?\b",
    re.I,
)
PROPOSAL = re.compile(
    r"\b(?:offer|proposal|plan|invitation|idea|initiative|bid|deal|accord|agreement|treaty|pact|compromise|ceasefire|"
    r"truce|talks|terms|draft|settlement|decision|move|step)s?\b",
    re.I,
)
PRONOUN = re.compile(r"(?:it|them|this|that|these|those)\b(?!\s+[a-z]+(?:s|ing|tion)\b)", re.I)
TO_THE_REPORTER = re.compile(r"\b(?:me|us|my|this (?:newspaper|magazine|paper|reporter|correspondent))\b")
CLAUSE = re.compile(r"(?:that\s+)?(?:\S+\s+){1,6}?(?:may|might|was|were|is|are|has|have|had|did|does)\b", re.I)


def is_eligible(act: Act) -> bool:
    """Whether an act can be the raw material of an option or of a preference."""
    words_of_it = act.citation.quote
    if act.kind in {"accepts", "rejects"}:
        if ADMITS.match(words_of_it) and CLAUSE.search(act.matter):
            return False
        if GREETS.match(words_of_it) and not PROPOSAL.search(act.matter):
            return False
        return CLAIM.match(act.matter) is None
    if act.kind == "does":
        return PRONOUN.match(act.matter) is None and TO_THE_REPORTER.search(act.matter) is None
    return True


def settled(acts: Iterable[Act]) -> list[Act]:
    """The acts of one article in order: who dismisses a body does so, and "would accept them" accepts what was told."""
    found: list[Act] = []
    for act in acts:
        found.append(_removal(_resolved(act, found)))
    return found


def _removal(act: Act) -> Act:
    """A body or person that is dismissed is no proposal that is turned down."""
    removes = REMOVES.match(act.citation.quote) if act.kind == "rejects" else None
    if removes is None or not _is_body(act.matter):
        return act
    return replace(act, kind="does", verb=removes["verb"].lower())


def _is_body(matter: str) -> bool:
    """Whether words name a body or an office: "the regional government"."""
    telling = re.findall(r"[a-z]+", matter.lower())[:5]
    bodies = words("event_words", "bodies", "words")
    return any(word in bodies or word.removesuffix("s") in bodies for word in telling)


def _resolved(act: Act, before: list[Act]) -> Act:
    """ "It would accept them": an acceptance of what the last act of the article, told near, was about."""
    if act.kind != "intends" or act.verb not in ACCEPTS or PRONOUN.match(act.matter) is None:
        return act
    for earlier in reversed(before):
        near = 0 <= act.citation.span.start - earlier.citation.span.end <= NEAR
        if near and earlier.kind in {"rejects", "offers", "wants", "declines", "accepts"}:
            return replace(act, kind="accepts", verb="", matter=earlier.matter, topics=earlier.topics)
    return act
