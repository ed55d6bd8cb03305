"""Disagreements between a text and its copy: the same sentence with another figure or another weekday.

A reprint is no second witness, but where it departs from the text it was taken from, one of the two slipped.
"""

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from detente.record.disagreements.figures import sentence_bounds
from detente.record.disagreements.findings import Finding, Told
from detente.record.disagreements.wording import plural
from detente.record.reading import Reading, Sentence
from detente.sources.document import Library

__all__ = ["find"]

WORD = re.compile(r"\d[\d,.]*\d|\w+")
FIGURE = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?")
WEEKDAYS = frozenset("monday tuesday wednesday thursday friday saturday sunday".split())
SHORTEST = 8
MOST_CHANGED = 1
LONGEST_CREDIT = 4


def find(library: Library, readings: Sequence[Reading]) -> Iterator[Finding]:
    """The slips of every copy against the first text of its origin."""
    by_document: dict[str, Reading] = {reading.document.id: reading for reading in readings}
    for origin in library.origins:
        held = [by_document[document] for document in origin.documents if document in by_document]
        for copy in held[1:]:
            yield from slips(held[0], copy)


def slips(original: Reading, copy: Reading) -> Iterator[Finding]:
    """Where a sentence stands in both texts and one word differs, a figure or a weekday."""
    there = [(sentence, words_of(copy, sentence)) for sentence in copy.sentences]
    for sentence in original.sentences:
        ours = words_of(original, sentence)
        if len(ours) < SHORTEST:
            continue
        for other, theirs in there:
            changed = change(ours, theirs)
            if changed is not None:
                yield from finding(original, sentence, copy, other, ours, changed)


def words_of(reading: Reading, sentence: Sentence) -> list[str]:
    """The words of a sentence; figures keep their separators."""
    return WORD.findall(reading.document.text[sentence.start : sentence.end])


def change(ours: Sequence[str], theirs: Sequence[str]) -> tuple[str, str] | None:
    """The one word that two sentences differ in; what stands before their first common words may be a credit line."""
    if abs(len(ours) - len(theirs)) > LONGEST_CREDIT or len(set(ours) & set(theirs)) < len(set(ours)) - LONGEST_CREDIT:
        return None
    steps = [s for s in SequenceMatcher(None, ours, theirs, autojunk=False).get_opcodes() if s[0] != "equal"]
    inner = [s for s in steps if s[1] > LONGEST_CREDIT or (s[2] - s[1], s[4] - s[3]) == (1, 1)]
    if len(inner) != MOST_CHANGED or any(max(s[2] - s[1], s[4] - s[3]) > LONGEST_CREDIT for s in steps):
        return None
    _, a, b, c, d = inner[0]
    return (ours[a], theirs[c]) if b - a == d - c == 1 else None


def finding(
    original: Reading,
    sentence: Sentence,
    copy: Reading,
    other: Sentence,
    ours: Sequence[str],
    changed: tuple[str, str],
) -> Iterator[Finding]:
    """The finding for two weekdays or two figures in one sentence; none for other words."""
    a, b = changed
    if {a.lower(), b.lower()} <= WEEKDAYS and a.lower() != b.lower():
        kind, severity, question = "date", "minor", f"On which day was it, {a} or {b}?"
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


def value(figure: str) -> float:
    """A figure's number."""
    return float(figure.replace(",", ""))
