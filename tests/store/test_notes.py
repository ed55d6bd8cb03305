"""A person's notes on the words of a source: kept once, standing only on their words, gone with their source."""

from pathlib import Path

from detente.case import Note
from detente.evidence import Citation, Span
from detente.store.annotations import KIND, drop_lost_notes, keep_notes, notes
from detente.store.database import reading, writing
from detente.store.history import log
from detente.store.undoing import undo

CLOSED = "Norland closed the upper lock"
DENIED = "Sudland rejected the demand"


def on(case: Path, quote: str, body: str = "why?", **more: object) -> Note:
    """A note on words of the wire's article."""
    with reading(case) as store:
        assert store is not None
        document = store.library().named("01-wire")
    at = document.text.index(quote)
    citation = Citation(span=Span(document=document.id, start=at, end=at + len(quote)), quote=quote)
    return Note(citation=citation, annotation={"body": body, **more})


def standing(case: Path) -> tuple[tuple[Note, ...], list[str]]:
    """The notes that stand, and the codes of the caveats."""
    with reading(case) as store:
        assert store is not None
        found, lost = notes(store, store.library())
    return found, [caveat.code for caveat in lost]


def test_a_note_comes_back_as_it_was_written(case: Path) -> None:
    """In the order of the words it stands on."""
    later, first = on(case, DENIED), on(case, CLOSED, creator={"name": "Ö"})

    assert (later, first) == keep_notes(case, [later, first], summary="two notes")
    assert ((first, later), []) == standing(case)


def test_a_note_is_kept_once(case: Path) -> None:
    """The same words, the same saying; another body, creator, motivation or place makes another note."""
    one = on(case, CLOSED)
    keep_notes(case, [one, one], summary="once")
    others = [
        on(case, CLOSED, "no"),
        on(case, CLOSED, creator="Ada"),
        on(case, CLOSED, motivation="tagging"),
        on(case, DENIED),
    ]
    again = keep_notes(case, [one, on(case, CLOSED, id="urn:x"), *others], summary="again")

    assert tuple(others) == again
    assert 5 == len(standing(case)[0])


def test_nothing_new_writes_no_entry_of_the_log(case: Path) -> None:
    """Importing the same notes again changes nothing."""
    keep_notes(case, [on(case, CLOSED)], summary="once", because="they were asked for")
    keep_notes(case, [on(case, CLOSED)], summary="again")
    with reading(case) as store:
        assert store is not None
        entries = [(entry.summary, entry.because) for entry in log(store) if entry.kind == KIND]

    assert [("once", "they were asked for")] == entries


def test_a_note_on_words_that_changed_is_reported_and_not_moved(case: Path) -> None:
    """One caveat for it, at its source; the others stand."""
    gone = on(case, CLOSED)
    stale = Note(
        citation=Citation(span=gone.citation.span, quote="Norland opened the upper lock"), annotation={"body": "x"}
    )
    keep_notes(case, [stale, on(case, DENIED)], summary="two")
    with reading(case) as store:
        assert store is not None
        found, lost = notes(store, store.library())

    assert [DENIED] == [each.citation.quote for each in found]
    assert [("lost-note", "01-wire")] == [(caveat.code, caveat.where) for caveat in lost]
    assert f"{gone.citation.span.start} to {gone.citation.span.end}" in lost[0].message


def test_notes_are_undone_like_all_else(case: Path) -> None:
    """And may be kept again."""
    keep_notes(case, [on(case, CLOSED)], summary="once")
    undo(case)

    assert ((), []) == standing(case)
    assert 1 == len(keep_notes(case, [on(case, CLOSED)], summary="again"))


def test_notes_on_sources_that_are_gone_are_dropped_from_their_entries(case: Path) -> None:
    """Each entry of the log keeps its other notes; those that hold any are named, the rest is the caller's to delete."""
    gone = Note(citation=Citation(span=Span(document="nowhere", start=0, end=2), quote="it"), annotation={"body": "x"})  # type: ignore[arg-type]
    keep_notes(case, [gone], summary="only lost")
    keep_notes(case, [on(case, CLOSED), Note(citation=gone.citation, annotation={"body": "y"})], summary="one of two")
    with writing(case, doing="test") as store, store.transaction():
        left = drop_lost_notes(store)
        names = {entry.number: entry.summary for entry in log(store)}

    assert ["one of two"] == [names[number] for number in left]
    found, lost = standing(case)
    assert ([CLOSED], ["lost-note"]) == ([each.citation.quote for each in found], lost)
