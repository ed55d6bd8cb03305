"""Idioms: verbs that name an event only together with their object, their particle or who does it."""

import pytest

from detente.record import Event
from record.river_articles import article, record_of


def kinds(text: str) -> list[str]:
    """The kinds of the events that one sentence tells, dated in the week of its article."""
    return [event.kind for event in events(text)]


def events(text: str) -> list[Event]:
    """The events of one article."""
    return list(record_of(article("a", text, "2031-05-09")).events)


VOTES = [
    ("Members of the union backed a strike by 88 votes to 31 on Monday.", True),
    ("The treaty was supported by 188 votes to 31 in the Senate of Norland.", True),
    ("The bill was carried by 61 to 38 with one abstention.", True),
    ("A motion to close the lock fell short of the two thirds that it needed.", True),
    ("The amendment was defeated in the Senate on Monday by 51 votes to 49.", True),
    ("The members of the union rejected Norland's offer by 97 to 12 on Monday.", True),
    ("Prices at the lock fell by 10 to 20 crowns on Monday.", False),
    ("Norland defeated Sudland by 3 to 1 on Monday.", False),
    ("Sales of grain in Norland fell short of a third of the forecast on Monday.", False),
    ("Norland backed the plan on Monday, and 88 to 90 boats left.", False),
    ("The lock was supported by 12 to 14 beams until Monday.", False),
    ("The union of Norland carried the box to Sudland on Monday.", False),
]


@pytest.mark.parametrize(("text", "is_vote"), VOTES, ids=[text for text, _ in VOTES])
def test_votes_that_are_counted_tell_a_vote(text: str, is_vote: bool) -> None:
    """A verb of deciding with how many were for and against tells a vote; a range of figures tells none."""
    assert is_vote == ("vote" in kinds(text))


ATTACKS = [
    ("The trawler was boarded by a Norlandic patrol boat on Monday evening.", True),
    ("Sudland's coastguard boarded a Norlandic trawler on Monday.", True),
    ("The ship Anna Orr rammed a ferry of Norland on Tuesday.", True),
    ("Norlandic gunners fired two shells at Kir in Sudland on Monday.", True),
    ("Soldiers of Norland opened fire on a crowd in Sudland on Monday.", True),
    ("The crew of the Sudland ferry was fired on by Norland on Monday.", True),
    ("Passengers boarded the Norland ferry on Monday.", False),
    ("Ada Orr boarded a train to Sudland on Monday.", False),
    ("Norland fired its cook on Monday.", False),
    ("Norland opened a new lock on Monday.", False),
    ("Sudland boarded up the windows of the Norland mission on Monday.", False),
    ("Ada Orr of Norland fired questions at the minister on Monday.", False),
]


@pytest.mark.parametrize(("text", "is_attack"), ATTACKS, ids=[text for text, _ in ATTACKS])
def test_boarding_and_firing_are_attacks_by_what_they_are_done_to(text: str, is_attack: bool) -> None:
    """A vessel boarded by others than its passengers, shots and shells fired: attacks; other objects: none."""
    assert is_attack == ("attack" in kinds(text))


RULINGS = [
    ("A court in Norland threw out Sudland's claim on Monday.", True),
    ("The supreme court of Norland struck down the ban on Sudland's ships on Monday.", True),
    ("The court fined Ada Orr of Norland 3,000 crowns on Monday.", True),
    ("The federation banned Ada Orr of Norland for two years on Monday.", True),
    ("Ada Orr was suspended for two years on Monday.", True),
    ("Sudland's appeal was dismissed by the court on Monday.", True),
    ("Norland banned exports of grain to Sudland on Monday.", False),
    ("Norland suspended the talks with Sudland on Monday.", False),
    ("Norland threw out the old chairs of its mission in Sudland on Monday.", False),
    ("Norland's president dismissed his minister on Monday.", False),
    ("The council of Norland fined Sudland's ferry 300 crowns on Monday.", False),
    ("The bridge between Norland and Sudland was suspended from two towers.", False),
]


@pytest.mark.parametrize(("text", "is_ruling"), RULINGS, ids=[text for text, _ in RULINGS])
def test_what_a_court_bans_or_throws_out_is_a_ruling(text: str, is_ruling: bool) -> None:
    """Who imposes a sanction, and what is thrown out or struck down, makes it a ruling rather than a measure."""
    assert is_ruling == ("ruling" in kinds(text))


MEETINGS = [
    ("Ada Orr shook hands with Tomas Hale of Sudland on Monday.", True),
    ("Ada Orr sat across the table from Tomas Hale on Monday.", True),
    ("Ada Orr sat down with Tomas Hale of Sudland on Monday.", True),
    ("Norland hosted both sides on Monday.", True),
    ("Ada Orr of Norland received Sudland's envoy on Monday.", True),
    ("Ada Orr of Norland sat down on a chair on Monday.", False),
    ("Ada Orr of Norland shook her head on Monday.", False),
    ("Norland hosted the games on Monday.", False),
    ("Ada Orr of Norland received a letter on Monday.", False),
    ("Ada Orr of Norland sat in the garden on Monday.", False),
]


@pytest.mark.parametrize(("text", "is_meeting"), MEETINGS, ids=[text for text, _ in MEETINGS])
def test_to_shake_hands_or_sit_across_a_table_is_to_meet(text: str, is_meeting: bool) -> None:
    """Hands shaken, a table between, a side hosted or an envoy received: a meeting."""
    assert is_meeting == ("meeting" in kinds(text))


MEASURES = [
    ("The dockers of Norland went on strike on Monday.", True),
    ("Sudland handed back four sailors to Norland on Monday.", True),
    ("Police in Norland let Ada Orr go on Monday.", True),
    ("Ada Orr was held overnight at a police station in Norland on Monday.", True),
    ("Norland paid Sudland 1.2 million dollars on Monday.", True),
    ("Norland has stopped sending grain to Sudland since Monday.", True),
    ("Norland ended its blockade of Sudland on Monday.", True),
    ("Norland let go of the idea on Monday.", False),
    ("Norland let the ferry go ahead on Monday.", False),
    ("Ada Orr of Norland went on holiday on Monday.", False),
    ("Norland paid tribute to Sudland on Monday.", False),
    ("Norland ended the day on Monday with a song.", False),
    ("Ada Orr of Norland stopped smoking on Monday.", False),
    ("The talks were held in Norland on Monday.", False),
]


@pytest.mark.parametrize(("text", "is_measure"), MEASURES, ids=[text for text, _ in MEASURES])
def test_what_is_stopped_paid_or_let_go_is_a_measure(text: str, is_measure: bool) -> None:
    """Strikes, payments, people held and let go, and what is done daily and now stopped: measures."""
    assert is_measure == ("measure" in kinds(text))


WITHDRAWALS = [
    ("Norland's delegates sat up and left the table on Monday.", True),
    ("Norland's delegation left the room on Monday.", True),
    ("Ada Orr of Norland got up and left the hall on Monday.", True),
    ("Ada Orr stepped down as Norland's envoy on Monday.", True),
    ("Norland's negotiators stormed out on Monday.", True),
    ("Ada Orr left the building of the Norland mission at noon.", False),
    ("Ada Orr left Norland on Monday.", False),
    ("Norland left the matter to Sudland on Monday.", False),
    ("Ada Orr left a letter on the table in Norland on Monday.", False),
    ("The room of Norland's delegation was left open on Monday.", False),
]


@pytest.mark.parametrize(("text", "is_withdrawal"), WITHDRAWALS, ids=[text for text, _ in WITHDRAWALS])
def test_delegates_who_leave_the_table_withdraw(text: str, is_withdrawal: bool) -> None:
    """Who gets up and leaves, or leaves as a delegation, withdraws; who leaves a building goes home."""
    assert is_withdrawal == ("withdrawal" in kinds(text))


FATES = [
    ("Reports that Norland had dismissed Ada Orr were denied by Sudland on Monday.", "measure", "denied"),
    ("Sudland rejected claims that Norland had attacked the lock on Monday.", "attack", "denied"),
    ("A plan to expel Ada Orr was dropped by Norland on Monday.", "measure", "retracted"),
    ("Norland scrapped a plan to expel Ada Orr of Sudland on Monday.", "measure", "retracted"),
    ("Reports that Norland had dismissed Ada Orr were read by Sudland on Monday.", "measure", "happened"),
    ("Norland backed a plan to expel Ada Orr of Sudland on Monday.", "measure", "planned"),
    ("Norland will drop its plan to expel Ada Orr of Sudland on Monday.", "measure", "planned"),
]


@pytest.mark.parametrize(("text", "kind", "status"), FATES, ids=[text for text, _, _ in FATES])
def test_the_fate_of_a_report_or_plan_is_the_status_of_what_it_tells(text: str, kind: str, status: str) -> None:
    """A report that is denied denies what it reports, a plan that is dropped retracts what it plans."""
    assert status in [event.status for event in events(text) if event.kind == kind]


@pytest.mark.parametrize(
    ("text", "kind", "names"),
    [
        ("Ada Orr shook hands with Tomas Berg on Monday.", "meeting", {"Ada Orr", "Tomas Berg"}),
        ("Ada Orr sat across the table from Tomas Berg on Monday.", "meeting", {"Ada Orr", "Tomas Berg"}),
        ("Police in Norland let Ada Orr go on Monday.", "measure", {"Ada Orr"}),
        ("Sudland handed back Ada Orr to Norland on Monday.", "measure", {"Sudland", "Ada Orr", "Norland"}),
    ],
)
def test_those_on_the_other_side_take_part(text: str, kind: str, names: set[str]) -> None:
    """Who is shaken hands with, sat across from, let go or handed back takes part."""
    found = [set(event.participants) for event in events(text) if event.kind == kind]

    assert [names] == [names & people for people in found]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("In the spring of 2031 Norland went back to calling the islands illegally occupied.", False),
        ("Norland describes the harbour as illegally occupied by Sudland.", False),
        ("Norland called up the guards and occupied the harbour on Monday.", True),
        ("The guards of Norland occupied the islands in 2030.", True),
    ],
)
def test_what_something_is_called_is_no_event(text: str, told: bool) -> None:
    """A participle behind a verb of naming judges; the same word as a predicate tells."""
    assert told == ("attack" in kinds(text))
