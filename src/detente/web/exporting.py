"""Downloads: every export of the case, and its report, as files."""

from fastapi.responses import Response

from detente.report.exporters import find
from detente.web.desk import Desk

__all__ = ["download"]


def download(desk: Desk, name: str) -> Response:
    """The export called `name`, as an attachment.

    Raises `UnknownItem`.
    """
    exporter = find(name)
    body = desk.rendered(f"export {name}", lambda sheet: exporter.export(sheet.case), again=False)
    headers = {
        "content-disposition": f'attachment; filename="detente.{exporter.suffix.lstrip(".")}"',
        "cache-control": "no-store",
    }
    return Response(body, media_type=exporter.media_type, headers=headers)
