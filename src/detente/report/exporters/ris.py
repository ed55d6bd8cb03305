"""The sources as RIS, for reference managers."""

from collections.abc import Iterator

from detente.case import Case
from detente.evidence import Citation
from detente.report.exporters import Exporter
from detente.report.references import Reference, references

__all__ = ["EXPORTER"]


def _export(case: Case) -> bytes:
    records = ["".join(f"{tag}  - {_one_line(value)}\r\n" for tag, value in _tags(r)) for r in references(case)]
    return "\r\n".join(records).encode("utf-8", "replace")


def _tags(reference: Reference) -> Iterator[tuple[str, str]]:
    yield "TY", "NEWS"
    yield "ID", reference.key
    yield "TI", reference.title
    if reference.outlet:
        yield "T2", reference.outlet
    for agency in reference.agencies:
        yield "A2", agency
    if reference.day:
        yield "PY", f"{reference.day.year}"
        yield "DA", f"{reference.day.year}/{reference.day.month:02}/{reference.day.day:02}/"
    elif reference.year:
        yield "PY", str(reference.year)
    if reference.url:
        yield "UR", reference.url
    if reference.language:
        yield "LA", reference.language
    yield "L1", reference.file
    yield "N1", reference.note
    for citation in reference.cited:
        yield "N1", _quoted(citation)
    yield "ER", ""


def _quoted(citation: Citation) -> str:
    return f"[{citation.span.start}:{citation.span.end}] “{citation.quote}”"


def _one_line(value: str) -> str:
    return " ".join(value.split())


EXPORTER = Exporter(
    name="ris",
    suffix=".ris",
    media_type="application/x-research-info-systems; charset=utf-8",
    about="the sources with the words cited from them, for reference managers",
    export=_export,
)
