"""Hypotheses against evidence as a report shows them: explanations in rows, what the coverage tells in columns.

The table is that of `detente hypotheses`, which the case carries as data. Nothing in it is counted up or weighed.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, cast

from detente.case import Case
from detente.evidence import Citation, DateRange, DocumentId, Span
from detente.report.phrases import date_text, party_name

__all__ = ["MOST_COLUMNS", "Column", "Grid", "Row", "grid"]

MOST_COLUMNS = 30
"""Most pieces of evidence that a table can show and still be read."""

SIGNS = {"consistent": "+", "inconsistent": "−", "silent": "·", "": "?"}
"""What a cell shows; its words stand beside it for those who hear it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One piece of evidence: who did or said what, and how credible the way is that it came to us."""

    id: str
    who: str
    kind: str
    citation: Citation
    when: str
    how: str
    tells_apart: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One explanation with its cells: (sign, reading, rule) for each column."""

    id: str
    party: str
    says: str
    basis: str
    cells: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Grid:
    """The table of one epoch; `left_out` pieces of evidence are in the command's table only."""

    epoch: str
    rows: tuple[Row, ...]
    columns: tuple[Column, ...]
    left_out: int

    @property
    def telling(self) -> tuple[Column, ...]:
        """The evidence that is read differently for two explanations."""
        return tuple(column for column in self.columns if column.tells_apart)


def grid(case: Case, *, most: int | None = MOST_COLUMNS) -> Grid | None:
    """The table of the case, None where there is nothing to explain; `most` columns, those that tell most first.

    What is read as consistent or inconsistent with an explanation tells most, then what more origins bear out.
    """
    given = cast("Mapping[str, Any] | None", case.hypotheses)
    if not given or not given["hypotheses"] or not given["evidence"]:
        return None
    evidence: Sequence[Mapping[str, Any]] = given["evidence"]
    readings = [
        [str(row["cells"][number]["reading"] or "") for row in given["hypotheses"]] for number in range(len(evidence))
    ]
    decided = [any(reading in {"consistent", "inconsistent"} for reading in column) for column in readings]
    ranked = sorted(range(len(evidence)), key=lambda number: (not decided[number], -int(evidence[number]["origins"])))
    shown = sorted(ranked[: len(evidence) if most is None else most])
    return Grid(
        epoch=_epoch_name(case, str(given["epoch"])),
        rows=tuple(_row(case, row, shown) for row in given["hypotheses"]),
        columns=tuple(_column(case, evidence[number]) for number in shown),
        left_out=len(evidence) - len(shown),
    )


def _epoch_name(case: Case, wanted: str) -> str:
    epochs = case.model.epochs if case.model else ()
    return next((epoch.name or epoch.id for epoch in epochs if epoch.id == wanted), wanted)


def _row(case: Case, given: Mapping[str, Any], shown: Sequence[int]) -> Row:
    cells = [given["cells"][number] for number in shown]
    return Row(
        id=given["id"],
        party=_party(case, given["decision_maker"]),
        says=given["says"],
        basis=given["basis"],
        cells=tuple((SIGNS[c["reading"] or ""], c["reading"] or "for you to judge", c["rule"]) for c in cells),
    )


def _party(case: Case, id: str) -> str:
    return party_name(case.model, id) if case.model else id


def _column(case: Case, given: Mapping[str, Any]) -> Column:
    span = Span(document=DocumentId(given["source"]), start=given["start"], end=given["end"])
    origins = "one origin" if given["one_source"] else f"{given['origins']} independent origins"
    stated = f"reliability stated: {given['reliability']}" if given["reliability"] else ""
    via = f"through {', '.join(given['via'])}" if given["via"] else ""
    return Column(
        id=given["id"],
        who=_party(case, given["decision_maker"]),
        kind=given["kind"],
        citation=Citation(span=span, quote=given["quote"]),
        when=_when(given["when"]),
        how="; ".join(part for part in (_mode(given["mode"]), via, origins, stated) if part),
        tells_apart=given["tells_apart"],
    )


def _when(given: str) -> str:
    """A day, or a span of days, as people write it."""
    first, _, last = given.partition("/")
    ends = [
        date.fromisoformat(day) if re.fullmatch(r"\d{4}-\d\d-\d\d", day) else None for day in (first, last or first)
    ]
    return date_text(DateRange(earliest=ends[0], latest=ends[1], granularity="day")) if any(ends) else ""


def _mode(mode: str) -> str:
    """How near the words are."""
    return {"reported": "told by the article itself", "mixed": "partly in quotation marks"}.get(mode, f"{mode} speech")
