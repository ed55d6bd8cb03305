"""Events as one article tells them: kind, status, participants, place and days."""

import pytest

from detente.record import Event
from record.river_articles import article, record_of


def events(text: str, published: str = "2031-05-09") -> list[Event]:
    """The events of one article."""
    return list(record_of(article("a", text, published)).events)


STATUSES = [
    ("Norland and Sudland signed a peace treaty on Monday.", "agreement", "happened"),
    ("Norland and Sudland almost signed a peace treaty in 2029.", "agreement", "denied"),
    ("Norland and Sudland failed to sign a peace treaty.", "agreement", "denied"),
    ("Norland and Sudland have yet to sign a peace treaty.", "agreement", "denied"),
    ("Norland and Sudland have not signed a peace treaty.", "agreement", "denied"),
    ("Norland and Sudland have never signed a peace treaty.", "agreement", "denied"),
    ("Norland refused to sign the treaty.", "agreement", "denied"),
    ("Norland will sign the treaty in June.", "agreement", "planned"),
    ("Norland plans to sign the treaty in June.", "agreement", "planned"),
    ("Norland agreed to sign the treaty.", "agreement", "planned"),
    ("Norland proposed signing a treaty with Sudland.", "agreement", "proposed"),
    ("Sudland urged Norland to sign the treaty.", "agreement", "proposed"),
    ("Norland managed to sign the treaty on Monday.", "agreement", "happened"),
    ("It has been 20 years since Norland and Sudland signed a treaty.", "agreement", "happened"),
    ("Norland did not attack Sudland on Monday.", "attack", "denied"),
    ("Norland denied that it had attacked Sudland.", "attack", "denied"),
    ("Norland is expected to visit Sudland in June.", "visit", "planned"),
    ("Norland and Sudland cancelled the meeting of May 12.", "meeting", "retracted"),
    ("A meeting of the parties is planned for 4 June in Bergholm.", "meeting", "planned"),
    ("The talks were set for last Friday.", "meeting", "planned"),
]


@pytest.mark.parametrize(("text", "kind", "status"), STATUSES, ids=[text for text, _, _ in STATUSES])
def test_status_follows_tense_modality_and_negation(text: str, kind: str, status: str) -> None:
    """What a clause asserts, plans, proposes or denies."""
    found = [event.status for event in events(text) if event.kind == kind and event.summary == text]

    assert status == found[-1]


KINDS = [
    ("Norland met Sudland in Bergholm on Monday.", "meeting"),
    ("Norland offered Sudland a share of the dam.", "offer"),
    ("Sudland rejected the plan of Norland.", "refusal"),
    ("Sudland turned down Norland's plan on Monday.", "refusal"),
    ("Norland declared a state of emergency on Monday.", "declaration"),
    ("Norland demanded that Sudland open the gates.", "demand"),
    ("Norland pulled out of the talks with Sudland.", "withdrawal"),
    ("Norland imposed tariffs on grain on Monday.", "measure"),
    ("Norland invaded Sudland in 1931.", "attack"),
    ("Sudland voted on the treaty on Sunday.", "vote"),
    ("A court in Corrada ruled on Monday that the dam is legal.", "ruling"),
]


@pytest.mark.parametrize(("text", "kind"), KINDS, ids=[kind + ": " + text for text, kind in KINDS])
def test_kind_follows_the_word(text: str, kind: str) -> None:
    """The kind of event that its verb or noun names."""
    assert kind in [event.kind for event in events(text)]


def test_the_agent_comes_first_in_active_and_passive() -> None:
    """Who did it stands before to whom it was done."""
    active = events("Norland attacked Sudland on Monday.")
    passive = events("Sudland was attacked by Norland on Monday.")

    assert [("norland", "sudland")] == [event.actors for event in active]
    assert [("norland", "sudland")] == [event.actors for event in passive]


def test_doers_without_a_name_take_part_in_the_words_of_the_text() -> None:
    """Nurses and judges are participants although they are no actors of the record."""
    found = events("A judge in Corrada ruled on Monday that the lock is legal.")

    assert [("A judge",)] == [event.participants for event in found if event.kind == "ruling"]


def test_a_body_in_capitals_that_is_no_actor_takes_part() -> None:
    """ "The Senate", which the article also writes small so that it is nobody's name, votes all the same."""
    found = events("The Senate voted on Friday to close the lock. Every senate is old.")

    assert [("The Senate",)] == [event.participants for event in found if event.kind == "vote"]


def test_a_count_of_occasions_is_no_event() -> None:
    """ "Met 22 times" tells of no one meeting."""
    assert [] == [e for e in events("Norland and Sudland have met 22 times this year.") if e.kind == "meeting"]


def test_a_condition_is_no_event() -> None:
    """What would happen if, once or after something else is not listed as something that was done."""
    assert [] == [e for e in events("If Norland attacks Sudland, the talks end.") if e.kind == "attack"]


def test_a_verb_that_names_no_event_with_its_object_is_left_out() -> None:
    """Meeting a deadline is no meeting."""
    assert [] == [e for e in events("Norland met the deadline on Monday.") if e.kind == "meeting"]


def test_a_date_of_what_is_proposed_is_not_the_date_of_the_proposal() -> None:
    """ "Suggested signing it by December" says nothing of the day of the suggestion."""
    offers = [e for e in events("Norland suggested signing a treaty by December 2031.") if e.kind == "offer"]

    assert [False] == [str(e.when.earliest).startswith("2031-12") for e in offers]


def test_a_day_to_come_is_not_the_day_of_what_has_happened() -> None:
    """ "Offered Sudland a tax office from 2033" was said before the article, whatever the offer is for."""
    (offer,) = [e for e in events("Norland offered Sudland a tax office from 2033.") if e.kind == "offer"]

    assert ("happened", "2031-05-09") == (offer.status, str(offer.when.latest))


def test_what_is_told_in_the_present_of_a_day_to_come_is_planned() -> None:
    """ "The assembly opens on 6 October", printed in May, is a plan."""
    (opening,) = events("The assembly opens on 6 October in Bergholm.")

    assert ("planned", "2031-10-06") == (opening.status, str(opening.when.earliest))


def test_of_two_days_in_a_sentence_each_verb_has_its_own() -> None:
    """What was agreed on Friday to be done on 3 June is planned for 3 June."""
    found = events("Norland agreed on Friday to close the lock on 3 June.")

    assert {("agreement", "2031-05-09"), ("measure", "2031-06-03")} == {(e.kind, str(e.when.earliest)) for e in found}


def test_what_has_not_been_until_now_has_no_day() -> None:
    """The day of a talk is not the day on which the treaty that it is about was not concluded."""
    (treaty,) = [
        e
        for e in events(
            "Norland and Sudland agreed on Tuesday to resume talks on a treaty that has not been concluded."
        )
        if e.status == "denied"
    ]

    assert treaty.when.earliest is None


def test_background_is_not_of_the_day_of_the_news() -> None:
    """ "Later", after a sentence that went back to September, is some time before publication."""
    (refusal,) = [
        e
        for e in events(
            "The minister of Norland said on Friday she would visit Sudland.\n\nThe minister of Sudland surprised her in "
            "September when he offered a treaty.\n\nNorland later rejected the offer."
        )
        if e.kind == "refusal"
    ]

    assert refusal.when.earliest != refusal.when.latest


def test_people_joined_by_and_with_their_titles_all_take_part() -> None:
    """A parse that hangs the first name on the second's title loses nobody."""
    text = (
        "Norlandic President Omar Said al-Rumi and Sudlandic Prime Minister Abiy Hale agreed on Thursday to finalise "
        "within four months a deal on the filling of the dam."
    )
    agreed = [event for event in events(text) if event.kind == "agreement" and event.status == "happened"]

    assert [("Omar Said al-Rumi", "Abiy Hale")] == [event.participants for event in agreed]


def test_leaders_without_a_name_sign_in_the_words_of_the_text() -> None:
    """ "The three leaders" take part where nobody is named."""
    found = events("In 2015 the three leaders signed a Declaration of Principles in Kir. Westland watched the rain.")

    assert ("2015-01-01", ("the three leaders",)) in [(str(e.when.earliest), e.participants) for e in found]


@pytest.mark.parametrize(
    ("text", "word", "days"),
    [
        ("Norland promised an answer by Wednesday.", "declaration", ("2031-05-09", "2031-05-09")),
        ("Norland promised an answer on Wednesday.", "declaration", ("2031-05-07", "2031-05-07")),
        ("Norland demanded an answer by Wednesday.", "demand", ("2031-05-09", "2031-05-09")),
        ("On Monday Norland demanded an answer by Wednesday.", "demand", ("2031-05-05", "2031-05-05")),
        ("Sudland met Norland on 3 May. Norland closed the border two days later.", "measure", ("2031-05-05",) * 2),
        (
            "Sudland met Norland on 3 May. Norland closed the border two days later than that.",
            "measure",
            ("2031-05-03", "2031-05-09"),
        ),
        ("Sudland met Norland on 3 May. Norland later closed the border.", "measure", ("2031-05-03", "2031-05-09")),
        (
            "Sudland met Norland on 3 May. Norland closed the border two days later than planned.",
            "measure",
            ("None", "2031-05-09"),
        ),
        (
            "Sudland met Norland on 3 May. Norland closed the border two days later than that of Westland.",
            "measure",
            ("None", "2031-05-09"),
        ),
    ],
)
def test_a_term_and_a_comparison_are_no_days_of_an_event(text: str, word: str, days: tuple[str, str]) -> None:
    """ "Promised by Wednesday" was promised before; "later than planned" counts from what no sentence dates."""
    (found,) = (event.when for event in events(text) if event.kind == word)

    assert days == (str(found.earliest), str(found.latest))
