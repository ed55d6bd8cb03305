"""The sources as CSL-JSON, for Zotero and Pandoc."""

import json
from datetime import date

from detente.case import Case
from detente.report.exporters import Exporter
from detente.report.references import Reference, references

__all__ = ["EXPORTER"]


def _export(case: Case) -> bytes:
    items = [_item(reference) for reference in references(case)]
    return (json.dumps(items, ensure_ascii=False, indent=1) + "\n").encode("utf-8", "replace")


def _item(reference: Reference) -> dict[str, object]:
    shown: dict[str, object] = {
        "id": reference.key,
        "type": "article-newspaper",
        "title": reference.title,
        "container-title": reference.outlet,
        "author": [{"literal": agency} for agency in reference.agencies],
        "issued": _issued(reference),
        "URL": reference.url,
        "language": reference.language,
        "archive_location": reference.file,
        "note": reference.note,
        "annote": "\n".join(f"[{c.span.start}:{c.span.end}] {c.quote}" for c in reference.cited),
    }
    return {key: value for key, value in shown.items() if value}


def _issued(reference: Reference) -> dict[str, object] | None:
    """A day, or the range within which it lies."""
    first, last = reference.published.earliest, reference.published.latest
    if first is None and last is None:
        return None
    ends = [first or last] if first == last or first is None or last is None else [first, last]
    return {"date-parts": [_parts(day) for day in ends if day], "circa": first != last}


def _parts(day: date) -> list[int]:
    return [day.year, day.month, day.day]


EXPORTER = Exporter(
    name="csl",
    suffix=".csl.json",
    media_type="application/vnd.citationstyles.csl+json",
    about="the sources with the words cited from them, for Zotero and Pandoc",
    export=_export,
)
