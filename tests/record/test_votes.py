"""Results of votes: told by both counts, by a share or as unanimous, and held against each other where they differ."""

import pytest

from record.river_articles import article, record_of


def results(first: str, second: str, days: tuple[str, str] = ("2031-05-09", "2031-05-10")) -> list[tuple[str, ...]]:
    """The results on which two articles disagree."""
    found = record_of(article("a", first, days[0]), article("b", second, days[1])).disagreements
    return [
        tuple(account.value for account in one.accounts) for one in found if one.question.startswith("How did the vote")
    ]


RIVALS = [
    ("two counts", "The council of Tarn approved the lock by seven votes to two.", "By six votes to three the lock was approved, Karin Falk of the Tarn council said."),
    ("a bare count", "The council of Tarn voted 12 to 5 for the new lock.", "The council of Tarn voted 11-6 for the new lock."),
    ("a count before its noun", "The board of the mill backed the lock in a 4-3 vote.", "The board of the mill had split five to two over the lock."),
    ("a share of those for and of those against", "Two thirds of the members of the Tarn council voted yes to the lock.", "On the lock, Karin Falk said, 40 percent of the council voted no."),
    ("counts and a share", "At the congress of Tarn 412 delegates voted for the lock treaty and 287 against it.", "The delegates at the congress of Tarn voted on the lock treaty in secret. 54 percent said yes."),
    ("by a share", "The delegates in Tarn approved the lock treaty with 81 percent of the votes.", "Karin Falk had carried 64 percent of her delegates for the lock treaty in Tarn."),
    ("a voice against what all voted for", "The judges of Tarn voted unanimously to open the lock.", "One of the three judges of Tarn voted against opening the lock."),
    ("a count and unanimity", "The council of Tarn adopted the lock treaty unanimously.", "It was by nine votes to four that the Tarn council took the treaty on the lock."),
]  # fmt: skip


@pytest.mark.parametrize(("why", "first", "second"), RIVALS, ids=[why for why, _, _ in RIVALS])
def test_two_results_of_one_vote_are_a_disagreement(why: str, first: str, second: str) -> None:
    """No vote can have gone both ways."""
    assert 1 == len(results(first, second))


def test_one_article_tells_of_two_voices_on_a_vote() -> None:
    """What two people say of one vote, side by side, is held against each other."""
    text = (
        "All three judges of Tarn voted for the ban, the court's clerk said. "
        "Ottilie Brandt, a lawyer, said that one of the three judges had voted against it."
    )
    assert [("All three judges of Tarn voted for", "one of the three judges")] == results(
        text, "Norland was silent on it."
    )


AGREEING = [
    ("the same counts", "The council of Tarn approved the lock by seven votes to two.", "By 7 to 2 the council of Tarn voted for the lock."),
    ("a count and its share", "At the congress of Tarn 540 delegates voted for the lock treaty and 460 against it.", "Of the delegates at the congress of Tarn 54 percent voted for the lock treaty."),
    ("a share and its rest", "Two thirds of the members of the Tarn council voted yes to the lock.", "A third of the members of the Tarn council voted no to the lock."),
    ("those against told as a share", "The council of Tarn rejected the lock by 60 votes to 40.", "In the council of Tarn 40 percent voted for the lock."),
    ("a rest that did not vote", "Half of the members of the Tarn council voted yes to the lock.", "Forty percent of the members of the Tarn council voted no to the lock."),
]  # fmt: skip
APART = [
    ("two days", "On 2 May the council of Tarn approved the lock by seven votes to two.", "On 7 May the council of Tarn approved the lock by six votes to three."),
    ("two bodies by their size", "The council of Tarn voted for the lock by seven votes to two.", "The parliament voted for the lock of Tarn by 80 votes to 51."),
    ("a second point", "The council of Tarn approved the lock by seven votes to two.", "On a second point the council of Tarn, on its lock, voted six to three."),
    ("a poll", "Of those asked in Tarn, 61 percent said yes to the lock, a poll found.", "The citizens of Tarn approved the lock with 70 percent of the votes."),
    ("a vote to come", "The council of Tarn is expected to back the lock by six votes to three.", "The council of Tarn backed the lock by seven votes to two."),
    ("a term set by the vote", "The council of Tarn voted to shut the lock for two to three weeks.", "The council of Tarn voted to shut the lock by seven votes to two."),
    ("two votes told by one article", "The council of Tarn approved the lock by six votes to three.", "The council of Tarn approved the lock by six votes to three. The council approved the mill of Tarn at the lock by five votes to four."),
]  # fmt: skip


@pytest.mark.parametrize(("why", "first", "second"), AGREEING + APART, ids=[why for why, _, _ in AGREEING + APART])
def test_results_that_can_both_be_are_left_alone(why: str, first: str, second: str) -> None:
    """One result in two forms, or results of two votes, are no disagreement."""
    assert [] == results(first, second)
