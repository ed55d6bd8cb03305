"""Parties no list knows, told from people by how the coverage speaks of them."""

from detente.record.reading import Reading, Vocabulary, VocabularyActor
from record.prose import read


def actors_of(*texts: str) -> dict[str, tuple[str, str | None]]:
    """Each actor's kind and whom it acts for."""
    readings = read(*texts)
    return {actor.id: (actor.kind, actor.acts_for) for actor in readings[0].actors.values()}


def meant(reading: Reading, words: str) -> list[str]:
    """Whom some words mean, in order."""
    return [m.actor for m in reading.mentions if m.citation.quote == words]


def test_what_has_a_government_is_a_state_and_no_person() -> None:
    """Ministers, a prime minister and a government make a state of a name that looks like a person's."""
    found = actors_of(
        "Breva rejected the threat. Breva's government said it would respond. The prime minister of Breva, Ines Tavora, "
        "plans to raise the matter. Commerce Minister Paulo Dantes of Breva said Breva was ready."
    )

    assert ("state", None) == found["breva"]
    assert ("person", "breva") == found["ines_tavora"]


def test_what_has_a_board_is_a_body() -> None:
    """An operator with a chief executive and a board is a body, and its people act for it."""
    found = actors_of(
        "Bayline, the operator, said the offer was fair. Bayline's chief executive, Rupert Sand, spoke on Monday. "
        "Bayline's board met. The union accused Bayline of bad faith."
    )

    assert ("organisation", None) == found["bayline"]
    assert ("person", "bayline") == found["rupert_sand"]


def test_the_short_name_and_the_initials_of_a_body_are_the_body() -> None:
    """Halden is Halden Foods, and the letters in brackets are the association's."""
    (reading,) = read(
        "Halden Foods has rejected the bid. Halden's chairman, Martin Loewe, said so. "
        "The United Ferrymen's Association (UFA) welcomed it. The UFA believes that it is right."
    )

    assert ["halden_foods"] == meant(reading, "Halden")
    assert ["united_ferrymen_s_association"] * 2 == meant(reading, "UFA")


def test_a_common_noun_stands_for_the_body_of_its_sort() -> None:
    """The union is the association and the company the operator, whichever was named last."""
    (reading,) = read(
        "The United Ferrymen's Association met Bayline, the operator, on Monday. The union was angry. "
        "The company was calm."
    )

    assert ["united_ferrymen_s_association"] == meant(reading, "The union")
    assert ["bayline"] == meant(reading, "The company")


def test_a_title_before_a_comma_tells_office_and_principal() -> None:
    """An envoy acts for whoever sent him, not for those he was sent to."""
    found = actors_of(
        "Norland and Sudland quarrel. Norland's government waits. Sudland's government waits too. "
        "Norland's ambassador to Sudland, Oru Malik, called the offer small."
    )

    assert ("person", "norland") == found["oru_malik"]


def test_an_adjective_is_learned_with_the_name() -> None:
    """The Norlandic president acts for the state whose name the adjective is made of."""
    found = actors_of(
        "Norland will vote. Norland's parliament met. The then Norlandic president, Omo Felt, proposed a dam."
    )

    assert ("person", "norland") == found["omo_felt"]


def test_a_party_of_the_case_is_told_to_be_a_state() -> None:
    """The case file need not say that a party is a state: its ministers do."""
    vocabulary = Vocabulary(actors=(VocabularyActor("north", "Norland"),))
    (reading,) = read("Norland's foreign minister, Ada Orr, said Norland was ready.", vocabulary=vocabulary)

    assert ("state", "north") == (reading.actors["north"].kind, reading.actors["ada_orr"].acts_for)


def test_a_title_means_whoever_is_named_behind_it() -> None:
    """The leader whose name follows is no other leader named before."""
    (reading,) = read(
        "The union's general secretary, Moira Fenn, was angry. The council's leader, Graham Stote, said so."
    )

    assert ["graham_stote"] == meant(reading, "The council's leader")


def test_an_adjective_before_an_office_makes_a_state() -> None:
    """A president's adjective shows that the name it is made of is a state's."""
    found = actors_of(
        "Lutia rejected the charge and said its troops had not fired. Lutian President Sima Vell called for calm."
    )

    assert ("state", "lutia") == (found["lutia"][0], found["sima_vell"][1])


def test_people_of_the_case_have_the_offices_that_the_coverage_gives_them() -> None:
    """A description by office finds a person whom the case file lists without one."""
    vocabulary = Vocabulary(actors=(VocabularyActor("north", "Norland", ("Norlandic",), ("Ada Orr",)),))
    (reading,) = read(
        "Norlandic Prime Minister Ada Orr spoke.\n\nThis was revealed by the former head of the Norlandic government.",
        vocabulary=vocabulary,
    )

    assert ["ada_orr"] == meant(reading, "the former head of the Norlandic government")


def test_a_common_noun_with_a_capital_is_no_party() -> None:
    """A word that only opens sentences is a word."""
    assert "kidnappers" not in actors_of("Kidnappers held four men. The kidnappers asked for money.")


def test_he_is_nobody_whose_own_words_say_he() -> None:
    """Within a quotation the speaker is not "he", and outside it nobody who is only named within."""
    (reading,) = read(
        "Helen Ash met Tom Brady. “Nobody is losing a job, and Mr Brady knows it,” Ms Ash said. She left. "
        "Oru Malik told the Post that Ivan Dresk had promised help. “He gave me his word,” Malik recalled."
    )

    assert "helen_ash" in meant(reading, "She")
    assert ["ivan_dresk"] == meant(reading, "He")


def test_a_name_set_behind_a_kinsman_is_a_persons() -> None:
    """The model need not know a name that an apposition explains."""
    assert "person" == actors_of("Rem’s brother, Sajo, denies that the group asked for money.")["sajo"][0]


def test_an_office_that_one_land_has_and_one_person_holds_tells_for_whom_he_acts() -> None:
    """One article names the office with its land, another the holder with the office."""
    found = actors_of(
        "Velmora's prime minister kept silent. Velmora's government met on Monday.",
        "Prime Minister Ludo Sarre gave the rebels until Monday. Sarre said that he would wait.",
    )

    assert ("person", "velmora") == found["ludo_sarre"]


def test_an_office_with_two_holders_tells_nothing() -> None:
    """Of two prime ministers either can be meant."""
    found = actors_of(
        "Velmora's prime minister kept silent. Velmora's government met on Monday.",
        "Prime Minister Ludo Sarre gave the rebels until Monday. Prime Minister Ines Tavora said that she would wait.",
    )

    assert {("person", None)} == {found["ludo_sarre"], found["ines_tavora"]}


def test_a_name_of_a_body_or_a_part_of_a_land_is_no_persons() -> None:
    """An institute, a region and the upper part of a valley have the form of names of people."""
    found = actors_of(
        "The Hallgate Institute said that 164 people were treated. Upper Meda was calm on Monday. "
        "The Region of Kerenth rejected the plan."
    )

    assert [] == [id for id, (kind, _) in found.items() if kind == "person"]


def test_what_has_an_adjective_of_its_own_is_a_land() -> None:
    """ "The Velmoran museum" makes a land of Velmora, however often the model takes it for a person."""
    found = actors_of(
        "Velmora defended the salvage. The Velmoran museum will show the bell. Velmora said that the wreck lies in its waters."
    )

    assert "state" == found["velmora"][0]


def test_a_body_is_meant_by_the_last_word_of_its_name() -> None:
    """ "The Front" is the one front of the coverage, and no second body."""
    (reading,) = read(
        "The Iskar Front rejected the truce on Monday. The Front said that it would go on. The Front's commander was angry."
    )

    assert ["iskar_front"] * 2 == meant(reading, "Front")


def test_a_hyphened_office_before_a_name_tells_for_whom_somebody_acts() -> None:
    """The director-general of a body acts for it."""
    found = actors_of(
        "The World Lock Office counts only what it has seen. The World Lock Office's director-general, Inga Thorn, "
        "said on Monday that she regretted it."
    )

    assert ("person", "world_lock_office") == found["inga_thorn"]
