"""What a rule finds, before it is known whose account stands alone."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from detente.evidence import Citation, Cited
from detente.record.entries import Account, Disagreement
from detente.sources.document import Library

__all__ = ["Finding", "Told", "adding", "finished", "joined"]


@dataclass(frozen=True, slots=True)
class Told:
    """One answer with the places that give it."""

    value: str
    citations: tuple[Citation, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """A question with its rival answers. Findings with one `key` ask one question.

    `copied` marks a text against its own copy, which need not be independent.
    """

    key: tuple[str, ...]
    question: str
    kind: str
    verdict: str
    severity: str
    accounts: tuple[Told, ...]
    why: str
    copied: bool = False


ALWAYS = 2
"""So many findings of a question are kept in any case: one alone is not joined."""


def adding(findings: Iterable[Finding]) -> Iterator[Finding]:
    """The findings without those that add no answer, no place and no reason to what was found for their question.

    What is `joined` of the rest is the same.
    """
    told: dict[tuple[str, ...], set[tuple[str, Citation | None]]] = {}
    counts: Counter[tuple[str, ...]] = Counter()
    for finding in findings:
        places = {(account.value, citation) for account in finding.accounts for citation in account.citations}
        new = places | {(account.value, None) for account in finding.accounts} | {(f"why: {finding.why}", None)}
        known = told.setdefault(finding.key, set())
        counts[finding.key] += 1
        if counts[finding.key] <= ALWAYS or not new <= known:
            known |= new
            yield finding


def joined(findings: Sequence[Finding]) -> Finding:
    """The first of the findings of one question with the accounts of all; equal answers come together."""
    by_value: dict[str, dict[Citation, None]] = {}
    why, said = "", set[str]()
    for finding in findings:
        for told in finding.accounts:
            by_value.setdefault(told.value, {}).update(dict.fromkeys(told.citations))
        if finding.why not in said:
            said.add(finding.why)
            why = finding.why if not why else why if finding.why in why else f"{why}; {finding.why}"
    return replace(findings[0], accounts=tuple(Told(value, tuple(cited)) for value, cited in by_value.items()), why=why)


def finished(finding: Finding, library: Library) -> Disagreement | None:
    """The entry, with the outlier marked; None unless independent origins, or one article, contradict."""
    if len(finding.accounts) < 2 or not (finding.copied or is_independent(finding, library)):
        return None
    counts = [len(origins_of(told, library)) for told in finding.accounts]
    alone = [n for n, count in enumerate(counts) if count == 1]
    lone = alone[0] if len(alone) == 1 and max(counts) >= 2 else None
    if finding.kind in {"reading", "framing"}:
        lone = None
    return Disagreement(
        id="",
        question=finding.question,
        kind=finding.kind,
        verdict=finding.verdict,
        severity=finding.severity,
        accounts=tuple(
            Account(
                value=told.value,
                sources=tuple(dict.fromkeys(c.span.document for c in told.citations)),
                cited=Cited(told.citations),
                outlier=number == lone,
            )
            for number, told in enumerate(finding.accounts)
        ),
        why=finding.why,
    )


def origins_of(told: Told, library: Library) -> set[str]:
    """The independent origins behind an account."""
    return {library.origin_of(citation.span.document) for citation in told.citations}


def is_independent(finding: Finding, library: Library) -> bool:
    """Whether two accounts come from two origins, or one article gives both."""
    for number, told in enumerate(finding.accounts):
        for other in finding.accounts[number + 1 :]:
            if {c.span.document for c in told.citations} & {c.span.document for c in other.citations}:
                return True
            if origins_of(told, library) != origins_of(other, library):
                return True
    return False
