"""Citations: offsets that cannot lie, and quotations that are found or refused, never guessed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.errors import AmbiguousQuote, QuoteMismatch, QuoteNotFound, UncitedEntry
from detente.evidence import Citation, Cited, DocumentId, Span, cite, find_quote, verify

DOCUMENT = DocumentId("aln")
TEXTS = st.text(st.characters(codec="utf-8"), min_size=1, max_size=200)


@given(TEXTS, st.data())
def test_a_citation_is_the_slice_it_names(text: str, data: st.DataObject) -> None:
    """text[start:end] == quote in code points, whatever the script, newlines and combining marks."""
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    citation = cite(text, DOCUMENT, start, end)

    assert text[start:end] == citation.quote
    verify(citation, text)


@given(TEXTS, st.data())
def test_a_changed_character_is_found(text: str, data: st.DataObject) -> None:
    """Whatever character of a quotation is altered in the source, verification fails."""
    at = data.draw(st.integers(0, len(text) - 1))
    other = data.draw(st.characters(codec="utf-8").filter(lambda c: c != text[at]))
    citation = cite(text, DOCUMENT, 0, len(text))

    with pytest.raises(QuoteMismatch):
        verify(citation, text[:at] + other + text[at + 1 :])


@given(
    st.lists(st.text("ab.é漢", min_size=1), min_size=1, max_size=6),
    st.sampled_from([" ", "\n", "\r\n", "\t ", "\u00a0"]),
)
def test_a_quotation_is_found_whatever_the_white_space(words: list[str], space: str) -> None:
    """Runs of white space are one space to whoever quotes; the citation gives the characters that stand there."""
    text = f"≈ {space.join(words)} ≈"
    found = find_quote(text, DOCUMENT, " ".join(words), nth=1)

    assert words == found.quote.split()
    verify(found, text)


def test_a_repeated_quotation_must_say_which() -> None:
    """The tool does not choose between two places."""
    text = "The lock is shut. The lock is shut."
    with pytest.raises(AmbiguousQuote, match="2 times"):
        find_quote(text, DOCUMENT, "The lock is shut")

    assert (18, 34) == (lambda span: (span.start, span.end))(find_quote(text, DOCUMENT, "The lock is shut", nth=2).span)


@pytest.mark.parametrize("quote", ["", "  \n", "never said", "the lock", "The lock is shut!"])
def test_what_does_not_stand_there_is_not_found(quote: str) -> None:
    """Verbatim means verbatim: letters, case and punctuation."""
    with pytest.raises(QuoteNotFound):
        find_quote("The lock is shut.", DOCUMENT, quote)


@pytest.mark.parametrize("nth", [0, -1, 2])
def test_a_place_that_there_is_not_is_refused(nth: int) -> None:
    """nth counts from one to the number of places."""
    with pytest.raises(QuoteNotFound):
        find_quote("Norland agreed.", DOCUMENT, "agreed", nth=nth)


def test_words_that_would_be_a_pattern_are_only_words() -> None:
    """A quotation is text, not a regular expression."""
    assert "(a+)+$ [x]" == find_quote("so (a+)+$ [x] it says", DOCUMENT, "(a+)+$ [x]").quote


@pytest.mark.parametrize(("start", "end"), [(-1, 2), (2, 2), (3, 1)])
def test_an_empty_or_backward_range_is_no_span(start: int, end: int) -> None:
    """A span holds at least one character."""
    with pytest.raises(QuoteMismatch):
        Span(document=DOCUMENT, start=start, end=end)


def test_a_quotation_of_another_length_than_its_span_cannot_be_built() -> None:
    """The two say the same or there is no citation."""
    with pytest.raises(QuoteMismatch):
        Citation(span=Span(document=DOCUMENT, start=0, end=3), quote="four")


def test_an_offset_behind_the_end_is_refused() -> None:
    """A slice that Python would shorten in silence is an error here."""
    with pytest.raises(QuoteMismatch):
        cite("short", DOCUMENT, 0, 99)


def test_an_entry_without_a_citation_cannot_be_built() -> None:
    """The record says nothing that it does not quote."""
    with pytest.raises(UncitedEntry):
        Cited(())


def test_spans_contain_and_overlap_within_one_document() -> None:
    """Two texts share no characters, whatever their offsets."""
    whole, part = Span(document=DOCUMENT, start=0, end=9), Span(document=DOCUMENT, start=3, end=9)
    elsewhere = Span(document=DocumentId("b"), start=3, end=9)

    assert (True, False, True) == (whole.contains(part), part.contains(whole), part.overlaps(whole))
    assert (False, False) == (whole.contains(elsewhere), whole.overlaps(elsewhere))
    assert not part.overlaps(Span(document=DOCUMENT, start=9, end=12))


def test_neighbours_do_not_overlap() -> None:
    """A span ends before its end: the next may begin there."""
    first, second, across = (Span(document=DOCUMENT, start=s, end=e) for s, e in ((0, 5), (5, 9), (4, 6)))

    assert not first.overlaps(second)
    assert not second.overlaps(first)
    assert first.overlaps(across)
    assert across.overlaps(second)
    assert not first.overlaps(Span(document=DocumentId("bel"), start=0, end=5))


@pytest.mark.parametrize("evidence", [Span(document=DOCUMENT, start=0, end=5), cite("the lock", DOCUMENT, 0, 3)])
def test_evidence_cannot_be_changed(evidence: Span | Citation) -> None:
    """What was proved stays as it was."""
    with pytest.raises(AttributeError):
        setattr(evidence, "start" if isinstance(evidence, Span) else "quote", 1)


def test_a_quotation_that_is_not_there_is_named() -> None:
    """The error says which words were looked for, not how often they were found."""
    with pytest.raises(QuoteNotFound, match="'the weir' does not stand in the source"):
        find_quote("the lock", DOCUMENT, "the weir", nth=1)


def test_a_span_contains_itself_and_its_ends() -> None:
    """What begins or ends where the span does still lies within it; one more character does not."""
    whole = Span(document=DOCUMENT, start=2, end=6)
    inner = [(2, 6), (2, 3), (5, 6), (1, 3), (5, 7)]

    assert [True, True, True, False, False] == [
        whole.contains(Span(document=DOCUMENT, start=start, end=end)) for start, end in inner
    ]


def test_an_offset_behind_the_end_is_named() -> None:
    """The error says which offset, not that two lengths differ."""
    with pytest.raises(QuoteMismatch, match="offset 99 lies behind the end"):
        cite("short", DOCUMENT, 0, 99)
    assert "short" == cite("short", DOCUMENT, 0, 5).quote


def test_places_are_named_and_stand_in_the_order_of_the_text() -> None:
    """By document, then start, then end; never by position, where a start could be taken for an end."""
    late, early = cite("the lock, the weir", DOCUMENT, 10, 18), cite("the lock, the weir", DOCUMENT, 0, 8)

    assert [early, late] == sorted([late, early])
    assert [early.span, late.span] == sorted([late.span, early.span])
    with pytest.raises(TypeError):
        Span(DOCUMENT, 0, 8)  # type: ignore[misc]
    with pytest.raises(TypeError):
        Citation(early.span, "the lock")  # type: ignore[misc]


def test_the_evidence_of_an_entry_cannot_be_changed() -> None:
    """An entry keeps the citations it was built with."""
    entry = Cited((cite("the lock", DOCUMENT, 0, 3),))

    with pytest.raises(AttributeError):
        entry.citations = ()  # type: ignore[misc]


def test_a_citation_shows_its_words_and_place_in_a_notebook() -> None:
    """What could be taken for HTML is escaped."""
    page = cite("<b>the lock", DOCUMENT, 0, 6)._repr_html_()

    assert "&lt;b&gt;the" in page
    assert "<td>aln</td><td>0</td><td>6</td>" in page
