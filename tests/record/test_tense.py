"""Which way the words around a time point: ahead, back, or neither."""

from datetime import date

import pytest

from detente.record.dating import Expression, expressions

FRIDAY = date(2019, 1, 4)


def tuesday(text: str) -> Expression:
    """What is read of the word "Tuesday" in an article of Friday."""
    return next(one for one in expressions(text, published=FRIDAY) if "Tuesday" in text[one.start : one.end])


AHEAD = [
    "The lock is open to barges from Tuesday.",
    "The paper prints the names from Tuesday, with their consent.",
    "They are demanding a rise for Tuesday, while the port has made no offer.",
    "They will meet on Tuesday.",
    "The vote is set for Tuesday.",
    "The premier is set to speak on Tuesday.",
    "A vote is planned on Tuesday.",
    "Votes are planned on Tuesday.",
    "The talks are scheduled on Tuesday.",
    "The talks are expected to end on Tuesday.",
    "They agreed to talk on Tuesday.",
    "They agreed to discuss it on Tuesday.",
    "They want to focus on it on Tuesday.",
    "They have a plan to leave on Tuesday.",
    "He has to leave on Tuesday.",
    "They wanted to read on Tuesday.",
    "They will put it on Tuesday.",
    "The vote set to fall on Tuesday.",
    "The lock would be opened on Tuesday.",
    "The lock was to be shut on Tuesday.",
    "A dinner due on Tuesday.",
    "On Tuesday they will leave.",
    "The talks of Tuesday will be useless.",
    "The talks on Tuesday with Gov. Orr will end.",
    "The talks on Tuesday with J. Orr will end.",
    "The talks on Tuesday. they will leave.",
    "The deal remains valid until Tuesday.",
    "The ruling was deferred till Tuesday.",
    "The deal was extended until noon on Tuesday.",
    "They promised an answer by Tuesday.",
    "They demanded a reply from the guards by Tuesday.",
]

BACK = [
    "They have asked the court to lift the decision taken by the council on Tuesday.",
    "The lock was open to barges from Tuesday.",
    "They are blaming the port for what it did on Tuesday.",
    "They met on Tuesday.",
    "He set out on Tuesday.",
    "A vote was planned on Tuesday.",
    "They came to Lund on Tuesday.",
    "They came to the harbour on Tuesday.",
    "It moved to its harbour on Tuesday.",
    "The lock was reopened to barges on Tuesday.",
    "They had put their names to every page by Tuesday.",
    "They were seen up to Tuesday.",
    "He came close to victory on Tuesday.",
    "They walked next to horses on Tuesday.",
    "They rose from two to seven on Tuesday.",
    "He was shot to death on Tuesday.",
    "It went as expected on Tuesday.",
    "It was more than expected on Tuesday.",
    "They had scheduled talks on Tuesday.",
    "They would have left on Tuesday.",
    "He has left on Tuesday.",
    "The lock opened on Tuesday.",
    "On Tuesday they left.",
    "The talks of Tuesday were useless.",
    "The deal since Tuesday will hold.",
    "They will study Tuesday's vote.",
    "They talked until Tuesday.",
    "They had promised an answer by Tuesday.",
    "They had not promised an answer by Tuesday.",
    "An answer promised by Tuesday did not come.",
    "They promised an answer and left by Tuesday.",
    "They promised an answer on Tuesday.",
]

NEITHER = [
    "The talks on Tuesday.",
    "They left. On Tuesday the talks.",
    "They left; the talks on Tuesday.",
    "They left! The talks on Tuesday.",
    "They left? The talks on Tuesday.",
    "They left… The talks on Tuesday.",
    "They left\n\nThe talks on Tuesday.",
    "The talks on Tuesday.\n\nThey will leave.",
    "The talks on Tuesday. They will leave.",
    "According to reports on Tuesday.",
    "Nobody could be reached on Tuesday.",
    "The need for speed on Tuesday.",
    "The hundred sheds on Tuesday.",
    "The unprecedented flood on Tuesday.",
    "The United Fleet on Tuesday.",
    "Lies to the king on Tuesday.",
]


@pytest.mark.parametrize(
    ("text", "tense", "day"),
    [
        *((text, 1, date(2019, 1, 8)) for text in AHEAD),
        *((text, -1, date(2019, 1, 1)) for text in BACK),
        *((text, 0, date(2019, 1, 1)) for text in NEITHER),
    ],
)
def test_the_nearest_verb_says_which_tuesday(text: str, tense: int, day: date) -> None:
    """Ahead is the coming one; back, and where nothing says, the last."""
    found = tuesday(text)

    assert (tense, day, day) == (found.tense, found.when.earliest, found.when.latest)


@pytest.mark.parametrize(("weekday", "day"), [("Thursday", 3), ("Friday", 4), ("Wednesday", 9), ("Tuesday", 8)])
def test_the_purpose_of_a_deed_is_ahead_unless_it_was_yesterday(weekday: str, day: int) -> None:
    """ "A rally to mark the accession on Thursday", in an article of Friday, was held on the day before."""
    text = f"A rally to mark the accession on {weekday}."
    (found,) = expressions(text, published=FRIDAY)

    assert date(2019, 1, day) == found.when.earliest


@pytest.mark.parametrize(("words", "tense"), [(20, -1), (24, -1), (25, 0), (40, 0)])
def test_a_verb_too_far_off_says_nothing(words: int, tense: int) -> None:
    """Within some two dozen words, and in the same sentence."""
    text = f"They met {'by the river ' * 20}".split()[: words + 1]

    assert tense == tuesday(" ".join([*text, "on Tuesday."])).tense


@pytest.mark.parametrize(("between", "tense"), [("", 1), ("late ", 1), ("late in Lund on a ", -1)])
def test_a_deferral_reaches_only_what_its_until_is_beside(between: str, tense: int) -> None:
    """Within three words of it."""
    assert tense == tuesday(f"The vote was delayed until {between}Tuesday.").tense


@pytest.mark.parametrize(("between", "tense"), [(8, 1), (14, -1)])
def test_what_was_put_off_stands_near_its_until(between: int, tense: int) -> None:
    """Within a dozen words."""
    text = f"They suspended {'the old vote of Lund by the river ' * 2}".split()[: between + 2]

    assert tense == tuesday(" ".join([*text, "until Tuesday."])).tense
