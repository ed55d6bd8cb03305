"""What is written is read back as the same game, and what was not changed comes back as it was."""

import json
import os
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from detente.dispute import load_model, read_model
from detente.dispute.check import check_text
from detente.dispute.formats import gmcr_writing, model_json_writing
from detente.dispute.formats.bases import basis_of, data_of
from detente.dispute.graph import compile_model
from detente.dispute.model import Exclusion, Preferences, PreferenceStatement
from detente.dispute.normal_form import patterns_of
from detente.errors import InvalidModel, InvalidValue
from detente.evidence import Assumed, Inferred, Quoted, Reference
from dispute.test_conditions import RIVER, trees, truth_table
from dispute.test_foreign_formats import GMCR, TOLL
from dispute.test_native import RIVER as NATIVE
from reference.random_models import random_model

SHARED = Path(os.environ.get("DETENTE_SHARED", Path(__file__).parents[2].parent / "shared"))


def game(model, epoch=None):
    """Everything that stability depends on."""
    graph = compile_model(model, epoch)
    return (
        graph.decision_makers,
        graph.labels,
        graph.ranks.tolist(),
        [[graph.successors_of(dm, s) for s in range(graph.n_states)] for dm in range(graph.n_dms)],
        graph.status_quo,
        graph.unknown,
    )


def read(document, name="m.json"):
    """The model of a document, which must have no error."""
    model, problems = read_model(json.dumps(document), name=name)
    assert () == problems
    return model


@given(trees())
def test_patterns_hold_where_the_condition_does(condition):
    """The normal form is true in exactly the same states, and no pattern is a case of another."""
    patterns = patterns_of(condition)
    held = [any(all(s >> o & 1 == taken for o, taken in p.items()) for p in patterns) for s in range(16)]

    assert truth_table(condition) == held
    assert not any(a.items() <= b.items() for i, a in enumerate(patterns) for j, b in enumerate(patterns) if i != j)
    assert RIVER.options


@given(seed=st.integers(0, 2**32), unknown=st.booleans())
@settings(max_examples=80, deadline=None)
def test_model_json_is_read_back_as_the_same_game(seed, unknown):
    """States, ranks, moves and unknown pairs survive, in option form and in graph form."""
    model = random_model(seed, unknown=unknown)

    assert game(model) == game(read(model_json_writing.write(model)))


def test_model_json_that_was_read_is_written_as_it_was():
    """Keys of others survive, patterns and conditions keep their words."""
    written = model_json_writing.write(read(TOLL))
    expected = {**TOLL, "decision_makers": [{"id": "sudland", "name": "sudland"}, TOLL["decision_makers"][1]]}
    options = [{**option, "direction": option.get("direction", "both")} for option in TOLL["options"]]

    assert {**expected, "options": options} == written


def test_a_party_out_of_play_is_written_as_moves():
    """What options cannot say is said by listing states and moves."""
    model = read(TOLL)
    epoch = replace(model.epochs[0], decision_makers=("sudland",))
    model = replace(model, epochs=(epoch,))

    assert game(model)[1:5] == game(read(model_json_writing.write(model)))[1:5]
    with pytest.raises(InvalidValue):
        gmcr_writing.write(model)


@given(seed=st.integers(0, 2**32))
@settings(max_examples=80, deadline=None)
def test_gmcr_is_read_back_as_the_same_game(seed):
    """States are renumbered party by party; ranks, moves and labels follow."""
    model = random_model(seed, max_states=16)
    if model.moves is not None:
        with pytest.raises(InvalidValue):
            gmcr_writing.write(model)
        return
    if compile_model(model).forward & compile_model(model).backward:
        return
    back = game(read(gmcr_writing.write(model), "x.gmcr"))

    assert game(model)[:5] == back[:5]


def test_an_unchanged_gmcr_file_keeps_every_key():
    """Writing what was read changes nothing but the words for rankings by hand."""
    document = GMCR | {"coalitions": [0, 1], "version": "0.4", "title": "River"}
    written = gmcr_writing.write(read(document, "x.gmcr"))
    makers = [{**maker} for maker in document["decisionMakers"]]
    makers[0]["preferenceRanking"] = written["decisionMakers"][0]["preferenceRanking"]
    options = [{"permittedDirection": "both", **option} for option in document["options"]]

    assert {**document, "decisionMakers": makers, "options": options} == written


def test_the_older_dialect_is_written_as_the_newer():
    """preferenceVector becomes preferenceRanking, and the flag with it."""
    makers = [
        {"name": "A", "options": [0], "preferences": [], "preferenceVector": [2, [1, 3], 4]},
        {"name": "B", "options": [1], "preferences": [], "preferenceVector": [1, 2, 3, 4]},
    ]
    old = {
        "decisionMakers": makers,
        "options": [{"name": "a"}, {"name": "b"}],
        "infeasibles": [],
        "useManualPreferenceVectors": True,
    }
    written = gmcr_writing.write(read(old, "x.gmcr"))

    assert True is written["useManualPreferenceRanking"]
    assert [[2, [1, 3], 4], [1, 2, 3, 4]] == [maker["preferenceRanking"] for maker in written["decisionMakers"]]
    assert not any("preferenceVector" in maker for maker in written["decisionMakers"])
    assert "useManualPreferenceVectors" not in written
    assert game(read(old, "x.gmcr")) == game(read(written, "x.gmcr"))


def test_a_changed_gmcr_model_keeps_what_was_not_touched():
    """A new exclusion and a new statement are written; the other party's lines and unknown keys stay."""
    model = read(GMCR | {"odd": {"a": 1}}, "x.gmcr")
    wants = {
        **model.epochs[0].preferences,
        "norland": Preferences(statements=(PreferenceStatement(want="open -> toll", says=""),)),
    }
    changed = replace(
        model,
        infeasible=(*model.infeasible, Exclusion(when="toll & zahlen_fur_2")),
        epochs=(replace(model.epochs[0], preferences=wants),),
    )
    written = gmcr_writing.write(changed)

    assert {"a": 1} == written["odd"]
    assert GMCR["decisionMakers"][0]["preferences"] == written["decisionMakers"][0]["preferences"]
    assert [{"compound": True, "members": [[[0, "N"]], [[1, "Y"]]]}] == written["decisionMakers"][1]["preferences"]
    assert [[[0, "Y"], [1, "Y"]], [[2, "Y"], [1, "Y"]]] == written["infeasibles"]
    assert game(changed) == game(read(written, "x.gmcr"))


@pytest.mark.parametrize(
    "basis",
    [
        None,
        Quoted((Reference(source="004", quote="x", nth=2), Reference(source="a", quote="y"))),
        Inferred(rule="habit", premises=(Reference(source="a", quote="y"),)),
        Assumed(by="analyst", because="usual"),
    ],
)
def test_bases_survive_as_data(basis):
    """A side file gives back what each line rests on."""
    assert basis == basis_of(json.loads(json.dumps(data_of(basis))))


@pytest.mark.skipif(not (SHARED / "cases").exists(), reason="the shared cases are not here")
def test_the_founding_case_survives_both_formats():
    """Every epoch is the same game after model JSON and after .gmcr, whose citations stand in the side file."""
    model = load_model(SHARED / "cases" / "kuril")
    for epoch in model.epochs:
        assert game(model, epoch.id) == game(read(model_json_writing.write(model, epoch=epoch.id)))
        assert game(model, epoch.id)[1:4] == game(read(gmcr_writing.write(model, epoch=epoch.id), "x.gmcr"))[1:4]
        side = gmcr_writing.write_citations(model, epoch=epoch.id)
        assert [data_of(option.basis) for option in model.options] == [entry["basis"] for entry in side["options"]]


def test_a_side_file_gives_back_words_bases_and_the_observed_state(tmp_path):
    """A .gmcr with its side file is loaded with all that .gmcr itself cannot say."""
    model, problems = check_text(NATIVE, name="case.yaml")
    assert () == problems
    wants = dict.fromkeys(("norland", "sudland"), model.epochs[0].preferences["norland"])
    model = replace(model, infeasible=(), epochs=(replace(model.epochs[0], observed="pay", preferences=wants),))
    file = tmp_path / "river.gmcr"
    file.write_text(json.dumps(gmcr_writing.write(model)), encoding="utf-8")
    (tmp_path / "river.gmcr.citations.json").write_text(
        json.dumps(gmcr_writing.write_citations(model)), encoding="utf-8"
    )
    back = load_model(file)

    assert game(model)[1:5] == game(back)[1:5]
    assert [o.basis for o in model.options] == [o.basis for o in back.options]
    assert (model.title, model.epochs[0].basis) == (back.title, back.epochs[0].basis)
    assert [(line.says, line.basis) for line in model.epochs[0].preferences["norland"].statements] == [
        (line.says, line.basis) for line in back.epochs[0].preferences["norland"].statements
    ]


def test_a_side_file_of_another_version_is_left_out_or_refused(tmp_path):
    """Lists that do not fit are ignored; what is no side file at all is an error."""
    file = tmp_path / "x.gmcr"
    file.write_text(json.dumps(GMCR), encoding="utf-8")
    side = tmp_path / "x.gmcr.citations.json"
    side.write_text(json.dumps({"format": "detente/citations-1", "options": [{}], "infeasible": 3}), encoding="utf-8")

    assert load_model(file).options == read(GMCR, "x.gmcr").options
    side.write_text("[", encoding="utf-8")
    with pytest.raises(InvalidModel):
        load_model(file)
    side.write_text("{}", encoding="utf-8")
    with pytest.raises(InvalidModel):
        load_model(file)
