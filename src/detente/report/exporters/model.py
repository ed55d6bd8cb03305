"""Model JSON, `detente/model-1`: the last epoch for other programs, with evidence and findings in keys of their own."""

import json

from detente.case import Case
from detente.dispute.formats import model_json_writing
from detente.report.exporters import Exporter
from detente.report.foreign_models import evidence_of, model_of

__all__ = ["EXPORTER"]


def _export(case: Case) -> bytes:
    model = model_of(case, "model")
    now = model.epoch()
    ours = {
        "epoch": {"id": now.id, "name": now.name},
        "evidence": evidence_of(case, model),
        "findings": case.findings.to_dict() if case.findings else None,
    }
    written = model_json_writing.write(model)
    document = written | {key: value for key, value in ours.items() if key not in written}
    return (json.dumps(document, ensure_ascii=False, indent=1) + "\n").encode("utf-8", "replace")


EXPORTER = Exporter(
    name="model",
    suffix=".model.json",
    media_type="application/json",
    about="model JSON: the last epoch, read back by every command, with evidence and findings",
    export=_export,
)
