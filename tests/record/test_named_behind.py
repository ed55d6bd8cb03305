"""A name between a description and its verb: "Norland's prime minister Ada Orr denied" is what Ada Orr denied."""

import pytest

from record.prose import said


def speakers(text: str) -> list[str | None]:
    """The speakers of the statements found."""
    return [s.speaker.name for s in said(text)]


@pytest.mark.parametrize(
    "text",
    [
        "Norland's prime minister Ada Orr denied that talks had ended.",
        "Norland's prime minister Ada Orr said that talks had ended.",
        "The council's chair Ada Orr said that talks had ended.",
        "The council's chair, Ada Orr, said that talks had ended.",
        "“Talks have ended,” the union's leader Ada Orr said.",
    ],
)
def test_the_person_named_speaks(text: str) -> None:
    """Not the description alone, and not whom it is an office of."""
    assert ["Ada Orr"] == speakers(text)


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("The minister Ada Orr accused said that talks had ended.", "minister"),
        ("The minister whom Ada Orr praised said that talks had ended.", "minister"),
        ("Norland's envoy told Ada Orr that talks had ended.", "Norland's envoy"),
    ],
)
def test_a_name_before_another_verb_is_nobody_who_speaks(text: str, speaker: str) -> None:
    """Whom a clause is about, or who is told, does not say it."""
    assert [speaker] == speakers(text)


@pytest.mark.parametrize(
    "text",
    [
        "“The lock stays shut,” said the council's chair Ada Orr.",
        "“The lock stays shut,” said Norland's prime minister Ada Orr on Monday.",
        "The lock will stay shut, said the council's chair Ada Orr.",
    ],
)
def test_a_name_that_ends_the_clause_of_its_verb_speaks(text: str) -> None:
    """An office and its holder behind the verb, no comma between."""
    assert ["Ada Orr"] == [s.speaker.name for s in said(text)]
