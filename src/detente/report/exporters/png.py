"""The figures as one PNG image, for slides and mail; the SVG has the links."""

from detente.case import Case
from detente.report.exporters import Exporter
from detente.report.exporters.svg import drawing

__all__ = ["EXPORTER"]


def _export(case: Case) -> bytes:
    from detente.report.figures.raster import png  # loads NumPy

    return png(drawing(case))


EXPORTER = Exporter(
    name="png",
    suffix=".png",
    media_type="image/png",
    about="chronology and moves as one image, for slides and mail",
    export=_export,
)
