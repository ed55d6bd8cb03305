"""Positions: who holds what on which issue, since when, and what came between a stance and its change."""

from detente.record import Vocabulary
from record.river_articles import RIVER, article, record_of

SHARE = Vocabulary(actors=RIVER.actors, issues={"commission": "A joint commission of engineers"})


def test_a_stance_on_the_cases_issue_is_a_position() -> None:
    """The party, the issue and the words of the stance."""
    record = record_of(article("a", "Norland insists on a joint commission of engineers."), vocabulary=SHARE)

    assert [("norland", "commission")] == [(p.actor, p.issue) for p in record.positions]


def test_a_change_of_stance_is_tied_to_what_came_between() -> None:
    """A later opposite stance is a change from the earlier one, never a disagreement."""
    record = record_of(
        article("a", "Sudland rejected a joint commission of engineers on May 2.", "2031-05-03"),
        article("b", "Norland and Sudland met in Bergholm on May 10.", "2031-05-11"),
        article("c", "Sudland accepted the joint commission of engineers on May 20.", "2031-05-21"),
        vocabulary=SHARE,
    )
    (first, second) = [p for p in record.positions if p.issue == "commission"]
    meeting = next(event.id for event in record.events if event.kind == "meeting")

    assert None is first.changed_from
    assert first.stance == second.changed_from
    assert meeting in second.changed_by
    assert () == record.disagreements


def test_what_a_party_is_only_asked_is_not_its_position() -> None:
    """Nobody holds what another proposes for them."""
    record = record_of(article("a", "Norland may accept a joint commission of engineers."), vocabulary=SHARE)

    assert () == record.positions
