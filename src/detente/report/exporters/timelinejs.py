"""The chronology as TimelineJS JSON."""

import json
from datetime import date
from html import escape

from detente.case import Case
from detente.record.entries import Event
from detente.report.evidence_rows import source_columns
from detente.report.exporters import Exporter
from detente.report.phrases import date_text

__all__ = ["EXPORTER"]


def _export(case: Case) -> bytes:
    dated = [event for event in case.record.events if event.when.is_known]
    undated = [event for event in case.record.events if not event.when.is_known]
    notes = "".join(f"<p>Undated: {escape(event.summary)}{_quotes(case, event)}</p>" for event in undated)
    document = {
        "title": {"text": {"headline": escape(case.title), "text": notes}},
        "events": [_slide(case, event) for event in dated],
    }
    return (json.dumps(document, ensure_ascii=False, indent=1) + "\n").encode("utf-8", "replace")


def _slide(case: Case, event: Event) -> dict[str, object]:
    when = event.when
    start = when.earliest or when.latest
    assert start is not None
    shown: dict[str, object] = {
        "unique_id": event.id,
        "group": event.kind,
        "start_date": _day(start),
        "display_date": date_text(when),
        "text": {"headline": escape(event.summary), "text": f"<p>{escape(event.status)}</p>{_quotes(case, event)}"},
        "sources": [source_columns(case, citation.span.document) for citation in event.cited.citations],
    }
    if when.latest and when.latest != start:
        shown["end_date"] = _day(when.latest)
    return shown


def _quotes(case: Case, event: Event) -> str:
    """Each quotation with its source, as escaped HTML: TimelineJS shows text as HTML."""
    shown = []
    for citation in event.cited.citations:
        document = case.library.document(citation.span.document)
        name = document.title or document.file
        shown.append(f"<blockquote>{escape(citation.quote)}<br><cite>{escape(name)}</cite></blockquote>")
    return "".join(shown)


def _day(day: date) -> dict[str, int]:
    return {"year": day.year, "month": day.month, "day": day.day}


EXPORTER = Exporter(
    name="timelinejs",
    suffix=".timeline.json",
    media_type="application/json",
    about="the chronology for TimelineJS, each event with its quotations",
    export=_export,
)
