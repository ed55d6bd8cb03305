"""W3C Web Annotations: every citation as a note on the words it quotes, and the notes that people imported.

Source: [WebAnnotation2017].
"""

import json
from collections.abc import Iterator

from detente.case import Case
from detente.evidence import Basis, Citation
from detente.report.evidence_rows import source_columns
from detente.report.exporters import Exporter
from detente.report.situation import kind_of

__all__ = ["EXPORTER"]

CONTEXT = 32
"""How many characters before and after a quotation help to find it again."""

Note = dict[str, object]


def _export(case: Case) -> bytes:
    notes = [*_notes(case)]
    own = {_said(each) for each in notes}
    notes += [each for each in _imported(case) if _said(each) not in own]
    collection = {
        "@context": "http://www.w3.org/ns/anno.jsonld",
        "id": "urn:detente:annotations",
        "type": "AnnotationCollection",
        "label": case.title,
        "total": len(notes),
        "first": {"id": "urn:detente:annotations:1", "type": "AnnotationPage", "startIndex": 0, "items": notes},
    }
    return (json.dumps(collection, ensure_ascii=False, indent=1) + "\n").encode("utf-8", "replace")


def _said(note: Note) -> str:
    """What a note says of which words; one of ours that comes back from an import is not told twice."""
    return json.dumps([note.get("body"), note["target"]], sort_keys=True, ensure_ascii=False)


def _imported(case: Case) -> Iterator[Note]:
    """The notes of people as they came, each on the words that it was proved on."""
    for each in case.notes:
        yield {
            "@context": "http://www.w3.org/ns/anno.jsonld",
            "type": "Annotation",
            **each.annotation,
            "target": _target(case, each.citation),
            "detente": source_columns(case, each.citation.span.document),
        }


def _notes(case: Case) -> Iterator[Note]:
    record = case.record
    for said in record.statements:
        words = f"{said.speaker.name or 'Somebody'} said this ({said.mode})"
        yield from _each(case, "statement", said.id, words, said.cited.citations)
    for event in record.events:
        words = f"{event.kind}, {event.status}: {event.summary}"
        yield from _each(case, "event", event.id, words, event.cited.citations)
    for i, held in enumerate(record.positions, 1):
        words = f"{held.actor} on {held.issue}: {held.stance}"
        yield from _each(case, "position", f"position-{i}", words, held.cited.citations)
    for term in record.terms:
        for i, variant in enumerate(term.variants, 1):
            yield from _each(case, "term", f"{term.concept}-{i}", f"names {term.concept}", variant.cited.citations)
        for i, reading in enumerate(term.contested_readings, 1):
            words = f"reads {term.concept} as {reading.reading}"
            yield from _each(case, "reading", f"{term.concept}-{i}", words, reading.cited.citations)
    for dispute in record.disagreements:
        for i, account in enumerate(dispute.accounts, 1):
            words = f"{dispute.question} – {account.value}"
            yield from _each(case, "disagreement", f"{dispute.id}-{i}", words, account.cited.citations)
    for i, gap in enumerate(record.gaps, 1):
        yield from _each(case, "gap", f"gap-{i}", f"{gap.kind}: {gap.about}", gap.citations)
    yield from _model(case)


def _model(case: Case) -> Iterator[Note]:
    model = case.model
    if model is None:
        return
    for option in model.options:
        name = f"{option.decision_maker}.{option.id}"
        yield from _based(case, "option", name, f"{option.decision_maker}: {option.name}", option.basis)
    for i, limit in enumerate(model.infeasible, 1):
        yield from _based(case, "infeasible", f"infeasible-{i}", f"excludes {limit.when}", limit.basis)
    for i, line in enumerate(model.irreversible, 1):
        yield from _based(case, "irreversible", f"irreversible-{i}", f"{line.option}: {line.direction}", line.basis)
    for epoch in model.epochs:
        observed = f"{' in '.join(filter(None, ('observed', epoch.name or epoch.id)))}: {epoch.observed}"
        yield from _based(case, "observed", epoch.id, observed, epoch.basis)
        for party, preferences in epoch.preferences.items():
            for rank, statement in enumerate(preferences.statements, 1):
                words = f"{' in '.join(filter(None, (party, epoch.name or epoch.id)))}, {rank}: {statement.says}"
                yield from _based(case, "preference", f"{epoch.id}.{party}.{rank}", words, statement.basis)


def _based(case: Case, kind: str, name: str, words: str, basis: Basis | None) -> Iterator[Note]:
    yield from _each(case, kind, name, f"{words} ({kind_of(case, basis)})", case.cited(basis))


def _each(case: Case, kind: str, name: str, words: str, citations: tuple[Citation, ...]) -> Iterator[Note]:
    for i, citation in enumerate(citations, 1):
        yield _note(case, kind, f"urn:detente:{kind}:{name}:{i}".replace(" ", "_"), words, citation)


def _note(case: Case, kind: str, name: str, words: str, citation: Citation) -> Note:
    return {
        "@context": "http://www.w3.org/ns/anno.jsonld",
        "id": name,
        "type": "Annotation",
        "motivation": "identifying",
        "body": [
            {"type": "TextualBody", "value": words, "format": "text/plain", "purpose": "describing"},
            {"type": "TextualBody", "value": kind, "purpose": "tagging"},
        ],
        "target": _target(case, citation),
        "detente": source_columns(case, citation.span.document),
    }


def _target(case: Case, citation: Citation) -> Note:
    """The words, found again by what they are or by where they stand."""
    document = case.library.document(citation.span.document)
    start, end = citation.span.start, citation.span.end
    return {
        "source": document.url or document.file,
        "selector": [
            {
                "type": "TextQuoteSelector",
                "exact": citation.quote,
                "prefix": document.text[max(0, start - CONTEXT) : start],
                "suffix": document.text[end : end + CONTEXT],
            },
            {"type": "TextPositionSelector", "start": start, "end": end},
        ],
    }


EXPORTER = Exporter(
    name="annotations",
    suffix=".jsonld",
    media_type='application/ld+json; profile="http://www.w3.org/ns/anno.jsonld"',
    about="W3C Web Annotations, a note on the exact words of every citation",
    export=_export,
)
