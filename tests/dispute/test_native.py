"""case.yaml keeps what was typed, knows where it stood, and shows all its errors at once."""

import time
from datetime import date
from pathlib import Path

import pytest

from detente.dispute import load_model, read_model
from detente.dispute.check import check_text
from detente.dispute.model import shown_ids
from detente.errors import InvalidModel, InvalidSyntax, NotACase
from detente.evidence import Assumed, Inferred, Quoted, Reference

RIVER = """\
detente: 1
title: The river
actors:
  norland: {name: Norland, also: [Northby], people: [Ada Moor]}
terms:
  barrage: [Great Barrage, dam]
issues:
  water: {name: Who opens the locks}
decision_makers:
  norland:
    name: Norland
    options:
      open: {name: open the locks, basis: [{source: 004, quote: NO, nth: 2}]}
      toll: {basis: {assumed: analyst, because: usual}}
  sudland:
    options:
      pay: {basis: {inferred: from habit, premises: [{source: 004, quote: 12:30}]}}
      low: {basis: {assumed: a, because: b}}
      high: {basis: {assumed: a, because: b}}
    one_of: [pay, low]
    exactly_one_of: [[low, high]]
infeasible:
  - {when: open & toll, basis: {assumed: a, because: b}}
irreversible:
  - {option: open, direction: forward, basis: {assumed: a, because: b}}
outcomes:
  peace: open & pay
epochs:
  - id: 2022
    name: Spring
    from: 2022-03
    observed: high
    basis: [{source: a, quote: b}]
    preferences:
      norland:
        - {want: "!toll", says: no toll, basis: {assumed: a, because: b}}
        - {want: peace, basis: {assumed: a, because: b}}
      sudland: {ranking: [peace, [s1, s2]], unknown: [[s1, s3]]}
"""


def model():
    """The river, which must have no error."""
    read, problems = check_text(RIVER, name="case.yaml")
    assert () == problems
    assert read is not None
    return read


def errors(text: str) -> list[tuple[str, str]]:
    """(place without the file, code) of every error."""
    _, problems = check_text(text, name="c")
    return [(problem.where.partition(":")[2], problem.code) for problem in problems]


def test_scalars_keep_their_letters():
    """What looks like a number, a truth value, a time or a date stays a text."""
    river = model()

    assert "2022" == river.epochs[0].id
    assert Quoted((Reference(source="004", quote="NO", nth=2),)) == river.options[0].basis
    assert Inferred(rule="from habit", premises=(Reference(source="004", quote="12:30"),)) == river.options[2].basis


def test_elements_know_their_place():
    """Options point at their id, conditions at their first letter, also behind a quote mark."""
    river = model()

    assert "case.yaml:13:7" == river.options[0].where
    assert "case.yaml:36:19" == river.epochs[0].preferences["norland"].statements[0].where
    assert "case.yaml:13:65" == river.places[Reference(source="004", quote="NO", nth=2)]


def test_everything_is_read():
    """Groups become exclusions, names default to ids, rankings and unknown pairs and vocabulary are kept."""
    river = model()
    epoch = river.epoch("2022")

    assert [
        "sudland.pay & sudland.low",
        "sudland.low & sudland.high",
        "!sudland.low & !sudland.high",
        "open & toll",
    ] == [exclusion.when for exclusion in river.infeasible]
    assert ("toll", Assumed(by="analyst", because="usual")) == (river.options[1].name, river.options[1].basis)
    assert (date(2022, 3, 1), date(2022, 3, 31), "month") == (
        epoch.since.earliest,
        epoch.since.latest,
        epoch.since.granularity,
    )
    assert (("peace",), ("s1", "s2")) == epoch.preferences["sudland"].ranking
    assert (("s1", "s3"),) == epoch.preferences["sudland"].unknown
    assert "peace" == epoch.preferences["norland"].statements[1].says
    assert {
        "actors": {"norland": {"name": "Norland", "also": ("Northby",), "people": ("Ada Moor",)}},
        "terms": {"barrage": ("Great Barrage", "dam")},
        "issues": {"water": "Who opens the locks"},
    } == river.vocabulary


def test_all_errors_come_at_once_in_order():
    """One look shows what is wrong in reading and in meaning, each at its place."""
    text = """\
detente: 2
titel: x
decision_makers:
  norland:
    options:
      cede: {nmae: x, basis: {assumed: a, because: b}}
      2x: {}
  sudland:
    options: {pay: {basis: []}}
infeasible:
  - {when: cede & pai, basis: {inferred: r}}
outcomes: {peace: cede &}
epochs:
  - id: a
    from: 2022-02-30
    observed: pay | cede
    preferences:
      norlnd: []
      norland: [{want: peace | ced}]
"""
    assert [
        ("1:1", "missing-key"),
        ("1:10", "invalid-value"),
        ("2:1", "unknown-key"),
        ("6:14", "unknown-key"),
        ("7:7", "invalid-value"),
        ("7:7", "missing-basis"),
        ("9:15", "missing-basis"),
        ("11:12", "missing-basis"),
        ("11:19", "undefined-option"),
        ("12:25", "invalid-syntax"),
        ("14:9", "missing-key"),
        ("15:11", "invalid-value"),
        ("18:7", "unknown-key"),
        ("19:24", "missing-basis"),
        ("19:32", "undefined-option"),
    ] == errors(text)


def test_an_unknown_key_is_answered_with_the_nearest():
    """The hint names the key that was meant."""
    _, problems = read_model("detente: 1\ntitel: x\ndecision_makers: {}", name="c")

    assert "did you mean 'title'?" in [problem.hint for problem in problems]


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("detente: 1\na: &x 1\nb: *x", "2:4"),
        ("a: {<<: {b: 1}}", "1:5"),
        ("a: 1\na: 2", "2:1"),
        ("a: !!str 1", "1:4"),
        ("want: !sovereignty", "1:7"),
        ("%YAML 1.1\n---\na: NO", "2:1"),
        ("a: 1\n---\nb: 2", "2:1"),
        ("? [a]\n: 1", "1:3"),
        ('a: "\\ud800"', "1:4"),
        ("a: [1", "1:6"),
        ("a:\n\tb: 1", "2:1"),
        ("a: \0", "1:4"),
    ],
)
def test_yaml_with_surprises_is_refused(text, place):
    """Aliases, merge keys, duplicates, tags, directives, further documents and broken text each have their place."""
    assert (place, "invalid-syntax") in errors(text)


@pytest.mark.parametrize(
    "text",
    [
        "[" * 200_000,
        "{a: " * 50_000,
        "- " * 100_000,
        "[" + "a, " * 200_000 + "a]",
        "a: " + "x" * 2_000_000,
        "\n".join(" " * i + "a:" for i in range(1_000)),
        "a: &a [x]\n"
        + "".join(f"{b}: &{b} [{', '.join([f'*{a}'] * 9)}]\n" for a, b in zip("abcdefgh", "bcdefghi", strict=True)),
    ],
)
def test_bombs_are_refused_fast(text):
    """Size, depth, number of values and aliases are bounded."""
    start = time.process_time()
    found = errors(text)

    assert any(code == "invalid-syntax" for _, code in found)
    assert time.process_time() - start < 20


def test_a_file_without_a_model_still_has_its_vocabulary():
    """The record can use actors and terms although the game part is missing."""
    read, problems = read_model("detente: 1\ntitle: x\nactors: {norland: {}}", name="c")

    assert ["missing-key"] == [problem.code for problem in problems]
    assert {"norland": {"name": "norland", "also": (), "people": ()}} == read.vocabulary["actors"]


def test_graph_form_in_yaml():
    """States can be plain labels and moves pairs of them."""
    text = """\
detente: 1
title: x
decision_makers: {norland: {options: {}}, sudland: {options: {}}}
states: [war, talks, peace]
moves:
  norland: [[war, talks], [talks, s3]]
epochs:
  - {id: e, preferences: {norland: {ranking: [peace, [war, talks]]}, sudland: []}}
"""
    read, problems = check_text(text, name="c")

    assert () == problems
    assert {"norland": ((0, 1), (1, 2))} == read.moves


@pytest.mark.parametrize("observed", ["open & toll", "open | pay"])
def test_an_epoch_observes_exactly_one_feasible_state(observed):
    """A state that cannot be, and one that is not one, are errors where it is written."""
    code = {"open & toll": "no-observed-state", "open | pay": "ambiguous-observed-state"}[observed]
    text = RIVER.replace("observed: high", f"observed: {observed}").replace("exactly_one_of: [[low, high]]", "")

    assert [("32:15", code)] == errors(text)


def test_exclusions_that_leave_nothing_are_an_error():
    """A model without a feasible state says so."""
    text = RIVER.replace("when: open & toll", 'when: "open | !open"')

    assert ["no-feasible-state"] == [code for _, code in errors(text)]


def test_a_model_is_loaded_from_its_folder(tmp_path: Path):
    """A case folder stands for the case.yaml in it."""
    (tmp_path / "case.yaml").write_text(RIVER, encoding="utf-8")

    assert "The river" == load_model(tmp_path).title
    assert load_model(tmp_path) == load_model(tmp_path / "case.yaml")


def test_what_cannot_be_loaded_is_one_error(tmp_path: Path):
    """A missing file, one that is not UTF-8 and one with errors raise what the command line shows."""
    (tmp_path / "latin.yaml").write_bytes("detente: 1\ntitle: Fl\xfcsse\n".encode("latin-1"))
    (tmp_path / "bad.yaml").write_text("detente: 1\n", encoding="utf-8")

    with pytest.raises(NotACase):
        load_model(tmp_path / "none.yaml")
    with pytest.raises(InvalidModel) as caught:
        load_model(tmp_path / "latin.yaml")
    assert caught.value.where.endswith("latin.yaml:2:10")
    with pytest.raises(InvalidModel) as caught:
        load_model(tmp_path / "bad.yaml")
    assert 2 == len(caught.value.problems)
    assert isinstance(read_model("a: [", name="x")[1][0], InvalidSyntax)


def test_a_party_without_a_name_bears_its_actors_name():
    """What people are shown is the actor's name, not the id; a name of the party's own wins."""
    text = (
        "detente: 1\ntitle: t\nactors:\n  n: {name: Norland}\n  s: {name: Sudland}\n"
        "decision_makers:\n  n: {options: {a: {}}}\n  s: {name: The South, options: {b: {}}}\n  w: {options: {c: {}}}\n"
    )
    model, _ = read_model(text, name="case.yaml")

    assert model
    assert ["Norland", "The South", "w"] == [maker.name for maker in model.decision_makers]


def test_options_that_share_an_id_are_shown_with_their_party():
    """Ids may repeat across parties; an id that stands alone is shown bare."""
    text = "detente: 1\ntitle: t\ndecision_makers:\n  n: {options: {sign: {}, leave: {}}}\n  s: {options: {sign: {}}}\n"
    model, _ = read_model(text, name="case.yaml")

    assert model
    assert ("n.sign", "leave", "s.sign") == shown_ids(model.options)
