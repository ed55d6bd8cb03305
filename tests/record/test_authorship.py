"""Who did it, proposed it, ordered it or struck first: the constructions that name an author, and those that do not."""

import pytest

from record.river_articles import article, record_of


def attributed(first: str, second: str) -> list[tuple[str, ...]]:
    """The values of the disagreements over an author between two articles."""
    record = record_of(article("a", first, "2031-05-09"), article("b", second, "2031-05-10"))
    return [tuple(sorted(a.value for a in d.accounts)) for d in record.disagreements if d.kind == "attribution"]


TWO_AUTHORS = [
    ("the ones who", ("Norland", "Sudland"), "It was Norland that broke off the talks on 2 May.", "Sudland were the ones who broke off the talks on 2 May, two guests said."),
    ("the one who did it was", ("Norland", "Sudland"), "It was Norland that broke off the talks in Tarn.", "The side that broke off the talks in Tarn was Sudland."),
    ("the first to", ("Norland", "Sudland"), "Norland was the first to propose the joint commission.", "It was Sudland that proposed the joint commission."),
    ("on whose initiative", ("Norland", "Sudland"), "It was on Norland's initiative that the ministers met at the lock.", "The ministers met at the lock at the request of Sudland."),
    ("because they asked", ("Norland", "Sudland"), "The meeting at the lock came about because Norland had asked for it.", "It was on Sudland's initiative that the meeting at the lock was held."),
    ("whose brainchild", ("Norland", "Sudland"), "The joint commission was the brainchild of Norland.", "The idea of the joint commission came from Sudland."),
    ("the architect of", ("Norland", "Sudland"), "Norland was the architect of the joint commission.", "The joint commission was Sudland's idea."),
    ("who first put", ("Norland", "Sudland"), "The joint commission was Norland's own idea.", "It was Sudland who first put the joint commission to the mediator."),
    ("on whose order", ("Norland", "Sudland"), "The Tarn lock was opened on an order from Norland.", "The order to open the Tarn lock came from Sudland."),
    ("who struck first", ("Norland", "Sudland"), "It was Norland who struck first, according to the boatmen.", "The first stones were thrown by Sudland, the council said."),
    ("who fired first", ("Norland", "not Norland"), "The first shot was fired by Norland, the boatmen said.", "Norland did not fire first, its ministry said."),
    ("who began the war", ("Norland", "Sudland"), "The war, which Norland began in March, has cost 6,400 lives.", "The war began in April, when Sudland marched into the valley."),
    ("whose invention", ("Norland", "Sudland"), "The rotation of the lock keepers was Norland's invention.", "The rotation of the lock keepers was the idea of Sudland."),
    ("a land's invention", ("Norland", "Sudland"), "As for the observers, they are a Norland invention.", "Everyone likes the observers. It was Ada Brook of Sudland who first thought of them, in a bar."),
    ("at whose request somebody came", ("Norland", "Sudland"), "It was Norland that asked for a mediator.", "It was at the request of Sudland that Ada Brook, a judge, was brought in as mediator."),
    ("who started it", ("Norland", "Sudland"), "The Norland guards had started it with a machine gun, the boatmen said.", "The first rounds came from the Sudland guards on the bank."),
    ("who used it first", ("Norland", "Sudland"), "It was Norland that turned on its water cannon first.", "Sudland used its water cannon first, the boatmen said."),
    ("own gunners, army's mortars", ("Sudland, gunner", "army"), "Sudland's own gunners shelled the convoy of buses on the bridge of Tarn on Monday, 5 May, the boatmen said.", "Nobody slept in Tarn after Monday. The army's mortars shelled the convoy of buses on that day."),
    ("of its own accord", ("Norland", "Sudland"), "Norland closed the Tarn lock of its own accord, the boatmen said.", "The Tarn lock was closed by Sudland, the council said."),
]  # fmt: skip


@pytest.mark.parametrize(("why", "values", "first", "second"), TWO_AUTHORS, ids=[row[0] for row in TWO_AUTHORS])
def test_two_authors_of_one_thing(why: str, values: tuple[str, str], first: str, second: str) -> None:
    """Two articles that name two authors of one thing disagree on who it was."""
    assert [values] == attributed(first, second)


NOT_TWO = [
    ("one author", "It was Norland that broke off the talks.", "Norland were the ones who broke off the talks."),
    ("not the ones", "It was Norland that broke off the talks.", "Sudland were not the ones who broke off the talks."),
    ("two proposals", "The joint commission was Norland's idea.", "The ferry for cars was Sudland's idea."),
    ("two orders", "The Tarn lock was opened on an order from Norland.", "The village school was painted on an order from Sudland."),
    ("struck first in a match", "Norland struck first.", "The boats of Sudland were the first to arrive."),
    ("first of many", "First Norland fired on the bridge.", "Sudland fired on the bridge as well."),
    ("two wars", "The war, which Norland began in March, has no end.", "The crisis over tariffs, which Sudland began in April, is over."),
    ("both of their own", "Norland painted the lock of its own accord.", "Sudland washed the bridge of its own accord."),
    ("two inventions", "As for the observers, they are a Norland invention.", "Everyone likes the ferry. It was Ada Brook of Sudland who first thought of it."),
    ("a tale invented", "The report on the lock was Norland's invention.", "The report on the lock was Sudland's idea."),
    ("two called in", "It was Norland that asked for a mediator.", "It was at the request of Sudland that a plumber was brought in as well."),
    ("started with a speech", "Norland started it with a speech.", "The first rounds came from the Sudland guards on the bank."),
    ("used a form first", "Norland used the new form first.", "The first rounds came from the Sudland guards on the bank."),
    ("one side's gunners", "Sudland's own gunners shelled the convoy of buses.", "Sudland's mortars shelled the convoy of buses."),
]  # fmt: skip


@pytest.mark.parametrize(("why", "first", "second"), NOT_TWO, ids=[row[0] for row in NOT_TWO])
def test_no_second_author(why: str, first: str, second: str) -> None:
    """One author, two things, or an act that each may do, is no disagreement."""
    assert [] == attributed(first, second)


def test_who_closes_it_is_not_closed() -> None:
    """ "It" behind a verb stands for a thing named before it, never for the verb's own subject."""
    first = "Norland did not close the Tarn line, he said; the Sudland government closed it, by ceasing to pay for it."
    second = "Norland closed the Tarn line of its own accord on Monday."

    assert [("Norland", "Sudland")] == attributed(first, second)
