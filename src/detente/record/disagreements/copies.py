"""Disagreements between a text and its copy: the same sentence with another figure or day, or with its sense turned.

A reprint is no second witness, but where it departs from the text it was taken from, one of the two slipped.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from detente.record.disagreements.bounds import sentence_bounds
from detente.record.disagreements.findings import Finding, Told
from detente.record.disagreements.wording import plural, shortened
from detente.record.reading import Gleaner, Reading
from detente.sources.document import Library

__all__ = ["STRETCHES", "find"]

WORD = re.compile(r"\d[\d,.]*\d|\w+")
FIGURE = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?")
WEEKDAYS = frozenset("monday tuesday wednesday thursday friday saturday sunday".split())
SHORTEST = 8
MOST_CHANGED = 1
LONGEST_CREDIT = 4
MOST_MISSING = 2 * LONGEST_CREDIT
"""By so many words a copied sentence may be longer or shorter, and of so many of its words may it lack."""
NEGATING = frozenset("not never no cannot neither nor none nobody nothing without n't n’t".split())
SHORT_FORMS = re.compile(r"\b(\w+?)(n['’]t)\b", re.IGNORECASE)
IRREGULAR = {"wo": "will", "ca": "can", "sha": "shall"}
PREFIXES = ("un", "in", "im", "il", "ir", "non", "dis")
LIGHT = frozenset("do does did a an the any some".split())


def find(library: Library, readings: Sequence[Reading]) -> Iterator[Finding]:
    """The slips of every copy against the first text of its origin."""
    by_document: dict[str, Reading] = {reading.document.id: reading for reading in readings}
    for origin in library.origins:
        held = [by_document[document] for document in origin.documents if document in by_document]
        for copy in held[1:]:
            yield from slips(held[0], copy)


def slips(original: Reading, copy: Reading) -> Iterator[Finding]:
    """Where a sentence stands in both texts and one word differs, a figure or a weekday."""
    there = [(sentence, words, set(words)) for sentence, words in worded(copy)]
    for sentence, ours in worded(original):
        if len(ours) < SHORTEST:
            continue
        known = set(ours)
        for other, theirs, others in there:
            missing = len(known) - len(known & others)
            if ours == theirs or missing > MOST_MISSING or abs(len(ours) - len(theirs)) > MOST_MISSING:
                continue
            steps = [s for s in SequenceMatcher(None, ours, theirs, autojunk=False).get_opcodes() if s[0] != "equal"]
            is_close = missing <= LONGEST_CREDIT and abs(len(ours) - len(theirs)) <= LONGEST_CREDIT
            if is_close and (changed := change(ours, theirs, steps)) is not None:
                yield from finding(original, sentence, copy, other, ours, changed)
            elif (negated := turned(ours, theirs, steps)) is not None:
                yield reversal(original, sentence, copy, other, negated)


def worded(reading: Reading) -> list[tuple["Stretch", list[str]]]:
    """The sentences of an article with their words."""
    return [(sentence, words_of(reading, sentence)) for sentence in STRETCHES.of(reading)]


@dataclass(frozen=True, slots=True)
class Stretch:
    """Where a sentence stands."""

    start: int
    end: int


STRETCHES = Gleaner("stretches", Stretch, lambda reading: [Stretch(s.start, s.end) for s in reading.sentences])


def words_of(reading: Reading, sentence: Stretch) -> list[str]:
    """The words of a sentence; figures keep their separators, "didn't" is two words."""
    return WORD.findall(SHORT_FORMS.sub(spelled_out, reading.document.text[sentence.start : sentence.end]))


def spelled_out(short: re.Match[str]) -> str:
    """ "Will not" for "won't", "did not" for "didn't"."""
    return f"{IRREGULAR.get(short[1].lower(), short[1])} not"


Step = tuple[str, int, int, int, int]
"""One change from a sentence to another: its kind, and the words here and there that it exchanges."""


def change(ours: Sequence[str], theirs: Sequence[str], steps: Sequence[Step]) -> tuple[str, str] | None:
    """The one word that two sentences differ in; what stands before their first common words may be a credit line."""
    inner = [s for s in steps if s[1] > LONGEST_CREDIT or (s[2] - s[1], s[4] - s[3]) == (1, 1)]
    if len(inner) != MOST_CHANGED or any(max(s[2] - s[1], s[4] - s[3]) > LONGEST_CREDIT for s in steps):
        return None
    _, a, b, c, d = inner[0]
    return (ours[a], theirs[c]) if b - a == d - c == 1 else None


def turned(ours: Sequence[str], theirs: Sequence[str], steps: Sequence[Step]) -> str | None:
    """The word that turns the sense of a copied sentence: a negation in one of the two and not in the other."""
    inner = steps[1:] if len(steps) > 1 and steps[0][1] == steps[0][3] == 0 else steps  # a credit line before it
    if len(inner) != MOST_CHANGED:
        return None
    _, a, b, c, d = inner[0]
    here, there = [w.lower() for w in ours[a:b]], [w.lower() for w in theirs[c:d]]
    if max(len(here), len(there)) > LONGEST_CREDIT - 1:
        return None
    return negation_of(here, there)


def negation_of(here: Sequence[str], there: Sequence[str]) -> str | None:
    """The negation by which two stretches of words differ, and by nothing else but the verb's own form."""
    said = [word for word in (*here, *there) if word in NEGATING]
    if len(said) == 1 and (said[0] in here) != (said[0] in there):
        left = [[w for w in words if w not in NEGATING and w not in LIGHT] for words in (here, there)]
        same = len(left[0]) == len(left[1]) and all(is_one_verb(x, y) for x, y in zip(*left, strict=True))
        return said[0] if same else None
    if len(here) == len(there) == 1:
        short, long = sorted((here[0], there[0]), key=len)
        if len(short) > len("able") - 1 and any(long == prefix + short for prefix in PREFIXES):
            return long
    return None


def is_one_verb(a: str, b: str) -> bool:
    """Whether two words are forms of one verb: "announce", "announced", "announces"."""
    shared = max(3, min(len(a), len(b)) - 2)
    return a[:shared] == b[:shared]


def reversal(original: Reading, sentence: Stretch, copy: Reading, other: Stretch, negated: str) -> Finding:
    """The finding for a sentence whose copy says the opposite."""
    told = [(original, sentence), (copy, other)]
    with_it = [negated in [word.lower() for word in words_of(reading, place)] for reading, place in told]
    return Finding(
        key=("copy", "polarity", original.document.id, str(sentence.start)),
        question=f"Is it so, or not so, “{shortened(original.document.text[sentence.start : sentence.end])}”?",
        kind="polarity",
        verdict="conflict",
        severity="major",
        accounts=tuple(
            Told("not so" if has else "so", (reading.document.cite(*sentence_bounds(reading, place)),))
            for has, (reading, place) in zip(with_it, told, strict=True)
        ),
        why=f"a reprint against its original: one sentence stands in both, with “{negated}” in one of them only",
        copied=True,
    )


def finding(
    original: Reading,
    sentence: Stretch,
    copy: Reading,
    other: Stretch,
    ours: Sequence[str],
    changed: tuple[str, str],
) -> Iterator[Finding]:
    """The finding for two weekdays or two figures in one sentence; none for other words."""
    a, b = changed
    if {a.lower(), b.lower()} <= WEEKDAYS and a.lower() != b.lower():
        kind, severity, question = "date", "minor", f"On which day was it, {a} or {b}?"
    elif all(days := (days_of(original, sentence, a), days_of(copy, other, b))):
        kind, severity, question = "date", "moderate", f"When was it, {days[0]} or {days[1]}?"
    elif FIGURE.fullmatch(a) and FIGURE.fullmatch(b) and value(a) != value(b):
        at = list(ours).index(a)
        kind, severity = "numeric", "moderate"
        question = f"How many {plural(ours[at + 1])}?" if ours[at + 1 : at + 2] else "How many?"
    else:
        return
    why = (
        f"a reprint against its original: “{a}” and “{b}” stand in one sentence, so one of the two is a slip of copying"
    )
    if kind == "numeric" and sorted(a) == sorted(b):
        why += "; the two have the same digits in another order"
    yield Finding(
        key=("copy", kind, original.document.id, str(sentence.start)),
        question=question,
        kind=kind,
        verdict="conflict",
        severity=severity,
        accounts=tuple(
            Told(word, (reading.document.cite(*sentence_bounds(reading, place)),))
            for word, reading, place in ((a, original, sentence), (b, copy, other))
        ),
        why=why,
        copied=True,
    )


def days_of(reading: Reading, sentence: Stretch, word: str) -> str:
    """The date expression of a sentence that holds a word or figure; "" where none does."""
    for expression in reading.dates:
        span = expression.citation.span
        if sentence.start <= span.start < sentence.end and word in WORD.findall(expression.citation.quote):
            return " ".join(expression.citation.quote.split()) if expression.type in {"DATE", "TIME"} else ""
    return ""


def value(figure: str) -> float:
    """A figure's number."""
    return float(figure.replace(",", ""))
