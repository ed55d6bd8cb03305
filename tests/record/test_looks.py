"""Looks at articles: an article is handed of the pile's names only those its own words can be."""

from detente.record.actors.looks import Names, Surnames, by_first
from detente.record.actors.names import Name, NameTable

PILE = Names(
    NameTable(
        [("Norland", Name("norland", "name")), ("Ada Orr", Name("ada_orr", "name")), ("Tarn", Name("tarn", "name"))]
    ),
    NameTable([("Upper Banks", Name("", "term"))]),
    by_first([("Ben", "Hale"), ("Ben", "Vane")]),
    by_first([("Castle", "Hill")]),
    frozenset({"ada_orr"}),
)


def test_names_are_handed_to_articles_that_can_show_them() -> None:
    """A name none of whose words, or not all of whose words, an article has is not among what its look takes."""
    few = PILE.among(("Norland", "Ada", "Ben", "Hale", "Upper"))

    assert [["Norland", ["Norland"], "norland", "name", False]] == [list(entry) for entry in few.table.entries()]
    assert ([], {"Ben": [("Ben", "Hale")]}, {}, frozenset()) == (
        few.terms.entries(),
        few.people,
        few.places,
        few.persons,
    )


def test_what_a_look_takes_is_told_whole() -> None:
    """Two piles that differ in one name, term, person or place differ in what the key tells of them."""
    words = ("Norland", "Ada", "Orr", "Ben", "Hale", "Vane", "Upper", "Banks", "Castle", "Hill", "Tarn")

    lacking = ("Norland", "Orr", "Hale", "Vane", "Banks", "Hill", "Tarn")
    told = {str(PILE.among(tuple(w for w in words if w != missing)).plain()) for missing in lacking}

    assert len(lacking) == len(told)


def test_surnames_are_handed_to_articles_that_can_show_them() -> None:
    """By the first word of a surname that has two."""
    surnames = Surnames({"Orren": "ada_orren", "Hale-Vane": "ben_hale_vane", "Brandt": "olaf_brandt"})

    assert {"Orren": "ada_orren", "Hale-Vane": "ben_hale_vane"} == surnames.among(("Hale", "Vane", "Orren"))
