"""Answers: what a language model says of one article, read with suspicion and reduced to sentences that stand there.

Pure: text in, suggestions and refusals out. Nothing of the model's own wording survives, only which sentence it points
at, for which party, and whether it takes it for an option or for a preference on an option that the draft has.
"""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from detente.evidence import Citation, DocumentId
from detente.record.clauses import Syntax
from detente.record.participants import root_of
from detente.record.reading import Reading, Sentence

__all__ = ["Known", "Refusal", "Suggestion", "suggestions_in"]

FENCE = re.compile(r"\A\s*```(?:json)?[ \t]*\n(.*)\n```\s*\Z", re.S)
KEYS: Mapping[str, frozenset[str]] = {
    "option": frozenset({"kind", "party", "quote"}),
    "preference": frozenset({"kind", "party", "option", "stance", "quote"}),
}
FEWEST_WORDS = 3
LONGEST_QUOTE = 400
LONGEST_SENTENCE = 600
MOST_LINES = 20
STANCES = frozenset({"for", "against"})
TO_MACHINES = re.compile(
    r"\b(?:ignore|disregard|forget)\b[^.\n]{0,40}\b(?:instruction|prompt|rule|above|previous|everything)"
    r"|\b(?:system|developer) (?:prompt|message)|\blanguage model\b|\bas an? (?:AI|assistant)\b"
    r"|\byou are (?:now )?(?:an? )?(?:AI|assistant|model|chatbot)\b|\b(?:YAML|JSON|API key|tool call|jailbreak)\b",
    re.I,
)
"""Words by which a paragraph speaks to a program, not to readers. An aid only: no other check rests on it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What a suggestion may name: the parties, and the options, each id with its owner and its name."""

    parties: Mapping[str, str]
    options: Mapping[str, tuple[str, str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Suggestion:
    """One line a model proposes: an option of a party, or its stance (`for`, `against`) on an option.

    `words` are those the model pointed at, as they stand in the text, `citation` the whole sentence around them.
    """

    kind: str
    party: str
    words: str
    citation: Citation
    option: str = ""
    stance: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal:
    """One line that was not taken, and why."""

    document: DocumentId
    reason: str


class _Refused(Exception):
    """Why a line is not taken."""


def suggestions_in(answer: str, reading: Reading, known: Known) -> tuple[tuple[Suggestion, ...], tuple[Refusal, ...]]:
    """(what is taken of an answer, what is not) for one article.

    The answer is a JSON object with `lines`, each of exactly the keys of its kind. Never raises.
    """
    document = reading.document.id
    try:
        lines = _lines(answer)
    except _Refused as refused:
        return (), (Refusal(document=document, reason=str(refused)),)
    taken: dict[tuple[str, str, str, Citation], Suggestion] = {}
    refusals = []
    for line in lines[:MOST_LINES]:
        try:
            found = _suggestion(line, reading, known)
            taken.setdefault((found.kind, found.party, found.option, found.citation), found)
        except _Refused as refused:
            refusals.append(Refusal(document=document, reason=str(refused)))
    refusals += [Refusal(document=document, reason=f"more than {MOST_LINES} lines")] * max(0, len(lines) - MOST_LINES)
    return tuple(taken.values()), tuple(refusals)


def _lines(answer: str) -> Sequence[object]:
    fenced = FENCE.match(answer)
    try:
        found = json.loads(fenced[1] if fenced else answer, object_pairs_hook=_once)
    except (ValueError, RecursionError):
        raise _Refused("the answer is not JSON") from None
    if not isinstance(found, dict) or set(found) != {"lines"} or not isinstance(found["lines"], list):
        raise _Refused("the answer is not an object with lines alone")
    return found["lines"]


def _once(pairs: list[tuple[str, object]]) -> dict[str, object]:
    """An object whose keys stand once."""
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("a key stands twice")
    return found


def _suggestion(line: object, reading: Reading, known: Known) -> Suggestion:
    if not isinstance(line, dict):
        raise _Refused("a line is not an object")
    kind, party = line.get("kind"), line.get("party")
    if not isinstance(kind, str) or kind not in KEYS:
        raise _Refused("a line of another kind than option or preference")
    if set(line) != KEYS[kind] or not all(isinstance(value, str) for value in line.values()):
        raise _Refused("a line with other fields than its kind has")
    if party not in known.parties:
        raise _Refused("a party that the draft does not have")
    option, stance = line.get("option", ""), line.get("stance", "")
    if kind == "preference" and (option not in known.options or stance not in STANCES):
        raise _Refused("an option or a stance that the draft does not have")
    words, sentence = _found(line["quote"], reading)
    if not _is_named(str(party), known.parties[str(party)], reading, sentence):
        raise _Refused("a party that the paragraph does not name")
    return Suggestion(
        kind=kind,
        party=str(party),
        words=words,
        citation=reading.document.cite(sentence.start, sentence.end),
        option=option,
        stance=stance,
    )


def _found(quote: str, reading: Reading) -> tuple[str, Sentence]:
    """(the words as they stand in the text, the one sentence they stand in)."""
    words = quote.split()
    if len(words) < FEWEST_WORDS or len(quote) > LONGEST_QUOTE:
        raise _Refused("a quotation that is too short or too long")
    if not all(word.isprintable() for word in words):
        raise _Refused("a quotation with unprintable characters")
    places = list(_places(words, reading.document.text))
    if not places:
        raise _Refused("a quotation that does not stand in the text")
    for start, end in places:
        for sentence in reading.sentences:
            if sentence.passage.kind == "body" and sentence.start <= start and end <= sentence.end:
                _check(sentence, reading)
                return reading.document.text[start:end], sentence
    raise _Refused("a quotation from outside the article's own prose, or over several sentences")


def _places(words: Sequence[str], text: str) -> Iterator[tuple[int, int]]:
    """Where the words stand, runs of white space taken as one space, whole words only."""
    for match in re.finditer(r"(?<!\w)" + r"\s+".join(map(re.escape, words)) + r"(?!\w)", text):
        yield match.span()


def _check(sentence: Sentence, reading: Reading) -> None:
    """A sentence can be proposed when it is short enough to be quoted whole and tells instead of ordering."""
    text = reading.document.text[sentence.start : sentence.end]
    if len(text) > LONGEST_SENTENCE:
        raise _Refused("a sentence too long to be quoted whole")
    around = sentence.passage.span
    if TO_MACHINES.search(reading.document.text[around.start : around.end]) or _is_order(sentence):
        raise _Refused("a sentence that gives orders or speaks to a program")


def _is_order(sentence: Sentence) -> bool:
    """Whether the sentence's main verb is a bare one without a subject."""
    syntax = Syntax(sentence)
    if not syntax.parsed:
        return False
    roots = [i for i, token in enumerate(syntax.tokens) if token.dep == "ROOT"]
    return any(
        syntax.tokens[i].tag == "VB" and not syntax.child(i, "nsubj", "nsubjpass", "aux", "csubj", "expl")
        for i in roots
    )


def _is_named(party: str, name: str, reading: Reading, sentence: Sentence) -> bool:
    """Whether the paragraph names the party, by the record's mentions or, for one it does not know, by the word."""
    around = sentence.passage.span
    inside = [m.actor for m in reading.mentions if around.contains(m.citation.span) and m.actor in reading.actors]
    if any(party in {actor, root_of(actor, reading)} for actor in inside):
        return True
    text = reading.document.text[around.start : around.end]
    return re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text, re.I) is not None
