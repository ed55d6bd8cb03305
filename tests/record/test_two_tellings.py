"""One thing told in two ways by two articles, in few words: what is a disagreement, and what only looks like one."""

import pytest

from record.river_articles import article, record_of

AROUND = (
    "There was more news of the matter this week. {told} Nothing else was known by the evening.",
    "Readers have asked how things stand between the sides. {told} The paper will report again on Saturday.",
)


def kinds(first: str, second: str) -> set[str]:
    """The kinds of the disagreements of two articles, two days apart."""
    texts = [around.format(told=told) for around, told in zip(AROUND, (first, second), strict=True)]
    found = record_of(article("a", texts[0], "2031-05-14"), article("b", texts[1], "2031-05-16"))
    return {one.kind for one in found.disagreements}


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Norland and Sudland signed the water treaty in 1956.", "The water treaty between Norland and Sudland was signed in 1958."),
        ("The dockers' union was founded in 1911.", "The dockers' union was set up in 1908."),
        ("The bridge was built in 1934.", "The bridge, built in 1938, carries two roads."),
        ("The wreck was discovered in 1985.", "The wreck was found in 1987."),
        ("The two governments signed the protocol in March 2019.", "The protocol was signed in May 2019."),
        ("The strike began in March 2019.", "The strike started in May 2019."),
    ],
)  # fmt: skip
def test_years_and_months_of_one_act_are_compared(first: str, second: str) -> None:
    """What a thing undergoes once has one year, and within a year one month."""
    assert {"date"} == kinds(first, second)


def test_a_day_of_a_year_told_as_well_is_no_third_time() -> None:
    """1956 and a day in it are one time, so that 1958 still stands against them."""
    days = "2031-05-14", "2031-05-16", "2031-05-18"
    told = (
        "Norland and Sudland signed the water treaty in 1956.",
        "Ships have paid less since the water treaty. It was on 19 October 1956 that Norland signed the water treaty.",
        "Few remember it. The water treaty between Norland and Sudland was signed in 1958.",
    )
    found = record_of(*(article(name, text, day) for name, text, day in zip("abc", told, days, strict=True)))
    asked = [one.question for one in found.disagreements if one.kind == "date"]

    assert ["In which year: signed (treaty)?"] == asked


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Norland raised the toll in 2014.", "Norland raised the toll in 2018."),
        ("The island was occupied in 1941.", "The island was occupied in 1945."),
        ("The talks ended in 2011 without a result.", "The talks ended in 2016 without a result."),
        ("Norland signed the gas treaty in 1956.", "Norland signed the fishing treaty in 1958."),
        ("The union was founded in 1911.", "The union moved to Brook in 1908."),
        ("The union was founded in 1911 in Brook.", "The employers' union was founded in 1948."),
        ("The bridge was destroyed in 1944.", "The bridge was rebuilt in 1951."),
        ("The company was fined in March 2019.", "The company was fined in June 2019."),
        ("The bridge was built in 1934.", "The bridge was built in 1934 and built anew in 1938. It was built of wood in 1938."),
    ],
)  # fmt: skip
def test_what_may_be_done_in_two_years_is_none(first: str, second: str) -> None:
    """Nor what is done to two things, nor what one article tells of both years."""
    assert set() == kinds(first, second)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("It was the third meeting of Norland and Sudland this year.", "Norland and Sudland met for the fifth time this year."),
        ("It was the third time in four years that Norland had shut the gate at Tarn.", "Norland, an engineer said, had shut its gate at Tarn for the second time in four years."),
    ],
)  # fmt: skip
def test_which_of_several_it_was_is_compared(first: str, second: str) -> None:
    """Two ordinals within one time, told within days."""
    assert {"numeric"} == kinds(first, second)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("It was the third strike this year at the port.", "It was the fifth meeting this year of the council."),
        ("It was the third time this year that Norland had shut the gate at Tarn.", "It was the fourth time this year that Norland had shut the gate at Tarn."),
        ("It was the third time this year that Norland had shut the gate at Tarn.", "It was the fifth time in four years that Norland had shut the gate at Tarn."),
    ],
)  # fmt: skip
def test_ordinals_of_two_sorts_times_or_occasions_are_none(first: str, second: str) -> None:
    """The one after it may have come between."""
    assert set() == kinds(first, second)


@pytest.mark.parametrize(
    ("kind", "first", "second"),
    [
        ("attribution", "The talks were broken off by Norland on Tuesday.", "Sudland broke off the talks on Tuesday."),
        ("attribution", "Norland was the first to open fire, the monitors said.", "Sudland fired first, the ministry said."),
        ("attribution", "The plan was drafted by the mediator, Miriam Keele.", "The plan was written in the ministry by Hugo Lamb."),
        ("numeric", "The council approved the plan by 7 votes to 4 on Monday.", "The council passed the plan 6 to 5 on Monday."),
        ("numeric", "The talks lasted three hours.", "The talks went on for six hours."),
        ("attribution", "It was Norland that violated the ceasefire, the monitors said.", "Sudland broke the ceasefire, the monitors said."),
        ("numeric", "About 17,000 islanders were expelled.", "170,000 islanders were made to leave."),
        ("numeric", "Some 5,000 people marched through Brook on Sunday against the tunnel.", "Police counted 1,200 demonstrators in Brook on Sunday against the tunnel."),
        ("numeric", "The company offered 3 percent on Monday.", "The company's offer on Monday was 4.2 percent."),
        ("numeric", "The dam will cost 2.4 billion crowns.", "The cost of the dam is estimated at 3.1 billion crowns."),
        ("numeric", "About 4,000 people live in the valley.", "The valley has 6,500 inhabitants."),
        ("numeric", "Norland has 3,000 troops on the island.", "Some 5,000 of Norland's soldiers are stationed on the island."),
    ],
)  # fmt: skip
def test_one_thing_in_other_words_is_compared(kind: str, first: str, second: str) -> None:
    """Doers, blows, votes, crowds, offers, costs and inhabitants."""
    assert {kind} == kinds(first, second)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("About 5,000 people marched in Brook on Sunday.", "About 1,200 people marched in Hale on Sunday."),
        ("The valley has 6,500 inhabitants.", "The island has 4,000 inhabitants."),
        ("The dam will cost 2.4 billion crowns.", "The tunnel will cost 3.1 billion crowns."),
        ("Norland was the first to sign the treaty.", "Sudland was the first to ratify the treaty."),
        ("Norland was the first to open the gate.", "Sudland was the first to open its embassy."),
        ("The plan was written by the mediator.", "The letter was written by the union."),
        ("Norland closed its embassy.", "Sudland closed its embassy."),
        ("The council approved the budget by 7 votes to 4.", "The council approved the tunnel by 6 votes to 5."),
        ("The school accepted children aged 6 to 12.", "The council approved the plan by 7 votes to 4."),
    ],
)  # fmt: skip
def test_two_things_in_like_words_are_none(first: str, second: str) -> None:
    """Two places, two things, two deeds."""
    assert set() == kinds(first, second)
