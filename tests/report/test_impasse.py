"""Who stands in the way of an outcome, and by which ranked statement."""

from detente.dispute.graph import compile_model
from detente.dispute.loading import read_model
from detente.dispute.model import DisputeModel
from detente.report.impasse import changes_of, find_impasse
from detente.report.prospects import deals, passings
from report.dispute import MODEL


def model(text: str = MODEL) -> DisputeModel:
    """The lock on the Aln."""
    read, problems = read_model(text, name="case.yaml")
    assert () == problems
    assert read is not None
    return read


def test_a_party_blocks_where_it_likes_no_state_that_the_others_would_take():
    """Sudland would gladly have the lock opened; Norland holds it shut."""
    dispute = model()
    found = find_impasse(dispute, compile_model(dispute, "2031-06"))
    assert found is not None

    assert ["norland"] == [b.decision_maker for b in found.blocks if b.is_blocking]
    block = found.blocks[0]
    assert block.statement is not None
    assert ("the lock stays shut", 2) == (block.statement.says, block.rank)
    assert [("open", True)] == [(option.id, taken) for option, taken in block.changes]


def test_an_impasse_needs_an_outcome_and_an_observed_state():
    """Without either there is nothing to be stuck."""
    without_outcome = model(MODEL.replace("outcomes:\n  passage: open & pay\n", ""))
    unobserved = model(MODEL.replace("    observed: pay\n", ""))

    assert find_impasse(without_outcome, compile_model(without_outcome)) is None
    assert find_impasse(unobserved, compile_model(unobserved)) is None


def test_a_move_is_told_by_what_it_changes():
    """Taken and dropped options, in the order of the model."""
    dispute = model()
    graph = compile_model(dispute)
    start, end = graph.find("pay & !open & !block"), graph.find("block & open & !pay")

    assert [("open", True), ("pay", False), ("block", True)] == [
        (option.id, taken) for option, taken in changes_of(graph, start, end)
    ]


def test_an_edit_is_worded_by_the_fewest_statements_that_move():
    """One that rises over one: no need to say that the other sinks."""
    dispute = model()
    graph = compile_model(dispute, "2031-05")
    found = deals(dispute, graph, "passage")["SEQ"]
    worded = [passings(dispute, found, edit) for edit in found.edits]

    assert 1 == found.minimum
    assert [1] * len(worded) == [len(passing) for passing in worded]
