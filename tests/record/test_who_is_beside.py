"""Who says a quotation: the words beside it, with a parse and without one."""

import pytest

from detente.record.analyzer import Analyzer, best_analyzer, rule_analyzer
from record.prose import said

TIERS = [pytest.param(best_analyzer, id="parsed"), pytest.param(rule_analyzer, id="rules")]


def speakers(text: str, tier: type[Analyzer]) -> list[tuple[str | None, str]]:
    """Who says what in quotation marks."""
    found = said(text, analyzer=tier())
    return [(s.speaker.citation.quote if s.speaker.citation else s.speaker.name, s.content.quote) for s in found]


@pytest.mark.parametrize("tier", TIERS)
@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("“The lock stays shut,” said Ada Berg.", "Ada Berg"),
        ("“The lock stays shut,” Ada Berg said.", "Ada Berg"),
        ("“The lock stays shut” — Ada Berg", "Ada Berg"),
        ("“The lock stays shut,” she said.", "she"),
        ("Ada Berg said: “The lock stays shut.”", "Ada Berg"),
        ("Ada Berg said, “The lock stays shut.”", "Ada Berg"),
        ("“The lock stays shut,” added Ada Berg of Lund.", "Ada Berg"),
        ("“The lock stays shut,” warns Ada Berg; nobody else does.", "Ada Berg"),
    ],
)
def test_the_name_beside_a_quotation_is_its_speaker(text: str, speaker: str, tier: type[Analyzer]) -> None:
    """Behind it or before it, on either side of the verb, behind a dash or before a colon."""
    found = speakers(text, tier)

    assert any(who is not None and speaker in who and "lock stays shut" in words for who, words in found), found


@pytest.mark.parametrize("tier", TIERS)
@pytest.mark.parametrize(
    "text",
    ["“The lock stays shut.”", "“The lock stays shut” — and nobody knows why", "“The lock stays shut” is a song.",
     "They sang “the lock stays shut” in Lund."],
)  # fmt: skip
def test_a_quotation_beside_no_name_has_no_speaker_of_that_name(text: str, tier: type[Analyzer]) -> None:
    """Nobody is made its speaker."""
    assert [] == [who for who, _ in speakers(text, tier) if who]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("According to the harbour office, the lock was shut on Monday.", "the harbour office"),
        ("According to Ada Berg, the mayor of Lund, the lock was shut on Monday.", "Ada Berg"),
        ("According to a paper, quoting Ada Berg, the lock was shut on Monday.", "a paper"),
        ("The lock was shut on Monday, according to Ada Berg.", "Ada Berg"),
        ("The ministry released a letter saying the lock would be opened.", "The ministry"),
        ("Ada Berg left the talks, saying the lock would be opened.", "Ada Berg"),
        ("The lock, the harbour office said, was shut on Monday.", "the harbour office"),
        ("In a survey by Lund Polls, 60 percent wanted the lock opened.", "survey"),
    ],
)
def test_the_clause_names_who_says_it(text: str, speaker: str) -> None:
    """ "According to", a participle behind a comma, the issuer of a text, an insertion, a survey."""
    assert any(who is not None and speaker in who for who, _ in speakers(text, best_analyzer)), speakers(
        text, best_analyzer
    )
