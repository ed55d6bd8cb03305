"""The sources as BibTeX."""

from detente.case import Case
from detente.report.exporters import Exporter
from detente.report.references import Reference, references

__all__ = ["EXPORTER"]

SPECIAL = {
    "\\": r"\textbackslash{}", "{": r"\{", "}": r"\}", "&": r"\&", "%": r"\%", "$": r"\$", "#": r"\#", "_": r"\_",
    "~": r"\textasciitilde{}", "^": r"\textasciicircum{}", '"': "{''}",
}  # fmt: skip


def _export(case: Case) -> bytes:
    return "\n".join(_entry(reference) for reference in references(case)).encode("utf-8", "replace")


def _entry(reference: Reference) -> str:
    quotes = " ".join(f"“{citation.quote}”" for citation in reference.cited)
    fields = {
        "title": f"{{{_text(reference.title)}}}",
        "journal": _text(reference.outlet or ""),
        "organization": _text(", ".join(reference.agencies)),
        "year": str(reference.year or ""),
        "month": f"{reference.day.month:02}" if reference.day else "",
        "day": f"{reference.day.day:02}" if reference.day else "",
        "date": reference.day.isoformat() if reference.day else "",
        "url": _address(reference.url or ""),
        "language": _text(reference.language or ""),
        "file": _text(reference.file),
        "note": _text(reference.note),
        "annote": _text(quotes),
    }
    lines = ",\n".join(f"  {name} = {{{value}}}" for name, value in fields.items() if value)
    return f"@misc{{{reference.key},\n{lines}\n}}\n"


def _text(value: str) -> str:
    """The value on one line, with what TeX would obey written out."""
    return "".join(SPECIAL.get(c, c) for c in " ".join(value.split()))


def _address(value: str) -> str:
    """An address in which no brace can end the field."""
    return "".join(f"%{ord(c):02X}" if c in "{}\\" else c for c in "".join(value.split()))


EXPORTER = Exporter(
    name="bibtex",
    suffix=".bib",
    media_type="application/x-bibtex; charset=utf-8",
    about="the sources with the words cited from them, for LaTeX",
    export=_export,
)
