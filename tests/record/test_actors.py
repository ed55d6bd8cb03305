"""Who acts, under which names and for whom, in invented coverage."""

from detente.evidence import verify
from detente.record.actors import identify
from detente.record.actors.names import role_of, slug, states
from detente.record.actors.people import is_same_person
from detente.record.reading import Reading, Vocabulary, VocabularyActor
from record.prose import read

RIVER = Vocabulary(
    actors=(
        VocabularyActor("norland", "Norland", ("Port Vell", "Norlandic"), ("Ada Orr",)),
        VocabularyActor("sudland", "Sudland", ("Castle Hill",), ("Ben Hale",)),
    ),
    terms={"banks": ("Upper Banks", "Southern Reaches")},
)
STRIKE = Vocabulary(
    actors=(
        VocabularyActor("union", "Dockers' Union", ("the union", "dockers"), ("Tom Vane",)),
        VocabularyActor("port", "Harbour Company", ("the company", "Harbour Co"), ()),
    )
)


def who(readings: list[Reading], words: str) -> list[str | None]:
    """The actors that some words were taken for, in order."""
    return [m.actor for r in readings for m in r.mentions if m.citation.quote == words]


def test_short_and_full_names_are_one_person_across_articles() -> None:
    """A surname in one article is the person whom another names in full."""
    readings = read(
        "Foreign Minister Clara Dunn of Brazil said the dam was safe.",
        "“It is safe,” Dunn told reporters. Mrs Clara Dunn left.",
    )

    assert who(readings, "Clara Dunn") == ["clara_dunn", "clara_dunn"]
    assert who(readings, "Dunn") == ["clara_dunn"]


def test_a_title_with_a_state_tells_whom_a_person_acts_for() -> None:
    """A demonym before the office, a state behind it, and an apposition each name the principal."""
    readings = read(
        "French Foreign Minister Paul Renard met Kenya's Water Minister Grace Otieno.",
        "Maria Silva, the finance minister of Brazil, disagreed.",
    )
    actors = readings[0].actors

    assert ["france", "kenya", "brazil"] == [actors[a].acts_for for a in ("paul_renard", "grace_otieno", "maria_silva")]
    assert actors["paul_renard"].kind == "person"


def test_two_people_of_one_surname_stay_two() -> None:
    """Full names that differ are never merged because a surname is shared."""
    readings = read("Ada Orr met Ben Orr in Port Vell. Ada Orr spoke first.")

    assert who(readings, "Ada Orr") == ["ada_orr", "ada_orr"]
    assert who(readings, "Ben Orr") == ["ben_orr"]


def test_the_case_names_its_own_actors() -> None:
    """The vocabulary's names and people win over whatever the model sees, also where parties are no states."""
    readings = read(
        "The union rejected the offer of the Harbour Company. Vane said dockers would vote.", vocabulary=STRIKE
    )

    assert [("union", "union"), ("Harbour Company", "port"), ("Vane", "tom_vane"), ("dockers", "union")] == [
        (m.citation.quote, m.actor) for m in readings[0].mentions
    ]
    assert readings[0].actors["tom_vane"].acts_for == "union"


def test_a_term_is_no_actor() -> None:
    """What the case calls a term is the name of a thing, whatever the model takes it for."""
    readings = read("Norland claims the Upper Banks. The Southern Reaches are ours, Sudland says.", vocabulary=RIVER)

    assert ["norland", "sudland"] == [m.actor for m in readings[0].mentions]


def test_a_capital_speaks_for_its_government_but_is_also_a_place() -> None:
    """ "Paris insisted" is France; "in Paris" is a city."""
    readings = read("Paris insisted on a vote. Talks in Paris failed.")

    assert who(readings, "Paris") == ["france"]


def test_the_states_of_the_world_come_with_their_names() -> None:
    """No state is listed twice, and none lacks a name."""
    names = [state.name for state in states()]

    assert len(names) == len(set(names))
    assert len(names) > 195


def test_a_vocabulary_state_takes_all_the_names_of_that_state() -> None:
    """A case that lists a real state under its own id owns its capital and demonym too."""
    vocabulary = Vocabulary(actors=(VocabularyActor("fr", "France", (), ()),))
    readings = read("Paris insisted. The French government agreed. France signed.", vocabulary=vocabulary)

    assert ["fr", "fr", "fr"] == [m.actor for m in readings[0].mentions]


def test_offices_and_descriptions_mean_who_holds_them() -> None:
    """ "The French president" and "the former minister" are the people named with that office before."""
    readings = read(
        "French President Luc Moreau met Kenyan Prime Minister Jane Kamau. The French president spoke first. "
        "His Kenyan counterpart listened. The Kenyan leader left early."
    )
    titles = [(m.citation.quote, m.actor) for m in readings[0].mentions if m.how == "title"]

    assert [
        ("The French president", "luc_moreau"),
        ("His Kenyan counterpart", "jane_kamau"),
        ("The Kenyan leader", "jane_kamau"),
    ] == titles


def test_pronouns_mean_the_nearest_fitting_person() -> None:
    """Titles tell genders; "he" is never Mrs Orr."""
    readings = read("Mr Ben Hale met Mrs Ada Orr. He said the gate was open. She said it was shut.")
    pronouns = [(m.citation.quote, m.actor) for m in readings[0].mentions if m.how == "pronoun"]

    assert pronouns == [("He", "ben_hale"), ("She", "ada_orr")]


def test_news_agencies_are_agencies() -> None:
    """An agency is known by name and kind."""
    readings = read("Reuters reported a fire. Xinhua denied it.")

    assert [("reuters", "agency"), ("xinhua", "agency")] == [
        (m.actor, readings[0].actors[m.actor].kind) for m in readings[0].mentions
    ]


def test_every_mention_is_cited_in_order_and_known() -> None:
    """Mentions verify, come in the order of the text and name actors that exist."""
    for reading in read(
        "Ada Orr of Norland met Ben Hale.\r\n\r\nShe said “no”. 🙂 Norland’s Orr left.", vocabulary=RIVER
    ):
        spans = [m.citation.span.start for m in reading.mentions]
        for mention in reading.mentions:
            verify(mention.citation, reading.document.text)

        assert sorted(spans) == spans
        assert {m.actor for m in reading.mentions} <= set(reading.actors)


def test_identifying_changes_nothing_it_was_given_and_repeats() -> None:
    """The same readings give the same actors and mentions."""
    readings = read("Ada Orr, the water minister of Norland, met Ben Hale. Orr said no.", vocabulary=RIVER)

    assert identify(readings, RIVER) == identify(readings, RIVER)


def test_nothing_named_gives_nothing() -> None:
    """Text without names has no actors."""
    assert identify(read("it rained all day long."), Vocabulary()) == ((), ())


def test_ids_are_plain() -> None:
    """Accents, marks and other alphabets still give ids of letters, digits and underscores."""
    assert ["cote_d_ivoire", "actor_3m", "actor_41c_438_440"] == [slug("Côte d'Ivoire"), slug("3M"), slug("Мир")]


def test_initials_middle_names_and_order_do_not_part_a_person() -> None:
    """One person by initials, by a middle name, and by surname first."""
    assert is_same_person(("A.", "Orr"), ("Ada", "Orr"))
    assert is_same_person(("Ada", "M.", "Orr"), ("Ada", "Orr"))
    assert is_same_person(("Orr", "Ada"), ("Ada", "Orr"))
    assert not is_same_person(("Ada", "Orr"), ("Ada", "Hale"))


def test_the_longest_office_in_a_phrase_counts() -> None:
    """ "Deputy foreign minister" is no "minister"."""
    found = role_of("former Norlandic deputy foreign minister")

    assert found is not None
    assert ("deputy foreign minister", True) == (found.name, found.former)


def test_an_office_behind_a_full_name_makes_a_person_of_it() -> None:
    """ "Ora Velli, Norland's foreign minister," is a person who acts for Norland, whatever the analyzer takes it for."""
    readings = read("Ora Velli, Norland's foreign minister, warned that the dam was unsafe.")
    actors, _ = identify(readings, RIVER)

    assert [("Ora Velli", "norland")] == [(a.name, a.acts_for) for a in actors if a.id == "ora_velli"]


def test_a_hyphen_of_a_name_is_kept_and_its_particle_may_lead() -> None:
    """The name as it is written is shown; "Al-Rumi" alone is the one named in full."""
    readings = read("President Omar Said al-Rumi of Norland left. Al-Rumi told reporters that he would return.")
    actors, _ = identify(readings, RIVER)

    assert ["Omar Said al-Rumi"] == [a.name for a in actors if a.kind == "person" and "Rumi" in a.name]
    assert is_same_person(("al", "Rumi"), ("Omar", "Said", "al", "Rumi"))
    assert not is_same_person(("al", "Rumi"), ("Omar", "Said", "al", "Hale"))


def test_a_title_is_of_the_name_right_behind_it() -> None:
    """ "Ms Dunn and Paul Renard" makes no woman of him, so that "he" and "Mr Renard" can be him."""
    readings = read(
        "Ms Clara Dunn and Paul Renard met in a hotel. The envoys parted late.",
        "The envoy Paul Renard denied it. Mr Renard laughed. “I was at home,” he said.",
    )

    assert ["paul_renard"] == who(readings, "Renard") + who(readings, "Mr Renard")
    assert ["paul_renard"] == who(readings, "he")


def test_nobody_whom_a_quotation_names_spoke_it() -> None:
    """ "“Hale gave me the key,” she said": whoever she is, she is not Hale."""
    readings = read("The court sat on Monday. “Tom Hale gave me the key,” she said. Tom Hale denied that.")

    assert [] == who(readings, "she")


def test_a_party_of_the_case_that_is_a_person_can_be_meant_by_a_pronoun() -> None:
    """A dispute may be between a rider and an office: "she" is the rider then."""
    vocabulary = Vocabulary(
        actors=(
            VocabularyActor("rider", "Clara Dunn", ("Dunn",), ()),
            VocabularyActor("office", "Clean Sport Office", ("the office",), ()),
        )
    )
    readings = read(
        "Clara Dunn came in through the kitchen. Ms Clara Dunn sat down. She said the sample was not hers.",
        "Clara Dunn told reporters she had slept badly.",
        vocabulary=vocabulary,
    )

    assert ["rider"] == who(readings, "She")
