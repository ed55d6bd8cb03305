"""Edits of the model from a page: one value of case.yaml set, put in, taken out or moved, comments and order kept."""

from collections.abc import Sequence

from detente.analysis.whatif import difference, whatif
from detente.dispute.formats import editing
from detente.dispute.formats.layout import layout
from detente.errors import AmbiguousQuote, InvalidValue
from detente.evidence import Citation, find_quote
from detente.report.solution_changes import difference_lines, naming
from detente.sources.document import Document, Library
from detente.store.editing import model_text, note_down, save_model
from detente.web.desk import Desk
from detente.web.fields import Answer, Body, text
from detente.web.jobs import Jobs

__all__ = ["change_preference", "try_edits", "use_words"]

Path = tuple[str | int, ...]


def change_preference(desk: Desk, jobs: Jobs, body: Body) -> Answer:
    """Move, drop or add a preference statement of a party in an epoch."""
    before = _current(desk, body)
    epoch, party, do = text(body, "epoch", required=False), text(body, "party"), text(body, "do")
    path = _statements(desk, before, epoch, party)
    count = len(layout(before).at(path).items)
    place = _number(body, "position")
    match do:
        case "up" | "down":
            after = editing.move(before, path, place, place - 1 if do == "up" else place + 1)
        case "drop":
            after = editing.delete(before, (*path, place))
        case "add":
            statement: editing.Value = {
                "want": text(body, "want"),
                "says": text(body, "says"),
                "basis": {"assumed": "analyst", "because": text(body, "because")},
            }
            after = editing.insert(before, path, min(max(place - 1, 0), count), statement)
        case _:
            raise InvalidValue(f"{do!r} is no edit", hint="up, down, drop or add")
    save_model(desk.folder, after, against=before, summary=f"{do} a statement of {party} in {epoch or 'the model'}")
    return {"message": "Saved.", "location": f"/model?epoch={epoch}#preferences"}


def use_words(desk: Desk, jobs: Jobs, body: Body) -> Answer:
    """Use words of an article as an option, a preference statement or a note, cited."""
    source, quote, role = text(body, "source"), text(body, "quote"), text(body, "as")
    document = desk.sheet().case.library.named(source)
    cited, nth = _chosen_words(desk.sheet().case.library, document, quote, text(body, "passage", required=False))
    reference: dict[str, editing.Value] = {
        "source": document.file.rpartition("/")[2],
        "quote": " ".join(cited.quote.split()),
        **({"nth": nth} if nth else {}),
    }
    if role == "note":
        note_down(
            desk.folder,
            f"{document.id} [{cited.span.start}:{cited.span.end}]: {quote}",
            because=text(body, "says", required=False),
        )
        return {"message": "Noted in the log.", "location": "/log"}
    before = _current(desk, body)
    party = text(body, "party")
    if role == "option":
        entry: editing.Value = {"name": text(body, "says"), "basis": [reference]}
        after = editing.set_value(before, ("decision_makers", party, "options", text(body, "id")), entry)
    elif role == "preference":
        model = desk.sheet().case.model
        epoch = model.epochs[-1].id if model else ""
        statement: editing.Value = {"want": text(body, "want"), "says": text(body, "says"), "basis": [reference]}
        path = _statements(desk, before, epoch, party)
        after = editing.insert(before, path, len(layout(before).at(path).items), statement)
    else:
        raise InvalidValue(f"words cannot be used as {role!r}", hint="as an option, a preference or a note")
    save_model(desk.folder, after, against=before, summary=f"use words of {document.id} as {role}")
    return {"message": f"Used as {role}.", "location": "/model"}


def _chosen_words(library: Library, document: Document, quote: str, passage: str) -> tuple[Citation, int | None]:
    """The words where they were chosen, and which of their places that is; None where they stand but once.

    Words that repeat are those of the passage they were chosen in; without one they are refused as ambiguous.
    """
    try:
        return find_quote(document.text, document.id, quote), None
    except AmbiguousQuote:
        within = [p.span for p in library.passages_of(document.id) if str(p.number) == passage]
        if not within:
            raise
    nth = 1
    while True:  # raises `QuoteNotFound` beyond the last place
        cited = find_quote(document.text, document.id, quote, nth=nth)
        if within[0].start <= cited.span.start < within[0].end:
            return cited, nth
        nth += 1


def try_edits(desk: Desk, jobs: Jobs, body: Body) -> Answer:
    """What would follow from edits that nobody saves, line by line."""
    model = desk.sheet().case.model
    if model is None:
        raise InvalidValue("there is no model to try it on", hint="write a case.yaml first")
    found = whatif(model, _edits(body), epoch=text(body, "epoch", required=False) or None)
    lines = difference_lines(difference(found.before, found.after), naming(found.after.graph, found.before.graph))
    return {
        "lines": [
            *(f"If {edit}:" for edit in found.edits),
            *(lines or ["Nothing changes: the same states are stable."]),
        ]
    }


def _edits(body: Body) -> Sequence[str]:
    typed = [line.strip() for line in text(body, "edits", required=False).splitlines() if line.strip()]
    if typed:
        return typed
    party, place, do = text(body, "party"), _number(body, "position"), text(body, "do")
    edits = {
        "first": f"{party}: move {place} to 1",
        "last": f"{party}: move {place} to {_number(body, 'count')}",
        "drop": f"{party}: drop {place}",
    }
    if do not in edits:
        raise InvalidValue(f"{do!r} is no edit", hint="first, last or drop")
    return [edits[do]]


def _current(desk: Desk, body: Body) -> str:
    """case.yaml as it stands, if it is what the page was made from; a page that is older sees nothing overwritten."""
    if body.get("version") not in (None, desk.sheet().version):
        raise InvalidValue(
            "the case was changed after this page was opened", hint="reload the page and make the edit again"
        )
    return model_text(desk.folder)


def _statements(desk: Desk, before: str, epoch: str, party: str) -> Path:
    """Where the party's statements stand in the file."""
    model = desk.sheet().case.model
    ids = [e.id for e in model.epochs] if model else []
    if epoch not in ids:
        raise InvalidValue(f"there is no epoch {epoch!r}", hint="reload the page")
    path: Path = ("epochs", ids.index(epoch), "preferences", party)
    return (*path, "statements") if layout(before).at(path).kind == "table" else path


def _number(body: Body, name: str) -> int:
    value = body.get(name, "0")
    shown = str(value)
    if not (shown.isascii() and shown.isdigit() and len(shown) < 6):
        raise InvalidValue(f"{name!r} is not a number", where=name)
    return int(shown)
