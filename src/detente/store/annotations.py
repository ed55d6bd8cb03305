"""A person's notes on the words of a source, as another program wrote them: kept in the log, and undone like the rest.

A note holds only where its words still stand. One whose source was changed or is gone is not moved to other words; it
is reported, and comes back with its source.
"""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from detente.case import Note
from detente.evidence import Caveat, Citation, DocumentId, Span
from detente.sources.document import Library
from detente.store.database import Store, writing
from detente.store.history import note

__all__ = ["KIND", "drop_lost_notes", "keep_notes", "notes"]

KIND = "annotate"


def keep_notes(folder: Path, given: Sequence[Note], *, summary: str, because: str = "") -> tuple[Note, ...]:
    """Write the notes that the case does not have yet into its log, as one entry; those."""
    with writing(folder, doing="an import of notes") as store, store.transaction():
        known = {_key(entry) for entry in _kept(store)}
        new = tuple({_key(_written(each)): each for each in given if _key(_written(each)) not in known}.values())
        if new:
            note(store, KIND, summary, because=because, after=[_written(each) for each in new])
    return new


def notes(store: Store, library: Library) -> tuple[tuple[Note, ...], tuple[Caveat, ...]]:
    """The notes that stand, in the order of their words, and a caveat for each whose words are no longer there."""
    found: list[Note] = []
    lost: list[Caveat] = []
    texts = {document.id: document.text for document in library.documents}
    for entry in _kept(store):
        source, start, end, quote = DocumentId(entry["source"]), entry["start"], entry["end"], entry["quote"]
        if source not in texts or texts[source][start:end] != quote:
            message = f"a note on “{quote[:60]}” is left out: the words no longer stand at {start} to {end}"
            lost.append(Caveat(code="lost-note", message=message, where=str(source)))
            continue
        span = Span(document=source, start=start, end=end)
        found.append(Note(citation=Citation(span=span, quote=quote), annotation=entry["annotation"]))
    return tuple(sorted(found, key=lambda each: each.citation)), tuple(lost)


def drop_lost_notes(store: Store) -> frozenset[int]:
    """Delete notes on sources that are gone, inside the caller's transaction; the log's entries that hold others."""
    known = {document.id for document in store.documents()}
    rows = store.connection.execute(
        "SELECT number, after FROM history WHERE kind = ? AND undone = 0", (KIND,)
    ).fetchall()
    standing = set()
    for number, after in rows:
        left = [entry for entry in json.loads(after) or () if entry["source"] in known]
        if left:
            standing.add(number)
            words = (json.dumps(left, ensure_ascii=False), number)
            store.connection.execute("UPDATE history SET after = ? WHERE number = ?", words)
    return frozenset(standing)


def _kept(store: Store) -> list[dict[str, Any]]:
    """What was written and not undone, the oldest first."""
    rows = store.connection.execute("SELECT after FROM history WHERE kind = ? AND undone = 0 ORDER BY number", (KIND,))
    return [entry for (after,) in rows for entry in json.loads(after) or ()]


def _written(each: Note) -> dict[str, Any]:
    span = each.citation.span
    return {
        "source": span.document,
        "start": span.start,
        "end": span.end,
        "quote": each.citation.quote,
        "annotation": dict(each.annotation),
    }


def _key(entry: Mapping[str, Any]) -> str:
    """What makes two notes the same: the words they stand on and what they say."""
    said = {key: entry["annotation"].get(key) for key in ("body", "motivation", "creator")}
    return json.dumps([entry["source"], entry["start"], entry["end"], said], sort_keys=True, ensure_ascii=False)
