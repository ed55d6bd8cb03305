"""The two-page brief as Markdown with footnotes: `pandoc brief.md -o brief.docx` makes a Word file of it."""

from detente.case import Case
from detente.report import markdown
from detente.report.exporters import Exporter
from detente.report.view import view

__all__ = ["EXPORTER"]


def _export(case: Case) -> bytes:
    return markdown.brief(view(case)).encode("utf-8", "replace")


EXPORTER = Exporter(
    name="brief",
    suffix=".brief.md",
    media_type="text/markdown; charset=utf-8",
    about="answer, key judgements and dissent on two pages, each sentence footnoted; ready for Pandoc and Word",
    export=_export,
)
