"""Records survive being written down, and nothing else is believed to be one."""

from collections.abc import Set as AbstractSet
from dataclasses import dataclass, is_dataclass
from datetime import date
from typing import Any, get_args, get_origin, get_type_hints

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.errors import DetenteError
from detente.evidence import Caveat, Cited, DateRange, DocumentId, Span, cite
from detente.record.entries import Event, Gap, Record, Speaker, Statement
from detente.record.reading import Vocabulary
from detente.sources.document import Document, Metadatum, Origin
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


@dataclass(frozen=True)
class Measured:
    """One field of each plain kind."""

    share: float = 0.5
    count: int = 1
    sure: bool = True
    name: str = "x"
    either: int | str = 3
    day: date | None = None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('{"share":2}', Measured(share=2.0)),
        ('{"count":7,"sure":false}', Measured(count=7, sure=False)),
        ('{"either":"k","day":"2031-03-04"}', Measured(either="k", day=date(2031, 3, 4))),
        ('{"day":null}', Measured()),
    ],
)
def test_each_kind_is_read_as_what_it_is(text: str, expected: Measured):
    """A whole number may stand for a number with a fraction, and comes back as one."""
    read = decode(Measured, text)

    assert expected == read
    assert float is type(read.share)


@pytest.mark.parametrize(
    "text",
    [
        '{"share":true}',
        '{"share":"2"}',
        '{"count":2.0}',
        '{"count":true}',
        '{"sure":1}',
        '{"name":2}',
        '{"either":null}',
        '{"either":2.5}',
        '{"day":7}',
        '{"day":"yesterday"}',
    ],
)
def test_another_kind_is_refused(text: str):
    """Nothing is turned into what was expected."""
    with pytest.raises((ValueError, TypeError, KeyError)):
        decode(Measured, text)


def test_what_is_stored_can_be_read_by_people():
    """Letters of any script stand as they are, without spaces between, in the order of the fields."""
    written = encode(Caveat(code="odd", message="Küste и", where="a"))

    assert '{"code":"odd","message":"Küste и","where":"a"}' == written


def test_what_is_no_entry_cannot_be_stored():
    """Only what has a place in a row is written."""
    with pytest.raises(TypeError, match="object cannot be stored"):
        encode(object())


def parts_of(kind: Any) -> set[Any]:
    """A type and all that its fields are made of."""
    kind = getattr(kind, "__supertype__", kind)
    inside = get_args(kind) or (tuple(get_type_hints(kind).values()) if is_dataclass(kind) else ())
    return {kind, get_origin(kind)}.union(*(parts_of(part) for part in inside))


@pytest.mark.parametrize("kind", [Record, Document, Origin, Caveat, Vocabulary])
def test_nothing_that_is_stored_is_without_an_order(kind: type):
    """A set would be written in another order each time, and one case would not be the same to the byte as another."""
    assert set() == parts_of(kind) & {set, frozenset, AbstractSet}
