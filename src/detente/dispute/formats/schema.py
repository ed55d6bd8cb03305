"""What case.yaml may hold: the keys of each of its tables, for the loader and for the published JSON Schema alike.

`case.schema.json` beside this module is `case_schema()` written out, for editors and other programs; a test keeps the
two the same.
"""

from dataclasses import dataclass

__all__ = ["DIRECTIONS", "ID_PATTERN", "SECTIONS", "VERSION", "Section", "case_schema"]

VERSION = 1
ID_PATTERN = r"^[A-Za-z_][A-Za-z0-9_]*$"
DIRECTIONS = ("forward", "backward")


@dataclass(frozen=True, slots=True)
class Section:
    """The keys of one kind of table."""

    required: tuple[str, ...] = ()
    optional: tuple[str, ...] = ()

    @property
    def keys(self) -> tuple[str, ...]:
        """Every key the table may have."""
        return (*self.required, *self.optional)


SECTIONS = {
    "case": Section(
        ("detente", "title", "decision_makers"),
        (
            "actors",
            "terms",
            "issues",
            "infeasible",
            "irreversible",
            "outcomes",
            "views",
            "states",
            "moves",
            "epochs",
        ),
    ),
    "actor": Section((), ("name", "also", "people")),
    "issue": Section((), ("name",)),
    "decision_maker": Section(("options",), ("name", "one_of", "exactly_one_of")),
    "option": Section((), ("name", "basis")),
    "exclusion": Section(("when",), ("basis",)),
    "irreversibility": Section(("option", "direction"), ("basis",)),
    "epoch": Section(
        ("id", "preferences"),
        ("name", "from", "observed", "basis", "infeasible", "irreversible", "decision_makers"),
    ),
    "statement": Section(("want",), ("says", "basis")),
    "preferences": Section((), ("statements", "ranking", "unknown")),
    "view": Section((), ("options", "preferences", "epochs")),
    "citation": Section(("source", "quote"), ("nth",)),
    "inferred": Section(("inferred",), ("premises",)),
    "assumed": Section(("assumed",), ("because",)),
}
"""The tables of case.yaml by kind."""

JsonSchema = dict[str, object]


def case_schema() -> JsonSchema:
    """The JSON Schema (draft 2020-12) of case.yaml.

    Scalars keep their letters in detente; other YAML readers turn some into numbers or booleans, so a text may be one.
    """
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": "https://detente.example/case.schema.json",
        "title": "case.yaml of detente, version 1",
        **_section("case", _case()),
        "$defs": {
            "text": {"type": ["string", "number", "boolean"]},
            "texts": _list(_ref("text")),
            "id": {"type": "string", "pattern": ID_PATTERN},
            "citation": _section("citation", _citation()),
            "basis": {
                "anyOf": [
                    _list(_ref("citation")),
                    _section("inferred", {"inferred": _ref("text"), "premises": _list(_ref("citation"))}),
                    _section("assumed", {"assumed": _ref("text"), "because": _ref("text")}),
                ]
            },
            "option": _section("option", {"name": _ref("text"), "basis": _ref("basis")}),
            "decision_maker": _section("decision_maker", _decision_maker()),
            "exclusion": _section("exclusion", {"when": _ref("text"), "basis": _ref("basis")}),
            "irreversibility": _section("irreversibility", _irreversibility()),
            "statement": _section("statement", {"want": _ref("text"), "says": _ref("text"), "basis": _ref("basis")}),
            "preferences": {
                "anyOf": [_list(_ref("statement")), {"type": "null"}, _section("preferences", _preferences())]
            },
            "view": _section("view", _view()),
            "epoch": _section("epoch", _epoch()),
        },
    }


def _case() -> JsonSchema:
    return {
        "detente": {"enum": [VERSION, str(VERSION)]},
        "title": _ref("text"),
        "actors": _table(_section("actor", {"name": _ref("text"), "also": _ref("texts"), "people": _ref("texts")})),
        "terms": _table(_ref("texts")),
        "issues": _table(_section("issue", {"name": _ref("text")})),
        "decision_makers": _table(_ref("decision_maker"), ids=True),
        "infeasible": _list(_ref("exclusion")),
        "irreversible": _list(_ref("irreversibility")),
        "outcomes": _table(_ref("text"), ids=True),
        "views": _table(_ref("view"), ids=True),
        "states": _ref("texts"),
        "moves": _table(_list(_pair()), ids=True),
        "epochs": _list(_ref("epoch")),
    }


def _decision_maker() -> JsonSchema:
    groups: JsonSchema = {"anyOf": [_list(_ref("id")), _list(_list(_ref("id")))]}
    return {
        "name": _ref("text"),
        "options": _table(_ref("option"), ids=True),
        "one_of": groups,
        "exactly_one_of": groups,
    }


def _irreversibility() -> JsonSchema:
    return {"option": _ref("text"), "direction": {"enum": list(DIRECTIONS)}, "basis": _ref("basis")}


def _epoch() -> JsonSchema:
    return {
        "id": _ref("text"),
        "name": _ref("text"),
        "from": _ref("text"),
        "observed": _ref("text"),
        "basis": _ref("basis"),
        "preferences": _table(_ref("preferences"), ids=True),
        "infeasible": _list(_ref("exclusion")),
        "irreversible": _list(_ref("irreversibility")),
        "decision_makers": _list(_ref("id")),
    }


def _preferences() -> JsonSchema:
    group: JsonSchema = {"anyOf": [_ref("text"), _ref("texts")]}
    return {"statements": _list(_ref("statement")), "ranking": _list(group), "unknown": _list(_pair())}


def _view() -> JsonSchema:
    return {
        "options": _ref("texts"),
        "preferences": _table(_ref("preferences"), ids=True),
        "epochs": _ref("texts"),
    }


def _citation() -> JsonSchema:
    return {"source": _ref("text"), "quote": _ref("text"), "nth": {"type": "integer", "minimum": 1}}


def _ref(name: str) -> JsonSchema:
    return {"$ref": f"#/$defs/{name}"}


def _list(items: JsonSchema) -> JsonSchema:
    return {"type": "array", "items": items}


def _pair() -> JsonSchema:
    return {"type": "array", "items": _ref("text"), "minItems": 2, "maxItems": 2}


def _table(values: JsonSchema, *, ids: bool = False) -> JsonSchema:
    """A table with keys of the writer's choosing."""
    names: JsonSchema = {"propertyNames": {"pattern": ID_PATTERN}} if ids else {}
    return {"type": ["object", "null"], "additionalProperties": values, **names}


def _section(kind: str, properties: JsonSchema) -> JsonSchema:
    """A table with the keys of its kind and no others."""
    section = SECTIONS[kind]
    if set(properties) != set(section.keys):
        raise ValueError(f"the schema of {kind!r} must have the keys {section.keys}")
    ordered = {key: properties[key] for key in section.keys}
    return {
        "type": "object",
        "properties": ordered,
        "required": list(section.required),
        "additionalProperties": False,
    }
