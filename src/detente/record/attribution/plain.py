"""Attributions in a sentence without a parse: plain reports by the order of words alone.

Fewer than the parse finds, and those that are plain: "Orr said that …", "…, said Orr", "according to Orr, …".
"""

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from types import MappingProxyType

from detente.record.attribution.lexicon import cues
from detente.record.attribution.spans import Found, Nodes
from detente.record.reading import Sentence, Token

__all__ = ["plain_attributions", "reporting_lemma"]

_PRONOUNS = frozenset({"he", "she", "they", "we", "i", "it", "who"})
_MARKS = frozenset({",", ".", ";", ":", "?", "!", '"', "“", "”", "''", "—", "–", "-", "(", ")"})
_DAYS = frozenset({"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "today", "yesterday"})
_NOT_SUBJECTS = frozenset(
    {"in", "on", "at", "by", "for", "with", "from", "but", "and", "as", "when", "after", "that", "of"}
)
_IRREGULAR = MappingProxyType(
    {
        "said": "say", "told": "tell", "wrote": "write", "written": "write", "thought": "think", "knew": "know",
        "felt": "feel", "meant": "mean", "held": "hold", "swore": "swear", "found": "find", "shown": "show",
        "read": "read", "understood": "understand", "foresaw": "foresee", "forgot": "forget", "dreamt": "dream",
    }
)  # fmt: skip


def plain_attributions(sentence: Sentence, quoted: frozenset[int]) -> Iterator[Found]:
    """The plain reports of a sentence, from left to right; `quoted` tokens report nothing."""
    tokens = sentence.tokens
    for node in range(len(tokens)):
        if node in quoted:
            continue
        if tokens[node].text.lower() == "according" and node + 2 < len(tokens) and tokens[node + 1].text == "to":
            yield from _according(tokens, node)
        lemma = reporting_lemma(tokens[node].text)
        if lemma is not None:
            yield from _by_verb(tokens, node, lemma, quoted)


@cache
def _forms() -> Mapping[str, str]:
    """Each finite form of the verbs that take a clause or a quotation → the verb."""
    found = dict(_IRREGULAR)
    words = cues()
    for verb in words.verbs:
        if not (words.takes(verb, "q") or words.takes(verb, "c")):
            continue
        stem = verb.removesuffix("e")
        third = verb + "es" if verb.endswith(("s", "sh", "ch", "x")) else verb + "s"
        if verb.endswith("y") and verb[-2] not in "aeiou":
            third, stem = verb[:-1] + "ies", verb[:-1] + "i"
        found.update({third: verb, stem + "ed": verb})
    return MappingProxyType(found)


def reporting_lemma(word: str) -> str | None:
    """The verb of which a word is a finite reporting form; None for any other word."""
    return _forms().get(word) if word.islower() else None


def _according(tokens: Sequence[Token], node: int) -> Iterator[Found]:
    """ "According to X, …" and "…, according to X"."""
    end = node + 2
    while end < len(tokens) and tokens[end].text not in _MARKS:
        end += 1
    source = (node + 2, end - 1)
    piece = (end + 1, len(tokens) - 1) if node == 0 else (0, node - 1)
    found = _trimmed(tokens, *piece)
    if source[1] >= source[0] and found is not None:
        yield _found((node, node + 1), node, source, (found,), "according", "text")


def _by_verb(tokens: Sequence[Token], verb: int, lemma: str, quoted: frozenset[int]) -> Iterator[Found]:
    """ "X said that …", "X told reporters that …", "…, X said" and "…, said X"."""
    before = _noun_before(tokens, verb)
    if before is not None:
        that = next((n for n in range(verb + 1, min(verb + 7, len(tokens))) if tokens[n].text == "that"), None)
        plain = that is None and verb + 1 < len(tokens) and lemma in {"say", "claim", "hope", "believe", "think"}
        start = that if that is not None else verb + 1 if plain and tokens[verb + 1].text not in _MARKS else None
        piece = _trimmed(tokens, start, len(tokens) - 1) if start is not None else None
        if piece is not None and piece[1] - piece[0] >= 2 and piece[0] not in quoted:
            yield _found((verb, verb), verb, before, (piece,), lemma, "speech")
            return
        ahead = _trimmed(tokens, 0, before[0] - 1) if before[0] > 1 and tokens[before[0] - 1].text in _MARKS else None
        if ahead is not None and ahead[1] - ahead[0] >= 2:
            yield _found((verb, verb), verb, before, (ahead,), lemma, "speech")
            return
        yield _found((verb, verb), verb, before, (), lemma, "speech", open_=True)
        return
    after = _noun_after(tokens, verb)
    if after is not None and verb > 1 and tokens[verb - 1].text in _MARKS:
        ahead = _trimmed(tokens, 0, verb - 1)
        yield _found((verb, verb), verb, after, (ahead,) if ahead else (), lemma, "speech", open_=ahead is None)


def _noun_before(tokens: Sequence[Token], verb: int) -> Nodes | None:
    """The name, pronoun or noun phrase right before a verb."""
    low = verb
    while low > 0 and verb - low < 8 and tokens[low - 1].text not in _MARKS:
        if tokens[low - 1].text.lower() in _NOT_SUBJECTS:
            break
        low -= 1
    words = tokens[low:verb]
    while words and words[-1].text.lower() in {"also", "has", "have", "had", "then", "later", *_DAYS}:
        words = words[:-1]
    named = any(t.text[:1].isupper() for t in words) or (words and words[0].text.lower() in {"the", "a", *_PRONOUNS})
    return (low, low + len(words) - 1) if words and named else None


def _noun_after(tokens: Sequence[Token], verb: int) -> Nodes | None:
    """The name or noun phrase right behind a verb."""
    high = verb
    while high + 1 < len(tokens) and high - verb < 8 and tokens[high + 1].text not in _MARKS:
        if tokens[high + 1].text.lower() in _NOT_SUBJECTS - {"of"} or tokens[high + 1].text.lower() in _DAYS:
            break
        high += 1
    first = tokens[verb + 1] if high > verb else None
    if first is None or not (first.text[:1].isupper() or first.text.lower() in {"the", "a", *_PRONOUNS}):
        return None
    return verb + 1, high


def _trimmed(tokens: Sequence[Token], low: int, high: int) -> Nodes | None:
    """A range without marks at its ends."""
    while low <= high and tokens[low].text in {",", ":", ";", "-", "—", "–"}:
        low += 1
    while high >= low and tokens[high].text in {",", ":", ";", ".", "-", "—", "–"}:
        high -= 1
    return (low, high) if low <= high else None


def _found(
    cue: Nodes, verb: int, source: Nodes, pieces: tuple[Nodes, ...], lemma: str, kind: str, *, open_: bool = False
) -> Found:
    """An attribution whose speaker is named by the last word of the source."""
    return Found(
        cue=cue, verb=verb, source=source, head=source[1], pieces=pieces, kind=kind, lemma=lemma, depth=0, open=open_
    )
