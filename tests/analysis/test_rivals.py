"""Rival models side by side: what parts them, on the prisoners, an invented strike, and the founding case."""

import os
from dataclasses import replace
from pathlib import Path

import pytest

from detente.analysis.rivals import rivals
from detente.analysis.samples import dispute_of_ranks, prisoners_in_words
from detente.analysis.whatif import apply_edits, whatif
from detente.dispute import load_model
from detente.dispute.model import DecisionMaker, Option, Preferences, PreferenceStatement
from detente.errors import Cancelled, InvalidValue, NoFeasibleState

ROOT = Path(__file__).parents[2]
SHARED = Path(os.environ.get("DETENTE_SHARED", ROOT.parent / "shared"))
STRIKE = ROOT / "examples" / "strike"

WARY = apply_edits(prisoners_in_words, ["ann: drop 2", 'ann: add "bob -> ann" at 1', 'ann: add "!bob -> !ann"'])
"""Ann would keep silent if only she could be sure of Bob."""


def test_rivals_part_on_the_smallest_what_if():
    """Two stories of why both confess agree as things stand, and part once Bob cannot."""
    found = rivals({"greed": prisoners_in_words, "fear": WARY}, target="!ann", concept="NASH").epochs[0]

    assert not found.apart
    assert [("", ('infeasible "bob.bob"',), {"greed": False, "fear": True})] == [
        (parting.epoch, parting.edits, dict(parting.holds)) for parting in found.what_ifs
    ]
    assert {"greed": False, "fear": False} == {name: standing.fits for name, standing in found.models.items()}


def test_a_trial_is_a_move_that_one_model_answers_and_the_other_does_not():
    """At mutual silence greedy Ann confesses and wary Ann does not; after Bob confesses both would."""
    found = rivals({"greed": prisoners_in_words, "fear": WARY}, concept="NASH").epochs[0]

    assert [("NN", "ann", {"greed": ["YN"], "fear": []})] == [
        (entry["state"], entry["decision_maker"], entry["goes_to"])
        for entry in (trial.to_dict() for trial in found.trials)
    ]


def test_rivals_that_differ_as_they_stand_need_no_what_if():
    """An epoch in which expectations differ already is named."""
    other = apply_edits(prisoners_in_words, ["ann: drop 2"])
    found = rivals({"a": prisoners_in_words, "b": other}, concept="NASH").epochs[0]

    assert found.apart
    assert [()] == [parting.edits for parting in found.what_ifs]


def test_models_that_never_part_say_so():
    """The same model twice has no parting and no line that differs."""
    found = rivals({"a": prisoners_in_words, "b": prisoners_in_words}).epochs[0]

    assert ((), (), {"b": ()}) == (found.what_ifs, found.trials, found.lines)


@pytest.mark.parametrize(
    ("models", "epochs"),
    [
        ({"a": prisoners_in_words}, None),
        ({"a": prisoners_in_words, "b": prisoners_in_words}, ["later"]),
        (
            {
                "a": prisoners_in_words,
                "b": replace(prisoners_in_words, epochs=(replace(prisoners_in_words.epochs[0], id="x"),)),
            },
            None,
        ),
    ],
    ids=["one model", "an epoch that is not there", "no epoch in common"],
)
def test_what_cannot_be_compared_is_refused(models, epochs):
    """Rivals are two or more, over epochs that all have."""
    with pytest.raises(InvalidValue):
        rivals(models, epochs=epochs)


def test_rivals_can_have_options_of_their_own():
    """A third party that only one story knows does not make every state another one."""
    judge = DecisionMaker(
        id="judge", name="Judge", options=(Option(id="pardon", decision_maker="judge", name="pardon"),)
    )
    wants = {**prisoners_in_words.epochs[0].preferences, "judge": Preferences()}
    more = replace(
        prisoners_in_words,
        decision_makers=(*prisoners_in_words.decision_makers, judge),
        epochs=(replace(prisoners_in_words.epochs[0], preferences=wants),),
    )
    found = rivals({"two": prisoners_in_words, "three": more}, concept="NASH").epochs[0]

    assert not found.apart
    assert ("YYN", "YYY") == found.models["three"].equilibria


def test_options_of_one_name_are_told_apart_by_party():
    """Two parties with an option of one name are told apart in every what-if."""
    makers = tuple(
        DecisionMaker(id=i, name=i, options=(Option(id="talk", decision_maker=i, name="talk"),)) for i in ("ann", "bob")
    )
    wants = {
        i: Preferences(statements=(PreferenceStatement(want="ann.talk & bob.talk", says=""),)) for i in ("ann", "bob")
    }
    model = replace(
        prisoners_in_words,
        decision_makers=makers,
        epochs=(replace(prisoners_in_words.epochs[0], preferences=wants, observed=None),),
    )
    refusing = {**wants, "bob": Preferences(statements=(PreferenceStatement(want="!bob.talk", says=""),))}
    other = replace(model, epochs=(replace(model.epochs[0], preferences=refusing),))

    assert rivals({"a": model, "b": other}, target="bob.talk").epochs[0].what_ifs


def test_rankings_can_be_rivals():
    """Models of ranks part on what-ifs too, although an exclusion leaves fewer states than there are ranks."""
    one = dispute_of_ranks("one", ann=(3, 4, 1, 2), bob=(3, 1, 4, 2))
    two = dispute_of_ranks("two", ann=(4, 3, 1, 2), bob=(3, 1, 4, 2))
    found = rivals({"one": one, "two": two}, concept="NASH").epochs[0]

    assert {('infeasible "bob.bob"',)} == {parting.edits for parting in found.what_ifs}


def test_the_parting_what_ifs_are_all_the_smallest_there_are():
    """Every single intervention tried one by one with whatif, parts the models iff the search says so."""
    strike, money = load_model(STRIKE / "case.yaml"), load_model(STRIKE / "money.yaml")
    found = rivals({"clause": strike, "money": money}, target="settlement", epochs=["2025-04-19"]).epochs[0]
    single = [f'infeasible "{mark}{o.decision_maker}.{o.id}"' for o in strike.options for mark in ("", "!")]
    single += [f"{dm.id}: out" for dm in strike.decision_makers]

    def parts(edit):
        holds = set()
        for model in (strike, money):
            try:
                after = whatif(model, [edit], epoch="2025-04-19", concepts=["SEQ"]).after
            except NoFeasibleState:
                return False
            holds.add(bool(set(after.graph.where("settlement")) & set(after.equilibria["SEQ"])))
        return len(holds) > 1

    assert [(edit,) for edit in single if parts(edit)] == [parting.edits for parting in found.what_ifs]


def test_the_strike_shows_what_told_its_rivals_apart():
    """Once the clause binds, only the story of the clause expects a settlement; and the second ballot bore it out."""
    models = {"clause": load_model(STRIKE / "case.yaml"), "money": load_model(STRIKE / "money.yaml")}
    found = {epoch.id: epoch for epoch in rivals(models, target="settlement").epochs}

    bound = next(p for p in found["2025-04-19"].what_ifs if p.edits == ('infeasible "!company.clause"',))
    assert {"clause": True, "money": False} == bound.holds
    assert {"clause": True, "money": True} == {n: s.fits for n, s in found["2025-04-19"].models.items()}
    assert {"clause": True, "money": False} == {n: s.fits for n, s in found["2025-05-15"].models.items()}


def test_the_search_can_be_stopped():
    """Cancel is asked before every what-if."""
    with pytest.raises(Cancelled):
        rivals({"greed": prisoners_in_words, "fear": WARY}, target="!ann", concept="NASH", cancel=lambda: True)


@pytest.mark.skipif(not (SHARED / "cases" / "kuril").is_dir(), reason="the founding case is not beside the repository")
def test_two_explanations_of_one_deadlock_in_the_founding_case():
    """Cession blocks, or outside pressure: both fit, and the assurance of an outsider is what parts them."""
    case = load_model(SHARED / "cases" / "kuril" / "case.yaml")
    outsider = DecisionMaker(
        id="outsider", name="Outsider", options=(Option(id="assurance", decision_maker="outsider", name="assure"),)
    )
    silent = Preferences(statements=(PreferenceStatement(want="!assurance", says="no hands tied"),))
    epochs = tuple(replace(e, preferences={**e.preferences, "outsider": silent}) for e in case.epochs)
    cession = replace(case, decision_makers=(*case.decision_makers, outsider), epochs=epochs)
    pressure = apply_edits(cession, ['russia: replace 1 "sovereignty -> assurance"'], epoch="2018-11")

    found = {e.id: e for e in rivals({"cession": cession, "pressure": pressure}, target="treaty").epochs}

    assert 6 == len(found)
    assert {"cession": True, "pressure": True} == {n: s.fits for n, s in found["2018-11"].models.items()}
    assert [('infeasible "!outsider.assurance"',), ("outsider: out",)] == [p.edits for p in found["2018-11"].what_ifs]
    assert {"cession": False, "pressure": True} == found["2018-11"].what_ifs[0].holds
    assert not any(epoch.what_ifs or epoch.trials for name, epoch in found.items() if name != "2018-11")
