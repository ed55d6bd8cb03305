"""A comparison names every line that differs, and no other."""

from dataclasses import replace

import pytest

from detente.analysis.comparison import compare
from detente.analysis.samples import prisoners_in_words
from detente.dispute.model import Exclusion, Option, Outcome, Preferences, PreferenceStatement
from detente.errors import Cancelled
from detente.evidence import Assumed, Quoted, Reference

MODEL = prisoners_in_words
EPOCH = MODEL.epochs[0]


def quoted(source: str) -> Quoted:
    """A quotation of a source."""
    return Quoted((Reference(source=source, quote="x"),))


def with_lines(*lines: tuple[str, object]):
    """The model with other statements of Ann's."""
    statements = tuple(PreferenceStatement(want=want, says=want, basis=basis) for want, basis in lines)
    wants = {**EPOCH.preferences, "ann": Preferences(statements=statements)}
    return replace(MODEL, epochs=(replace(EPOCH, preferences=wants),))


def told(before, after):
    """(kind, id, change, sources) of every difference."""
    return [(line.what, line.id, line.change, line.sources) for line in compare(before, after).lines]


def test_the_same_model_has_no_difference():
    """Nothing is named where nothing differs."""
    found = compare(MODEL, MODEL)

    assert found.is_same
    assert ((), ()) == (found.sources_added, found.sources_removed)


def test_statements_are_added_moved_removed_and_rebased():
    """A new statement moves no other; a swap moves both; other evidence for the same words is told with its source."""
    assumed = Assumed(by="a", because="b")
    base = with_lines(("!bob", None), ("ann", assumed))

    assert [("statement", "ann: bob", "added", ("007",))] == told(
        base, with_lines(("bob", quoted("007")), ("!bob", None), ("ann", assumed))
    )
    assert [("statement", "ann: ann", "moved", ()), ("statement", "ann: !bob", "moved", ())] == told(
        base, with_lines(("ann", assumed), ("!bob", None))
    )
    assert [("statement", "ann: !bob", "removed", ())] == told(base, with_lines(("ann", assumed)))
    assert [("statement", "ann: ann", "rebased", ("007",))] == told(
        base, with_lines(("!bob", None), ("ann", quoted("007")))
    )


def test_structure_and_epochs_are_compared():
    """Titles, options, exclusions, outcomes and observed states are lines too."""
    makers = tuple(
        replace(
            dm,
            options=(*dm.options, Option(id="more", decision_maker=dm.id, name="More"))
            if dm.id == "bob"
            else dm.options,
        )
        for dm in MODEL.decision_makers
    )
    changed = replace(
        MODEL,
        title="Two prisoners",
        decision_makers=makers,
        infeasible=(Exclusion(when="ann & bob", basis=quoted("001")),),
        outcomes=(Outcome(id="silence", condition="!ann & !bob"),),
        epochs=(replace(EPOCH, observed="ann & bob"),),
    )

    assert [
        ("title", "", "changed", ()),
        ("option", "bob.more", "added", ()),
        ("infeasible", "ann & bob", "added", ("001",)),
        ("outcome", "silence", "added", ()),
        ("observed", "", "changed", ()),
    ] == told(MODEL, changed)
    assert ("001",) == compare(MODEL, changed).sources_added
    assert "error" in compare(MODEL, changed).results[""] or compare(MODEL, changed).results[""]["states_gained"]


def test_results_are_compared_where_both_can_be_solved():
    """What followed from the change is told by epoch."""
    found = compare(MODEL, with_lines(("bob", None)), concepts=["NASH"]).to_dict()

    assert {"lost": [], "gained": ["NY"]} == found["results"][""]["equilibria"]["NASH"]


def test_a_comparison_can_be_stopped():
    """A stop is not taken for a model that cannot be solved."""
    with pytest.raises(Cancelled):
        compare(MODEL, MODEL, cancel=lambda: True)
