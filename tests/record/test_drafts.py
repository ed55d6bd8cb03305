"""Drafts of actors: whom they act for, and which names of a pile are theirs."""

from collections import Counter

from detente.evidence import DocumentId
from detente.record.actors.drafts import Draft, actors_of, adjectives_of, give_offices, surnames_of
from detente.record.actors.names import Name
from detente.record.actors.people import Person
from detente.record.entries import Mention
from detente.sources.document import Document


def test_the_case_file_tells_for_whom_somebody_acts() -> None:
    """What most of the coverage says counts only where the case file says nothing; of equals the first by name."""
    said = Counter({"sudland": 2, "norland": 2, "tarn": 1})

    assert "tarn" == Draft("ada_orr", "Ada Orr", "person", stated_for="tarn", acts_for=said).principal
    assert "norland" == Draft("ada_orr", "Ada Orr", "person", acts_for=said).principal
    assert Draft("ada_orr", "Ada Orr", "person").principal is None


def test_a_surname_stands_for_one_person_only() -> None:
    """Not a surname of two, nor a common word of the pile, nor the only name somebody has."""
    people = [
        Person("ada_orren", ("Ada", "Orren")),
        Person("ben_hale", ("Ben", "Hale")),
        Person("eva_hale", ("Eva", "Hale")),
        Person("tom_bridge", ("Tom", "Bridge")),
        Person("vane", ("Vane",)),
    ]

    assert {"Orren": "ada_orren"} == surnames_of(people, {"the", "bridge", "Orren"})


def test_adjectives_are_made_of_the_names_of_unlisted_states() -> None:
    """ "Orvian" is Orvia's; "French" is known beforehand, and a body has no adjective."""
    drafts = [Draft(name.lower(), name, kind, names={name: None}) for name, kind in (("Orvia", "state"), ("Tarn", "x"))]

    assert [("Orvian", Name("orvia", "demonym"))] == adjectives_of(drafts, {"Orvian", "Tarnian", "French", "orvian"})


def test_the_one_holder_of_an_office_acts_for_its_owner() -> None:
    """Where only one party is said to have a harbour master, whoever is one acts for it, unless another is known."""
    drafts = {
        "ada_orr": Draft(
            "ada_orr", "Ada Orr", "person", person=Person("ada_orr", ("Ada", "Orr"), roles={"envoy": None})
        ),
        "ben_hale": Draft(
            "ben_hale",
            "Ben Hale",
            "person",
            acts_for=Counter(["tarn"]),
            person=Person("ben_hale", ("Ben", "Hale"), roles={"captain": None}),
        ),
    }

    give_offices(drafts, [("envoy", "norland"), ("captain", "sudland")])

    assert ["norland", "tarn"] == [draft.principal for draft in drafts.values()]


def test_whoever_is_mentioned_is_an_actor() -> None:
    """A state that nobody drafted has its own name; a draft that nobody mentions is left out."""
    document = Document(id=DocumentId("a"), file="a.txt", text="France met the president.")
    mentions = [
        Mention(actor="france", citation=document.cite(0, 6), how="name"),
        Mention(actor="france", citation=document.cite(11, 24), how="title"),
    ]

    (actor,) = actors_of({"tarn": Draft("tarn", "Tarn", "state")}, mentions)

    assert ("France", "state", ("France",), 2) == (actor.name, actor.kind, actor.names, len(actor.cited.citations))
