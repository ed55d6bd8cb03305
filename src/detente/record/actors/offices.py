"""Offices: whose the one prime minister of the pile is, where an article names the office with its land alone.

"Belmora's prime minister" in one article tells for whom "Prime Minister Ada Orr" of another acts, as long as the pile
knows one holder of the office and one land that has it.
"""

import re
from collections.abc import Iterable, Iterator, Sequence

from detente.record.actors.names import Role, role_of, roles, words_of
from detente.record.entries import ActorId, Mention
from detente.record.lexicons import word_lists
from detente.record.reading import Reading

__all__ = ["office_in", "office_told", "offices_owned", "sole_holders"]

_OWNER = re.compile(r".*['’]s?\s", re.DOTALL)
_SERVING = re.compile(r"\s(?:for|to|of|under)\s(?:the|a|an|his|her|its|their)\s.*", re.DOTALL)
"""Whom somebody serves: "spokesman for the prime minister"."""
_TOLD = re.compile(
    r",?\s+(?:who\s+)?(?:(?:is|became|has\s+been|has\s+become)|(?:(?:was|is|has\s+been)\s+)?(?:re-?)?(?:elected|appointed|named|"
    r"sworn\s+in)(?:\s+as)?)\s+(?:(?:the|a|an)\s+)?(?:(?:new|next|first|[A-Z]\w+['’]s?)\s+)*([a-z][a-z -]{3,40})"
)
"""An office told of by a verb behind the name: "became prime minister in March"."""
BEHIND = re.compile(r"(?:['’]s?)?\s+([a-z][^.,;:!?()“”\"\n]{3,40})")
BEFORE = re.compile(r"\b([a-z][a-z -]{3,30})\s+of\s+(?:the\s+)?$")
MOST_WORDS = 4


def office_in(phrase: str) -> Role | None:
    """The office in a title or a description, and not that of whom the person is or works for.

    >>> office_in("the prime minister's spokesman"), office_in("Norland's prime minister")
    (Role(name='spokesman', former=False), Role(name='prime minister', former=False))
    """
    words = _SERVING.sub("", phrase)
    return role_of(_OWNER.sub("", words) or words)


def office_told(behind: str) -> Role | None:
    """The office that the words right behind a name say its bearer has.

    >>> office_told(" became prime minister in March.")
    Role(name='prime minister', former=False)
    """
    told = _TOLD.match(behind)
    words = words_of(told[1]) if told is not None else []
    found = next((o for n in range(min(MOST_WORDS, len(words)), 0, -1) if (o := roles().get(tuple(words[:n])))), None)
    return Role(found, former=False) if found else None


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
