"""The whole case as one JSON document."""

import json

from detente.case import Case
from detente.report.exporters import Exporter
from detente.report.whole import whole

__all__ = ["EXPORTER"]


def _export(case: Case) -> bytes:
    return (json.dumps(whole(case), ensure_ascii=False, indent=1) + "\n").encode("utf-8", "replace")


EXPORTER = Exporter(
    name="json",
    suffix=".json",
    media_type="application/json",
    about="the whole case as one document: lists, model, findings, deals",
    export=_export,
)
