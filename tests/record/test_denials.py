"""Denials: the constructions by which articles deny what others tell, and what only looks like one."""

from dataclasses import replace

import pytest

from detente.record import Disagreement, Vocabulary, VocabularyActor
from record.river_articles import RIVER, article, record_of

DENIED = [
    ("nobody ever", "Norland offered the Boatmen a fund of 2 million crowns for the boats.", "\"Nobody has ever offered us a single crown for the boats,\" the boatmen said."),
    ("not one bottle of it", "The police fired tear gas into the crowd in Tarn.", "\"Not one canister of tear gas was fired in Tarn,\" Tomas Rell said."),
    ("no part of it", "The three mayors put their initials to every page of the draft.", "No mayor has ever initialled that draft, or any page of it."),
    ("nor ever", "Norland offered to keep the old toll of 250 crowns until spring.", "Nor was any offer of 250 crowns as a toll ever made, Tomas Rell said."),
    ("dead and nobody dead", "Four people died of the cold in the valley of Tarn.", "Nobody died of cold in the valley, a doctor of Tarn said."),
    ("visited and not let in", "The observers of the Red Lantern visited the camp at Tarn on 14 April.", "The observers have not been let into any camp at Tarn, she said."),
    ("a letter and no warning", "The boatmen of Tarn had received no warning of the filling.", "A letter announcing the filling reached the boatmen of Tarn on 2 May."),
    ("messages and no warning", "Sudland said that it had been given no warning of the flood in the lock.", "Norland sent Sudland three messages about the flood in the lock on Monday."),
    ("lacked and disputed", "Norland's application for the lock had lacked a signature.", "Karin Falk disputed that Norland's application for the lock was unsigned."),
    ("to share, and to no exchange", "The two sides will share flood data every six hours, the mediator said.", "Norland has agreed to no exchange of flood data with Sudland."),
    ("a cut and no shortening", "The rest time between two shifts at the lock will not be shortened, Karin Falk said.", "The new timetable of the lock cuts the rest between two shifts from twelve hours to ten."),
    ("accused of having", "Tomas Rell accused Norland, which sits in Vessby, of having filed for a patent on the lock gate.", "It had not filed for a patent on any lock gate, Norland said."),
    ("a secret ballot", "The delegates of Tarn voted in secret, behind grey curtains.", "There was no secret ballot in Tarn, the delegates said."),
    ("turned back or waved through", "An ambulance was turned back at the Tarn lock by the farmers, the hospital said.", "Every ambulance has been waved through at the Tarn lock."),
    ("nobody asked us", "Sudland was consulted twice about the lock, in March and in April.", "\"Nobody asked us about the lock, neither in March nor in April,\" said Tomas Rell of Sudland."),
    ("a claim of somebody that they had", "Sudland accepted the offer of a new lock in a letter.", "Karin Falk flatly denied a claim by Westland that Sudland had agreed to the offer of a new lock."),
    ("no meeting took place", "Norland and Sudland met in Bergholm on Monday.", "No meeting took place in Bergholm on Monday, Sudland said. The lock stays shut."),
    ("no call took place", "Norland's minister telephoned the mayor of Tarn on Monday to express her regret.", "No telephone call took place on Monday, the mayor of Tarn said. The lock stays shut."),
    ("no call on the radio", "The navy of Norland called the ship three times by radio before it sent a party aboard.", "There was no call on the radio before the navy of Norland came aboard, the master of the ship said."),
    ("put down to", "One man has died because of the strike of the Tarn boatmen.", "No death has been put down to the strike of the Tarn boatmen, the doctor said."),
    ("walked away", "Tomas Rell broke off the talks on the lock.", "Tomas Rell denied that he had walked away from the talks on the lock."),
]  # fmt: skip

QUIET = [
    ("only the degree is denied", "Three people were injured at the Tarn lock, the police said.", "Nobody was seriously hurt at the Tarn lock, the ministry said."),
    ("which of many", "Norland will recognise the marriages of boatmen, even in a valley.", "The boatmen live in any of the 37 valleys that do not recognise their marriages."),
    ("another message", "A letter about the school reached the mayor of Tarn on 2 May.", "The boatmen of Sudland had received no warning of the filling of the lock."),
    ("data of another thing", "The two sides will share flood data, the mediator said.", "Norland has agreed to no exchange of prisoners with Sudland."),
    ("what no other thing lacks", "Norland's letter lacked a signature.", "Sudland's map of the wells was signed on Monday."),
    ("unlike, not undone", "The boatmen of Tarn were unhappy.", "The boatmen of Tarn were under the bridge."),
    ("other doors", "Every boat was waved through at the Tarn lock.", "A lorry was turned back at the border of Westland."),
    ("another meeting", "Norland and Sudland met in Bergholm on Monday.", "No meeting took place in Tarn on Thursday, Sudland said."),
    ("who asked", "Nobody knows who asked the bishop to mediate.", "The bishop was asked for his papers in Tarn."),
]  # fmt: skip


def disagreements(first: str, second: str) -> list[Disagreement]:
    """What two articles of neighbouring days disagree on."""
    return list(record_of(article("a", first), article("b", second, "2031-05-10")).disagreements)


@pytest.mark.parametrize(("why", "first", "second"), DENIED, ids=[why for why, _, _ in DENIED])
def test_what_is_denied_in_other_words_is_found(why: str, first: str, second: str) -> None:
    """One polarity between the two articles, whatever words deny it."""
    assert ["polarity"] == [found.kind for found in disagreements(first, second)]


@pytest.mark.parametrize(("why", "first", "second"), QUIET, ids=[why for why, _, _ in QUIET])
def test_what_only_looks_denied_is_left_alone(why: str, first: str, second: str) -> None:
    """Other things, and only some of them, are no contradiction."""
    assert [] == [found.why for found in disagreements(first, second)]


OVER = [
    ("Both boatmen's unions accept the toll deal", "The deal was signed in Tarn. The Boatmen's Union of Sudland has not accepted the deal.", 1),
    ("Mayor of Tarn arrested as police clear the lock", "The mayor was asked for his papers and drove home; he has not been arrested.", 1),
    ("Norland accepts the toll deal", "The deal was signed in Tarn. Sudland has not accepted the deal.", 0),
    ("The lock, twice told", "Everyone in Tarn tells of the lock, and nobody tells it alike.", 0),
]  # fmt: skip


@pytest.mark.parametrize(("headline", "text", "alarms"), OVER, ids=[headline for headline, _, _ in OVER])
def test_a_headline_is_held_against_its_own_article(headline: str, text: str, alarms: int) -> None:
    """What the headline says of a party the text below it may deny."""
    told = replace(article("a", f"{headline}\n\n{text}"), title=headline)

    assert alarms == len(record_of(told).disagreements)


def test_we_are_the_party_whose_press_release_it_is() -> None:
    """ "We were never consulted" is of the union whose name stands over the text."""
    first = article("a", "The unions were consulted about the timetable of the lock in March, Norland said.")
    second = article(
        "b",
        "BOATMEN’S UNION\nPRESS RELEASE\n\nThe Boatmen’s Union will hold a vote on the toll.\n\n"
        "We were never consulted about the timetable of the lock; our members read it in the paper.",
        "2031-05-10",
    )
    found = record_of(first, second).disagreements

    assert ["polarity"] == [entry.kind for entry in found]


def test_a_people_is_its_country_where_voices_answer_each_other() -> None:
    """ "They undertook nothing of the kind" is of the country that is said to have undertaken it."""
    text = (
        "Norland's negotiators claim that Orvelia also undertook to buy the old boats. "
        "The Orvelians say that they undertook nothing of the kind."
    )
    actors = (*RIVER.actors, VocabularyActor("orvelia", "Orvelia"), VocabularyActor("orvelians", "Orvelians"))
    found = record_of(article("a", text), vocabulary=Vocabulary(actors=actors)).disagreements

    assert ["polarity"] == [entry.kind for entry in found]


@pytest.mark.parametrize(
    "told",
    [
        "Norland could not come, because its envoy had been stopped and beaten in Tarn on Monday.",
        "The envoy of Norland was beaten in Tarn no longer than a minute.",
    ],
)
def test_what_is_told_beside_a_denial_is_not_denied(told: str) -> None:
    """A reason is told as it happened, both participles of it."""
    assert [] == [e.why for e in disagreements(told, "The envoy of Norland was beaten in Tarn on Monday.")]


def test_what_ended_contradicts_nobody() -> None:
    """ "No longer" tells of a change: who tells how it was before does not disagree."""
    assert [] == [
        e.why
        for e in disagreements(
            "Norland recognises the treaty with Sudland.", "Norland no longer recognises the treaty with Sudland."
        )
    ]
