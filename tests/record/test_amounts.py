"""Figures in two articles: told in other words of one thing, and alike of two."""

import pytest

from detente.record.disagreements.corrections import is_taken_back
from detente.record.numerals import bounds
from record.river_articles import article, record_of


def numeric(first: str, second: str, days: tuple[str, str] = ("2031-05-09", "2031-05-10")) -> list[tuple[str, ...]]:
    """The figures on which two articles disagree."""
    found = record_of(article("a", first, days[0]), article("b", second, days[1])).disagreements
    return [tuple(sorted(account.value for account in one.accounts)) for one in found if one.kind == "numeric"]


RIVALS = [
    ("a share close above another", "The troops of Norland sit on four fifths of the valley.", "Norland's forces hold a little over half of the valley."),
    ("those who lost their lives", "In the shooting at the Tarn lock three lock keepers were killed.", "Two lock keepers of Norland lost their lives in the shooting at the Tarn lock."),
    ("an offer of two lengths", "Norland offered 4 percent over 30 months for the lock keepers in April.", "In April the offer of Norland to the lock keepers was 4 percent over 24 months."),
    ("a length looked back to", "Karin Falk and Tomas Rell spoke for three hours in the mill of Tarn.", "Karin Falk met Tomas Rell in the mill of Tarn. The talk in the mill was over in fifty minutes."),
    ("as many days told elsewhere", "Karin Falk and Tomas Rell spoke for three hours in the mill of Tarn.", "A boat sank after three days in the ice. Karin Falk met Tomas Rell in the mill of Tarn. The talk in the mill was over in fifty minutes."),
    ("pay told without its year", "A lock keeper in the valley starts on 31,400 crowns a year before bonuses, the union says.", "A lock keeper begins on 36,200 crowns, bonuses not included, Norland pointed out."),
    ("debt and what is owed", "The debt of Norland to the mills of Tarn stood at 1.9 billion crowns, the mills said.", "Norland said that it owes the mills of Tarn 740 million crowns."),
    ("those who went and those who lost their homes", "Forty-one thousand villagers lost their homes in the valley in the war of 2029.", "The 18,000 villagers who went south in the war of 2029 may apply to return to the valley."),
    ("all but some", "All but three of the fourteen ministers of Norland resigned on Friday.", "Nine of the fourteen ministers of Norland resigned on Friday, Karin Falk said."),
    ("a demand for the coming year", "The union of Tarn is demanding a rise of 9.5 percent for the coming year.", "The union of Tarn wants a rise of 11 percent for next year."),
]  # fmt: skip


@pytest.mark.parametrize(("why", "first", "second"), RIVALS, ids=[why for why, _, _ in RIVALS])
def test_figures_of_one_thing_are_compared(why: str, first: str, second: str) -> None:
    """Two figures that are given of one thing are one disagreement, whatever the words."""
    assert 1 == len(numeric(first, second))


APART = [
    ("what a paper takes back", "Correction: an earlier version of this page said that six people were injured at the Tarn lock.", "Four people were injured at the Tarn lock."),
    ("a little over the same", "The troops of Norland hold a little over half of the valley.", "Norland's forces hold 52 percent of the valley."),
    ("pupils of schools and people on a march", "Some 38,000 pupils attend the schools of Tarn.", "Norland said that 9,000 people took part in the march in Tarn."),
    ("of the votes and of the members", "The members of the union in Tarn voted for the strike by 84 percent to 16.", "Just over half of the union's members in Tarn voted for the strike."),
    ("a day and a month", "The strike at the Tarn lock costs Norland 4 million crowns a day.", "The strike at the Tarn lock costs Norland 5 million crowns a month."),
    ("a moment of a long time", "The siege of Tarn lasted four months.", "The talk about the siege of Tarn lasted twenty minutes."),
    ("all but some, and the others", "All but three of the fourteen ministers of Norland resigned on Friday.", "Eleven of the fourteen ministers of Norland resigned on Friday, Karin Falk said."),
    ("those left out, without their whole", "On Friday all but ten ministers of Norland resigned.", "Twelve ministers resigned in Norland on Friday, Karin Falk said."),
    ("those who may go", "The 18,000 villagers in the valley may go south.", "Forty-one thousand villagers lost their homes in the hills of Sudland in 2029."),
]  # fmt: skip


@pytest.mark.parametrize(("why", "first", "second"), APART, ids=[why for why, _, _ in APART])
def test_figures_of_two_things_are_left_alone(why: str, first: str, second: str) -> None:
    """Figures of two bases, of two times, or taken back are no disagreement."""
    assert [] == numeric(first, second)


@pytest.mark.parametrize(
    ("before", "expected"),
    [
        ("a little over", (50.0, 55.0)),
        ("just over", (50.0, 55.0)),
        ("slightly more than", (50.0, 55.0)),
        ("just under", (45.0, 50.0)),
        ("a shade below", (45.0, 50.0)),
        ("over", (50.0, None)),
        ("under", (0.0, 50.0)),
    ],
)
def test_what_is_barely_over_is_near(before: str, expected: tuple[float, float | None]) -> None:
    """ "A little over" is no open bound: by a tenth or so."""
    assert pytest.approx(expected) == bounds(50.0, before)


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("An earlier version of this article said that six people were injured.", True),
        ("We first wrote that the offer was worth 6.1% a year.", True),
        ("This story originally stated that 40 boats sank.", True),
        ("The number of boats was wrongly given as 40.", True),
        ("The first version of the treaty said that 40 boats may fish.", False),
        ("We wrote to the judge on 30 January.", False),
        ("The council said earlier that 40 boats sank.", False),
    ],
)
def test_a_correction_is_told_from_a_report(sentence: str, expected: bool) -> None:
    """What a paper says that it printed before is taken back, and what others said is not."""
    assert expected == is_taken_back(sentence)
