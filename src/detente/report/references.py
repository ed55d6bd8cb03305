"""The sources as a bibliography knows them: key, title, outlet, date, address, and what was cited from them."""

import re
import unicodedata
from dataclasses import dataclass
from datetime import date

from detente.case import Case, citations_in
from detente.evidence import Citation, DateRange
from detente.report.phrases import date_text

__all__ = ["Reference", "references"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """One source. `day` is given where the day is known, `year` where at least the year is; `note` says how."""

    key: str
    title: str
    outlet: str | None
    agencies: tuple[str, ...]
    published: DateRange
    url: str | None
    language: str | None
    file: str
    note: str
    cited: tuple[Citation, ...]

    @property
    def day(self) -> date | None:
        """The day of publication."""
        return self.published.earliest if self.published.earliest == self.published.latest else None

    @property
    def year(self) -> int | None:
        """The year of publication."""
        first, last = self.published.earliest, self.published.latest
        return first.year if first and last and first.year == last.year else None


def references(case: Case) -> tuple[Reference, ...]:
    """All sources, in the order of their ids."""
    cited: dict[str, dict[Citation, None]] = {document.id: {} for document in case.library.documents}
    record = case.record
    entries = (record.statements, record.events, record.positions, record.terms, record.disagreements, record.gaps)
    for citation in (*citations_in(entries), *case.citations.values()):
        cited[citation.span.document][citation] = None
    taken: set[str] = set()
    found = []
    for document in case.library.documents:
        published = case.published(document.id)
        how = "stated" if case.published_is_stated(document.id) else f"inferred: {published.reason}"
        note = f"Published {date_text(published)} ({how}). Origin {case.library.origin_of(document.id)}. "
        found.append(
            Reference(
                key=_key(document.id, taken),
                title=document.title or document.file,
                outlet=document.outlet,
                agencies=document.agencies,
                published=published,
                url=document.url,
                language=document.language,
                file=document.file,
                note=f"{note}SHA-256 {document.sha256}.",
                cited=tuple(sorted(cited[document.id], key=lambda c: c.span)),
            )
        )
    return tuple(found)


def _key(document: str, taken: set[str]) -> str:
    """A key that every bibliography program takes: letters, digits and hyphens, each once."""
    plain = unicodedata.normalize("NFKD", document).encode("ascii", "ignore").decode()
    stem = re.sub(r"[^A-Za-z0-9]+", "-", plain).strip("-") or "source"
    key, n = stem, 1
    while key.lower() in taken:
        n += 1
        key = f"{stem}-{n}"
    taken.add(key.lower())
    return key
