"""A model's suggestions as lines of a draft or of proposed changes: marked, asked, and never in the place of anything."""

from dataclasses import replace
from datetime import date

import pytest

from detente.dispute.formats import native
from detente.dispute.model import DisputeModel, Preferences
from detente.drafting import Changes, Proposal
from detente.evidence import DateRange, DocumentId
from detente.language_model import Advice
from detente.language_model.additions import MOST_OPTIONS, change_lines, draft_lines
from detente.language_model.answers import Refusal, Suggestion
from detente.record.build import build_record
from detente.record.entries import Record
from detente.sources import build_library, read_bytes
from detente.sources.document import Library
from river import ARTICLES, MODEL

PAYS = "We will reopen it when Sudland pays for the repairs"
SHARE = "A fair share, not the whole bill"


@pytest.fixture(scope="module")
def told() -> tuple[Library, Record, DisputeModel]:
    """The articles of the river, their record, and the model of it."""
    library = build_library(
        document for name, text in ARTICLES.items() for document in read_bytes(text.encode(), f"sources/{name}")
    )
    model, errors = native.read(MODEL, name="case.yaml")
    assert (model is not None, ()) == (True, tuple(errors))
    assert model is not None
    return library, build_record(library), model


def suggested(library: Library, kind: str, party: str, quote: str, *, words: str = "", **more: str) -> Suggestion:
    """One line of a model that points at these words."""
    document = next(d for d in library.documents if quote in d.text)
    at = document.text.index(quote)
    return Suggestion(kind=kind, party=party, words=words or quote, citation=document.cite(at, at + len(quote)), **more)


def advice(*suggestions: Suggestion) -> Advice:
    """What a model named tiny answered."""
    return Advice(model="tiny", suggestions=suggestions)


def test_an_option_is_named_by_the_words_of_the_text(told: tuple[Library, Record, DisputeModel]) -> None:
    """Without the party and the auxiliary verbs; the draft's own options stay as they are."""
    library, record, model = told
    found = suggested(library, "option", "sudland", "It would not pay 50 million crowns")
    grown = draft_lines(Proposal(model=model), advice(found), library, record)
    added = grown.model.options[-1]

    assert ("sudland", "pay 50 million crowns") == (added.decision_maker, added.name)
    assert {o.id for o in model.options} | {added.id} == {o.id for o in grown.model.options}
    assert ["is this something that Sudland could do or leave?"] == [q.rpartition(": ")[2] for q in grown.questions]
    assert "tiny" in grown.support[added.id]


def test_what_a_party_has_an_option_on_is_not_added_again(told: tuple[Library, Record, DisputeModel]) -> None:
    """The same sentence, or words of it; neither asked nor added."""
    library, record, model = told
    for quote in (PAYS, "when Sudland pays for the repairs"):
        grown = draft_lines(
            Proposal(model=model), advice(suggested(library, "option", "norland", quote)), library, record
        )

        assert (model, ()) == (grown.model, grown.questions)


@pytest.mark.parametrize("words", ["It would not", "Sudland", "They"])
def test_words_that_name_nothing_are_asked_and_not_added(
    told: tuple[Library, Record, DisputeModel], words: str
) -> None:
    """A draft asks; changes leave it."""
    library, record, model = told
    found = suggested(library, "option", "sudland", SHARE, words=words + " ")
    grown = draft_lines(Proposal(model=model), advice(found), library, record)
    changed = change_lines(Changes(items=(), additions=model, articles=()), model, advice(found), library)

    assert (model, 1) == (grown.model, len(grown.questions))
    assert ((), model) == (changed.items, changed.additions)


def test_beyond_a_number_of_options_what_is_proposed_is_only_asked(told: tuple[Library, Record, DisputeModel]) -> None:
    """Their states could not be listed."""
    library, record, model = told
    first = model.decision_makers[0]
    many = tuple(replace(first.options[0], id=f"o{n}", name=f"o{n}", basis=None) for n in range(MOST_OPTIONS - 1))
    wide = replace(model, decision_makers=(replace(first, options=(*first.options, *many)), *model.decision_makers[1:]))
    assert len(wide.options) >= MOST_OPTIONS
    grown = draft_lines(Proposal(model=wide), advice(suggested(library, "option", "sudland", SHARE)), library, record)

    assert (wide.options, 1) == (grown.model.options, len(grown.questions))


def test_a_party_of_the_vocabulary_comes_in_with_its_option(told: tuple[Library, Record, DisputeModel]) -> None:
    """With no wishes of its own in any epoch."""
    library, record, model = told
    alone = replace(
        model,
        decision_makers=model.decision_makers[:1],
        epochs=tuple(replace(e, preferences={"norland": e.preferences["norland"]}) for e in model.epochs),
    )
    found = advice(suggested(library, "option", "sudland", SHARE))
    grown = draft_lines(Proposal(model=alone), found, library, record).model
    changed = change_lines(Changes(items=(), additions=alone, articles=()), alone, found, library)

    assert ["norland", "sudland"] == [maker.id for maker in grown.decision_makers]
    assert [Preferences()] == [epoch.preferences["sudland"] for epoch in grown.epochs]
    assert ["sudland"] == [item.party for item in changed.items]
    assert [changed.items[0].about] == [o.id for o in changed.additions.options if o.decision_maker == "sudland"]


def test_a_stance_comes_last_among_the_wishes(told: tuple[Library, Record, DisputeModel]) -> None:
    """For or against the option, in the epoch of its article; and it is asked."""
    library, record, model = told
    bare = replace(model, epochs=tuple(replace(e, preferences={}) for e in model.epochs))
    quote = "Sudland rejected the demand"
    for stance, want, says in (("for", "pay", "pay for the repairs"), ("against", "!pay", "not: pay for the repairs")):
        found = suggested(library, "preference", "sudland", quote, option="pay", stance=stance)
        grown = draft_lines(Proposal(model=bare), advice(found), library, record)
        (statement,) = grown.model.epochs[0].preferences["sudland"].statements

        assert (want, says) == (statement.want, statement.says)
        assert grown.questions[0].endswith(f"is Sudland {stance} “pay for the repairs”?")


def test_a_stance_on_what_is_wished_already_changes_nothing(told: tuple[Library, Record, DisputeModel]) -> None:
    """A wish about the option, or a ranking of states, is the analyst's; the question is put all the same."""
    library, record, model = told
    found = suggested(library, "preference", "sudland", "Sudland rejected the demand", option="pay", stance="for")
    ranked = replace(
        model,
        epochs=tuple(
            replace(e, preferences={"sudland": Preferences(ranking=(("YY",), ("NN",)))}) for e in model.epochs
        ),
    )
    for given in (model, ranked):
        grown = draft_lines(Proposal(model=given), advice(found), library, record)

        assert (given, 1) == (grown.model, len(grown.questions))


def test_a_stance_before_the_first_epoch_or_of_nobody_in_play_is_only_asked(
    told: tuple[Library, Record, DisputeModel],
) -> None:
    """It has no list to stand in."""
    library, record, model = told
    found = suggested(library, "preference", "sudland", "Sudland rejected the demand", option="pay", stance="for")
    later = replace(model, epochs=tuple(replace(e, since=DateRange.day(date(2040, 1, 1))) for e in model.epochs))
    other = suggested(library, "preference", "norland", PAYS, option="pay", stance="for")
    absent = replace(model, decision_makers=model.decision_makers[1:])
    for given, asked in ((later, found), (absent, replace(other))):
        grown = draft_lines(Proposal(model=given), advice(asked), library, record)

        assert (given, 1) == (grown.model, len(grown.questions))


def test_changes_list_a_stance_and_leave_the_model(told: tuple[Library, Record, DisputeModel]) -> None:
    """As an item with its question, its quotation and its article."""
    library, _, model = told
    found = suggested(library, "preference", "sudland", "Sudland rejected the demand", option="pay", stance="against")
    changed = change_lines(Changes(items=(), additions=model, articles=()), model, advice(found), library)
    (item,) = changed.items

    assert ("preference", "pay", "sudland", ("01-wire",)) == (item.kind, item.about, item.party, item.sources)
    assert model == changed.additions


def test_an_option_that_changes_propose_twice_is_one(told: tuple[Library, Record, DisputeModel]) -> None:
    """The second is told already."""
    library, _, model = told
    found = suggested(library, "option", "sudland", SHARE)
    changed = change_lines(Changes(items=(), additions=model, articles=()), model, advice(found, found), library)

    assert 1 == len(changed.items)


def test_an_article_without_an_answer_is_named(told: tuple[Library, Record, DisputeModel]) -> None:
    """With the reason."""
    library, record, model = told
    silent = Advice(model="tiny", silent=(Refusal(document=DocumentId("01-wire"), reason="no answer"),))

    assert ("The language model gave nothing on 01-wire: no answer.",) == draft_lines(
        Proposal(model=model), silent, library, record
    ).questions
