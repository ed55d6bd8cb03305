"""Every table in one comma-separated file: a row per item and citation."""

from detente.case import Case
from detente.report.evidence_rows import COLUMNS, evidence_rows
from detente.report.exporters import Exporter
from detente.report.tables import to_csv

__all__ = ["EXPORTER"]


def _export(case: Case) -> bytes:
    return to_csv(evidence_rows(case), header=COLUMNS).encode("utf-8", "replace")


EXPORTER = Exporter(
    name="csv",
    suffix=".csv",
    media_type="text/csv; charset=utf-8",
    about="every table in one file, a row per item and citation, for spreadsheets",
    export=_export,
)
