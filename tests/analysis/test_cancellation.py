"""Work stops where it is told to: every long loop asks, and asks again after a bounded piece of work."""

import pytest

from analysis.test_native import large_model, needs_library
from detente.analysis import analyse, concepts, ensembles, kernels, native, symbolic
from detente.analysis.samples import prisoners_in_words
from detente.dispute.cancellation import cancelled_by, poll
from detente.dispute.graph import compile_model
from detente.errors import Cancelled


class Asked:
    """Says stop at the n-th question, and counts the questions."""

    def __init__(self, patience: int) -> None:
        self.patience = patience
        self.count = 0

    def __call__(self) -> bool:
        """Whether this is the question."""
        self.count += 1
        return self.count >= self.patience


NEVER = 10**9


@pytest.mark.parametrize("compiled", [pytest.param(True, marks=needs_library), False])
@pytest.mark.parametrize("code", ["GMR", "SMR", "SEQ", "SSEQ", "SIM"])
def test_a_concept_stops_at_the_first_question_answered(code: str, compiled: bool, monkeypatch) -> None:
    """Whichever question is the one, nothing more is asked after it, and nothing is returned."""
    monkeypatch.setattr(native, "AT_ONCE", 1)
    monkeypatch.setattr(native, "WORK", 100)
    graph = compile_model(large_model(3))
    asked = Asked(NEVER)
    with cancelled_by(asked):
        concepts.find(code).stable(graph if compiled else kernels.uncompiled(graph), 0)
    whole = asked.count
    for patience in {1, whole // 2, whole}:
        asked = Asked(patience)
        fresh = compile_model(large_model(3))
        with pytest.raises(Cancelled), cancelled_by(asked):
            concepts.find(code).stable(fresh if compiled else kernels.uncompiled(fresh), 0)

        assert patience == asked.count


@needs_library
@pytest.mark.parametrize("code", ["GMR", "SEQ", "SIM"])
def test_compiled_work_in_small_parts_is_the_same_work(code: str, monkeypatch) -> None:
    """However often it is interrupted to ask, the verdicts are those of one piece."""
    expected = concepts.find(code).stable(compile_model(large_model(5)), 1).tolist()
    monkeypatch.setattr(native, "AT_ONCE", 1)
    monkeypatch.setattr(native, "WORK", 1)

    assert expected == concepts.find(code).stable(compile_model(large_model(5)), 1).tolist()


@needs_library
def test_a_stopped_collision_can_be_begun_again() -> None:
    """What was under way in the library when it was stopped leaves nothing behind."""
    graph = compile_model(large_model(7))
    expected = concepts.find("SIM").stable(compile_model(large_model(7)), 0).tolist()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(native, "WORK", 50)
        with pytest.raises(Cancelled), cancelled_by(Asked(5)):
            concepts.find("SIM").stable(graph, 0)
    concepts.find("SIM").stable(graph, 1)

    assert expected == concepts.find("SIM").stable(graph, 0).tolist()


def test_solving_a_model_asks_while_it_is_compiled() -> None:
    """The first question comes before the states are listed."""
    with pytest.raises(Cancelled):
        analyse(large_model(1), cancel=Asked(2))


def test_orderings_ask_within_a_block() -> None:
    """A block of draws is many questions long."""
    ensemble, asked = ensembles.ensemble_of(large_model(2, n_options=8)), Asked(NEVER)
    with cancelled_by(asked):
        ensembles.tally(ensemble, seed=1, start=0, stop=ensembles.BLOCK)

    assert asked.count > 50


def test_decision_diagrams_ask_at_every_statement() -> None:
    """One question for each quantification."""
    asked = Asked(NEVER)
    symbolic.analyse_symbolically(prisoners_in_words, concepts=["NASH", "SEQ"], cancel=asked)

    assert asked.count >= sum(len(p.statements) for p in prisoners_in_words.epochs[0].preferences.values())


def test_an_inner_job_heeds_whoever_began_the_outer_one() -> None:
    """A job that names nobody asks the one above it; one that does asks both."""
    with pytest.raises(Cancelled), cancelled_by(Asked(1)), cancelled_by(None):
        poll()
    with pytest.raises(Cancelled), cancelled_by(Asked(1)), cancelled_by(lambda: False):
        poll()


def test_nobody_is_asked_after_the_work() -> None:
    """A question outlives neither its job nor a failure in it."""
    asked = Asked(NEVER)
    with pytest.raises(ValueError, match="within"), cancelled_by(asked):
        raise ValueError("within")
    poll()

    assert asked.count == 0
