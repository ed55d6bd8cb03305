"""References: pronouns, offices and descriptions that stand for somebody named elsewhere in the article."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from detente.record.actors.names import Name, NameTable, role_of, roles
from detente.record.entries import ActorId, Mention
from detente.record.lexicons import word_lists
from detente.record.reading import Reading, Sentence, Token

__all__ = ["Known", "references"]

_PRONOUNS = {"he": "m", "him": "m", "his": "m", "himself": "m", "she": "f", "her": "f", "hers": "f", "herself": "f"}
_WORDS = word_lists("naming.txt")


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of an actor that a description can appeal to."""

    kind: str
    acts_for: ActorId | None
    roles: tuple[str, ...]
    gender: str


@dataclass(frozen=True, slots=True)
class _Antecedent:
    """A person named in the article: where, in which sentence, and whether as a subject."""

    actor: ActorId
    start: int
    sentence: int
    subject: bool


def references(
    reading: Reading, mentions: Sequence[Mention], known: Mapping[ActorId, Known], demonyms: NameTable
) -> Iterator[Mention]:
    """The pronouns and descriptions of an article that mean somebody named in it.

    A pronoun means the nearest person before it whose gender can fit, a subject before others; a description
    ("the Norlandic president", "the former head of the government") the nearest person of that office and state.
    """
    taken = {offset for m in mentions for offset in range(m.citation.span.start, m.citation.span.end)}
    people = _antecedents(reading, mentions, known)
    described: list[_Antecedent] = []
    for number, sentence in enumerate(reading.sentences):
        for index, token in enumerate(sentence.tokens):
            if token.start in taken:
                continue
            small = token.text.lower()
            if small in _PRONOUNS:
                before = sorted(people + described, key=lambda a: a.start)
                actor = _meant(token, number, _PRONOUNS[small], before, known)
                if actor:
                    yield Mention(actor=actor, citation=reading.document.cite(token.start, token.end), how="pronoun")
            elif (small,) in _heads():
                description = _described(reading, sentence, index, people, known, demonyms)
                if description:
                    start, end, actor = description
                    described.append(_Antecedent(actor, start, number, token.dep in {"nsubj", "nsubjpass"}))
                    yield Mention(actor=actor, citation=reading.document.cite(start, end), how="title")


def _antecedents(reading: Reading, mentions: Sequence[Mention], known: Mapping[ActorId, Known]) -> list[_Antecedent]:
    """The people named in an article, in order."""
    named = {m.citation.span.start: m for m in mentions if known.get(m.actor) and known[m.actor].kind == "person"}
    found = []
    for number, sentence in enumerate(reading.sentences):
        for token in sentence.tokens:
            mention = named.get(token.start)
            if mention:
                inside = [t for t in sentence.tokens if token.start <= t.start < mention.citation.span.end]
                subject = any(t.dep in {"nsubj", "nsubjpass"} for t in inside)
                found.append(_Antecedent(mention.actor, token.start, number, subject))
    return found


def _meant(
    token: Token, sentence: int, gender: str, people: Sequence[_Antecedent], known: Mapping[ActorId, Known]
) -> ActorId | None:
    """The person a pronoun means: the best of those before it, within four sentences."""
    best: tuple[float, int] | None = None
    chosen: ActorId | None = None
    for person in people:
        if person.start >= token.start or sentence - person.sentence > 4:
            continue
        theirs = known[person.actor].gender
        if theirs and theirs != gender:
            continue
        score = (-1.6 * (sentence - person.sentence) + (1.0 if person.subject else 0.0), person.start)
        if best is None or score >= best:
            best, chosen = score, person.actor
    return chosen


@cache
def _heads() -> frozenset[tuple[str, ...]]:
    """The last words of all offices."""
    return frozenset((words[-1],) for words in roles() if len(words[-1]) > 1) | {("counterpart",)}


def _described(
    reading: Reading,
    sentence: Sentence,
    index: int,
    people: Sequence[_Antecedent],
    known: Mapping[ActorId, Known],
    demonyms: NameTable,
) -> tuple[int, int, ActorId] | None:
    """(start, end, actor) of the description whose chief word stands at `index`; None where it means nobody named."""
    tokens = sentence.tokens
    begin = _begin(tokens, index)
    if begin is None:
        return None
    end = _end(tokens, index)
    behind = tokens[index + 1] if index + 1 < len(tokens) else None
    if behind is not None and behind.text[:1].isupper() and behind.pos in {"PROPN", ""}:
        return None
    start, stop = tokens[begin].start, tokens[end - 1].end
    text = reading.document.text
    state = _state(text, start, stop, demonyms)
    role = role_of(text[start : tokens[index].end]) or role_of(text[start:stop])
    counterpart = tokens[index].text.lower() == "counterpart"
    if not counterpart and (role is None or tokens[begin].text.lower() in {"his", "her", "its", "their"}):
        return None
    wanted = None if counterpart or role is None else _wanted(role.name, text[start:stop].lower())
    fits = [p for p in people if _fits(known[p.actor], wanted, state)]
    if counterpart and state is None:
        return None
    earlier = [p for p in fits if p.start < start]
    names = dict.fromkeys(p.actor for p in earlier or fits)
    if not names or (state is None and len(names) > 1 and not earlier):
        return None
    return start, tokens[index].end if end == index + 1 else stop, (earlier or fits)[-1 if earlier else 0].actor


def _begin(tokens: Sequence[Token], index: int) -> int | None:
    """Where the description that ends at `index` begins: at its determiner; None where it has none."""
    begin = index
    while begin > 0 and index - begin < 6:
        begin -= 1
        token = tokens[begin]
        if token.text.lower() in _WORDS["determiners"]:
            return begin
        if token.pos not in {"ADJ", "NOUN", "PROPN", ""} and token.text not in {"'s", "’s", "-"}:
            return None
        if token.text in {",", ".", ";"}:
            return None
    return None


def _end(tokens: Sequence[Token], index: int) -> int:
    """Where the description ends: behind "of …" where that follows."""
    end = index + 1
    if end < len(tokens) and tokens[end].text.lower() == "of":
        stop = end + 1
        while (
            stop < len(tokens)
            and stop - end < 9
            and (tokens[stop].pos in {"DET", "ADJ", "NOUN", "PROPN"} or tokens[stop].text.lower() in {"the", "of"})
        ):
            stop += 1
        while stop > end and tokens[stop - 1].text.lower() in {"the", "of"}:
            stop -= 1
        if stop > end + 1:
            return stop
    return end


def _state(text: str, start: int, end: int, demonyms: NameTable) -> ActorId | None:
    """The state or party that a description names."""
    found: list[tuple[int, int, Name]] = list(demonyms.find(text, start, end))
    return found[-1][2].actor if found else None


def _wanted(role: str, phrase: str) -> str:
    """The office a description asks for; "head of the government" and the like ask for a leader."""
    if role == "head" and ("government" in phrase or "state" in phrase):
        return "leader"
    return role


def _fits(person: Known, wanted: str | None, state: ActorId | None) -> bool:
    """Whether somebody can be meant by an office and a state."""
    if state is not None and person.acts_for != state:
        return False
    if wanted is None or any(role == wanted or role.endswith(f" {wanted}") for role in person.roles):
        return True
    if wanted in {"leader", "head"}:
        return bool(_WORDS["leaders"] & set(person.roles))
    return not person.roles and state is not None and wanted in _WORDS["leaders"]
