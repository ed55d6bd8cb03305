"""Offices: whose the one prime minister of the pile is, where an article names the office with its land alone.

"Belmora's prime minister" in one article tells for whom "Prime Minister Ada Orr" of another acts, as long as the pile
knows one holder of the office and one land that has it.
"""

import re
from collections.abc import Iterable, Iterator, Sequence

from detente.record.actors.names import roles, words_of
from detente.record.entries import ActorId, Mention
from detente.record.lexicons import word_lists
from detente.record.reading import Reading

__all__ = ["offices_owned", "sole_holders"]

BEHIND = re.compile(r"(?:['’]s?)?\s+([a-z][^.,;:!?()“”\"\n]{3,40})")
BEFORE = re.compile(r"\b([a-z][a-z -]{3,30})\s+of\s+(?:the\s+)?$")
MOST_WORDS = 4


def offices_owned(reading: Reading, mentions: Sequence[Mention]) -> Iterator[tuple[str, ActorId]]:
    """(office, party) for each land or body with which an article names an office that only one person holds."""
    text = reading.document.text
    for mention in mentions:
        span = mention.citation.span
        behind = BEHIND.match(text, span.end)
        if behind is not None and (office := _office_first(words_of(behind[1]))):
            yield office, mention.actor
        before = BEFORE.search(text, max(0, span.start - 50), span.start)
        if before is not None and (office := _office_last(words_of(before[1]))):
            yield office, mention.actor


def sole_holders(
    owned: Iterable[tuple[str, ActorId]], held: Iterable[tuple[str, ActorId]]
) -> Iterator[tuple[ActorId, ActorId]]:
    """(holder, party) for each office that one party only is said to have and one person only holds.

    >>> list(sole_holders([("president", "tarn")], [("president", "ada_orr"), ("mayor", "ben_hale")]))
    [('ada_orr', 'tarn')]
    """
    owners: dict[str, set[ActorId]] = {}
    holders: dict[str, set[ActorId]] = {}
    for office, owner in owned:
        owners.setdefault(office, set()).add(owner)
    for office, holder in held:
        holders.setdefault(office, set()).add(holder)
    for office in sorted(owners.keys() & holders.keys()):
        both = (*holders[office], *owners[office])
        if len(both) == 2 and both[0] != both[1]:
            yield both[0], both[1]


def _office_first(words: Sequence[str]) -> str | None:
    """The office that some words begin with."""
    return next((o for n in range(MOST_WORDS, 0, -1) if (o := _sole(words[:n]))), None)


def _office_last(words: Sequence[str]) -> str | None:
    """The office that some words end with."""
    return next((o for n in range(MOST_WORDS, 0, -1) if (o := _sole(words[-n:]))), None)


def _sole(words: Sequence[str]) -> str | None:
    """The office that words name, where one person holds it at a time: the head of a land or body, or of a ministry."""
    office = roles().get(tuple(words))
    heads = word_lists("naming.txt")["sole offices"]
    return office if office and (office in heads or office.endswith(" minister")) else None
