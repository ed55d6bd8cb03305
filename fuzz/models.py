"""Fuzz targets for what lies behind a model's text: trees of values, models written anew, edits."""

import json
from typing import Any

from detente.analysis.samples import prisoners_in_words
from detente.analysis.whatif import apply_edits
from detente.dispute import conditions, read_model
from detente.dispute.check import check, check_text
from detente.dispute.formats import editing, native, native_writing
from detente.dispute.formats.strict_yaml import List, Node, Table, Text
from detente.errors import AnalysisError, DetenteError, InvalidModel, InvalidValue, ModelError

__all__ = ["EDITED", "edited", "imported", "says", "supposed", "tree"]


def says(error: DetenteError) -> None:
    """A refusal has words."""
    assert error.message, error


def tree(data: bytes) -> None:
    """What a case.yaml says, given as JSON: the same reader, without the scanner of YAML that takes nine tenths."""
    try:
        given = json.loads(data.decode("utf-8", "replace"), object_pairs_hook=_Pairs)
    except (ValueError, RecursionError):
        return
    count = [0]
    model, problems = native.read_tree(_node(given, count), (), name="case.yaml")
    for problem in (*problems, *check(model)):
        assert isinstance(problem, ModelError | AnalysisError), problem
        assert problem.message, problem
        assert problem.where.startswith("case.yaml"), problem.where


class _Pairs(list[tuple[str, Any]]):
    """The entries of an object, in order."""


def _node(value: object, count: list[int]) -> Node:
    """A tree with a place of its own for every value; the first of two equal keys, as the strict reader has it."""
    count[0] += 1
    at = f"case.yaml:{count[0]}:1"
    if isinstance(value, _Pairs):
        first = dict(reversed(value))
        return Table(tuple((Text(key, at), _node(inner, count)) for key, inner in reversed(first.items())), at)
    if isinstance(value, list):
        return List(tuple(_node(each, count) for each in value), at)
    said = value if isinstance(value, str) else json.dumps(value)
    return Text("".join("\ufffd" if "\ud800" <= letter <= "\udfff" else letter for letter in said), at)


def imported(data: bytes) -> None:
    """A foreign model without errors is written as a case.yaml that is read without errors, and means the same."""
    name = ("m.json", "m.gmcr")[data[0] % 2] if data else "m.json"
    model, problems = check_text(data[1:].decode("utf-8", "replace"), name=name)
    if model is None or problems:
        return
    try:
        text = native_writing.write(model, by="import", because="it stands in the file")
    except DetenteError as error:
        says(error)
        return
    again, wrong = read_model(text, name="case.yaml")
    assert not wrong, (wrong, text)
    assert again is not None
    assert [dm.id for dm in model.decision_makers] == [dm.id for dm in again.decision_makers]
    assert {option.id for option in model.options} == {option.id for option in again.options}
    assert len(model.epochs) == len(again.epochs) or not model.epochs


def supposed(data: bytes) -> None:
    """Edits to suppose, a line each: made, or refused with the edit's number."""
    edits = data.decode("utf-8", "replace").split("\n")
    try:
        model = apply_edits(prisoners_in_words, edits)
    except (ModelError, AnalysisError) as error:
        says(error)
        return
    for epoch in model.epochs:
        for exclusion in (*model.infeasible, *epoch.infeasible):
            conditions.parse(exclusion.when, conditions.read_outcomes(model)[0])


EDITED = """detente: 1
title: The lock  # for now
decision_makers:
  norland:
    options:
      open: {name: open the lock}
  sudland: {options: {pay: {name: 'pay the toll'}}}
epochs:
- id: "2019"
  preferences:
    norland:
      - want: pay
        says: |
          what it
          wants
      - {want: "!open"}
    sudland: [{want: open}, {want: "!pay"}]
"""


def edited(data: bytes) -> None:
    """One edit of a text by path: the text says the new thing and the rest as before, or it is refused."""
    first, _, text = data.decode("utf-8", "replace").partition("\n")
    try:
        do, path, *rest = json.loads(first)
    except (ValueError, TypeError, RecursionError):
        return
    if not isinstance(path, list) or not all(isinstance(step, str | int) for step in path):
        return
    steps = tuple(step if isinstance(step, str) else int(step) for step in path)
    try:
        match do, rest:
            case "set", [value] if steps and _can_be_written(value):
                editing.set_value(text or EDITED, steps, value)
            case "insert", [int(index), value] if _can_be_written(value):
                editing.insert(text or EDITED, steps, index, value)
            case "delete", [] if steps:
                editing.delete(text or EDITED, steps)
            case "move", [int(start), int(end)]:
                editing.move(text or EDITED, steps, start, end)
    except (InvalidValue, InvalidModel, ModelError) as error:
        says(error)


def _can_be_written(value: object, depth: int = 0) -> bool:
    """Texts, whole numbers, and lists and tables of them, as the app sends them."""
    if isinstance(value, dict):
        return depth < 5 and all(_can_be_written(each, depth + 1) for each in value.values())
    if isinstance(value, list):
        return depth < 5 and all(_can_be_written(each, depth + 1) for each in value)
    return isinstance(value, str | int) and not isinstance(value, bool)
