"""What was found: verdicts by epoch, concept and party, and the equilibria they give."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from detente.dispute.graph import GraphModel

__all__ = ["EpochFindings", "Findings", "Verdict"]

SHOWN = 12
"""How many equilibria a notebook shows."""

Verdict = tuple[bool, ...]
"""One truth value per state, in the order of the states."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EpochFindings:
    """The verdicts of one epoch.

    `stable` is by concept and party: in which states the party has no reason to move. `equilibria` lists by concept the
    states stable for every party. `immobile` says by party from which states it cannot move at all; a state can be
    stable for no better reason. `coalitions` is by concept and coalition, the ids joined with `+`. `engine` names what
    computed them: python, numpy or native; all give the same answers.
    """

    id: str
    graph: GraphModel = field(repr=False)
    stable: Mapping[str, Mapping[str, Verdict]]
    equilibria: Mapping[str, tuple[int, ...]]
    immobile: Mapping[str, Verdict]
    coalitions: Mapping[str, Mapping[str, Verdict]] = field(default_factory=dict)
    engine: str = field(default="python", compare=False)

    @property
    def status_quo(self) -> int | None:
        """The observed state."""
        return self.graph.status_quo

    def to_dict(self) -> dict[str, object]:
        """One entry of `epochs` in the `solve --json` document."""
        document: dict[str, object] = {"id": self.id, "status_quo": self.status_quo}
        parties = self.graph.decision_makers
        document["ranks"] = {party: list(self.graph.shown_ranks(dm)) for dm, party in enumerate(parties)}
        document["stable"] = {code: _lists(by_party) for code, by_party in self.stable.items()}
        document["equilibria"] = {code: list(found) for code, found in self.equilibria.items()}
        document["immobile"] = _lists(self.immobile)
        if self.coalitions:
            document["coalitions"] = {code: _lists(by_name) for code, by_name in self.coalitions.items()}
        return document


@dataclass(frozen=True, slots=True, kw_only=True)
class Findings:
    """The verdicts of all epochs asked for, and what was asked."""

    title: str
    decision_makers: tuple[str, ...]
    options: tuple[str, ...]
    epochs: tuple[EpochFindings, ...]
    concepts: tuple[str, ...]

    def epoch(self, epoch: str | None = None) -> EpochFindings:
        """The findings of the epoch with this id, or of the last."""
        if epoch is None:
            return self.epochs[-1]
        return next(found for found in self.epochs if found.id == epoch)

    def _repr_html_(self) -> str:
        """The equilibria as a table, for notebooks."""
        from html import escape

        rows = "".join(
            f"<tr><td>{escape(found.id)}</td><td>{escape(code)}</td>"
            f"<td>{escape(', '.join(found.graph.label(state) for state in states[:SHOWN]))}"
            f"{f' … {len(states):,} in all' if len(states) > SHOWN else ''}</td></tr>"
            for found in self.epochs
            for code, states in found.equilibria.items()
        )
        head = "<tr><th>epoch</th><th>concept</th><th>equilibria</th></tr>"
        return f"<table><caption>{escape(self.title)}</caption>{head}{rows}</table>"

    def to_dict(self) -> dict[str, object]:
        """The `solve --json` document.

        `states` stands at the top, or in each epoch where epochs differ in feasible states; likewise
        `decision_makers` is repeated in an epoch in which not all of them are in play.
        """
        labels = [list(found.graph.labels) for found in self.epochs]
        same = all(row == labels[0] for row in labels)
        document: dict[str, object] = {"format": "detente/solve-1"}
        document["decision_makers"] = list(self.decision_makers)
        document["options"] = list(self.options)
        if same:
            document["states"] = labels[0] if labels else []
        epochs = []
        for found, row in zip(self.epochs, labels, strict=True):
            entry = found.to_dict()
            if found.graph.decision_makers != self.decision_makers:
                entry = {"id": entry.pop("id"), "decision_makers": list(found.graph.decision_makers), **entry}
            epochs.append(entry if same else {"id": entry.pop("id"), "states": row, **entry})
        return {**document, "epochs": epochs}


def _lists(by_name: Mapping[str, Verdict]) -> dict[str, list[bool]]:
    return {name: list(verdict) for name, verdict in by_name.items()}
