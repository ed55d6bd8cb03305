"""Records survive being written down, and nothing else is believed to be one."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.errors import DetenteError
from detente.evidence import Caveat, Cited, DateRange, DocumentId, Span, cite
from detente.record.entries import Event, Gap, Speaker, Statement
from detente.sources.document import Document, Metadatum
from detente.store.codec import decode, encode

TEXT = "Norland closed the lock on 4 March."
WHEN = DateRange.day(date(2031, 3, 4), phrase="4 March", reason="written")
CITATION = cite(TEXT, DocumentId("01"), 0, 7)


def test_a_statement_is_read_back_as_it_was():
    """Nested dataclasses, optional parts, tuples and dates come back equal."""
    statement = Statement(
        id="st-01-1",
        speaker=Speaker(name=None, actor="norland", citation=CITATION),
        via=("River Press",),
        cue=None,
        mode="direct",
        said=WHEN,
        content=CITATION,
        cited=Cited((CITATION,)),
    )

    assert statement == decode(Statement, encode(statement))


def test_a_caveat_keeps_the_kind_of_its_place():
    """A place is words or a file's name; each is read back as what it was."""
    span = Caveat(code="odd", message="m", where=Span(document=DocumentId("01"), start=0, end=3))
    name = Caveat(code="odd", message="m", where="sources/01.txt")

    assert (span, name) == (decode(Caveat, encode(span)), decode(Caveat, encode(name)))


def test_metadata_by_key_is_read_back():
    """A mapping of tuples keeps its order and its values."""
    document = Document(
        id=DocumentId("01"),
        file="sources/01.txt",
        text="",
        metadata={"title": (Metadatum(value="Lock", stated=True, reason="printed", citation=CITATION),), "byline": ()},
    )

    assert document == decode(Document, encode(document))


@pytest.mark.parametrize(
    "text",
    ["", "null", "[]", "{}", '{"kind": 3}', '{"kind": "a", "about": "b", "why": "c", "citations": [{"span": 1}]}'],
)
def test_what_is_no_gap_is_refused(text: str):
    """A row that was tampered with raises; it never becomes half an entry."""
    with pytest.raises((ValueError, TypeError, KeyError, DetenteError)):
        decode(Gap, text)


def test_an_event_without_a_citation_cannot_be_read():
    """The invariants hold for what comes from a disk too."""
    event = encode(
        Event(
            id="ev-1",
            kind="measure",
            status="happened",
            when=WHEN,
            participants=(),
            actors=(),
            place=None,
            summary="s",
            cited=Cited((CITATION,)),
        )
    )
    beginning = event.index('"cited":')
    without = event[:beginning] + '"cited":{"citations":[]}}'

    with pytest.raises(DetenteError):
        decode(Event, without)


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"])), st.none() | st.dates())
def test_any_words_and_any_day_survive(words: str, day: date | None):
    """No character is special: control characters and line separators come back as they were."""
    when = DateRange(earliest=day, latest=day, granularity="day", phrase=words, reason=words)

    assert when == decode(DateRange, encode(when))
