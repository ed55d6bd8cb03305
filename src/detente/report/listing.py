"""The lists of a case as plain data: the JSON that scripts read, item by item and field by field.

A list is what it holds and how one of it is written as data. The command line, the web pages' twins and the exporters
all take their rows from here, so that they cannot differ; a page that shows a hundred writes a hundred.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from types import MappingProxyType
from typing import Any

from detente.case import Case
from detente.errors import UnknownItem
from detente.evidence import Caveat, Citation, DocumentId, Span
from detente.record.entries import (
    Account,
    DateExpression,
    Disagreement,
    Event,
    Gap,
    Position,
    Statement,
    Term,
    TermVariant,
)
from detente.sources.document import BOILERPLATE_KINDS, Document

__all__ = ["LISTS", "Item", "Listed", "Lister", "citation", "items", "near_duplicates", "rows"]

Item = dict[str, object]


@dataclass(frozen=True)
class Lister:
    """A case with what its lists look up again and again, found once."""

    case: Case

    @cached_property
    def acts_for(self) -> Mapping[str, str | None]:
        """Whom each actor acts for."""
        return {actor.id: actor.acts_for for actor in self.case.record.actors}

    @cached_property
    def near_duplicates(self) -> Mapping[str, list[str]]:
        """The sources that all but coincide with each; those without any are left out."""
        found: dict[str, set[str]] = {}
        for pair in (pair for origin in self.case.library.origins for pair in origin.near_duplicates):
            for document in pair:
                found.setdefault(str(document), set()).update(str(other) for other in pair if other != document)
        return {document: sorted(others) for document, others in found.items()}

    @cached_property
    def caveats(self) -> Mapping[str, list[Caveat]]:
        """The caveats at each document or file, in their order."""
        found: dict[str, list[Caveat]] = {}
        for caveat in dict.fromkeys((*self.case.library.caveats, *self.case.record.caveats)):
            place = caveat.where.document if isinstance(caveat.where, Span) else caveat.where
            found.setdefault(str(place), []).append(caveat)
        return found

    def caveats_of(self, document: Document) -> tuple[Caveat, ...]:
        """Those at the document, and those at its file."""
        places = dict.fromkeys((str(document.id), document.file))
        return tuple(caveat for place in places for caveat in self.caveats.get(place, ()))

    def entries(self, name: str) -> Sequence[Any]:
        """What the list called `name` holds, in its order; raises `UnknownItem`."""
        return _list(name).entries(self.case)

    def item(self, name: str, entry: object) -> Item:
        """One of its entries as data; raises `UnknownItem`."""
        return _list(name).item(self, entry)


@dataclass(frozen=True, slots=True)
class Listed:
    """A list: what it holds, and how one of it is written as data."""

    entries: Callable[[Case], Sequence[Any]]
    item: Callable[[Lister, Any], Item]


def items(case: Case, name: str) -> list[Item]:
    """The list called `name` (a key of `LISTS`).

    Raises `UnknownItem`.
    """
    lister = Lister(case)
    return [lister.item(name, entry) for entry in lister.entries(name)]


def _list(name: str) -> Listed:
    if name not in LISTS:
        raise UnknownItem(f"no list {name!r}", hint=f"there are: {', '.join(LISTS)}")
    return LISTS[name]


def rows(case: Case, name: str) -> list[Item]:
    """The list for a spreadsheet: each item followed by the source, url, date and origin of what it cites."""
    listed = items(case, name)
    return listed if name == "sources" else [{**item, **_provenance(case, item)} for item in listed]


def _provenance(case: Case, item: Item) -> Item:
    """Where an item comes from, one value per source, in the order of the citations."""
    ids = [DocumentId(document) for document in dict.fromkeys(_sources_in(item))]
    documents = [case.library.document(document) for document in ids]
    return {
        "source": [str(document.id) for document in documents],
        "url": [document.url for document in documents if document.url],
        "date": [
            case.published(document).to_dict()["earliest"] for document in ids if case.published(document).earliest
        ],
        "origin": list(dict.fromkeys(case.library.origin_of(document) for document in ids)),
    }


def _sources_in(value: object) -> Iterator[str]:
    """The source of each citation inside an item."""
    if isinstance(value, Mapping):
        if "quote" in value and "source" in value:
            yield str(value["source"])
        else:
            for part in value.values():
                yield from _sources_in(part)
    elif isinstance(value, list):
        for part in value:
            yield from _sources_in(part)


def citation(case: Case, cited: Citation) -> Item:
    """A citation as every JSON of the program writes it."""
    document = case.library.document(cited.span.document)
    return {
        "source": str(document.id),
        "file": document.file,
        "start": cited.span.start,
        "end": cited.span.end,
        "quote": cited.quote,
    }


def _citations(case: Case, cited: Iterable[Citation]) -> list[Item]:
    return [citation(case, one) for one in cited]


def _source(lister: Lister, document: Document) -> Item:
    case = lister.case
    published = case.published(document.id).to_dict()
    return {
        "id": str(document.id),
        "file": document.file,
        "title": document.title,
        "outlet": document.outlet,
        "published": {**published, "stated": case.published_is_stated(document.id)},
        "agencies": list(document.agencies),
        "url": document.url,
        "origin": case.library.origin_of(document.id),
        "near_duplicates": list(lister.near_duplicates.get(str(document.id), ())),
        "boilerplate": [
            {"start": passage.span.start, "end": passage.span.end, "kind": passage.kind}
            for passage in case.library.passages_of(document.id)
            if passage.kind in BOILERPLATE_KINDS and passage.kind != "front_matter"
        ],
        "caveats": [_caveat(case, caveat) for caveat in lister.caveats_of(document)],
        "sha256": document.sha256,
        "format": document.format,
        "language": document.language,
    }


def near_duplicates(case: Case, document: str) -> list[str]:
    """The ids of the sources that all but coincide with this one."""
    return list(Lister(case).near_duplicates.get(document, ()))


def _caveat(case: Case, caveat: Caveat) -> Item:
    where = caveat.where
    shown: Item = {"code": caveat.code, "message": caveat.message}
    if isinstance(where, Span):
        text = case.library.text_of(where)
        shown["citation"] = (
            citation(case, Citation(span=where, quote=text)) if len(text) == where.end - where.start else None
        )
    return shown


def _date(lister: Lister, expression: DateExpression) -> Item:
    when = expression.when.to_dict()
    return {
        "citation": citation(lister.case, expression.citation),
        "type": expression.type,
        "value": expression.value,
        "earliest": when["earliest"],
        "latest": when["latest"],
        "reason": expression.when.reason,
        "granularity": expression.when.granularity,
    }


def _statement(lister: Lister, statement: Statement) -> Item:
    case, speaker = lister.case, statement.speaker
    content = citation(case, statement.content)
    return {
        "id": statement.id,
        "speaker": {
            "name": speaker.name,
            "actor": speaker.actor,
            "acts_for": lister.acts_for.get(speaker.actor) if speaker.actor else None,
            "citation": citation(case, speaker.citation) if speaker.citation else None,
        },
        "via": list(statement.via),
        "cue": citation(case, statement.cue) if statement.cue else None,
        "mode": statement.mode,
        "said": statement.said.to_dict(),
        "content": {**content, "citation": content},
        "citations": _citations(case, statement.cited.citations),
        "polarity": statement.polarity,
        "modality": statement.modality,
        "tier": statement.tier,
    }


def _event(lister: Lister, event: Event) -> Item:
    case = lister.case
    documents = {cited.span.document for cited in event.cited.citations}
    return {
        "id": event.id,
        "kind": event.kind,
        "status": event.status,
        "when": event.when.to_dict(),
        "participants": list(event.participants),
        "place": event.place,
        "summary": event.summary,
        "citations": _citations(case, event.cited.citations),
        "sources": len(documents),
        "origins": len({case.library.origin_of(document) for document in documents}),
        "actors": list(event.actors),
    }


def _position(lister: Lister, position: Position) -> Item:
    case = lister.case
    return {
        "actor": position.actor,
        "issue": position.issue,
        "stance": position.stance,
        "as_of": position.as_of.to_dict(),
        "citations": _citations(case, position.cited.citations),
        "changed_from": position.changed_from,
        "changed_by": list(position.changed_by),
    }


def _term(lister: Lister, term: Term) -> Item:
    case = lister.case
    return {
        "concept": term.concept,
        "variants": [_variant(case, variant) for variant in term.variants],
        "contested_readings": [
            {
                "reading": reading.reading,
                "speakers": list(reading.speakers),
                "citations": _citations(case, reading.cited.citations),
            }
            for reading in term.contested_readings
        ],
    }


def _variant(case: Case, variant: TermVariant) -> Item:
    return {
        "term": variant.term,
        "sources": [str(document) for document in variant.sources],
        "speakers": list(variant.speakers),
        "citations": _citations(case, variant.cited.citations),
    }


def _disagreement(lister: Lister, disagreement: Disagreement) -> Item:
    case = lister.case
    decided = case.verdicts.get(disagreement.id)
    return {
        "id": disagreement.id,
        "question": disagreement.question,
        "kind": disagreement.kind,
        "verdict": disagreement.verdict,
        "severity": disagreement.severity,
        "accounts": [_account(case, account) for account in disagreement.accounts],
        "why": disagreement.why,
        "decided": {"verdict": decided.verdict, "by": decided.by, "because": decided.because} if decided else None,
    }


def _account(case: Case, account: Account) -> Item:
    return {
        "value": account.value,
        "sources": [str(document) for document in account.sources],
        "citations": _citations(case, account.cited.citations),
        "outlier": account.outlier,
    }


def _gap(lister: Lister, gap: Gap) -> Item:
    return {"kind": gap.kind, "about": gap.about, "why": gap.why, "citations": _citations(lister.case, gap.citations)}


def _gaps(case: Case) -> Sequence[Gap]:
    from detente.report.premises import premise_gaps  # solves the model; the other lists do without

    return (*premise_gaps(case), *case.record.gaps)


LISTS: Mapping[str, Listed] = MappingProxyType(
    {
        "sources": Listed(lambda case: case.library.documents, _source),
        "dates": Listed(lambda case: case.record.dates, _date),
        "statements": Listed(lambda case: case.record.statements, _statement),
        "events": Listed(lambda case: case.record.events, _event),
        "positions": Listed(lambda case: case.record.positions, _position),
        "terms": Listed(lambda case: case.record.terms, _term),
        "disagreements": Listed(lambda case: case.record.disagreements, _disagreement),
        "gaps": Listed(_gaps, _gap),
    }
)
"""Every list, by the name of its command."""
