"""What a report shows: everything, sorted, nothing formatted.

A page, a Markdown file or a test reads the same `ReportView`; whoever prints it decides how a date or a citation looks.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from detente.case import Case
from detente.dispute.model import Exclusion, Irreversibility, Option
from detente.errors import DetenteError
from detente.evidence import Assumed, Basis, Caveat, Citation, DateRange, Inferred, Span
from detente.record.entries import Disagreement, Event, Gap, Position, Statement, Term
from detente.report.brief import Judgement, dissent, judgements
from detente.report.cited_sources import SourceView, source_views
from detente.report.epochs import EpochView, epoch_views
from detente.report.explanations import Grid, grid
from detente.report.places import Places
from detente.report.selection import Selection
from detente.report.situation import Situation, kind_of, situation_of
from detente.report.wording import SEVERITY, answer_lines
from detente.report.words import Line

__all__ = [
    "BasisView",
    "EventRow",
    "ModelView",
    "PositionGroup",
    "ReportView",
    "SpeakerGroup",
    "event_rows",
    "issue_name",
    "view",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class BasisView:
    """What a line of the model rests on: its kind, the rule or the owner and reason, and the proved citations."""

    kind: str
    note: str = ""
    citations: tuple[Citation, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class EventRow:
    """An event with its number in the chronology, from 1, and how many sources and independent origins report it.

    `told_in` is the number of the row just above with the same words; one sentence may tell of several events.
    """

    number: int
    event: Event
    sources: int
    origins: int
    told_in: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SpeakerGroup:
    """One speaker's statements, by date; the name is None where the texts do not say who spoke."""

    name: str | None
    acts_for: str | None
    statements: tuple[Statement, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PositionGroup:
    """What one party held on one issue, by date."""

    actor: str
    issue: str
    positions: tuple[Position, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ModelView:
    """The model's lines, each with its basis."""

    options: tuple[tuple[str, tuple[tuple[Option, BasisView], ...]], ...]
    exclusions: tuple[tuple[Exclusion, BasisView], ...]
    irreversible: tuple[tuple[Irreversibility, BasisView], ...]
    outcomes: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class ReportView:
    """Everything a report shows, in the order in which it shows it; each part is made when it is first asked for."""

    case: Case
    selection: Selection

    @property
    def title(self) -> str:
        """The dispute's title."""
        return self.case.title

    @cached_property
    def situation(self) -> Situation:
        """The model with what follows from it, epoch by epoch."""
        return situation_of(self.case)

    @cached_property
    def places(self) -> Places:
        """The names of all places in the sources."""
        return Places(library=self.case.library)

    @cached_property
    def answer(self) -> tuple[Line, ...]:
        """The answer in about ten lines."""
        return answer_lines(self.situation)

    @cached_property
    def judgements(self) -> tuple[Judgement, ...]:
        """The key judgements."""
        return judgements(self.situation)

    @cached_property
    def dissent(self) -> tuple[Line, ...]:
        """What speaks against them."""
        return dissent(self.situation)

    @cached_property
    def names(self) -> Mapping[str, str]:
        """The name of each actor that the record knows."""
        return {actor.id: actor.name for actor in self.case.record.actors}

    @cached_property
    def numbers(self) -> Mapping[str, int]:
        """The number of each event of the record in the whole chronology, from 1."""
        return {event.id: number for number, event in enumerate(_in_order(self.case.record.events), 1)}

    @cached_property
    def chronology(self) -> tuple[EventRow, ...]:
        """The events shown, by date."""
        return event_rows(self.case, self.selection.events, self.numbers)

    @cached_property
    def speakers(self) -> tuple[SpeakerGroup, ...]:
        """The statements shown, by speaker."""
        return _speakers(self.case, self.selection.statements)

    @cached_property
    def disagreements(self) -> tuple[Disagreement, ...]:
        """The disagreements shown, the gravest first."""
        found = self.selection.disagreements
        return tuple(sorted(found, key=lambda d: (SEVERITY.get(d.severity, 9), d.verdict == "apparent")))

    @cached_property
    def positions(self) -> tuple[PositionGroup, ...]:
        """The positions shown, by party and issue."""
        return _positions(self.case, self.selection.positions)

    @cached_property
    def terms(self) -> tuple[Term, ...]:
        """The terms shown, contested words first."""
        return tuple(sorted(self.selection.terms, key=lambda term: not term.contested_readings))

    @cached_property
    def model(self) -> ModelView | None:
        """The model's lines, None where there is no model."""
        return _model(self.case)

    @cached_property
    def epochs(self) -> tuple[EpochView, ...]:
        """What follows in each epoch."""
        return epoch_views(self.situation)

    @cached_property
    def hypotheses(self) -> Grid | None:
        """Explanations against evidence, None where there is nothing to explain."""
        return grid(self.case)

    @property
    def gaps(self) -> tuple[Gap, ...]:
        """What the sources do not tell."""
        return self.selection.gaps

    @cached_property
    def sources(self) -> tuple[SourceView, ...]:
        """The sources, each with its passages that something shown cites."""
        told = self.hypotheses.columns if self.hypotheses else ()
        elsewhere = (*self.brief_citations, *(column.citation for column in told))
        return tuple(source_views(self.selection, self.places, elsewhere))

    @cached_property
    def caveats(self) -> tuple[Caveat, ...]:
        """Caveats about no source of the library."""
        return _caveats_of_the_case(self.case)

    @property
    def problems(self) -> tuple[DetenteError, ...]:
        """The errors of the model."""
        return self.case.problems

    @property
    def brief_citations(self) -> tuple[Citation, ...]:
        """The citations of the brief, each once, in the order in which it uses them."""
        lines = (*self.answer, *(j.line for j in self.judgements), *self.dissent)
        return tuple(dict.fromkeys(part for line in lines for part in line if isinstance(part, Citation)))


def view(case: Case, *, every: bool = False) -> ReportView:
    """The view of a case; with `every`, nothing is left out however large the record is."""
    return ReportView(case, Selection(case, every))


def basis_view(case: Case, basis: Basis | None) -> BasisView:
    """A basis with its proved citations."""
    kind = kind_of(case, basis)
    match basis:
        case Inferred(rule=rule):
            return BasisView(kind=kind, note=rule, citations=case.cited(basis))
        case Assumed(by=by, because=because):
            return BasisView(kind=kind, note=f"{because} ({by})")
        case _:
            return BasisView(kind=kind, citations=case.cited(basis))


def _by_date(when: DateRange) -> tuple[date, date]:
    """Sort key: by the first possible day, then the last; the undated come last."""
    return when.earliest or when.latest or date.max, when.latest or date.max


def _in_order(events: Iterable[Event]) -> list[Event]:
    return sorted(events, key=lambda event: _by_date(event.when))


def event_rows(case: Case, events: Iterable[Event], numbers: Mapping[str, int]) -> tuple[EventRow, ...]:
    """The events by date, each with its number and by how many it is told."""
    rows: list[EventRow] = []
    for event in _in_order(events):
        documents = {citation.span.document for citation in event.cited.citations}
        origins = {case.library.origin_of(document) for document in documents}
        before = rows[-1] if rows and rows[-1].event.summary == event.summary else None
        rows.append(
            EventRow(
                number=numbers[event.id],
                event=event,
                sources=len(documents),
                origins=len(origins),
                told_in=(before.told_in or before.number) if before else None,
            )
        )
    return tuple(rows)


def _speakers(case: Case, shown: Iterable[Statement]) -> tuple[SpeakerGroup, ...]:
    """Speakers by how much they say; those the texts do not name come last."""
    actors = {actor.id: actor for actor in case.record.actors}
    groups: dict[tuple[str | None, str | None], list[Statement]] = {}
    for statement in shown:
        actor = actors.get(statement.speaker.actor or "")
        principal = actors.get(actor.acts_for or "") if actor else None
        name = actor.name if actor else statement.speaker.name
        groups.setdefault((name, principal.name if principal else None), []).append(statement)
    ordered = sorted(groups.items(), key=lambda item: (item[0][0] is None, -len(item[1]), item[0][0] or ""))
    return tuple(
        SpeakerGroup(
            name=name, acts_for=principal, statements=tuple(sorted(statements, key=lambda s: (*_by_date(s.said), s.id)))
        )
        for (name, principal), statements in ordered
    )


def _positions(case: Case, shown: Iterable[Position]) -> tuple[PositionGroup, ...]:
    names = {actor.id: actor.name for actor in case.record.actors}
    groups: dict[tuple[str, str], list[Position]] = {}
    for position in shown:
        groups.setdefault((position.actor, position.issue), []).append(position)
    return tuple(
        PositionGroup(
            actor=names.get(actor, actor),
            issue=issue_name(case, issue),
            positions=tuple(sorted(held, key=lambda p: _by_date(p.as_of))),
        )
        for (actor, issue), held in sorted(groups.items(), key=lambda item: (item[0][1], item[0][0]))
    )


def issue_name(case: Case, issue: str) -> str:
    """The issue's name in case.yaml, or the id itself."""
    issues = case.model.vocabulary.get("issues") if case.model else None
    entry = issues.get(issue) if isinstance(issues, Mapping) else None
    name = entry.get("name") if isinstance(entry, Mapping) else entry
    return name if isinstance(name, str) and name else issue


def _model(case: Case) -> ModelView | None:
    model = case.model
    if model is None:
        return None
    return ModelView(
        options=tuple(
            (dm.name or dm.id, tuple((option, basis_view(case, option.basis)) for option in dm.options))
            for dm in model.decision_makers
        ),
        exclusions=tuple((limit, basis_view(case, limit.basis)) for limit in model.infeasible),
        irreversible=tuple((limit, basis_view(case, limit.basis)) for limit in model.irreversible),
        outcomes=tuple((outcome.id, outcome.condition) for outcome in model.outcomes),
    )


def _caveats_of_the_case(case: Case) -> tuple[Caveat, ...]:
    """Caveats about no source of the library: files that were refused, and the like."""
    known = {name for document in case.library.documents for name in (str(document.id), document.file)}
    every = (*case.library.caveats, *case.record.caveats)
    return tuple(caveat for caveat in every if _place_of(caveat) not in known)


def _place_of(caveat: Caveat) -> str:
    return caveat.where.document if isinstance(caveat.where, Span) else caveat.where
