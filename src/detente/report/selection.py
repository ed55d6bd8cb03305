"""What of a record a report shows: everything, or, of a record too large to be read as one, a part by a stated rule.

A report is read from its beginning, printed, and sent by mail; the tables and the app hold what it leaves out. The
rule looks at nothing but the evidence: what the model rests on comes first, then what most independent origins bear
out, then what stands first in the record. Nothing the brief or the model cites is ever left out.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, is_dataclass
from functools import cached_property
from itertools import islice
from types import MappingProxyType
from typing import Any, TypeVar

from detente.case import Case, citations_in
from detente.evidence import Citation, Cited, DocumentId, Span
from detente.record.entries import Disagreement, Event, Gap, Position, Statement, Term

__all__ = [
    "FEW",
    "MOST",
    "WHOLE_CITATIONS",
    "WHOLE_SOURCES",
    "LeftOut",
    "Selection",
    "Weight",
    "left_out_words",
    "weightiest",
]

WHOLE_CITATIONS = 1_200
"""A record with no more citations than this is shown whole, …"""

WHOLE_SOURCES = 300
"""… unless it is of more articles than this."""

MOST: Mapping[str, int] = MappingProxyType(
    {"events": 120, "statements": 120, "positions": 60, "terms": 30, "disagreements": 40, "gaps": 40}
)
"""Most entries of each list in the report of a larger record."""

FEW = 2
"""Most citations of one entry there, those of different origins first, …"""

ACCOUNTS = 6
"""… and most accounts of one disagreement and names of one term, those that stand alone first."""

GRAVE = {"critical": 0, "major": 1, "moderate": 2, "minor": 3}
SIDES = frozenset({"accounts", "variants", "contested_readings"})
Entry = TypeVar("Entry")

Weight = tuple[bool, int, int]
"""Sort key of an entry: whether the model does not cite it, and how many origins and articles do, most first."""


@dataclass(frozen=True, slots=True)
class LeftOut:
    """How much of a list is shown: `shown` of `total` entries."""

    name: str
    shown: int
    total: int


FIRST: Mapping[str, str] = MappingProxyType(
    {
        "events": "those the model cites, then those that most independent origins report",
        "statements": "those the model cites, then those that most independent origins carry",
        "positions": "changes of position, then those the model cites or most origins bear out",
        "terms": "contested words, then those that most origins use",
        "disagreements": "the gravest first",
        "gaps": "the first of the record",
    }
)
"""By what each list is cut."""


def left_out_words(part: LeftOut) -> str:
    """What is shown of a list, and by what rule."""
    return f"Shown: {part.shown} of {part.total:,} {part.name}, {FIRST[part.name]}."


def weightiest(events: Sequence[Event], most: int, weights: Mapping[str, Weight]) -> tuple[Event, ...]:
    """The events that a figure shows where it cannot show all: those that most independent origins report."""
    if len(events) <= most:
        return tuple(events)
    ranked = sorted(range(len(events)), key=lambda number: weights[events[number].id])
    return tuple(events[number] for number in sorted(ranked[:most]))


@dataclass(frozen=True)
class Selection:
    """What the report of a case shows; with `every` all of it, however large."""

    case: Case
    every: bool = False

    @cached_property
    def is_whole(self) -> bool:
        """Whether nothing is left out."""
        record = self.case.record
        if self.every:
            return True
        if len(self.case.library.documents) > WHOLE_SOURCES:
            return False
        lists = (record.statements, record.events, record.positions, record.terms, record.disagreements, record.gaps)
        return sum(1 for _ in islice(citations_in(lists), WHOLE_CITATIONS + 1)) <= WHOLE_CITATIONS

    @cached_property
    def events(self) -> tuple[Event, ...]:
        """The events shown, in the order of the record."""
        return self._best("events", self.case.record.events, lambda event: self.weight(event))

    @cached_property
    def statements(self) -> tuple[Statement, ...]:
        """The statements shown; what nobody is named for comes after what somebody is."""
        return self._best(
            "statements", self.case.record.statements, lambda said: (*self.weight(said), said.speaker.name is None)
        )

    @cached_property
    def positions(self) -> tuple[Position, ...]:
        """The positions shown, changes first."""
        return self._best(
            "positions", self.case.record.positions, lambda held: (held.changed_from is None, *self.weight(held))
        )

    @cached_property
    def terms(self) -> tuple[Term, ...]:
        """The terms shown, contested words first."""
        return self._best(
            "terms", self.case.record.terms, lambda term: (not term.contested_readings, *self.weight(term))
        )

    @cached_property
    def disagreements(self) -> tuple[Disagreement, ...]:
        """The disagreements shown, the gravest first."""
        return self._best(
            "disagreements",
            self.case.record.disagreements,
            lambda found: (GRAVE.get(found.severity, 9), found.verdict == "apparent", *self.weight(found)),
        )

    @cached_property
    def gaps(self) -> tuple[Gap, ...]:
        """The gaps shown, as the record has them."""
        return self._best("gaps", self.case.record.gaps, lambda gap: 0)

    @cached_property
    def left_out(self) -> tuple[LeftOut, ...]:
        """The lists of which something is left out."""
        found = (LeftOut(name, len(getattr(self, name)), len(getattr(self.case.record, name))) for name in MOST)
        return tuple(one for one in found if one.shown < one.total)

    def weight(self, entry: object) -> Weight:
        """Sort key: what the model cites first, then by independent origins, then by articles, most first."""
        citations = entry.cited.citations if isinstance(entry, Event) else tuple(citations_in(entry))
        documents = {citation.span.document for citation in citations}
        origins = {self.case.library.origin_of(document) for document in documents}
        return not any(self._is_cited(citation.span) for citation in citations), -len(origins), -len(documents)

    def few(self, citations: Iterable[Citation]) -> tuple[Citation, ...]:
        """The citations of one entry that are shown, in their order."""
        given = tuple(dict.fromkeys(citations))
        if self.is_whole or len(given) <= FEW:
            return given
        by_origin: dict[str, Citation] = {}
        for citation in given:
            by_origin.setdefault(self.case.library.origin_of(citation.span.document), citation)
        chosen = set(list(dict.fromkeys((*by_origin.values(), *given)))[:FEW])
        return tuple(citation for citation in given if citation in chosen)

    def accounts(self, given: Sequence[Entry]) -> tuple[Entry, ...]:
        """The accounts of a disagreement, or the names of a term, that are shown."""
        if self.is_whole or len(given) <= ACCOUNTS:
            return tuple(given)
        ranked = sorted(range(len(given)), key=lambda n: (not getattr(given[n], "outlier", False), n))
        return tuple(given[number] for number in sorted(ranked[:ACCOUNTS]))

    def reasons(self, why: str) -> str:
        """Why the accounts of a disagreement part, as many pairs as accounts are shown."""
        parts = why.split("; ")
        return why if self.is_whole or len(parts) <= ACCOUNTS else "; ".join([*parts[:ACCOUNTS], "and so on"])

    def shown_citations(self) -> Iterator[Citation]:
        """Every citation of the record that some section shows."""
        lists = (self.statements, self.events, self.positions, self.terms, self.disagreements, self.gaps)
        return self._within(lists)

    def _within(self, value: object) -> Iterator[Citation]:
        """The citations inside an entry, those of its evidence cut to the few that are shown."""
        if isinstance(value, Citation):
            yield value
        elif isinstance(value, (Cited, Gap)):
            yield from self.few(value.citations)
        elif isinstance(value, tuple):
            for item in value:
                yield from self._within(item)
        elif is_dataclass(value) and not isinstance(value, (Span, type)):
            for field in fields(value):
                part = getattr(value, field.name)
                yield from self._within(self.accounts(part) if field.name in SIDES else part)

    def _best(self, name: str, entries: Sequence[Entry], key: Any) -> tuple[Entry, ...]:
        """The first of a list by `key`, in the list's own order."""
        if self.is_whole or len(entries) <= MOST[name]:
            return tuple(entries)
        ranked = sorted(range(len(entries)), key=lambda number: key(entries[number]))
        return tuple(entries[number] for number in sorted(ranked[: MOST[name]]))

    def _is_cited(self, span: Span) -> bool:
        return any(span.overlaps(other) for other in self._cited_by_model.get(span.document, ()))

    @cached_property
    def _cited_by_model(self) -> Mapping[DocumentId, list[Span]]:
        found: dict[DocumentId, list[Span]] = {}
        for citation in self.case.citations.values():
            found.setdefault(citation.span.document, []).append(citation.span)
        return found
