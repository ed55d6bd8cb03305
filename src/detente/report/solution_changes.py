"""What an edit changes, in lines for people: the states and equilibria that come and go."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from detente.dispute.graph import GraphModel
from detente.report.phrases import state_name

__all__ = ["difference_lines", "naming"]

Naming = Callable[[str], str]

MOST_NAMED = 4
"""States of one line that are named by what is done in them; more are counted."""


def naming(*graphs: GraphModel) -> Naming:
    """How a state that is known by its label is named, `s7 YNNN (offer)`, from the first graph that has it."""

    def name(label: str) -> str:
        for graph in graphs:
            if label in graph.labels:
                state = graph.labels.index(label)
                number = f"s{state + 1}"
                return " ".join(dict.fromkeys((number, label))) + f" ({state_name(graph, state)})"
        return label

    return name


def difference_lines(changes: Mapping[str, Any], name: Naming = str) -> list[str]:
    """The differences between two findings, one per line; [] when there are none.

    Concepts that change alike stand in one line; `name` says how a state is named (see `naming`).
    """
    lines = []
    for key, words in (
        ("states_lost", "states that are no longer possible"),
        ("states_gained", "states that become possible"),
    ):
        if changes.get(key):
            lines.append(f"  {words}: {_some(changes[key], name)}")
    equilibria = changes.get("equilibria", {})
    alike: dict[str, list[str]] = {}
    for code, moved in equilibria.items():
        parts = [f"no longer {_some(moved['lost'], name)}"] if moved["lost"] else []
        parts += [f"now also {_some(moved['gained'], name)}"] if moved["gained"] else []
        if parts:
            alike.setdefault("; ".join(parts), []).append(code)
    lines += [f"  {', '.join(codes)}: {words}" for words, codes in alike.items()]
    return [*lines, *_observed(changes.get("observed"))]


def _observed(observed: Mapping[str, Any] | None) -> list[str]:
    """Under which concepts the observed state stops or begins to hold."""
    moved: dict[bool, list[str]] = {}
    for code, held in observed["before"].items() if observed else ():
        if observed and held != observed["after"].get(code):
            moved.setdefault(held, []).append(code)
    return [
        f"  the observed state {'no longer holds' if held else 'now holds'} under {', '.join(codes)}"
        for held, codes in moved.items()
    ]


def _some(labels: Sequence[str], name: Naming) -> str:
    more = f" and {len(labels) - MOST_NAMED} more" if len(labels) > MOST_NAMED else ""
    return ", ".join(map(name, labels[:MOST_NAMED])) + more
