"""A person's changes to a case: the model's text and verdicts, each in the log and each undoable.

case.yaml belongs to its editor as much as to this program: an edit says which text it was made against, and one
that was made against another text than stands on disk is refused, not merged.
"""

import hashlib
import os
from pathlib import Path

from detente.dispute import read_model
from detente.errors import CaseBusy, InvalidModel, InvalidSyntax, UnreadableCase
from detente.store.database import Store, writing
from detente.store.folders import MODEL, model_bytes, replace_file
from detente.store.history import note

__all__ = ["OutdatedEdit", "decide", "model_text", "note_down", "save_model"]


class OutdatedEdit(CaseBusy):
    """case.yaml was changed by somebody else after it was read for this edit."""


def model_text(folder: Path) -> str:
    """case.yaml as it stands, "" when there is none; raises `InvalidSyntax` when it is no text."""
    path = folder / MODEL
    try:
        return (_standing(path) or b"").decode("utf-8-sig")
    except UnicodeDecodeError:
        raise InvalidSyntax("not UTF-8 text", where=str(path), hint="save the file as UTF-8, or move it away") from None


def save_model(folder: Path, text: str, *, against: str, summary: str, because: str = "") -> int:
    """Write case.yaml and note it in the log; the number of the log's entry.

    `against` is the text the edit was made from, "" when there was no file.

    Raises `OutdatedEdit` when another text stands on disk, `InvalidModel` when the new text cannot be read as a model.
    """
    model, problems = read_model(text, name=MODEL)
    if model is None:
        raise InvalidModel(tuple(problems), where=MODEL)
    with writing(folder, doing="an edit of the model") as store:
        path = folder / MODEL
        standing = _standing(path)
        if standing != (against.encode() if against else None) and standing != b"\xef\xbb\xbf" + against.encode():
            raise OutdatedEdit(
                "case.yaml was changed after this page was opened",
                where=str(path),
                hint="reload the page and make the edit again; nothing was overwritten",
            )
        with store.transaction():
            before = store.keep_bytes(standing) if standing is not None else None
            data = text.encode()
            number = note(
                store, "model", summary, because=because, before=before, after=hashlib.sha256(data).hexdigest()
            )
            store.set_meta("noted_model", store.keep_bytes(data))
            replace_file(path, data)
            return number


def _standing(path: Path) -> bytes | None:
    """The file's bytes, None where there is none."""
    try:
        return model_bytes(path) if os.path.lexists(path) else None
    except OSError as error:
        hint = "a case has its model in a plain file that you may read"
        raise UnreadableCase(f"cannot be read: {error.strerror}", where=str(path), hint=hint) from error


def note_down(folder: Path, words: str, *, because: str = "") -> None:
    """Write a person's note into the log."""
    with writing(folder, doing="a note") as store, store.transaction():
        note(store, "note", words, because=because)


def decide(folder: Path, item: str, verdict: str | None, *, by: str, because: str = "") -> None:
    """Keep what a person decided about an item of the record; None takes the decision away."""
    with writing(folder, doing="a verdict") as store, store.transaction():
        before = _verdict(store, item)
        store.connection.execute("DELETE FROM verdicts WHERE item = ?", (item,))
        if verdict is not None:
            store.connection.execute("INSERT INTO verdicts VALUES (?, ?, ?, ?)", (item, verdict, by, because))
        summary = f"{item}: {verdict}" if verdict else f"{item}: no verdict"
        note(store, "verdict", summary, because=because, before=before, after={"item": item, "verdict": verdict})


def _verdict(store: Store, item: str) -> dict[str, str | None]:
    """The verdict that stands now, as the log keeps it."""
    row = store.connection.execute('SELECT verdict, "by", because FROM verdicts WHERE item = ?', (item,)).fetchone()
    verdict, by, because = row or (None, "", "")
    return {"item": item, "verdict": verdict, "by": by, "because": because}
