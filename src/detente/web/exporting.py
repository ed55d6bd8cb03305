"""Downloads: every export of the case, and its report, as files."""

from fastapi.responses import Response

from detente.case import Case
from detente.report.exporters import Exporter, find
from detente.web.desk import Desk, Sheet

__all__ = ["download"]


def _shown(sheet: Sheet, exporter: Exporter) -> Case:
    """The case with what the export shows of it: a report has the table of hypotheses too."""
    return sheet.explained if exporter.whole else sheet.case


def download(desk: Desk, name: str) -> Response:
    """The export called `name`, as an attachment.

    Raises `UnknownItem`.
    """
    exporter = find(name)
    body = desk.rendered(f"export {name}", lambda sheet: exporter.export(_shown(sheet, exporter)), again=False)
    assert isinstance(body, bytes)
    headers = {
        "content-disposition": f'attachment; filename="detente.{exporter.suffix.lstrip(".")}"',
        "cache-control": "no-store",
    }
    return Response(body, media_type=exporter.media_type, headers=headers)
