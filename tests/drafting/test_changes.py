"""Changes to a model: what new articles would add is proposed, and the model stays as it is."""

import os
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from detente.case import vocabulary_of
from detente.dispute import load_model
from detente.dispute.model import DecisionMaker, DisputeModel, Epoch, Option, Preferences, PreferenceStatement
from detente.drafting import Changes, changes
from detente.evidence import DateRange, Quoted, Reference
from detente.record.build import build_record
from detente.record.reading import Vocabulary, VocabularyActor
from detente.sources import build_library, read_bytes, read_file

OLD = """Norland shuts the sluice

Vessby Courier, 6 March 2031

VESSBY - Norland closed the Tarn sluice on Monday. Sudland demanded that Norland reopen the sluice at once.
"""

NEW = """Sudland stops its exports

The Corrada Post, 9 September 2032

CORRADA - Sudland suspended electricity exports to Norland on Wednesday.

Norland insists that the Tarn sluice must stay shut.
"""

WORDS = Vocabulary(actors=(VocabularyActor("norland", "Norland"), VocabularyActor("sudland", "Sudland")))


def model() -> DisputeModel:
    """A model made from the first article alone."""
    told = Quoted((Reference(source="old", quote="Norland closed the Tarn sluice on Monday"),))
    return DisputeModel(
        title="The sluice",
        decision_makers=(
            DecisionMaker(
                id="norland",
                name="Norland",
                options=(Option(id="shut", decision_maker="norland", name="keep the Tarn sluice shut", basis=told),),
            ),
            DecisionMaker(id="sudland", name="Sudland", options=()),
        ),
        epochs=(
            Epoch(
                id="2031",
                name="2031",
                since=DateRange.day(date(2031, 3, 3)),
                observed="shut",
                basis=told,
                preferences={
                    "norland": Preferences(
                        statements=(PreferenceStatement(want="shut", says="the sluice stays shut", basis=told),)
                    ),
                    "sudland": Preferences(),
                },
            ),
        ),
    )


@pytest.fixture(scope="module")
def proposed() -> Changes:
    """What the second article would change."""
    library = build_library(
        document
        for name, text in (("old.txt", OLD), ("new.txt", NEW))
        for document in read_bytes(text.encode(), f"sources/{name}")
    )
    return changes(library, build_record(library, WORDS), model(), vocabulary=WORDS)


def test_a_new_article_opens_an_epoch(proposed: Changes) -> None:
    """What happened long after the last epoch is proposed as one of its own."""
    assert ["2032"] == [epoch.id[:4] for epoch in proposed.additions.epochs]


def test_an_epoch_stands_where_the_last_one_did(proposed: Changes) -> None:
    """Nothing is given up by silence."""
    assert "shut" == proposed.additions.epochs[0].observed


def test_an_option_the_model_lacks_is_proposed(proposed: Changes) -> None:
    """A measure that no option speaks of is one more."""
    added = [change for change in proposed.items if change.kind == "option"]

    assert ["sudland"] == [change.party for change in added]
    assert "electricity" in added[0].says


def test_what_speaks_to_a_statement_is_named(proposed: Changes) -> None:
    """Standing firm on the sluice touches the statement on the sluice."""
    touched = [change for change in proposed.items if change.kind == "preference"]

    assert any("the sluice stays shut" in change.says for change in touched)


def test_an_article_that_the_model_quotes_changes_nothing() -> None:
    """What the model has taken in is not proposed again."""
    library = build_library(read_bytes(OLD.encode(), "sources/old.txt"))
    found = changes(library, build_record(library, WORDS), model(), vocabulary=WORDS)

    assert () == found.items


def test_the_proposal_is_text_in_the_form_of_the_model(proposed: Changes) -> None:
    """It can be taken over line by line."""
    text = proposed.to_yaml()

    assert "Proposed changes" in text
    assert 'observed: "shut"' in text


SHARED = Path(os.environ.get("DETENTE_SHARED", Path(__file__).parents[2].parent / "shared")) / "cases" / "kuril"


@pytest.mark.skipif(not SHARED.exists(), reason="the real articles are not here")
def test_the_last_article_brings_the_last_epoch() -> None:
    """A model less its last epoch is offered that epoch again."""
    whole = load_model(SHARED / "case.yaml")
    paths = sorted((SHARED / "sources").iterdir())
    library = build_library(document for path in paths for document in read_file(path, root=SHARED))
    words = vocabulary_of(whole)
    less = replace(whole, epochs=whole.epochs[:-1])
    found = changes(library, build_record(library, words), less, vocabulary=words)

    assert ["2025"] == [epoch.id[:4] for epoch in found.additions.epochs]
    assert whole.epochs[-1].observed == found.additions.epochs[0].observed


def test_a_deed_is_new_although_it_names_a_party(proposed: Changes) -> None:
    """A party's name in an option does not make every deed that names the party a part of it."""
    base = model()
    named = tuple(
        replace(dm, options=tuple(replace(o, name="keep the Tarn sluice shut as Norland wants") for o in dm.options))
        for dm in base.decision_makers
    )
    library = build_library(
        document
        for name, text in (("old.txt", OLD), ("new.txt", NEW))
        for document in read_bytes(text.encode(), f"sources/{name}")
    )
    found = changes(library, build_record(library, WORDS), replace(base, decision_makers=named), vocabulary=WORDS)

    assert [c.says for c in proposed.items if c.kind == "option"] == [c.says for c in found.items if c.kind == "option"]
    assert any(change.kind == "option" for change in found.items)
