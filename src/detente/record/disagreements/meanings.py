"""Disagreements of reading: one word, two meanings, each with whoever gives it."""

from collections.abc import Iterator, Sequence

from detente.record.disagreements.findings import Finding, Told
from detente.record.entries import Term

__all__ = ["find"]


def find(terms: Sequence[Term]) -> Iterator[Finding]:
    """One finding to each contested word."""
    for term in terms:
        if len(term.contested_readings) < 2:
            continue
        speakers = [", ".join(reading.speakers) for reading in term.contested_readings]
        yield Finding(
            key=("reading", term.concept),
            question=f"What does “{word_of(term)}” mean?",
            kind="reading",
            verdict="conflict",
            severity="critical",
            accounts=tuple(
                Told(f"{who}: {reading.reading}", reading.cited.citations)
                for who, reading in zip(speakers, term.contested_readings, strict=True)
            ),
            why=f"the same word is read in {len(speakers)} ways: by {' and by '.join(speakers)}",
        )


def word_of(term: Term) -> str:
    """The word as the coverage writes it: a case's own term may be listed under another name."""
    names = [variant.term for variant in term.variants]
    return names[0] if names and term.concept not in names else term.concept
