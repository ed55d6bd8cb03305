"""`.gmcr`, the files of GMCR+: the last epoch; what each line rests on stands in a side file."""

import json

from detente.case import Case
from detente.dispute.formats import gmcr_writing
from detente.report.exporters import Exporter
from detente.report.foreign_models import model_of

__all__ = ["EXPORTER"]


def _export(case: Case) -> bytes:
    return _json(gmcr_writing.write(model_of(case, "gmcr")))


def _citations(case: Case) -> bytes:
    return _json(gmcr_writing.write_citations(model_of(case, "gmcr")))


def _json(document: object) -> bytes:
    return (json.dumps(document, ensure_ascii=False, indent=1) + "\n").encode("utf-8", "replace")


EXPORTER = Exporter(
    name="gmcr",
    suffix=".gmcr",
    media_type="application/json",
    about="the last epoch for GMCR+, its citations in a side file",
    export=_export,
    side_suffix=".citations.json",
    side=_citations,
)
