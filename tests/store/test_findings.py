"""Findings are read back as they were, and never for another model."""

from pathlib import Path

from detente.analysis import analyse
from detente.dispute import read_model
from detente.store.database import writing
from detente.store.findings import findings, put_findings
from river import MODEL, make_case


def test_findings_are_read_back_as_they_were(tmp_path: Path):
    """Every verdict, coalitions included; under another key there are none."""
    model, _ = read_model(MODEL, name="case.yaml")
    assert model is not None
    found = analyse(model, coalitions=True)
    with writing(make_case(tmp_path / "case"), doing="test") as store:
        with store.transaction():
            put_findings(store, found, "this model")
        again = findings(store, model, "this model")
        other = findings(store, model, "another model")

    assert again is not None
    assert found.to_dict() == again.to_dict()
    assert other is None
