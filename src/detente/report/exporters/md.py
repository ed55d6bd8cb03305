"""The report as Markdown, section by section as the page has it."""

from functools import partial

from detente.case import Case
from detente.report import markdown
from detente.report.exporters import Exporter
from detente.report.view import view

__all__ = ["EXPORTER"]


def _export(case: Case, *, every: bool = False) -> bytes:
    return markdown.report(view(case, every=every)).encode("utf-8", "replace")


EXPORTER = Exporter(
    name="md",
    suffix=".md",
    media_type="text/markdown; charset=utf-8",
    about="the report as Markdown, for wikis and version control",
    export=_export,
    whole=partial(_export, every=True),
)
