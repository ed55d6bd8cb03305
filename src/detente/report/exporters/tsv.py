"""Every table in one tab-separated file: a row per item and citation."""

from detente.case import Case
from detente.report.evidence_rows import COLUMNS, evidence_rows
from detente.report.exporters import Exporter
from detente.report.tables import to_tsv

__all__ = ["EXPORTER"]


def _export(case: Case) -> bytes:
    return to_tsv(evidence_rows(case), header=COLUMNS).encode("utf-8", "replace")


EXPORTER = Exporter(
    name="tsv",
    suffix=".tsv",
    media_type="text/tab-separated-values; charset=utf-8",
    about="every table in one file, a row per item and citation, a line per row",
    export=_export,
)
