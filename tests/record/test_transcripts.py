"""Transcripts and interviews: lines that open with who speaks."""

from record.prose import said

HEARING = """COMMISSIONER EVA STRAND: Good afternoon. The two parties have not agreed.

MINISTER OLA BERG: We will not accept a quota below 40,000 tonnes.

The science is on our side.

QUESTION: Minister, will you close your ports?

MINISTER OLA BERG: I have said that all options remain open.

COMMISSIONER EVA STRAND: Thank you."""

INTERVIEW = """The company's chief executive, Rupert Sand, spoke to Mina Patel about the dispute.

Q: Will you withdraw the plan?

A: No. The plan is about safety.

Q: The union says you act in bad faith.

A: I reject that completely."""


def test_each_line_of_a_transcript_is_its_speakers() -> None:
    """Names in capitals are people's, a paragraph without a name goes on, and a question by nobody is no statement."""
    found = said(HEARING)

    assert ["Eva Strand", "Ola Berg", "Ola Berg", "Eva Strand"] == [s.speaker.name for s in found]
    assert {"direct"} == {s.mode for s in found}
    assert "The science is on our side." == found[1].parts[-1].quote


def test_answers_are_of_whoever_is_interviewed() -> None:
    """A is the person whom the lines before the first question introduce."""
    answers = [s for s in said(INTERVIEW) if s.mode == "direct"]

    assert [("Rupert Sand", "No. The plan is about safety."), ("Rupert Sand", "I reject that completely.")] == [
        (s.speaker.name, s.content.quote) for s in answers
    ]


def test_lines_that_open_with_a_heading_are_no_transcript() -> None:
    """One label that comes once is a heading and speaks for nobody."""
    assert () == said("Background: The lock was built in 1921.\n\nContact: write to the office.")
