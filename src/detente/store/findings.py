"""Findings kept from run to run: a large model is solved once, and read back in the time it takes to compile it."""

import json
from collections.abc import Iterable, Mapping
from typing import Any

from detente.analysis.findings import EpochFindings, Findings, Verdict
from detente.dispute.graph import compile_model
from detente.dispute.model import DisputeModel
from detente.store.database import Store

__all__ = ["findings", "put_findings"]

MOST_CHARACTERS = 50_000_000
"""Findings of more states than this are not kept; solving them again is not much slower than reading them."""


def put_findings(store: Store, found: Findings, key: str) -> None:
    """Keep the findings, and from what they follow, inside the caller's transaction."""
    store.connection.execute("DELETE FROM entries WHERE kind = 'findings'")
    rows = [(number, epoch.id, json.dumps(_written(epoch))) for number, epoch in enumerate(found.epochs)]
    if sum(len(text) for _, _, text in rows) > MOST_CHARACTERS:
        store.set_meta("findings_key", "")
        return
    store.connection.executemany("INSERT INTO entries VALUES ('findings', ?, ?, ?)", rows)
    store.set_meta("findings_key", key)
    store.set_meta("findings_of", json.dumps([found.title, found.decision_makers, found.options, found.concepts]))


def findings(store: Store, model: DisputeModel, key: str) -> Findings | None:
    """The kept findings of this model, None when they follow from something else."""
    if not key or store.meta("findings_key") != key:
        return None
    title, decision_makers, options, concepts = json.loads(store.meta("findings_of") or "")
    rows = store.connection.execute("SELECT id, entry FROM entries WHERE kind = 'findings' ORDER BY position")
    return Findings(
        title=title,
        decision_makers=tuple(decision_makers),
        options=tuple(options),
        epochs=tuple(_read(model, epoch, json.loads(text)) for epoch, text in rows),
        concepts=tuple(concepts),
    )


def _written(epoch: EpochFindings) -> dict[str, object]:
    """The verdicts of an epoch, each as a string of Y and N in the order of the states."""
    return {
        "stable": {code: _letters(by_party) for code, by_party in epoch.stable.items()},
        "equilibria": {code: [int(state) for state in states] for code, states in epoch.equilibria.items()},
        "immobile": _letters(epoch.immobile),
        "coalitions": {code: _letters(by_name) for code, by_name in epoch.coalitions.items()},
        "engine": epoch.engine,
    }


def _letters(verdicts: Mapping[str, Iterable[bool]]) -> dict[str, str]:
    return {name: "".join("Y" if stable else "N" for stable in verdict) for name, verdict in verdicts.items()}


def _read(model: DisputeModel, epoch: str, written: Mapping[str, Any]) -> EpochFindings:
    return EpochFindings(
        id=epoch,
        graph=compile_model(model, epoch),
        stable={code: _verdicts(by_party) for code, by_party in written["stable"].items()},
        equilibria={code: tuple(states) for code, states in written["equilibria"].items()},
        immobile=_verdicts(written["immobile"]),
        coalitions={code: _verdicts(by_name) for code, by_name in written["coalitions"].items()},
        engine=written["engine"],
    )


def _verdicts(letters: Mapping[str, str]) -> dict[str, Verdict]:
    return {name: tuple(letter == "Y" for letter in text) for name, text in letters.items()}
