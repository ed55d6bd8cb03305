"""The draft: a model that checks and solves, every line of it standing on the coverage."""

import shutil
from pathlib import Path

import pytest

from detente import examples
from detente.analysis import analyse
from detente.case import resolve
from detente.dispute.check import check_text
from detente.drafting import Proposal, draft, to_yaml
from detente.evidence import Assumed
from detente.pipeline import run
from detente.record.build import build_record
from detente.record.entries import Record
from detente.record.reading import Vocabulary, VocabularyActor
from detente.sources import build_library, read_bytes
from detente.sources.document import Library


@pytest.fixture(scope="module", params=examples.names())
def drafted(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[Library, Proposal]:
    """A draft from the articles of a bundled case alone, without its model."""
    folder: Path = tmp_path_factory.mktemp("drafts") / "case"
    shutil.copytree(examples.folder(request.param) / "sources", folder / "sources")
    case = run(folder)
    return case.library, draft(case.library, case.record, title="A draft")


def test_a_draft_checks_and_solves(drafted: tuple[Library, Proposal]) -> None:
    """What is proposed can be tried as it stands."""
    _, proposal = drafted
    model, problems = check_text(to_yaml(proposal), name="case.yaml")

    assert () == problems
    assert model is not None
    assert model.decision_makers
    assert analyse(model).epochs


def test_every_line_of_a_draft_is_quoted_or_inferred_from_quotations(drafted: tuple[Library, Proposal]) -> None:
    """The drafter assumes nothing, and each of its quotations is proved against the articles."""
    library, proposal = drafted
    model, _ = check_text(to_yaml(proposal), name="case.yaml")
    assert model is not None
    _, unproved = resolve(model, library)

    assert () == unproved
    assert not [option for option in model.options if isinstance(option.basis, Assumed)]


def test_what_is_written_reads_back_as_the_same_model(drafted: tuple[Library, Proposal]) -> None:
    """The text of a case.yaml says what the model says."""
    _, proposal = drafted
    model, _ = check_text(to_yaml(proposal), name="case.yaml")

    assert model is not None
    assert proposal.model.options == model.options
    assert proposal.model.infeasible == model.infeasible
    assert [epoch.preferences for epoch in proposal.model.epochs] == [epoch.preferences for epoch in model.epochs]


def test_without_articles_there_is_a_question_and_no_model() -> None:
    """Nothing is made up where nothing was read."""
    proposal = draft(Library(documents=()), Record())

    assert () == proposal.model.decision_makers
    assert "Who decides?" in proposal.questions[0]


STRIKE = """Drivers walk out in Vessby

Vessby Courier, 4 May 2032

VESSBY - Vessby Trams offered its drivers a rise of three per cent on Monday. The Drivers' Union rejected the offer.

"We will not go to seven this year," said Vessby Trams in a statement.

The committee of the Drivers' Union decided on Tuesday to recommend a strike to its members.

Eleven engineers have threatened to resign if the strike goes ahead.
"""


@pytest.fixture(scope="module")
def strike() -> Proposal:
    """The draft of one article about a company, a union's committee and a body without a name."""
    library = build_library(read_bytes(STRIKE.encode(), "sources/strike.txt"))
    return draft(library, build_record(library), title="The trams")


def test_a_body_without_a_name_is_a_party(strike: Proposal) -> None:
    """Engineers who threaten to resign decide something."""
    assert "engineers" in {maker.id for maker in strike.model.decision_makers}


def test_a_committee_is_its_union(strike: Proposal) -> None:
    """The committee of the union is no party beside it."""
    ids = {maker.id for maker in strike.model.decision_makers}

    assert "committee" not in ids
    assert any("union" in id for id in ids)


def test_an_offer_that_is_rejected_has_an_answer(strike: Proposal) -> None:
    """What one party turned down is an option of that party, on the words that turn it down."""
    answers = [option for option in strike.model.options if option.name.startswith("accept: ")]

    assert any("rejected the offer" in str(option.basis) for option in answers)


def test_names_hold_no_quotation_marks(strike: Proposal) -> None:
    """A name is the drafter's own wording."""
    assert not [option.name for option in strike.model.options if set('“”"') & set(option.name)]


def test_a_draft_with_one_party_asks_who_stands_against_it() -> None:
    """Nobody quarrels alone."""
    told = (
        "Norland closed the lock at Orm on Monday. Norland threatened to dam the Ash. Norland will not open the lock."
    )
    text = f"News of the Ash\n\nVessby Courier, 4 May 2032\n\n{told}\n"
    library = build_library(read_bytes(text.encode(), "sources/one.txt"))
    words = Vocabulary(actors=(VocabularyActor("norland", "Norland"),))
    proposal = draft(library, build_record(library, words), title="The Ash", vocabulary=words)

    assert ["Norland"] == [maker.name for maker in proposal.model.decision_makers]
    assert any(question.startswith("Who stands on the other side of Norland?") for question in proposal.questions)
