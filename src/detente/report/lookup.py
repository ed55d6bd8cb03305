"""One item of a case with its passages in context, found by its id."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from detente.case import Case, bases_of
from detente.errors import UnknownDocument, UnknownItem
from detente.evidence import DocumentId, Span, references_of
from detente.report.listing import LISTS, Item, Lister, citation
from detente.sources.document import Document, Passage

__all__ = ["Shown", "find"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """An item: its kind (source, passage, statement, event, …), its fields, and the passages it rests on.

    A passage is an object of `source, file, number, kind, start, end, quote` and `marks`, the spans in it that the
    item cites.
    """

    kind: str
    item: Item
    passages: tuple[Item, ...]

    def to_dict(self) -> Item:
        """As `show --json` prints it."""
        return {"kind": self.kind, "item": self.item, "passages": list(self.passages)}


def find(case: Case, wanted: str) -> Shown:
    """The item whose id is `wanted`: a source (or `SOURCE:3`, its third passage), an entry of a list, an actor, or
    an element of the model.

    Raises `UnknownItem`.
    """
    for shown in (_entry(case, wanted), _model_element(case, wanted), _passage(case, wanted), _source(case, wanted)):
        if shown is not None:
            return shown
    raise UnknownItem(
        f"no item {wanted!r}",
        hint="ids stand in the lists: `detente sources CASE`, `detente statements CASE`, `detente events CASE`, …",
    )


def _entry(case: Case, wanted: str) -> Shown | None:
    lister = Lister(case)
    for name in LISTS:
        if name == "sources":
            continue
        for entry in lister.entries(name):
            if getattr(entry, "id", None) == wanted:
                item = lister.item(name, entry)
                return Shown(kind=name.removesuffix("s"), item=item, passages=_passages(case, _spans_in(item)))
    for actor in case.record.actors:
        if actor.id == wanted:
            item = {
                "id": actor.id,
                "name": actor.name,
                "kind": actor.kind,
                "names": list(actor.names),
                "acts_for": actor.acts_for,
                "citations": [citation(case, cited) for cited in actor.cited.citations],
            }
            return Shown(kind="actor", item=item, passages=_passages(case, _spans_in(item)))
    return None


def _model_element(case: Case, wanted: str) -> Shown | None:
    """An option, by its id or `party.option`, with the quotations that stand behind it."""
    if case.model is None:
        return None
    for option in case.model.options:
        if wanted in (option.id, f"{option.decision_maker}.{option.id}"):
            cited = case.cited(option.basis)
            item: Item = {
                "id": option.id,
                "decision_maker": option.decision_maker,
                "name": option.name,
                "citations": [citation(case, one) for one in cited],
            }
            return Shown(kind="option", item=item, passages=_passages(case, tuple(one.span for one in cited)))
    return None


def _passage(case: Case, wanted: str) -> Shown | None:
    name, _, number = wanted.replace("¶", ":").rpartition(":")
    if not name or not number.strip().isdigit():
        return None
    document = _document(case, name.strip())
    if document is None:
        return None
    passages = {passage.number: passage for passage in case.library.passages_of(document.id)}
    if int(number) not in passages:
        raise UnknownItem(
            f"{document.id} has {len(passages)} passages, no {number}", hint=f"`detente show CASE {document.id}`"
        )
    shown = _shown(case, passages[int(number)], ())
    return Shown(kind="passage", item=shown, passages=(shown,))


def _source(case: Case, wanted: str) -> Shown | None:
    document = _document(case, wanted)
    if document is None:
        return None
    item = Lister(case).item("sources", document)
    used = tuple(_cited_spans(case, document.id))
    passages = case.library.passages_of(document.id)
    return Shown(kind="source", item=item, passages=tuple(_shown(case, passage, used) for passage in passages))


def _document(case: Case, name: str) -> Document | None:
    try:
        return case.library.named(name)
    except UnknownDocument as error:
        if "fits" in error.message:
            raise
        return None


def _cited_spans(case: Case, document: DocumentId) -> Iterator[Span]:
    """The spans of the document that the model quotes."""
    if case.model is None:
        return
    for _, basis in bases_of(case.model):
        for reference in references_of(basis):
            cited = case.citations.get(reference)
            if cited and cited.span.document == document:
                yield cited.span


def _spans_in(value: object) -> tuple[Span, ...]:
    """Every place that an item cites."""
    if isinstance(value, Mapping):
        if {"source", "start", "end"} <= value.keys():
            return (Span(document=DocumentId(str(value["source"])), start=int(value["start"]), end=int(value["end"])),)
        return tuple(span for part in value.values() for span in _spans_in(part))
    if isinstance(value, list):
        return tuple(span for part in value for span in _spans_in(part))
    return ()


def _passages(case: Case, spans: tuple[Span, ...]) -> tuple[Item, ...]:
    """The passages in which the spans stand, each once, in the order of first use."""
    passages: dict[tuple[str, int], Passage] = {}
    for span in spans:
        for passage in case.library.passages_of(span.document):
            if passage.span.overlaps(span):
                passages.setdefault((span.document, passage.number), passage)
    return tuple(_shown(case, passage, spans) for passage in passages.values())


def _shown(case: Case, passage: Passage, spans: tuple[Span, ...]) -> Item:
    span = passage.span
    inside = sorted({s for s in spans if s.overlaps(span)})
    return {
        "source": str(span.document),
        "file": case.library.document(span.document).file,
        "number": passage.number,
        "kind": passage.kind,
        "start": span.start,
        "end": span.end,
        "quote": case.library.text_of(span),
        "marks": [{"start": max(s.start, span.start), "end": min(s.end, span.end)} for s in inside],
    }
