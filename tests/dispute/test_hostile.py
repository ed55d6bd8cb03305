"""No file, however broken, makes the loader or the check fail in another way than by errors with a place."""

import json
from copy import deepcopy

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from detente.dispute.check import check_text
from detente.dispute.formats import citations
from detente.errors import ModelError
from dispute.test_foreign_formats import GMCR, TOLL
from dispute.test_native import RIVER

JUNK = st.recursive(
    st.one_of(
        st.none(),
        st.booleans(),
        st.integers(-3, 10),
        st.floats(allow_nan=False, allow_infinity=False),
        st.text(alphabet="abYN!&|()-.0é", max_size=5),
        st.sampled_from(["norland", "open", "sudland", "pay & open", "s1", "forward"]),
    ),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3),
        st.dictionaries(st.sampled_from(["id", "name", "options", "want", "x", "members"]), inner, max_size=3),
    ),
    max_leaves=6,
)


def places(value, path=()):
    """The path to every value within a document."""
    yield path
    if isinstance(value, dict | list):
        for step, inner in value.items() if isinstance(value, dict) else enumerate(value):
            yield from places(inner, (*path, step))


def changed(document, path, value):
    """The document with one value replaced."""
    if not path:
        return value
    document = deepcopy(document)
    inner = document
    for step in path[:-1]:
        inner = inner[step]
    inner[path[-1]] = value
    return document


def errors_of(text, name):
    """Every error, which must be a ModelError with a message."""
    _, problems = check_text(text, name=name)
    assert all(isinstance(problem, ModelError) and problem.message for problem in problems)
    return problems


@pytest.mark.parametrize(("document", "name"), [(TOLL, "m.json"), (GMCR, "m.gmcr")])
@given(data=st.data())
@settings(max_examples=150, deadline=None)
def test_any_value_in_a_json_model_may_be_wrong(document, name, data):
    """One or two values replaced by anything give a model or errors."""
    for _ in range(data.draw(st.integers(1, 2))):
        path = data.draw(st.sampled_from(list(places(document))))
        document = changed(document, path, data.draw(JUNK))
    errors_of(json.dumps(document), name)


@given(data=st.data())
@settings(max_examples=60, deadline=None)
def test_any_letter_of_a_case_may_be_wrong(data):
    """Cut, doubled or strewn letters in a case.yaml give a model or errors, each on a line of the file."""
    text = RIVER
    for _ in range(data.draw(st.integers(1, 3))):
        at = data.draw(st.integers(0, len(text)))
        end = min(len(text), at + data.draw(st.integers(0, 12)))
        text = (
            text[:at] + data.draw(st.text(alphabet="[]{}:,-!&*|>'\"# \n\tae0\0\u2028\ud800", max_size=4)) + text[end:]
        )
    for problem in errors_of(text, "case.yaml"):
        assert problem.where.startswith("case.yaml")


@given(document=JUNK)
@settings(max_examples=100, deadline=None)
def test_any_side_file_may_be_wrong(document):
    """A side file of any content leaves a model or gives an error."""
    model, _ = check_text(json.dumps(GMCR), name="m.gmcr")
    side = {"format": "detente/citations-1", "options": document, "infeasible": document, "preferences": document}

    assert model.decision_makers
    for text in (json.dumps(document), json.dumps(side)):
        merged, problems = citations.merge(model, text, name="side")
        assert merged.options
        assert all(isinstance(problem, ModelError) for problem in problems)
