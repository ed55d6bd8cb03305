"""Reading W3C Web Annotations, and those of hypothes.is, as notes that are proved on the words of a source.

Source: [WebAnnotation2017]. A note needs a TextQuoteSelector: a position alone proves nothing. Offsets bind where the
annotated text is ours; those that another program counted in a web page or a PDF count other characters, so that
there the quotation, with what stands before and after it, has to fit one place alone.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any
from urllib.parse import unquote, urldefrag

from detente.case import Note
from detente.errors import (
    AmbiguousQuote,
    DetenteError,
    EvidenceError,
    InvalidValue,
    QuoteMismatch,
    QuoteNotFound,
    UnknownDocument,
)
from detente.sources.document import Document, Library

__all__ = ["is_annotations", "read_annotations"]

KINDS = {"Annotation", "AnnotationCollection", "AnnotationPage"}
KEPT = ("id", "motivation", "body", "bodyValue", "creator", "created", "modified", "rights")
OURS = "urn:detente:"
OWN_TEXT = {"plain_text", "markdown"}
"""Formats whose text is the file's own, so that everybody counts the same characters."""

Item = Mapping[str, Any]


def is_annotations(document: object) -> bool:
    """Whether a JSON document is one annotation or several."""
    if isinstance(document, list):
        return bool(document) and all(isinstance(each, dict) and "target" in each for each in document)
    if not isinstance(document, dict):
        return False
    kinds = document.get("type")
    return bool(KINDS & {str(kind) for kind in (kinds if isinstance(kinds, list) else [kinds])}) or "rows" in document


def read_annotations(document: object, library: Library) -> tuple[tuple[Note, ...], tuple[DetenteError, ...]]:
    """The notes that fit the sources, and an error for each annotation that does not."""
    notes: list[Note] = []
    refused: list[DetenteError] = []
    for number, item in enumerate(_items(document), 1):
        try:
            notes += _notes(item, library)
        except DetenteError as error:
            name = f"annotation {number}"
            refused.append(type(error)(f"{name}: {error.message}", hint=error.hint))
    return tuple(notes), tuple(refused)


def _items(document: object) -> Iterator[object]:
    """The annotations of a list, a collection, a page, an answer of hypothes.is; or the one."""
    if isinstance(document, list):
        yield from document
    elif isinstance(document, dict) and any(key in document for key in ("items", "rows", "first")):
        for key in ("items", "rows"):
            yield from _listed(document.get(key))
        yield from _items(document["first"]) if isinstance(document.get("first"), dict) else ()
    elif isinstance(document, dict) and document.get("type") in ("AnnotationCollection", "AnnotationPage"):
        return
    else:
        yield document


def _notes(item: object, library: Library) -> list[Note]:
    """One note for each target; an annotation is taken whole or not at all."""
    if not isinstance(item, dict):
        raise InvalidValue("is no JSON object", hint="an annotation has a body and a target")
    targets = [target for target in _listed(item.get("target")) if target]
    if not targets:
        raise InvalidValue("has no target", hint="an annotation says which words it is about")
    annotation = {key: item[key] for key in KEPT if key in item}
    if "body" not in item and "bodyValue" not in item and isinstance(item.get("text"), str):  # hypothes.is
        said = [{"type": "TextualBody", "value": item["text"], "purpose": "commenting"}] if item["text"] else []
        tags = [{"type": "TextualBody", "value": str(tag), "purpose": "tagging"} for tag in _listed(item.get("tags"))]
        annotation["body"] = said + tags
        annotation |= {"creator": item["user"]} if isinstance(item.get("user"), str) else {}
    notes = []
    for target in targets:
        if not isinstance(target, dict):
            raise InvalidValue("points at a whole source, not at words", hint="a TextQuoteSelector names the words")
        source = target.get("source", item.get("uri"))
        source = source.get("id") if isinstance(source, dict) else source
        quote, position = _selectors(target.get("selector"))
        is_ours = str(item.get("id", "")).startswith(OURS)
        notes.append(_proved(library, str(source or ""), quote, position, annotation, is_ours=is_ours))
    return notes


def _selectors(given: object) -> tuple[Item, Item | None]:
    """The quotation and, where there is one, the position; a selector may refine another."""
    found: dict[str, Item] = {}
    waiting = _listed(given)
    while waiting:
        selector = waiting.pop(0)
        if isinstance(selector, dict):
            found.setdefault(str(selector.get("type")), selector)
            waiting += _listed(selector.get("refinedBy"))
    quote, position = found.get("TextQuoteSelector"), found.get("TextPositionSelector")
    if quote is None or not isinstance(quote.get("exact"), str) or not quote["exact"].strip():
        raise InvalidValue(
            "quotes no words", hint="a TextQuoteSelector with `exact` is needed; a position proves nothing"
        )
    if position is not None and not all(type(position.get(key)) is int for key in ("start", "end")):
        raise InvalidValue("has a position that is no pair of numbers", hint="start and end count characters from 0")
    return quote, position


def _proved(
    library: Library, source: str, quote: Item, position: Item | None, annotation: Item, *, is_ours: bool
) -> Note:
    """The note on the one place that fits; where several articles have the address, in the one that does."""
    errors: list[EvidenceError] = []
    fitting: list[Note] = []
    for document in _named(library, source):
        binding = position if is_ours or document.format in OWN_TEXT else None
        try:
            start, end = _place(document, quote, binding)
            fitting.append(Note(citation=document.cite(start, end), annotation=annotation))
        except EvidenceError as error:
            errors.append(error)
    if len(fitting) == 1:
        return fitting[0]
    if fitting:
        names = ", ".join(note.citation.span.document for note in fitting)
        raise AmbiguousQuote(f"fits several articles of one address: {names}", hint="name the file as its source")
    raise errors[0]


def _named(library: Library, source: str) -> Sequence[Document]:
    """The articles that an annotation may mean by its source: an address, or a file of the case."""
    bare = urldefrag(source).url
    by_url = [d for d in library.documents if d.url and urldefrag(d.url).url == bare]
    by_file = [d for d in library.documents if source in (d.file, d.id) or unquote(source) == d.file]
    found = by_file or by_url
    if not source or not found:
        raise UnknownDocument(f"no source has the address {source!r}", hint="`detente sources CASE` lists them")
    return found


def _place(document: Document, quote: Item, position: Item | None) -> tuple[int, int]:
    """The span of the words; runs of white space count as one space, as everywhere."""
    exact = quote["exact"]
    pattern = r"\s+".join(map(re.escape, exact.split()))
    places = [(m.start(), m.start() + len(m.group(1))) for m in re.finditer(f"(?=({pattern}))", document.text)]
    if not places:
        raise QuoteNotFound(f"{exact[:80]!r} does not stand in {document.file}", hint="was the article changed?")
    if position is not None:
        start, end = position["start"], position["end"]
        if exact.split() != document.text[max(start, 0) : max(end, 0)].split() or not 0 <= start < end:
            stands = document.text[max(start, 0) : max(end, 0)][:80]
            raise QuoteMismatch(
                f"quotes {exact[:80]!r}, but at {start} to {end} {document.file} reads {stands!r}",
                hint="offsets count code points from 0, the end not included",
            )
        places = [(start, end)]
    fitting = [place for place in places if _fits(document.text, place, quote)]
    if len(fitting) == 1:
        return fitting[0]
    if fitting:
        raise AmbiguousQuote(
            f"{exact[:80]!r} stands in {document.file} {len(fitting)} times", hint="add prefix and suffix"
        )
    raise QuoteMismatch(
        f"{exact[:80]!r} stands in {document.file}, but not between its prefix and suffix",
        hint="was the article changed?",
    )


def _fits(text: str, place: tuple[int, int], quote: Item) -> bool:
    """Whether what stands around a place is what the quotation says does."""
    before, after = ("".join(str(quote.get(key) or "").split()) for key in ("prefix", "suffix"))
    reach = 4 * (len(before) + len(after)) + 200
    left = "".join(text[max(0, place[0] - reach) : place[0]].split())
    right = "".join(text[place[1] : place[1] + reach].split())
    return left.endswith(before) and right.startswith(after)


def _listed(value: object) -> list[Any]:
    return list(value) if isinstance(value, list) else [] if value is None else [value]
