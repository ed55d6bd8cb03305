"""What two sentences have in common, and the accounts that are found by it."""

import pytest

from detente.evidence import UNKNOWN
from detente.record.disagreements.datings import Dating, days_between
from detente.record.disagreements.kindred import kin, stem
from detente.record.disagreements.matters import matters_of
from detente.record.entries import Disagreement
from detente.record.reading import Reading
from record.river_articles import article, record_of


def found(*texts: str) -> list[tuple[str, set[str]]]:
    """The kind and the answers of each disagreement between some articles."""
    entries: tuple[Disagreement, ...] = record_of(
        *(article(f"a{n}", text) for n, text in enumerate(texts))
    ).disagreements
    return [(entry.kind, {account.value for account in entry.accounts}) for entry in entries]


@pytest.mark.parametrize(("a", "b"), [("signature", "signing"), ("decide", "decided"), ("protester", "protest")])
def test_words_made_from_one_word_have_one_stem(a: str, b: str) -> None:
    """A stem is what a word shares with the words made from it."""
    assert stem(a) == stem(b)


def test_kindred_words_share_a_group() -> None:
    """Who is fined pays; a ward is no ship."""
    assert kin(stem("fine")) & kin(stem("pay"))
    assert not kin(stem("ward")) & kin(stem("ship"))


def test_a_pile_of_nothing_has_no_matters() -> None:
    """Without sentences there is nothing to share."""
    readings: list[Reading] = []

    assert frozenset() == matters_of(readings).of(("a", 0))


@pytest.mark.parametrize(
    ("first", "second", "answers"),
    [
        (
            "Nine men were on board the ferry Alba, said its owner.",
            "Eleven crewmen were found on the ferry Alba.",
            ("numeric", {"Nine men", "Eleven crewmen"}),
        ),
        (
            "On Friday evening 4,000 people filled the market square of Tarn, the mayor said.",
            "In Tarn, where the square was full on Friday evening, 1,200 people had gathered, by the count of the police.",
            ("numeric", {"4,000 people", "1,200 people"}),
        ),
        (
            "The patrol boat fired two shots across the bow of the ferry Alba.",
            "No shot was fired during the search of the ferry Alba.",
            ("polarity", {"yes", "no"}),
        ),
        (
            "Not one skipper of Norland has been fined for the herring.",
            "Eleven skippers were fined in December for the herring, the minister of Norland said.",
            ("polarity", {"yes", "no"}),
        ),
    ],
    ids=["people of two names", "a crowd", "shots", "not one"],
)
def test_one_matter_in_other_words_is_found(first: str, second: str, answers: tuple[str, set[str]]) -> None:
    """What two sentences share tells that they are of one matter, whatever their verbs."""
    assert answers in found(first, second)


def on(day: str, year: int = 0) -> Dating:
    """Something told of a day."""
    nothing: frozenset[str] = frozenset()
    return Dating(
        year=year,
        day=day,
        shown=day,
        act=frozenset({"open"}),
        things=nothing,
        scope=nothing,
        places=nothing,
        mark="on",
        future=False,
        denied=False,
        changed=False,
        published=UNKNOWN,
        clause=article("a", "They opened it.").cite(0, 15),
        document="a",
    )


@pytest.mark.parametrize(
    ("a", "b", "days"),
    [
        (on("06-16", 2031), on("06-17"), 1),
        (on("06-16", 2031), on("06-16", 2032), 366),
        (on("03-23", 2034), on("Friday"), 1),
        (on("03-23", 2034), on("Thursday"), 0),
    ],
)
def test_a_day_without_its_year_is_of_the_year_of_the_other(a: Dating, b: Dating, days: int) -> None:
    """An article whose day of publication nothing gives still says on which day, or weekday, it was."""
    assert days == days_between(a, b) == days_between(b, a)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (
            "The draft programme for the lock runs to 38 pages.",
            "The programme for the lock, in its final form, has 61 pages.",
        ),
        ("Lorries shut the lock of Tarn in protest.", "A final count follows when the lock of Tarn is open."),
        ("The rate of the lock tax goes up to 47 per cent.", "Four of the fourteen ministries go to the lock party."),
        (
            "The queue of lorries at the lock measured two kilometres at noon on Tuesday.",
            "They had put the queue of lorries at the lock at eight kilometres on Thursday.",
        ),
        (
            "By Monday evening some 900 lorries stood at the lock of Tarn.",
            "About 200 lorries are still standing at the lock of Tarn.",
        ),
        ("Norland had asked for 58 percent of the herring.", "Norland now asks for 55 percent of the herring."),
        ("The council rejected Norland's offer of a ferry.", "Norland had offered a ferry in May."),
        ("There is no witness yet who could say.", "The witnesses are on the ferry, forty of them."),
        ("Nine men were on board the ferry Alba.", "Six jurists are to study the treaty of Tarn."),
        (
            "The hearing in Tarn is planned for 1 July.",
            "The hearing in Tarn is now set for 8 July, a week later than planned.",
        ),
    ],
    ids=[
        "two versions",
        "what is only supposed",
        "shares of two things",
        "one hour and another",
        "what still is and what was",
        "a demand that changed",
        "an offer rejected",
        "none of a sort",
        "other people",
        "a date that was moved",
    ],
)
def test_what_only_looks_alike_raises_nothing(first: str, second: str) -> None:
    """A change of mind or of a date, an answer and another thing are no disagreement."""
    assert [] == found(first, second)
