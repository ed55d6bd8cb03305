"""Whom a title, a pronoun or a reporting clause means where several could be meant."""

import pytest

from detente.record import Statement
from detente.record.build import build_record
from detente.sources import build_library, read_bytes
from record.river_articles import article, record_of


def statements(text: str) -> list[Statement]:
    """The statements of one article."""
    return list(record_of(article("a", text, "2031-05-09")).statements)


def speakers(text: str, words: str) -> list[str | None]:
    """Who says what holds some words."""
    return [s.speaker.name for s in statements(text) if words in s.content.quote]


@pytest.mark.parametrize(
    ("text", "words", "speaker"),
    [
        (
            "Bishop Ansel Orr told parishioners on Sunday that he had been telephoned by the office of Prime Minister "
            'Karin Falk. "I am at their disposal," he said.',
            "at their disposal",
            "Ansel Orr",
        ),
        (
            "No offer was ever made by Mr. Brandt, according to Energy Minister Pavel Dorn. The lowest figure named, "
            "he said, was 418.",
            "The lowest figure",
            "Pavel Dorn",
        ),
        (
            "It was the guards who struck first, according to Alda Viern. They broke the window of Oskar Lemm's lorry, "
            "she said.",
            "broke the window",
            "Alda Viern",
        ),
        (
            "Emil Kastor, director of the Road Fund, explained the toll. A lorry was turned back at the barrier, says "
            "the hospital's director, Dr Nela Prost.",
            "turned back",
            "Nela Prost",
        ),
        ("The lock is shut, according to the harbour's spokesman, Mr Ivo Lang.", "The lock is shut", "Ivo Lang"),
        (
            "Nobody was hurt, Superintendent Ivo Lang said. Pickets rocked the van until it slid, the superintendent said.",
            "Pickets rocked",
            "Ivo Lang",
        ),
        ("Of the crews, 55 percent came, a spokeswoman for the port, Ada Orr, said.", "55 percent came", "Ada Orr"),
        ("Some 40 boats left the harbour, the deputy director of the port, Ada Orr, said.", "40 boats", "Ada Orr"),
        ("Chief Constable Ada Orr came by boat. The lock is shut, the chief constable said.", "The lock", "Ada Orr"),
        (
            "The lock will not be opened by last week's ruling, Posts and Water Minister Tomas Rell said on Sunday.",
            "The lock will not be opened",
            "Tomas Rell",
        ),
    ],
    ids=[
        "a bishop is a person",
        "who speaks before",
        "a lorry's owner",
        "a titled name",
        "a spokesman with a title",
        "a rank of the police",
        "a figure before a role and a name",
        "a role and a name behind a clause",
        "a rank of two words",
        "a title with and",
    ],
)
def test_the_speaker_is_who_the_text_means(text: str, words: str, speaker: str) -> None:
    """An office before a full name makes a person; "he" is whom "according to" named; a title may hold "and"."""
    assert [speaker] == speakers(text, words)


def test_the_title_of_an_owner_tells_nothing_of_who_is_owned() -> None:
    """ "Mrs Falk's deputy, Pavel Dorn" leaves it open whether Dorn is a man; his own pronoun tells it."""
    text = (
        "Mrs Falk's deputy, Pavel Dorn, spoke first on Friday. He said that the lock was shut. "
        "Later he said that the gates were rusty."
    )

    assert ["Pavel Dorn"] == speakers(text, "the gates were rusty")


def test_she_is_nobody_who_is_called_he() -> None:
    """Where a woman is meant whom only her office names, a man named before her does not speak for her."""
    text = (
        "Olaf Brandt came and went. He told the prime minister to her face that she should open the lock. "
        "She told him that the lock had been open since the spring."
    )

    assert "Olaf Brandt" not in speakers(text, "had been open")


@pytest.mark.parametrize("text", ["I have asked the guards.", "The minister was invited by Tomas Rell; we asked them."])
def test_whom_somebody_asks_is_nothing_said(text: str) -> None:
    """A person asked, or "me" and "them", are no words of anybody's."""
    assert [] == [s.content.quote for s in statements(text) if s.content.quote in {"the guards", "them"}]


def test_a_letter_speaks_in_its_senders_name() -> None:
    """Whoever says "I" in a letter is the sender by name, without the address."""
    mail = (
        "From: Ada Orr <ada@norland.example>\nSubject: Why I left\nDate: Fri, 09 May 2031 08:00:00 +0000\n\n"
        "I told the council that I would not defend the lock, and I cannot.\n"
    )

    record = build_record(build_library(read_bytes(mail.encode(), "a.eml")))

    assert ["Ada Orr"] == [s.speaker.name for s in record.statements]


def test_the_front_is_the_one_body_so_called() -> None:
    """ "The Front" of a coverage that knows one front is that front, and no actor of its own."""
    record = record_of(
        article(
            "a",
            "The Tarn Front rejected the truce on Friday. The Front said that it would fight on. "
            "On Thursday the Front met Norland's envoy.",
            "2031-05-09",
        )
    )

    assert ["Tarn Front"] == [actor.name for actor in record.actors if "Front" in actor.name]


def test_a_body_is_not_called_by_a_common_noun_that_opens_its_name() -> None:
    """ "The Union" is the Lock Union, not the Union Wire Service that reports on it."""
    record = record_of(
        article(
            "a",
            "The Lock Union rejected the plan on Friday, Union Wire Service reported. The Union said that it would sue. "
            "On Thursday the Union met Norland's envoy.",
            "2031-05-09",
        )
    )

    assert ["Lock Union"] == [actor.name for actor in record.actors if "Union" in actor.names]


def test_a_land_is_one_by_its_long_and_its_short_name() -> None:
    """ "The Region of Tarn" is Tarn."""
    record = record_of(
        article(
            "a",
            "The government of Tarn met on Friday. Police in the Region of Tarn, at first 4,000, stood by. "
            "Tarn's president, Ada Orr, said that Tarn would not sign. Tarn rejected the plan.",
            "2031-05-09",
        )
    )

    assert ["Tarn"] == [actor.name for actor in record.actors if "Tarn" in actor.name]


def meant(text: str, pronoun: str) -> list[str]:
    """Whom a pronoun means, each time it stands in the article."""
    return [m.actor for m in record_of(article("a", text)).mentions if m.citation.quote == pronoun]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Mr Olaf Brandt met Mr Tom Hale. Brandt was calm. “He has the key,” he said. Hale left the town on Friday.",
            ["tom_hale"],
        ),
        ("Mr Olaf Brandt met Mr Tom Hale. “He has the key,” said Brandt. Hale left the town.", ["tom_hale"]),
        ("Mr Olaf Brandt met Mr Tom Hale. Hale was tired. “He has the key,” said Hale.", ["olaf_brandt"]),
        ("Mr Olaf Brandt met Mrs Ada Orr at the lock. “He has the key,” she said.", ["olaf_brandt"]),
        (
            "Mrs Ada Orr met Mr Olaf Brandt. Mr Tom Hale was angry. “He has the key,” Hale said. Later Orr denied it.",
            ["olaf_brandt"],
        ),
        ("Mr Olaf Brandt left. Mr Tom Hale was angry. “He lied. He must go,” Hale said.", ["olaf_brandt"] * 2),
        ("Mr Olaf Brandt left. Mr Tom Hale said: “He lied. He must go.”", ["olaf_brandt"] * 2),
    ],
    ids=["who leaves later", "who speaks behind", "the same", "another gender", "in between", "long", "before"],
)
def test_within_a_quotation_its_speaker_is_not_meant(text: str, expected: list[str]) -> None:
    """The speaker is who says it behind the quotation, else the last subject before it, and nobody named later on."""
    assert expected == meant(text, "He")


SAID = "“They are our husbands,” she said."


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"The bakery's owner came to the quay. {SAID}", "bakery's owner"),
        (
            f"Olaf Brandt shut the lock. The bakery's owner, whose son works there, came to the quay. {SAID}",
            "bakery's owner",
        ),
        (f"Mr Olaf Brandt shut the lock. The mayor's wife stood outside. {SAID}", "mayor's wife"),
        (f"Mr Olaf Brandt met a nurse on the quay. {SAID}", "nurse"),
        (f"Norland's spokeswoman met reporters. {SAID}", "Norland's spokeswoman"),
        (f"A nurse stood on the quay. “They are ours. We want them,” she said. {SAID}", "nurse"),
        (f"Mrs Ada Orr came to the quay. A nurse stood outside. {SAID}", "Ada Orr"),
        (f"Ada Orr met a nurse on the quay. {SAID}", "Ada Orr"),
        (f"The nurse, Ada Orr, came to the quay. {SAID}", "Ada Orr"),
        (f"The spokesman came to the quay. {SAID}", None),
        (f"The harbour's director and a nurse came to the quay. {SAID}", None),
        (f"A nurse met the bakery's owner on the quay. {SAID}", None),
        (f"A nurse stood on the quay. The river rose by a metre. {SAID}", None),
        (f"No nurse came to the quay. {SAID}", None),
        (f"The ministry sent nobody to the quay. {SAID}", None),
        ("The river rose. “It was Tom Hale's lorry. They are our husbands,” she said on Friday.", None),
    ],
)
def test_she_can_be_somebody_whom_only_a_common_noun_names(text: str, expected: str | None) -> None:
    """The one person told of right before; a woman who is named comes first, and it is neither of two, nor whoever is
    only spoken of."""
    assert [expected] == speakers(text, "They are our husbands")
