"""The report: one HTML file that opens offline and prints whole."""

from functools import partial

from detente.report.exporters import Exporter
from detente.report.page import page

__all__ = ["EXPORTER"]

EXPORTER = Exporter(
    name="html",
    suffix=".html",
    media_type="text/html; charset=utf-8",
    about="the report: brief, record, model, sources; one file, no script, nothing fetched",
    export=page,
    whole=partial(page, every=True),
)
