"""An edit of case.yaml changes the value meant and not one character more than it must."""

import os
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from detente.dispute.check import check_text
from detente.dispute.formats import strict_yaml
from detente.dispute.formats.editing import delete, flow, insert, move, set_value
from detente.dispute.formats.layout import layout
from detente.errors import InvalidModel, InvalidValue
from dispute.test_native import RIVER

SHARED = Path(os.environ.get("DETENTE_SHARED", Path(__file__).parents[2].parent / "shared"))

NOTES = """\
# The river, by hand.
detente: 1   # the version
title: The river
decision_makers:
  norland:
    options:
      open: {name: "open the locks"}  # since spring
      toll: {}
  sudland:
    options: {}
epochs:
  # The first spring.
  - id: one
    preferences:
      norland:
        # most important
        - want: open    # they said so
          says: opens
        # less so
        - {want: "!toll", says: no toll}
        - want: >
            open |
            toll
      sudland: []
  - id: two   # another
    preferences: {norland: [], sudland: }
"""

PATH = ("epochs", 0, "preferences", "norland")


def plain(text):
    """What a text says, as lists and dicts."""

    def of(node):
        if isinstance(node, strict_yaml.Table):
            return {key.text: of(value) for key, value in node.entries}
        return [of(item) for item in node.items] if isinstance(node, strict_yaml.List) else node.text

    tree, problems = strict_yaml.read(text, name="c")
    assert () == problems
    return of(tree)


def comments(text):
    """The comments of a text, sorted."""
    return sorted(line.partition("#")[2] for line in text.splitlines() if "#" in line)


def test_a_statement_moves_with_its_comment():
    """Only the lines of the two places change, and every comment is kept."""
    moved = move(NOTES, PATH, 0, 1)

    assert ["!toll", "open"] == [line["want"] for line in plain(moved)["epochs"][0]["preferences"]["norland"]][:2]
    assert comments(NOTES) == comments(moved)
    assert "          says: opens\n" in moved
    assert NOTES.partition("epochs:")[0] == moved.partition("epochs:")[0]


def test_statements_are_put_in_and_taken_out():
    """A new line stands at its place with the indentation of the others; taking it out restores the file."""
    line = {"want": "!(open & toll)", "says": "NO", "basis": [{"source": "004", "quote": "as: ever", "nth": 2}]}
    for place in range(4):
        longer = insert(NOTES, PATH, place, line)
        assert (
            '        - {want: "!(open & toll)", says: "NO", basis: [{source: "004", quote: "as: ever", nth: 2}]}\n'
            in longer
        )
        assert comments(NOTES) == comments(longer)
        if place < 2:
            assert NOTES == delete(longer, (*PATH, place))


def test_values_are_set_in_place():
    """A text is replaced between its neighbours; a key that is not there is added to its table."""
    assert NOTES.replace("id: two ", "id: three ") == set_value(NOTES, ("epochs", 1, "id"), "three")
    assert NOTES.replace('"open the locks"', '"No: never"') == set_value(
        NOTES, ("decision_makers", "norland", "options", "open", "name"), "No: never"
    )
    assert NOTES.replace("toll: {}", "toll: {name: a toll}") == set_value(
        NOTES, ("decision_makers", "norland", "options", "toll", "name"), "a toll"
    )
    assert NOTES.replace("          says: opens\n", "          says: opens\n          basis: []\n") == set_value(
        NOTES, (*PATH, 0, "basis"), []
    )
    assert "id: two" in set_value(NOTES, ("outcomes",), {"peace": "open & toll"})


def test_an_empty_list_takes_its_first_item():
    """Also where nothing at all was written."""
    for party in ("norland", "sudland"):
        path = ("epochs", 1, "preferences", party)
        assert [{"want": "open"}] == plain(insert(NOTES, path, 0, {"want": "open"}))["epochs"][1]["preferences"][party]


def paths(piece, path=()):
    """Every path of a layout."""
    yield path
    steps = piece.names if piece.kind == "table" else range(len(piece.items))
    for step, item in zip(steps, piece.items, strict=False):
        yield from paths(item, (*path, step))


TEXTS = st.one_of(
    st.text(alphabet="ab: #'\"-&!{}[],\\é\n\u2028", max_size=12),
    st.sampled_from(["NO", "1956-10-19", "12:30", "~", "", "!a & b"]),
)
VALUES = st.recursive(
    TEXTS, lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(TEXTS, inner, max_size=3)), max_leaves=6
)


@pytest.mark.parametrize("text", [NOTES, RIVER, "a: 1", "\ufeffa: {b: [c, d]}\n", "- a\n-\n  b: c\n- [d]\n"])
@given(data=st.data())
@settings(max_examples=25, deadline=None)
def test_any_edit_says_just_that_or_is_refused(text, data):
    """Whatever is set, put in, moved or taken out, the rest reads as before; comments are lost only with their line."""
    path = data.draw(st.sampled_from(list(paths(layout(text)))[1:]))
    value = data.draw(VALUES)
    piece = layout(text).at(path)
    before = plain(text)

    after = plain(set_value(text, path, value))
    assert after != before or value == reached(before, path)
    assert value == reached(after, path)
    if piece.kind == "list":
        place = data.draw(st.integers(0, len(piece.items)))
        longer = insert(text, path, place, value)
        assert value == reached(plain(longer), path)[place]
        assert set(comments(text)) <= set(comments(longer))
        assert before == plain(delete(longer, (*path, place)))
        if piece.items:
            start, end = (
                data.draw(st.integers(0, len(piece.items) - 1)),
                data.draw(st.integers(0, len(piece.items) - 1)),
            )
            assert before == plain(move(move(text, path, start, end), path, end, start))


def reached(data, path):
    """The value at a path of plain data."""
    for step in path:
        data = data[step]
    return data


@given(value=VALUES)
@settings(max_examples=300)
def test_values_are_written_so_that_they_read_back(value):
    """Quotes are put wherever a text could be taken for anything else."""
    assert value == plain(f"a: {flow(value)}")["a"]


def test_what_is_not_there_cannot_be_edited():
    """A path that leads nowhere, a place that is none and a broken text are errors."""
    for wrong in (("epochs", 7), ("nothing", "x"), ("title", "x")):
        with pytest.raises(InvalidValue):
            set_value(NOTES, wrong, "x")
    with pytest.raises(InvalidValue):
        delete(NOTES, ("epochs", 7))
    with pytest.raises(InvalidValue):
        insert(NOTES, PATH, 9, "x")
    with pytest.raises(InvalidValue):
        move(NOTES, PATH, 0, 9)
    with pytest.raises(InvalidModel):
        set_value("a: [", ("a",), "x")


@pytest.mark.skipif(not (SHARED / "cases").exists(), reason="the shared cases are not here")
def test_the_founding_case_can_be_edited_line_by_line():
    """Every statement can be moved, dropped and put back, and the file stays as it was but for that."""
    text = (SHARED / "cases" / "kuril" / "case.yaml").read_text(encoding="utf-8")
    path = ("epochs", 2, "preferences", "russia")
    swapped = move(text, path, 0, 1)

    assert text == move(swapped, path, 1, 0)
    assert "treaty" == check_text(swapped, name="c")[0].epochs[2].preferences["russia"].statements[0].want
    assert text.count("\n") - 1 == delete(text, (*path, 4)).count("\n")
