"""The words that several commands tell states, parties and epochs with."""

from collections.abc import Iterable, Sequence

from detente.dispute.graph import GraphModel
from detente.dispute.model import DisputeModel, shown_ids

__all__ = ["epoch_heading", "label_words", "names_of", "some", "state_words"]


def epoch_heading(model: DisputeModel, epoch: str) -> str:
    """An epoch's id and name; the model's title where it has neither."""
    name = next((each.name for each in model.epochs if each.id == epoch), "")
    return " · ".join(part for part in (epoch, name) if part) or model.title or "the model"


def state_words(graph: GraphModel, state: int) -> str:
    """A state for people: its number, its label and the options taken."""
    label = graph.label(state)
    if label == f"s{state + 1}":
        return label
    words = f" ({label_words(shown_ids(graph.options), label)})" if graph.options else ""
    return f"s{state + 1} {label}{words}"


def label_words(options: Sequence[str], label: str) -> str:
    """The options taken in a state; its label where there are no options.

    >>> label_words(["open", "pay"], "NY"), label_words(["open", "pay"], "NN"), label_words([], "war")
    ('pay', 'nothing is done', 'war')
    """
    if not options or len(options) != len(label):
        return label
    return " + ".join(name for name, mark in zip(options, label, strict=True) if mark == "Y") or "nothing is done"


def names_of(model: DisputeModel) -> dict[str, str]:
    """The parties' names by id."""
    return {dm.id: dm.name or dm.id for dm in model.decision_makers}


def some(words: Iterable[str], most: int = 6) -> str:
    """The first few, and how many more there are."""
    every = list(words)
    return ", ".join(every[:most]) + (f" and {len(every) - most} more" if len(every) > most else "")
