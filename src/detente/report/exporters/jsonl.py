"""The whole case as JSON lines: an object per item, each saying which table it belongs to."""

import json
from collections.abc import Iterator

from detente.case import Case
from detente.report.exporters import Exporter
from detente.report.listing import LISTS, rows
from detente.report.whole import Item, model_items

__all__ = ["EXPORTER"]


def _export(case: Case) -> bytes:
    lines = (json.dumps(item, ensure_ascii=False) for item in _items(case))
    return "".join(f"{line}\n" for line in lines).encode("utf-8", "replace")


def _items(case: Case) -> Iterator[Item]:
    for name in LISTS:
        yield from ({"table": name, **item} for item in rows(case, name))
    if case.model is not None:
        for name, lines in model_items(case, case.model).items():
            yield from ({"table": name, **line} for line in lines)
    for found in case.findings.epochs if case.findings else ():
        labels = {state: found.graph.label(state) for states in found.equilibria.values() for state in states}
        for code, states in found.equilibria.items():
            named = [labels[state] for state in states]
            yield {"table": "equilibria", "epoch": found.id, "concept": code, "states": list(states), "labels": named}


EXPORTER = Exporter(
    name="jsonl",
    suffix=".jsonl",
    media_type="application/x-ndjson",
    about="an object per item, with its table, for programs that read line by line",
    export=_export,
)
