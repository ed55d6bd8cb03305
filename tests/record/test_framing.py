"""Names that take sides: judgements of one thing by two voices, and names that are of two things."""

import pytest

from record.river_articles import article, record_of


def framed(first: str, second: str, day: str = "2031-05-10") -> list[tuple[str, ...]]:
    """The values of the disagreements of framing between two articles."""
    record = record_of(article("a", first, "2031-05-09"), article("b", second, day))
    return [tuple(sorted(a.value for a in d.accounts)) for d in record.disagreements if d.kind == "framing"]


BOARDED = "Guards of Norland boarded the trawler Perla off Tarn at dawn."
PASSED = "The parliament of Norland passed the school law in Vessby on Thursday night."
SIDED = [
    ("a noun with a hyphen", ("“routine check”", "“witch-hunt”"), "The widow spoke of a witch-hunt against her son, the skipper of the trawler Perla.", "This was a routine check of the trawler Perla and its skipper, the guards said."),
    ("of and to behind the noun", ("“law”", "“law”"), f"{PASSED} \"This is a law of equal chances,\" Falk said.", "On Thursday night the parliament in Vessby passed what we must call by its name: a law to erase a language. It is a school law."),
    ("what was going on", ("“picnic”", "“siege”"), "What was going on at the Tarn bridge was a siege, the drivers of Vessby said.", "Forty lorries stand on the Tarn bridge. What the drivers of Vessby set up there was a picnic, the farmers said."),
    ("people held", ("“hostage”", "“prisoner”"), "Norland holds forty sailors of the trawler Perla in Tarn. \"These men are hostages,\" Rell said.", "Forty sailors of the trawler Perla are held in Tarn. \"They are prisoners of war,\" Falk said."),
    ("a vote", ("“plebiscite”", "“street poll”"), "The valley voted on Sunday after a plebiscite on its schools, with kitchen bowls for urns.", "It was held on Sunday with kitchen bowls for urns. The valley and its schools saw only a street poll, Rell said."),
    ("words that lead up to them", ("“pause”", "“retreat”"), "The barges of Norland left the drilling raft at Tarn on Monday. Nobody waved. \"This is a pause for maintenance,\" Falk said.", "Nobody sleeps on the drilling raft at Tarn. The barges were towed off. \"It is a retreat, with the lamps left on,\" Rell said."),
    ("nothing worse", ("“hostage-taking”", "“picnic”"), "What was going on at the Tarn bridge was a picnic with engines, nothing worse, the drivers of Vessby said.", "The drivers of Vessby stand at the Tarn bridge. \"This is hostage-taking,\" Rell said."),
    ("how they left", ("“stormed”", "“withdrew”"), "The talks on the lock went on in the Tarn mill. At noon on Thursday Sudland withdrew for consultations with its boatmen.", "Nothing came of the talks in the Tarn mill. Sudland had stormed out of the first round on the lock on Thursday."),
    ("an end of talks", ("“adjourned”", "“broke”"), "Norland adjourned the talks on the lock in Tarn in the evening.", "A day before the fair, Sudland broke off the talks on the lock in Tarn."),
]  # fmt: skip


@pytest.mark.parametrize(("why", "values", "first", "second"), SIDED, ids=[row[0] for row in SIDED])
def test_two_names_of_one_thing(why: str, values: tuple[str, str], first: str, second: str) -> None:
    """Two articles that judge one thing by words of two sides frame it."""
    assert [values] == framed(first, second)


def test_what_is_called_otherwise_here() -> None:
    """One sentence that gives a thing's name elsewhere and its name here gives two accounts."""
    told = "What people abroad call the wool war is called here the blockade."

    assert [("others: the blockade", "people abroad: the wool war")] == framed(told, "Nothing was known.")


NOT_SIDED = [
    ("two affairs", f"{BOARDED} \"This is piracy,\" Rell said.", f"{PASSED} \"It was a routine vote,\" Falk said."),
    ("two things led up to", "The barges of Norland left the raft at Tarn on Monday. \"This is a pause for maintenance,\" Falk said.", "The bishop has closed the school of Vessby. \"It is a retreat,\" Rell said."),
    ("no picnic", "Lorries stand at the Tarn bridge. This was not a picnic, the drivers said.", "Lorries stand at the Tarn bridge. \"This is hostage-taking,\" Rell said."),
    ("left another day", "The talks on the lock went on in the Tarn mill. On Monday Sudland withdrew for consultations.", "Nothing came of the talks in the Tarn mill. Sudland had stormed out of the first round on Thursday."),
    ("an opinion poll", "The plebiscite in the valley on its schools was held on Sunday.", "A poll of the valley on its schools was published on Sunday."),
    ("guests", "Norland says that hostages were taken at the Tarn bridge.", "Guests of the hotel at the Tarn bridge left early."),
    ("shots are no dismissals", "Norland released nine farmers of the Tarn march overnight.", "Norland fired tear gas at the Tarn march."),
    ("two talks", "Norland adjourned the talks on the lock in Tarn.", "Westland broke off the negotiations on wool with the bishop."),
    ("no judgement", "It was a lock.", "It was a bridge."),
]  # fmt: skip


@pytest.mark.parametrize(("why", "first", "second"), NOT_SIDED, ids=[row[0] for row in NOT_SIDED])
def test_names_of_two_things(why: str, first: str, second: str) -> None:
    """Words of two sides that name two things, or that take none, frame nothing."""
    assert [] == framed(first, second)
