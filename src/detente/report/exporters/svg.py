"""The figures as one SVG file: the chronology above the moves from the observed state, linked to the report."""

from collections.abc import Sequence

from markupsafe import Markup

from detente.case import Case
from detente.errors import UnknownItem
from detente.report.exporters import Exporter
from detente.report.figures import svg
from detente.report.figures.chronology import chronology
from detente.report.figures.states import states
from detente.report.phrases import date_text
from detente.report.view import EventRow, view

__all__ = ["EXPORTER", "drawing"]

PAGE = "report.html"
WIDTH = 760.0


def _export(case: Case) -> bytes:
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{drawing(case)}\n'.encode("utf-8", "replace")


def drawing(case: Case) -> str:
    """The figures, one below the other.

    Raises `UnknownItem` where there is nothing to draw.
    """
    shown = view(case)
    figures = [chronology(shown.chronology, page=lambda row: PAGE)]
    figures += [states(shown.epochs[-1], page=PAGE)] if shown.epochs else []
    drawn = [figure for figure in (figures[0], *_key(shown.chronology), *figures[1:]) if figure]
    if not drawn:
        raise UnknownItem(
            "there is nothing to draw: no dated event and no observed state",
            where=str(case.folder),
            hint=f"`detente run {case.folder}` builds the record",
        )
    parts: list[Markup] = [svg.text(case.title, 4, 18, class_="strong")]
    top = 32.0
    for figure in drawn:
        parts.append(Markup('<g transform="translate(0 {})">{}</g>').format(f"{top:.0f}", figure))
        top += svg.height_of(figure) + 24
    return svg.document(parts, width=WIDTH, height=top, name=case.title, about="Figures of the report.", alone=True)


def _key(rows: Sequence[EventRow]) -> list[Markup]:
    """What the numbers of the chronology stand for."""
    dated = [row for row in rows if row.event.when.is_known]
    if not dated:
        return []
    lines: list[Markup] = []
    for i, row in enumerate(dated):
        y = 12 + i * 16
        lines.append(svg.text(row.number, 22, y, text_anchor="end", class_="small strong"))
        lines.append(svg.text(date_text(row.event.when), 30, y, class_="small soft"))
        lines.append(svg.text(svg.clipped(f"{row.event.summary} ({row.event.status})", 92), 168, y, class_="small"))
    height = len(dated) * 16 + 4
    return [svg.document(lines, width=WIDTH, height=height, name="Events", about="Key to the numbers.", alone=False)]


EXPORTER = Exporter(
    name="svg",
    suffix=".svg",
    media_type="image/svg+xml",
    about="chronology and moves as one drawing, linked to the report beside it",
    export=_export,
)
