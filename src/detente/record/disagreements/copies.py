"""Disagreements between a text and its copy: the same sentence with another figure or day, or with its sense turned.

A reprint is no second witness, but where it departs from the text it was taken from, one of the two slipped.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from detente.evidence import Citation
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
        first = worded(held[0]) if len(held) > 1 else ()
        for copy in held[1:]:
            yield from slips(held[0], first, copy)


def slips(original: Reading, first: Sequence["Worded"], copy: Reading) -> Iterator[Finding]:
    """Where a sentence stands in both texts, `first` the original's, and one word differs, a figure or a weekday."""
    there = worded(copy)
    for own in first:
        if len(own.words) < SHORTEST:
            continue
        for other in there:
            if not may_have_slipped(own, other):
                continue
            ours, theirs = own.words, other.words
            steps = [s for s in SequenceMatcher(None, ours, theirs, autojunk=False).get_opcodes() if s[0] != "equal"]
            if are_close(own, other) and (changed := change(ours, theirs, steps)) is not None:
                yield from finding(original, own.stretch, copy, other.stretch, ours, changed)
            elif (negated := turned(ours, theirs, steps)) is not None:
                yield reversal(original, own.stretch, copy, other.stretch, negated)


@dataclass(frozen=True, slots=True)
class Worded:
    """A sentence with its words: all, those in small letters and `bare` of a prefix that denies, and those that can be
    a slip: figures and days."""

    stretch: "Stretch"
    words: Sequence[str]
    known: frozenset[str]
    small: frozenset[str]
    bare: frozenset[str]
    slipping: frozenset[str]

    @property
    def is_negated(self) -> bool:
        """Whether a word of it denies something."""
        return not self.small.isdisjoint(NEGATING)


def worded(reading: Reading) -> list[Worded]:
    """The sentences of an article with their words."""
    dates = [expression.citation for expression in reading.dates]
    return [worded_at(reading, stretch, dates) for stretch in STRETCHES.of(reading)]


def worded_at(reading: Reading, stretch: "Stretch", dates: Iterable[Citation]) -> Worded:
    """One sentence with its words; `dates` are those of its article."""
    words = words_of(reading, stretch)
    days = {w for d in dates if stretch.start <= d.span.start < stretch.end for w in WORD.findall(d.quote)}
    slipping = frozenset(word for word in words if word in days or word.lower() in WEEKDAYS or word[:1].isdigit())
    small = frozenset(map(str.lower, words))
    return Worded(stretch, words, frozenset(words), small, bared(small), slipping)


def may_have_slipped(own: Worded, other: Worded) -> bool:
    """Whether two sentences are alike enough for a slip, and have words that can be one."""
    missing = len(own.known) - len(own.known & other.known)
    if missing > MOST_MISSING or abs(len(own.words) - len(other.words)) > MOST_MISSING or own.words == other.words:
        return False
    if own.slipping and other.slipping and are_close(own, other):
        return True
    are_opposed = not own.bare.isdisjoint(other.small) or not own.small.isdisjoint(other.bare)
    return own.is_negated or other.is_negated or are_opposed


def are_close(own: Worded, other: Worded) -> bool:
    """Whether two sentences differ by no more than a credit line and a word."""
    missing = len(own.known) - len(own.known & other.known)
    return missing <= LONGEST_CREDIT and abs(len(own.words) - len(other.words)) <= LONGEST_CREDIT


def bared(words: Iterable[str]) -> frozenset[str]:
    """What is left of words that begin with a prefix that denies."""
    denying = (word for word in words if word.startswith(PREFIXES))
    return frozenset(word[len(prefix) :] for word in denying for prefix in PREFIXES if word.startswith(prefix))


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
