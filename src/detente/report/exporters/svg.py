"""The figures as one SVG file: the chronology above the moves from the observed state, linked to the report."""

from markupsafe import Markup

from detente.case import Case
from detente.errors import UnknownItem
from detente.report.exporters import Exporter
from detente.report.figures import svg
from detente.report.figures.chronology import chronology
from detente.report.figures.states import states
from detente.report.view import view

__all__ = ["EXPORTER"]

PAGE = "report.html"
WIDTH = 760.0


def _export(case: Case) -> bytes:
    shown = view(case)
    figures = [chronology(shown.chronology, page=PAGE)]
    figures += [states(shown.epochs[-1], page=PAGE)] if shown.epochs else []
    drawn = [figure for figure in figures if figure]
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
    document = svg.document(parts, width=WIDTH, height=top, name=case.title, about="Figures of the report.", alone=True)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{document}\n'.encode("utf-8", "replace")


EXPORTER = Exporter(
    name="svg",
    suffix=".svg",
    media_type="image/svg+xml",
    about="chronology and moves as one drawing, linked to the report beside it",
    export=_export,
)
