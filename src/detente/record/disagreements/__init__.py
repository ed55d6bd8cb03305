"""Disagreements: questions that the sources answer differently, one rule to a kind, no alarm without its reason.

A false alarm costs more trust than a miss: a rule speaks only when the two accounts are of one occasion, one scope
and one thing counted, and come from independent origins, or when one article contradicts itself. Every rule goes the
same way:

1. *What is compared* is gleaned from each article by itself, as frozen values: claims of clauses (`claims`,
   `claim_forms`, `asserting`, with `aliases`, `ourselves` and `notices`), figures (`figures`,
   `families`, `lengths`, `corrections`, `shares`), days
   (`datings` with `dated_acts`, `days`), acts and states on a side of an axis (`opposed`, with `opposites` and
   `sides`), deeds with their doers (`authors`, `firsts` with `origins` and `clefts`), quotations, counts of occasions
   (`occasions`) and which of several it was (`ordinals`), sentences of copies (`copies`), nouns that judge
   (`framing`), people hurt (`injuries`), how votes went (`votes`).
2. *Candidates* are found by rare words and marks that two of them share (`matters.Matters.pairs`), never by comparing
   each with each.
3. *Vetoes* rule out what surely is of two things, parties or times (`vetoes`, `may_be_one` of each rule, `likeness`).
4. *Likeness is weighed*: `signs` tells how far each sign is there, `WEIGHTS` what it counts, `ENOUGH` what is needed.
   Words are alike by sense (`senses`) or kindred (`kindred`), sentences by what they share (`matters`).
5. *What follows* is a `findings.Finding`: question, kind, verdict, severity, accounts and the reason. Independence of
   origins and the outlier are decided for all rules in `findings.finished`; findings of one question are joined here.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any

from detente.record.chronology import Chronology
from detente.record.disagreements import (
    amounts,
    asserting,
    authors,
    copies,
    datings,
    days,
    denials,
    firsts,
    framing,
    injuries,
    matters,
    meanings,
    occasions,
    opposed,
    ordinals,
    origins,
    polarity,
    quotations,
    retorts,
    votes,
    weekdays,
)
from detente.record.disagreements.findings import Finding, adding, finished, joined
from detente.record.entries import Disagreement, Statement, Term
from detente.record.reading import Gleaner, Reading
from detente.record.recall import Alone, Sharing
from detente.sources.document import Library

__all__ = ["GLEANERS", "find_disagreements"]

GLEANERS: tuple[Gleaner[Any], ...] = (
    matters.MATTERS,
    asserting.DENIED,
    asserting.ASSERTED,
    asserting.TELLINGS,
    asserting.HEADLINED,
    denials.RIVALRIES,
    days.DATED,
    datings.DATINGS,
    votes.VOTES,
    amounts.FIGURES,
    occasions.COUNTS,
    occasions.ORDINALS,
    occasions.APPOSED_ORDINALS,
    ordinals.NUMBERED,
    copies.STRETCHES,
    origins.ORIGINS,
    opposed.STANDS,
    authors.DEEDS,
    framing.SIDED,
    framing.CALLED,
    retorts.RETORTS,
    injuries.INJURIES,
)
"""What the rules take from each article by itself."""

MANY = 500
"""Articles from which sharing the rules out pays."""

ORDER = ("critical", "major", "moderate", "minor")


def find_disagreements(
    library: Library,
    readings: Sequence[Reading],
    chronology: Chronology,
    statements: Sequence[Statement],
    terms: Sequence[Term],
    sharing: Sharing | None = None,
) -> tuple[Disagreement, ...]:
    """All disagreements, the gravest first, one to a question; over many articles the rules are shared out."""
    told = matters.matters_of(readings)
    rules: dict[str, Rule] = {
        "polarity": lambda: polarity.find(readings, chronology),
        "denials": lambda: denials.find(readings, told),
        "retorts": lambda: (retort for reading in readings for retort in retorts.RETORTS.of(reading)),
        "votes": lambda: votes.find(readings, told),
        "amounts": lambda: amounts.find(readings, told),
        "occasions": lambda: occasions.find(readings),
        "ordinals": lambda: ordinals.find(readings, told),
        "weekdays": lambda: weekdays.find(readings),
        "days": lambda: days.find(readings),
        "datings": lambda: datings.find(readings, told),
        "copies": lambda: copies.find(library, readings),
        "quotations": lambda: quotations.find(readings, statements),
        "firsts": lambda: firsts.find(readings, told),
        "authors": lambda: authors.find(readings, told),
        "opposed": lambda: opposed.find(readings, told),
        "meanings": lambda: meanings.find(terms),
        "framing": lambda: framing.find(readings, told),
        "injuries": lambda: injuries.find(readings, told),
    }
    crew = sharing if sharing is not None and len(readings) >= MANY else Alone()
    by_rule = found_by(rules, crew)
    found = merged([finding for rule in rules for finding in by_rule[rule]])
    entries = [entry for finding in found if (entry := finished(finding, library)) is not None]
    entries.sort(key=lambda e: (ORDER.index(e.severity), e.kind, e.accounts[0].cited.citations[0]))
    return tuple(numbered(entries))


Rule = Callable[[], Iterable[Finding]]
LONGEST = ("amounts", "datings")
"""The rules that take the longest: whoever shares them out begins with these."""


def found_by(rules: Mapping[str, Rule], crew: Sharing) -> dict[str, list[Finding]]:
    """What each rule finds, by its name, as far as it adds to what the rule found before."""
    turns = [*LONGEST, *(rule for rule in rules if rule not in LONGEST)]
    found = crew.each(lambda rule: list(adding(rules[rule]())), turns, "comparing the articles", size=1)
    return dict(zip(turns, found, strict=True))


def merged(findings: Sequence[Finding]) -> list[Finding]:
    """One finding to a question: the accounts of findings with one key come together."""
    by_key: dict[tuple[str, ...], list[Finding]] = {}
    for finding in findings:
        by_key.setdefault(finding.key, []).append(finding)
    return one_to_a_question([found[0] if len(found) == 1 else joined(found) for found in by_key.values()])


def one_to_a_question(findings: Sequence[Finding]) -> list[Finding]:
    """The findings, those of two rules together that give the same answers from the same words."""
    groups: list[list[Finding]] = []
    homes: dict[tuple[str, tuple[str, ...], str, str, int], list[Finding]] = {}
    for finding in findings:
        marks = list(marks_of(finding))
        home = next((homes[mark] for mark in marks if mark in homes), None)
        if home is None:
            home = []
            groups.append(home)
        home.append(finding)
        for mark in marks:
            homes.setdefault(mark, home)
    return [group[0] if len(group) == 1 else joined(group) for group in groups]


def marks_of(finding: Finding) -> Iterator[tuple[str, tuple[str, ...], str, str, int]]:
    """(kind, all answers, one answer, a document and where its words end) for each place of a finding."""
    answers = tuple(sorted({told.value.removeprefix("about ") for told in finding.accounts}))
    for told in finding.accounts if finding.kind in {"polarity", "date", "numeric", "attribution"} else ():
        value = told.value.removeprefix("about ")
        for citation in told.citations:
            yield finding.kind, answers, value, citation.span.document, citation.span.end


def numbered(entries: Sequence[Disagreement]) -> Iterator[Disagreement]:
    """The entries with their ids."""
    for number, e in enumerate(entries, start=1):
        yield Disagreement(
            id=f"dis-{number}",
            question=e.question,
            kind=e.kind,
            verdict=e.verdict,
            severity=e.severity,
            accounts=e.accounts,
            why=e.why,
        )
