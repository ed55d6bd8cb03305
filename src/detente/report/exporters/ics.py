"""The chronology as an iCalendar file.

Source: [RFC5545].
"""

from collections.abc import Iterator
from datetime import date, timedelta

from detente.case import Case
from detente.record.entries import Event
from detente.report.exporters import Exporter
from detente.report.phrases import date_text

__all__ = ["EXPORTER"]

STATUS = {"happened": "CONFIRMED", "planned": "TENTATIVE", "proposed": "TENTATIVE", "denied": "CANCELLED"}


def _export(case: Case) -> bytes:
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//detente//detente//EN", f"X-WR-CALNAME:{_text(case.title)}"]
    for event in case.record.events:
        if event.when.is_known:
            lines += _event(case, event)
    return "".join(_folded(line) for line in [*lines, "END:VCALENDAR"]).encode("utf-8")


def _event(case: Case, event: Event) -> Iterator[str]:
    first = event.when.earliest or event.when.latest
    last = event.when.latest or event.when.earliest
    assert first is not None
    assert last is not None
    yield "BEGIN:VEVENT"
    yield f"UID:{_text(event.id)}@detente"
    yield "DTSTAMP:19700101T000000Z"
    yield f"DTSTART;VALUE=DATE:{_day(first)}"
    if last < date.max:
        yield f"DTEND;VALUE=DATE:{_day(last + timedelta(days=1))}"
    yield f"SUMMARY:{_text(event.summary)}"
    yield f"DESCRIPTION:{_text(_description(case, event))}"
    yield f"STATUS:{STATUS.get(event.status, 'CANCELLED')}"
    yield f"CATEGORIES:{_text(event.kind)}"
    if event.place:
        yield f"LOCATION:{_text(event.place)}"
    yield "TRANSP:TRANSPARENT"
    yield "END:VEVENT"


def _description(case: Case, event: Event) -> str:
    """The date as far as it is known, the status, and every quotation with its source."""
    lines = [f"{date_text(event.when)}, {event.status}. {event.when.reason}".strip()]
    for citation in event.cited.citations:
        document = case.library.document(citation.span.document)
        published = date_text(case.published(document.id))
        origin = case.library.origin_of(document.id)
        parts = (document.title, document.outlet, published, document.url, document.file)
        named = ", ".join(part for part in parts if part)
        lines.append(f"“{citation.quote}” ({named}; origin {origin}; [{citation.span.start}:{citation.span.end}])")
    return "\n".join(lines)


def _day(day: date) -> str:
    return f"{day.year:04}{day.month:02}{day.day:02}"


def _text(value: str) -> str:
    """A value with its separators escaped and no control characters."""
    lines = value.replace("\r\n", "\n").replace("\r", "\n")
    shown = "".join(c for c in lines if c == "\n" or (ord(c) >= 32 and ord(c) != 127 and not 0xD800 <= ord(c) < 0xE000))
    return shown.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,").replace("\n", "\\n")


def _folded(line: str) -> str:
    """The line in pieces of at most 75 octets, none of which splits a character."""
    pieces: list[str] = []
    size = 0
    piece = ""
    for character in line:
        width = len(character.encode())
        if size + width > 74:
            pieces.append(piece)
            piece, size = " ", 1
        piece += character
        size += width
    return "\r\n".join([*pieces, piece]) + "\r\n"


EXPORTER = Exporter(
    name="ics",
    suffix=".ics",
    media_type="text/calendar; charset=utf-8",
    about="the chronology for calendars, each event with its quotations",
    export=_export,
)
