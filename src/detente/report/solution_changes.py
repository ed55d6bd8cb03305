"""What an edit changes, in lines for people: the states and equilibria that come and go."""

from collections.abc import Mapping, Sequence
from typing import Any

__all__ = ["difference_lines"]


def difference_lines(changes: Mapping[str, Any]) -> list[str]:
    """The differences between two findings, one per line; [] when there are none."""
    lines = []
    for key, words in (
        ("states_lost", "states that are no longer possible"),
        ("states_gained", "states that become possible"),
    ):
        if changes.get(key):
            lines.append(f"  {words}: {_some(changes[key])}")
    for code, moved in changes.get("equilibria", {}).items():
        parts = [f"no longer {_some(moved['lost'])}"] if moved["lost"] else []
        parts += [f"now also {_some(moved['gained'])}"] if moved["gained"] else []
        if parts:
            lines.append(f"  {code}: {'; '.join(parts)}")
    observed = changes.get("observed")
    if observed:
        for code, held in observed["before"].items():
            if held != observed["after"].get(code):
                lines.append(f"  the observed state {'no longer holds' if held else 'now holds'} under {code}")
    return lines


def _some(labels: Sequence[str], most: int = 8) -> str:
    more = f" and {len(labels) - most} more" if len(labels) > most else ""
    return ", ".join(labels[:most]) + more
