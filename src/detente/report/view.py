"""What a report shows: everything, sorted, nothing formatted.

A page, a Markdown file or a test reads the same `ReportView`; whoever prints it decides how a date or a citation looks.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from detente.case import Case, citations_in
from detente.dispute.model import Exclusion, Irreversibility, Option
from detente.errors import DetenteError
from detente.evidence import Assumed, Basis, Caveat, Citation, DateRange, Inferred, Span
from detente.record.entries import Disagreement, Event, Gap, Position, Statement, Term
from detente.report.brief import Judgement, dissent, judgements
from detente.report.epochs import EpochView, epoch_views
from detente.report.places import Places
from detente.report.situation import Situation, kind_of, situation_of
from detente.report.wording import SEVERITY, answer_lines
from detente.report.words import Line
from detente.sources.document import Document

__all__ = [
    "BasisView",
    "EventRow",
    "ModelView",
    "PassageView",
    "PositionGroup",
    "ReportView",
    "SourceView",
    "SpeakerGroup",
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


Parts = tuple[tuple[str, str], ...]
"""(text, kind): kind is model, record, or "" where nothing cites the text."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PassageView:
    """A cited passage: its text in stretches, in order.

    A stretch is cited or not; within a cited one, each part says who cites it: the model, or the record alone.
    """

    number: int
    anchor: str
    kind: str
    stretches: tuple[tuple[bool, Parts], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceView:
    """A source with what is known about it and its cited passages; `omitted` passages nobody cites."""

    document: Document
    published: DateRange
    stated: bool
    origin: str
    near_duplicates: tuple[Document, ...]
    passages: tuple[PassageView, ...]
    omitted: int
    caveats: tuple[Caveat, ...]


@dataclass(frozen=True, kw_only=True)
class ReportView:
    """Everything a report shows, in the order in which it shows it."""

    case: Case
    situation: Situation
    places: Places
    answer: tuple[Line, ...]
    judgements: tuple[Judgement, ...]
    dissent: tuple[Line, ...]
    chronology: tuple[EventRow, ...]
    speakers: tuple[SpeakerGroup, ...]
    disagreements: tuple[Disagreement, ...]
    positions: tuple[PositionGroup, ...]
    terms: tuple[Term, ...]
    model: ModelView | None
    epochs: tuple[EpochView, ...]
    gaps: tuple[Gap, ...]
    sources: tuple[SourceView, ...]
    caveats: tuple[Caveat, ...]
    problems: tuple[DetenteError, ...]

    @property
    def title(self) -> str:
        """The dispute's title."""
        return self.case.title

    @property
    def brief_citations(self) -> tuple[Citation, ...]:
        """The citations of the brief, each once, in the order in which it uses them."""
        lines = (*self.answer, *(j.line for j in self.judgements), *self.dissent)
        return tuple(dict.fromkeys(part for line in lines for part in line if isinstance(part, Citation)))


def view(case: Case) -> ReportView:
    """The view of a case."""
    situation = situation_of(case)
    record = case.record
    return ReportView(
        case=case,
        situation=situation,
        places=Places(library=case.library),
        answer=answer_lines(situation),
        judgements=judgements(situation),
        dissent=dissent(situation),
        chronology=_chronology(case),
        speakers=_speakers(case),
        disagreements=tuple(
            sorted(record.disagreements, key=lambda d: (SEVERITY.get(d.severity, 9), d.verdict == "apparent"))
        ),
        positions=_positions(case),
        terms=tuple(sorted(record.terms, key=lambda term: not term.contested_readings)),
        model=_model(case),
        epochs=epoch_views(situation),
        gaps=record.gaps,
        sources=tuple(_sources(case)),
        caveats=_caveats_of_the_case(case),
        problems=case.problems,
    )


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


def _chronology(case: Case) -> tuple[EventRow, ...]:
    rows: list[EventRow] = []
    for number, event in enumerate(sorted(case.record.events, key=lambda e: _by_date(e.when)), 1):
        documents = {citation.span.document for citation in event.cited.citations}
        origins = {case.library.origin_of(document) for document in documents}
        before = rows[-1] if rows and rows[-1].event.summary == event.summary else None
        rows.append(
            EventRow(
                number=number,
                event=event,
                sources=len(documents),
                origins=len(origins),
                told_in=(before.told_in or before.number) if before else None,
            )
        )
    return tuple(rows)


def _speakers(case: Case) -> tuple[SpeakerGroup, ...]:
    """Speakers by how much they say; those the texts do not name come last."""
    actors = {actor.id: actor for actor in case.record.actors}
    groups: dict[tuple[str | None, str | None], list[Statement]] = {}
    for statement in case.record.statements:
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


def _positions(case: Case) -> tuple[PositionGroup, ...]:
    names = {actor.id: actor.name for actor in case.record.actors}
    groups: dict[tuple[str, str], list[Position]] = {}
    for position in case.record.positions:
        groups.setdefault((position.actor, position.issue), []).append(position)
    return tuple(
        PositionGroup(
            actor=names.get(actor, actor),
            issue=_issue_name(case, issue),
            positions=tuple(sorted(held, key=lambda p: _by_date(p.as_of))),
        )
        for (actor, issue), held in sorted(groups.items(), key=lambda item: (item[0][1], item[0][0]))
    )


def _issue_name(case: Case, issue: str) -> str:
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


def _sources(case: Case) -> Iterator[SourceView]:
    places = Places(library=case.library)
    cited: dict[str, dict[Span, str]] = {document.id: {} for document in case.library.documents}
    for kind, citation in _shown_citations(case):
        cited[citation.span.document][citation.span] = kind
    for document in case.library.documents:
        passages = tuple(_passages(case, places, document, cited[document.id]))
        pairs = [pair for origin in case.library.origins for pair in origin.near_duplicates if document.id in pair]
        twins = sorted({other for pair in pairs for other in pair if other != document.id})
        yield SourceView(
            document=document,
            published=case.published(document.id),
            stated=case.published_is_stated(document.id),
            origin=case.library.origin_of(document.id),
            near_duplicates=tuple(case.library.document(twin) for twin in twins),
            passages=passages,
            omitted=len(case.library.passages_of(document.id)) - sum(1 for p in passages if p.number),
            caveats=tuple(c for c in _caveats(case) if _document_of(c) in (document.id, document.file)),
        )


def _shown_citations(case: Case) -> Iterator[tuple[str, Citation]]:
    """(record or model, citation) for every citation that some section of the report shows; the model's come last."""
    record = case.record
    shown: tuple[Iterable[object], ...] = (
        record.publications, record.statements, record.events, record.positions, record.terms, record.disagreements,
        record.gaps,
    )  # fmt: skip
    for entries in shown:
        yield from (("record", citation) for citation in citations_in(tuple(entries)))
    yield from (("model", citation) for citation in case.citations.values())


def _passages(case: Case, places: Places, document: Document, spans: dict[Span, str]) -> Iterator[PassageView]:
    """The passages that hold a cited stretch; stretches outside every passage stand alone at the end."""
    inside: set[Span] = set()
    for passage in case.library.passages_of(document.id):
        touching = {span: kind for span, kind in spans.items() if span.overlaps(passage.span)}
        if touching:
            inside.update(touching)
            yield PassageView(
                number=passage.number,
                anchor=places.anchor(document.id, passage),
                kind=passage.kind,
                stretches=_stretches(document.text, passage.span.start, passage.span.end, touching),
            )
    for span, kind in sorted(spans.items()):
        if span not in inside:
            text = document.text[span.start : span.end]
            yield PassageView(number=0, anchor="", kind="unlabelled", stretches=((True, ((text, kind),)),))


def _stretches(text: str, start: int, end: int, spans: dict[Span, str]) -> tuple[tuple[bool, Parts], ...]:
    """text[start:end] cut where cited stretches begin and end; what the model cites outdoes what the record does."""
    marks = [""] * (end - start)
    for kind in ("record", "model"):
        for span in (span for span, of in spans.items() if of == kind):
            first, last = max(span.start, start) - start, min(span.end, end) - start
            marks[first:last] = [kind] * (last - first)
    parts: list[tuple[str, str]] = []
    for kind, run in groupby(range(len(marks)), key=marks.__getitem__):
        places = list(run)
        parts.append((text[start + places[0] : start + places[-1] + 1], kind))
    return tuple((is_cited, tuple(run)) for is_cited, run in groupby(parts, key=lambda part: bool(part[1])))


def _caveats(case: Case) -> tuple[Caveat, ...]:
    return (*case.library.caveats, *case.record.caveats)


def _document_of(caveat: Caveat) -> str:
    return caveat.where.document if isinstance(caveat.where, Span) else caveat.where


def _caveats_of_the_case(case: Case) -> tuple[Caveat, ...]:
    """Caveats about no source of the library: files that were refused, and the like."""
    known = {name for document in case.library.documents for name in (str(document.id), document.file)}
    return tuple(caveat for caveat in _caveats(case) if _document_of(caveat) not in known)
