"""Limits and order: grades of one thing, deeds that last, refusals by a pronoun, and how firmly a party speaks."""

from functools import cache

import pytest

from detente.drafting import Proposal, draft
from detente.drafting.firmness import firmness_of
from detente.evidence import references_of
from detente.record.build import build_record
from detente.record.reading import Vocabulary, VocabularyActor
from detente.sources import build_library, read_bytes

WORDS = Vocabulary(actors=(VocabularyActor("norland", "Norland"), VocabularyActor("sudland", "Sudland")))
HEAD = "News of the Ash\n\nVessby Courier, 4 May 2032\n\n"
REST = (
    "Norland rejected mediation. Sudland rejected arbitration.",
    "Norland closed the lock at Orm in April. Sudland demanded a survey of the lake.",
)
"""What makes parties of both, whatever else an article tells."""


@cache
def drafted(*paragraphs: str) -> Proposal:
    """The draft of one article of these paragraphs."""
    text = HEAD + "\n\n".join((*paragraphs, *REST)) + "\n"
    library = build_library(read_bytes(text.encode(), "sources/one.txt"))
    return draft(library, build_record(library, WORDS), title="The Ash", vocabulary=WORDS)


GRADED = (
    "Norland offered Sudland forty licences on Monday. Sudland rejected the offer.",
    "Norland offered Sudland seventy licences on Tuesday.",
)


def test_two_grades_of_one_thing_exclude_each_other() -> None:
    """Who grants forty does not grant seventy as well; the exclusion rests on both offers."""
    limits = [e for e in drafted(*GRADED).model.infeasible if "!" not in e.when]

    assert 1 == len(limits)
    assert {"forty", "seventy"} == {
        word for r in references_of(limits[0].basis) for word in r.quote.split() if word in {"forty", "seventy"}
    }


def test_an_acceptance_needs_its_offer() -> None:
    """What is answered has to stand."""
    limits = [e.when for e in drafted(*GRADED).model.infeasible if "!" in e.when]

    assert any(when.startswith("accept_") for when in limits)


@pytest.mark.parametrize(
    ("deed", "lasting"),
    [
        ("Norland demolished the Tarn sluice on Monday.", True),
        ("Norland withdrew from the Lake Council on Monday.", True),
        ("Norland sold the Tarn dam on Monday.", True),
        ("Norland closed the Tarn sluice on Monday.", False),
        ("Norland withdrew from the council talks on Monday.", False),
    ],
)
def test_deeds_that_last_are_one_way(deed: str, lasting: bool) -> None:
    """What its doer cannot undo by the opposite deed moves forward only; leaving talks can be undone."""
    model = drafted(deed, "Sudland demanded that Norland pay for the damage.").model

    assert lasting == any(line.direction == "forward" for line in model.irreversible)


def test_a_refusal_by_a_pronoun_means_the_last_demand() -> None:
    """ "Take them back" answers the men, not the money before them."""
    model = drafted(
        "Sudland wants a share of 40 percent over two years and the return of the prisoners. "
        "Norland refuses to hand them over.",
    ).model
    of_prisoners = [o for o in model.options if "hand" in o.name or "return" in o.name]

    assert 1 == len(of_prisoners)
    assert not [r for r in references_of(of_prisoners[0].basis) if "percent" in r.quote]


def test_a_refusal_is_quoted_with_its_denial() -> None:
    """The words on which a refusal rests say that it is one."""
    model = drafted("Norland will never sell the gates.").model
    lines = [s for e in model.epochs for s in e.preferences["norland"].statements if "sell" in s.want]

    assert lines
    assert {"Norland will never sell the gates"} == {r.quote for s in lines for r in references_of(s.basis)}


def test_an_answer_is_the_effect_and_not_the_cause() -> None:
    """Of two measures only the one that was prompted is tied to the other."""
    model = drafted(
        "Norland suspended exports to Sudland on Monday, which prompted Sudland to withdraw from the talks."
    ).model
    tied = {party for e in model.epochs for party, g in e.preferences.items() for s in g.statements if "<->" in s.want}

    assert {"sudland"} == tied


@pytest.mark.parametrize(
    ("words", "degree"),
    [
        ("Norland will never share the river", 0),
        ("the claim is unacceptable to Sudland", 0),
        ("trackers are a precondition for everything else", 0),
        ("it would sign only if the gates were opened", 0),
        ("Norland has never been asked", 1),
        ("talks without any preconditions", 1),
        ("Sudland wants the gates opened", 1),
        ("Sudland is ready to drop its claim", 2),
        ("it could live with forty", 2),
    ],
)
def test_words_leave_more_or_less_room(words: str, degree: int) -> None:
    """Three degrees, by general English."""
    assert degree == firmness_of(words)


def test_what_leaves_no_room_comes_first() -> None:
    """A party's flat refusal stands above what it merely asks for."""
    model = drafted(
        "Sudland wants a seat on the Lake Council. Sudland will never pay the toll.",
    ).model
    ranked = [s.says for e in model.epochs for s in e.preferences["sudland"].statements]

    assert "toll" in ranked[0]


def test_a_person_whose_party_the_coverage_never_names_stops_no_draft() -> None:
    """The case may know whom a person acts for when no article names that party."""
    words = Vocabulary(
        actors=(VocabularyActor("norland", "Norland"), VocabularyActor("eastland", "Eastland", (), ("Mira Oland",)))
    )
    said = 'Mira Oland said: "We will close the lock." Norland refused to open the weir.'
    text = HEAD + "\n\n".join((said, *REST)) + "\n"
    library = build_library(read_bytes(text.encode(), "sources/one.txt"))

    made = draft(library, build_record(library, words), title="The Ash", vocabulary=words)

    assert "norland" in [party.id for party in made.model.decision_makers]
