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
from detente.record.entries import Record
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
