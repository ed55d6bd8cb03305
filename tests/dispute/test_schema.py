"""The published JSON Schema and the loader agree on what case.yaml may hold."""

import json
import os
from importlib.resources import files
from pathlib import Path

import pytest

from detente.dispute import read_model
from detente.dispute.formats import strict_yaml
from detente.dispute.formats.schema import SECTIONS, case_schema
from detente.dispute.formats.strict_yaml import List, Table
from dispute.test_native import RIVER

jsonschema = pytest.importorskip("jsonschema_rs")

ROOT = Path(__file__).parents[2]
SHARED = Path(os.environ.get("DETENTE_SHARED", ROOT.parent / "shared"))
CASES = [*sorted(ROOT.glob("examples/*/case.yaml")), *sorted(SHARED.glob("cases/*/case.yaml"))]


def plain(node):
    """A tree of YAML as lists and dicts of texts; `nth` as the number that other readers make of it."""
    if isinstance(node, Table):
        return {key.text: int(value.text) if key.text == "nth" else plain(value) for key, value in node.entries}
    if isinstance(node, List):
        return [plain(item) for item in node.items]
    return None if node.is_empty else node.text


def is_valid(text: str) -> bool:
    """Whether the schema accepts a case.yaml."""
    node, problems = strict_yaml.read(text, name="c")
    assert () == problems
    return jsonschema.validator_for(case_schema()).is_valid(plain(node))


def test_the_published_file_is_the_schema():
    """The file in the package is `case_schema()` written out."""
    published = files("detente.dispute.formats").joinpath("case.schema.json").read_text(encoding="utf-8")

    assert json.dumps(case_schema(), indent=1) + "\n" == published


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.parent.name)
def test_whole_cases_validate(path):
    """The bundled examples and the founding case are valid by the schema and for the loader."""
    text = path.read_text(encoding="utf-8")

    assert is_valid(text)
    assert () == read_model(text, name="case.yaml")[1]


VALID = [
    RIVER,
    "detente: 1\ntitle: x\ndecision_makers: {a: {options: {}}}",
    "detente: 1\ntitle: x\ndecision_makers: {a: {options: {o: {}}}}\nviews: {}\nepochs: [{id: 1, preferences: {a: }}]",
    "detente: 1\ntitle: x\ndecision_makers: {a: {options: {o: {}}}}\nviews: {a: {options: [o], preferences: {a: []}}}",
]

INVALID = [
    "title: x\ndecision_makers: {a: {options: {}}}",
    "detente: 2\ntitle: x\ndecision_makers: {a: {options: {}}}",
    "detente: 1\ntitle: [x]\ndecision_makers: {a: {options: {}}}",
    "detente: 1\ntitle: x\ndecision_makers: {a: {}}",
    "detente: 1\ntitle: x\ndecision_makers: {a b: {options: {}}}",
    "detente: 1\ntitle: x\ndecision_makers: {a: {options: {o: {basis: {source: x, quote: y}}}}}",
    "detente: 1\ntitle: x\ndecision_makers: {a: {options: {o: {basis: [{source: x}]}}}}",
    "detente: 1\ntitle: x\ndecision_makers: {a: {options: {o: {basis: [{source: x, quote: y, nth: 0}]}}}}",
    "detente: 1\ntitle: x\ndecision_makers: {a: {options: {}}}\ninfeasible: [a]",
    "detente: 1\ntitle: x\ndecision_makers: {a: {options: {o: {}}}}\nirreversible: [{option: o, direction: both}]",
    "detente: 1\ntitle: x\ndecision_makers: {a: {options: {}}}\nepochs: [{id: 1}]",
    "detente: 1\ntitle: x\ndecision_makers: {a: {options: {}}}\nepochs: [{id: 1, preferences: {a: [{says: x}]}}]",
    "detente: 1\ntitle: x\ndecision_makers: {a: {options: {}}}\nepochs: [{id: 1, preferences: {a: {unknown: [[o]]}}}]",
    "detente: 1\ntitle: x\ndecision_makers: {a: {options: {}}}\nepochs: [{id: 1, preferences: {a: {ranks: [1]}}}]",
]


@pytest.mark.parametrize("text", VALID)
def test_what_the_loader_accepts_is_valid(text):
    """Both say yes."""
    assert (True, ()) == (is_valid(text), read_model(text, name="c")[1])


@pytest.mark.parametrize("text", INVALID)
def test_what_the_loader_refuses_is_invalid(text):
    """Both say no."""
    assert not is_valid(text)
    assert read_model(text, name="c")[1]


@pytest.mark.parametrize("kind", sorted(SECTIONS))
def test_an_unknown_key_is_refused_in_every_section(kind):
    """A key that no section has is an error wherever it stands, for the schema and for the loader."""
    places = {
        "case": ("title: The river", "title: The river\nzzz: 1"),
        "actor": ("name: Norland, also", "zzz: 1, name: Norland, also"),
        "issue": ("{name: Who", "{zzz: 1, name: Who"),
        "decision_maker": ("    name: Norland", "    name: Norland\n    zzz: 1"),
        "option": ("open: {name", "open: {zzz: 1, name"),
        "exclusion": ("{when: open", "{zzz: 1, when: open"),
        "irreversibility": ("{option: open", "{zzz: 1, option: open"),
        "epoch": ("    name: Spring", "    name: Spring\n    zzz: 1"),
        "statement": ("{want: peace", "{zzz: 1, want: peace"),
        "preferences": ("{ranking:", "{zzz: 1, ranking:"),
        "view": ("outcomes:", "views: {norland: {zzz: 1}}\noutcomes:"),
        "citation": ("{source: a,", "{zzz: 1, source: a,"),
        "inferred": ("{inferred:", "{zzz: 1, inferred:"),
        "assumed": ("{assumed: analyst", "{zzz: 1, assumed: analyst"),
    }
    text = RIVER.replace(*places[kind], 1)

    assert text != RIVER
    assert not is_valid(text)
    assert ["unknown-key"] == [problem.code for problem in read_model(text, name="c")[1]]
