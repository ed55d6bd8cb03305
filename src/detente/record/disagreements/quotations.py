"""Disagreements over who said it: the same quoted words under two names."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import combinations, product

from detente.evidence import Cited
from detente.record.disagreements.findings import Finding, Told
from detente.record.entries import ActorId, Statement
from detente.record.participants import root_of
from detente.record.reading import Reading

__all__ = ["find"]

RUN = 6
WHOLE = 5
"""Words in a row that two speakers hardly say by chance: within their quotations, or as the whole of both."""

MOST_SPEAKERS = 4
FEW = 3

PART = re.compile(r"(?<!\w)[“\"][^“”\"\n]+[”\"]")
QUOTED = re.compile(r"(?<!\w)[“\"][^“”\"\n]{20,}[”\"]")
SHARED_CONTENT = 0.75


def find(readings: Sequence[Reading], statements: Sequence[Statement]) -> Iterator[Finding]:
    """Quotations with two speakers."""
    by_document: dict[str, Reading] = {reading.document.id: reading for reading in readings}
    said = [piece for statement in statements for piece in pieces(statement, by_document)]
    yield from quoted_twice([*said, *continued(statements, by_document)], by_document)


def pieces(statement: Statement, readings: Mapping[str, Reading]) -> Iterator[Statement]:
    """A quotation by its parts, where the words that tell who speaks stand between them: "…," she said. "…"."""
    span = statement.content.span
    document = readings[span.document].document
    parts = list(PART.finditer(document.text, span.start, span.end))
    if statement.mode != "direct" or len(parts) < 2 or parts[0].start() != span.start:
        yield statement
        return
    for part in parts:
        cited = document.cite(*part.span())
        yield replace(statement, content=cited, cited=Cited((cited,)))


def continued(statements: Sequence[Statement], readings: Mapping[str, Reading]) -> Iterator[Statement]:
    """The further quotations of a paragraph, of whoever was quoted in it before: "…," she said. "…"."""
    by_document: dict[str, list[Statement]] = {}
    for statement in statements:
        if statement.mode == "direct":
            by_document.setdefault(statement.content.span.document, []).append(statement)
    for document, held in by_document.items():
        reading = readings[document]
        held.sort(key=lambda statement: statement.content.span.start)
        begins = [statement.content.span.start for statement in held]
        for passage in reading.passages:
            first = bisect_left(begins, passage.span.start)
            inside = held[first : bisect_left(begins, passage.span.end)]
            if passage.kind != "body" or len({s.speaker.actor for s in inside}) != 1 or is_dialogue(inside):
                continue
            for match in QUOTED.finditer(reading.document.text, inside[0].content.span.end, passage.span.end):
                before = [s for s in inside if s.content.span.end <= match.start()]
                covered = any(s.content.span.start < match.end() and match.start() < s.content.span.end for s in inside)
                if before and not covered:
                    cited = reading.document.cite(*match.span())
                    yield replace(before[-1], content=cited, cited=Cited((cited,)))


def is_dialogue(said: Sequence[Statement]) -> bool:
    """Whether somebody is asked: then the next words may be an answer."""
    return any("?" in s.content.quote or (s.cue is not None and s.cue.quote.startswith("ask")) for s in said)


def quoted_twice(statements: Sequence[Statement], readings: Mapping[str, Reading]) -> Iterator[Finding]:
    """The same run of quoted words by two speakers."""
    runs: dict[tuple[str, ...], list[int]] = {}
    worded = [words(statement.content.quote) for statement in statements]
    for number, statement in enumerate(statements):
        if not is_named(statement, readings):
            continue
        for run in runs_of(worded[number]):
            runs.setdefault(run, []).append(number)
    seen: set[tuple[int, int]] = set()
    for found in runs.values():
        for first, second in rivals(found, statements):
            if (first, second) not in seen:
                seen.add((first, second))
                a, b = statements[first], statements[second]
                if is_rival(a, b, readings) and overlap(worded[first], worded[second]) >= SHARED_CONTENT:
                    yield words_finding(a, b)


def rivals(found: Sequence[int], statements: Sequence[Statement]) -> Iterator[tuple[int, int]]:
    """The pairs of statements of one run of words by two speakers, each with the first few of every other speaker.

    What many say is a common phrase, and nobody's in particular.
    """
    by_speaker: dict[ActorId | None, list[int]] = {}
    for number in found:
        by_speaker.setdefault(statements[number].speaker.actor, []).append(number)
    if len(by_speaker) > MOST_SPEAKERS:
        return
    for ours, theirs in combinations(by_speaker.values(), 2):
        for a, b in (*product(ours[:FEW], theirs), *product(ours[FEW:], theirs[:FEW])):
            yield min(a, b), max(a, b)


def runs_of(quoted: Sequence[str]) -> Iterator[tuple[str, ...]]:
    """The runs of words by which a quotation is found again: every `RUN` in a row, or all of it where it is shorter."""
    if len(quoted) == WHOLE:
        yield tuple(quoted)
    for start in range(len(quoted) - RUN + 1):
        yield tuple(quoted[start : start + RUN])


def is_named(statement: Statement, readings: Mapping[str, Reading]) -> bool:
    """Whether the words are quoted, and their speaker is named there by name: a pronoun may be another's."""
    speaker, reading = statement.speaker, readings[statement.content.span.document]
    if speaker.actor is None or speaker.citation is None or statement.mode != "direct":
        return False
    actor = reading.actors.get(speaker.actor)
    if actor is None:
        return False
    quote = statement.content.quote.strip()
    clear = any(name in speaker.citation.quote for name in actor.names) or is_only_one(statement, reading)
    whole = quote[:1] in "“\"‘'" and not any(mark in quote[1:-1] for mark in '“”"')
    return whole and clear


def is_only_one(statement: Statement, reading: Reading) -> bool:
    """Whether a pronoun for the speaker can mean nobody else: its paragraph names no other person before it."""
    cited = statement.speaker.citation
    if cited is None:
        return False
    start = max((p.span.start for p in reading.passages if p.span.start <= cited.span.start), default=0)
    named = [m for m in reading.mentions if start <= m.citation.span.start < cited.span.start and m.how != "pronoun"]
    people = {m.actor for m in named if m.actor in reading.actors and reading.actors[m.actor].kind == "person"}
    return people == {statement.speaker.actor}


def words(text: str) -> list[str]:
    """Words in lower case without punctuation."""
    return re.findall(r"\w+", text.casefold())


def overlap(a: Sequence[str], b: Sequence[str]) -> float:
    """The share of the longer text's words that the other has: one quotation, not a line within another."""
    shorter, longer = sorted((a, b), key=len)
    known = set(shorter)
    return sum(word in known for word in longer) / max(1, len(longer))


def is_rival(a: Statement, b: Statement, readings: Mapping[str, Reading]) -> bool:
    """Whether two speakers are two people, neither speaking for the other, in two articles."""
    if a.content.span.document == b.content.span.document or a.speaker.actor is None or b.speaker.actor is None:
        return False
    reading = readings[a.content.span.document]
    if set(words(a.speaker.name or "")) & set(words(b.speaker.name or "")):
        return False
    return root_of(a.speaker.actor, reading) != root_of(b.speaker.actor, reading) or (
        a.speaker.actor != b.speaker.actor
        and all(x in reading.actors and reading.actors[x].kind == "person" for x in (a.speaker.actor, b.speaker.actor))
    )


def words_finding(a: Statement, b: Statement) -> Finding:
    """The finding for one quotation with two speakers."""
    quote = " ".join(a.content.quote.split()).strip('“”" ,;')
    alike = min(RUN, len(words(quote)))
    short = quote if len(quote) <= 80 else quote[:77] + "…"
    return Finding(
        key=("attribution", " ".join(words(a.content.quote)[:RUN])),
        question=f"Who said “{short}”?",
        kind="attribution",
        verdict="conflict",
        severity="major",
        accounts=tuple(Told(s.speaker.name or "", s.cited.citations) for s in (a, b)),
        why=f"the same {alike} words or more are laid to {a.speaker.name} and to {b.speaker.name}",
    )
