"""The whole case as flat rows: one per item and citation, each with the source, address, date and origin it comes from.

An item without a citation (an assumption, a state that holds) has one row all the same, so that nothing is left out.
"""

from collections.abc import Iterable, Iterator, Mapping

from detente.case import Case
from detente.dispute.model import DisputeModel
from detente.evidence import Assumed, Basis, Citation, DateRange, DocumentId, Inferred
from detente.record.entries import Event
from detente.report.phrases import state_words
from detente.report.situation import kind_of

__all__ = ["COLUMNS", "Row", "evidence_rows", "quotation_columns", "source_columns"]

Row = dict[str, object]

COLUMNS = (
    "table", "id", "kind", "status", "actor", "about", "value", "earliest", "latest", "granularity", "date_reason",
    "source", "file", "title", "outlet", "url", "published_earliest", "published_latest", "published_stated", "origin",
    "start", "end", "quote",
)  # fmt: skip
"""The columns of every row, in order; what does not apply is empty."""


def evidence_rows(case: Case) -> list[Row]:
    """All rows, table by table."""
    found = (*_record(case), *_model(case), *_findings(case))
    return [{column: row.get(column) for column in COLUMNS} for row in found]


def source_columns(case: Case, document: DocumentId) -> Row:
    """Where something comes from: document, address, date and origin."""
    known = case.library.document(document)
    published = case.published(document).to_dict()
    return {
        "source": str(document),
        "file": known.file,
        "title": known.title,
        "outlet": known.outlet,
        "url": known.url,
        "published_earliest": published["earliest"],
        "published_latest": published["latest"],
        "published_stated": case.published_is_stated(document),
        "origin": case.library.origin_of(document),
    }


def quotation_columns(case: Case, citation: Citation) -> Row:
    """The source's columns, and the exact words."""
    place = {"start": citation.span.start, "end": citation.span.end, "quote": citation.quote}
    return {**source_columns(case, citation.span.document), **place}


def _each(case: Case, row: Mapping[str, object], citations: Iterable[Citation]) -> Iterator[Row]:
    """The row once per citation, or once without."""
    found = tuple(dict.fromkeys(citations))
    if not found:
        yield dict(row)
    for citation in found:
        yield {**row, **quotation_columns(case, citation)}


def _dated(when: DateRange) -> Row:
    shown = when.to_dict()
    dated: Row = {key: shown[key] for key in ("earliest", "latest", "granularity")}
    return {**dated, "date_reason": shown["reason"]}


def _record(case: Case) -> Iterator[Row]:
    record = case.record
    row: Row
    for document in case.library.documents:
        row = {"table": "sources", "id": str(document.id), "about": document.title, "kind": document.format}
        yield {**row, **_dated(case.published(document.id)), **source_columns(case, document.id)}
    for i, date in enumerate(record.dates, 1):
        row = {"table": "dates", "id": f"date-{i}", "kind": date.type, "value": date.value, **_dated(date.when)}
        yield from _each(case, row, [date.citation])
    for said in record.statements:
        row = {
            "table": "statements",
            "id": said.id,
            "kind": said.mode,
            "status": said.polarity,
            "actor": said.speaker.name,
            "about": said.content.quote,
            "value": " → ".join(said.via),
            **_dated(said.said),
        }
        yield from _each(case, row, said.cited.citations)
        for kind, words in (("speaker", said.speaker.citation), ("cue", said.cue)):
            yield from _each(case, {**row, "kind": kind}, [words]) if words else ()
    for event in record.events:
        yield from _each(case, _event(event), event.cited.citations)
    for i, held in enumerate(record.positions, 1):
        row = {
            "table": "positions",
            "id": f"position-{i}",
            "actor": held.actor,
            "about": held.issue,
            "value": held.stance,
            "status": "changed" if held.changed_from else None,
            **_dated(held.as_of),
        }
        yield from _each(case, row, held.cited.citations)
    yield from _terms(case)
    for dispute in record.disagreements:
        row = {"table": "disagreements", "id": dispute.id, "kind": dispute.kind, "status": dispute.verdict}
        for account in dispute.accounts:
            worded = {**row, "about": dispute.question, "value": account.value}
            yield from _each(case, worded, account.cited.citations)
    for i, gap in enumerate(record.gaps, 1):
        row = {"table": "gaps", "id": f"gap-{i}", "kind": gap.kind, "about": gap.about, "value": gap.why}
        yield from _each(case, row, gap.citations)


def _event(event: Event) -> Row:
    return {
        "table": "events",
        "id": event.id,
        "kind": event.kind,
        "status": event.status,
        "actor": "; ".join(event.participants),
        "about": event.summary,
        "value": event.place,
        **_dated(event.when),
    }


def _terms(case: Case) -> Iterator[Row]:
    for term in case.record.terms:
        row: Row = {"table": "terms", "id": term.concept, "about": term.concept}
        for variant in term.variants:
            worded = {**row, "kind": "name", "value": variant.term, "actor": "; ".join(variant.speakers)}
            yield from _each(case, worded, variant.cited.citations)
        for reading in term.contested_readings:
            worded = {**row, "kind": "reading", "value": reading.reading, "actor": "; ".join(reading.speakers)}
            yield from _each(case, worded, reading.cited.citations)


def _model(case: Case) -> Iterator[Row]:
    model = case.model
    row: Row
    if model is None:
        return
    for option in model.options:
        row = {"table": "options", "id": f"{option.decision_maker}.{option.id}", "actor": option.decision_maker}
        yield from _based(case, {**row, "about": option.name, "kind": option.direction}, option.basis)
    for i, limit in enumerate(model.infeasible, 1):
        row = {"table": "infeasible", "id": f"infeasible-{i}", "about": limit.when, "kind": limit.group or None}
        yield from _based(case, row, limit.basis)
    for i, line in enumerate(model.irreversible, 1):
        row = {"table": "irreversible", "id": f"irreversible-{i}", "about": line.option, "kind": line.direction}
        yield from _based(case, row, line.basis)
    yield from _epochs(case, model)


def _epochs(case: Case, model: DisputeModel) -> Iterator[Row]:
    for epoch in model.epochs:
        since = _dated(epoch.since) if epoch.since is not None else {}
        row: Row = {"table": "epochs", "id": epoch.id, "about": epoch.name, "value": epoch.observed, **since}
        yield from _based(case, row, epoch.basis)
        for party, preferences in epoch.preferences.items():
            for rank, statement in enumerate(preferences.statements, 1):
                worded: Mapping[str, object] = {"about": statement.says, "value": statement.want, "actor": party}
                name: Row = {"table": "preferences", "id": f"{epoch.id}.{party}.{rank}"}
                yield from _based(case, {**name, **worded}, statement.basis)


def _based(case: Case, row: Mapping[str, object], basis: Basis | None) -> Iterator[Row]:
    """The row with what it rests on: its kind as status, the rule or the owner and reason as the date's reason is."""
    note = basis.rule if isinstance(basis, Inferred) else None
    if isinstance(basis, Assumed):
        note = f"{basis.because} ({basis.by})"
    yield from _each(case, {**row, "status": kind_of(case, basis), "date_reason": note}, case.cited(basis))


def _findings(case: Case) -> Iterator[Row]:
    for found in case.findings.epochs if case.findings else ():
        for code, states in found.equilibria.items():
            for state in states:
                yield {
                    "table": "equilibria",
                    "id": f"{found.id}.{code}.s{state + 1}",
                    "kind": code,
                    "status": "observed" if state == found.status_quo else None,
                    "about": state_words(found.graph, state),
                    "value": found.graph.label(state),
                }
